//! «Подача заявки».
use super::{
    CreateTicket,
    categories::{categories, value},
    incident::incidents,
    load_incidents, load_offers, load_ticket_form,
    offers::{joins, offers},
    words::{category as named, clause, limit, term},
};
use crate::{
    api::ApiError,
    charges::Debt,
    files::{FilePicker, use_files, without_scripts},
    form::{FormFailure, FormState, keep_draft, use_form_once},
    layout::{Page, loaded, once_ready, use_frame, when_ready},
    readings::no_account,
    ui::{Banner, Button, ButtonKind, Checkbox, Field, IconName, TextArea, Tone},
};
use domain::{
    files::Owner,
    incidents::IncidentCard,
    tickets::{Category, Kind, NewTicketForm, Offer, recognise, sort},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;

const TITLE: &str = "Подача заявки";

/// What is being written.
#[derive(Clone, Copy)]
struct Draft {
    text: RwSignal<String>,
    chosen: RwSignal<Option<Category>>,
    /// What it is about and which clocks it will have, as soon as that can be told.
    sorted: Memo<Option<(Category, Kind)>>,
    offers: Resource<Vec<Offer>>,
}

impl Draft {
    fn new(state: FormState) -> Self {
        let asked = use_query_map().with_untracked(|query| Category::from_code(query.get_str("category")?));
        let sent = state.value("ticket[category]");
        let sent = Category::ALL.into_iter().find(|category| value(*category) == sent);
        let text = RwSignal::new(state.value("ticket[text]"));
        let chosen = RwSignal::new(sent.or(asked));
        let sorted = Memo::new(move |_| {
            let chosen = chosen.get();
            text.with(|text| (chosen.is_some() || recognise(text).is_some()).then(|| sort(chosen, text)))
        });
        let category = Memo::new(move |_| sorted.get().map(|(category, _)| category));
        let offers = Resource::new(
            move || category.get(),
            |category| async move {
                match category {
                    Some(category) => load_offers(category).await.unwrap_or_default(),
                    None => Vec::new(),
                }
            },
        );
        Self { text, chosen, sorted, offers }
    }
}

#[component]
pub fn NewTicketPage() -> impl IntoView {
    let frame = use_frame();
    let data = Resource::new_blocking(
        || (),
        |()| async move {
            let form = load_ticket_form().await?;
            // The form is worth more than what is known around it.
            Ok::<_, ApiError>((form, load_incidents().await.unwrap_or_default()))
        },
    );
    let action = ServerAction::<CreateTicket>::new();
    let state = use_form_once(action);
    let draft = Draft::new(state);
    view! {
        <Suspense>
            {when_ready(move || async move {
                let signed_in = frame.await.is_ok_and(|frame| frame.person.is_some());
                match data.await {
                    Err(ApiError::NotFound) if signed_in => no_account(TITLE),
                    answer => loaded(answer, |(form, known)| shown(&form, &known, draft, action, state)),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(
    form: &NewTicketForm,
    known: &[IncidentCard],
    draft: Draft,
    action: ServerAction<CreateTicket>,
    state: FormState,
) -> AnyView {
    let account = form.account;
    let around = incidents(known, account);
    let files = use_files(Owner::Ticket(form.fresh), form.limits);
    let busy = Signal::derive(move || state.busy.get() || files.busy.get());
    let typed = NodeRef::new();
    keep_draft(typed, format!("/tickets/new {account}"), action, state);
    let fields = view! {
        <FormFailure form=state />
        <input type="hidden" name="ticket[id]" value=form.fresh.to_string() />
        <input type="hidden" name="ticket[account]" value=account.to_string() />
        <TextArea
            name="ticket[text]"
            label="Текст заявки"
            hint="Что случилось, где и с какого времени"
            error=state.field("text")
            value=draft.text.get_untracked()
            typed=draft.text
        />
        {promise(form, draft)}
        {known_already(draft)}
        {categories(draft.chosen, draft.sorted)}
        <Checkbox name="ticket[house]" checked=state.value("ticket[house]") == "true">
            "Это общее: подъезд, лифт, двор, весь дом"
        </Checkbox>
        <FilePicker files=files />
        {without_scripts("Фотографии и документы можно добавить на странице заявки, когда она будет отправлена.")}
        {contact(form, state)}
        <div class="actions">
            <Button label="Отправить заявку" busy=busy class="btn--phone-wide" />
            <a class=format!("{} btn--phone-wide", ButtonKind::Plain.class()) href="/tickets">
                "Отмена"
            </a>
        </div>
    };
    let forms = move || draft.offers.get().map(|offers| joins(&offers, account));
    view! {
        <Page title=TITLE back=("/tickets", "Заявки") head=around.into_any() debt=Debt::Beside>
            <ActionForm action=action node_ref=typed attr:class="card form" attr:novalidate=true attr:autocomplete="off">
                {fields}
            </ActionForm>
            <Transition>
                {once_ready(
                    async move {
                        draft.offers.ready().await;
                    },
                    move || forms().map(IntoAny::into_any),
                )}
            </Transition>
        </Page>
    }
    .into_any()
}

/// By when it has to be done, told while one writes.
fn promise(form: &NewTicketForm, draft: Draft) -> AnyView {
    let terms = form.terms.clone();
    let told = Memo::new(move |_| {
        let (category, kind) = draft.sorted.get()?;
        let (_, of, within) = terms.iter().find(|(known, ..)| *known == kind)?;
        Some((category, kind, *of, *within))
    });
    let words = move || {
        let (category, kind, of, within) = told.get()?;
        let service = named(category).0;
        let (tone, about) = if kind == Kind::Emergency {
            (Tone::Ask, "Похоже на аварию".to_owned())
        } else {
            (Tone::Info, service.to_owned())
        };
        let (todo, _) = limit(of);
        let within = term(within);
        let written = clause(of.clause());
        Some(view! {
            <Banner tone=tone icon=IconName::Clock slim=true>
                <p>
                    {format!("{about}. По закону {todo} должны за {within} с регистрации. ")}
                    <span class="law">{written}</span>
                </p>
            </Banner>
        })
    };
    view! { <div role="status">{words}</div> }.into_any()
}

fn known_already(draft: Draft) -> AnyView {
    view! {
        <Transition>
            {once_ready(
                async move {
                    draft.offers.ready().await;
                },
                move || draft.offers.get().and_then(|known| offers(&known)),
            )}
        </Transition>
    }
    .into_any()
}

fn contact(form: &NewTicketForm, state: FormState) -> AnyView {
    let typed = |name: &str, known: &str| {
        let typed = state.value(name);
        if typed.is_empty() { known.to_owned() } else { typed }
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">"Контактные данные"</legend>
            <div class="fields-2">
                <Field
                    name="ticket[name]"
                    label="Как вас зовут"
                    autocomplete="name"
                    error=state.field("name")
                    value=typed("ticket[name]", &form.contact.name)
                />
                <Field
                    name="ticket[phone]"
                    label="Телефон для мастера"
                    kind="tel"
                    autocomplete="tel"
                    error=state.field("phone")
                    value=typed("ticket[phone]", &form.contact.phone)
                />
            </div>
        </fieldset>
    }
    .into_any()
}

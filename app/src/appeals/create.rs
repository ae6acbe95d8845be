//! «Новое обращение».
use super::{CreateAppeal, load_appeal_form, words::kind};
use crate::{
    api::ApiError,
    files::{FilePicker, use_files, without_scripts},
    form::{FormFailure, FormState, keep_draft, use_form_once},
    layout::{Page, loaded, use_frame, when_ready},
    readings::no_account,
    tickets::words::{clause, term},
    ui::{Button, ButtonKind, Card, Icon, IconName, TextArea, date},
};
use domain::{
    appeals::{Kind, NewAppealForm},
    files::Owner,
    ids::EntryId,
    tickets::Clock,
};
use leptos::{form::ActionForm, prelude::*};

const TITLE: &str = "Новое обращение";

#[component]
pub fn NewAppealPage() -> impl IntoView {
    let frame = use_frame();
    let form = Resource::new_blocking(|| (), |()| load_appeal_form());
    let action = ServerAction::<CreateAppeal>::new();
    let state = use_form_once(action);
    view! {
        <Suspense>
            {when_ready(move || async move {
                match (frame.await, form.await) {
                    (Ok(frame), Err(ApiError::NotFound)) if frame.person.is_some() => no_account(TITLE),
                    (_, answer) => loaded(answer, move |form| shown(&form, action, state)),
                }
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(form: &NewAppealForm, action: ServerAction<CreateAppeal>, state: FormState) -> AnyView {
    let aside = form.clock.as_ref().map_or_else(|| ().into_any(), promise);
    let files = use_files(Owner::AppealEntry(EntryId(form.fresh.0)), form.limits);
    let busy = Signal::derive(move || state.busy.get() || files.busy.get());
    let (id, account) = (form.fresh.to_string(), form.account.to_string());
    let typed = NodeRef::new();
    keep_draft(typed, format!("/appeals/new {account}"), action, state);
    view! {
        <Page title=TITLE back=("/appeals", "Обращения") aside=aside>
            <ActionForm action=action node_ref=typed attr:class="card form" attr:novalidate=true attr:autocomplete="off">
                <FormFailure form=state />
                <input type="hidden" name="appeal[id]" value=id />
                <input type="hidden" name="appeal[account]" value=account />
                {kinds(state)}
                <TextArea
                    name="appeal[text]"
                    label="Что нужно"
                    hint="Своими словами: что случилось, когда, что вы просите сделать"
                    error=state.field("text")
                    value=state.value("appeal[text]")
                />
                <FilePicker files=files />
                {without_scripts("Фотографии и документы можно добавить на странице обращения, когда оно будет отправлено.")}
                <div class="actions">
                    <Button label="Отправить" icon=IconName::Send busy=busy class="btn--phone-wide" />
                    <a class=ButtonKind::Plain.class() href="/appeals">
                        "Отмена"
                    </a>
                </div>
            </ActionForm>
        </Page>
    }
    .into_any()
}

/// The term that it would have, before it is sent.
fn promise(clock: &Clock) -> AnyView {
    let (due, given, written) = (date(clock.due.date()), term(clock.term), clause(clock.limit.clause()));
    view! {
        <Card title="Когда ответим">
            <p>
                "До " <b class="num">{due}</b> ": по закону на это есть " {given}
                ". Ответ придёт на почту и появится в этом разделе."
            </p>
            <p class="law">{written}</p>
            <p>
                "Протечка, нет света, не едет лифт? " <a href="/tickets/new">"Подайте заявку"</a>
                ": мастер придёт раньше."
            </p>
        </Card>
    }
    .into_any()
}

fn kinds(state: FormState) -> AnyView {
    let error = state.field("kind");
    let chosen = state.value("appeal[kind]");
    let tiles = Kind::ALL
        .iter()
        .enumerate()
        .map(|(at, of)| {
            let (name, purpose) = kind(*of);
            let value = format!("{of:?}");
            let checked = value == chosen;
            let invalid = move || (at == 0 && error.with(Option::is_some)).then_some("true");
            let described = move || error.with(Option::is_some).then_some("kind-error");
            view! {
                <label class="topic">
                    <input
                        type="radio"
                        name="appeal[kind]"
                        value=value
                        checked=checked
                        aria-invalid=invalid
                        aria-describedby=described
                    />
                    <span>
                        <b>{name}</b>
                        <small>{purpose}</small>
                    </span>
                </label>
            }
        })
        .collect_view();
    let wrong = move || {
        error.get().map(|text| {
            view! {
                <p class="field__error" id="kind-error">
                    <Icon name=IconName::No small=true />
                    <span>{text}</span>
                </p>
            }
        })
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">"О чём обращение"</legend>
            {wrong}
            <div class="topics">{tiles}</div>
        </fieldset>
    }
    .into_any()
}

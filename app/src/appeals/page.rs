//! An appeal with its whole thread, opened by its number.
use super::{
    AddToAppeal, ReopenAppeal,
    forms::{Subject, addition, closing, reopening},
    load_appeal,
    thread::thread,
    words::{kind, numbered, state_badge},
};
use crate::{
    charges::Debt,
    files::use_files,
    form::{FormState, use_form},
    layout::{Page, anew, loaded, once_ready},
    live,
    tickets::clock::{minutes_passed, terms},
    ui::{Banner, Card, Skeleton, Tone, date, date_time},
};
use domain::{
    appeals::{AppealCard, AppealPage as Data, Step},
    changes::Topic,
    files::Owner,
};
use leptos::{prelude::*, task::spawn_local};
use leptos_router::hooks::{use_params_map, use_query_map};

/// The forms of the page. They outlive the data around them, so that what was typed stays.
#[derive(Clone, Copy)]
struct Desk {
    add: (ServerAction<AddToAppeal>, FormState),
    reopen: (ServerAction<ReopenAppeal>, FormState),
    done: Memo<String>,
    /// The appeal in sight.
    shown: StoredValue<Option<RwSignal<Data>>>,
}

#[component]
pub fn AppealPage() -> impl IntoView {
    let params = use_params_map();
    // No appeal has the number 0.
    let number = Memo::new(move |_| {
        params.with(|params| params.get_str("number").and_then(|number| number.parse().ok()).unwrap_or(0_i64))
    });
    let query = use_query_map();
    let (add, reopen) = (ServerAction::new(), ServerAction::new());
    let desk = Desk {
        add: (add, use_form(add)),
        reopen: (reopen, use_form(reopen)),
        done: Memo::new(move |_| query.with(|query| query.get("done")).unwrap_or_default()),
        shown: StoredValue::new(None),
    };
    let data = Resource::new(move || number.get(), load_appeal);
    let again = move || {
        let Some(number) = number.try_get_untracked() else { return };
        spawn_local(async move {
            let fresh = match load_appeal(number).await {
                Ok(fresh) => fresh,
                Err(error) => return live::missed(&error),
            };
            if let Some(Some(appeal)) = desk.shown.try_get_value()
                && appeal.try_with_untracked(|appeal| appeal.card.number) == Some(number)
            {
                appeal.try_set(fresh);
            }
        });
    };
    // Another appeal begins with empty forms.
    Effect::new(move |before: Option<i64>| {
        let now = number.get();
        if before.is_some_and(|before| before != now) {
            add.clear();
            reopen.clear();
            desk.add.1.forget();
            desk.reopen.1.forget();
        }
        now
    });
    let topic = move || data.get().and_then(Result::ok).map(|data| Topic::Appeal(data.card.id));
    live::watch(move || topic().into_iter().collect(), again);
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move { data.ready().await },
                move || Some(loaded(data.get()?, |data| anew(move || shown(data.clone(), desk)))),
            )}
        </Transition>
    }
    .into_any()
}

fn shown(first: Data, desk: Desk) -> AnyView {
    let files = use_files(Owner::AppealEntry(first.fresh), first.limits);
    let (number, id, limits) = (first.card.number, first.card.id, first.limits);
    let subject = Subject { number, id, fresh: first.fresh, files, limits };
    let title = format!("Обращение {}", numbered(subject.number));
    let appeal = RwSignal::new(first);
    desk.shown.set_value(Some(appeal));
    let was = appeal.with_untracked(|appeal| appeal.card.state);
    // What has just been done is news until something else happens.
    let still = Memo::new(move |_| appeal.with(|appeal| appeal.card.state == was));
    let head = view! {
        {move || appeal.with(|appeal| about(&appeal.card))}
        {move || {
            let told = if still.get() { desk.done.get() } else { String::new() };
            appeal.with_untracked(|appeal| notice(&told, &appeal.card))
        }}
    };
    let aside = move || appeal.with(deadline);
    let when = move |holds: fn(&Data) -> bool| Memo::new(move |_| appeal.with(holds));
    let waits = when(|appeal| appeal.card.state.is_waiting());
    let may_reopen = when(|appeal| appeal.steps.contains(&Step::Reopen));
    let may_close = when(|appeal| appeal.steps.contains(&Step::Close));
    view! {
        <div class="appeal-page">
            <Page title=title back=("/appeals", "Обращения") head=head.into_any() debt=Debt::Beside aside=aside.into_any()>
                <section class="card">
                    <h2 class="visually-hidden">"Переписка"</h2>
                    {move || appeal.with(|appeal| thread(&appeal.story))}
                </section>
                {move || (may_close.get() && !waits.get()).then(|| closing(subject, false))}
                {move || may_reopen.get().then(|| reopening(subject, desk.reopen.0, desk.reopen.1))}
                {move || waits.get().then(|| addition(subject, desk.add.0, desk.add.1))}
                {move || (may_close.get() && waits.get()).then(|| closing(subject, true))}
            </Page>
        </div>
    }
    .into_any()
}

fn about(card: &AppealCard) -> AnyView {
    view! {
        <p class="row">
            {state_badge(card.state, Some(card.state_at.date()))}
            <span class="muted">{kind(card.kind).0} ", от " {date_time(card.registered_at)}</span>
        </p>
    }
    .into_any()
}

/// What has just been done.
fn notice(done: &str, card: &AppealCard) -> Option<AnyView> {
    let due = card.clock.as_ref().map(|clock| date(clock.due.date()));
    let (title, text) = match done {
        "created" => (
            format!("Обращение {} принято", numbered(card.number)),
            due.map(|due| format!("Ответим до {due}. Ответ придёт на почту и появится здесь.")),
        ),
        "said" => ("Дополнение отправлено".to_owned(), None),
        "reopened" => ("Обращение снова в работе".to_owned(), due.map(|due| format!("Ответим до {due}."))),
        "closed" => ("Обращение закрыто".to_owned(), None),
        _ => return None,
    };
    let text = text.map(|text| view! { <p>{text}</p> });
    Some(view! { <Banner tone=Tone::Ok title=title live=true>{text}</Banner> }.into_any())
}

/// By when the answer is there, and where that is written.
fn deadline(appeal: &Data) -> Option<AnyView> {
    let clock = appeal.card.clock?;
    let extended = appeal.extended_until.map(|until| {
        view! { <p class="small muted">"Срок продлён до " {date(until)} ". Почему, написано в переписке."</p> }
    });
    Some(
        view! {
            <Card title="Срок ответа">{terms(&[clock], minutes_passed())} {extended}</Card>
        }
        .into_any(),
    )
}

//! The sheet of an appeal: the whole thread, the term, and what staff may do.
use super::{
    AnswerAppeal, AssignAppeal, ExtendAppeal, NoteAppeal,
    answer::answer,
    filter::INBOX,
    load_staff_appeal,
    manage::{assignment, extension, note},
};
use crate::{
    appeals::{
        thread::thread,
        words::{kind, numbered, state_badge},
    },
    form::Form,
    layout::{NotFound, Page, anew, loaded, may, once_ready},
    live,
    tickets::clock::{minutes_passed, terms},
    ui::{Banner, Card, Skeleton, Tone, date, date_time},
};
use domain::{
    access::Permission,
    addresses::{short_address, unit_name},
    appeals::{StaffAppeal, Step},
    changes::Topic,
};
use leptos::{html, prelude::*, task::spawn_local};
use leptos_router::hooks::{use_params_map, use_query_map};

#[derive(Clone, Copy)]
pub(super) struct Forms {
    pub answer: Form<AnswerAppeal>,
    pub note: Form<NoteAppeal>,
    pub assign: Form<AssignAppeal>,
    pub extend: Form<ExtendAppeal>,
}

/// What the page holds between two answers of the server.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    forms: StoredValue<Forms>,
    /// What is being written to the resident.
    pub text: NodeRef<html::Textarea>,
    /// The template that the address names.
    pub template: Memo<Option<String>>,
    done: Memo<String>,
    /// The appeal in sight.
    shown: StoredValue<Option<RwSignal<StaffAppeal>>>,
}

impl Desk {
    pub fn forms(self) -> Forms {
        self.forms.get_value()
    }
}

#[component]
pub fn StaffAppealPage() -> impl IntoView {
    if !may(Permission::AnswerAppeals) {
        return view! { <NotFound /> }.into_any();
    }
    let params = use_params_map();
    // No appeal has the number 0.
    let number = Memo::new(move |_| {
        params.with(|params| params.get_str("number").and_then(|number| number.parse().ok()).unwrap_or(0_i64))
    });
    let query = use_query_map();
    let of = move |name: &'static str| Memo::new(move |_| query.with(|query| query.get(name)));
    let (template, done) = (of("template"), of("done"));
    let desk = Desk {
        text: NodeRef::new(),
        forms: StoredValue::new(Forms {
            answer: Form::leading_on(),
            note: Form::leading_on(),
            assign: Form::leading_on(),
            extend: Form::leading_on(),
        }),
        template,
        done: Memo::new(move |_| done.get().unwrap_or_default()),
        shown: StoredValue::new(None),
    };
    let data = Resource::new(move || number.get(), load_staff_appeal);
    let again = move || {
        let Some(number) = number.try_get_untracked() else { return };
        spawn_local(async move {
            let fresh = match load_staff_appeal(number).await {
                Ok(fresh) => fresh,
                Err(error) => return live::missed(&error),
            };
            if let Some(Some(appeal)) = desk.shown.try_get_value()
                && appeal.try_with_untracked(|appeal| appeal.row.number) == Some(number)
            {
                appeal.try_set(fresh);
            }
        });
    };
    // What others did is shown at once, and the form goes on from there with what was typed.
    Effect::new(move |_| {
        if desk.forms().answer.is_late() || desk.forms().assign.is_late() || desk.forms().extend.is_late() {
            again();
        }
    });
    // Another appeal begins with empty forms.
    Effect::new(move |before: Option<i64>| {
        let now = number.get();
        if before.is_some_and(|before| before != now) {
            let Forms { answer, note, assign, extend } = desk.forms();
            answer.clear();
            note.clear();
            assign.clear();
            extend.clear();
        }
        now
    });
    let topic = move || data.get().and_then(Result::ok).map(|data| Topic::Appeal(data.row.id));
    live::watch(move || topic().into_iter().collect(), again);
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move { data.ready().await },
                move || Some(loaded(data.get()?, |data| anew(move || sheet(data.clone(), desk)))),
            )}
        </Transition>
    }
    .into_any()
}

fn sheet(first: StaffAppeal, desk: Desk) -> AnyView {
    let title = format!("Обращение {}", numbered(first.row.number));
    let appeal = RwSignal::new(first);
    desk.shown.set_value(Some(appeal));
    let head = view! {
        {move || appeal.with(about)}
        {move || notice(&desk.done.get())}
    };
    let may_extend = Memo::new(move |_| appeal.with(|appeal| appeal.extension));
    let may_answer = Memo::new(move |_| appeal.with(|appeal| appeal.steps.contains(&Step::Answer)));
    let aside = view! {
        {move || appeal.with(deadline)}
        <section class="card stack">
            {move || appeal.with(facts)}
            {move || may_answer.get().then(|| assignment(appeal, desk))}
            {move || may_extend.get().map(|last| extension(appeal, last, desk))}
        </section>
    };
    view! {
        <div class="appeal-page">
            <Page title=title back=(INBOX, "Все обращения") head=head.into_any() aside=aside.into_any()>
                <section class="card">
                    <h2 class="visually-hidden">"Переписка"</h2>
                    {move || appeal.with(|appeal| thread(&appeal.story))}
                </section>
                {move || may_answer.get().then(|| answer(appeal, desk))}
                {note(appeal, desk)}
            </Page>
        </div>
    }
    .into_any()
}

fn about(appeal: &StaffAppeal) -> AnyView {
    let row = &appeal.row;
    view! {
        <p class="row">
            {state_badge(row.state, Some(row.state_at.date()))}
            <span class="muted">{kind(row.kind).0} ", от " {date_time(row.registered_at)}</span>
        </p>
    }
    .into_any()
}

/// What has just been done.
fn notice(done: &str) -> Option<AnyView> {
    let title = match done {
        "answered" => "Ответ отправлен: он на странице жителя и в письме",
        "noted" => "Заметка сохранена",
        "assigned" => "Сохранено",
        "extended" => "Срок продлён, житель получит письмо",
        _ => return None,
    };
    Some(view! { <Banner tone=Tone::Ok title=title slim=true live=true /> }.into_any())
}

fn deadline(appeal: &StaffAppeal) -> Option<AnyView> {
    let clock = appeal.row.clock?;
    let extended = appeal.extended_until.map(|until| {
        view! { <p class="small muted">"Продлён до " {date(until)}</p> }
    });
    Some(
        view! {
            <Card title="Срок ответа">{terms(&[clock], minutes_passed())} {extended}</Card>
        }
        .into_any(),
    )
}

fn facts(appeal: &StaffAppeal) -> AnyView {
    let row = &appeal.row;
    let place = format!("{}, {}", short_address(&row.address), unit_name(&row.label));
    let fact = |label: &'static str, value: Option<String>| {
        value.map(|value| {
            view! {
                <div>
                    <dt>{label}</dt>
                    <dd>{value}</dd>
                </div>
            }
        })
    };
    view! {
        <dl class="facts small">
            {fact("Адрес", Some(place))} {fact("ЛС", Some(appeal.account_number.clone()))}
            {fact("Собственник", appeal.name.clone())} {fact("Телефон", appeal.phone.clone())}
            {fact("E-mail", Some(appeal.email.clone()))}
        </dl>
    }
    .into_any()
}

/// What every change brings along: the appeal, the version that was seen, and where to come back to.
pub(super) fn hidden(appeal: RwSignal<StaffAppeal>, id: &'static str, seen: Option<&'static str>) -> AnyView {
    let number = appeal.with_untracked(|appeal| appeal.row.number.to_string());
    let of = appeal.with_untracked(|appeal| appeal.row.id.to_string());
    let seen = seen.map(|name| {
        view! {
            <input type="hidden" name=name value=move || appeal.with(|appeal| appeal.version.to_string()) />
        }
    });
    view! {
        <input type="hidden" name="number" value=number />
        <input type="hidden" name=id value=of />
        {seen}
    }
    .into_any()
}

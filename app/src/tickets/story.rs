//! «Ход работы»: what happened to a ticket and what was said, the newest last.
use super::words::{author, category, kind};
use crate::{
    files::file_list,
    text::tickets::state as state_word,
    ui::{Badge, Icon, IconName, date, date_iso, date_time, time},
};
use chrono::{NaiveDate, NaiveDateTime};
use domain::tickets::{Author, Entry, Happening, Rating, State, Step, What, Whose};
use leptos::prelude::*;

/// The story of a ticket. `text` is what was asked for.
pub fn thread(text: &str, story: &[Entry]) -> AnyView {
    let mut day = None;
    let lines = story
        .iter()
        .map(|entry| {
            let at = moment(entry.at, day.replace(entry.at.date()));
            line(entry, at, text)
        })
        .collect_view();
    view! { <ol class="thread">{lines}</ol> }.into_any()
}

/// The day is told once.
fn moment(at: NaiveDateTime, before: Option<NaiveDate>) -> AnyView {
    let words = if before == Some(at.date()) { time(at) } else { date_time(at) };
    let machine = format!("{}T{}", date_iso(at.date()), time(at));
    view! { <time datetime=machine>{words}</time> }.into_any()
}

fn line(entry: &Entry, at: AnyView, text: &str) -> AnyView {
    let files = file_list(&entry.files);
    let who = author(entry.author);
    let (dot, icon) = match (&entry.what, entry.author) {
        (What::Happened(happening), _) if !matches!(happening, Happening::Registered) => dot(happening),
        (_, Author::You) => ("dot dot--me", IconName::User),
        (_, Author::Resident) => ("dot", IconName::User),
        (_, Author::Staff(_)) => ("dot", IconName::Phone),
    };
    let (head, body) = match &entry.what {
        What::Happened(Happening::Registered) => {
            let bubble = bubble(text, "bubble");
            (view! { <b>{who}</b> }.into_any(), Some(bubble))
        }
        What::Happened(happening) => {
            let (what, why) = happened(happening);
            let head = view! {
                <span>
                    {what} " " <small class="thread__by">{by(entry.author)}</small>
                </span>
            };
            (head.into_any(), why.map(|why| bubble(&why, "bubble")))
        }
        What::Said { text, internal } => {
            let inside = internal.then(|| {
                view! {
                    " "
                    <Badge icon=IconName::Eye label="только для сотрудников" />
                }
            });
            let head = view! { <span><b>{who}</b> {inside}</span> };
            let class = if *internal { "bubble bubble--internal" } else { "bubble" };
            // Files need no words.
            (head.into_any(), (!text.is_empty()).then(|| bubble(text, class)))
        }
    };
    view! {
        <li>
            <span class=dot aria-hidden="true">
                <Icon name=icon small=true />
            </span>
            <div class="thread__who">{head} {at}</div>
            {body}
            {files}
        </li>
    }
    .into_any()
}

/// Lines stay as they were typed.
fn bubble(text: &str, class: &'static str) -> AnyView {
    let text = text.to_owned();
    view! {
        <div class=class>
            <p>{text}</p>
        </div>
    }
    .into_any()
}

fn by(who: Author) -> &'static str {
    match who {
        Author::You => "вы",
        Author::Resident => "житель",
        Author::Staff(_) => "",
    }
}

const fn dot(happening: &Happening) -> (&'static str, IconName) {
    match happening {
        Happening::Registered | Happening::Assigned { .. } => ("dot", IconName::User),
        Happening::Moved { step, .. } => match step.leads_to() {
            State::Open => ("dot", IconName::Refresh),
            State::InProgress => ("dot", IconName::Wrench),
            State::Deferred => ("dot", IconName::Calendar),
            State::Completed | State::Closed => ("dot dot--ok", IconName::Check),
            State::Declined => ("dot", IconName::Close),
        },
        Happening::Rated(_) => ("dot", IconName::Star),
        Happening::Sorted { .. } => ("dot", IconName::Filter),
        Happening::Localised => ("dot dot--ok", IconName::Shield),
    }
}

/// What happened, and the words that were given with it.
fn happened(happening: &Happening) -> (AnyView, Option<String>) {
    let plain = |words: &'static str| words.into_any();
    match happening {
        Happening::Registered => (plain("Заявка подана"), None),
        Happening::Moved { step, note, until } => {
            let to = state_word(step.leads_to());
            let until = until.map(|day| format!(" до {}", date(day)));
            let what = match step {
                Step::Return => plain("Возвращена в работу"),
                Step::Reopen => plain("Снова ждёт исполнителя"),
                Step::TakeBack => plain("Заявка отозвана"),
                Step::Start | Step::Defer | Step::Complete | Step::Decline | Step::Close => {
                    view! { "Статус: " <b>{to} {until}</b> }.into_any()
                }
            };
            let note = note.as_ref().map(|note| match step {
                Step::Complete => format!("Результат: {note}"),
                _ => note.clone(),
            });
            (what, note)
        }
        Happening::Rated(rating) => (view! { "Оценка " <b>{stars(*rating)}</b> }.into_any(), None),
        Happening::Assigned { executor: Some(name) } => {
            let name = name.clone();
            (view! { "Исполнитель: " <b>{name}</b> }.into_any(), None)
        }
        Happening::Assigned { executor: None } => (plain("Исполнитель снят"), None),
        Happening::Sorted { category: of, kind: sort, whose } => {
            let house = if *whose == Whose::House { ", общедомовая" } else { "" };
            let words = format!("{}, {}{house}", category(*of).0, kind(*sort));
            (view! { "Вид заявки: " <b>{words}</b> }.into_any(), None)
        }
        Happening::Localised => (plain("Авария устранена, ремонт идёт"), None),
    }
}

/// «5 из 5»
pub fn stars(rating: Rating) -> String {
    format!("{}\u{a0}из\u{a0}{}", rating.stars(), Rating::MOST)
}

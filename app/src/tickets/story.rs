//! «Ход работы»: what happened to a ticket and what was said, the newest last.
use super::words::{author, category, kind};
use crate::{
    files::file_list,
    text::tickets::state as state_word,
    ui::{Badge, IconName, ThreadLine, bubble, date, thread_of},
};
use domain::tickets::{Author, Entry, Happening, Rating, State, Step, What, Whose};
use leptos::prelude::*;

/// The story of a ticket. `text` is what was asked for.
pub fn thread(text: &str, story: &[Entry]) -> AnyView {
    thread_of(story.iter().map(|entry| line(entry, text)))
}

fn line(entry: &Entry, text: &str) -> ThreadLine {
    let who = author(entry.author);
    let dot = match (&entry.what, entry.author) {
        (What::Happened(happening), _) if !matches!(happening, Happening::Registered) => dot(happening),
        (_, Author::You) => ("dot dot--me", IconName::User),
        (_, Author::Resident) => ("dot", IconName::User),
        (_, Author::Staff(_)) => ("dot", IconName::Phone),
    };
    let (head, body) = match &entry.what {
        What::Happened(Happening::Registered) => {
            (view! { <b>{who}</b> }.into_any(), Some(bubble(text, "bubble")))
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
    ThreadLine { at: entry.at, dot, head, body, files: file_list(&entry.files) }
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

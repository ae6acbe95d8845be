//! The thread of an appeal: what was asked, answered and decided, the newest last.
use super::words::author;
use crate::{
    files::file_list,
    text::appeals::employee,
    ui::{Badge, IconName, ThreadLine, bubble, date, thread_of},
};
use domain::{
    appeals::{Entry, Happening},
    tickets::Author,
};
use leptos::prelude::*;

pub fn thread(story: &[Entry]) -> AnyView {
    thread_of(story.iter().map(line))
}

fn line(entry: &Entry) -> ThreadLine {
    let who = author(entry.author);
    let said = |note: Option<&'static str>| {
        let note = note.map(|note| view! { " " <small class="thread__by">{note}</small> });
        view! { <span><b>{who}</b> {note}</span> }.into_any()
    };
    let happened = |what: String| {
        view! {
            <span>
                {what} " " <small class="thread__by">{who.to_lowercase()}</small>
            </span>
        }
        .into_any()
    };
    let (head, body) = match &entry.what {
        Happening::Asked { text } => (said(None), Some(bubble(text, "bubble"))),
        // Files need no words.
        Happening::Added { text } => {
            (said(Some("дополнение")), (!text.is_empty()).then(|| bubble(text, "bubble")))
        }
        Happening::Answered { text } => (said(Some("ответ")), Some(bubble(text, "bubble bubble--answer"))),
        Happening::Reopened { text } => (said(Some("вопрос остался")), Some(bubble(text, "bubble"))),
        Happening::Noted { text } => {
            let head = view! {
                <span>
                    <b>{who}</b> " " <Badge icon=IconName::Eye label="только для сотрудников" />
                </span>
            };
            (head.into_any(), Some(bubble(text, "bubble bubble--internal")))
        }
        Happening::Assigned { to: Some(to) } => {
            (happened(format!("Ведёт: {}", employee(to.role, &to.email))), None)
        }
        Happening::Assigned { to: None } => (happened("Больше никто не ведёт".to_owned()), None),
        Happening::Extended { until, reason } => {
            (happened(format!("Срок ответа продлён до {}", date(*until))), Some(bubble(reason, "bubble")))
        }
        Happening::Closed => (happened("Обращение закрыто".to_owned()), None),
    };
    ThreadLine { at: entry.at, dot: dot(entry), head, body, files: file_list(&entry.files) }
}

const fn dot(entry: &Entry) -> (&'static str, IconName) {
    match (&entry.what, entry.author) {
        (Happening::Answered { .. }, _) => ("dot dot--ok", IconName::Mail),
        (Happening::Extended { .. }, _) => ("dot", IconName::Calendar),
        (Happening::Closed, _) => ("dot dot--ok", IconName::Check),
        (Happening::Noted { .. }, _) => ("dot", IconName::Eye),
        (Happening::Assigned { .. }, _) => ("dot", IconName::Users),
        (_, Author::You) => ("dot dot--me", IconName::User),
        _ => ("dot", IconName::User),
    }
}

//! The thread of an appeal: what was asked, answered and decided, the newest last.
use super::words::author;
use crate::{
    files::file_list,
    text::appeals::employee,
    ui::{Badge, Icon, IconName, date, date_iso, date_time, time},
};
use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    appeals::{Entry, Happening},
    tickets::Author,
};
use leptos::prelude::*;

pub fn thread(story: &[Entry]) -> AnyView {
    let mut day = None;
    let lines = story
        .iter()
        .map(|entry| {
            let at = moment(entry.at, day.replace(entry.at.date()));
            line(entry, at)
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

fn line(entry: &Entry, at: AnyView) -> AnyView {
    let files = file_list(&entry.files);
    let (dot, icon) = dot(entry);
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

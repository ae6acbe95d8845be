//! A thread of what was said and what has happened, the newest last.
use super::{Icon, IconName, date_iso, date_time, time};
use chrono::{NaiveDate, NaiveDateTime};
use leptos::prelude::*;

/// An entry of a thread.
pub struct ThreadLine {
    pub at: NaiveDateTime,
    /// Classes of the mark, and what is in it.
    pub dot: (&'static str, IconName),
    /// Who, and what they did.
    pub head: AnyView,
    pub body: Option<AnyView>,
    /// Stands below the body.
    pub files: Option<AnyView>,
}

/// Entries in their order.
pub fn thread_of(lines: impl Iterator<Item = ThreadLine>) -> AnyView {
    let mut day = None;
    let lines = lines
        .map(|line| {
            let at = moment(line.at, day.replace(line.at.date()));
            let (class, icon) = line.dot;
            view! {
                <li>
                    <span class=class aria-hidden="true">
                        <Icon name=icon small=true />
                    </span>
                    <div class="thread__who">{line.head} {at}</div>
                    {line.body}
                    {line.files}
                </li>
            }
            .into_any()
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

/// What somebody wrote: lines stay as they were typed.
pub fn bubble(text: &str, class: &'static str) -> AnyView {
    let text = text.to_owned();
    view! {
        <div class=class>
            <p>{text}</p>
        </div>
    }
    .into_any()
}

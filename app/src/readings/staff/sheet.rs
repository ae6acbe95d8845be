//! A reading that waits: what was before, what was given, and what it may be.
use super::{
    decisions::decisions,
    page::Desk,
    words::{explanation, proposal, source, why},
};
use crate::{
    readings::face::{said, short_name},
    ui::{Banner, Tone, date, date_time, month_year},
};
use domain::{
    addresses::{short_address, unit_name},
    readings::{Reading, ReadingSheet, ReadingState},
};
use leptos::prelude::*;

/// Readings before it that are shown.
const BEFORE: usize = 6;

pub(super) fn sheet(reading: &ReadingSheet, desk: Desk) -> AnyView {
    let waiting = &reading.waiting;
    let meter = &waiting.row.meter;
    let name = format!("{} {}", short_name(meter), meter.serial);
    let place = format!("{}, {}", short_address(&waiting.address), unit_name(&waiting.label));
    let given = waiting.row.current.as_ref().map(|current| said(meter, &current.values));
    let previous = waiting.row.previous.as_ref();
    let month = waiting.row.current.as_ref().map(|current| month_year(current.period.first_day()));
    let usual = waiting.row.pace.as_ref().map(|pace| {
        let averages: Vec<String> =
            pace.total.iter().map(|total| meter.dial.format_average(*total, pace.months)).collect();
        averages.join(" / ")
    });
    let answer = waiting.explanation.map(|said| format!("«{}»", explanation(said)));
    let doubt = why(waiting);
    let proposed = waiting.doubt.proposal.as_ref().map(|proposed| {
        let (title, text) = proposal(proposed.why);
        let title = format!("{title}: {}", said(meter, &proposed.values));
        view! {
            <Banner tone=Tone::Info title=title slim=true>
                <p>{text}</p>
            </Banner>
        }
    });
    let fact = |label: &'static str, value: Option<String>| {
        value.map(|value| {
            view! {
                <div>
                    <dt>{label}</dt>
                    <dd class="num">{value}</dd>
                </div>
            }
        })
    };
    view! {
        <section class="card detail stack" aria-labelledby="reading-title">
            <div class="stack stack--tight">
                <div class="card__head">
                    <h2 id="reading-title" tabindex="-1">
                        {name}
                    </h2>
                    <a class="small" href=format!("/staff/tickets/new?account={}", waiting.account)>
                        "ЛС " {waiting.account_number.clone()}
                    </a>
                </div>
                <p class="muted small">
                    {place} ", " {source(waiting.source)} " " {date_time(waiting.recorded_at)}
                </p>
            </div>
            <dl class="facts facts--2 small">
                {fact("За месяц", month)} {fact("Сдано", given)}
                {fact("Предыдущее", previous.map(|previous| said(meter, &previous.values)))}
                {fact("Дата предыдущего", previous.map(|previous| date(previous.taken_on)))}
                {fact("Обычно в месяц", usual)} {fact("Житель ответил", answer)}
            </dl>
            <Banner tone=Tone::Ask title=doubt slim=true />
            {proposed}
            {decisions(reading, desk)}
            {before(reading)}
        </section>
    }
    .into_any()
}

/// The latest readings before it, refused ones too.
fn before(reading: &ReadingSheet) -> Option<AnyView> {
    let meter = &reading.waiting.row.meter;
    let row = |before: &Reading| {
        let note = match before.state {
            ReadingState::ForReview | ReadingState::Refused => " (не учтено)",
            ReadingState::Given | ReadingState::Accepted => "",
        };
        view! {
            <div>
                <dt>{month_year(before.period.first_day())}</dt>
                <dd class="num">{said(meter, &before.values)} {note}</dd>
            </div>
        }
    };
    let rows: Vec<_> = reading.before.iter().take(BEFORE).map(row).collect();
    (!rows.is_empty()).then(|| {
        view! {
            <section class="stack stack--tight">
                <h3 class="small">"История счётчика"</h3>
                <dl class="facts small">{rows}</dl>
            </section>
        }
        .into_any()
    })
}

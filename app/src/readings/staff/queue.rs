//! What waits, the gravest first.
use super::{
    page::{Desk, REVIEW},
    words::{concern, explanation, why},
};
use crate::{
    desk::chips,
    readings::face::{said, short_name, tile},
    ui::{Empty, Icon, IconName, plural},
};
use domain::{
    addresses::{short_address, unit_name},
    readings::{Concern, ReviewPage, WaitingReading},
};
use leptos::prelude::*;

/// How much there is, and what it can be held to.
pub(super) fn head(page: &ReviewPage, desk: Desk) -> AnyView {
    let taken = page.taken_today.unsigned_abs();
    let count = page.waiting.len();
    let many = if page.more { "больше " } else { "" };
    let said = format!(
        "{taken} {} сегодня без вопросов, {many}{count} {} решения",
        plural(taken, "принято", "приняты", "принято"),
        plural(count as u64, "ждёт", "ждут", "ждут"),
    );
    let all = (
        format!("Все вопросы {count}"),
        REVIEW.to_owned(),
        Signal::derive(move || desk.asked.get().is_none()),
    );
    let kinds = Concern::ALL.into_iter().filter_map(|of| {
        let count = page.waiting.iter().filter(|reading| reading.doubt.concern == of).count();
        (count > 0).then(|| {
            let href = format!("{REVIEW}?concern={}", of.code());
            (format!("{} {count}", concern(of)), href, Signal::derive(move || desk.asked.get() == Some(of)))
        })
    });
    let chips = chips(std::iter::once(all).chain(kinds));
    view! {
        <p class="muted small">{said}</p>
        {chips}
    }
    .into_any()
}

pub(super) fn queue(page: &ReviewPage, desk: Desk) -> AnyView {
    let asked = desk.asked.get();
    let rows: Vec<AnyView> = page
        .waiting
        .iter()
        .filter(|reading| asked.is_none_or(|asked| reading.doubt.concern == asked))
        .map(|reading| row(reading, desk))
        .collect();
    if rows.is_empty() {
        return view! {
            <Empty title="Вопросов нет" text="Показания, с которыми что-то не так, появятся здесь сами." />
        }
        .into_any();
    }
    let more = page.more.then(|| {
        view! { <p class="muted small">"Показаны первые. Остальные появятся, когда разберёте эти."</p> }
    });
    view! {
        <section class="card card--flush">
            <div class="board">{rows}</div>
        </section>
        {more}
    }
    .into_any()
}

fn row(reading: &WaitingReading, desk: Desk) -> AnyView {
    let (id, meter) = (reading.id, &reading.row.meter);
    let asked =
        desk.asked.get_untracked().map(|concern| format!("?concern={}", concern.code())).unwrap_or_default();
    let place = format!("{}, {}", short_address(&reading.address), unit_name(&reading.label));
    let given = reading.row.current.as_ref().map(|current| said(meter, &current.values));
    let before =
        reading.row.previous.as_ref().map(|previous| format!("было {}", said(meter, &previous.values)));
    let tone = match reading.doubt.concern {
        Concern::Below | Concern::AboveLater => "tone tone--no",
        Concern::Settled => "tone",
        _ => "tone tone--ask",
    };
    let answer = reading
        .explanation
        .map_or_else(|| "без ответа".to_owned(), |said| format!("«{}»", explanation(said)));
    view! {
        <a class="job job--reading" href=format!("{REVIEW}/{id}{asked}") aria-current=move || (desk.open.get() == Some(id)).then_some("true")>
            <span class="named">
                {tile(meter.resource)}
                <span>
                    <b>{place}</b>
                    <span class="muted num">{short_name(meter)} " " {meter.serial.clone()}</span>
                </span>
            </span>
            <span class="job__given num">
                <b>{given}</b>
                <span class="muted">{before}</span>
            </span>
            <span class="job__why">
                <span class=tone>
                    <Icon name=IconName::Ask small=true />
                    {why(reading)}
                </span>
                <span class="muted">{answer}</span>
            </span>
        </a>
    }
    .into_any()
}

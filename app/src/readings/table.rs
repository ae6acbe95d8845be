//! Readings and consumption: a month a row, newest first, two columns for each meter.
use super::{
    face::{name_among, numbers, resource_icon},
    text::heading,
};
use crate::ui::{Icon, date, month_year};
use domain::{
    calendar::Period,
    quantity::Quantity,
    readings::{History, HistoryCell, HistoryMonth, Meter, ReadingState},
};
use leptos::prelude::*;

/// `corrections`: with what stood there before.
pub fn table(history: &History, corrections: bool) -> AnyView {
    let heads = history.meters.iter().map(|meter| {
        view! {
            <th colspan="2" scope="colgroup" role="columnheader" class="end">
                {heading(meter)}
            </th>
        }
    });
    let wide = history.meters.len() > 4;
    let columns = history.meters.iter().map(|_| {
        view! {
            <th scope="col" role="columnheader" class="end">
                "Показания"
            </th>
            <th scope="col" role="columnheader" class="end">
                "Расход"
            </th>
        }
    });
    let rows: Vec<AnyView> = history.months.iter().map(|month| row(history, month, corrections)).collect();
    let class = if wide { "table hist hist--many" } else { "table hist" };
    view! {
        <div
            class="hist__frame"
            tabindex=wide.then_some("0")
            role=wide.then_some("group")
            aria-label=wide.then_some("Показания по месяцам, таблица шире экрана")
        >
            <table class=class role="table">
                <caption class="visually-hidden">"Показания и расход по месяцам"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        <th rowspan="2" scope="col" role="columnheader">
                            "Месяц"
                        </th>
                        {heads.collect_view()}
                    </tr>
                    <tr role="row">{columns.collect_view()}</tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </div>
    }
    .into_any()
}

fn row(history: &History, month: &HistoryMonth, corrections: bool) -> AnyView {
    let meters = &history.meters;
    let missing: Vec<&str> = meters.iter().map(|meter| missing(history, meter, month.period)).collect();
    let same = missing.windows(2).all(|pair| pair[0] == pair[1]);
    let cells: Vec<AnyView> = if same && month.cells.iter().all(Option::is_none) {
        vec![empty(2 * meters.len(), missing.first().copied().unwrap_or_default(), None)]
    } else {
        let cells = meters.iter().zip(&month.cells).zip(missing);
        cells
            .map(|((meter, cell), missing)| {
                let name = label(meter, history);
                match cell {
                    Some(cell) => pair(meter, cell, name, corrections),
                    None => empty(2, missing, Some(name)),
                }
            })
            .collect()
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                {month_year(month.period.first_day())}
            </th>
            {cells}
        </tr>
    }
    .into_any()
}

/// Why there is no reading.
fn missing(history: &History, meter: &Meter, period: Period) -> &'static str {
    if meter.installed_on.is_some_and(|on| period.last_day() < on) {
        "ещё не стоял"
    } else if meter.removed_on.is_some_and(|on| on < period.first_day()) {
        "снят"
    } else if meter.automatic {
        "передаёт сам"
    } else if history.awaited == Some(period) {
        "ещё не сдано"
    } else {
        "не сдано"
    }
}

/// The name of the meter, on a phone, where there is no column to tell it.
fn label(meter: &Meter, history: &History) -> AnyView {
    view! {
        <span class="h-lab" aria-hidden="true">
            <Icon name=resource_icon(meter.resource) small=true />
            {name_among(meter, history.meters.iter())}
        </span>
    }
    .into_any()
}

fn empty(columns: usize, word: &'static str, name: Option<AnyView>) -> AnyView {
    view! {
        <td role="cell" class="end h-none" colspan=columns.to_string()>
            {name}
            <span class="muted">{word}</span>
        </td>
    }
    .into_any()
}

fn pair(meter: &Meter, cell: &HistoryCell, name: AnyView, corrections: bool) -> AnyView {
    let written =
        |values: &[Quantity]| values.iter().map(|value| meter.dial.format(*value)).collect::<Vec<_>>();
    let used = match &cell.consumption {
        Some(used) => numbers(meter, written(used), "hz"),
        None if cell.reading.state == ReadingState::ForReview => {
            view! { <span class="muted small">"на проверке"</span> }.into_any()
        }
        None if cell.reading.is_refused() => {
            view! { <span class="muted small">"не принято"</span> }.into_any()
        }
        None => ().into_any(),
    };
    let older = corrections.then(|| older(meter, cell));
    let name = (meter.zones < 2).then_some(name);
    view! {
        <td role="cell" class="end h-value">
            {name} {numbers(meter, written(&cell.reading.values), "hz")} {older}
        </td>
        <td role="cell" class="end h-used">
            {used}
        </td>
    }
    .into_any()
}

/// «было 390, исправлено 25.01.2018»
fn older(meter: &Meter, cell: &HistoryCell) -> Vec<AnyView> {
    let later = cell.older.iter().skip(1).chain([&cell.reading]);
    let older = cell.older.iter().zip(later).filter(|(before, after)| before.values != after.values);
    older
        .map(|(before, after)| {
            let values = meter.shown(&before.values);
            let text = format!("было {}, исправлено {}", values.join(" / "), date(after.taken_on));
            view! { <small class="muted h-older">{text}</small> }.into_any()
        })
        .collect()
}

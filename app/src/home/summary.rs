//! Consumption of the last month, and the next verification.

use crate::{
    readings::{
        face::{short_name, tile, unit},
        term::left,
    },
    ui::{Card, Icon, IconName, date, month_name},
};
use chrono::NaiveDate;
use domain::{
    quantity::Quantity,
    readings::{History, HistoryMonth, Meter, MeterRow, VerificationState},
};
use leptos::prelude::*;

/// «Расход за декабрь»: the newest month with consumption, beside the one before it.
pub(super) fn usage(history: &History) -> AnyView {
    let used = |month: &HistoryMonth| (0..history.meters.len()).any(|meter| total(month, meter).is_some());
    let Some(newest) = history.months.iter().position(used) else { return ().into_any() };
    let month = &history.months[newest];
    let before = history.months.get(newest + 1);
    let rows = history
        .meters
        .iter()
        .enumerate()
        .filter_map(|(index, meter)| {
            let now = total(month, index)?;
            let change = before.and_then(|before| total(before, index)).map(|then| compare(meter, now, then));
            Some(view! {
                <li>
                    {tile(meter.resource)}
                    <span>{short_name(meter)} {change.map(|change| view! { <small>{change}</small> })}</span>
                    <span class="num">{meter.dial.format(now)} " " <small>{unit(meter.resource)}</small></span>
                </li>
            })
        })
        .collect_view();
    let all = view! {
        <a class="small" href="/readings/history">
            "История"
        </a>
    };
    view! {
        <Card title=format!("Расход за {}", month_name(month.period.first_day())) aside=all.into_any()>
            <ul class="usage">{rows}</ul>
        </Card>
    }
    .into_any()
}

/// What a meter used in a month, all zones together.
fn total(month: &HistoryMonth, meter: usize) -> Option<Quantity> {
    let zones = month.cells.get(meter)?.as_ref()?.consumption.as_ref()?;
    Some(Quantity(zones.iter().map(|zone| zone.0).sum()))
}

/// «меньше на 5», in whole units.
fn compare(meter: &Meter, now: Quantity, then: Quantity) -> String {
    let scale = meter.dial.scale();
    let units = ((now.0 - then.0).abs() + scale / 2) / scale;
    match (units, now < then) {
        (0, _) => "столько же".into(),
        (_, true) => format!("меньше на {units}"),
        (_, false) => format!("больше на {units}"),
    }
}

/// «Поверка счётчиков»: the next one, and whose.
pub(super) fn verification(rows: &[MeterRow], today: NaiveDate) -> AnyView {
    let until = |row: &MeterRow| row.meter.verified_until;
    let Some(next) = rows.iter().filter_map(until).min() else { return ().into_any() };
    let first: Vec<&Meter> =
        rows.iter().filter(|row| until(row) == Some(next)).map(|row| &row.meter).collect();
    let names = first.iter().map(|meter| short_name(meter)).collect::<Vec<_>>().join(", ");
    let left = left(today, next);
    let (class, icon, words) = match first[0].verification(today) {
        VerificationState::Expired { on } => (
            "tone tone--no",
            IconName::No,
            format!("Истекла {}. Показания примем, но посчитаем по нормативу.", date(on)),
        ),
        VerificationState::EndsSoon { until } => (
            "tone tone--ask",
            IconName::Alert,
            format!("Осталось {left}, до {}. Запишитесь на поверку.", date(until)),
        ),
        _ => ("tone", IconName::Shield, format!("Ближайшая {}, осталось {left}", date(next))),
    };
    view! {
        <Card title="Поверка счётчиков">
            <div class="stack stack--tight">
                <p class="row row--between">
                    <span>{names}</span>
                    <span class=class>
                        <Icon name=icon />
                    </span>
                </p>
                <p class="muted small">{words}</p>
            </div>
        </Card>
    }
    .into_any()
}

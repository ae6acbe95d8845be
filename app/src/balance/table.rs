//! Twelve months of one resource.
use super::text::{amount, percent};
use crate::{
    readings::{face::unit, staff::MONTHS},
    ui::month_year,
};
use domain::{
    balance::{Balance, Meaning, Month},
    ids::BuildingId,
};
use leptos::prelude::*;

pub(super) fn months(balance: &Balance, building: BuildingId) -> AnyView {
    let rows: Vec<AnyView> = balance.months.iter().map(|month| row(balance, month, building)).collect();
    let caption =
        format!("{}, {} по месяцам", super::text::resource(balance.resource), unit(balance.resource));
    let head = |label: &'static str| {
        view! {
            <th scope="col" role="columnheader" class="end">
                {label}
            </th>
        }
    };
    view! {
        <table class="table table--cards" role="table">
            <caption class="visually-hidden">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">
                        "Месяц"
                    </th>
                    {head("Счётчик дома")} {head("Помещения")} {head("Разница")} {head("От дома")}
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(balance: &Balance, month: &Month, building: BuildingId) -> AnyView {
    let of = balance.resource;
    let house = match month.meaning() {
        Meaning::NoMeter => "нет счётчика".to_owned(),
        Meaning::NotRead => "нет показаний".to_owned(),
        Meaning::PartlyRead => format!("{} не все", amount(of, month.house.volume)),
        Meaning::Above | Meaning::Below | Meaning::Even => amount(of, month.house.volume),
    };
    let difference = month.difference().map_or_else(|| "—".to_owned(), |volume| amount(of, volume));
    let share = month.permille().map_or_else(|| "—".to_owned(), percent);
    let cell = |label: &'static str, text: String| {
        view! {
            <td role="cell" data-label=label class="end num">
                {text}
            </td>
        }
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                <a href=format!("{MONTHS}/{building}/balance?period={}", month.period)>
                    {month_year(month.period.first_day())}
                </a>
            </th>
            {cell("Счётчик дома", house)}
            {cell("Помещения", amount(of, month.units))}
            {cell("Разница", difference)}
            {cell("От дома", share)}
        </tr>
    }
    .into_any()
}

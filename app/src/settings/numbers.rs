//! The dated numbers of the law, with where each is written.
use crate::{
    text::settings::{number_words, value_words},
    ui::{Badge, Icon, IconName, Tone, date},
};
use domain::settings::{DatedNumber, SettingsPage as Data};
use leptos::prelude::*;

pub(super) fn numbers(data: &Data) -> AnyView {
    let holding: Vec<_> = data.numbers.iter().filter(|number| number.holds).map(row).collect();
    let others: Vec<_> = data.numbers.iter().filter(|number| !number.holds).map(row).collect();
    let count = others.len();
    let moratoria = data.moratoria.iter().map(|(since, until)| {
        view! { <li>{format!("{} – {}", date(*since), date(*until))}</li> }
    });
    view! {
        <section class="card card--flush">
            <div class="card__head">
                <h2>"Числа закона"</h2>
            </div>
            {table("Числа закона, которые действуют сегодня", holding)}
            <details class="card__part fold">
                <summary>{format!("Прежние и будущие значения: {count}")} <Icon name=IconName::Down small=true /></summary>
                {table("Прежние и будущие значения", others)}
            </details>
            <div class="card__part">
                <h3>"Моратории: пени не начисляются"</h3>
                <ul>{moratoria.collect_view()}</ul>
            </div>
        </section>
    }
    .into_any()
}

fn table(caption: &'static str, rows: Vec<AnyView>) -> AnyView {
    view! {
        <table class="table table--cards numbers" role="table">
            <caption class="visually-hidden">{caption}</caption>
            <thead role="rowgroup">
                <tr role="row">
                    <th scope="col" role="columnheader">
                        "Что"
                    </th>
                    <th scope="col" role="columnheader">
                        "Значение"
                    </th>
                    <th scope="col" role="columnheader">
                        "С какого дня"
                    </th>
                    <th scope="col" role="columnheader">
                        "Где написано"
                    </th>
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
        </table>
    }
    .into_any()
}

fn row(number: &DatedNumber) -> AnyView {
    let (title, source) = number_words(&number.code);
    let holds = number.holds.then(|| view! { <Badge tone=Tone::Ok label="действует" /> });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader">
                {title}
            </th>
            <td role="cell" data-label="Значение">
                <span class="num">{value_words(&number.code, number.value)}</span>
            </td>
            <td role="cell" data-label="С какого дня">
                {date(number.since)} " " {holds}
            </td>
            <td role="cell" data-label="Где написано">
                {source}
            </td>
        </tr>
    }
    .into_any()
}

//! Sections 2 and 3: what the dials showed, and what it cost.
use super::text;
use crate::ui::date;
use domain::{
    charges::{ServiceLine, total},
    money::Money,
    quantity::Quantity,
    receipts::{MeterLine, Receipt},
};
use leptos::prelude::*;

pub fn meters(lines: &[MeterLine]) -> Option<AnyView> {
    if lines.is_empty() {
        return None;
    }
    let rows = lines.iter().map(meter).collect_view();
    Some(
        view! {
            <section class="stack stack--tight">
                <h2>"2. Показания счётчиков"</h2>
                <table class="data dials">
                    <thead>
                        <tr>
                            <th scope="col">"Счётчик"</th>
                            <th scope="col" class="end verified">
                                "Поверка до"
                            </th>
                            <th scope="col" class="end">
                                "Было"
                            </th>
                            <th scope="col" class="end">
                                "Стало"
                            </th>
                            <th scope="col" class="end">
                                "Расход"
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </section>
        }
        .into_any(),
    )
}

fn meter(line: &MeterLine) -> AnyView {
    let shown = |value: Option<Quantity>| value.map(|value| line.dial.format(value));
    view! {
        <tr>
            <th scope="row">{text::dial(line)}</th>
            <td class="end num verified">{line.verified_until.map(date)}</td>
            <td class="end num">{shown(line.before)}</td>
            <td class="end num">{shown(line.now)}</td>
            <td class="end num">{shown(line.used)}</td>
        </tr>
    }
    .into_any()
}

/// A column that most bills do without.
type Extra = (&'static str, fn(&ServiceLine) -> Money);

const EXTRAS: [Extra; 3] = [
    ("Повышающий коэф., ₽", |line| line.factor_sum),
    ("Перерасчёт, ₽", |line| line.recalculation),
    ("Льгота, ₽", |line| -line.benefit),
];

pub fn calculation(receipt: &Receipt) -> Option<AnyView> {
    if receipt.lines.is_empty() {
        return None;
    }
    let extras: Vec<Extra> = EXTRAS.into_iter().filter(|(_, sum)| receipt.has(sum)).collect();
    let mut names =
        vec![("Услуга", ""), ("Ед. (ОКЕИ)", ""), ("Объём", "end"), ("Откуда объём", ""), ("Тариф, ₽", "end")];
    names.push(("Начислено, ₽", "end"));
    if !extras.is_empty() {
        names.extend(extras.iter().map(|(name, _)| (*name, "end")));
        names.push(("К оплате, ₽", "end"));
    }
    let span = (names.len() - 1).to_string();
    let head = names
        .into_iter()
        .map(|(name, class)| {
            view! {
                <th scope="col" role="columnheader" class=class>
                    {name}
                </th>
            }
        })
        .collect_view();
    let rows = receipt.lines.iter().map(|line| row(line, &extras)).collect_view();
    let sum = total(&receipt.lines).to_string();
    Some(
        view! {
            <section class="stack stack--tight">
                <h2>"3. Расчёт"</h2>
                <table class="data calc" role="table">
                    <thead role="rowgroup">
                        <tr role="row">{head}</tr>
                    </thead>
                    <tbody role="rowgroup">{rows}</tbody>
                    <tfoot role="rowgroup">
                        <tr role="row">
                            <th scope="row" role="rowheader" class="k-name" colspan=span>
                                "Итого"
                            </th>
                            <td role="cell" class="end num k-sum">
                                <b>{sum}</b>
                            </td>
                        </tr>
                    </tfoot>
                </table>
            </section>
        }
        .into_any(),
    )
}

fn row(line: &ServiceLine, extras: &[Extra]) -> AnyView {
    let extra = |(name, sum): &Extra| {
        let sum = sum(line);
        // On a phone the columns have no header, so each sum brings its name.
        let label = name.trim_end_matches(", ₽");
        view! {
            <td role="cell" class="end num k-more" data-label=label>
                {(!sum.is_zero()).then(|| sum.to_string())}
            </td>
        }
        .into_any()
    };
    let charged = (!extras.is_empty()).then(|| {
        view! {
            <td role="cell" class="end num k-more" data-label="Начислено">
                {line.charged.to_string()}
            </td>
        }
    });
    let extras = extras.iter().map(extra).collect_view();
    view! {
        <tr role="row">
            <th scope="row" role="rowheader" class="k-name">
                {line.service.clone()}
            </th>
            <td role="cell" class="k-u">
                {text::unit(&line.unit)}
            </td>
            <td role="cell" class="end num k-v">
                {line.volume.map(|volume| volume.format(0))}
            </td>
            <td role="cell" class="k-src">
                {line.source.map(text::source)}
            </td>
            <td role="cell" class="end num k-t">
                {line.tariff.map(|tariff| tariff.format(2))}
            </td>
            {charged}
            {extras}
            <td role="cell" class="end num k-sum">
                <b>{line.due().to_string()}</b>
            </td>
        </tr>
    }
    .into_any()
}

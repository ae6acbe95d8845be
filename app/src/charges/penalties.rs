//! «Почему такие пени»: day by day, and what is to come.
use super::{
    head_cell,
    words::{formula, growth_label, numbers, penalty_note as note, rate, reason},
};
use crate::ui::{date, rubles};
use chrono::NaiveDate;
use domain::penalties::{Accrual, Ledger, Outlook, Segment};
use leptos::prelude::*;

/// Decimals of a sum that is not rounded yet.
const DECIMALS: u8 = 4;

/// The table of a charge; days that are alike are one row.
pub fn penalty_table(ledger: &Ledger) -> AnyView {
    let rows = ledger.segments.iter().map(row).collect_view();
    view! {
        <table class="table table--cards penalties" role="table">
            <caption class="visually-hidden">"Пени по дням"</caption>
            <thead role="rowgroup">
                <tr role="row">
                    {head_cell("Дни просрочки", "")} {head_cell("Дней", "end")} {head_cell("Долг, ₽", "end")}
                    {head_cell("Ставка", "end")} {head_cell("Доля", "end")} {head_cell("Пени, ₽", "end")}
                </tr>
            </thead>
            <tbody role="rowgroup">{rows}</tbody>
            <tfoot role="rowgroup">
                <tr role="row">
                    <th scope="row" role="rowheader" class="n-days" colspan="5">
                        "Итого"
                        <small>"Долг × ставка × доля × дни; округлено один раз, до копейки."</small>
                    </th>
                    <td role="cell" class="end num n-sum">
                        <b>{ledger.total.to_string()}</b>
                    </td>
                </tr>
            </tfoot>
        </table>
    }
    .into_any()
}

fn row(segment: &Segment) -> AnyView {
    let days = if segment.from == segment.to {
        date(segment.from)
    } else {
        format!("{} – {}", date(segment.from), date(segment.to))
    };
    let (how, sum) = match segment.accrual {
        Accrual::Part { rate: of, divisor } => (
            view! {
                <td role="cell" class="end num n-rate">
                    {rate(of)}
                </td>
                <td role="cell" class="end num n-part">
                    "1/"
                    {divisor.to_string()}
                </td>
            }
            .into_any(),
            segment.sum().format(DECIMALS),
        ),
        Accrual::Nothing(pause) => (
            view! {
                <td role="cell" class="end muted n-why" colspan="2">
                    {reason(pause)}
                </td>
            }
            .into_any(),
            "0".to_owned(),
        ),
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader" class="n-days">
                <span class="num">{days}</span>
                <small>{numbers(segment)}</small>
                {formula(segment)
                    .map(|formula| {
                        view! {
                            <small class="num only-phone" aria-hidden="true">
                                {formula}
                            </small>
                        }
                    })}
            </th>
            <td role="cell" class="end num n-count">
                {segment.days().to_string()}
            </td>
            <td role="cell" class="end num n-debt">
                {segment.debt.to_string()}
            </td>
            {how}
            <td role="cell" class="end num n-sum">
                {sum}
            </td>
        </tr>
    }
    .into_any()
}

/// Rows of a list of sums: penalties today, in ten days, and from when they grow.
pub fn penalty_rows(outlook: &Outlook, today: NaiveDate) -> AnyView {
    let growth = outlook.growth.map(|growth| {
        view! {
            <div>
                <dt>{growth_label(growth, today)}</dt>
                <dd class="num">"+" {rubles(growth.daily)}</dd>
            </div>
        }
    });
    view! {
        <div>
            <dt>"Пени на " {date(today)}</dt>
            <dd class="num">{rubles(outlook.today)}</dd>
        </div>
        <div>
            <dt>"Через 10 дней"</dt>
            <dd class="num">{rubles(outlook.in_ten_days)}</dd>
        </div>
        {growth}
    }
    .into_any()
}

/// The sentence below a balance.
pub fn penalty_note(outlook: &Outlook, today: NaiveDate) -> AnyView {
    view! { <p class="balance__note">{note(outlook, today)}</p> }.into_any()
}

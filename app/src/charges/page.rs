//! «Начисления за ЖКУ».
use super::{Debt, load_charges, words::penalty_note};
use crate::{
    layout::dated,
    ui::{
        Banner, ButtonKind, Choice, Empty, FilterBar, Icon, IconName, date, date_iso, month_year, plural,
        rubles,
    },
};
use chrono::NaiveDate;
use domain::{
    calendar::{Period, Span},
    charges::{Charge, ChargeKind, ChargesPage as Data},
    money::Money,
};
use leptos::prelude::*;

const TITLE: &str = "Начисления за ЖКУ";

#[component]
pub fn ChargesPage() -> impl IntoView {
    dated(TITLE, Debt::Subject, load_charges, refused, |data, _| (head(&data), body(&data)))
}

fn refused(span: Span, today: NaiveDate, error: Option<String>) -> AnyView {
    filters("/charges", span, today, error)
}

/// The dates of a report on money, with its presets.
pub(crate) fn filters(path: &'static str, span: Span, today: NaiveDate, error: Option<String>) -> AnyView {
    let to = Period::of(today).last_day();
    let since = |months| Span { from: Period::of(today).minus(months).first_day(), to };
    let everything = Span { from: Period::new(2000, 1).map_or(to, Period::first_day), to };
    let presets = [("полгода", since(6)), ("год", since(12)), ("всё", everything)]
        .into_iter()
        .map(|(label, preset)| Choice {
            label,
            href: format!("{path}?{}", address(preset)),
            current: preset == span,
        })
        .collect();
    view! { <FilterBar presets=presets from=span.from to=span.to error=error /> }.into_any()
}

/// Report dates as a query.
pub(crate) fn address(span: Span) -> String {
    format!("from={}&to={}", date_iso(span.from), date_iso(span.to))
}

fn head(data: &Data) -> AnyView {
    let outlook = data.outlook.as_ref().map(|outlook| {
        let note = penalty_note(outlook, data.today);
        view! {
            <Banner icon=IconName::Clock slim=true>
                <p>{note}</p>
            </Banner>
        }
    });
    (filters("/charges", data.span, data.today, None), outlook).into_any()
}

fn body(data: &Data) -> AnyView {
    if data.charges.is_empty() {
        return nothing(data.others);
    }
    let caption = format!("Начисления с {} по {}", date(data.span.from), date(data.span.to));
    let rows = data.charges.iter().map(|charge| row(charge, data.service(charge))).collect_view();
    let sum = |of: fn(&Charge) -> Money| data.charges.iter().map(of).sum::<Money>();
    let (charged, penalty, left) =
        (sum(|charge| charge.amount), sum(Charge::penalty_left), sum(|charge| charge.left().or_zero()));
    let count = data.charges.len() as u64;
    let download = ["csv", "xlsx"].map(|kind| {
        view! {
            <a
                class=format!("{} btn--sm", ButtonKind::Plain.class())
                href=format!("/charges.{kind}?{}", address(data.span))
                rel="external"
                download
            >
                <Icon name=IconName::Pdf small=true />
                <span>
                    <span class="visually-hidden">"Скачать "</span>
                    {kind.to_uppercase()}
                </span>
            </a>
        }
    });
    view! {
        <section class="card card--flush">
            <table class="table table--cards charges" role="table">
                <caption class="visually-hidden">{caption}</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {head_cell("Месяц", "")} {head_cell("Квитанция", "")} {head_cell("Выставлена", "end")}
                        {head_cell("Сумма", "end")} {head_cell("Пени", "end")} {head_cell("Долг", "end")}
                        <th scope="col" role="columnheader">
                            <span class="visually-hidden">"Оплатить"</span>
                        </th>
                        {head_cell("Услуга", "")}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
            <p class="tablefoot">
                <span>{format!("{count} {}", plural(count, "начисление", "начисления", "начислений"))}</span>
                <span>"Начислено " <b class="num">{rubles(charged)}</b></span>
                {penalty.is_positive().then(|| view! { <span>"Пени " <b class="num">{rubles(penalty)}</b></span> })}
                <span>"Долг " <b class="num">{rubles(left)}</b></span>
                <span class="row">{download}</span>
            </p>
        </section>
    }
    .into_any()
}

fn nothing(others: bool) -> AnyView {
    if others {
        view! {
            <Empty title="За этот период начислений нет" text="Выберите другие даты.">
                <a class=ButtonKind::Tonal.class() href="/charges">
                    "За последний год"
                </a>
            </Empty>
        }
        .into_any()
    } else {
        view! { <Empty title="Начислений пока нет" text="Они появятся здесь, когда управляющая компания выставит первую квитанцию." /> }
            .into_any()
    }
}

pub(crate) fn head_cell(label: &'static str, class: &'static str) -> AnyView {
    view! {
        <th scope="col" role="columnheader" class=class>
            {label}
        </th>
    }
    .into_any()
}

fn row(charge: &Charge, service: &str) -> AnyView {
    let (left, penalty) = (charge.left(), charge.penalty_left());
    let month = month_year(charge.period.first_day());
    let pay = format!("/pay?charge={}", charge.id);
    let debt = if left.is_positive() {
        view! { <b class="num">{rubles(left)}</b> }.into_any()
    } else {
        view! {
            <span class="tone tone--ok">
                <Icon name=IconName::Check small=true />
                "Оплачено"
            </span>
        }
        .into_any()
    };
    let label = format!("Оплатить {service} за {month}");
    let pay = (left.is_positive() || penalty.is_positive()).then(|| {
        view! {
            <a class=format!("{} btn--sm", ButtonKind::Tonal.class()) href=pay aria-label=label>
                "Оплатить"
            </a>
        }
    });
    let service = match charge.kind {
        ChargeKind::Bill => service.to_owned(),
        ChargeKind::Opening => format!("{service}, входящее сальдо"),
    };
    view! {
        <tr role="row">
            <th scope="row" role="rowheader" class="c-month">
                <a href=format!("/charges/{}", charge.period)>{month.clone()}</a>
            </th>
            <td role="cell" class="c-receipt">
                <a
                    class=format!("{} btn--sm btn--inset", ButtonKind::Plain.class())
                    href=format!("/receipts/{}", charge.bill)
                    aria-label=format!("Квитанция за {month}, {service}")
                >
                    <Icon name=IconName::Pdf small=true />
                    "Квитанция"
                </a>
            </td>
            <td role="cell" class="end num c-issued">
                {date(charge.issued_on)}
            </td>
            <td role="cell" class="end num c-sum">
                {rubles(charge.amount)}
            </td>
            <td role="cell" class="end num c-penalty">
                {rubles(charge.penalty)}
            </td>
            <td role="cell" class="end c-debt">
                {debt}
            </td>
            <td role="cell" class="end c-pay">
                {pay}
            </td>
            <td role="cell" class="c-service">
                {service}
            </td>
        </tr>
    }
    .into_any()
}

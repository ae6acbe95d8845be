//! «Оплаты».
use super::load_payments;
use crate::{
    charges::{Debt, filters, head_cell},
    layout::dated,
    ui::{Badge, ButtonKind, Card, Empty, Tone, date, date_time, month_year, rubles},
};
use chrono::NaiveDate;
use domain::{
    calendar::Span,
    ledger::Purpose,
    money::Money,
    payments::{Closed, OrderCard, OrderState, PaymentCard, PaymentsPage as Data},
};
use leptos::prelude::*;

const TITLE: &str = "Оплаты";

#[component]
pub fn PaymentsPage() -> impl IntoView {
    dated(TITLE, Debt::Subject, load_payments, of_payments, |data, _| {
        (of_payments(data.span, data.today, None), body(&data))
    })
}

fn of_payments(span: Span, today: NaiveDate, error: Option<String>) -> AnyView {
    filters("/payments", span, today, error)
}

fn body(data: &Data) -> AnyView {
    let orders = (!data.orders.is_empty()).then(|| begun(&data.orders));
    view! {
        {orders}
        {credited(data)}
    }
    .into_any()
}

/// Payments begun here that are no money on the account yet, or never will be.
fn begun(orders: &[OrderCard]) -> AnyView {
    let rows = orders.iter().map(|order| {
        let (tone, state) = state(order.state);
        let name = format!("Оплата {} от {}", rubles(order.amount + order.fee), date_time(order.created_at));
        view! {
            <li>
                <a href=format!("/pay/{}", order.id)>{name}</a>
                <Badge tone=tone label=state />
            </li>
        }
    });
    let rows = rows.collect_view();
    view! {
        <Card title="Не зачислены">
            <ul class="rows orders">{rows}</ul>
        </Card>
    }
    .into_any()
}

const fn state(state: OrderState) -> (Tone, &'static str) {
    match state {
        OrderState::Created | OrderState::Pending => (Tone::Ask, "ждём банк"),
        OrderState::Succeeded => (Tone::Ok, "зачислено"),
        OrderState::Canceled => (Tone::No, "не прошла"),
        OrderState::Expired => (Tone::No, "время вышло"),
        OrderState::UnderCheck => (Tone::Ask, "проверяется"),
    }
}

fn credited(data: &Data) -> AnyView {
    if data.payments.is_empty() {
        return view! {
            <Empty title="За этот период оплат нет" text="Выберите другие даты или оплатите квитанцию.">
                <a class=ButtonKind::Tonal.class() href="/charges">
                    "К начислениям"
                </a>
            </Empty>
        }
        .into_any();
    }
    let total: Money = data.payments.iter().map(|payment| payment.amount - payment.refunded).sum();
    let count = data.payments.len();
    let rows = data.payments.iter().map(row).collect_view();
    view! {
        <section class="card card--flush">
            <div class="card__head">
                <h2>"Список платежей"</h2>
                <span class="muted small nowrap">{format!("{count} на ")} <b class="num">{rubles(total)}</b></span>
            </div>
            <table class="table table--cards payments" role="table">
                <caption class="visually-hidden">
                    {format!("Оплаты с {} по {}", date(data.span.from), date(data.span.to))}
                </caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {head_cell("Дата платежа", "")} {head_cell("Банк", "")} {head_cell("Сумма оплаты", "end")}
                        {head_cell("Услуга", "")} {head_cell("Статус", "")} {head_cell("Что закрыто", "")}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
    }
    .into_any()
}

fn row(payment: &PaymentCard) -> AnyView {
    let (advance, refunded) = (payment.advance(), payment.refunded);
    let closes = payment.closes.iter().map(|closed| part(closed, payment.amount)).collect_view();
    let advance = advance.is_positive().then(|| view! { <li>"аванс " {rubles(advance)}</li> });
    let back = if payment.undone { "снято со счёта " } else { "возвращено " };
    let refunded = refunded.is_positive().then(|| view! { <li>{back} {rubles(refunded)}</li> });
    view! {
        <tr role="row">
            <th scope="row" role="rowheader" class="c-date num">
                {date(payment.paid_on)}
            </th>
            <td role="cell" class="c-bank">
                {payment.bank.clone()}
            </td>
            <td role="cell" class="end num c-sum">
                {rubles(payment.amount)}
            </td>
            <td role="cell" class="c-service">
                {payment.service.clone()}
            </td>
            <td role="cell" class="c-state">
                {status(payment)}
            </td>
            <td role="cell" class="c-closes">
                <ul class="closes">{closes} {advance} {refunded}</ul>
            </td>
        </tr>
    }
    .into_any()
}

/// What became of the money; of a payment in the portal it leads to its own page, with the receipt.
fn status(payment: &PaymentCard) -> AnyView {
    let (tone, label) = match payment.refunded {
        _ if payment.undone => (Tone::Info, "отменено: ошибка загрузки"),
        back if back >= payment.amount => (Tone::Info, "возвращено"),
        back if back.is_positive() => (Tone::Info, "часть возвращена"),
        _ => (Tone::Ok, "зачислено"),
    };
    let check = payment.order.map(|order| {
        view! {
            " "
            <a href=format!("/pay/{order}")>"Чек"</a>
        }
    });
    view! {
        <Badge tone=tone label=label />
        {check}
    }
    .into_any()
}

/// «11.2017», with its sum where the payment did more than that.
fn part(closed: &Closed, whole: Money) -> AnyView {
    let month = month_year(closed.period.first_day());
    let of = if closed.purpose == Purpose::Penalty { "пени за " } else { "" };
    let part = closed.is_part().then_some(", часть");
    let sum = (closed.amount != whole)
        .then(|| view! { <span class="num muted">" " {rubles(closed.amount)}</span> });
    view! {
        <li>
            {of} <a href=format!("/charges/{}", closed.period)>{month}</a> {part} {sum}
        </li>
    }
    .into_any()
}

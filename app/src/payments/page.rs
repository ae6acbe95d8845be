//! «Оплаты».
use super::load_payments;
use crate::{
    api::ApiError,
    charges::{Debt, filters, head_cell, use_balance},
    layout::{Page, PageShape, loaded, once_ready, use_frame},
    readings::no_account,
    text::rule,
    ui::{ButtonKind, Empty, Skeleton, date, month_year, rubles},
};
use chrono::NaiveDate;
use domain::{
    calendar::Span,
    ledger::Purpose,
    money::Money,
    payments::{Closed, PaymentCard, PaymentsPage as Data},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const TITLE: &str = "Оплаты";

#[component]
pub fn PaymentsPage() -> impl IntoView {
    let query = use_query_map();
    let day =
        move |name| Memo::new(move |_| query.with(|query| query.get_str(name)?.parse::<NaiveDate>().ok()));
    let (from, to) = (day("from"), day("to"));
    let (frame, balance) = (use_frame(), use_balance());
    let reloading = RwSignal::new(false);
    let payments = Resource::new(
        move || (from.get(), to.get()),
        move |(from, to)| async move {
            reloading.try_set(true);
            let loaded = load_payments(from, to).await;
            reloading.try_set(false);
            loaded
        },
    );
    let reload = Callback::new(move |()| {
        payments.refetch();
        balance.refetch();
    });
    let page = move |head, body| {
        view! {
            <Page title=TITLE shape=PageShape::Wide reload=reload reloading=reloading head=head debt=Debt::Subject>
                {body}
            </Page>
        }
        .into_any()
    };
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move {
                    frame.ready().await;
                    payments.ready().await;
                },
                move || {
                    let (frame, payments) = (frame.get(), payments.get());
                    let frame = match frame? {
                        Ok(frame) => frame,
                        Err(error) => return Some(loaded(Err(error), |()| ())),
                    };
                    Some(
                        match payments? {
                            Err(ApiError::NotFound) if frame.person.is_some() => no_account(TITLE),
                            Err(ApiError::Rejected(rejection)) => {
                                let today = frame.today;
                                let span = untrack(|| Span {
                                    from: from.get().unwrap_or(today),
                                    to: to.get().unwrap_or(today),
                                });
                                let error = rejection.field("to").map(rule);
                                page(filters("/payments", span, today, error), ().into_any())
                            }
                            answer => {
                                loaded(
                                    answer,
                                    |data| page(filters("/payments", data.span, data.today, None), body(&data)),
                                )
                            }
                        },
                    )
                },
            )}
        </Transition>
    }
    .into_any()
}

fn body(data: &Data) -> AnyView {
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
                        {head_cell("Услуга", "")} {head_cell("Что закрыто", "")}
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
    let refunded = refunded.is_positive().then(|| view! { <li>"возвращено " {rubles(refunded)}</li> });
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
            <td role="cell" class="c-closes">
                <ul class="closes">{closes} {advance} {refunded}</ul>
            </td>
        </tr>
    }
    .into_any()
}

/// «11.2017», with its sum where the payment did more than that.
fn part(closed: &Closed, whole: Money) -> AnyView {
    let month = month_year(closed.period.first_day());
    let of = if closed.purpose == Purpose::Penalty { "пени за " } else { "" };
    let sum = (closed.amount != whole)
        .then(|| view! { <span class="num muted">" " {rubles(closed.amount)}</span> });
    view! {
        <li>
            {of} <a href=format!("/charges/{}", closed.period)>{month}</a> {sum}
        </li>
    }
    .into_any()
}

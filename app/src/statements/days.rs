//! «Сверка с эквайером»: what residents paid, and what the bank says has come, day by day.
use super::{
    RefundPayment, load_days,
    words::{DAYS, PAYMENTS},
};
use crate::{
    form::{FormFailure, FormState, plain_form},
    layout::{NotFound, Page, PageShape, loaded, may, once_ready},
    ui::{
        Badge, Banner, ButtonKind, Card, Empty, FieldError, Skeleton, Tone, date, date_iso, month_year,
        rubles,
    },
};
use chrono::NaiveDate;
use domain::{
    access::Permission,
    calendar::{self, Period},
    statements::{AcquirerPayment, DayRow, DaysPage as Data},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

#[component]
pub fn DaysPage() -> impl IntoView {
    if !may(Permission::HandlePayments) {
        return view! { <NotFound /> }.into_any();
    }
    let query = use_query_map();
    let month = Memo::new(move |_| query.with(|query| query.get_str("month")?.parse::<Period>().ok()));
    let day = Memo::new(move |_| query.with(|query| calendar::day(query.get_str("day")?)));
    let done = Memo::new(move |_| query.with(|query| query.get("done").is_some()));
    let data =
        Resource::new(move || (month.get(), day.get(), done.get()), |(month, day, _)| load_days(month, day));
    let refund = plain_form::<RefundPayment>();
    let done = move || {
        let title = "Возврат начат: деньги вернутся плательщику";
        done.get().then(|| view! { <Banner tone=Tone::Ok title=title slim=true live=true /> })
    };
    let head = view! {
        <p class="page__lead">
            "Оплаты через портал и деньги, которые пришли за них в банк. Разошедшиеся дни наверху."
        </p>
        {done}
    };
    view! {
        <Page
            title="Сверка с эквайером"
            shape=PageShape::Single
            back=(PAYMENTS, "Оплаты")
            head=head.into_any()
        >
            <Transition fallback=Skeleton>
                {once_ready(
                    async move { data.ready().await },
                    move || Some(loaded(data.get()?, |data| shown(&data, refund))),
                )}
            </Transition>
        </Page>
    }
    .into_any()
}

fn shown(data: &Data, refund: FormState) -> AnyView {
    let month = Period::of(data.month);
    let link = |of: Period, label: &'static str| {
        view! {
            <a class=format!("{} btn--sm", ButtonKind::Line.class()) href=format!("{DAYS}?month={of}")>
                {label}
            </a>
        }
    };
    let open = data.open.as_ref().map(|(day, payments)| {
        let form = data.may_refund.then_some(refund);
        payments_of(*day, payments, form)
    });
    let rows = data.days.iter().map(row).collect_view();
    let body = if data.days.is_empty() {
        view! { <Empty title="За этот месяц оплат через портал нет" text="Выберите другой месяц." /> }
            .into_any()
    } else {
        view! {
            <Card title=month_year(data.month) flush=true>
                <table class="table table--cards">
                    <caption class="visually-hidden">"Оплаты по дням"</caption>
                    <thead>
                        <tr>
                            <th scope="col">"День"</th>
                            <th scope="col" class="end">
                                "Оплачено"
                            </th>
                            <th scope="col" class="end">
                                "Возвращено"
                            </th>
                            <th scope="col" class="end">
                                "Пришло в банк"
                            </th>
                            <th scope="col" class="end">
                                "Разница"
                            </th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </Card>
        }
        .into_any()
    };
    view! {
        <div class="row">
            {link(month.minus(1), "Предыдущий месяц")} <b>{month_year(data.month)}</b>
            {link(month.plus(1), "Следующий месяц")}
        </div>
        {open}
        {body}
    }
    .into_any()
}

fn row(row: &DayRow) -> AnyView {
    let missing = row.missing();
    let difference = if missing.is_zero() {
        view! { <Badge tone=Tone::Ok label="сходится" /> }.into_any()
    } else {
        let label =
            if missing.is_positive() { "не пришло".to_owned() } else { "лишнее".to_owned() };
        view! {
            <b class="num">{rubles(missing)}</b>
            " "
            <Badge tone=Tone::Ask label=label />
        }
        .into_any()
    };
    let day = date_iso(row.day);
    view! {
        <tr>
            <th scope="row">
                <a href=format!("{DAYS}?day={day}")>{date(row.day)}</a>
            </th>
            <td class="end num" data-label="оплачено">
                {rubles(row.paid)} <span class="muted small">" (" {row.orders} ")"</span>
            </td>
            <td class="end num" data-label="возвращено">
                {rubles(row.refunded)}
            </td>
            <td class="end num" data-label="пришло">
                {rubles(row.came)} <span class="muted small">" (" {row.lines} ")"</span>
            </td>
            <td class="end">{difference}</td>
        </tr>
    }
    .into_any()
}

fn payments_of(day: NaiveDate, payments: &[AcquirerPayment], form: Option<FormState>) -> AnyView {
    let rows = payments.iter().map(|of| payment(day, of, form)).collect_view();
    let body = if payments.is_empty() {
        view! { <p class="card__empty muted">"В этот день через портал никто не платил."</p> }.into_any()
    } else {
        view! { <ul class="rows">{rows}</ul> }.into_any()
    };
    view! {
        <Card title=format!("Оплаты за {}", date(day)) flush=true>
            {body}
        </Card>
    }
    .into_any()
}

fn payment(day: NaiveDate, of: &AcquirerPayment, form: Option<FormState>) -> AnyView {
    let back = of.amount - of.left;
    let back = back.is_positive().then(|| format!(", возвращено или возвращается {}", rubles(back)));
    view! {
        <li class="waiting">
            <p>
                <b class="num">{rubles(of.amount)}</b>
                " "
                <span class="small">"ЛС " {of.number.clone()} ", " {of.recipient.clone()} {back}</span>
            </p>
            {form.filter(|_| of.left.is_positive()).map(|form| refund(day, of, form))}
        </li>
    }
    .into_any()
}

/// Asks before it acts.
fn refund(day: NaiveDate, of: &AcquirerPayment, state: FormState) -> AnyView {
    let payment = of.payment.to_string();
    let state = state.among("payment", &payment);
    let own = state.failed();
    let (no_amount, no_reason) = (state.field("amount"), state.field("reason"));
    let amount = state.or_kept("amount", &of.left.plain());
    let reason = state.value("reason");
    let id = state.or_kept("id", &of.fresh.to_string());
    let (amount_id, reason_id) = (format!("amount-{payment}"), format!("reason-{payment}"));
    view! {
        <details class="ask" open=own>
            <summary class="btn btn--line btn--sm">"Вернуть"</summary>
            <form method="post" action=RefundPayment::url() class="form form--close">
                {own.then(|| view! { <FormFailure form=state /> })}
                <p class="small">"Деньги уйдут на карту плательщика, отменить это нельзя. Комиссия не возвращается."</p>
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="payment" value=payment />
                <input type="hidden" name="day" value=date_iso(day) />
                <div class="field">
                    <label class="field__label small" for=amount_id.clone()>
                        "Сумма возврата"
                    </label>
                    <input class="input" id=amount_id name="amount" inputmode="decimal" autocomplete="off" value=amount />
                    {move || no_amount.get().map(|text| view! { <FieldError text=text /> })}
                </div>
                <div class="field">
                    <label class="field__label small" for=reason_id.clone()>
                        "Почему"
                    </label>
                    <input class="input" id=reason_id name="reason" autocomplete="off" value=reason />
                    {move || no_reason.get().map(|text| view! { <FieldError text=text /> })}
                </div>
                <div class="actions">
                    <button class=format!("{} btn--sm", ButtonKind::Danger.class()) type="submit">
                        "Да, вернуть"
                    </button>
                </div>
            </form>
        </details>
    }
    .into_any()
}

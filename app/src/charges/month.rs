//! One month: what it cost, why it differs from the one before, and why there are penalties.
use super::{load_month, penalty_rows, penalty_table, services_card, waterfall_card, words::month_title};
use crate::{
    layout::{NotFound, Page, loaded, once_ready},
    ui::{Badge, Banner, ButtonKind, Card, Icon, IconName, Skeleton, Tone, date, hero, rubles},
};
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    charges::{BillView, ChargeKind, MonthPage as Data},
};
use leptos::prelude::*;
use leptos_router::hooks::use_params_map;

#[component]
pub fn MonthPage() -> impl IntoView {
    let params = use_params_map();
    let period = Memo::new(move |_| params.with(|params| params.get_str("period")?.parse::<Period>().ok()));
    let month = Resource::new(
        move || period.get(),
        move |period| async move {
            match period {
                Some(period) => Some(load_month(period).await),
                None => None,
            }
        },
    );
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move {
                    month.ready().await;
                },
                move || {
                    Some(
                        match month.get()? {
                            Some(month) => loaded(month, |month| shown(&month)),
                            None => view! { <NotFound /> }.into_any(),
                        },
                    )
                },
            )}
        </Transition>
    }
    .into_any()
}

fn shown(month: &Data) -> AnyView {
    let mut bills = month.bills.iter();
    let Some(first) = bills.next() else { return view! { <NotFound /> }.into_any() };
    let first = body(first);
    let aside = month.bills.iter().map(|bill| sum_card(bill, month.today)).collect_view();
    let others = bills.map(|bill| view! { <h2>{bill.service.clone()}</h2> {body(bill)} }).collect_view();
    let head = view! { <div class="stack stack--tight">{month.bills.iter().map(|bill| lead(bill, month.today)).collect_view()}</div> };
    view! {
        <Page
            title=month_title(month.period)
            back=("/charges", "Начисления")
            head=head.into_any()
            aside=aside.into_any()
        >
            {first}
            {others}
        </Page>
    }
    .into_any()
}

/// «Квартплата, выставлена 31.12.2017, оплатить нужно было до 10.01.2018.»
fn lead(bill: &BillView, today: NaiveDate) -> AnyView {
    let charge = &bill.charge;
    let (issued, due) = (date(charge.issued_on), date(charge.due_on));
    let must = if charge.due_on < today {
        "оплатить нужно было до"
    } else {
        "оплатить нужно до"
    };
    let words = match charge.kind {
        ChargeKind::Bill => format!("{}, выставлена {issued}, {must} {due}.", bill.service),
        ChargeKind::Opening => format!("{}, входящее сальдо на {issued}, {must} {due}.", bill.service),
    };
    let badge = if charge.left().is_positive() {
        let label = if charge.paid.is_positive() {
            "оплачено частично"
        } else {
            "не оплачено"
        };
        view! { <Badge tone=Tone::Ask icon=IconName::Clock label=label /> }
    } else {
        view! { <Badge tone=Tone::Ok icon=IconName::Check label="оплачено" /> }
    };
    view! {
        <p class="page__lead row row--between">
            <span>{words}</span>
            {badge}
        </p>
    }
    .into_any()
}

fn body(bill: &BillView) -> AnyView {
    let (explanation, period) = (&bill.explanation, bill.charge.period);
    let waterfall = match bill.before {
        Some(before) => waterfall_card(explanation, period, before),
        None => view! {
            <Banner slim=true>
                <p>"Это первая квитанция: сравнить её пока не с чем."</p>
            </Banner>
        }
        .into_any(),
    };
    let services =
        (!explanation.services.is_empty()).then(|| services_card(explanation, period, bill.before));
    let why = bill.charge.penalty.is_positive().then(|| {
        let table = penalty_table(&bill.ledger);
        view! {
            <Card title="Почему такие пени" flush=true>
                {table}
            </Card>
        }
    });
    view! {
        {waterfall}
        {services}
        {why}
    }
    .into_any()
}

fn sum_card(bill: &BillView, today: NaiveDate) -> AnyView {
    let charge = &bill.charge;
    let (left, penalty) = (charge.left(), charge.penalty_left());
    let paid = charge.paid - bill.advance;
    let fact = |label: String, sum: String| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd class="num">{sum}</dd>
            </div>
        }
    };
    let advance =
        bill.advance.is_positive().then(|| fact("Аванс прошлых месяцев".into(), rubles(-bill.advance)));
    let paid = paid.is_positive().then(|| fact("Оплачено".into(), rubles(-paid)));
    let penalty_now =
        bill.outlook.is_none().then(|| fact(format!("Пени на {}", date(today)), rubles(charge.penalty)));
    let outlook = bill.outlook.as_ref().map(|outlook| penalty_rows(outlook, today));
    let all = left.or_zero() + penalty.or_zero();
    let pay = all.is_positive().then(|| {
        view! {
            <a
                class=format!("{} btn--wide", ButtonKind::Primary.class())
                href=format!("/pay?charge={}", charge.id)
            >
                "Оплатить "
                <span class="money">{rubles(all)}</span>
            </a>
        }
    });
    view! {
        <section class="card">
            <div class="stack stack--tight">
                <span class="muted">{format!("Начислено, {}", bill.service)}</span>
                {hero(charge.amount)}
            </div>
            <dl class="total small">{advance} {paid} {penalty_now} {outlook}</dl>
            {pay}
            <a
                class=format!("{} btn--wide", ButtonKind::Line.class())
                href=format!("/receipts/{}", charge.bill)
            >
                <Icon name=IconName::Pdf small=true />
                "Квитанция"
            </a>
        </section>
    }
    .into_any()
}

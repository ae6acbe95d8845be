//! What became of a payment, in words.
use super::{
    ResendReceipt,
    order::{Around, without_scripts},
    sums::sums,
};
use crate::{
    form::FormFailure,
    layout::{Page, PageShape},
    ui::{Banner, Button, ButtonKind, Card, IconName, Spinner, Tone, date_time, rubles},
};
use domain::payments::{CancelReason, Doubt, FiscalReceipt, OrderPage as Data, OrderState, ReceiptKind};
use leptos::prelude::*;
use server_fn::ServerFn;

pub(super) fn outcome(order: &Data, around: Around) -> AnyView {
    let Around { to_bank, unreachable, .. } = around;
    let (title, banner) = match order.state {
        OrderState::Created => {
            ("Связываемся с банком", waiting("Банк пока не ответил. Страница обновится сама."))
        }
        OrderState::Pending => (
            "Ждём оплаты",
            waiting(
                "Как только банк ответит, страница обновится сама. Её можно закрыть: деньги не потеряются.",
            ),
        ),
        OrderState::Succeeded => ("Оплачено", paid(order)),
        OrderState::Canceled => ("Оплата не прошла", refused(order.reason)),
        OrderState::Expired => (
            "Время оплаты вышло",
            view! {
                <Banner tone=Tone::Ask title="Деньги не списаны" live=true>
                    <p>"Вы не успели оплатить. Начните заново: сумма и начисления подставятся сами."</p>
                </Banner>
            }
            .into_any(),
        ),
        OrderState::UnderCheck => ("Оплата проверяется", doubtful(order.doubt)),
    };
    let actions = actions(order);
    let receipts = (!order.receipts.is_empty()).then(|| receipts(order, around));
    let refunds = order.refunds.iter().map(|refund| {
        view! { <li>"Возврат " {rubles(refund.amount)}</li> }
    });
    let refunds = refunds.collect_view();
    let parts = order.parts.iter().map(|part| (part.recipient.name.clone(), part.amount));
    let sums = sums(parts, order.fee, order.total());
    let refresh = without_scripts(order, to_bank);
    let facts = format!("ЛС {}, начата {}. Чек: {}", order.number, date_time(order.created_at), order.email);
    view! {
        <Page title=title shape=PageShape::Single back=("/payments", "Оплаты")>
            {refresh}
            <div class="pay__outcome" aria-live="polite">
                {banner}
                {move || unreachable.get().then(no_news)}
            </div>
            <section class="card">
                {sums}
                <p class="muted small">{facts}</p>
                <ul>{refunds}</ul>
                <div class="actions">{actions}</div>
            </section>
            {receipts}
        </Page>
    }
    .into_any()
}

fn no_news() -> AnyView {
    view! {
        <Banner tone=Tone::Ask icon=IconName::NoSignal title="Нет связи с порталом" live=true>
            <p>"Спрашиваем снова и снова. Деньги не потеряются, даже если закрыть страницу."</p>
        </Banner>
    }
    .into_any()
}

fn waiting(words: &'static str) -> AnyView {
    view! {
        <div class="banner banner--go" role="status">
            <Spinner />
            <p>{words}</p>
        </div>
    }
    .into_any()
}

fn paid(order: &Data) -> AnyView {
    let title = format!("{} зачислены на лицевой счёт {}", rubles(order.amount), order.number);
    let receipt = if order.receipts.iter().any(|receipt| receipt.marks.is_some()) {
        format!("Чек отправлен на {}.", order.email)
    } else {
        format!("Чек отправим на {}.", order.email)
    };
    view! {
        <Banner tone=Tone::Ok title=title live=true>
            <p>{receipt}</p>
        </Banner>
    }
    .into_any()
}

fn refused(reason: Option<CancelReason>) -> AnyView {
    let words = match reason {
        Some(CancelReason::NoMoney) => "На карте не хватает денег. Возьмите другую карту или меньшую сумму.",
        Some(CancelReason::WrongCard) => {
            "Номер карты, срок или код введены с ошибкой. Проверьте их и попробуйте ещё раз."
        }
        Some(CancelReason::CardExpired) => "Срок действия карты истёк. Возьмите другую карту.",
        Some(CancelReason::NotConfirmed) => "Код подтверждения не подошёл или не введён. Попробуйте ещё раз.",
        Some(CancelReason::Limit) => {
            "Сумма больше, чем разрешает карта. Разделите оплату на части или спросите свой банк."
        }
        Some(CancelReason::BankSilent) => {
            "Банк, выпустивший карту, не ответил. Попробуйте позже или другой картой."
        }
        Some(CancelReason::TooLate) => "Время оплаты на странице банка вышло. Начните заново.",
        Some(CancelReason::Refused) => "Банк не принял оплату в работу. Попробуйте ещё раз позже.",
        Some(CancelReason::Declined) | None => {
            "Банк отказал. Попробуйте другую карту или спросите свой банк."
        }
    };
    view! {
        <Banner tone=Tone::No title="Деньги не списаны" live=true>
            <p>{words}</p>
        </Banner>
    }
    .into_any()
}

fn doubtful(doubt: Option<Doubt>) -> AnyView {
    let words = match doubt {
        Some(Doubt::WrongSum) => "Банк прислал не ту сумму, что ждали.",
        Some(Doubt::WrongCurrency) => "Банк прислал деньги в другой валюте.",
        Some(Doubt::AccountClosed) => "Лицевой счёт закрыт.",
        Some(Doubt::SecondPayment) => "По этой оплате деньги пришли дважды.",
        Some(Doubt::UnknownOrder | Doubt::Contradiction) | None => {
            "Деньги пришли, когда оплату уже не ждали."
        }
    };
    view! {
        <Banner tone=Tone::Ask title="Деньги получены и не пропадут" live=true>
            <p>{words} " Бухгалтер проверит и зачислит их или вернёт на карту. Платить ещё раз не нужно."</p>
        </Banner>
    }
    .into_any()
}

fn actions(order: &Data) -> AnyView {
    let again = || {
        let query: Vec<String> = order.chosen.iter().map(|charge| format!("charge={charge}")).collect();
        format!("/pay?{}", query.join("&"))
    };
    match (order.state, &order.confirmation_url) {
        (OrderState::Pending | OrderState::Created, Some(url)) => view! {
            <a class=ButtonKind::Primary.class() href=url.clone() rel="external">
                "Перейти на страницу банка"
            </a>
        }
        .into_any(),
        (OrderState::Canceled | OrderState::Expired, _) => view! {
            <a class=ButtonKind::Primary.class() href=again()>
                "Оплатить ещё раз"
            </a>
        }
        .into_any(),
        _ => view! {
            <a class=ButtonKind::Tonal.class() href="/charges">
                "К начислениям"
            </a>
        }
        .into_any(),
    }
}

/// «Чек»: kept here, and sent again when it is asked for.
fn receipts(order: &Data, around: Around) -> AnyView {
    let form = around.resend;
    let all = order.receipts.iter().map(receipt).collect_view();
    let sent = around.resent.get_untracked().then(|| view! { <Banner tone=Tone::Ok title=format!("Чек ещё раз отправлен на {}", order.email) slim=true live=true /> });
    let id = order.id.to_string();
    view! {
        <Card title="Чек">
            {all} {sent}
            <FormFailure form />
            <form method="post" action=ResendReceipt::url()>
                <input type="hidden" name="order" value=id />
                <Button label="Отправить ещё раз" kind=ButtonKind::Line />
            </form>
        </Card>
    }
    .into_any()
}

fn receipt(receipt: &FiscalReceipt) -> AnyView {
    let kind = match receipt.kind {
        ReceiptKind::Payment => "Приход",
        ReceiptKind::Refund => "Возврат прихода",
    };
    let items = receipt.items.iter().map(|item| {
        view! {
            <li>
                <span>{item.name.clone()}</span>
                <span class="num">{rubles(item.amount)}</span>
            </li>
        }
    });
    let marks = receipt.marks.as_ref().map(|marks| {
        view! { <p class="muted small">{format!("ФН {}, ФД {}, ФПД {}", marks.storage, marks.document, marks.attribute)}</p> }
    });
    view! {
        <div class="stack stack--tight">
            <p>
                <b>{kind}</b>
                {format!(", {}", date_time(receipt.at))}
            </p>
            <ul class="sums">
                {items.collect_view()}
                <li>
                    <b>"Итого"</b>
                    <b class="num">{rubles(receipt.total())}</b>
                </li>
            </ul>
            {marks}
        </div>
    }
    .into_any()
}

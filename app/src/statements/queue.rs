//! «Не разнесены»: each payment with the accounts that it may be of.
use super::{
    AssignPayment, PutPaymentAside,
    words::{PAYMENTS, outcome, reason, unplaced},
};
use crate::{
    desk,
    form::{FormFailure, FormState, plain_form},
    ui::{Badge, ButtonKind, Empty, FieldError, Fold, IconName, Tone, date, raw_text, rubles},
};
use domain::{
    accounts::short_name,
    addresses::{short_address, unit_name},
    statements::{Came, Outcome, PaymentsDesk, Proposal, Waiting},
};
use leptos::prelude::*;
use server_fn::ServerFn;

/// What came back of the forms of the queue: one of each, whichever payment it was for.
#[derive(Clone, Copy)]
pub(super) struct Forms {
    assign: FormState,
    aside: FormState,
}

impl Forms {
    /// Made once, where the page is.
    pub(super) fn new() -> Self {
        Self { assign: plain_form::<AssignPayment>(), aside: plain_form::<PutPaymentAside>() }
    }
}

pub(super) fn queue(page: &PaymentsDesk, later: bool, forms: Forms) -> AnyView {
    if page.waiting.is_empty() {
        return view! {
            <Empty title="Разносить нечего" text="Оплаты, по которым портал не уверен, чьи они, появятся здесь." />
        }
        .into_any();
    }
    let rows = page.waiting.iter().map(|row| waiting(row, forms)).collect_view();
    let next =
        page.next.as_ref().map(|next| format!("{PAYMENTS}{}", desk::query([("after", Some(next.clone()))])));
    view! {
        <section class="card card--flush" aria-labelledby="queue-title">
            <div class="card__head">
                <h2 id="queue-title">"Не разнесены"</h2>
            </div>
            <ul class="rows">{rows}</ul>
            {desk::parts(later.then(|| PAYMENTS.to_owned()), next)}
        </section>
    }
    .into_any()
}

/// What the bank says of a payment.
pub(super) fn told(came: &Came) -> AnyView {
    let number = came.number.as_ref().map(|number| format!(", № {number}")).unwrap_or_default();
    let account = (!came.account_text.is_empty()).then(|| format!("счёт в строке: {}", came.account_text));
    view! {
        <div class="came">
            <p>
                <b class="num">{rubles(came.amount)}</b>
                " "
                <span class="muted small">{date(came.on)} ", " {came.bank.clone()} {number}</span>
            </p>
            <p>{came.payer.clone().unwrap_or_else(|| "плательщик не назван".to_owned())}</p>
            {came.purpose.clone().map(|purpose| view! { <p class="small">{purpose}</p> })}
            {account.map(|account| view! { <p class="small muted">{account}</p> })}
        </div>
    }
    .into_any()
}

fn waiting(row: &Waiting, forms: Forms) -> AnyView {
    let id = row.came.id.to_string();
    let proposals = row.proposals.iter().map(|of| proposal(&id, of)).collect_view();
    let proposals = (!row.proposals.is_empty()).then(|| view! { <ul class="fits">{proposals}</ul> });
    view! {
        <li class="waiting">
            {told(&row.came)}
            <Badge tone=Tone::Ask label=unplaced(row.why) />
            {proposals}
            <div class="folds">{by_number(&id, forms.assign)} {aside(&id, forms.aside)}</div>
        </li>
    }
    .into_any()
}

fn proposal(id: &str, of: &Proposal) -> AnyView {
    let place = format!("{}, {}", short_address(&of.address), unit_name(&of.label));
    let reasons = of.fit.reasons.iter().map(|of| reason(*of)).collect::<Vec<_>>().join(", ");
    let owner = of.owner.as_deref().map(short_name).unwrap_or_default();
    let owed = match of.owed {
        owed if owed.is_positive() => format!("долг {}", rubles(owed)),
        owed if owed.is_negative() => format!("аванс {}", rubles(-owed)),
        _ => "долга нет".to_owned(),
    };
    let closed = of.closed_on.map(|on| format!(", закрыт {}", date(on))).unwrap_or_default();
    let label = format!("Разнести на ЛС {}", of.number);
    view! {
        <li class="fits__one">
            <span class="fits__score num" title="Насколько подходит, из ста">
                {of.fit.score}
                <span class="visually-hidden">" из 100"</span>
            </span>
            <div>
                <b>"ЛС " {of.number.clone()}</b>
                " "
                <span class="small">{owner} ", " {place}</span>
                <span class="small muted fits__why">{reasons} "; " {owed} {closed}</span>
            </div>
            <form method="post" action=AssignPayment::url()>
                <input type="hidden" name="id" value=id.to_owned() />
                <input type="hidden" name="account" value=of.number.clone() />
                <button class=format!("{} btn--sm", ButtonKind::Tonal.class()) type="submit" aria-label=label>
                    "Разнести"
                </button>
            </form>
        </li>
    }
    .into_any()
}

fn by_number(id: &str, state: FormState) -> AnyView {
    let field = format!("account-{id}");
    let (state, id) = (state.among("id", id), id.to_owned());
    let own = state.failed();
    let (value, error) = (state.value("account"), state.field("account"));
    let failure = own.then(|| view! { <FormFailure form=state /> });
    view! {
        <Fold icon=IconName::Search label="На другой счёт" open=own>
            <form method="post" action=AssignPayment::url() class="form form--close">
                {failure}
                <input type="hidden" name="id" value=id />
                <div class="field">
                    <label class="field__label small" for=field.clone()>
                        "№ лицевого счета"
                    </label>
                    <input
                        class="input"
                        id=field
                        name="account"
                        value=value
                        inputmode="numeric"
                        autocomplete="off"
                        aria-invalid=move || error.with(Option::is_some).then_some("true")
                    />
                    {move || error.get().map(|text| view! { <FieldError text=text /> })}
                </div>
                <div class="actions">
                    <button class=format!("{} btn--sm", ButtonKind::Line.class()) type="submit">
                        "Разнести"
                    </button>
                </div>
            </form>
        </Fold>
    }
    .into_any()
}

fn aside(id: &str, state: FormState) -> AnyView {
    let (state, given) = (state.among("id", id), id.to_owned());
    let own = state.failed();
    let chosen = state.value("outcome");
    let outcomes = Outcome::ALL.map(|of| {
        let checked = chosen == of.code();
        view! {
            <label class="check">
                <input type="radio" name="outcome" value=of.code() checked=checked />
                <span>{outcome(of).0}</span>
            </label>
        }
    });
    let (no_outcome, no_why, no_day) = (state.field("outcome"), state.field("why"), state.field("day"));
    let (why, day) = (format!("why-{id}"), format!("day-{id}"));
    let failure = own.then(|| view! { <FormFailure form=state /> });
    view! {
        <Fold icon=IconName::Clock label="Отложить или вернуть" open=own>
            <form method="post" action=PutPaymentAside::url() class="form form--close">
                {failure}
                <input type="hidden" name="id" value=given />
                <fieldset class="field">
                    <legend class="field__label small">"Что это за деньги"</legend>
                    {outcomes}
                    {move || no_outcome.get().map(|text| view! { <FieldError text=text /> })}
                </fieldset>
                <div class="field">
                    <label class="field__label small" for=day.clone()>
                        "За какой день перечислил эквайер"
                    </label>
                    <input class="input" type="date" id=day name="day" value=state.value("day") />
                    {move || no_day.get().map(|text| view! { <FieldError text=text /> })}
                </div>
                <div class="field">
                    <label class="field__label small" for=why.clone()>
                        "Почему"
                    </label>
                    <textarea class="textarea textarea--short" id=why name="why" rows="2">
                        {raw_text(state.value("why"))}
                    </textarea>
                    <p class="field__hint">"Останется в журнале. Пример: «Аренда подвала, договор 12»"</p>
                    {move || no_why.get().map(|text| view! { <FieldError text=text /> })}
                </div>
                <div class="actions">
                    <button class=format!("{} btn--sm", ButtonKind::Line.class()) type="submit">
                        "Отложить"
                    </button>
                </div>
            </form>
        </Fold>
    }
    .into_any()
}

//! «Оплата».
use super::{
    CreateOrder,
    choice::{Choice, What},
    code::codes,
    load_payment_form,
    requisites::requisites,
    selection::what,
    sums::sums,
};
use crate::{
    form::{FormFailure, FormState, use_form},
    layout::{Page, PageShape, loaded, when_ready},
    text::rule,
    ui::{Banner, Button, ButtonKind, Card, Checkbox, Field, Tone, month_year, rubles},
};
use domain::{
    Rule,
    ledger::Purpose,
    money::{Money, MoneyError},
    payments::{OrderCard, PayableCharge, PaymentForm, Plan},
};
use leptos::{form::ActionForm, prelude::*, task::spawn_local};
use leptos_router::hooks::use_query_map;

const TITLE: &str = "Оплата";
/// The inputs of the choice belong to a form of their own, which only recounts.
pub(super) const RECOUNT: &str = "recount";

#[component]
pub fn PayPage() -> impl IntoView {
    let form = Resource::new_blocking(|| (), |()| load_payment_form());
    let action = ServerAction::<CreateOrder>::new();
    let state = use_form(action);
    let choice = use_query_map().with_untracked(Choice::of);
    view! {
        <Suspense>
            {when_ready(move || async move {
                loaded(form.await, |form| shown(form, choice, action, state))
            })}
        </Suspense>
    }
    .into_any()
}

fn shown(form: PaymentForm, choice: Choice, action: ServerAction<CreateOrder>, state: FormState) -> AnyView {
    // Without an acquirer one still pays by the code, as long as somebody is paid at all.
    let by_code = form.closed == Some(Rule::NoAcquirer) && !form.recipients.is_empty();
    if let Some(closed) = form.closed.as_ref().filter(|_| !by_code) {
        let words = rule(closed);
        return view! {
            <Page title=TITLE shape=PageShape::Single>
                <Banner tone=Tone::Ask title="Оплатить сейчас нельзя" live=true>
                    <p>{words}</p>
                </Banner>
                <div class="actions">
                    <a class=ButtonKind::Tonal.class() href="/charges">
                        "К начислениям"
                    </a>
                </div>
            </Page>
        }
        .into_any();
    }
    let open = form.open.iter().map(still_open).collect_view();
    let form = RwSignal::new(form);
    catch_up(form, state);
    let plan = Memo::new(move |_| {
        form.with(|form| choice.amount(form).map(|amount| form.plan(amount, &choice.first(form))))
    });
    if by_code {
        let aside = view! { <section class="card">{counted(form, plan)}</section> };
        return view! {
            <form id=RECOUNT method="get" action="/pay"></form>
            <div class="pay">
                <Page title=TITLE aside=aside.into_any()>
                    {what(form, choice, plan, state)}
                    <div class="pay__after">{codes(form, plan, true)} {requisites(form)}</div>
                </Page>
            </div>
        }
        .into_any();
    }
    view! {
        <form id=RECOUNT method="get" action="/pay"></form>
        <ActionForm action=action attr:class="pay" attr:novalidate=true>
            <Page title=TITLE head=open.into_any() aside=total(form, choice, plan, state)>
                {what(form, choice, plan, state)} {contact(form, state)}
                <div class="pay__after">{codes(form, plan, false)} {requisites(form)}</div>
            </Page>
        </ActionForm>
    }
    .into_any()
}

/// Something was paid in between: the page shows how things stand now, and what was typed stays.
fn catch_up(form: RwSignal<PaymentForm>, state: FormState) {
    Effect::new(move |_| {
        if state.broke(|rule| matches!(rule, Rule::DebtChanged { .. })) {
            spawn_local(async move {
                if let Ok(fresh) = load_payment_form().await {
                    form.try_set(fresh);
                }
            });
        }
    });
}

/// An order that was begun and not finished.
fn still_open(order: &OrderCard) -> AnyView {
    let (href, sum) = (format!("/pay/{}", order.id), rubles(order.amount + order.fee));
    view! {
        <Banner tone=Tone::Ask slim=true>
            <p>
                "Есть неоконченная оплата на " <b class="num">{sum}</b> ". " <a href=href>"Продолжить её"</a>
                " или оплатите заново ниже."
            </p>
        </Banner>
    }
    .into_any()
}

pub(super) type Counted = Memo<Result<Plan, MoneyError>>;

pub(super) fn service(form: &PaymentForm, charge: &PayableCharge) -> String {
    let of = form.recipients.iter().find(|(recipient, _)| recipient.id == charge.recipient);
    of.map(|(recipient, _)| recipient.name.clone()).unwrap_or_default()
}

/// Сумма, комиссия, итого; what it closes.
fn counted(form: RwSignal<PaymentForm>, plan: Counted) -> AnyView {
    let counted = move || plan.get().ok().filter(|plan| plan.amount.is_positive());
    let counted_sums = move || {
        let (amount, fee, all) = counted()
            .map_or((Money::ZERO, Money::ZERO, Money::ZERO), |plan| (plan.amount, plan.fee, plan.total()));
        sums([("Сумма".to_owned(), amount)], fee, all)
    };
    let closes = move || counted().map(|plan| form.with(|form| closes(form, &plan)));
    view! {
        {counted_sums}
        {closes}
    }
    .into_any()
}

/// What is paid, the offer and the button.
fn total(form: RwSignal<PaymentForm>, choice: Choice, plan: Counted, state: FormState) -> AnyView {
    let refused = state.field("amount");
    let hidden = move || {
        let amount = plan.get().map_or_else(|_| choice.sum.get(), |plan| plan.amount.plain());
        let (id, account, seen) = form.with(|form| (form.fresh, form.account, form.standing));
        let first = form.with(|form| choice.first(form));
        let first = first.into_iter().enumerate().map(|(at, id)| {
            view! { <input type="hidden" name=format!("order[chosen][{at}]") value=id.to_string() /> }
        });
        view! {
            <input type="hidden" name="order[id]" value=id.to_string() />
            <input type="hidden" name="order[account]" value=account.to_string() />
            <input type="hidden" name="order[seen]" value=seen.0.to_string() />
            <input type="hidden" name="order[amount]" value=amount />
            {first.collect_view()}
        }
    };
    view! {
        <section class="card">
            {counted(form, plan)}
            {hidden}
            <FormFailure form=state />
            {move || {
                let said = match choice.what.get() {
                    What::Chosen if choice.chosen.with(Vec::is_empty) => {
                        refused.get().map(|_| "Отметьте хотя бы одно начисление.".to_owned())
                    }
                    // Beside its field.
                    What::Sum => None,
                    _ => refused.get(),
                };
                said.map(|text| view! { <Banner tone=Tone::No title=text slim=true live=true /> })
            }}
            <Checkbox name="order[offer]" error=state.field("offer")>
                "Я ознакомлен и принимаю условия "
                <a href="/offer" target="_blank">
                    "договора-оферты"
                </a>
            </Checkbox>
            <Button label="Перейти к оплате" busy_label="Переходим" class="btn--wide" busy=state.busy />
            <p class="muted small">"Номер карты вводится на странице банка. Портал его не видит и не хранит."</p>
        </section>
    }
    .into_any()
}

/// «Закроет: Квартплата за 12.2017, в аванс 100 ₽».
fn closes(form: &PaymentForm, plan: &Plan) -> AnyView {
    let several = form.recipients.len() > 1;
    let shares = plan.allocated.shares.iter().filter_map(|share| {
        let charge = form.charges.iter().find(|charge| charge.id == share.charge)?;
        let month = month_year(charge.period.first_day());
        let name = service(form, charge);
        let owed = if share.purpose == Purpose::Charge { charge.left } else { charge.penalty_left };
        let part = if share.amount < owed { ", часть" } else { "" };
        let label = match share.purpose {
            Purpose::Charge => format!("{name} за {month}{part}"),
            Purpose::Penalty if several => format!("Пени за {month}, {name}{part}"),
            Purpose::Penalty => format!("Пени за {month}{part}"),
        };
        Some((label, share.amount))
    });
    let advance = plan.allocated.advance;
    let advance = advance.is_positive().then(|| ("Аванс на будущие начисления".to_owned(), advance));
    let rows = shares.chain(advance).map(|(label, sum)| {
        view! {
            <li>
                <span>{label}</span>
                <span class="num">{rubles(sum)}</span>
            </li>
        }
    });
    view! {
        <div class="stack stack--tight">
            <h2 class="pay__closes">"Что будет закрыто"</h2>
            <ul class="sums small">{rows.collect_view()}</ul>
        </div>
    }
    .into_any()
}

fn contact(form: RwSignal<PaymentForm>, state: FormState) -> AnyView {
    let contact = form.with_untracked(|form| form.contact.clone());
    let typed = move |name: &str, known: String| {
        let typed = state.value(name);
        if typed.is_empty() { known } else { typed }
    };
    view! {
        <Card title="Куда отправить чек">
            <div class="fields-2">
                <Field
                    name="order[email]"
                    label="Эл. почта владельца"
                    kind="email"
                    autocomplete="email"
                    hint="Чек придёт сюда и останется в «Оплатах»"
                    error=state.field("email")
                    value=typed("order[email]", contact.email)
                />
                <Field
                    name="order[phone]"
                    label="Телефон владельца"
                    kind="tel"
                    autocomplete="tel"
                    hint="Необязательно"
                    error=state.field("phone")
                    value=typed("order[phone]", contact.phone.unwrap_or_default())
                />
            </div>
            <Checkbox name="order[remember]" checked=contact.remembered>
                "Запомнить для следующих оплат"
            </Checkbox>
        </Card>
    }
    .into_any()
}

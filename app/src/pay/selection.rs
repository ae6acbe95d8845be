//! «Что оплатить»: the whole debt, chosen charges, or any sum.
use super::{
    choice::{Choice, What},
    page::{Counted, RECOUNT, service},
};
use crate::{
    form::FormState,
    text::rule,
    ui::{ButtonKind, Card, FieldError, month_year, plural, rubles, use_live},
};
use domain::{
    Rule,
    money::Money,
    payments::{PayableCharge, PaymentForm},
};
use leptos::prelude::*;

pub(super) fn what(form: RwSignal<PaymentForm>, choice: Choice, plan: Counted, state: FormState) -> AnyView {
    let live = use_live();
    let refused = state.field("amount");
    let wrong = move || match (choice.what.get(), plan.get()) {
        (What::Sum, Err(error)) if !choice.sum.with(|sum| sum.trim().is_empty()) => {
            Some(rule(&Rule::Sum(error)))
        }
        (What::Sum, Err(_)) => refused.get(),
        _ => None,
    };
    let sum_error = Signal::derive(wrong);
    let pick = move |what: What, label: &'static str, sum: Option<Money>, note: String| {
        view! {
            <label class="pick">
                <input
                    type="radio"
                    name="what"
                    form=RECOUNT
                    value=what.code()
                    checked=choice.what.get_untracked() == what
                    prop:checked=move || choice.what.get() == what
                    on:change=move |_| choice.what.set(what)
                />
                <span class="pick__line">
                    <b>{label}</b>
                    {sum.map(|sum| view! { <b class="num">{rubles(sum)}</b> })}
                </span>
                <span>{note}</span>
            </label>
        }
        .into_any()
    };
    let owed = move || {
        form.with(|form| {
            let count = form.charges.len() as u64;
            if count == 0 {
                return view! { <p class="muted">"Долга нет: заплатить можно вперёд"</p> }.into_any();
            }
            let note = format!("{count} {}", plural(count, "начисление", "начисления", "начислений"));
            let charges = form.charges.iter().map(|charge| charge_row(form, charge, choice)).collect_view();
            view! {
                {pick(What::Debt, "Весь долг", Some(form.owed()), note)}
                {pick(What::Chosen, "Выбранные начисления", None, "Отметьте, какие".to_owned())}
                <ul class="rows pay__charges">{charges}</ul>
            }
            .into_any()
        })
    };
    view! {
        <Card title="Что оплатить">
            <fieldset class="wide">
                <legend class="visually-hidden">"Что оплатить"</legend>
                <div class="picks">
                    {owed}
                    {pick(
                        What::Sum,
                        "Другая сумма",
                        None,
                        "Больше долга станет авансом, меньше закроет старый долг первым".to_owned(),
                    )}
                    {other_sum(choice, sum_error)}
                </div>
            </fieldset>
            <div class="actions" hidden=move || live.get()>
                <p class="muted small">"Изменили выбор или сумму? Пересчитайте: оплатится то, что в итоге."</p>
                <button class=ButtonKind::Line.class() type="submit" form=RECOUNT>
                    "Пересчитать"
                </button>
            </div>
        </Card>
    }
    .into_any()
}

fn other_sum(choice: Choice, sum_error: Signal<Option<String>>) -> AnyView {
    let invalid = move || sum_error.with(Option::is_some).then_some("true");
    view! {
                    <div class="field pay__sum">
                        <label class="field__label" for="sum">
                            "Сумма, ₽"
                        </label>
                        <input
                            class="input"
                            id="sum"
                            name="sum"
                            form=RECOUNT
                            inputmode="decimal"
                            autocomplete="off"
                            value=choice.sum.get_untracked()
                            aria-invalid=invalid
                            aria-describedby="sum-hint"
                            on:input=move |event| {
                                choice.what.set(What::Sum);
                                choice.sum.set(event_target_value(&event));
                            }
                        />
                        <input type="hidden" name="was" form=RECOUNT value=choice.sum.get_untracked() />
                        {move || {
                            sum_error
                                .get()
                                .map(|text| {
                                    view! { <FieldError text=text aloud=true /> }
                                })
                        }}
                        <p class="field__hint" id="sum-hint">
                            "Рубли и копейки, например 1500 или 1500,50"
                        </p>
                    </div>
    }
    .into_any()
}

fn charge_row(form: &PaymentForm, charge: &PayableCharge, choice: Choice) -> AnyView {
    let id = charge.id;
    let title = format!("{} за {}", service(form, charge), month_year(charge.period.first_day()));
    let penalty = charge.penalty_left.is_positive().then(|| {
        view! { <small class="muted">{format!("и пени {}", rubles(charge.penalty_left))}</small> }
    });
    let sum = rubles(charge.left.or_zero() + charge.penalty_left.or_zero());
    view! {
        <li>
            <label class="check pay__charge">
                <input
                    type="checkbox"
                    name="charge"
                    form=RECOUNT
                    value=id.to_string()
                    checked=choice.chosen.with_untracked(|chosen| chosen.contains(&id))
                    prop:checked=move || choice.chosen.with(|chosen| chosen.contains(&id))
                    on:change=move |event| choice.toggle(id, event_target_checked(&event))
                />
                <span>{title} {penalty}</span>
                <span class="num">{sum}</span>
            </label>
        </li>
    }
    .into_any()
}

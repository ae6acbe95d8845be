//! `/demo/acquirer/{payment}`: the page where the demo's bank takes a card. In no other mode there is such a path. Nothing that is typed
//! here is kept or logged but what became of the payment.
use super::problem::{Problem, template};
use crate::host::Host;
use adapters::demo_bank::{CARDS, CODE, CardError, DemoBank, DemoPayment, DemoState, TestCard, test_card};
use axum::{
    Form, Router,
    extract::{Path, State},
    response::{IntoResponse, Redirect, Response},
    routing::get,
};
use chrono::{Datelike, NaiveDate};
use minijinja::{Value, context};
use serde::Deserialize;
use std::{collections::BTreeMap, sync::Arc};
use usecases::orders;
use uuid::Uuid;

pub fn routes() -> Router<Arc<Host>> {
    Router::new().route("/demo/acquirer/{payment}", get(show).post(act))
}

#[derive(Debug, Default, Deserialize)]
struct Typed {
    #[serde(default)]
    act: String,
    #[serde(default)]
    number: String,
    #[serde(default)]
    valid: String,
    #[serde(default)]
    holder: String,
    #[serde(default)]
    cvc: String,
    #[serde(default)]
    code: String,
}

type Errors = BTreeMap<&'static str, &'static str>;

async fn show(State(host): State<Arc<Host>>, Path(id): Path<String>) -> Response {
    match find(&host, &id) {
        Ok((_, _, payment)) => page(&host, &payment, &Typed::default(), &Errors::new()),
        Err(problem) => problem.into(),
    }
}

async fn act(State(host): State<Arc<Host>>, Path(id): Path<String>, Form(typed): Form<Typed>) -> Response {
    let (bank, id, payment) = match find(&host, &id) {
        Ok(found) => found,
        Err(problem) => return problem.into(),
    };
    let next = match (payment.state, typed.act.as_str()) {
        (DemoState::Open, "decline") => Ok(DemoState::ByPayer),
        (DemoState::Open, _) => card(&typed, host.now().date_naive()).map(|card| match card {
            TestCard::Pays => DemoState::Paid,
            TestCard::AsksForCode => DemoState::WaitsForCode,
            TestCard::HasNoMoney => DemoState::NoMoney,
            TestCard::IsSilent => DemoState::Silent,
        }),
        (DemoState::WaitsForCode, "unconfirmed") => Ok(DemoState::NotConfirmed),
        (DemoState::WaitsForCode, _) if typed.code.trim() == CODE => Ok(DemoState::Paid),
        (DemoState::WaitsForCode, _) => {
            Err(Errors::from([("code", "Код не подошёл. В демонстрации он всегда 1234.")]))
        }
        (DemoState::Silent, "answer") => Ok(DemoState::Paid),
        (DemoState::Silent, "refuse") => Ok(DemoState::NoMoney),
        (state, _) => Ok(state),
    };
    let next = match next {
        Ok(next) => next,
        Err(errors) => return page(&host, &payment, &typed, &errors),
    };
    if let Err(error) = bank.become_state(id, next) {
        tracing::error!(%error, "the demo's bank cannot write its file");
        return Problem::Broken.into();
    }
    if next == DemoState::WaitsForCode {
        return Redirect::to(&format!("/demo/acquirer/{id}")).into_response();
    }
    // A real bank would tell the portal by a notification: the same way is taken.
    if next.is_final()
        && let Err(error) = orders::notified(&host.system_ctx(), &id.to_string()).await
    {
        tracing::error!(error = ?error, "a notification of the demo's bank was lost");
    }
    Redirect::to(&payment.return_url).into_response()
}

fn find<'h>(host: &'h Host, id: &str) -> Result<(&'h DemoBank, Uuid, DemoPayment), Problem> {
    let bank = host.bank.as_ref().ok_or(Problem::NotFound)?;
    let id: Uuid = id.parse().map_err(|_| Problem::NotFound)?;
    let payment = bank.payment(id).ok_or(Problem::NotFound)?;
    Ok((bank, id, payment))
}

fn page(host: &Host, payment: &DemoPayment, typed: &Typed, errors: &Errors) -> Response {
    let state = match payment.state {
        DemoState::Open => "card",
        DemoState::WaitsForCode => "code",
        DemoState::Silent => "silent",
        _ => "over",
    };
    let cards: Vec<(&str, &str)> = CARDS.iter().map(|(number, card)| (*number, words(*card))).collect();
    template(
        "bank.html",
        context! {
            state, cards,
            code => CODE,
            total => payment.total.to_string(),
            description => &payment.description,
            return_url => &payment.return_url,
            typed => context! { number => &typed.number, valid => &typed.valid, holder => &typed.holder },
            errors => Value::from_pairs(errors.iter().map(|(field, words)| (*field, *words))),
            stylesheet => &host.site.stylesheet,
        },
    )
}

const fn words(card: TestCard) -> &'static str {
    match card {
        TestCard::Pays => "оплата проходит",
        TestCard::AsksForCode => "спросит код 3-D Secure",
        TestCard::HasNoMoney => "не хватает денег",
        TestCard::IsSilent => "банк не отвечает",
    }
}

fn card(typed: &Typed, today: NaiveDate) -> Result<TestCard, Errors> {
    let mut errors = Errors::new();
    let card = test_card(&typed.number);
    if let Err(error) = card {
        errors.insert(
            "number",
            match error {
                CardError::NotANumber => "В номере карты от 12 до 19 цифр. Пример: 5555 5555 5555 4444.",
                CardError::Luhn => {
                    "В номере опечатка: последняя цифра не сходится. Пример: 5555 5555 5555 4444."
                }
                CardError::NotATestCard => {
                    "Это не тестовая карта, настоящие здесь вводить нельзя. Возьмите одну из списка ниже."
                }
            },
        );
    }
    if !is_valid_until(&typed.valid, today) {
        errors.insert("valid", "Нужны месяц и год в будущем. Пример: 12/30.");
    }
    if typed.cvc.len() != 3 || !typed.cvc.bytes().all(|byte| byte.is_ascii_digit()) {
        errors.insert("cvc", "Код — три цифры. Пример: 123.");
    }
    if typed.holder.trim().is_empty() {
        errors.insert("holder", "Укажите имя, как на карте. Пример: IVAN PETROV.");
    }
    match card {
        Ok(card) if errors.is_empty() => Ok(card),
        _ => Err(errors),
    }
}

/// «12/30», not before this month.
fn is_valid_until(text: &str, today: NaiveDate) -> bool {
    let Some((month, year)) = text.trim().split_once(['/', '.', '-']) else { return false };
    let (Ok(month), Ok(year)) = (month.trim().parse::<u32>(), year.trim().parse::<i32>()) else {
        return false;
    };
    let year = if year < 100 { 2000 + year } else { year };
    (1..=12).contains(&month) && (year, month) >= (today.year(), today.month())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn typed(number: &str, valid: &str, cvc: &str, holder: &str) -> Typed {
        let text = str::to_owned;
        Typed {
            number: text(number),
            valid: text(valid),
            cvc: text(cvc),
            holder: text(holder),
            ..Typed::default()
        }
    }

    #[test]
    fn every_wrong_field_of_a_card_is_named() {
        let today = NaiveDate::from_ymd_opt(2018, 1, 25).unwrap();
        assert_eq!(card(&typed("5555555555554444", "01/18", "123", "I P"), today), Ok(TestCard::Pays));
        let errors = card(&typed("1", "13/30", "12", " "), today).unwrap_err();
        assert_eq!(errors.keys().copied().collect::<Vec<_>>(), ["cvc", "holder", "number", "valid"]);
        assert!(card(&typed("5555555555554444", "12/17", "123", "I P"), today).is_err());
    }
}

use super::*;
use crate::{
    Rejection, Rule,
    ids::{AccountId, ChargeId, OrderId, PaymentId, RecipientId, RefundId},
    ledger::OpenCharge,
    money::{Money, MoneyError},
    phone::PhoneError,
    session::EmailError,
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use proptest::prelude::*;
use std::fmt::Write as _;
use uuid::Uuid;

/// The whole machine on one screen: a change of it is a change of this table.
#[test]
fn every_news_in_every_state_has_its_answer() {
    let mut table = String::new();
    for state in OrderState::ALL {
        write!(table, "{:<11}", format!("{state:?}")).unwrap();
        for news in News::ALL {
            let cell = match advance(state, news) {
                Transition::Become(state) => format!("{state:?}"),
                Transition::Stay => "-".into(),
                other => format!("{other:?}!"),
            };
            write!(table, "{cell:>10}").unwrap();
        }
        table.push('\n');
    }
    let expected = "\
Created       Pending  Capture!   Credit!  Canceled  Canceled   Expired
Pending             -  Capture!   Credit!  Canceled         -   Expired
Succeeded           -         -         -         -         -         -
Canceled            -  Release!    Check!         -         -         -
Expired             -  Capture!   Credit!         -         -         -
UnderCheck          -         -         -         -         -         -
";
    assert_eq!(table, expected, "columns: {:?}", News::ALL);
}

#[test]
fn every_news_of_a_refund_has_its_answer() {
    let mut table = String::new();
    for state in RefundState::ALL {
        write!(table, "{:<10}", format!("{state:?}")).unwrap();
        for news in RefundNews::ALL {
            let cell = advance_refund(state, news).map_or("-".into(), |state| format!("{state:?}"));
            write!(table, "{cell:>11}").unwrap();
        }
        table.push('\n');
    }
    let expected = "\
Created       Pending  Succeeded   Canceled   Canceled
Pending             -  Succeeded   Canceled          -
Succeeded           -          -          -          -
Canceled            -          -          -          -
";
    assert_eq!(table, expected, "columns: {:?}", RefundNews::ALL);
}

#[test]
fn codes_are_read_back() {
    for state in OrderState::ALL {
        assert_eq!(OrderState::from_code(state.code()), Some(state));
    }
    for state in RefundState::ALL {
        assert_eq!(RefundState::from_code(state.code()), Some(state));
    }
    for reason in CancelReason::ALL {
        assert_eq!(CancelReason::from_code(reason.code()), Some(reason));
    }
    for doubt in Doubt::ALL {
        assert_eq!(Doubt::from_code(doubt.code()), Some(doubt));
    }
}

#[test]
fn money_that_does_not_fit_is_doubted() {
    let expected = Expected { total: Money(100), payment: Some("a"), account_closed: false };
    let received = Received { payment: "a", amount: Money(100), currency: "RUB" };
    assert_eq!(doubt(expected, received), None);
    assert_eq!(doubt(Expected { payment: None, ..expected }, received), None);
    for (expected, received, wrong) in [
        (expected, Received { payment: "b", ..received }, Doubt::SecondPayment),
        (expected, Received { amount: Money(99), ..received }, Doubt::WrongSum),
        (expected, Received { amount: Money(101), ..received }, Doubt::WrongSum),
        (expected, Received { currency: "USD", ..received }, Doubt::WrongCurrency),
        (Expected { account_closed: true, ..expected }, received, Doubt::AccountClosed),
    ] {
        assert_eq!(doubt(expected, received), Some(wrong));
    }
}

#[test]
fn the_fee_is_rounded_half_up_and_has_a_least() {
    let fee = |rate, least| Fee { rate, least: Money(least) };
    for (fee, amount, kopecks) in [
        (fee(0, 0), 461_159, 0),
        (fee(0, 1_000), 461_159, 0),
        (fee(100, 0), 461_159, 4_612),
        (fee(100, 0), 50, 1),
        (fee(100, 0), 49, 0),
        (fee(100, 5_000), 461_159, 5_000),
        (fee(250, 0), Money::MAX.0, 2_500_000_000),
        (fee(100, 5_000), 0, 0),
    ] {
        assert_eq!(fee.of(Money(amount)), Money(kopecks), "{fee:?} of {amount}");
    }
}

#[test]
fn a_typed_sum_is_told_what_is_wrong_with_it() {
    let terms = Terms::default();
    for (typed, expected) in [
        ("4 611,59 ₽", Ok(Money(461_159))),
        ("350000", Ok(Money(35_000_000))),
        ("10.005", Err(MoneyError::TooManyDecimals)),
        ("1.500", Err(MoneyError::TooManyDecimals)),
        ("1,000,000", Err(MoneyError::TooManyDecimals)),
        ("99999999999999999999", Err(MoneyError::TooLarge { max: Money(35_000_000) })),
        ("-5", Err(MoneyError::Negative)),
        ("0,00", Err(MoneyError::Zero)),
        ("0.99", Err(MoneyError::TooSmall { min: Money(100) })),
        ("350000.01", Err(MoneyError::TooLarge { max: Money(35_000_000) })),
        ("", Err(MoneyError::Empty)),
        ("сто", Err(MoneyError::NotANumber('с'))),
    ] {
        assert_eq!(terms.sum(typed), expected, "{typed}");
    }
}

fn form(amount: &str, email: &str, phone: &str, offer: bool) -> NewOrder {
    NewOrder {
        id: OrderId(Uuid::from_u128(1)),
        account: AccountId(Uuid::from_u128(2)),
        chosen: Vec::new(),
        amount: amount.into(),
        seen: Money::ZERO,
        email: email.into(),
        phone: phone.into(),
        remember: false,
        offer,
    }
}

#[test]
fn a_form_hears_of_all_its_faults_at_once() {
    let good = check_order(&form("100", "Anna@example.org ", "", true), &Terms::default()).unwrap();
    assert_eq!((good.amount, good.email.as_str(), good.phone), (Money(10_000), "anna@example.org", None));
    let rejection = check_order(&form("1.234", "anna", "12", false), &Terms::default()).unwrap_err();
    assert_eq!(
        rejection,
        Rejection(vec![
            ("amount".into(), Rule::Sum(MoneyError::TooManyDecimals)),
            ("email".into(), Rule::Email(EmailError::NoAt)),
            ("phone".into(), Rule::Phone(PhoneError::Length { digits: 2 })),
            ("offer".into(), Rule::OfferNotAccepted),
        ])
    );
}

#[test]
fn a_plan_says_what_is_closed_what_is_an_advance_and_what_it_costs() {
    let open = [OpenCharge {
        id: ChargeId(Uuid::from_u128(1)),
        recipient: RecipientId(Uuid::from_u128(1)),
        due_on: NaiveDate::from_ymd_opt(2018, 1, 10).unwrap(),
        left: Money(300),
        penalty_left: Money(20),
    }];
    let terms = Terms { fee: Fee { rate: 100, least: Money::ZERO }, ..Terms::default() };
    let plan = plan(&open, Money(500), &[], &terms);
    assert_eq!(plan.allocated.shares.len(), 2);
    assert_eq!((plan.allocated.advance, plan.fee, plan.total()), (Money(180), Money(5), Money(505)));
}

#[test]
fn no_more_is_given_back_than_is_left() {
    let refund = |amount: &str| NewRefund {
        id: RefundId(Uuid::from_u128(1)),
        payment: PaymentId(Uuid::from_u128(2)),
        amount: amount.into(),
        reason: String::new(),
    };
    assert_eq!(check_refund(&refund("10"), Money(1_000)), Ok(Money(1_000)));
    assert_eq!(
        check_refund(&refund("10.01"), Money(1_000)),
        Err(Rejection::of("amount", Rule::MoreThanPaid { left: Money(1_000) }))
    );
    assert_eq!(check_refund(&refund("0"), Money(1_000)), Err(Rejection::of("amount", MoneyError::Zero)));
}

#[test]
fn an_order_is_asked_about_ever_more_seldom() {
    let created: DateTime<Utc> = "2018-01-25T10:20:00Z".parse().unwrap();
    let at = |minutes| created + TimeDelta::minutes(minutes);
    let open = |age| {
        ask_again(OrderState::Pending, created, created, at(age)).map(|next| (next - at(age)).num_minutes())
    };
    assert_eq!([0, 3, 30, 600].map(open), [Some(2), Some(2), Some(10), Some(30)]);
    let done = |age| {
        ask_again(OrderState::Succeeded, created, created, at(age)).map(|next| (next - created).num_hours())
    };
    assert_eq!([0, 60, 400, 2_000, 4_320].map(done), [Some(1), Some(6), Some(24), Some(72), None]);
}

fn news() -> impl Strategy<Value = News> {
    prop::sample::select(News::ALL.to_vec())
}

proptest! {
    #[test]
    fn money_counts_once_in_any_order_of_news(heard in prop::collection::vec(news(), 0..12)) {
        let mut state = OrderState::Created;
        let mut counted = 0;
        for news in &heard {
            state = match advance(state, *news) {
                Transition::Become(next) => next,
                Transition::Credit => { counted += 1; OrderState::Succeeded }
                Transition::Check => { counted += 1; OrderState::UnderCheck }
                Transition::Stay | Transition::Capture | Transition::Release => state,
            };
        }
        prop_assert_eq!(counted, usize::from(heard.contains(&News::Succeeded)));
    }

    #[test]
    fn only_money_moves_a_final_state(state in prop::sample::select(OrderState::ALL.to_vec()), news in news()) {
        let moves = !matches!(advance(state, news), Transition::Stay);
        let money = matches!(news, News::Succeeded | News::WaitingForCapture);
        prop_assert!(state.is_open() || !moves || money);
    }
}

use crate::money::Money;
use chrono::{DateTime, TimeDelta, Utc};
use serde::{Deserialize, Serialize};

/// Where a wish to pay stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum OrderState {
    /// Written down; the acquirer has not answered yet.
    Created,
    /// The acquirer knows it and waits for the payer.
    Pending,
    /// The money has come and is credited.
    Succeeded,
    Canceled,
    /// Nobody has paid in time.
    Expired,
    /// Money has come, and somebody has to look at it before it is credited: it is in the suspense account.
    UnderCheck,
}

/// What is heard of an order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum News {
    /// The acquirer waits for the payer.
    Pending,
    /// The payer's bank holds the money for us.
    WaitingForCapture,
    Succeeded,
    Canceled,
    /// The acquirer will not take the order on.
    Refused,
    /// Its time is over, and the acquirer has nothing to tell.
    TimeOver,
}

/// What has to be done about it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Transition {
    Stay,
    Become(OrderState),
    /// Take the money that is held.
    Capture,
    /// Let the money go that is held.
    Release,
    /// Real money: credited once, or under check where it does not fit.
    Credit,
    /// Real money against the acquirer's own last word: under check.
    Check,
}

impl OrderState {
    pub const ALL: [Self; 6] =
        [Self::Created, Self::Pending, Self::Succeeded, Self::Canceled, Self::Expired, Self::UnderCheck];

    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Created => "created",
            Self::Pending => "pending",
            Self::Succeeded => "succeeded",
            Self::Canceled => "canceled",
            Self::Expired => "expired",
            Self::UnderCheck => "under_check",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether it may still be paid.
    #[must_use]
    pub const fn is_open(self) -> bool {
        matches!(self, Self::Created | Self::Pending)
    }
}

impl News {
    pub const ALL: [Self; 6] = [
        Self::Pending,
        Self::WaitingForCapture,
        Self::Succeeded,
        Self::Canceled,
        Self::Refused,
        Self::TimeOver,
    ];
}

/// What news does to an order. Whatever comes late, twice or in the wrong order leaves a final state alone, but for money: it is real whenever
/// it comes. After our own time-out it is credited as if in time; after the acquirer's own "canceled" one of its two words is wrong.
#[must_use]
pub const fn advance(state: OrderState, news: News) -> Transition {
    use OrderState::{Canceled, Created, Expired, Pending, Succeeded, UnderCheck};
    match (state, news) {
        (Created | Pending | Expired, News::Succeeded) => Transition::Credit,
        (Created | Pending | Expired, News::WaitingForCapture) => Transition::Capture,
        (Canceled, News::Succeeded) => Transition::Check,
        (Canceled, News::WaitingForCapture) => Transition::Release,
        (Created, News::Pending) => Transition::Become(Pending),
        (Created, News::Refused) | (Created | Pending, News::Canceled) => Transition::Become(Canceled),
        (Created | Pending, News::TimeOver) => Transition::Become(Expired),
        (Pending | Expired | Canceled, News::Pending | News::Refused)
        | (Expired | Canceled, News::Canceled | News::TimeOver)
        | (Succeeded | UnderCheck, _) => Transition::Stay,
    }
}

/// What an order expects.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Expected<'a> {
    /// With the fee.
    pub total: Money,
    /// The acquirer's id of the payment, where it is known.
    pub payment: Option<&'a str>,
    pub account_closed: bool,
}

/// What the acquirer has received.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received<'a> {
    pub payment: &'a str,
    pub amount: Money,
    pub currency: &'a str,
}

/// Why money is under check.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Doubt {
    /// It names no order of ours.
    UnknownOrder,
    WrongSum,
    WrongCurrency,
    AccountClosed,
    /// The order was paid, or is being paid, by another payment.
    SecondPayment,
    /// The acquirer had said that it was canceled.
    Contradiction,
}

impl Doubt {
    pub const ALL: [Self; 6] = [
        Self::UnknownOrder,
        Self::WrongSum,
        Self::WrongCurrency,
        Self::AccountClosed,
        Self::SecondPayment,
        Self::Contradiction,
    ];

    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::UnknownOrder => "unknown_order",
            Self::WrongSum => "wrong_sum",
            Self::WrongCurrency => "wrong_currency",
            Self::AccountClosed => "account_closed",
            Self::SecondPayment => "second_payment",
            Self::Contradiction => "contradiction",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|doubt| doubt.code() == code)
    }
}

/// Why money that has come for an order is not simply credited.
#[must_use]
pub fn doubt(expected: Expected<'_>, received: Received<'_>) -> Option<Doubt> {
    if expected.payment.is_some_and(|payment| payment != received.payment) {
        Some(Doubt::SecondPayment)
    } else if received.currency != "RUB" {
        Some(Doubt::WrongCurrency)
    } else if received.amount != expected.total {
        Some(Doubt::WrongSum)
    } else if expected.account_closed {
        Some(Doubt::AccountClosed)
    } else {
        None
    }
}

/// Why the acquirer canceled a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum CancelReason {
    /// The payer's bank said no without a reason.
    Declined,
    NoMoney,
    /// Number, date or CVC is wrong.
    WrongCard,
    CardExpired,
    /// The payer did not confirm at their bank.
    NotConfirmed,
    /// A limit of the card, or of the acquirer.
    Limit,
    /// The payer's bank did not answer.
    BankSilent,
    /// The payer did not pay in time.
    TooLate,
    /// The acquirer did not take the order on.
    Refused,
}

impl CancelReason {
    pub const ALL: [Self; 9] = [
        Self::Declined,
        Self::NoMoney,
        Self::WrongCard,
        Self::CardExpired,
        Self::NotConfirmed,
        Self::Limit,
        Self::BankSilent,
        Self::TooLate,
        Self::Refused,
    ];

    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Declined => "declined",
            Self::NoMoney => "no_money",
            Self::WrongCard => "wrong_card",
            Self::CardExpired => "card_expired",
            Self::NotConfirmed => "not_confirmed",
            Self::Limit => "limit",
            Self::BankSilent => "bank_silent",
            Self::TooLate => "too_late",
            Self::Refused => "refused",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|reason| reason.code() == code)
    }
}

/// When to ask the acquirer about an order again, if it says nothing itself: often while the payer is about, then ever more seldom. A final
/// state is asked about for three days, since a notification may be lost.
#[must_use]
pub fn ask_again(
    state: OrderState,
    created: DateTime<Utc>,
    changed: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Option<DateTime<Utc>> {
    const AFTERWARDS: [i64; 4] = [1, 6, 24, 72];
    if state.is_open() {
        let age = now - created;
        return Some(now + (age / 3).clamp(TimeDelta::minutes(2), TimeDelta::minutes(30)));
    }
    AFTERWARDS.into_iter().map(|hours| changed + TimeDelta::hours(hours)).find(|moment| *moment > now)
}

use super::{OrderCard, Terms};
use crate::{
    Rejection, Rule,
    calendar::Period,
    charges::{ChargeKind, Recipient, Requisites},
    ids::{AccountId, ChargeId, OrderId, RecipientId},
    ledger::{Allocated, OpenCharge, allocate},
    money::Money,
    phone::Phone,
    session::Email,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// «Оплата»: what its page is made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentForm {
    /// For the form: sending it twice is one order.
    pub fresh: OrderId,
    pub account: AccountId,
    /// № лицевого счета.
    pub number: String,
    /// Адрес плательщика.
    pub address: String,
    /// Плательщик: the first owner of the account.
    pub payer: String,
    pub today: NaiveDate,
    /// What is not paid yet, the oldest first.
    pub charges: Vec<PayableCharge>,
    /// What was charged less all that has come, in kopecks: the form brings it back as [`NewOrder::seen`].
    pub standing: Money,
    pub recipients: Vec<(Recipient, Requisites)>,
    pub terms: Terms,
    /// Remembered from the last time; otherwise the e-mail that the person signs in with.
    pub contact: PayerContact,
    /// Orders that are still open, the newest first.
    pub open: Vec<OrderCard>,
    /// Why no order can be made now: [`Rule::AccountClosed`] or [`Rule::NoAcquirer`].
    pub closed: Option<Rule>,
}

impl PaymentForm {
    /// Everything that is owed, penalties included.
    #[must_use]
    pub fn owed(&self) -> Money {
        self.charges.iter().map(PayableCharge::owed).sum()
    }

    /// What a sum would close. The advance goes to the first recipient.
    #[must_use]
    pub fn plan(&self, amount: Money, chosen: &[ChargeId]) -> Plan {
        let open: Vec<OpenCharge> = self.charges.iter().map(OpenCharge::from).collect();
        plan(&open, amount, chosen, &self.terms)
    }
}

/// A charge that can be paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayableCharge {
    pub id: ChargeId,
    pub recipient: RecipientId,
    pub period: Period,
    pub kind: ChargeKind,
    pub due_on: NaiveDate,
    pub left: Money,
    pub penalty_left: Money,
}

impl PayableCharge {
    #[must_use]
    pub fn is_open(&self) -> bool {
        self.owed().is_positive()
    }

    /// With its penalty.
    #[must_use]
    pub fn owed(&self) -> Money {
        self.left.or_zero() + self.penalty_left.or_zero()
    }
}

impl From<&PayableCharge> for OpenCharge {
    fn from(charge: &PayableCharge) -> Self {
        Self {
            id: charge.id,
            recipient: charge.recipient,
            due_on: charge.due_on,
            left: charge.left,
            penalty_left: charge.penalty_left,
        }
    }
}

/// Where the fiscal receipt goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PayerContact {
    pub email: String,
    pub phone: Option<String>,
    /// The payer wished it to be remembered.
    pub remembered: bool,
}

/// What a sum closes and what it costs.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Plan {
    pub amount: Money,
    pub fee: Money,
    pub allocated: Allocated,
}

impl Plan {
    /// Итого с учетом комиссии.
    #[must_use]
    pub fn total(&self) -> Money {
        self.amount + self.fee
    }
}

/// What a sum closes and what it costs, before anything is paid.
#[must_use]
pub fn plan(open: &[OpenCharge], amount: Money, chosen: &[ChargeId], terms: &Terms) -> Plan {
    Plan { amount, fee: terms.fee.of(amount), allocated: allocate(open, amount, chosen) }
}

/// The form «Оплата», as it was filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewOrder {
    /// Chosen by the page. The same id with another sum or choice is another order.
    pub id: OrderId,
    pub account: AccountId,
    /// Charges that are paid first; empty pays the oldest first.
    #[serde(default)]
    pub chosen: Vec<ChargeId>,
    /// The sum as it was typed.
    #[serde(default)]
    pub amount: String,
    /// [`PaymentForm::standing`] of the page: less by now means that something was paid meanwhile.
    pub seen: Money,
    #[serde(default)]
    pub email: String,
    #[serde(default)]
    pub phone: String,
    /// Remember e-mail and phone for the next time.
    #[serde(default)]
    pub remember: bool,
    /// «Я ознакомлен и принимаю условия договора-оферты».
    #[serde(default)]
    pub offer: bool,
}

/// A form whose fields are good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedOrder {
    pub amount: Money,
    pub email: Email,
    pub phone: Option<Phone>,
}

/// Checks what was typed: the fields `amount`, `email`, `phone` and `offer`.
///
/// # Errors
/// Every field that is wrong.
pub fn check_order(new: &NewOrder, terms: &Terms) -> Result<CheckedOrder, Rejection> {
    let mut rejection = Rejection::default();
    let amount = rejection.check("amount", terms.sum(&new.amount));
    let email = rejection.check("email", Email::parse(&new.email));
    let phone = rejection.check("phone", Phone::optional(&new.phone));
    rejection.check("offer", if new.offer { Ok(()) } else { Err(Rule::OfferNotAccepted) });
    match (amount, email, phone) {
        (Some(amount), Some(email), Some(phone)) if rejection.0.is_empty() => {
            Ok(CheckedOrder { amount, email, phone })
        }
        _ => Err(rejection),
    }
}

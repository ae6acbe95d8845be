//! What money does on an account: which charges a payment closes, and what is owed.
use crate::{
    charges::{Charge, Recipient},
    ids::{ChargeId, RecipientId},
    money::Money,
    penalties::Outlook,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

mod book;

#[cfg(test)]
mod tests;

pub use book::{Allocation, Book, Overdue, Owed, Received, Settled, Settling};

/// What a part of a payment is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Purpose {
    Charge,
    Penalty,
}

impl Purpose {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Charge => "charge",
            Self::Penalty => "penalty",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Charge, Self::Penalty].into_iter().find(|purpose| purpose.code() == code)
    }
}

/// A charge that is not wholly paid.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct OpenCharge {
    pub id: ChargeId,
    pub recipient: RecipientId,
    pub due_on: NaiveDate,
    pub left: Money,
    pub penalty_left: Money,
}

impl From<&Charge> for OpenCharge {
    fn from(charge: &Charge) -> Self {
        Self {
            id: charge.id,
            recipient: charge.recipient,
            due_on: charge.due_on,
            left: charge.left(),
            penalty_left: charge.penalty_left(),
        }
    }
}

/// What one charge gets of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Share {
    pub charge: ChargeId,
    pub recipient: RecipientId,
    pub purpose: Purpose,
    pub amount: Money,
}

/// How a payment is spread over charges. Σ of the shares and the advance is the payment.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Allocated {
    pub shares: Vec<Share>,
    /// More than is owed.
    pub advance: Money,
}

/// Spreads a payment: first over the chosen charges, then over the others; oldest first, the charges themselves before their
/// penalties (ГК 319.1: what became due earlier is paid first; penalties after the debt that they came from).
#[must_use]
pub fn allocate(open: &[OpenCharge], amount: Money, chosen: &[ChargeId]) -> Allocated {
    let mut left = amount.or_zero();
    let mut shares = Vec::new();
    let mut ordered: Vec<&OpenCharge> = open.iter().collect();
    ordered.sort_by_key(|charge| (charge.due_on, charge.id));
    let is_chosen = |charge: &OpenCharge| chosen.contains(&charge.id);
    for wanted in [true, false] {
        for purpose in [Purpose::Charge, Purpose::Penalty] {
            for charge in ordered.iter().filter(|charge| is_chosen(charge) == wanted) {
                let owed = match purpose {
                    Purpose::Charge => charge.left,
                    Purpose::Penalty => charge.penalty_left,
                };
                let amount = owed.or_zero().min(left);
                if amount.is_positive() {
                    left -= amount;
                    shares.push(Share { charge: charge.id, recipient: charge.recipient, purpose, amount });
                }
            }
        }
    }
    Allocated { shares, advance: left }
}

impl Allocated {
    /// The sum for each recipient, in the order of their first share; the advance goes to `rest`.
    #[must_use]
    pub fn by_recipient(&self, rest: RecipientId) -> Vec<(RecipientId, Money)> {
        let parts =
            self.shares.iter().map(|share| (share.recipient, share.amount)).chain([(rest, self.advance)]);
        let mut sums: Vec<(RecipientId, Money)> = Vec::new();
        for (recipient, amount) in parts.filter(|(_, amount)| amount.is_positive()) {
            match sums.iter_mut().find(|(known, _)| *known == recipient) {
                Some((_, sum)) => *sum += amount,
                None => sums.push((recipient, amount)),
            }
        }
        sums
    }
}

/// «Текущий баланс» of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Balance {
    /// The day it is of.
    pub on: NaiveDate,
    pub recipients: Vec<RecipientBalance>,
    /// What becomes of the penalties if nothing is paid; `None` when nothing is owed.
    pub outlook: Option<Outlook>,
}

/// What is owed to one recipient.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct RecipientBalance {
    pub recipient: Recipient,
    /// Charges that are not paid.
    pub debt: Money,
    /// Penalties up to the day of the balance that are not paid.
    pub penalty: Money,
    /// Paid before there was something to pay.
    pub advance: Money,
}

impl RecipientBalance {
    /// Below zero is money in advance.
    #[must_use]
    pub fn owed(&self) -> Money {
        self.debt + self.penalty - self.advance
    }
}

impl Balance {
    /// Суммарная задолженность: an advance at one recipient does not pay another. Below zero when only advances are left.
    #[must_use]
    pub fn total(&self) -> Money {
        let owed = |balance: &RecipientBalance| balance.owed();
        let debt: Money = self.recipients.iter().map(owed).filter(|owed| owed.is_positive()).sum();
        if debt.is_zero() { self.recipients.iter().map(owed).sum() } else { debt }
    }
}

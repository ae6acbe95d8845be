//! «Оплаты» of the accountant: what banks have sent, and whose it is.
mod days;
mod desk;
mod settle;
mod tell;

pub use days::days;
pub use desk::{desk, settled, stand};
pub use settle::{assign, put_aside, undo};
pub use tell::Received;
pub(crate) use tell::{promise, tell};

use crate::{Error, Result};
use domain::{ids::SuspenseId, statements::Came};
use store::entity::suspense;

/// What a bank tells of a payment. Its number is shown without the account that tells payers apart.
fn came(row: &suspense::Model) -> Came {
    Came {
        id: SuspenseId(row.id),
        on: row.received_on,
        amount: row.amount,
        bank: row.bank.clone(),
        number: row.operation.as_deref().map(number),
        account_text: row.account_text.clone(),
        payer: row.payer.clone(),
        purpose: row.purpose.clone(),
    }
}

fn number(operation: &str) -> String {
    operation.split('/').next().unwrap_or(operation).to_owned()
}

fn unknown(what: &str, code: &str) -> Error {
    Error::Broken(format!("no known {what}: {code}"))
}

fn known<T>(found: Option<T>, what: &str, code: &str) -> Result<T> {
    found.ok_or_else(|| unknown(what, code))
}

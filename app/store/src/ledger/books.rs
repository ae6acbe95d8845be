//! Books: everything between an account and a recipient.
use super::MANY;
use crate::{Result, Tx, charges::unknown, sql::places};
use chrono::NaiveDate;
use domain::{
    ids::{AccountId, ChargeId, PaymentId, RecipientId},
    ledger::{Allocation, Book, Owed, Purpose, Received},
    money::Money,
};
use sea_orm::{FromQueryResult, Value};
use std::collections::BTreeMap;

#[derive(FromQueryResult)]
struct ChargeRow {
    account_id: AccountId,
    recipient_id: RecipientId,
    id: ChargeId,
    due_on: NaiveDate,
    amount: Money,
    penalty: Money,
    entered: Money,
}

#[derive(FromQueryResult)]
struct PaymentRow {
    account_id: AccountId,
    recipient_id: RecipientId,
    id: PaymentId,
    paid_on: NaiveDate,
    amount: Money,
}

#[derive(FromQueryResult)]
struct AllocationRow {
    account_id: AccountId,
    recipient_id: RecipientId,
    payment_id: PaymentId,
    charge_id: ChargeId,
    purpose: String,
    amount: Money,
}

fn charges_of(accounts: &str) -> String {
    format!(
        "\
SELECT c.account_id, c.recipient_id, c.id, b.due_on, b.amount, b.penalty,
       CAST(COALESCE((SELECT SUM(e.amount) FROM ledger_entry e WHERE e.charge_id = c.id AND e.kind = 'penalty'), 0) AS bigint)
           AS entered
FROM charge c
JOIN bill b ON b.charge_id = c.id AND NOT EXISTS (SELECT 1 FROM bill n WHERE n.corrects_id = b.id)
WHERE c.account_id IN ({accounts})"
    )
}

fn payments_of(accounts: &str) -> String {
    format!(
        "\
SELECT p.account_id, p.recipient_id, p.id, p.paid_on,
       CAST(p.amount - COALESCE((SELECT SUM(r.amount) FROM refund r WHERE r.payment_id = p.id), 0) AS bigint) AS amount
FROM payment p
WHERE p.account_id IN ({accounts})"
    )
}

fn allocations_of(accounts: &str) -> String {
    format!(
        "\
SELECT p.account_id, p.recipient_id, a.payment_id, a.charge_id, a.purpose, a.amount
FROM payment p
JOIN payment_allocation a ON a.payment_id = p.id
WHERE p.account_id IN ({accounts})
ORDER BY a.id"
    )
}

/// The books of the accounts, with every recipient.
///
/// # Errors
/// When the database cannot answer.
pub async fn books(tx: &Tx, accounts: &[AccountId]) -> Result<BTreeMap<(AccountId, RecipientId), Book>> {
    let mut books = BTreeMap::new();
    for accounts in accounts.chunks(MANY) {
        let ids = || accounts.iter().map(|account| Value::from(*account));
        let places = places(accounts.len(), 1);
        let mut parts: BTreeMap<(AccountId, RecipientId), Parts> = BTreeMap::new();
        for row in tx.rows::<ChargeRow>(&charges_of(&places), ids()).await? {
            parts.entry((row.account_id, row.recipient_id)).or_default().charges.push(Owed {
                id: row.id,
                due_on: row.due_on,
                amount: row.amount,
                brought: row.penalty,
                entered: row.entered,
            });
        }
        for row in tx.rows::<PaymentRow>(&payments_of(&places), ids()).await? {
            let payment = Received { id: row.id, paid_on: row.paid_on, amount: row.amount };
            parts.entry((row.account_id, row.recipient_id)).or_default().payments.push(payment);
        }
        for row in tx.rows::<AllocationRow>(&allocations_of(&places), ids()).await? {
            let purpose = Purpose::from_code(&row.purpose).ok_or_else(|| unknown("purpose", &row.purpose))?;
            let (payment, charge, amount) = (row.payment_id, row.charge_id, row.amount);
            let allocation = Allocation { payment, charge, purpose, amount };
            parts.entry((row.account_id, row.recipient_id)).or_default().allocations.push(allocation);
        }
        let book = |((account, recipient), parts): ((AccountId, RecipientId), Parts)| {
            let book = Book::new(recipient, parts.charges, parts.payments, parts.allocations);
            ((account, recipient), book)
        };
        books.extend(parts.into_iter().map(book));
    }
    Ok(books)
}

#[derive(Default)]
struct Parts {
    charges: Vec<Owed>,
    payments: Vec<Received>,
    allocations: Vec<Allocation>,
}

#[cfg(test)]
pub(super) fn statements() -> [String; 3] {
    [charges_of("$1"), payments_of("$1"), allocations_of("$1")]
}

//! What the portal counts penalties of a receipt from.
use super::{BEFORE, FROM, STOOD, Which};
use crate::{Result, Tx};
use chrono::NaiveDate;
use domain::{
    ids::{BillId, ChargeId, RecipientId},
    ledger::Overdue,
    money::Money,
};
use sea_orm::FromQueryResult;
use std::collections::HashMap;

#[derive(FromQueryResult)]
struct Row {
    bill: BillId,
    charge: ChargeId,
    recipient: RecipientId,
    due_on: NaiveDate,
    amount: Money,
    paid_on: Option<NaiveDate>,
    allocated: Option<Money>,
}

pub(super) fn statement(which: Which) -> String {
    let condition = which.condition();
    format!(
        "\
SELECT b.id AS bill, oc.id AS charge, oc.recipient_id AS recipient, e.due_on, e.amount, x.paid_on, l.amount AS allocated
{FROM}
JOIN charge oc ON {BEFORE}
JOIN bill e ON e.charge_id = oc.id AND e.due_on < b.issued_on AND {STOOD}
LEFT JOIN payment_allocation l ON l.charge_id = oc.id AND l.purpose = 'charge'
LEFT JOIN payment x ON x.id = l.payment_id AND x.paid_on <= b.issued_on
WHERE {condition}
ORDER BY b.id, oc.id, x.paid_on"
    )
}

/// What the portal counts penalties from: for each of the bills the charges before it whose last day to pay was over when it was issued,
/// with what had been paid of them by then. The bills are some that were found in a scope.
///
/// # Errors
/// When the database cannot answer.
pub async fn overdue(tx: &Tx, which: Which) -> Result<HashMap<BillId, Vec<Overdue>>> {
    let sql = statement(which);
    let mut overdue: HashMap<BillId, Vec<Overdue>> = HashMap::new();
    for row in tx.rows::<Row>(&sql, which.values()).await? {
        let charges = overdue.entry(row.bill).or_default();
        if charges.last().is_none_or(|last| last.charge != row.charge) {
            charges.push(Overdue {
                charge: row.charge,
                recipient: row.recipient,
                due_on: row.due_on,
                amount: row.amount,
                brought: Money::ZERO,
                paid: Vec::new(),
            });
        }
        if let (Some(on), Some(amount), Some(charge)) = (row.paid_on, row.allocated, charges.last_mut()) {
            charge.paid.push((on, amount));
        }
    }
    Ok(overdue)
}

//! Bills: the versions of charges, with their lines.
use super::MANY;
use crate::{
    Result, Tx, charges,
    entity::{bill, bill_line, charge},
    sql::places,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar::Period,
    charges::{ChargeKind, ServiceLine},
    ids::{AccountId, BillId, ChargeId, RecipientId},
    money::Money,
};
use sea_orm::{FromQueryResult, Value};
use std::collections::HashMap;

/// The bill of a charge that none corrects.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StandingBill {
    pub charge: ChargeId,
    pub account: AccountId,
    pub recipient: RecipientId,
    pub period: Period,
    pub kind: ChargeKind,
    pub id: BillId,
    pub due_on: NaiveDate,
    pub amount: Money,
    pub penalty: Money,
    pub recorded_at: DateTime<Utc>,
    pub lines: Vec<ServiceLine>,
}

#[derive(FromQueryResult)]
struct Row {
    charge_id: ChargeId,
    account_id: AccountId,
    recipient_id: RecipientId,
    period: Period,
    kind: String,
    id: BillId,
    due_on: NaiveDate,
    amount: Money,
    penalty: Money,
    recorded_at: DateTime<Utc>,
}

/// `$1` and `$2` are the first and the last period.
pub(super) fn standing_of(accounts: &str) -> String {
    format!(
        "\
SELECT b.charge_id, c.account_id, c.recipient_id, c.period, c.kind, b.id, b.due_on, b.amount, b.penalty, b.recorded_at
FROM charge c
JOIN bill b ON b.charge_id = c.id AND NOT EXISTS (SELECT 1 FROM bill n WHERE n.corrects_id = b.id)
WHERE c.account_id IN ({accounts}) AND c.period BETWEEN $1 AND $2"
    )
}

/// The standing bills of the accounts for periods from one to another, both included, with their lines in order.
///
/// # Errors
/// When the database cannot answer.
pub async fn standing(
    tx: &Tx,
    accounts: &[AccountId],
    from: Period,
    to: Period,
) -> Result<Vec<StandingBill>> {
    let mut bills = Vec::new();
    for accounts in accounts.chunks(MANY) {
        let sql = standing_of(&places(accounts.len(), 3));
        let bounds: [Value; 2] = [from.into(), to.into()];
        let values = bounds.into_iter().chain(accounts.iter().map(|account| (*account).into()));
        let rows: Vec<Row> = tx.rows(&sql, values).await?;
        let ids: Vec<BillId> = rows.iter().map(|row| row.id).collect();
        let mut lines: HashMap<BillId, Vec<ServiceLine>> = HashMap::new();
        for ids in ids.chunks(MANY) {
            lines.extend(charges::lines(tx, ids).await?);
        }
        for row in rows {
            let kind = ChargeKind::from_code(&row.kind)
                .ok_or_else(|| charges::unknown("kind of charge", &row.kind))?;
            bills.push(StandingBill {
                charge: row.charge_id,
                account: row.account_id,
                recipient: row.recipient_id,
                period: row.period,
                kind,
                id: row.id,
                due_on: row.due_on,
                amount: row.amount,
                penalty: row.penalty,
                recorded_at: row.recorded_at,
                lines: lines.remove(&row.id).unwrap_or_default(),
            });
        }
    }
    Ok(bills)
}

/// Adds bills with their lines; those that correct none also as charges.
///
/// # Errors
/// A duplicate when a charge has a first bill already, or another bill corrects the same one.
pub async fn add_bills(
    tx: &Tx,
    charges: Vec<charge::Model>,
    bills: Vec<(bill::Model, Vec<ServiceLine>)>,
) -> Result<()> {
    crate::insert_all(tx, charges).await?;
    let mut rows = Vec::with_capacity(bills.len());
    let mut lines = Vec::new();
    for (bill, of_bill) in bills {
        let numbered = of_bill.into_iter().zip(0..);
        lines.extend(numbered.map(|(line, position)| line_row(bill.id, position, line)));
        rows.push(bill);
    }
    crate::insert_all(tx, rows).await?;
    crate::insert_all(tx, lines).await
}

fn line_row(bill: BillId, position: i16, line: ServiceLine) -> bill_line::Model {
    bill_line::Model {
        bill_id: bill,
        position,
        service: line.service,
        unit: line.unit,
        volume: line.volume,
        source: line.source.map(|source| source.code().to_owned()),
        tariff: line.tariff,
        charged: line.charged,
        factor: line.factor.map(i64::from),
        factor_sum: line.factor_sum,
        recalculation: line.recalculation,
        benefit: line.benefit,
    }
}

//! Bills: the versions of charges, with their lines.
use super::{MANY, places};
use crate::{
    Result, StoreError, Tx,
    entity::{bill, bill_line, charge},
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar::Period,
    charges::{ChargeKind, ServiceLine, VolumeSource},
    ids::{AccountId, BillId, ChargeId, RecipientId},
    money::Money,
};
use sea_orm::{ColumnTrait, EntityTrait, FromQueryResult, QueryFilter, QueryOrder, Value};
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
        let mut lines = lines(tx, rows.iter().map(|row| row.id).collect()).await?;
        for row in rows {
            let kind = ChargeKind::from_code(&row.kind)
                .ok_or_else(|| StoreError::Corrupt(format!("a charge is a {:?}", row.kind)))?;
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

async fn lines(tx: &Tx, bills: Vec<BillId>) -> Result<HashMap<BillId, Vec<ServiceLine>>> {
    let mut lines: HashMap<BillId, Vec<ServiceLine>> = HashMap::new();
    for bills in bills.chunks(MANY) {
        let of_these =
            bill_line::Entity::find().filter(bill_line::Column::BillId.is_in(bills.iter().copied()));
        let in_order =
            of_these.order_by_asc(bill_line::Column::BillId).order_by_asc(bill_line::Column::Position);
        for row in in_order.all(&tx.on()).await? {
            lines.entry(row.bill_id).or_default().push(row.try_into()?);
        }
    }
    Ok(lines)
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

impl TryFrom<bill_line::Model> for ServiceLine {
    type Error = StoreError;

    fn try_from(row: bill_line::Model) -> Result<Self> {
        let unknown =
            || StoreError::Corrupt(format!("a line of the bill {} is of no known kind", row.bill_id));
        let source = match &row.source {
            Some(code) => Some(VolumeSource::from_code(code).ok_or_else(unknown)?),
            None => None,
        };
        let factor = row.factor.map(u32::try_from).transpose().map_err(|_| unknown())?;
        Ok(Self {
            service: row.service,
            unit: row.unit,
            volume: row.volume,
            source,
            tariff: row.tariff,
            charged: row.charged,
            factor,
            factor_sum: row.factor_sum,
            recalculation: row.recalculation,
            benefit: row.benefit,
        })
    }
}

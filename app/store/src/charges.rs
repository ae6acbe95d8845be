//! What an account was charged and what was paid of it: one statement, however many months there are.
mod draft;

pub use draft::{add_drafts, charged, draft, draft_lines, draft_period, forget_drafts, months};

use crate::{Result, StoreError, Tx, scope};
use chrono::NaiveDate;
use domain::{
    access::Scope,
    calendar::Period,
    charges::{ChargeKind, Recipient, ServiceLine, VolumeSource},
    ids::{AccountId, BillId, ChargeId, RecipientId},
    ledger::Purpose,
    money::{Money, Tariff, Volume},
};
use sea_orm::{FromQueryResult, Value};
use std::collections::HashMap;

/// The money side of an account.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Book {
    /// In the order of the company's list.
    pub recipients: Vec<Received>,
    /// Newest month first, recipients in their order.
    pub charges: Vec<Booked>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Received {
    pub recipient: Recipient,
    /// All payments without what was given back.
    pub received: Money,
}

/// A charge with the bill that stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Booked {
    pub id: ChargeId,
    pub bill: BillId,
    pub recipient: RecipientId,
    pub period: Period,
    pub kind: ChargeKind,
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    pub amount: Money,
    /// Brought by the company's file.
    pub penalty: Money,
    pub shares: Vec<Paid>,
}

/// A part of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paid {
    pub on: NaiveDate,
    pub purpose: Purpose,
    /// Below zero where it was taken back.
    pub amount: Money,
}

#[derive(FromQueryResult)]
struct Row {
    recipient: Option<RecipientId>,
    name: Option<String>,
    received: i64,
    charge: Option<ChargeId>,
    period: Option<Period>,
    kind: Option<String>,
    bill: Option<BillId>,
    issued_on: Option<NaiveDate>,
    due_on: Option<NaiveDate>,
    amount: Option<Money>,
    penalty: Option<Money>,
    purpose: Option<String>,
    allocated: Option<Money>,
    paid_on: Option<NaiveDate>,
}

fn book_of(own: &str) -> String {
    format!(
        "\
WITH received AS (
    SELECT recipient_id, CAST(SUM(-amount) AS BIGINT) AS total FROM ledger_entry
    WHERE account_id = $1 AND kind IN ('payment', 'refund') GROUP BY recipient_id
)
SELECT r.id AS recipient, r.name, COALESCE(received.total, 0) AS received,
       c.id AS charge, c.period, c.kind, b.id AS bill, b.issued_on, b.due_on, b.amount, b.penalty,
       l.purpose, l.amount AS allocated, p.paid_on
FROM account a {own}
JOIN unit u ON u.id = a.unit_id
JOIN building h ON h.id = u.building_id
LEFT JOIN recipient r ON r.company_id = h.company_id
LEFT JOIN received ON received.recipient_id = r.id
LEFT JOIN charge c ON c.account_id = a.id AND c.recipient_id = r.id
LEFT JOIN bill b ON b.charge_id = c.id AND NOT EXISTS (SELECT 1 FROM bill n WHERE n.corrects_id = b.id)
LEFT JOIN payment_allocation l ON l.charge_id = c.id
LEFT JOIN payment p ON p.id = l.payment_id
WHERE a.id = $1
ORDER BY r.position, r.name, c.period DESC, c.id, p.paid_on, l.recorded_at"
    )
}

/// `None` when there is no such account in the scope.
///
/// # Errors
/// When the database cannot answer.
pub async fn book(tx: &Tx, scope: &Scope, account: AccountId) -> Result<Option<Book>> {
    let mut values = vec![account.into()];
    let own = scope::own(scope, "a.id", &mut values);
    let rows: Vec<Row> = tx.rows(&book_of(&own), values).await?;
    if rows.is_empty() {
        return Ok(None);
    }
    let mut book = Book::default();
    for row in rows {
        book.add(row)?;
    }
    book.charges.sort_by_key(|charge| std::cmp::Reverse(charge.period));
    Ok(Some(book))
}

impl Book {
    fn add(&mut self, row: Row) -> Result<()> {
        let (Some(id), Some(name)) = (row.recipient, row.name) else { return Ok(()) };
        if self.recipients.last().is_none_or(|last| last.recipient.id != id) {
            let recipient = Recipient { id, name };
            self.recipients.push(Received { recipient, received: Money(row.received) });
        }
        let (Some(charge), Some(period), Some(kind), Some(bill), Some(issued_on), Some(due_on)) =
            (row.charge, row.period, row.kind, row.bill, row.issued_on, row.due_on)
        else {
            return Ok(());
        };
        if self.charges.last().is_none_or(|last| last.id != charge) {
            self.charges.push(Booked {
                id: charge,
                bill,
                recipient: id,
                period,
                kind: ChargeKind::from_code(&kind).ok_or_else(|| unknown("kind of charge", &kind))?,
                issued_on,
                due_on,
                amount: row.amount.unwrap_or_default(),
                penalty: row.penalty.unwrap_or_default(),
                shares: Vec::new(),
            });
        }
        if let (Some(purpose), Some(amount), Some(on)) = (row.purpose, row.allocated, row.paid_on)
            && let Some(charge) = self.charges.last_mut()
        {
            let purpose = Purpose::from_code(&purpose).ok_or_else(|| unknown("purpose", &purpose))?;
            charge.shares.push(Paid { on, purpose, amount });
        }
        Ok(())
    }
}

impl Booked {
    /// What was paid for a purpose.
    #[must_use]
    pub fn paid(&self, purpose: Purpose) -> Money {
        self.shares.iter().filter(|share| share.purpose == purpose).map(|share| share.amount).sum()
    }
}

pub(crate) fn unknown(what: &str, code: &str) -> StoreError {
    StoreError::Corrupt(format!("the {what} {code:?} is unknown"))
}

#[derive(FromQueryResult)]
struct LineRow {
    bill_id: BillId,
    service: String,
    unit: String,
    volume: Option<Volume>,
    source: Option<String>,
    tariff: Option<Tariff>,
    charged: Money,
    factor: Option<i64>,
    factor_sum: Money,
    recalculation: Money,
    benefit: Money,
}

/// The lines of bills, in their order. The bills are of a [`Book`]: whoever has it may see them.
///
/// # Errors
/// When the database cannot answer.
pub async fn lines(tx: &Tx, bills: &[BillId]) -> Result<HashMap<BillId, Vec<ServiceLine>>> {
    if bills.is_empty() {
        return Ok(HashMap::new());
    }
    let marks: Vec<String> = (1..=bills.len()).map(|at| format!("${at}")).collect();
    lines_of(tx, &marks.join(", "), bills.iter().map(|bill| (*bill).into())).await
}

/// The lines of the last month that an account was charged for, whoever is paid.
///
/// # Errors
/// When the database cannot answer.
pub async fn last_lines(tx: &Tx, account: AccountId) -> Result<Vec<ServiceLine>> {
    const LAST: &str = "\
SELECT b.id FROM bill b JOIN charge c ON c.id = b.charge_id
WHERE c.account_id = $1 AND c.kind = 'bill'
      AND c.period = (SELECT MAX(l.period) FROM charge l WHERE l.account_id = $1 AND l.kind = 'bill')
      AND NOT EXISTS (SELECT 1 FROM bill n WHERE n.corrects_id = b.id)";
    Ok(lines_of(tx, LAST, [account.into()]).await?.into_values().flatten().collect())
}

/// The lines of the bills that `these` lists or selects.
pub(crate) async fn lines_of(
    tx: &Tx,
    these: &str,
    values: impl IntoIterator<Item = Value>,
) -> Result<HashMap<BillId, Vec<ServiceLine>>> {
    let mut lines: HashMap<BillId, Vec<ServiceLine>> = HashMap::new();
    let sql = format!("SELECT * FROM bill_line WHERE bill_id IN ({these}) ORDER BY bill_id, position");
    let rows: Vec<LineRow> = tx.rows(&sql, values).await?;
    for row in rows {
        let source = row
            .source
            .map(|code| VolumeSource::from_code(&code).ok_or_else(|| unknown("source of a volume", &code)));
        lines.entry(row.bill_id).or_default().push(ServiceLine {
            service: row.service,
            unit: row.unit,
            volume: row.volume,
            source: source.transpose()?,
            tariff: row.tariff,
            charged: row.charged,
            factor: row.factor.and_then(|factor| u32::try_from(factor).ok()),
            factor_sum: row.factor_sum,
            recalculation: row.recalculation,
            benefit: row.benefit,
        });
    }
    Ok(lines)
}

//! Bills as their receipts show them: three statements for one bill, and as many for all the bills of a building.
mod overdue;

pub use overdue::overdue;

use crate::{
    Result, StoreError, Tx,
    charges::{lines_of, unknown},
    readings::{Whose, around},
    scope,
    sql::owns_on,
};
use chrono::NaiveDate;
use domain::{
    access::Scope,
    calendar::Period,
    charges::{ChargeKind, Requisites, ServiceLine},
    ids::{AccountId, BillId, BuildingId},
    money::Money,
    papers::PaperCode,
    readings::{Meter, Reading},
};
use sea_orm::{FromQueryResult, Value};
use std::collections::HashMap;

/// Which bills are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    /// One, be it superseded.
    Bill(BillId),
    /// Those that stand for a month in a building.
    Building { building: BuildingId, period: Period },
}

/// A bill with all that its receipt is made of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bill {
    pub head: Head,
    /// The names of the owners.
    pub owners: Vec<String>,
    pub lines: Vec<ServiceLine>,
    /// The meters of the account with their readings of the period and the last counted ones before it.
    pub meters: Vec<(Meter, Vec<Reading>)>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Head {
    pub bill: BillId,
    pub account: AccountId,
    pub kind: ChargeKind,
    pub period: Period,
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    pub amount: Money,
    pub code: PaperCode,
    /// The version that stands.
    pub standing: BillId,
    /// Paid towards the charge so far, whenever it was.
    pub allocated: Money,
    pub number: String,
    pub unified_number: Option<String>,
    pub area_hundredths: Option<i64>,
    pub residents: Option<i16>,
    /// Of the house.
    pub address: String,
    /// Of the unit.
    pub label: String,
    /// As residents know the recipient.
    pub service: String,
    pub requisites: Requisites,
    pub money: Movements,
}

/// What moved between the account and the recipient until the bill was issued. Payments without the parts that went to penalties.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Movements {
    /// By bills of earlier periods.
    pub charged_before: Money,
    /// Before the first day of the period.
    pub paid_before: Money,
    /// From that day on.
    pub paid: Money,
    pub paid_last_on: Option<NaiveDate>,
    /// Brought with this bill and those before it, as far as not paid; what the portal counts is not in it.
    pub penalty: Money,
}

/// What is public about a bill.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Paper {
    pub period: Period,
    pub issued_on: NaiveDate,
    pub amount: Money,
    pub payee: String,
    pub inn: String,
    pub bank_account: String,
    pub superseded: bool,
}

#[derive(FromQueryResult)]
struct Row {
    bill: BillId,
    account: AccountId,
    kind: String,
    period: Period,
    issued_on: NaiveDate,
    due_on: NaiveDate,
    amount: Money,
    code: String,
    standing: BillId,
    allocated: i64,
    number: String,
    unified_number: Option<String>,
    area_hundredths: Option<i64>,
    residents: Option<i16>,
    address: String,
    label: String,
    service: String,
    legal_name: String,
    inn: String,
    kpp: Option<String>,
    bank_account: String,
    bank_name: String,
    bic: String,
    corr_account: String,
    owner: Option<String>,
    charged_before: i64,
    penalties: i64,
    penalties_paid: i64,
    paid_before: i64,
    paid_until: i64,
    paid_last_on: Option<NaiveDate>,
}

const FROM: &str = "\
FROM bill b
JOIN charge c ON c.id = b.charge_id
JOIN account a ON a.id = c.account_id
JOIN unit u ON u.id = a.unit_id";

const LAST_PAYMENT: &str = "\
(SELECT MAX(x.paid_on) FROM payment x
 WHERE x.account_id = c.account_id AND x.recipient_id = c.recipient_id AND x.amount <> 0 AND x.paid_on <= b.issued_on)";

/// Charges that were there before the charge `c`. What was owed before the portal comes before the bill of the same month.
const BEFORE: &str = "\
oc.account_id = c.account_id AND oc.recipient_id = c.recipient_id AND oc.id <> c.id
       AND (oc.period < c.period OR (oc.period = c.period AND oc.kind = 'opening'))";

/// The version of another bill that stood when the bill `b` was issued.
const STOOD: &str = "\
e.issued_on <= b.issued_on
       AND NOT EXISTS (SELECT 1 FROM bill f WHERE f.corrects_id = e.id AND f.issued_on <= b.issued_on)";

/// Σ of a column of the bills before.
fn billed(column: &str) -> String {
    format!(
        "\
(SELECT CAST(COALESCE(SUM(e.{column}), 0) AS BIGINT) FROM charge oc JOIN bill e ON e.charge_id = oc.id
 WHERE {BEFORE} AND {STOOD})"
    )
}

/// Σ of the parts of payments that went to penalties.
fn to_penalties(until: &str) -> String {
    format!(
        "\
(SELECT CAST(COALESCE(SUM(l.amount), 0) AS BIGINT) FROM payment x JOIN payment_allocation l ON l.payment_id = x.id
 WHERE x.account_id = c.account_id AND x.recipient_id = c.recipient_id AND l.purpose = 'penalty' AND x.paid_on {until})"
    )
}

/// Σ of the payments without what was given back of them, and without what went to penalties.
fn paid(until: &str) -> String {
    let to_penalties = to_penalties(until);
    format!(
        "\
(SELECT CAST(COALESCE(SUM(x.amount), 0) AS BIGINT) FROM payment x
 WHERE x.account_id = c.account_id AND x.recipient_id = c.recipient_id AND x.paid_on {until})
- (SELECT CAST(COALESCE(SUM(g.amount), 0) AS BIGINT) FROM refund g JOIN payment x ON x.id = g.payment_id
   WHERE x.account_id = c.account_id AND x.recipient_id = c.recipient_id AND g.refunded_on {until})
- {to_penalties}"
    )
}

impl Which {
    fn condition(self) -> &'static str {
        match self {
            Self::Bill(_) => "b.id = $1",
            Self::Building { .. } => {
                // By the house, and not by the month of all houses.
                "u.building_id = $1 AND c.period = $2 AND (c.kind = 'bill') IS TRUE \
                 AND NOT EXISTS (SELECT 1 FROM bill n WHERE n.corrects_id = b.id)"
            }
        }
    }

    fn values(self) -> Vec<Value> {
        match self {
            Self::Bill(bill) => vec![bill.into()],
            Self::Building { building, period } => vec![building.into(), period.into()],
        }
    }
}

/// One row for each owner.
fn head_of(which: Which, own: &str) -> String {
    let condition = which.condition();
    let (charged_before, penalties) = (billed("amount"), billed("penalty"));
    let (paid_before, paid_until) = (paid("< c.period"), paid("<= b.issued_on"));
    let penalties_paid = to_penalties("<= b.issued_on");
    // Owners of the day of the bill, whoever they are by now.
    let owns = owns_on("o", "b.issued_on");
    format!(
        "\
SELECT b.id AS bill, a.id AS account, c.kind, c.period, b.issued_on, b.due_on, b.amount, b.code,
       (SELECT n.id FROM bill n WHERE n.charge_id = c.id
        AND NOT EXISTS (SELECT 1 FROM bill m WHERE m.corrects_id = n.id)) AS standing,
       (SELECT CAST(COALESCE(SUM(l.amount), 0) AS BIGINT) FROM payment_allocation l
        WHERE l.charge_id = c.id AND l.purpose = 'charge') AS allocated,
       a.number, a.unified_number, a.area_hundredths, a.residents, h.address, u.label,
       p.name AS service, p.legal_name, p.inn, p.kpp, p.bank_account, p.bank_name, p.bic, p.corr_account,
       o.name AS owner, {charged_before} AS charged_before, b.penalty + {penalties} AS penalties,
       {penalties_paid} AS penalties_paid, {paid_before} AS paid_before, {paid_until} AS paid_until,
       {LAST_PAYMENT} AS paid_last_on
{FROM}
JOIN building h ON h.id = u.building_id
JOIN recipient p ON p.id = c.recipient_id
{own}
LEFT JOIN account_owner o ON o.account_id = a.id AND {owns}
WHERE {condition}
ORDER BY p.position, p.name, b.id, o.name"
    )
}

/// The bills in the scope, by recipient.
///
/// # Errors
/// When the database cannot answer.
pub async fn bills(tx: &Tx, scope: &Scope, which: Which) -> Result<Vec<Bill>> {
    let mut values = which.values();
    let own = scope::own(scope, "a.id", &mut values);
    let mut bills: Vec<Bill> = Vec::new();
    for row in tx.rows::<Row>(&head_of(which, &own), values).await? {
        if bills.last().is_none_or(|last| last.head.bill != row.bill) {
            bills.push(Bill { head: row.head()?, owners: Vec::new(), lines: Vec::new(), meters: Vec::new() });
        }
        if let (Some(owner), Some(bill)) = (row.owner, bills.last_mut()) {
            bill.owners.push(owner);
        }
    }
    let Some(first) = bills.first() else { return Ok(bills) };
    let (whose, period) = match which {
        Which::Bill(_) => (Whose::Account(first.head.account), first.head.period),
        Which::Building { building, period } => (Whose::Building(building), period),
    };
    let these = format!("SELECT b.id {FROM} WHERE {}", which.condition());
    let mut lines = lines_of(tx, &these, which.values()).await?;
    let meters: HashMap<AccountId, Vec<(Meter, Vec<Reading>)>> = around(tx, whose, period).await?;
    for bill in &mut bills {
        bill.lines = lines.remove(&bill.head.bill).unwrap_or_default();
        // Several recipients may have a bill of one account.
        bill.meters = meters.get(&bill.head.account).cloned().unwrap_or_default();
    }
    Ok(bills)
}

/// The bill with a code: anybody may ask.
///
/// # Errors
/// When the database cannot answer.
pub async fn paper(tx: &Tx, code: &PaperCode) -> Result<Option<Paper>> {
    const SQL: &str = "\
SELECT c.period, b.issued_on, b.amount, p.legal_name AS payee, p.inn, p.bank_account,
       EXISTS (SELECT 1 FROM bill n WHERE n.corrects_id = b.id) AS superseded
FROM bill b
JOIN charge c ON c.id = b.charge_id
JOIN recipient p ON p.id = c.recipient_id
WHERE b.code = $1";
    tx.row(SQL, [code.as_str().into()]).await
}

impl Row {
    fn head(&self) -> Result<Head> {
        let code = PaperCode::parse(&self.code)
            .ok_or_else(|| StoreError::Corrupt(format!("the bill {} has no code of a paper", self.bill)))?;
        Ok(Head {
            bill: self.bill,
            account: self.account,
            kind: ChargeKind::from_code(&self.kind).ok_or_else(|| unknown("kind of charge", &self.kind))?,
            period: self.period,
            issued_on: self.issued_on,
            due_on: self.due_on,
            amount: self.amount,
            code,
            standing: self.standing,
            allocated: Money(self.allocated),
            number: self.number.clone(),
            unified_number: self.unified_number.clone(),
            area_hundredths: self.area_hundredths,
            residents: self.residents,
            address: self.address.clone(),
            label: self.label.clone(),
            service: self.service.clone(),
            requisites: Requisites {
                legal_name: self.legal_name.clone(),
                inn: self.inn.clone(),
                kpp: self.kpp.clone(),
                bank_account: self.bank_account.clone(),
                bank_name: self.bank_name.clone(),
                bic: self.bic.clone(),
                corr_account: self.corr_account.clone(),
            },
            money: Movements {
                charged_before: Money(self.charged_before),
                paid_before: Money(self.paid_before),
                paid: Money(self.paid_until - self.paid_before),
                paid_last_on: self.paid_last_on,
                penalty: Money(self.penalties - self.penalties_paid),
            },
        })
    }
}

#[cfg(test)]
mod tests {
    use super::{Which, head_of, overdue};
    use crate::{
        plan,
        readings::{Whose, around_statement},
        testing::Scratch,
    };
    use domain::{
        calendar::Period,
        ids::{AccountId, BillId, BuildingId},
    };
    use uuid::Uuid;

    fn both() -> [Which; 2] {
        let period = Period::new(2018, 1).unwrap();
        [Which::Bill(BillId(Uuid::nil())), Which::Building { building: BuildingId(Uuid::nil()), period }]
    }

    #[test]
    fn a_statement_has_as_many_parameters_as_values() {
        for which in both() {
            let last = which.values().len();
            for sql in [head_of(which, ""), overdue::statement(which)] {
                assert!(sql.contains(&format!("${last}")), "{sql}");
                assert!(!sql.contains(&format!("${}", last + 1)), "{sql}");
            }
        }
    }

    #[tokio::test]
    async fn receipts_are_found_by_indexes_alone() {
        let scratch = Scratch::sqlite().await;
        let whose = [Whose::Account(AccountId(Uuid::nil())), Whose::Building(BuildingId(Uuid::nil()))];
        let statements = both().into_iter().flat_map(|which| [head_of(which, ""), overdue::statement(which)]);
        for sql in statements.chain(whose.map(|whose| around_statement(whose).0)) {
            let plan = plan::of(&scratch.db, &sql).await;
            let whole_tables: Vec<&String> = plan.iter().filter(|step| step.starts_with("SCAN")).collect();
            assert!(whole_tables.is_empty(), "{sql}\n{plan:#?}");
            assert!(!plan.iter().any(|step| step.contains("charge_month")), "{sql}\n{plan:#?}");
        }
    }
}

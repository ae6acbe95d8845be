//! Accounts that a line of a bank may be of.
use crate::{
    Result, Tx, registry,
    sql::{owns_on, places},
};
use chrono::NaiveDate;
use domain::{calendar::Period, ids::AccountId, money::Money};
use sea_orm::{FromQueryResult, Value};
use std::collections::{BTreeMap, BTreeSet};

/// Values of one statement.
const MANY: usize = 1_000;
/// Accounts of one surname that are looked at: beyond that a name says nothing.
const NAMESAKES: u32 = 200;

/// What accounts are looked for by.
#[derive(Debug, Clone, Default)]
pub struct Wanted {
    /// Folded numbers.
    pub numbers: BTreeSet<String>,
    /// Folded surnames, or names of companies.
    pub surnames: BTreeSet<String>,
    /// Bills from this month on say which sums are expected.
    pub since: Option<Period>,
}

/// An account that a payment may be of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Known {
    pub id: AccountId,
    pub number: String,
    /// Folded.
    pub number_key: String,
    pub closed_on: Option<NaiveDate>,
    /// Of the house.
    pub address: String,
    pub label: String,
    /// Below zero is paid ahead.
    pub owed: Money,
    /// Full names.
    pub owners: Vec<String>,
    /// Of the bills since that month.
    pub bills: Vec<Money>,
}

#[derive(FromQueryResult)]
struct Row {
    id: AccountId,
    number: String,
    number_key: String,
    closed_on: Option<NaiveDate>,
    address: String,
    label: String,
    owed: Money,
}

const ROW: &str = "\
SELECT a.id, a.number, a.number_key, a.closed_on, b.address, u.label,
       CAST(COALESCE((SELECT SUM(e.amount) FROM ledger_entry e WHERE e.account_id = a.id), 0) AS bigint) AS owed
FROM account a JOIN unit u ON u.id = a.unit_id JOIN building b ON b.id = u.building_id";

/// The accounts of some numbers and surnames, with whose they are today and which sums are expected for them.
///
/// # Errors
/// When the database cannot answer.
pub async fn known(tx: &Tx, wanted: &Wanted, today: NaiveDate) -> Result<Vec<Known>> {
    let mut found: BTreeMap<AccountId, Known> = BTreeMap::new();
    let mut add = |rows: Vec<Row>| {
        for row in rows {
            found.entry(row.id).or_insert(Known {
                id: row.id,
                number: row.number,
                number_key: row.number_key,
                closed_on: row.closed_on,
                address: row.address,
                label: row.label,
                owed: row.owed,
                owners: Vec::new(),
                bills: Vec::new(),
            });
        }
    };
    for numbers in parts(&wanted.numbers) {
        let sql = format!("{ROW} WHERE a.number_key IN ({})", places(numbers.len(), 1));
        add(tx.rows(&sql, texts(&numbers)).await?);
    }
    for surnames in parts(&wanted.surnames) {
        let sql = format!(
            "WITH named AS (SELECT o.account_id, DENSE_RANK() OVER (PARTITION BY o.surname_key ORDER BY n.number_key) AS place \
              FROM account_owner o JOIN account n ON n.id = o.account_id WHERE o.surname_key IN ({}) AND {}) \
              {ROW} WHERE a.id IN (SELECT account_id FROM named WHERE place <= {NAMESAKES})",
            places(surnames.len(), 1),
            owns_on("o", &format!("'{today}'")),
        );
        add(tx.rows(&sql, texts(&surnames)).await?);
    }
    let ids: Vec<AccountId> = found.keys().copied().collect();
    for ids in ids.chunks(MANY) {
        for owner in registry::owners_on(tx, ids, today).await? {
            if let Some(known) = found.get_mut(&owner.account_id) {
                known.owners.push(owner.name);
            }
        }
        let Some(since) = wanted.since else { continue };
        for (account, amount) in bills(tx, ids, since).await? {
            if let Some(known) = found.get_mut(&account) {
                known.bills.push(amount);
            }
        }
    }
    Ok(found.into_values().collect())
}

fn parts(texts: &BTreeSet<String>) -> Vec<Vec<&str>> {
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    texts.chunks(MANY).map(<[&str]>::to_vec).collect()
}

fn texts(texts: &[&str]) -> Vec<Value> {
    texts.iter().map(|text| (*text).into()).collect()
}

async fn bills(tx: &Tx, accounts: &[AccountId], since: Period) -> Result<Vec<(AccountId, Money)>> {
    #[derive(FromQueryResult)]
    struct Bill {
        account_id: AccountId,
        amount: Money,
    }
    let sql = format!(
        "SELECT c.account_id, b.amount FROM charge c \
         JOIN bill b ON b.charge_id = c.id AND NOT EXISTS (SELECT 1 FROM bill n WHERE n.corrects_id = b.id) \
         WHERE c.period >= $1 AND c.account_id IN ({})",
        places(accounts.len(), 2)
    );
    let values = std::iter::once(Value::from(since));
    let values = values.chain(accounts.iter().map(|account| Value::from(*account)));
    let rows: Vec<Bill> = tx.rows(&sql, values).await?;
    Ok(rows.into_iter().map(|row| (row.account_id, row.amount)).collect())
}

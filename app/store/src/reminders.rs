//! What reminders depend on, and who has been reminded of what.
use crate::{
    Result, StoreError, Tx, entity::reminder, meters, readings::window_of, rows::MOST_VALUES, sql::places,
};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{
    calendar::Period,
    ids::{AccountId, MeterId, UserId},
    money::Money,
    readings::Meter,
    reminders::{Household, MeterAtHome, UnpaidBill},
};
use sea_orm::{FromQueryResult, Value};
use std::collections::{HashMap, HashSet};
use uuid::Uuid;

/// Months of charges that may be due about now: the last day to pay is in the month after.
const MONTHS: u32 = 3;

/// An account with those who live there.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    pub household: Household,
    /// № лицевого счета.
    pub number: String,
    /// With the unit.
    pub address: String,
    pub meters: HashMap<MeterId, Meter>,
    /// With their e-mails.
    pub people: Vec<(UserId, String)>,
}

/// Which accounts are asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Which {
    One(AccountId),
    /// As many at most, by their ids, after one of them.
    Part(Option<AccountId>, i64),
}

#[derive(FromQueryResult)]
struct Row {
    id: AccountId,
    number: String,
    address: String,
    label: String,
    first_day: i16,
    last_day: i16,
    accepted: bool,
}

/// `$1` is today, `$2` the month.
fn homes_sql(which: &str) -> String {
    format!(
        "\
SELECT a.id, a.number, b.address, u.label, ap.at IS NOT NULL AS accepted,
       COALESCE(b.window_first_day, c.window_first_day) AS first_day,
       COALESCE(b.window_last_day, c.window_last_day) AS last_day
FROM account a
JOIN unit u ON u.id = a.unit_id
JOIN building b ON b.id = u.building_id
JOIN managing_company c ON c.id = b.company_id
LEFT JOIN accepted_period ap ON ap.building_id = b.id AND ap.period = $2
WHERE (a.closed_on IS NULL OR a.closed_on >= $1) AND {which} AND EXISTS (
    SELECT 1 FROM residency r WHERE r.account_id = a.id AND r.ended_at IS NULL AND r.suspended_at IS NULL)
ORDER BY a.id"
    )
}

/// Open accounts in which somebody lives who signs in: five statements, however many there are.
///
/// # Errors
/// When the database cannot answer.
pub async fn homes(tx: &Tx, which: Which, today: NaiveDate) -> Result<Vec<Home>> {
    let period = Period::of(today);
    let mut values: Vec<Value> = vec![today.into(), period.into()];
    let sql = match which {
        Which::One(account) => {
            values.push(account.into());
            homes_sql("a.id = $3")
        }
        Which::Part(after, most) => {
            values.extend([after.unwrap_or(AccountId(Uuid::nil())).into(), most.into()]);
            homes_sql("a.id > $3") + " LIMIT $4"
        }
    };
    let rows: Vec<Row> = tx.rows(&sql, values).await?;
    let accounts: Vec<AccountId> = rows.iter().map(|row| row.id).collect();
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let mut people = people(tx, &accounts).await?;
    let mut bills = bills(tx, &accounts, today).await?;
    let given = given(tx, &accounts, period).await?;
    let mut hung: HashMap<AccountId, Vec<Meter>> = HashMap::new();
    for (account, meter) in meters::of_accounts(tx, &accounts).await? {
        hung.entry(account).or_default().push(meter);
    }
    let homes = rows.into_iter().map(|row| {
        let mut meters = hung.remove(&row.id).unwrap_or_default();
        meters.sort_by(|a, b| (a.resource, &a.serial).cmp(&(b.resource, &b.serial)));
        let at_home = meters.iter().map(|meter| MeterAtHome {
            id: meter.id,
            automatic: meter.automatic,
            in_use: meter.is_in_use(today),
            verified_until: meter.verified_until,
            given: given.contains(&meter.id),
        });
        Ok(Home {
            household: Household {
                account: row.id,
                window: window_of(row.first_day, row.last_day)?,
                accepted: row.accepted,
                meters: at_home.collect(),
                bills: bills.remove(&row.id).unwrap_or_default(),
            },
            number: row.number,
            address: format!("{}, {}", row.address, row.label),
            people: people.remove(&row.id).unwrap_or_default(),
            meters: meters.into_iter().map(|meter| (meter.id, meter)).collect(),
        })
    });
    homes.collect::<Result<_, StoreError>>()
}

fn these(accounts: &[AccountId], from: usize) -> (String, impl Iterator<Item = Value>) {
    (places(accounts.len(), from), accounts.iter().map(|account| (*account).into()))
}

async fn people(tx: &Tx, accounts: &[AccountId]) -> Result<HashMap<AccountId, Vec<(UserId, String)>>> {
    #[derive(FromQueryResult)]
    struct Row {
        account_id: AccountId,
        person_id: UserId,
        email: String,
    }
    let (these, values) = these(accounts, 1);
    let sql = format!(
        "SELECT r.account_id, r.person_id, p.email FROM residency r JOIN person p ON p.id = r.person_id \
         WHERE r.account_id IN ({these}) AND r.ended_at IS NULL AND r.suspended_at IS NULL ORDER BY r.person_id"
    );
    let mut people: HashMap<AccountId, Vec<(UserId, String)>> = HashMap::new();
    for row in tx.rows::<Row>(&sql, values).await? {
        people.entry(row.account_id).or_default().push((row.person_id, row.email));
    }
    Ok(people)
}

/// Meters with a reading of the month that stands and was not refused.
async fn given(tx: &Tx, accounts: &[AccountId], period: Period) -> Result<HashSet<MeterId>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: MeterId,
    }
    let (these, values) = these(accounts, 2);
    let sql = format!(
        "SELECT m.id FROM meter m JOIN reading r ON r.meter_id = m.id AND r.period = $1 \
         WHERE m.account_id IN ({these}) AND NOT EXISTS (SELECT 1 FROM reading c WHERE c.corrects_id = r.id) \
         AND NOT EXISTS (SELECT 1 FROM reading_refusal f WHERE f.reading_id = r.id)"
    );
    let values = [period.into()].into_iter().chain(values);
    Ok(tx.rows::<Row>(&sql, values).await?.into_iter().map(|row| row.id).collect())
}

/// What is left of the charges of the last months.
async fn bills(
    tx: &Tx,
    accounts: &[AccountId],
    today: NaiveDate,
) -> Result<HashMap<AccountId, Vec<UnpaidBill>>> {
    #[derive(FromQueryResult)]
    struct Row {
        account_id: AccountId,
        due_on: NaiveDate,
        remains: Money,
    }
    let (these, values) = these(accounts, 2);
    let sql = format!(
        "SELECT c.account_id, b.due_on, CAST(b.amount - COALESCE((SELECT SUM(l.amount) FROM payment_allocation l \
         WHERE l.charge_id = c.id AND l.purpose = 'charge'), 0) AS bigint) AS remains \
         FROM charge c JOIN bill b ON b.charge_id = c.id \
         WHERE c.period >= $1 AND c.account_id IN ({these}) \
         AND NOT EXISTS (SELECT 1 FROM bill n WHERE n.corrects_id = b.id)"
    );
    let values = [Period::of(today).minus(MONTHS).into()].into_iter().chain(values);
    let mut bills: HashMap<AccountId, Vec<UnpaidBill>> = HashMap::new();
    for row in tx.rows::<Row>(&sql, values).await? {
        let bill = UnpaidBill { due_on: row.due_on, left: row.remains };
        bills.entry(row.account_id).or_default().push(bill);
    }
    Ok(bills)
}

/// Whom a reminder was written down for: person, what it is about, its kind and its day.
pub type Written = (UserId, Uuid, String, NaiveDate);

/// Writes down those of these reminders that are not there yet, and returns them.
///
/// # Errors
/// When the database cannot.
pub async fn add_missing(tx: &Tx, rows: &[reminder::Model]) -> Result<HashSet<Written>> {
    const COLUMNS: usize = 6;
    #[derive(FromQueryResult)]
    struct Row {
        person_id: UserId,
        about: Uuid,
        kind: String,
        day: NaiveDate,
    }
    let mut added = HashSet::new();
    for some in rows.chunks(MOST_VALUES / COLUMNS) {
        let row = |at: usize| format!("({})", places(COLUMNS, at * COLUMNS + 1));
        let sql = format!(
            "INSERT INTO reminder (person_id, about, kind, day, notice_id, at) VALUES {} \
             ON CONFLICT (person_id, about, kind, day) DO NOTHING RETURNING person_id, about, kind, day",
            (0..some.len()).map(row).collect::<Vec<_>>().join(", ")
        );
        let values = some.iter().flat_map(|row| -> [Value; COLUMNS] {
            [
                row.person_id.into(),
                row.about.into(),
                row.kind.as_str().into(),
                row.day.into(),
                row.notice_id.into(),
                row.at.into(),
            ]
        });
        let rows: Vec<Row> = tx.rows(&sql, values).await?;
        added.extend(rows.into_iter().map(|row| (row.person_id, row.about, row.kind, row.day)));
    }
    Ok(added)
}

/// Begins the reminders of a day. `false` when they were begun already, here or in another instance.
///
/// # Errors
/// When the database cannot.
pub async fn begin(tx: &Tx, day: NaiveDate, now: DateTime<Utc>) -> Result<bool> {
    const SQL: &str = "INSERT INTO reminder_day (day, begun_at) VALUES ($1, $2) ON CONFLICT (day) DO NOTHING";
    Ok(tx.change(SQL, [day.into(), now.into()]).await? == 1)
}

/// Forgets what was written down before a moment: nothing of it can be due any more.
///
/// # Errors
/// When the database cannot.
pub async fn forget(tx: &Tx, before: DateTime<Utc>) -> Result<()> {
    tx.change("DELETE FROM reminder WHERE at < $1", [before.into()]).await?;
    tx.change("DELETE FROM reminder_day WHERE begun_at < $1", [before.into()]).await?;
    Ok(())
}

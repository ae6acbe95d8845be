//! Who is on the telephone.
use crate::{
    Result, Tx,
    entity::{building, ticket},
    scope,
    sql::{first_owner, places},
};
use chrono::NaiveDate;
use domain::{
    access::Scope,
    ids::{AccountId, BuildingId},
};
use sea_orm::{EntityTrait, FromQueryResult, Value};

/// What a dispatcher types while somebody speaks, read in each way that it can be read.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Seeker {
    pub number_key: Option<String>,
    pub surname_key: Option<String>,
    pub phone: Option<String>,
    /// Of a meter.
    pub serial_key: Option<String>,
}

/// An account that fits.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct Found {
    pub account_id: AccountId,
    pub number: String,
    /// Of the house.
    pub address: String,
    pub label: String,
    /// The first of the owners.
    pub owner: Option<String>,
    pub building_id: BuildingId,
    pub entrance: Option<String>,
    pub phone: Option<String>,
    pub closed_on: Option<NaiveDate>,
}

/// Accounts of the houses that one serves, by the beginning of the number, of an owner's surname or of the serial number of a meter, or a
/// telephone that a ticket was written with. Each of these ways finds as many at most.
///
/// # Errors
/// When the database cannot answer.
pub async fn callers(
    tx: &Tx,
    scope: &Scope,
    seeker: &Seeker,
    today: NaiveDate,
    most: i64,
) -> Result<Vec<Found>> {
    let mut values: Vec<Value> = vec![
        most.into(),
        seeker.number_key.clone().into(),
        seeker.surname_key.clone().into(),
        seeker.phone.clone().into(),
        seeker.serial_key.clone().into(),
    ];
    let served = scope::houses(scope, "u.building_id", &mut values);
    tx.rows(&callers_sql(tx.is_postgres(), &served, today), values).await
}

fn columns(today: NaiveDate) -> String {
    let owner = first_owner("a.id", today);
    format!(
        "\
SELECT a.id AS account_id, a.number, b.address, u.label, u.building_id, u.entrance, a.phone, a.closed_on,
       {owner} AS owner
FROM account a JOIN unit u ON u.id = a.unit_id JOIN building b ON b.id = u.building_id"
    )
}

pub(super) fn callers_sql(postgres: bool, served: &str, today: NaiveDate) -> String {
    // A beginning is found by an index only between two bounds, and those of PostgreSQL depend on the language but for this one.
    let (bytes, last) = if postgres { (" COLLATE \"C\"", "chr(1114111)") } else { ("", "char(1114111)") };
    let begins = |way: &str, from: &str, account: &str, column: &str, value: &str| {
        format!(
            "SELECT found FROM (SELECT {account} AS found FROM {from} JOIN unit u ON u.id = n.unit_id \
             WHERE {column}{bytes} >= {value} AND {column}{bytes} < {value} || {last} AND {served} \
             ORDER BY {column}{bytes} LIMIT $1) {way}"
        )
    };
    let owner = "account_owner o JOIN account n ON n.id = o.account_id";
    let meter = "meter m JOIN account n ON n.id = m.account_id";
    let found = columns(today);
    format!(
        "{found} WHERE a.id IN ({} UNION {} UNION {} UNION SELECT t.account_id FROM ticket t WHERE t.contact_phone = $4) \
         AND {served} ORDER BY b.address, u.label, a.number LIMIT $1",
        begins("by_number", "account n", "n.id", "n.number_key", "$2"),
        begins("by_owner", owner, "o.account_id", "o.surname_key", "$3"),
        begins("by_meter", meter, "m.account_id", "m.serial_key", "$5"),
    )
}

/// Accounts of units of the houses that one serves, by house and the label of the unit.
///
/// # Errors
/// When the database cannot answer.
pub async fn in_units(
    tx: &Tx,
    scope: &Scope,
    units: &[(BuildingId, String)],
    today: NaiveDate,
) -> Result<Vec<Found>> {
    if units.is_empty() {
        return Ok(Vec::new());
    }
    let mut values = Vec::new();
    let served = scope::houses(scope, "u.building_id", &mut values);
    let mut spots = Vec::new();
    for (building, label) in units {
        values.extend([(*building).into(), label.clone().into()]);
        let at = values.len();
        spots.push(format!("(u.building_id = ${} AND u.label = ${at})", at - 1));
    }
    let (spots, found) = (spots.join(" OR "), columns(today));
    tx.rows(&format!("{found} WHERE ({spots}) AND {served} ORDER BY b.address, u.label, a.number"), values)
        .await
}

/// An account of the houses that one serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn found(tx: &Tx, scope: &Scope, account: AccountId, today: NaiveDate) -> Result<Option<Found>> {
    let mut values: Vec<Value> = vec![account.into()];
    let served = scope::houses(scope, "u.building_id", &mut values);
    let found = columns(today);
    tx.row(&format!("{found} WHERE a.id = $1 AND {served}"), values).await
}

/// Name and telephone of the last ticket of an account.
///
/// # Errors
/// When the database cannot answer.
pub async fn contact_of(tx: &Tx, account: AccountId) -> Result<Option<(String, String)>> {
    #[derive(FromQueryResult)]
    struct Row {
        contact_name: String,
        contact_phone: String,
    }
    const SQL: &str = "\
SELECT t.contact_name, t.contact_phone FROM ticket t
WHERE t.account_id = $1 AND t.contact_phone <> '' ORDER BY t.number DESC LIMIT 1";
    let row: Option<Row> = tx.row(SQL, [account.into()]).await?;
    Ok(row.map(|row| (row.contact_name, row.contact_phone)))
}

/// A ticket of a whole house that waits.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct OfHouse {
    #[sea_orm(nested)]
    pub ticket: ticket::Model,
    pub households: i64,
    /// The caller's household said «И у меня».
    pub joined: bool,
}

/// Tickets of a whole house that one serves which wait, by the time that is left, beside a caller if there is one.
///
/// # Errors
/// When the database cannot answer.
pub async fn house_waiting(
    tx: &Tx,
    scope: &Scope,
    building: BuildingId,
    caller: Option<AccountId>,
    most: i64,
) -> Result<Vec<OfHouse>> {
    let mut values: Vec<Value> = vec![building.into(), most.into(), caller.into()];
    let served = scope::houses(scope, "t.building_id", &mut values);
    let sql = format!(
        "SELECT t.*, (SELECT COUNT(*) FROM ticket_follower f WHERE f.ticket_id = t.id) AS households, \
         EXISTS (SELECT 1 FROM ticket_follower f WHERE f.ticket_id = t.id AND f.account_id = $3) AS joined FROM ticket t \
         WHERE t.building_id = $1 AND t.ended_at IS NULL AND t.whose = 'house' AND {served} \
         ORDER BY t.next_at, t.number LIMIT $2"
    );
    tx.rows(&sql, values).await
}

/// Tickets of accounts that wait: number and text, the newest first.
///
/// # Errors
/// When the database cannot answer.
pub async fn waiting_of(tx: &Tx, accounts: &[AccountId]) -> Result<Vec<(AccountId, i64, String)>> {
    #[derive(FromQueryResult)]
    struct Row {
        account_id: AccountId,
        number: i64,
        text: String,
    }
    if accounts.is_empty() {
        return Ok(Vec::new());
    }
    let sql = format!(
        "SELECT t.account_id, t.number, t.text FROM ticket t \
         WHERE t.account_id IN ({}) AND t.ended_at IS NULL ORDER BY t.number DESC",
        places(accounts.len(), 1)
    );
    let rows: Vec<Row> = tx.rows(&sql, accounts.iter().map(|account| (*account).into())).await?;
    Ok(rows.into_iter().map(|row| (row.account_id, row.number, row.text)).collect())
}

/// A house that one serves, with its address.
///
/// # Errors
/// When the database cannot answer.
pub async fn house_of(tx: &Tx, scope: &Scope, building: BuildingId) -> Result<Option<(BuildingId, String)>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: BuildingId,
        address: String,
    }
    let mut values: Vec<Value> = vec![building.into()];
    let served = scope::houses(scope, "b.id", &mut values);
    let row: Option<Row> = tx
        .row(&format!("SELECT b.id, b.address FROM building b WHERE b.id = $1 AND {served}"), values)
        .await?;
    Ok(row.map(|row| (row.id, row.address)))
}

/// The address of a house.
///
/// # Errors
/// When the database cannot answer.
pub async fn address(tx: &Tx, building: BuildingId) -> Result<Option<String>> {
    let found = building::Entity::find_by_id(building).one(&tx.on()).await?;
    Ok(found.map(|building| building.address))
}

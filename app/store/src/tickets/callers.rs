//! Who is on the telephone.
use crate::{Result, Tx, entity::building, scope, sql::places};
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
}

/// Accounts of the houses that one serves, by number, surname of an owner, or a telephone that a ticket was written with.
///
/// # Errors
/// When the database cannot answer.
pub async fn callers(tx: &Tx, scope: &Scope, seeker: &Seeker, most: i64) -> Result<Vec<Found>> {
    let mut values: Vec<Value> = vec![
        most.into(),
        seeker.number_key.clone().into(),
        seeker.surname_key.clone().into(),
        seeker.phone.clone().into(),
    ];
    let served = scope::houses(scope, "u.building_id", &mut values);
    tx.rows(&format!("{CALLERS} AND {served} ORDER BY b.address, u.label, a.number LIMIT $1"), values).await
}

pub(super) const CALLERS: &str = "\
SELECT a.id AS account_id, a.number, b.address, u.label,
       (SELECT MIN(o.name) FROM account_owner o WHERE o.account_id = a.id) AS owner
FROM account a JOIN unit u ON u.id = a.unit_id JOIN building b ON b.id = u.building_id
WHERE a.id IN (SELECT n.id FROM account n WHERE n.number_key = $2
    UNION SELECT o.account_id FROM account_owner o WHERE o.surname_key = $3
    UNION SELECT t.account_id FROM ticket t WHERE t.contact_phone = $4)";

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

/// A house that one serves.
///
/// # Errors
/// When the database cannot answer.
pub async fn house_of(tx: &Tx, scope: &Scope, building: BuildingId) -> Result<Option<BuildingId>> {
    #[derive(FromQueryResult)]
    struct Row {
        id: BuildingId,
    }
    let mut values: Vec<Value> = vec![building.into()];
    let served = scope::houses(scope, "b.id", &mut values);
    let row: Option<Row> =
        tx.row(&format!("SELECT b.id FROM building b WHERE b.id = $1 AND {served}"), values).await?;
    Ok(row.map(|row| row.id))
}

/// The address of a house.
///
/// # Errors
/// When the database cannot answer.
pub async fn address(tx: &Tx, building: BuildingId) -> Result<Option<String>> {
    let found = building::Entity::find_by_id(building).one(&tx.on()).await?;
    Ok(found.map(|building| building.address))
}

//! Houses and their units, part by part.
use crate::{Result, Tx, scope};
use chrono::NaiveDate;
use domain::{
    access::Scope,
    ids::{AccountId, BuildingId},
};
use sea_orm::{FromQueryResult, Value};

#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct HouseRow {
    pub id: BuildingId,
    pub address: String,
    pub units: i64,
    /// Those that are open.
    pub accounts: i64,
}

/// The houses that one serves which come after an address: one statement.
///
/// # Errors
/// When the database cannot answer.
pub async fn houses(tx: &Tx, scope: &Scope, after: &str, most: i64) -> Result<Vec<HouseRow>> {
    let mut values: Vec<Value> = vec![after.into(), most.into()];
    let served = scope::houses(scope, "b.id", &mut values);
    tx.rows(&houses_sql(&served), values).await
}

pub(super) fn houses_sql(served: &str) -> String {
    format!(
        "\
SELECT b.id, b.address, (SELECT COUNT(*) FROM unit u WHERE u.building_id = b.id) AS units,
       (SELECT COUNT(*) FROM unit u JOIN account a ON a.unit_id = u.id
        WHERE u.building_id = b.id AND a.closed_on IS NULL) AS accounts
FROM building b WHERE b.address > $1 AND {served} ORDER BY b.address LIMIT $2"
    )
}

/// The entrances of a house, each with its units.
///
/// # Errors
/// When the database cannot answer.
pub async fn entrances(tx: &Tx, building: BuildingId) -> Result<Vec<(Option<String>, i64)>> {
    #[derive(FromQueryResult)]
    struct Row {
        entrance: Option<String>,
        units: i64,
    }
    const SQL: &str =
        "SELECT u.entrance, COUNT(*) AS units FROM unit u WHERE u.building_id = $1 GROUP BY u.entrance";
    let rows: Vec<Row> = tx.rows(SQL, [building.into()]).await?;
    Ok(rows.into_iter().map(|row| (row.entrance, row.units)).collect())
}

/// A unit with one of its accounts.
#[derive(Debug, Clone, PartialEq, Eq, FromQueryResult)]
pub struct UnitRow {
    pub label: String,
    pub entrance: Option<String>,
    pub account: Option<AccountId>,
    pub number: Option<String>,
    pub area_hundredths: Option<i64>,
    pub closed_on: Option<NaiveDate>,
}

/// Units of a house with their accounts, short labels first: those of `most` units that come after a label; of one entrance where it is
/// asked for, and an empty one is where the register has none. One statement.
///
/// # Errors
/// When the database cannot answer.
pub async fn units(
    tx: &Tx,
    building: BuildingId,
    entrance: Option<&str>,
    after: &str,
    most: i64,
) -> Result<Vec<UnitRow>> {
    let length = i64::try_from(after.chars().count()).unwrap_or(i64::MAX);
    let mut values: Vec<Value> = vec![building.into(), length.into(), after.into(), most.into()];
    let of_entrance = match entrance {
        None => "",
        Some("") => "AND u.entrance IS NULL",
        Some(entrance) => {
            values.push(entrance.into());
            "AND u.entrance = $5"
        }
    };
    tx.rows(&units_sql(of_entrance), values).await
}

pub(super) fn units_sql(of_entrance: &str) -> String {
    format!(
        "\
SELECT u.label, u.entrance, a.id AS account, a.number, a.area_hundredths, a.closed_on
FROM (SELECT u.id, u.label, u.entrance FROM unit u
      WHERE u.building_id = $1 AND (LENGTH(u.label), u.label) > ($2, $3) {of_entrance}
      ORDER BY LENGTH(u.label), u.label LIMIT $4) u
LEFT JOIN account a ON a.unit_id = u.id ORDER BY LENGTH(u.label), u.label, a.number"
    )
}

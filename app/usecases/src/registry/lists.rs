use super::seeing;
use crate::{Ctx, Error, Result};
use domain::{
    accounts::label_key,
    ids::BuildingId,
    registry::{HousePage, HouseRow, HousesPage, UnitAccount, UnitRow},
};
use store::{registry, tickets};

/// Rows of one part of a list.
const PART: usize = 50;
/// «Без подъезда», as addresses write it.
const NO_ENTRANCE: &str = "-";

fn most() -> i64 {
    i64::try_from(PART + 1).unwrap_or(i64::MAX)
}

/// The houses that one serves, by address: one statement.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn houses(ctx: &Ctx, after: Option<&str>) -> Result<HousesPage> {
    let scope = seeing(ctx)?;
    let found = registry::houses(&ctx.db.read(), &scope, after.unwrap_or_default(), most()).await?;
    let more = found.len() > PART;
    let houses: Vec<HouseRow> = found
        .into_iter()
        .take(PART)
        .map(|row| HouseRow { id: row.id, address: row.address, units: row.units, accounts: row.accounts })
        .collect();
    let next = houses.last().filter(|_| more).map(|last| last.address.clone());
    Ok(HousesPage { houses, next })
}

/// A house, with its entrances and a part of its units: three statements. Here are no names, so it is no look at anybody's data.
///
/// # Errors
/// `NotFound` without the permission, and for a house that one does not serve.
pub async fn house(
    ctx: &Ctx,
    id: BuildingId,
    entrance: Option<&str>,
    after: Option<&str>,
) -> Result<HousePage> {
    let scope = seeing(ctx)?;
    let tx = ctx.db.read();
    let (id, address) = tickets::house_of(&tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let mut entrances = registry::entrances(&tx, id).await?;
    entrances.sort_by_cached_key(|(entrance, _)| {
        (entrance.is_none(), label_key(entrance.as_deref().unwrap_or_default()))
    });
    let entrance = entrance.map(|entrance| if entrance == NO_ENTRANCE { "" } else { entrance });
    let found = registry::units(&tx, id, entrance, after.unwrap_or_default(), most()).await?;
    let mut units: Vec<UnitRow> = Vec::new();
    for row in found {
        if units.last().is_none_or(|last| last.label != row.label) {
            units.push(UnitRow { label: row.label, entrance: row.entrance, accounts: Vec::new() });
        }
        if let (Some(account), Some(number), Some(unit)) = (row.account, row.number, units.last_mut()) {
            unit.accounts.push(UnitAccount {
                id: account,
                number,
                area_hundredths: row.area_hundredths,
                closed_on: row.closed_on,
            });
        }
    }
    let more = units.len() > PART;
    units.truncate(PART);
    let next = units.last().filter(|_| more).map(|last| last.label.clone());
    Ok(HousePage { id, address, entrances, units, next })
}

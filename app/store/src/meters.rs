//! Meters: what hangs in a unit and how its dial reads.
use crate::{Result, StoreError, Tx, entity::meter};
use domain::{
    ids::AccountId,
    quantity::Dial,
    readings::{Meter, Resource},
};
use sea_orm::{ColumnTrait, EntityTrait, QueryFilter};

/// Accounts that are asked for in one statement.
const MANY: usize = 1_000;

/// Every meter of the accounts, removed ones too.
///
/// # Errors
/// When the database cannot answer.
pub async fn of_accounts(tx: &Tx, accounts: &[AccountId]) -> Result<Vec<(AccountId, Meter)>> {
    let mut meters = Vec::new();
    for accounts in accounts.chunks(MANY) {
        let of_these = meter::Column::AccountId.is_in(accounts.iter().copied());
        for row in meter::Entity::find().filter(of_these).all(&tx.on()).await? {
            meters.push((row.account_id, row.try_into()?));
        }
    }
    Ok(meters)
}

/// Adds meters.
///
/// # Errors
/// A duplicate when the account has a meter of that resource and serial number.
pub async fn add(tx: &Tx, meters: impl IntoIterator<Item = (AccountId, Meter)>) -> Result<()> {
    crate::insert_all(tx, meters.into_iter().map(row).collect()).await
}

fn row((account, meter): (AccountId, Meter)) -> meter::Model {
    meter::Model {
        id: meter.id,
        account_id: account,
        resource: meter.resource.code().to_owned(),
        serial_key: Meter::serial_key(&meter.serial),
        serial: meter.serial,
        zones: meter.zones.into(),
        digits: meter.dial.digits.into(),
        decimals: meter.dial.decimals.into(),
        place: meter.place,
        automatic: meter.automatic,
        installed_on: meter.installed_on,
        removed_on: meter.removed_on,
        verified_until: meter.verified_until,
    }
}

impl TryFrom<meter::Model> for Meter {
    type Error = StoreError;

    fn try_from(row: meter::Model) -> Result<Self> {
        let resource = Resource::from_code(&row.resource);
        let dial = match (row.digits.try_into(), row.decimals.try_into()) {
            (Ok(digits), Ok(decimals)) => Dial::new(digits, decimals),
            _ => None,
        };
        let (Some(resource), Some(dial), Ok(zones)) = (resource, dial, row.zones.try_into()) else {
            return Err(StoreError::Corrupt(format!("the meter {} is of no known kind", row.id)));
        };
        Ok(Self {
            id: row.id,
            resource,
            serial: row.serial,
            zones,
            dial,
            place: row.place,
            automatic: row.automatic,
            installed_on: row.installed_on,
            removed_on: row.removed_on,
            verified_until: row.verified_until,
        })
    }
}

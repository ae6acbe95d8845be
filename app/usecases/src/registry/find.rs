use super::{note_looks, seeing};
use crate::{Ctx, Result};
use chrono::NaiveDate;
use domain::{
    access::Scope,
    accounts::{AccountNumber, name_key},
    addresses::{Spot, asked, spot},
    ids::AccountId,
    phone::Phone,
    readings::Meter,
    registry::{FoundAccount, RegistryFinding},
    texts::clean,
    tickets::House,
};
use std::collections::HashSet;
use store::{
    Tx, registry,
    tickets::{self, Found, Seeker},
};

/// Accounts and houses that are shown at most.
const MOST: usize = 20;
/// Houses with all the words of an address that are looked at more closely.
const CANDIDATES: i64 = 40;
/// Letters and digits that a search needs at least: fewer are the beginning of too much.
const FEWEST: usize = 3;

/// What is searched for, if it is enough.
pub(crate) fn sought(text: &str) -> Option<String> {
    let text = clean(text).trim_start_matches('№').trim().to_owned();
    (text.chars().filter(|c| c.is_alphanumeric()).count() >= FEWEST).then_some(text)
}

/// Accounts and houses within a scope, by the beginning of a number, of a surname or of the serial number of a meter, by address, or by a telephone
/// that a ticket was written with. Three statements at the most.
pub(crate) async fn search(
    tx: &Tx,
    scope: &Scope,
    text: &str,
    today: NaiveDate,
) -> Result<(Vec<Found>, Vec<House>)> {
    let mut units = Vec::new();
    let mut houses = Vec::new();
    let known = match asked(text) {
        Some(asked) => registry::with_words(tx, scope, &asked, CANDIDATES).await?,
        None => Vec::new(),
    };
    for (id, address) in known {
        match spot(&address, text) {
            Some(Spot::Unit(label)) => units.push((id, label)),
            Some(Spot::House) => houses.push(House { id, address }),
            None => {}
        }
    }
    houses.sort_by(|one: &House, other| one.address.cmp(&other.address));
    houses.truncate(MOST);
    units.truncate(MOST);
    let seeker = Seeker {
        number_key: AccountNumber::parse(text).ok().map(String::from),
        surname_key: Some(name_key(text)).filter(|key| !key.is_empty()),
        phone: Phone::parse(text).ok().map(|phone| phone.as_str().to_owned()),
        serial_key: Some(Meter::serial_key(text)).filter(|key| !key.is_empty()),
    };
    let mut found = tickets::in_units(tx, scope, &units, today).await?;
    let most = i64::try_from(MOST).unwrap_or(i64::MAX);
    found.extend(tickets::callers(tx, scope, &seeker, today, most).await?);
    let mut seen = HashSet::new();
    found.retain(|found| seen.insert(found.account_id));
    Ok((found, houses))
}

/// Finds accounts and houses of those that one serves. That somebody looked is in the journal. Five statements at the most.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn find(ctx: &Ctx, text: &str) -> Result<RegistryFinding> {
    let scope = seeing(ctx)?;
    let Some(text) = sought(text) else { return Ok(RegistryFinding::default()) };
    let tx = ctx.db.begin().await?;
    let (found, houses) = search(&tx, &scope, &text, ctx.today()).await?;
    let accounts: Vec<AccountId> = found.iter().map(|found| found.account_id).collect();
    note_looks(ctx, &tx, &accounts).await?;
    tx.commit().await?;
    let accounts = found.into_iter().map(|found| FoundAccount {
        id: found.account_id,
        number: found.number,
        address: format!("{}, {}", found.address, found.label),
        owner: found.owner,
        closed_on: found.closed_on,
    });
    Ok(RegistryFinding { accounts: accounts.collect(), houses })
}

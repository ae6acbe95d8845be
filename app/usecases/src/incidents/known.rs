use super::{AHEAD, card};
use crate::{Ctx, Error, Result};
use domain::{ids::IncidentId, incidents::KnownIncident};
use store::{incidents, law::law};

/// An incident that touches one of one's homes, also when it is over. Two statements.
///
/// # Errors
/// `SignInRequired`; `NotFound` when it touches none of them.
pub async fn known(ctx: &Ctx, id: IncidentId) -> Result<KnownIncident> {
    let scope = ctx.actor.own()?;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.read();
    let homes = incidents::homes(&tx, &scope, id).await?;
    let open = ctx.visitor.as_ref().and_then(|visitor| visitor.person.account()).map(|account| account.id);
    let account = homes.iter().map(|home| home.account_id).find(|account| Some(*account) == open);
    let account = account.or_else(|| homes.first().map(|home| home.account_id)).ok_or(Error::NotFound)?;
    let line = incidents::of_account(&tx, id, account).await?.ok_or(Error::NotFound)?;
    let joinable = line.incident.ended_at.is_none() && line.incident.starts_at <= ctx.now + AHEAD;
    let mut houses: Vec<_> = homes.iter().map(|home| home.building_id).collect();
    houses.dedup();
    Ok(KnownIncident {
        card: card(ctx, &law, line)?,
        account,
        houses,
        places: homes.into_iter().map(|home| format!("{}, {}", home.address, home.label)).collect(),
        joinable,
    })
}

//! Receipts (квитанции): shown, and printed.
mod compose;

use crate::{Ctx, Error, Result, ports::LaidOut};
use compose::compose;
use domain::{
    access::Permission,
    accounts::label_key,
    calendar::Period,
    ids::{BillId, BuildingId},
    receipts::Receipt,
};
use std::collections::HashMap;
use store::{
    event,
    law::law,
    receipts::{Bill, Which, bills, overdue},
    tickets,
};

/// The receipt of a bill: one's own, or anybody's in the houses that one serves for staff who print them. Three statements, four where the portal counts penalties.
///
/// # Errors
/// `SignInRequired` for a guest; `NotFound` for a bill of others.
pub async fn receipt(ctx: &Ctx, id: BillId) -> Result<Receipt> {
    let staff = ctx.actor.staff_of_houses(Permission::PrintReceipts).ok();
    let tx = ctx.db.read();
    let served = match &staff {
        Some(houses) => bills(&tx, houses, Which::Bill(id)).await?.pop(),
        None => None,
    };
    // Who serves some houses may live in another.
    let bill = match served {
        Some(bill) => bill,
        None => bills(&tx, &ctx.actor.own()?, Which::Bill(id)).await?.pop().ok_or(Error::NotFound)?,
    };
    let person = ctx.visitor.as_ref().map(|visitor| &visitor.person);
    let lives_there =
        person.is_some_and(|person| person.accounts.iter().any(|account| account.id == bill.head.account));
    if staff.is_some() && person.is_some() && !lives_there {
        let tx = ctx.db.begin().await?;
        event::record(&tx, ctx.event("receipts.looked").about(id.0).of_account(bill.head.account)).await?;
        tx.commit().await?;
    }
    let mut composed = composed(ctx, Which::Bill(id), vec![bill]).await?;
    composed.pop().ok_or(Error::NotFound)
}

/// The same as a PDF.
///
/// # Errors
/// As [`receipt`].
pub async fn printed(ctx: &Ctx, id: BillId) -> Result<(Receipt, Vec<u8>)> {
    let receipt = receipt(ctx, id).await?;
    let pdf = print(ctx, vec![receipt.clone()], LaidOut::unheard()).await?;
    Ok((receipt, pdf))
}

/// The receipts of a building for a month, by unit: of each bill the version that stands.
///
/// # Errors
/// `NotFound` without the permission, and for a house that one does not serve.
pub async fn of_building(ctx: &Ctx, building: BuildingId, period: Period) -> Result<Vec<Receipt>> {
    let scope = ctx.actor.staff_of_houses(Permission::PrintReceipts)?;
    let tx = ctx.db.read();
    let mut bills = bills(&tx, &scope, Which::Building { building, period }).await?;
    if bills.is_empty() {
        tickets::house_of(&tx, &scope, building).await?.ok_or(Error::NotFound)?;
    }
    bills.sort_by_cached_key(|bill| (label_key(&bill.head.label), bill.head.number.clone()));
    let tx = ctx.db.begin().await?;
    event::record(&tx, ctx.event("receipts.printed").about(building.0).with(period.to_string())).await?;
    tx.commit().await?;
    composed(ctx, Which::Building { building, period }, bills).await
}

/// Puts receipts together, with the penalties that the portal counts itself as they were on the day of the bill: one statement more where
/// it does.
async fn composed(ctx: &Ctx, which: Which, bills: Vec<Bill>) -> Result<Vec<Receipt>> {
    let law = law(&ctx.db).await?;
    let last = bills.iter().map(|bill| bill.head.issued_on).max();
    let mut counted = match last {
        Some(last) if law.penalties.computes_by(last) => overdue(&ctx.db.read(), which).await?,
        _ => HashMap::new(),
    };
    let receipts = bills.into_iter().map(|bill| {
        let charges = counted.remove(&bill.head.bill).unwrap_or_default();
        let day = bill.head.issued_on;
        let penalty = charges.iter().map(|charge| charge.penalty(&law.penalties, day)).sum();
        compose(ctx, bill, penalty)
    });
    Ok(receipts.collect())
}

/// Receipts as one PDF; `laid_out` hears how many are ready.
///
/// # Errors
/// When the template does not take them.
pub async fn print(ctx: &Ctx, receipts: Vec<Receipt>, laid_out: LaidOut) -> Result<Vec<u8>> {
    ctx.ports.printer.print(receipts, laid_out).await.map_err(|error| Error::Broken(error.to_string()))
}

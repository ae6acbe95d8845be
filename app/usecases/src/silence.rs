//! The price of silence, beside the meters that it is about.
use crate::{Ctx, Result};
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    ids::{AccountId, MeterId},
    readings::{MeterRow, Resource},
    silence::{Known, Price, not_given, unverified},
};
use store::{Tx, charges, law::law};

/// What it costs to give no readings of the month that is due, and that verifications end: a statement at the most, and the law.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn prices(
    ctx: &Ctx,
    tx: &Tx,
    account: AccountId,
    residents: u32,
    rows: &[MeterRow],
    period: Period,
) -> Result<Vec<(MeterId, Price)>> {
    let today = ctx.today();
    if !rows.iter().any(|row| is_silent(row) || ends_soon(row, today)) {
        return Ok(Vec::new());
    }
    let law = law(&ctx.db).await?;
    let lines = charges::last_lines(tx, account).await?;
    let among = |resource: Resource| rows.iter().filter(|row| row.meter.resource == resource).count();
    let priced = rows.iter().flat_map(|row| {
        let among = among(row.meter.resource);
        let known = Known { law: &law, lines: &lines, residents, among };
        // Where readings count no more, giving one changes nothing.
        let unverified = unverified(row, today, &known);
        let expired = row.meter.verified_until.is_some_and(|until| until < today);
        let silent = is_silent(row) && !(expired && unverified.is_some());
        let not_given = silent.then(|| not_given(row, period, &known)).flatten();
        let prices: Vec<_> = not_given.into_iter().chain(unverified).collect();
        prices.into_iter().map(|price| (row.meter.id, price)).collect::<Vec<_>>()
    });
    Ok(priced.collect())
}

fn is_silent(row: &MeterRow) -> bool {
    !row.meter.automatic && row.current.as_ref().is_none_or(domain::readings::Reading::is_refused)
}

fn ends_soon(row: &MeterRow, today: NaiveDate) -> bool {
    row.meter.verified_until.is_some_and(|until| (until - today).num_days() <= 60)
}

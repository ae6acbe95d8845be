use super::standing::Standing;
use crate::{Ctx, Error, Result, readings::open_account};
use chrono::NaiveDate;
use domain::{
    Rejection, Rule,
    calendar::{Period, Span},
    charges::{Charge, ChargesPage},
    ledger::Balance,
};

/// Charges and payments are shown from the first day of the month so many months back.
const YEAR: u32 = 12;

/// «Текущий баланс» of the open account: one statement.
///
/// # Errors
/// `SignInRequired`, `NotFound`.
pub async fn balance(ctx: &Ctx) -> Result<Balance> {
    ctx.actor.own()?;
    Ok(Standing::of(ctx, open_account(ctx)?.id).await?.balance(ctx.today()))
}

/// «Начисления за ЖКУ» of the open account: one statement. A year where no dates are given.
///
/// # Errors
/// `SignInRequired`, `NotFound`; a rejection of field `to` ([`Rule::SpanBackwards`]) when the end is before the start.
pub async fn charges(ctx: &Ctx, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<ChargesPage> {
    ctx.actor.own()?;
    let account = open_account(ctx)?.id;
    let span = span(ctx, from, to)?;
    let standing = Standing::of(ctx, account).await?;
    let within = Period::of(span.from)..=Period::of(span.to);
    let all = standing.charges.len();
    let outlook = standing.outlook(ctx.today(), standing.charges.iter().collect());
    let charges: Vec<Charge> = (standing.charges.into_iter())
        .map(|standing| standing.charge)
        .filter(|charge| within.contains(&charge.period))
        .collect();
    Ok(ChargesPage {
        today: ctx.today(),
        span,
        outlook,
        others: all > charges.len(),
        charges,
        recipients: standing.recipients.into_iter().map(|received| received.recipient).collect(),
    })
}

/// The dates of a report on money: as asked, or the last year.
///
/// # Errors
/// A rejection of field `to` when the end is before the start.
pub(crate) fn span(ctx: &Ctx, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<Span> {
    let today = ctx.today();
    let usual = Span { from: Period::of(today).minus(YEAR).first_day(), to: Period::of(today).last_day() };
    Span::or_default(from, to, usual).ok_or_else(|| Error::Rejected(Rejection::of("to", Rule::SpanBackwards)))
}

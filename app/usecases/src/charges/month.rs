use super::standing::{Standing, StandingCharge};
use crate::{Ctx, Error, Result, readings::open_account};
use domain::{
    calendar::Period,
    charges::{BillView, ChargeKind, MonthPage, ServiceLine, explain},
    ids::BillId,
    money::Money,
    penalties::ledger,
};
use std::collections::HashMap;
use store::charges::lines;

/// The bills of one month of the open account, each beside the one before it: two statements.
///
/// # Errors
/// `SignInRequired`; `NotFound` when there is no bill of that month.
pub async fn month(ctx: &Ctx, period: Period) -> Result<MonthPage> {
    ctx.actor.own()?;
    let standing = Standing::of(ctx, open_account(ctx)?.id).await?;
    let pairs: Vec<(&StandingCharge, Option<&StandingCharge>)> = (standing.charges.iter())
        .filter(|standing| standing.charge.period == period)
        .map(|now| (now, before(&standing, now)))
        .collect();
    if pairs.is_empty() {
        return Err(Error::NotFound);
    }
    let bills: Vec<BillId> = pairs
        .iter()
        .flat_map(|(now, before)| [Some(*now), *before])
        .flatten()
        .map(|of| of.charge.bill)
        .collect();
    let lines = lines(&ctx.db.read(), &bills).await?;
    let bills = pairs.into_iter().map(|(now, before)| view(ctx, &standing, &lines, now, before)).collect();
    Ok(MonthPage { today: ctx.today(), period, bills })
}

/// The newest bill before another one, of the same recipient.
fn before<'a>(standing: &'a Standing, now: &StandingCharge) -> Option<&'a StandingCharge> {
    let alike = |other: &&StandingCharge| {
        other.charge.recipient == now.charge.recipient
            && other.charge.kind == ChargeKind::Bill
            && now.charge.kind == ChargeKind::Bill
    };
    standing.charges.iter().filter(alike).find(|other| other.charge.period < now.charge.period)
}

fn view(
    ctx: &Ctx,
    standing: &Standing,
    lines: &HashMap<BillId, Vec<ServiceLine>>,
    now: &StandingCharge,
    before: Option<&StandingCharge>,
) -> BillView {
    let today = ctx.today();
    let of = |charge: &StandingCharge| lines.get(&charge.charge.bill).map(Vec::as_slice).unwrap_or_default();
    let recipient = standing.recipients.iter().find(|known| known.recipient.id == now.charge.recipient);
    let early = now.overdue.paid.iter().filter(|(on, _)| *on <= now.charge.issued_on);
    let advance: Money = early.map(|(_, amount)| *amount).sum();
    let reductions = now.overdue.reductions();
    BillView {
        service: recipient.map(|known| known.recipient.name.clone()).unwrap_or_default(),
        advance,
        before: before.map(|before| before.charge.period),
        explanation: explain(of(now), before.map(of).unwrap_or_default()),
        ledger: ledger(&standing.law().penalties, now.overdue.debt(&reductions), today),
        outlook: standing.outlook(today, vec![now]),
        charge: now.charge.clone(),
    }
}

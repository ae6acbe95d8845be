//! What waits, with the accounts that it may be of; what was decided.
use super::{came, known, number};
use crate::{
    Ctx, Result,
    imports::{self, MONTHS, candidate},
    registry::note_looks,
};
use chrono::{DateTime, Datelike, NaiveDate};
use domain::{
    access::Permission,
    accounts::AccountNumber,
    calendar::Period,
    ids::ImportId,
    imports::{Kind, Limits},
    matching::{BankLine, fit, mentioned, surname_keys},
    money::Money,
    overview::Suspended,
    statements::{
        Came, DeskStand, Key, Outcome, PaymentsDesk, Proposal, Settled, SettledPage, UNDO_DAYS, Unplaced,
        Waiting,
    },
};
use std::collections::BTreeSet;
use store::{Tx, entity::suspense, event, imports as kept, statements};
use uuid::Uuid;

/// Payments of one part of a list.
const PART: usize = 20;
/// Accounts that are proposed for one.
const PROPOSALS: usize = 4;
/// Files of the list.
const LOADS: i64 = 8;

/// What banks have sent lately, and a part of what waits. That somebody looked at payments is in the journal.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn desk(ctx: &Ctx, after: Option<&str>) -> Result<PaymentsDesk> {
    let scope = ctx.actor.staff(Permission::HandlePayments)?;
    let after = after.and_then(|key| key.parse::<Key>().ok()).and_then(|Key(day, id)| {
        let day = NaiveDate::from_num_days_from_ce_opt(i32::try_from(day).ok()?)?;
        Some((day, id))
    });
    let tx = ctx.db.begin().await?;
    let most = i64::try_from(PART + 1).unwrap_or(i64::MAX);
    let mut rows = statements::waiting(&tx, &scope, after, most).await?;
    let more = rows.len() > PART;
    rows.truncate(PART);
    let next = rows.last().filter(|_| more).map(|last| {
        Key(last.received_on.num_days_from_ce().into(), domain::ids::SuspenseId(last.id)).to_string()
    });
    let Suspended { count, total: sum, .. } = statements::total(&tx, &scope).await?;
    let loads = kept::list(&tx, &scope, &[Kind::Payments], None, LOADS).await?;
    let banks = statements::banks(&tx, &scope).await?;
    let waiting = proposed(ctx, &tx, &rows).await?;
    let proposals = waiting.iter().flat_map(|waiting| &waiting.proposals);
    let shown: BTreeSet<_> = proposals.map(|proposal| proposal.account).collect();
    note_looks(ctx, &tx, &Vec::from_iter(shown)).await?;
    looked(ctx, &tx, rows.iter().map(|row| (row.received_on, row.amount))).await?;
    tx.commit().await?;
    Ok(PaymentsDesk {
        loads: loads.into_iter().map(|row| imports::card(ctx, row)).collect::<Result<_>>()?,
        waiting,
        count,
        sum,
        next,
        banks,
        fresh: ImportId(Uuid::now_v7()),
        limits: Limits::default(),
    })
}

/// How much waits, and how far the files are: by this a page that is open knows that [`desk`] has changed. Two statements.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn stand(ctx: &Ctx) -> Result<DeskStand> {
    let scope = ctx.actor.staff(Permission::HandlePayments)?;
    let tx = ctx.db.read();
    let Suspended { count, total, .. } = statements::total(&tx, &scope).await?;
    let loads = kept::list(&tx, &scope, &[Kind::Payments], None, LOADS).await?;
    let loads = loads.into_iter().map(|row| imports::card(ctx, row)).collect::<Result<Vec<_>>>()?;
    Ok(DeskStand::of(count, total, &loads))
}

/// Payments with the accounts that they may be of, the likeliest first.
async fn proposed(ctx: &Ctx, tx: &Tx, rows: &[suspense::Model]) -> Result<Vec<Waiting>> {
    let mut wanted =
        statements::Wanted { since: Some(Period::of(ctx.today()).minus(MONTHS)), ..Default::default() };
    for row in rows {
        wanted.numbers.extend(AccountNumber::parse(&row.account_text).ok().map(String::from));
        let mentioned = mentioned(row.purpose.as_deref().unwrap_or_default()).into_iter();
        wanted.numbers.extend(mentioned.map(|mention| mention.number));
        wanted.surnames.extend(row.payer.as_deref().map(surname_keys).unwrap_or_default());
    }
    let accounts = statements::known(tx, &wanted, ctx.today()).await?;
    let accounts: Vec<_> = accounts.iter().map(|account| (account, candidate(account))).collect();
    rows.iter()
        .map(|row| {
            let line = BankLine {
                account: &row.account_text,
                payer: row.payer.as_deref(),
                purpose: row.purpose.as_deref(),
                amount: row.amount,
            };
            let fits =
                accounts.iter().filter_map(|(account, candidate)| Some((account, fit(&line, candidate)?)));
            let mut proposals: Vec<Proposal> = fits
                .map(|(account, fit)| Proposal {
                    account: account.id,
                    number: account.number.clone(),
                    address: account.address.clone(),
                    label: account.label.clone(),
                    owner: account.owners.first().cloned(),
                    owed: account.owed,
                    closed_on: account.closed_on,
                    fit,
                })
                .collect();
            proposals.sort_by(|a, b| (b.fit.score, &a.number).cmp(&(a.fit.score, &b.number)));
            proposals.truncate(PROPOSALS);
            let why = known(Unplaced::from_code(&row.reason), "reason", &row.reason)?;
            Ok(Waiting { came: came(row), why, proposals })
        })
        .collect()
}

/// What was decided, the latest first.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn settled(ctx: &Ctx, after: Option<&str>) -> Result<SettledPage> {
    let scope = ctx.actor.staff(Permission::HandlePayments)?;
    let after = after.and_then(|key| key.parse::<Key>().ok());
    let after = after.and_then(|Key(at, id)| Some((DateTime::from_timestamp_micros(at)?, id)));
    let tx = ctx.db.begin().await?;
    let most = i64::try_from(PART + 1).unwrap_or(i64::MAX);
    let mut rows = statements::settled(&tx, &scope, after, most).await?;
    let more = rows.len() > PART;
    rows.truncate(PART);
    let next = rows.last().filter(|_| more);
    let next = next.map(|last| Key(last.settled_at.timestamp_micros(), last.id).to_string());
    let shown: BTreeSet<_> = rows.iter().filter_map(|row| row.account).collect();
    note_looks(ctx, &tx, &Vec::from_iter(shown)).await?;
    looked(ctx, &tx, rows.iter().map(|row| (row.received_on, row.amount))).await?;
    tx.commit().await?;
    Ok(SettledPage { settled: rows.into_iter().map(|row| decided(ctx, row)).collect::<Result<_>>()?, next })
}

/// One look at a part of a list is one line of the journal, with the days and sums of what was on it: a line for each would leave room for nothing else.
async fn looked(ctx: &Ctx, tx: &Tx, payments: impl Iterator<Item = (NaiveDate, Money)>) -> Result<()> {
    let list: Vec<String> =
        payments.map(|(on, amount)| format!("{} {amount}\u{a0}₽", on.format("%d.%m.%Y"))).collect();
    if list.is_empty() {
        return Ok(());
    }
    Ok(event::record(tx, ctx.event("payment.looked_at").with(list.join("; "))).await?)
}

fn decided(ctx: &Ctx, row: statements::Settled) -> Result<Settled> {
    let outcome = row.outcome.as_deref();
    let outcome = outcome.map(|code| known(Outcome::from_code(code), "outcome", code)).transpose()?;
    let untouched = row.refunded.is_none_or(Money::is_zero);
    Ok(Settled {
        came: Came {
            id: row.id,
            on: row.received_on,
            amount: row.amount,
            bank: row.bank,
            number: row.operation.as_deref().map(number),
            account_text: row.account_text,
            payer: row.payer,
            purpose: row.purpose,
        },
        account: row.number,
        outcome,
        why: row.why,
        for_day: row.for_day,
        at: ctx.local(row.settled_at),
        by: row.email,
        undone: row.undone,
        may_undo: untouched && !row.undone && (ctx.now - row.settled_at).num_days() < UNDO_DAYS,
    })
}

//! Deciding whose a payment is. The books forget nothing: what is taken off an account is given back there, and waits again.
use super::unknown;
use crate::{
    Ctx, Error, Result,
    ledger::{self, Booking, NewPayment, NewRefund, Origin, Refunded},
};
use chrono::NaiveDate;
use domain::{
    Rejection, Rule,
    access::Permission,
    accounts::AccountNumber,
    calendar,
    changes::{Desk, Topic},
    ids::{AccountId, PaymentId, RecipientId, RefundId, SuspenseId},
    money::Money,
    statements::{Outcome, PutAside, UNDO_DAYS},
    texts,
};
use store::{
    Tx,
    entity::suspense,
    event, ledger as books, orders, registry,
    statements::{self, Aside},
};
use uuid::Uuid;

/// Characters of a reason.
const LONGEST_WHY: u32 = 500;

/// Credits a payment that waits to an account, by its number. What nobody was named for goes to the first recipient.
///
/// # Errors
/// `NotFound` without the permission, or when there is no such payment; a rejection of `account`, or of the form when somebody was faster.
///
/// # Idempotency
/// The same account twice is one payment.
pub async fn assign(ctx: &Ctx, id: SuspenseId, account: &str) -> Result<()> {
    let scope = ctx.actor.staff(Permission::HandlePayments)?;
    let tx = ctx.db.begin().await?;
    // The same lock as imports: a file that brings the same payment waits.
    registry::hold_imports(&tx).await?;
    let row = statements::find(&tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let account = account_of(&tx, account).await?;
    if row.settled_at.is_some() {
        return already(&tx, &row, account).await;
    }
    let recipient = match row.recipient_id {
        Some(recipient) => recipient,
        None => first_recipient(&tx).await?,
    };
    let payment = payment(&row, account, recipient);
    let payment_id = payment.id;
    let booking = Booking::open(ctx).await?;
    if ledger::credit(&tx, &booking, vec![payment], &[]).await? != [payment_id] {
        return Err(Error::Broken(format!("the payment {id} was credited before")));
    }
    if !statements::credited(&tx, id, payment_id, ctx.actor.user().ok(), ctx.now).await? {
        return Err(settled_already());
    }
    let happened = ctx.event("payment.assigned").about(id.0).of_account(account);
    event::record(&tx, happened.with(row.amount.plain())).await?;
    told(&tx, Some(account));
    Ok(tx.commit().await?)
}

/// The same press again finds that it was done.
async fn already(tx: &Tx, row: &suspense::Model, account: AccountId) -> Result<()> {
    let payment = row.payment_id.filter(|_| row.undone_at.is_none()).ok_or_else(settled_already)?;
    let found = books::payment(tx, payment).await?;
    match found {
        Some((payment, _)) if payment.account_id == account => Ok(()),
        _ => Err(settled_already()),
    }
}

fn settled_already() -> Error {
    Rejection::form(Rule::SettledAlready).into()
}

async fn account_of(tx: &Tx, typed: &str) -> Result<AccountId> {
    let number = AccountNumber::parse(typed).map_err(|error| Rejection::of("account", error))?;
    let found = registry::numbered(tx, &[number.as_str()]).await?;
    let missing =
        || Rejection::of("account", Rule::NoSuchAccounts { numbers: vec![typed.trim().to_owned()] });
    Ok(found.first().map(|account| account.id).ok_or_else(missing)?)
}

async fn first_recipient(tx: &Tx) -> Result<RecipientId> {
    let first = orders::recipients(tx).await?.into_iter().next();
    Ok(first.map(|row| row.id).ok_or_else(|| Rejection::form(Rule::RecipientMissing))?)
}

/// The bank's number stays with the first payment that was made of it: later ones have a number after it.
fn payment(row: &suspense::Model, account: AccountId, recipient: RecipientId) -> NewPayment {
    let again = |number: &String| match row.attempts {
        0 => number.clone(),
        attempts => format!("{number} · {}", attempts + 1),
    };
    NewPayment {
        id: PaymentId(Uuid::now_v7()),
        account,
        recipient,
        paid_on: row.received_on,
        amount: row.amount,
        bank: row.bank.clone(),
        operation: row.operation.as_ref().map(again),
        payer: row.payer.clone(),
        purpose: row.purpose.clone(),
        order: None,
        origin: Origin { import: None, waited: Some(SuspenseId(row.id)) },
    }
}

/// Takes a payment out of the queue that is none of a resident.
///
/// # Errors
/// `NotFound` without the permission, or when there is no such payment; a rejection of `outcome`, `why`, `day`, or of the form when somebody was
/// faster.
///
/// # Idempotency
/// The same outcome twice is one.
pub async fn put_aside(ctx: &Ctx, wish: &PutAside) -> Result<()> {
    let scope = ctx.actor.staff(Permission::HandlePayments)?;
    let (outcome, why, day) = checked(ctx, wish)?;
    let tx = ctx.db.begin().await?;
    let row = statements::find(&tx, &scope, wish.id).await?.ok_or(Error::NotFound)?;
    if row.outcome.as_deref() == Some(outcome.code()) {
        return Ok(());
    }
    let aside = Aside { outcome, why: &why, for_day: day };
    if !statements::put_aside(&tx, wish.id, aside, ctx.actor.user().ok(), ctx.now).await? {
        return Err(settled_already());
    }
    event::record(&tx, ctx.event("payment.put_aside").about(wish.id.0).with(outcome.code())).await?;
    told(&tx, None);
    Ok(tx.commit().await?)
}

fn checked(ctx: &Ctx, wish: &PutAside) -> Result<(Outcome, String, Option<NaiveDate>)> {
    let mut wrong = Rejection::default();
    let outcome = Outcome::from_code(&wish.outcome);
    if outcome.is_none() {
        wrong.0.push(("outcome".to_owned(), Rule::WhyMissing));
    }
    let for_acquirer = outcome == Some(Outcome::Acquirer);
    let why = if for_acquirer {
        texts::at_most(&wish.why, LONGEST_WHY)
    } else {
        texts::words(&wish.why, LONGEST_WHY, Rule::WhyMissing)
    };
    let why = wrong.check("why", why).unwrap_or_default();
    let day = calendar::day(&wish.day).filter(|day| *day <= ctx.today());
    if for_acquirer && day.is_none() {
        wrong.0.push(("day".to_owned(), Rule::DayMissing));
    }
    match outcome {
        Some(outcome) if wrong.0.is_empty() => Ok((outcome, why, day.filter(|_| for_acquirer))),
        _ => Err(wrong.into()),
    }
}

/// Takes a decision back: the payment waits again. What was credited leaves the account by a refund, which its books keep.
///
/// # Errors
/// `NotFound` without the permission, or when there is no such payment; a rejection of the form when it is too late, or money of it was given back.
///
/// # Idempotency
/// Twice is once.
pub async fn undo(ctx: &Ctx, id: SuspenseId) -> Result<()> {
    let scope = ctx.actor.staff(Permission::HandlePayments)?;
    let tx = ctx.db.begin().await?;
    registry::hold_imports(&tx).await?;
    let row = statements::find(&tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let Some(at) = row.settled_at else { return Ok(()) };
    if row.undone_at.is_some() {
        return Err(settled_already());
    }
    if (ctx.now - at).num_days() >= UNDO_DAYS {
        return Err(Rejection::form(Rule::UndoOver { days: UNDO_DAYS }).into());
    }
    let account = match row.payment_id {
        Some(payment) => Some(take_off(ctx, &tx, &row, payment).await?),
        None => None,
    };
    if !statements::reopen(&tx, id).await? {
        return Err(settled_already());
    }
    let mut happened = ctx.event("payment.unassigned").about(id.0).with(row.amount.plain());
    happened.account = account;
    event::record(&tx, happened).await?;
    told(&tx, account);
    Ok(tx.commit().await?)
}

async fn take_off(ctx: &Ctx, tx: &Tx, row: &suspense::Model, payment: PaymentId) -> Result<AccountId> {
    let (paid, refunds) =
        books::payment(tx, payment).await?.ok_or_else(|| unknown("payment", &payment.to_string()))?;
    let back: Money = refunds.iter().map(|refund| refund.amount).sum();
    if !back.is_zero() {
        return Err(settled_already());
    }
    let new = NewRefund {
        id: RefundId(Uuid::now_v7()),
        payment,
        order: None,
        amount: row.amount,
        refunded_on: ctx.today(),
        acquirer_id: None,
    };
    match ledger::refund(tx, &Booking::open(ctx).await?, &new).await? {
        Refunded::Given => Ok(paid.account_id),
        Refunded::AlreadyGiven | Refunded::MoreThanPaid { .. } => Err(settled_already()),
    }
}

/// Open pages hear of it: the desk, and the balance of the account.
fn told(tx: &Tx, account: Option<AccountId>) {
    tx.announce(Topic::Desk(Desk::Payments));
    if let Some(account) = account {
        tx.announce(Topic::Account(account));
    }
}

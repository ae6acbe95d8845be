use super::history;
use crate::{Ctx, Error, Result, silence::prices};
use chrono::NaiveDate;
use domain::{
    access::{Permission, Scope},
    calendar::Period,
    ids::{AccountId, SubmissionId},
    readings::{CallerReadings, MeterRow, ReadingsPage, SubmissionAnswer, SubmissionWindow, meter_row},
    residency::AccountCard,
};
use store::{
    Tx, event,
    readings::{self, Sheet, View, sheet},
    submissions, tickets,
};
use uuid::Uuid;

/// Counted readings before a period that its rows need: the previous one, and those of the six months before that.
pub(crate) const BEFORE: u8 = 7;

/// The page of the open account: two statements, one more for an answer, and one for the price of silence. `period` other than the due one opens an earlier one for
/// correction; `answer` is the submission whose answer is shown.
///
/// # Errors
/// `SignInRequired` for a guest; `NotFound` when the person has no account, nothing can be corrected in the period, or the submission is
/// not theirs.
pub async fn page(ctx: &Ctx, period: Option<Period>, answer: Option<SubmissionId>) -> Result<ReadingsPage> {
    let scope = ctx.actor.own()?;
    let account = open_account(ctx)?;
    let opened = Opened { account: account.id, window: account.window, period, answer };
    Ok(shown(ctx, &ctx.db.read(), &scope, opened).await?.1)
}

/// The page of an account whose resident is on the telephone. That somebody looked is in the journal.
///
/// # Errors
/// As [`page`]; `NotFound` without the permission, and for an account of no house that one serves.
pub async fn caller(
    ctx: &Ctx,
    account: AccountId,
    period: Option<Period>,
    answer: Option<SubmissionId>,
) -> Result<CallerReadings> {
    let scope = ctx.actor.staff_of_houses(Permission::EnterReadings)?;
    let tx = ctx.db.begin().await?;
    let found = tickets::found(&tx, &scope, account, ctx.today()).await?.ok_or(Error::NotFound)?;
    let window = readings::window(&tx, account).await?.ok_or(Error::NotFound)?;
    let opened = Opened { account, window, period, answer };
    let (window, page) = shown(ctx, &tx, &scope, opened).await?;
    event::record(&tx, ctx.event("account.looked_at").about(account.0).of_account(account)).await?;
    tx.commit().await?;
    Ok(CallerReadings {
        page,
        window,
        account_number: found.number,
        address: found.address,
        label: found.label,
    })
}

/// What is opened, and how.
struct Opened {
    account: AccountId,
    window: SubmissionWindow,
    period: Option<Period>,
    answer: Option<SubmissionId>,
}

async fn shown(
    ctx: &Ctx,
    tx: &Tx,
    scope: &Scope,
    opened: Opened,
) -> Result<(SubmissionWindow, ReadingsPage)> {
    let Opened { account, window, period, answer } = opened;
    let today = ctx.today();
    let due = window.due_period(today);
    let period = period.unwrap_or(due);
    if period > due {
        return Err(Error::NotFound);
    }
    let view = View { from: period, before: BEFORE, to: None, period, today };
    let sheet = sheet(tx, scope, account, view).await?.ok_or(Error::NotFound)?;
    let rows = rows(&sheet, period, due, today);
    if period < due && (sheet.accepted || rows.is_empty()) {
        return Err(Error::NotFound);
    }
    let answer = match answer {
        Some(id) => Some(submissions::find(tx, scope, id).await?.ok_or(Error::NotFound)?),
        None => None,
    };
    let prices = if period == due && !sheet.accepted {
        prices(ctx, tx, account, sheet.residents, &rows, period).await?
    } else {
        Vec::new()
    };
    let page = ReadingsPage {
        account,
        prices,
        today,
        period,
        accepted: sheet.accepted,
        fresh: SubmissionId(Uuid::now_v7()),
        rows,
        // One's other account may be open by now.
        answer: answer.filter(|found| found.account == account).map(|found| SubmissionAnswer {
            id: found.id,
            period: found.period,
            at: ctx.local(found.at),
            notice: found.notice,
            lines: found.lines,
        }),
        history: history::half_year(sheet, period, due, today),
    };
    Ok((window, page))
}

/// The account that the person has open.
///
/// # Errors
/// `NotFound` when they have none.
pub(crate) fn open_account(ctx: &Ctx) -> Result<&AccountCard> {
    ctx.visitor.as_ref().and_then(|visitor| visitor.person.account()).ok_or(Error::NotFound)
}

/// The rows of the table: meters in use; of a period that is over only those that have a reading to correct.
pub(crate) fn rows(sheet: &Sheet, period: Period, due: Period, today: NaiveDate) -> Vec<MeterRow> {
    let in_use = sheet.rows.iter().filter(|row| row.meter.is_in_use(today));
    in_use
        .map(|row| MeterRow {
            expired_factor: row.expired_factor,
            ..meter_row(row.meter.clone(), &row.readings, period)
        })
        .filter(|row| period == due || row.current.is_some())
        .collect()
}

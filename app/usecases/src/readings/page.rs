use super::history;
use crate::{Ctx, Error, Result};
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    ids::SubmissionId,
    readings::{MeterRow, ReadingsPage, SubmissionAnswer, meter_row},
    residency::AccountCard,
};
use store::{
    readings::{Sheet, View, sheet},
    submissions,
};
use uuid::Uuid;

/// Counted readings before a period that its rows need: the previous one, and those of the six months before that.
pub(crate) const BEFORE: u8 = 7;

/// The page of the open account: two statements, and one more for an answer. `period` other than the due one opens an earlier one for
/// correction; `answer` is the submission whose answer is shown.
///
/// # Errors
/// `SignInRequired` for a guest; `NotFound` when the person has no account, nothing can be corrected in the period, or the submission is
/// not theirs.
pub async fn page(ctx: &Ctx, period: Option<Period>, answer: Option<SubmissionId>) -> Result<ReadingsPage> {
    let scope = ctx.actor.own()?;
    let account = open_account(ctx)?;
    let today = ctx.today();
    let due = account.window.due_period(today);
    let period = period.unwrap_or(due);
    if period > due {
        return Err(Error::NotFound);
    }
    let tx = ctx.db.read();
    let view = View { from: period, before: BEFORE, to: None, period, today };
    let sheet = sheet(&tx, &scope, account.id, view).await?.ok_or(Error::NotFound)?;
    let rows = rows(&sheet, period, due, today);
    if period < due && (sheet.accepted || rows.is_empty()) {
        return Err(Error::NotFound);
    }
    let answer = match answer {
        Some(id) => Some(submissions::find(&tx, &scope, id).await?.ok_or(Error::NotFound)?),
        None => None,
    };
    Ok(ReadingsPage {
        account: account.id,
        today,
        period,
        accepted: sheet.accepted,
        fresh: SubmissionId(Uuid::now_v7()),
        rows,
        // One's other account may be open by now.
        answer: answer.filter(|found| found.account == account.id).map(|found| SubmissionAnswer {
            id: found.id,
            period: found.period,
            at: ctx.local(found.at),
            notice: found.notice,
            lines: found.lines,
        }),
        history: history::half_year(sheet, period, due, today),
    })
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

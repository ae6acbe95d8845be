use super::{desk::Desk, page::BEFORE};
use crate::{
    Ctx, Error, Result,
    jobs::{self, Job},
};
use domain::{
    Rejection, Rule,
    access::{Permission, Scope},
    calendar::Period,
    changes::{Desk as Desks, Topic},
    ids::{BuildingId, SubmissionId},
    papers::PaperCode,
    readings::{MonthPage, Submission, Verdict},
};
use store::{
    Tx,
    event::{self, Event},
    readings::{self, Source, View},
    submissions::{self, Recorded},
    tickets,
};
use uuid::Uuid;

/// More rows than any household has meters.
const MOST_LINES: usize = 50;
/// Registers of a meter.
const MOST_VALUES: usize = 4;
/// Characters of one value that are kept: more than any dial shows.
const LONGEST_VALUE: usize = 64;
/// Times that a submission is tried when somebody else's came in between.
const ATTEMPTS: usize = 3;

/// Records readings that a resident submits for one of their own accounts, and returns the id under which the answer is found. Each filled
/// row has an answer of its own; what is taken is recorded, and a letter with the notice goes to the person.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the account, or a meter, is not one's own; a rejection of the form: [`Rule::NothingFilled`], or
/// [`Rule::PageOutOfDate`] for a period that is neither due nor open for correction.
///
/// # Idempotency
/// The same submission twice has one effect. The same id with other contents is another submission.
pub async fn submit(ctx: &Ctx, submission: Submission) -> Result<SubmissionId> {
    let scope = ctx.actor.own()?;
    settle(ctx, &scope, Source::Resident, submission).await
}

/// Records readings that a dispatcher takes from a caller, as [`submit`] does for residents.
///
/// # Errors
/// As [`submit`]; `NotFound` without the permission.
pub async fn submit_for(ctx: &Ctx, submission: Submission) -> Result<SubmissionId> {
    let scope = ctx.actor.staff_of_houses(Permission::EnterReadings)?;
    settle(ctx, &scope, Source::Staff, submission).await
}

/// Closes a period for one building that one serves or for all: its readings go into the bill and change no more. Returns how many buildings it was
/// open for. The command line closes any month, people the last ones ([`MonthPage::CHOICES`]).
///
/// # Errors
/// `NotFound` without the permission, and for a house that one does not serve; a rejection of field `period` ([`Rule::MonthNotBegun`]) when it has not
/// begun, or of the form ([`Rule::MonthLongOver`]).
pub async fn accept_period(ctx: &Ctx, period: Period, building: Option<BuildingId>) -> Result<u64> {
    let scope = ctx.actor.staff_of_houses(Permission::AcceptReadings)?;
    let person = ctx.actor.user().ok();
    let tx = ctx.db.begin().await?;
    if let Some(building) = building {
        tickets::house_of(&tx, &scope, building).await?.ok_or(Error::NotFound)?;
    }
    let latest = Period::of(ctx.today());
    if period > latest {
        return Err(Rejection::of("period", Rule::MonthNotBegun).into());
    }
    let first = MonthPage::first_choice(latest);
    if person.is_some() && period < first {
        return Err(Rejection::form(Rule::MonthLongOver { first }).into());
    }
    let closed = readings::accept(&tx, &scope, building, period, ctx.now, person).await?;
    let mut event = Event::new(ctx.now, person, "readings.accepted").with(period.to_string());
    event.subject = building.map(|building| building.0);
    event::record(&tx, event).await?;
    tx.commit().await?;
    Ok(closed)
}

async fn settle(ctx: &Ctx, scope: &Scope, source: Source, submission: Submission) -> Result<SubmissionId> {
    let submission = tidy(submission)?;
    let id = id_of(&submission)?;
    for _ in 1..ATTEMPTS {
        match attempt(ctx, scope, source, id, &submission).await {
            Err(Error::Store(error)) if error.is_duplicate() => {}
            outcome => return outcome,
        }
    }
    attempt(ctx, scope, source, id, &submission).await
}

/// Only rows with something in them, and no more of it than a page sends.
fn tidy(submission: Submission) -> Result<Submission> {
    let mut lines = submission.lines;
    lines.retain(|line| !line.is_empty());
    for line in &mut lines {
        line.values.truncate(MOST_VALUES);
        for value in &mut line.values {
            if let Some((end, _)) = value.char_indices().nth(LONGEST_VALUE) {
                value.truncate(end);
            }
        }
    }
    match lines.len() {
        0 => Err(Rejection::form(Rule::NothingFilled).into()),
        1..=MOST_LINES => Ok(Submission { lines, ..submission }),
        _ => Err(Rejection::form(Rule::PageOutOfDate).into()),
    }
}

/// The id that the client chose, and what it sent under it.
fn id_of(submission: &Submission) -> Result<SubmissionId> {
    let contents = serde_json::to_vec(&(submission.account, submission.period, &submission.lines))
        .map_err(|error| Error::Broken(format!("a submission cannot be written down: {error}")))?;
    Ok(SubmissionId(Uuid::new_v5(&submission.id.0, &contents)))
}

async fn attempt(
    ctx: &Ctx,
    scope: &Scope,
    source: Source,
    id: SubmissionId,
    submission: &Submission,
) -> Result<SubmissionId> {
    let Submission { account, period, .. } = *submission;
    let tx = ctx.db.begin().await?;
    readings::hold(&tx, account).await?;
    let view = View { from: period, before: BEFORE, to: None, period, today: ctx.today() };
    let sheet = readings::sheet(&tx, scope, account, view).await?.ok_or(Error::NotFound)?;
    let mut desk = Desk::new(ctx, source, id, submission.period, sheet);
    if !desk.knows(&submission.lines) {
        return Err(Error::NotFound);
    }
    if !desk.is_open_for(&submission.lines) {
        // The first sending may have come before the period changed.
        let recorded = submissions::is_recorded(&tx, id).await?;
        return if recorded { Ok(id) } else { Err(Rejection::form(Rule::PageOutOfDate).into()) };
    }
    let lines = desk.answer(&submission.lines);
    let taken = lines.iter().filter(|line| matches!(line.verdict, Verdict::Taken { .. })).count();
    let notice = match taken {
        0 => None,
        _ => Some((notice_number(ctx, &tx).await?, PaperCode::from_random(rand::random()))),
    };
    let recorded =
        Recorded { id, account, person: ctx.actor.user().ok(), period, at: ctx.now, notice, lines };
    if !submissions::record(&tx, &recorded, taken).await? {
        return Ok(id);
    }
    if desk.taken.iter().any(|taken| taken.needs_review || taken.corrects.is_some()) {
        tx.announce(Topic::Desk(Desks::Readings));
    }
    readings::record(&tx, desk.taken).await?;
    let event = Event::new(ctx.now, recorded.person, "readings.submitted").about(id.0).of_account(account);
    event::record(&tx, event).await?;
    if source == Source::Resident && recorded.notice.is_some() {
        jobs::enqueue(&tx, &Job::Notice { id }, ctx.now).await?;
    }
    tx.commit().await?;
    Ok(id)
}

async fn notice_number(ctx: &Ctx, tx: &Tx) -> Result<String> {
    let month = Period::of(ctx.today());
    let number = submissions::next_number(tx, "notice", month).await?;
    Ok(format!("{month}-{number:04}"))
}

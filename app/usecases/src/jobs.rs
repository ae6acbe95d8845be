//! The outbox: work that is promised in the transaction of a use case and done afterwards, at least once.
use crate::{
    Ctx, Error, Result, appeals, charges, debtors, files, imports, incidents, news, orders, push, readings,
    recovery, registration, reminders, residency, statements, tickets,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    ids::{AccountId, FileId, ImportId, IncidentId, JobId, ResidencyClaimId, ResidencyId, SubmissionId},
    session::Email,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use store::{Tx, outbox};
use tokio::task::JoinSet;
use uuid::Uuid;

mod failed;
mod lane;
mod sending;

pub use crate::ports::Letter;
pub(crate) use failed::latest;
pub use failed::{failed, retry, retry_all};
pub use lane::Lane;

/// Jobs that run side by side: a slow mail server holds up no more than these.
const BATCH: i64 = 16;
/// A worker that has not come back by then is taken for dead.
const LEASE: TimeDelta = TimeDelta::minutes(5);
const ATTEMPTS: i64 = 12;

/// Work to be done after the transaction that promises it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Job {
    Letter(Letter),
    /// Sends the notice of a submission: it is written when it leaves, so that a submission is quick to record.
    Notice {
        id: SubmissionId,
    },
    /// Answers a registration form by a letter.
    Registration {
        id: Uuid,
    },
    /// Answers «Забыли пароль?» by a letter.
    Recovery {
        email: Email,
    },
    /// Answers «Добавить помещение» by a letter.
    ResidencyClaim {
        id: ResidencyClaimId,
    },
    /// Tells the people who live there of a new resident.
    Newcomer {
        id: ResidencyId,
    },
    /// Tells both sides that a residency is suspended.
    Dispute {
        id: ResidencyId,
    },
    /// Asks the acquirer what became of a payment.
    Acquirer {
        payment: String,
    },
    /// Sends a fiscal receipt.
    FiscalReceipt {
        id: Uuid,
    },
    /// Tells those whom it concerns of a ticket.
    Ticket(tickets::News),
    /// Tells whoever wrote an appeal of it.
    Appeal(appeals::News),
    /// Tells those whom an incident touches what is new of it.
    Incident {
        id: IncidentId,
    },
    /// Tells those whom a news item is for of it, at its moment and part by part.
    News(news::Announcement),
    /// Sends a news item that must be read: the letter is written when it leaves, if it is still to be read.
    NewsLetter(news::NewsLetter),
    /// Asks the acquirer about orders that it may have forgotten to tell us of; comes again and again.
    Reconcile,
    /// Takes the contents of a file away that is forgotten.
    ForgetFile {
        id: FileId,
    },
    /// Looks a spreadsheet through that staff load.
    PrepareImport {
        id: ImportId,
    },
    /// Writes what is right of it.
    CommitImport {
        id: ImportId,
    },
    /// Takes that back.
    UndoImport {
        id: ImportId,
    },
    /// Takes its file away.
    ForgetImport {
        id: ImportId,
    },
    /// Tells those who live where was charged, part by part.
    Charged(charges::Charged),
    /// Tells those whose accounts a file of a bank has credited, part by part.
    Received(statements::Received),
    /// Reminds those who live there of what they owe.
    DebtLetter {
        account: AccountId,
    },
    /// Pushes a notice to a browser: it is written when it leaves, if it is still of use.
    Push(push::Parcel),
    /// Begins the reminders of a day; comes again and again.
    Remind,
    /// Reminds households of what is to be done soon, part by part.
    Reminders(reminders::Part),
    /// Sends a reminder: the letter is written when it leaves, if there is still something to be done.
    ReminderLetter(reminders::ReminderLetter),
    /// Forgets files that were added and never sent; comes again and again.
    SweepFiles,
}

/// Jobs that come again and again. Their ids are the same in every instance, so each of them is there once.
const RECURRING: [(JobId, Job, TimeDelta); 3] = [
    (
        JobId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0002)),
        Job::Reconcile,
        TimeDelta::minutes(1),
    ),
    (JobId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0003)), Job::SweepFiles, TimeDelta::hours(1)),
    (JobId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0004)), Job::Remind, TimeDelta::minutes(10)),
];

impl Job {
    const fn kind(&self) -> &'static str {
        match self {
            Self::Letter(_) => "letter",
            Self::Notice { .. } => "notice",
            Self::Registration { .. } => "registration",
            Self::Recovery { .. } => "recovery",
            Self::ResidencyClaim { .. } => "residency_claim",
            Self::Newcomer { .. } => "newcomer",
            Self::Dispute { .. } => "dispute",
            Self::Acquirer { .. } => "acquirer",
            Self::FiscalReceipt { .. } => "fiscal_receipt",
            Self::Ticket(_) => "ticket",
            Self::Appeal(_) => "appeal",
            Self::Incident { .. } => "incident",
            Self::News(_) => "news",
            Self::NewsLetter(_) => "news_letter",
            Self::Reconcile => "reconcile",
            Self::ForgetFile { .. } => "forget_file",
            Self::PrepareImport { .. } => "prepare_import",
            Self::CommitImport { .. } => "commit_import",
            Self::UndoImport { .. } => "undo_import",
            Self::ForgetImport { .. } => "forget_import",
            Self::Charged(_) => "charged",
            Self::Received(_) => "received",
            Self::DebtLetter { .. } => "debt_letter",
            Self::Push(_) => lane::PUSH,
            Self::Remind => "remind",
            Self::Reminders(_) => "reminders",
            Self::ReminderLetter(_) => "reminder_letter",
            Self::SweepFiles => "sweep_files",
        }
    }
}

/// Why a job is not done.
enum Failure {
    Later(String),
    Never(String),
    /// It is quiet until then.
    Quiet(DateTime<Utc>),
}

impl From<Error> for Failure {
    fn from(error: Error) -> Self {
        Self::Later(error.to_string())
    }
}

impl From<store::StoreError> for Failure {
    fn from(error: store::StoreError) -> Self {
        Self::Later(error.to_string())
    }
}

/// Promises a job, in the transaction that makes it necessary.
///
/// # Errors
/// When the database cannot.
pub async fn enqueue(tx: &Tx, job: &Job, now: DateTime<Utc>) -> Result<()> {
    Ok(outbox::add(tx, job.kind(), payload(job)?, now).await?)
}

/// Promises jobs that are due at `run_at`.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn enqueue_all(
    tx: &Tx,
    jobs: &[Job],
    run_at: DateTime<Utc>,
    now: DateTime<Utc>,
) -> Result<()> {
    let jobs = jobs.iter().map(|job| Ok((job.kind(), payload(job)?))).collect::<Result<Vec<_>>>()?;
    Ok(outbox::add_all(tx, jobs, run_at, now).await?)
}

/// Promises jobs, each with the moment that it is due.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn enqueue_each(
    tx: &Tx,
    jobs: impl IntoIterator<Item = (DateTime<Utc>, Job)>,
    now: DateTime<Utc>,
) -> Result<()> {
    let mut by_moment: BTreeMap<DateTime<Utc>, Vec<Job>> = BTreeMap::new();
    for (run_at, job) in jobs {
        by_moment.entry(run_at).or_default().push(job);
    }
    for (run_at, jobs) in by_moment {
        enqueue_all(tx, &jobs, run_at, now).await?;
    }
    Ok(())
}

fn payload(job: &Job) -> Result<String> {
    serde_json::to_string(job).map_err(|error| Error::Broken(error.to_string()))
}

/// Promises the jobs that come again and again. Called by the host when its worker starts.
///
/// # Errors
/// When the database cannot.
pub async fn promise_recurring(ctx: &Ctx) -> Result<()> {
    let tx = ctx.db.begin().await?;
    for (id, job, every) in &RECURRING {
        outbox::add_recurring(&tx, *id, job.kind(), &payload(job)?, *every, ctx.now).await?;
    }
    Ok(tx.commit().await?)
}

/// Does what is due in all lanes, one after the other.
///
/// # Errors
/// As [`run_lane`].
pub async fn run_due(ctx: &Ctx) -> Result<usize> {
    let mut tried = 0;
    for lane in Lane::ALL {
        tried += run_lane(ctx, lane).await?;
    }
    Ok(tried)
}

/// Does what is due, a batch at a time, and returns how many jobs it tried. Called by the worker of the host, with a system context.
///
/// # Errors
/// When the database cannot answer; a job that fails is tried later and is no error here.
pub async fn run_lane(ctx: &Ctx, lane: Lane) -> Result<usize> {
    let lane = lane.of_outbox();
    if !outbox::is_due(&ctx.db.read(), lane, ctx.now).await? {
        return Ok(0);
    }
    let tx = ctx.db.begin().await?;
    let jobs = outbox::take(&tx, lane, ctx.now, LEASE, BATCH).await?;
    tx.commit().await?;
    let tried = jobs.len();
    let mut running: JoinSet<()> = jobs.into_iter().map(|job| attempt(ctx.clone(), job)).collect();
    while let Some(ended) = running.join_next().await {
        // The lease of a job that panicked runs out, and it is tried again.
        ended.unwrap_or_else(|error| tracing::error!(%error, "a job broke off"));
    }
    Ok(tried)
}

async fn attempt(ctx: Ctx, job: outbox::Taken) {
    let noted = match perform(&ctx, &job).await {
        Ok(()) => Ok(()),
        Err(failure) => put_off(&ctx, &job, failure).await,
    };
    noted.unwrap_or_else(|error| tracing::error!(job = %job.id, %error, "the end of a job was not noted"));
}

async fn perform(ctx: &Ctx, taken: &outbox::Taken) -> Result<(), Failure> {
    let job = serde_json::from_str(&taken.payload).map_err(|error| Failure::Never(error.to_string()))?;
    sending::not_at_night(ctx, &job).await?;
    // A letter leaves before the transaction begins; everything else is done in the transaction that notes its end.
    let letter = match &job {
        Job::Letter(letter) => Some(letter.clone()),
        Job::Notice { id } => readings::notice(ctx, *id).await?,
        Job::FiscalReceipt { id } => orders::receipt_letter(ctx, *id).await?,
        Job::NewsLetter(letter) => news::letter(ctx, *letter).await?,
        Job::ReminderLetter(letter) => reminders::letter(ctx, *letter).await?,
        // What asks the acquirer has transactions of its own, and may be done twice.
        Job::Acquirer { payment } => orders::hear(ctx, payment).await.map(|()| None)?,
        Job::Reconcile => orders::reconcile(ctx).await.map(|_| None)?,
        Job::ForgetFile { id } => files::discard(ctx, *id).await.map(|()| None)?,
        // A file is looked through in many transactions, and written in one of its own.
        Job::PrepareImport { id } => imports::prepare(ctx, *id).await.map(|()| None)?,
        Job::CommitImport { id } => imports::write(ctx, *id).await.map(|()| None)?,
        Job::UndoImport { id } => imports::take_back(ctx, *id).await.map(|()| None)?,
        Job::ForgetImport { id } => imports::forget(ctx, *id).await.map(|()| None)?,
        _ => None,
    };
    if let Some(letter) = letter {
        sending::letter(ctx, &letter).await?;
    }
    let pushed = match &job {
        Job::Push(parcel) => sending::push(ctx, *parcel).await?,
        _ => sending::Pushed::Nothing,
    };
    let tx = ctx.db.begin().await?;
    match job {
        Job::Letter(_)
        | Job::Notice { .. }
        | Job::FiscalReceipt { .. }
        | Job::NewsLetter(_)
        | Job::ReminderLetter(_)
        | Job::Acquirer { .. }
        | Job::Reconcile
        | Job::ForgetFile { .. }
        | Job::PrepareImport { .. }
        | Job::CommitImport { .. }
        | Job::UndoImport { .. }
        | Job::ForgetImport { .. } => {}
        Job::Registration { id } => registration::reply(ctx, &tx, id).await?,
        Job::Recovery { email } => recovery::reply(ctx, &tx, &email).await?,
        Job::ResidencyClaim { id } => residency::reply(ctx, &tx, id).await?,
        Job::Newcomer { id } => residency::introduce(ctx, &tx, id).await?,
        Job::Dispute { id } => residency::tell_both_sides(ctx, &tx, id).await?,
        Job::Ticket(news) => tickets::tell(ctx, &tx, news).await?,
        Job::Appeal(news) => appeals::tell(ctx, &tx, news).await?,
        Job::Incident { id } => incidents::tell(ctx, &tx, id).await?,
        Job::News(announcement) => news::announce(ctx, &tx, announcement).await?,
        Job::Charged(charged) => charges::tell(ctx, &tx, charged).await?,
        Job::Received(received) => statements::tell(ctx, &tx, received).await?,
        Job::DebtLetter { account } => debtors::remind(ctx, &tx, account).await?,
        Job::Push(_) => pushed.note(ctx, &tx).await?,
        Job::Remind => reminders::begin(ctx, &tx).await?,
        Job::Reminders(part) => reminders::remind(ctx, &tx, part).await?,
        Job::SweepFiles => files::sweep(ctx, &tx).await?,
    }
    if let Some(seconds) = taken.every_seconds {
        outbox::again(&tx, taken, ctx.now + TimeDelta::seconds(seconds), None).await?;
        tx.commit().await?;
    } else if outbox::finish(&tx, taken, ctx.now).await? {
        tx.commit().await?;
    }
    Ok(())
}

async fn put_off(ctx: &Ctx, job: &outbox::Taken, failure: Failure) -> Result<()> {
    let tx = ctx.db.begin().await?;
    match failure {
        Failure::Quiet(until) => outbox::again(&tx, job, until, None).await?,
        Failure::Later(reason) | Failure::Never(reason) if job.every_seconds.is_some() => {
            let pause = TimeDelta::seconds(job.every_seconds.unwrap_or_default());
            outbox::again(&tx, job, ctx.now + pause, Some(&reason)).await?;
            tracing::warn!(job = %job.id, reason, "a job did not get on");
        }
        Failure::Later(reason) if job.attempts < ATTEMPTS => {
            outbox::postpone(&tx, job, ctx.now + pause(job.attempts), &reason).await?;
            tracing::warn!(job = %job.id, attempt = job.attempts, "a job is put off");
        }
        Failure::Later(reason) | Failure::Never(reason) => {
            outbox::bury(&tx, job, ctx.now, &reason).await?;
            tracing::error!(job = %job.id, attempt = job.attempts, "a job is given up");
        }
    }
    Ok(tx.commit().await?)
}

/// Ten seconds, then three times as long after each attempt, six hours at the most.
fn pause(attempts: i64) -> TimeDelta {
    let exponent = u32::try_from(attempts - 1).unwrap_or(0).min(10);
    TimeDelta::seconds(10 * 3_i64.pow(exponent)).min(TimeDelta::hours(6))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_pause_grows_up_to_six_hours() {
        let seconds = [1, 2, 3, 8, 12].map(|attempts| pause(attempts).num_seconds());
        assert_eq!(seconds, [10, 30, 90, 21_600, 21_600]);
    }
}

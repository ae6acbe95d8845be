//! Reminders: once a day everybody's household is looked at, part by part, and told what is to be done soon.
use crate::{
    Ctx, Result,
    jobs::{self, Job},
    letters::{self, Words},
    notices,
    ports::Letter,
    readings::words,
};
use chrono::{NaiveDate, TimeDelta, Timelike};
use domain::{
    ids::{AccountId, NoticeId, UserId},
    notices::{Notice, Subject},
    reminders::{Deadline, Reminder, ReminderKey, due},
};
use serde::{Deserialize, Serialize};
use std::collections::{BTreeMap, HashMap};
use store::{
    Tx,
    entity::{notice, reminder},
    push,
    reminders::{self, Home, Which},
};
use uuid::Uuid;

/// Accounts that are looked at in one transaction: others write in between.
const AT_ONCE: i64 = 100;
/// Hours of the day, in company time, in which a day's reminders begin.
const HOURS: std::ops::Range<u32> = 9..21;
/// The letters of a part leave so long after those of the part before, so that other letters do not wait for all of them.
const APART: TimeDelta = TimeDelta::seconds(10);
/// How long what was written down is kept: longer than any reminder is of use.
const KEEP: TimeDelta = TimeDelta::days(100);

/// What has to be due still when a letter about it leaves.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Due {
    pub account: AccountId,
    pub key: ReminderKey,
}

/// How far the reminders of a day have come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Part {
    pub day: NaiveDate,
    /// The account that was looked at last.
    pub after: Option<AccountId>,
    /// From 0.
    pub part: i32,
}

/// A letter with a reminder.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReminderLetter {
    pub person: UserId,
    pub due: Due,
}

/// Begins the reminders of the day, once in all instances, and forgets what is of no use any more.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn begin(ctx: &Ctx, tx: &Tx) -> Result<()> {
    let day = ctx.today();
    if !HOURS.contains(&ctx.local(ctx.now).hour()) || !reminders::begin(tx, day, ctx.now).await? {
        return Ok(());
    }
    reminders::forget(tx, ctx.now - KEEP).await?;
    push::forget_ended(tx).await?;
    jobs::enqueue(tx, &Job::Reminders(Part { day, after: None, part: 0 }), ctx.now).await
}

/// Reminds a part of the households, and promises the next part. What was not done on its day is left to the next one.
///
/// # Errors
/// When the database cannot.
///
/// # Idempotency
/// A person is reminded once of one thing, however often this runs and wherever.
pub(crate) async fn remind(ctx: &Ctx, tx: &Tx, part: Part) -> Result<()> {
    let today = ctx.today();
    if part.day != today {
        return Ok(());
    }
    let homes = reminders::homes(tx, Which::Part(part.after, AT_ONCE), today).await?;
    let found = homes.iter().flat_map(|home| {
        let account = home.household.account;
        let people = |reminder: Reminder| {
            let due = Due { account, key: reminder.key(account) };
            home.people.iter().map(move |(person, _)| (*person, due, notice(home, &reminder)))
        };
        due(&home.household, today).into_iter().flat_map(people).collect::<Vec<_>>()
    });
    tell(ctx, tx, found.collect(), part.part).await?;
    let is_full = i64::try_from(homes.len()).is_ok_and(|count| count == AT_ONCE);
    if let Some(last) = homes.last().filter(|_| is_full) {
        let next = Part { after: Some(last.household.account), part: part.part + 1, ..part };
        jobs::enqueue(tx, &Job::Reminders(next), ctx.now).await?;
    }
    Ok(())
}

/// Tells people of what they have not been reminded of yet.
async fn tell(ctx: &Ctx, tx: &Tx, found: Vec<(UserId, Due, Notice)>, part: i32) -> Result<()> {
    let ids: Vec<NoticeId> = found.iter().map(|_| NoticeId(Uuid::now_v7())).collect();
    let rows = found.iter().zip(&ids).map(|((person, due, _), id)| reminder::Model {
        person_id: *person,
        about: due.key.about,
        kind: due.key.kind.code().to_owned(),
        day: due.key.day,
        notice_id: *id,
        at: ctx.now,
    });
    let added = reminders::add_missing(tx, &rows.collect::<Vec<_>>()).await?;
    let mut by_subject: BTreeMap<Subject, Vec<(notice::Model, Option<Due>)>> = BTreeMap::new();
    for ((person, due, what), id) in found.into_iter().zip(ids) {
        let ReminderKey { about, kind, day } = due.key;
        if added.contains(&(person, about, kind.code().to_owned(), day)) {
            let contents = notices::written(&what)?;
            let row = notice::Model { id, person_id: person, contents, at: ctx.now, read_at: None };
            by_subject.entry(what.subject()).or_default().push((row, Some(due)));
        }
    }
    let turn = ctx.now + APART * part;
    let mut letters = Vec::new();
    for (subject, rows) in by_subject {
        let people = rows.iter().map(|(row, _)| row.person_id);
        let readers = notices::readers(ctx, tx, Some(subject), people).await?;
        letters.extend(rows.iter().filter_map(|(row, due)| {
            let at = turn.max(*readers.get(&row.person_id)?);
            Some((at, Job::ReminderLetter(ReminderLetter { person: row.person_id, due: (*due)? })))
        }));
        notices::write_down(ctx, tx, subject, rows).await?;
    }
    jobs::enqueue_each(tx, letters, ctx.now).await
}

/// What a person reads.
fn notice(home: &Home, reminder: &Reminder) -> Notice {
    let number = home.number.clone();
    let name = |id| home.meters.get(id).map(words::name).unwrap_or_default();
    match reminder {
        Reminder::Readings { period, last, step, meters } => Notice::ReadingsDue {
            number,
            period: *period,
            last: *last,
            step: *step,
            meters: meters.iter().map(name).collect(),
        },
        Reminder::Verification { meter, until, .. } => {
            Notice::VerificationEnds { number, meter: name(meter), until: *until }
        }
        Reminder::Payment { due_on, owed, deadline } => {
            Notice::PaymentDue { number, due_on: *due_on, owed: *owed, deadline: *deadline }
        }
    }
}

/// The reminder as it would be now; `None` where it is done.
async fn standing(ctx: &Ctx, tx: &Tx, due_then: Due) -> Result<Option<(Home, Reminder)>> {
    let Due { account, key } = due_then;
    let Some(home) = reminders::homes(tx, Which::One(account), ctx.today()).await?.pop() else {
        return Ok(None);
    };
    let now = due(&home.household, ctx.today()).into_iter();
    let same = now.into_iter().find(|reminder| reminder.key(account).is_of_one_matter(&key));
    Ok(same.map(|reminder| (home, reminder)))
}

/// Whether what somebody was reminded of is still to be done, and by them.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn is_due(ctx: &Ctx, tx: &Tx, person: UserId, due: Due) -> Result<bool> {
    let standing = standing(ctx, tx, due).await?;
    Ok(standing.is_some_and(|(home, _)| home.people.iter().any(|(lives, _)| *lives == person)))
}

/// The letter, if there is still something to be done, and the person still lives there.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn letter(ctx: &Ctx, letter: ReminderLetter) -> Result<Option<Letter>> {
    let tx = ctx.db.read();
    let Some((home, reminder)) = standing(ctx, &tx, letter.due).await? else { return Ok(None) };
    let people: HashMap<UserId, &str> =
        home.people.iter().map(|(person, email)| (*person, email.as_str())).collect();
    let Some(email) = people.get(&letter.person) else { return Ok(None) };
    let told = notice(&home, &reminder);
    let link = format!("{}{}", ctx.portal.base_url, told.path());
    let (number, address) = (home.number.as_str(), home.address.clone());
    let words = match told {
        Notice::ReadingsDue { period, last, meters, .. } => Words::ReadingsDue {
            number,
            address,
            month: words::month_in_full(period),
            last: words::date(last),
            last_day: last == ctx.today(),
            meters,
            link,
        },
        Notice::VerificationEnds { meter, until, .. } => {
            Words::VerificationEnds { number, address, meter, until: words::date(until), link }
        }
        Notice::PaymentDue { due_on, owed, deadline, .. } => Words::PaymentDue {
            number,
            address,
            owed: owed.to_string(),
            due_on: words::date(due_on),
            over: deadline == Deadline::Over,
            link,
        },
        _ => return Ok(None),
    };
    letters::compose(ctx, email, &words).map(Some)
}

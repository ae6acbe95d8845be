use super::{category_of, kind_of, words};
use crate::{
    Ctx, Error, Result,
    jobs::{self, Job},
    letters::{self, Words},
    notices,
};
use chrono::TimeDelta;
use domain::{
    ids::{IncidentId, UserId},
    incidents::Turn,
    notices::Notice,
};
use std::collections::{BTreeMap, HashMap};
use store::{
    Tx,
    entity::incident::Model,
    incidents::{self, Hearer},
};

/// People of one part: what a transaction tells at once.
const PART: usize = 200;
/// The next part goes before the letters of this one: the bell rings everywhere before they leave.
const AHEAD_OF_LETTERS: TimeDelta = TimeDelta::minutes(1);

/// People with their e-mails, by what they hear and in which houses of theirs.
type Groups = BTreeMap<(Turn, Vec<String>), Vec<(UserId, String)>>;

/// Tells people what is new of an incident: those whom it touches of its announcement, of other times or places and of its end; those whom
/// it touches no more of that. As many as belong into one transaction; a job goes on with the others.
///
/// # Errors
/// When the database cannot answer.
///
/// # Idempotency
/// What somebody was told is noted, under the lock of the incident: nobody is told twice, however many jobs there are and wherever they run.
pub(crate) async fn tell(ctx: &Ctx, tx: &Tx, id: IncidentId) -> Result<()> {
    let Some(row) = incidents::hold(tx, id).await? else { return Ok(()) };
    let hearers = incidents::hearers(tx, &row, PART).await?;
    if hearers.len() == PART {
        jobs::enqueue(tx, &Job::Incident { id }, ctx.now - AHEAD_OF_LETTERS).await?;
    }
    for ((turn, places), people) in sort(tx, &row, hearers).await? {
        send(ctx, tx, &row, turn, places, people).await?;
    }
    Ok(())
}

/// People know of an incident without having been told.
///
/// # Errors
/// When the database cannot.
pub(crate) async fn know(tx: &Tx, row: &Model) -> Result<()> {
    loop {
        let hearers = incidents::hearers(tx, row, PART).await?;
        let last = hearers.len() < PART;
        sort(tx, row, hearers).await?;
        if last {
            return Ok(());
        }
    }
}

/// Notes what people know from now on, and returns those to whom that is new.
async fn sort(tx: &Tx, row: &Model, hearers: Vec<Hearer>) -> Result<Groups> {
    let people: Vec<UserId> = hearers.iter().map(|hearer| hearer.person_id).collect();
    let mut homes: HashMap<UserId, Vec<String>> = HashMap::new();
    for (person, address) in incidents::places_of(tx, row.id, &people).await? {
        homes.entry(person).or_default().push(address);
    }
    let mut groups = Groups::new();
    let mut known: BTreeMap<String, Vec<UserId>> = BTreeMap::new();
    let mut gone = Vec::new();
    for Hearer { person_id: person, email, said, touched } in hearers {
        let places = homes.remove(&person).unwrap_or_default();
        let now = said_now(row, &places)?;
        let turn = match (row.ended_at, said) {
            (Some(ended), _) if ended < row.starts_at => Some(Turn::Cancelled),
            (Some(_), _) => Some(Turn::Ended),
            (None, _) if !touched => Some(Turn::Elsewhere),
            (None, None) => Some(Turn::Announced),
            (None, Some(said)) => (said != now).then_some(Turn::Changed),
        };
        if turn == Some(Turn::Elsewhere) {
            gone.push(person);
        } else {
            known.entry(now).or_default().push(person);
        }
        if let Some(turn) = turn {
            groups.entry((turn, places)).or_default().push((person, email));
        }
    }
    for (said, people) in known {
        incidents::note(tx, row, &said, &people).await?;
    }
    incidents::forget(tx, row.id, &gone).await?;
    Ok(groups)
}

/// What makes it new to somebody: when it is, and where of all that is theirs.
fn said_now(row: &Model, places: &[String]) -> Result<String> {
    serde_json::to_string(&(row.starts_at, row.ends_at, places))
        .map_err(|error| Error::Broken(format!("what is said of an incident cannot be written: {error}")))
}

/// One notice each, and one letter to those who want letters.
async fn send(
    ctx: &Ctx,
    tx: &Tx,
    row: &Model,
    turn: Turn,
    places: Vec<String>,
    people: Vec<(UserId, String)>,
) -> Result<()> {
    let ended = row.ended_at.filter(|_| turn == Turn::Ended);
    let notice = Notice::Outage {
        incident: row.id,
        turn,
        kind: kind_of(row)?,
        category: category_of(row)?,
        from: ctx.local(row.starts_at),
        to: ended.or(row.ends_at).map(|to| ctx.local(to)),
        text: row.text.clone(),
        places: places.clone(),
    };
    let ids = || people.iter().map(|(person, _)| *person);
    notices::tell(ctx, tx, ids(), &notice).await?;
    let readers = notices::readers(ctx, tx, Some(notice.subject()), ids()).await?;
    let wanted = people.iter().filter_map(|(person, email)| Some((email.as_str(), *readers.get(person)?)));
    let letter = Words::Outage {
        turn,
        title: words::title(turn, kind_of(row)?, category_of(row)?),
        when: words::span(ctx.local(row.starts_at), row.ends_at.map(|to| ctx.local(to))),
        ended: ended.map(|ended| letters::moment(ctx.local(ended))),
        places: places.join("; "),
        text: &row.text,
        link: format!("{}{}", ctx.portal.base_url, notice.path()),
    };
    letters::promise_each(ctx, tx, wanted, &letter).await
}

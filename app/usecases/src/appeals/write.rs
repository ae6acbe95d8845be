use super::{asker_of, state_of, tell::News};
use crate::{
    Ctx, Error, Result,
    jobs::{self, Job},
};
use chrono::{DateTime, SubsecRound, Utc};
use domain::{
    Rejection, Rule,
    access::Scope,
    appeals::{Asker, Happening, Marks, State, Step, advance, clock},
    changes::{Desk, Topic},
    ids::{AppealId, EntryId},
    law::Law,
    tickets::{By, Clock},
};
use store::{
    Tx,
    appeals::{self, Told},
    entity::appeal::Model,
    event,
};

/// Whoever changes appeals, within one transaction.
pub(crate) struct Hand<'a> {
    pub ctx: &'a Ctx,
    pub tx: &'a Tx,
    pub law: &'a Law,
    pub by: By,
    /// Letters go to whoever asked.
    pub tells: bool,
}

impl Hand<'_> {
    /// An appeal in the scope, held until the commit.
    pub(super) async fn take(&self, scope: &Scope, id: AppealId) -> Result<Model> {
        appeals::hold(self.tx, scope, id).await?.ok_or(Error::NotFound)
    }

    /// Whether somebody who has seen a version of an appeal may change it now; notes of colleagues hinder nobody. `false` when what they want
    /// has happened since, and they did it themselves: a form that was sent twice.
    pub(super) async fn is_current(&self, row: &Model, seen: i64, wanted: &Happening) -> Result<bool> {
        if row.version == seen {
            return Ok(true);
        }
        let mut since = appeals::story(self.tx, row.id, seen).await?;
        since.retain(|told| !matches!(told.what, Happening::Noted { .. }));
        let me = self.ctx.actor.user().ok();
        match since.as_slice() {
            [] => Ok(true),
            [told] if told.person == me && told.what == *wanted => Ok(false),
            since => {
                let changes = since.iter().map(|told| told.what.change()).collect();
                Err(Rejection::form(Rule::AppealChanged { changes }).into())
            }
        }
    }

    /// Something happens to an appeal: it is changed, told, and heard of.
    pub(crate) async fn happen(&self, mut row: Model, id: EntryId, what: Happening) -> Result<Model> {
        self.apply(&mut row, &what)?;
        row.version += 1;
        row.due_at = self.due_at(&row)?;
        if !appeals::update(self.tx, row.clone()).await? {
            return Err(Error::Broken(format!("the appeal {} was not held", row.number)));
        }
        self.told(&row, id, what).await?;
        Ok(row)
    }

    /// Writes a new appeal down. `false` when it is there already.
    pub(super) async fn begin(&self, mut row: Model, id: EntryId, what: Happening) -> Result<bool> {
        row.due_at = self.due_at(&row)?;
        if !appeals::add(self.tx, row.clone()).await? {
            return Ok(false);
        }
        self.told(&row, id, what).await?;
        Ok(true)
    }

    async fn told(&self, row: &Model, id: EntryId, what: Happening) -> Result<()> {
        let (ctx, heard) = (self.ctx, self.tells && is_heard(&what));
        let event = ctx.event(kind(&what)).about(row.id.0).of_account(row.account_id);
        let told = Told {
            id,
            version: row.version,
            at: ctx.now,
            side: self.by.code().to_owned(),
            person: ctx.actor.user().ok(),
            role: None,
            what,
        };
        appeals::tell(self.tx, row.id, &told).await?;
        self.tx.announce(Topic::Appeal(row.id));
        self.tx.announce(Topic::Account(row.account_id));
        self.tx.announce(Topic::Desk(Desk::Appeals));
        event::record(self.tx, event.with(row.state.clone())).await?;
        if heard {
            let news = News { appeal: row.id, version: row.version };
            jobs::enqueue(self.tx, &Job::Appeal(news), ctx.now).await?;
        }
        Ok(())
    }

    fn apply(&self, row: &mut Model, what: &Happening) -> Result<()> {
        let now = self.ctx.now;
        match what {
            Happening::Asked { .. } | Happening::Noted { .. } => {}
            Happening::Added { .. } => waiting(row)?,
            Happening::Assigned { to } => {
                let state = state_of(row)?;
                if state == State::Closed {
                    return Err(not_now(state));
                }
                row.assignee_id = to.as_ref().map(|to| to.id);
                if to.is_some() && advance(state, Step::Take, self.by).is_some() {
                    self.step(row, Step::Take)?;
                }
            }
            Happening::Answered { .. } => {
                self.step(row, Step::Answer)?;
                row.answered_at.get_or_insert(now);
                row.answers += 1;
                // Whoever answers has it from then on, where nobody had.
                row.assignee_id = row.assignee_id.or(self.ctx.actor.user().ok());
                row.ended_at.get_or_insert(now.trunc_subsecs(0));
            }
            Happening::Extended { until, .. } => {
                waiting(row)?;
                row.extended_until = Some(*until);
            }
            Happening::Reopened { .. } => {
                self.step(row, Step::Reopen)?;
                // Asked anew: the term begins anew.
                row.asked_at = now;
                row.extended_until = None;
                row.answered_at = None;
                row.ended_at = None;
            }
            Happening::Closed => {
                self.step(row, Step::Close)?;
                row.ended_at.get_or_insert(now.trunc_subsecs(0));
            }
        }
        Ok(())
    }

    fn step(&self, row: &mut Model, step: Step) -> Result<()> {
        let state = state_of(row)?;
        let next = advance(state, step, self.by).ok_or_else(|| not_now(state))?;
        next.code().clone_into(&mut row.state);
        row.state_at = self.ctx.now;
        Ok(())
    }

    /// By which the inbox sorts: the end of the term.
    fn due_at(&self, row: &Model) -> Result<DateTime<Utc>> {
        let due = clock_of(self.ctx, self.law, row)?.map(|clock| self.ctx.moment(clock.due));
        Ok(due.unwrap_or(row.asked_at).trunc_subsecs(0))
    }
}

fn waiting(row: &Model) -> Result<()> {
    let state = state_of(row)?;
    if state.is_waiting() { Ok(()) } else { Err(not_now(state)) }
}

fn not_now(state: State) -> Error {
    Rejection::form(Rule::AppealIs { state }).into()
}

pub(super) fn marks_of(ctx: &Ctx, row: &Model) -> Result<Marks> {
    Ok(Marks {
        asker: asker_of(row)?,
        asked: ctx.local(row.asked_at),
        extended_until: row.extended_until,
        answered: row.answered_at.map(|moment| ctx.local(moment)),
    })
}

/// The term of an appeal at the moment of the request.
pub(super) fn clock_of(ctx: &Ctx, law: &Law, row: &Model) -> Result<Option<Clock>> {
    Ok(clock(&marks_of(ctx, row)?, &law.limits, &law.working_days, ctx.local(ctx.now)))
}

/// The same where it is shown: what is closed without an answer is owed none.
pub(super) fn shown_clock(ctx: &Ctx, law: &Law, row: &Model) -> Result<Option<Clock>> {
    let clock = clock_of(ctx, law, row)?;
    Ok(clock.filter(|_| row.ended_at.is_none() || row.answered_at.is_some()))
}

/// The term of an appeal that is sent now.
pub(super) fn clock_of_new(ctx: &Ctx, law: &Law, asker: Asker) -> Option<Clock> {
    let now = ctx.local(ctx.now);
    let marks = Marks { asker, asked: now, extended_until: None, answered: None };
    clock(&marks, &law.limits, &law.working_days, now)
}

/// Whether its author gets a letter: of what they did themselves they know, but for the number and the term.
const fn is_heard(what: &Happening) -> bool {
    matches!(what, Happening::Asked { .. } | Happening::Answered { .. } | Happening::Extended { .. })
}

/// As the journal names it.
const fn kind(what: &Happening) -> &'static str {
    match what {
        Happening::Asked { .. } => "appeal.registered",
        Happening::Added { .. } => "appeal.added_to",
        Happening::Assigned { .. } => "appeal.assigned",
        Happening::Answered { .. } => "appeal.answered",
        Happening::Noted { .. } => "appeal.noted",
        Happening::Extended { .. } => "appeal.extended",
        Happening::Reopened { .. } => "appeal.reopened",
        Happening::Closed => "appeal.closed",
    }
}

use super::{kind_of, state_of, tell::News};
use crate::{
    Ctx, Error, Result,
    jobs::{self, Job},
};
use chrono::{SubsecRound, Utc};
use domain::{
    Rejection, Rule,
    access::Scope,
    changes::{Desk, Topic},
    ids::TicketId,
    law::Law,
    tickets::{By, Clock, Happening, Kind, Limit, Marks, State, Step, advance, clocks, headline},
};
use store::{
    Tx,
    entity::ticket::Model,
    event,
    tickets::{self, Told},
};

/// Whoever changes tickets, within one transaction.
pub(crate) struct Hand<'a> {
    pub ctx: &'a Ctx,
    pub tx: &'a Tx,
    pub law: &'a Law,
    pub by: By,
    /// Letters go to those whom it concerns.
    pub tells: bool,
}

impl Hand<'_> {
    /// A ticket in the scope, held until the commit.
    pub(super) async fn take(&self, scope: &Scope, id: TicketId) -> Result<Model> {
        tickets::hold(self.tx, scope, id).await?.ok_or(Error::NotFound)
    }

    /// Whether somebody who has seen a version of a ticket may change it now. `false` when what they want has happened since, and they did it
    /// themselves: a form that was sent twice.
    pub(super) async fn is_current(&self, row: &Model, seen: i64, wanted: &[Happening]) -> Result<bool> {
        if row.version == seen {
            return Ok(true);
        }
        let since = tickets::story(self.tx, row.id, seen).await?;
        let me = self.ctx.actor.user().ok();
        if since.iter().all(|told| told.person == me) && since.iter().map(|told| &told.what).eq(wanted) {
            return Ok(false);
        }
        let changes = since.into_iter().map(|told| told.what).collect();
        Err(Rejection::form(Rule::ChangedMeanwhile { changes }).into())
    }

    /// Whether this is what happened last, and whoever asks did it: a form that was sent twice.
    pub(super) async fn is_last(&self, row: &Model, wanted: &Happening) -> Result<bool> {
        let told = tickets::story(self.tx, row.id, row.version - 1).await?;
        let me = self.ctx.actor.user().ok();
        Ok(told.iter().any(|told| told.person == me && told.what == *wanted))
    }

    /// Something happens to a ticket: it is changed, told, and heard of.
    pub(crate) async fn happen(&self, mut row: Model, what: Happening) -> Result<Model> {
        self.apply(&mut row, &what)?;
        row.version += 1;
        row.next_at = self.next_at(&row)?;
        if !tickets::update(self.tx, row.clone()).await? {
            return Err(Error::Broken(format!("the ticket {} was not held", row.number)));
        }
        self.told(&row, what).await?;
        Ok(row)
    }

    /// Writes a new ticket down. `false` when it is there already.
    pub(super) async fn begin(&self, mut row: Model) -> Result<bool> {
        row.next_at = self.next_at(&row)?;
        if !tickets::add(self.tx, row.clone()).await? {
            return Ok(false);
        }
        self.told(&row, Happening::Registered).await?;
        Ok(true)
    }

    async fn told(&self, row: &Model, what: Happening) -> Result<()> {
        let (ctx, heard) = (self.ctx, self.tells && is_heard(&what, self.by));
        let event = ctx.event(kind(&what)).about(row.id.0);
        let event = row.account_id.map_or(event.clone(), |account| event.of_account(account));
        let told = Told {
            version: row.version,
            at: ctx.now,
            side: self.by.code().to_owned(),
            person: ctx.actor.user().ok(),
            role: None,
            what,
        };
        tickets::tell(self.tx, row.id, &told).await?;
        event::record(self.tx, event.with(row.state.clone())).await?;
        announce(self.tx, row);
        if heard {
            let news = News::Happened { ticket: row.id, version: row.version };
            jobs::enqueue(self.tx, &Job::Ticket(news), ctx.now).await?;
        }
        Ok(())
    }

    fn apply(&self, row: &mut Model, what: &Happening) -> Result<()> {
        let now = self.ctx.now;
        if self.by == By::Staff {
            row.answered_at.get_or_insert(now);
        }
        match what {
            // Who it is assigned to is in the row already: a happening has the name alone.
            Happening::Registered | Happening::Assigned { .. } => {}
            Happening::Moved { step, note, until } => {
                let state = state_of(row)?;
                let Some(next) = advance(state, *step, self.by) else {
                    return Err(Rejection::form(Rule::NotInThisState { state }).into());
                };
                self.let_clocks_go_on(row, next)?;
                match next {
                    State::Deferred => {
                        row.paused_since = Some(now);
                        row.deferred_until = *until;
                    }
                    State::Completed => row.done_at = Some(now),
                    State::Open | State::InProgress | State::Declined | State::Closed => {}
                }
                match next {
                    State::Completed | State::Declined => row.result.clone_from(note),
                    State::Open => row.result = None,
                    State::InProgress | State::Deferred | State::Closed => {}
                }
                row.taken_back = *step == Step::TakeBack;
                next.code().clone_into(&mut row.state);
                row.state_at = now;
                row.ended_at =
                    if next.is_active() { None } else { row.ended_at.or(Some(now.trunc_subsecs(0))) };
            }
            Happening::Rated(rating) => row.rating = Some(rating.stars().into()),
            Happening::Sorted { category, kind, whose } => {
                category.code().clone_into(&mut row.category);
                kind.code().clone_into(&mut row.kind);
                whose.code().clone_into(&mut row.whose);
            }
            Happening::Localised => {
                let state = state_of(row)?;
                if !state.is_active() || kind_of(row)? != Kind::Emergency {
                    return Err(Rejection::form(Rule::NotInThisState { state }).into());
                }
                row.localised_at.get_or_insert(now);
            }
        }
        Ok(())
    }

    /// What stood while the ticket was deferred, or done and not yet returned, goes on; what was late already stays late.
    fn let_clocks_go_on(&self, row: &mut Model, next: State) -> Result<()> {
        let returned = row.done_at.filter(|_| next == State::Open);
        if let Some(since) = row.paused_since.or(returned) {
            let late = |clock: &Clock| clock.limit != Limit::Answer && clock.standing.is_breached();
            if !clocks_of(self.ctx, self.law, row)?.iter().any(late) {
                row.paused_minutes += (self.ctx.now - since).num_minutes();
            }
        }
        if returned.is_some() {
            row.done_at = None;
            row.rating = None;
        }
        row.paused_since = None;
        row.deferred_until = None;
        Ok(())
    }

    /// By which the board sorts: when the next limit ends, or the day until which it is put off.
    fn next_at(&self, row: &Model) -> Result<chrono::DateTime<Utc>> {
        if let Some(until) = row.deferred_until {
            return Ok(self.ctx.moment(until.and_time(chrono::NaiveTime::MIN)));
        }
        let clocks = clocks_of(self.ctx, self.law, row)?;
        let due = headline(&clocks).map(|clock| self.ctx.moment(clock.due));
        Ok(due.unwrap_or(row.registered_at).trunc_subsecs(0))
    }
}

/// Pages that show a ticket look again.
pub(super) fn announce(tx: &Tx, row: &Model) {
    tx.announce(Topic::Ticket(row.id));
    tx.announce(Topic::Desk(Desk::Tickets));
    if let Some(account) = row.account_id {
        tx.announce(Topic::Account(account));
    }
}

/// Every limit of a ticket at the moment of the request. What is over counts down no more: it has those that were kept.
pub(super) fn clocks_of(ctx: &Ctx, law: &Law, row: &Model) -> Result<Vec<Clock>> {
    let local = |moment: Option<_>| moment.map(|moment| ctx.local(moment));
    let marks = Marks {
        registered: ctx.local(row.registered_at),
        answered: local(row.answered_at),
        localised: local(row.localised_at),
        done: local(row.done_at),
        paused_minutes: row.paused_minutes,
        paused_since: local(row.paused_since),
    };
    let mut clocks = clocks(kind_of(row)?, &marks, &law.limits, &law.working_days, ctx.local(ctx.now));
    clocks.retain(|clock| row.ended_at.is_none() || clock.standing.is_met());
    Ok(clocks)
}

/// What has to be done next; none where nothing is.
pub(super) fn next_clock(ctx: &Ctx, law: &Law, row: &Model) -> Result<Option<Clock>> {
    if row.ended_at.is_some() {
        return Ok(None);
    }
    Ok(headline(&clocks_of(ctx, law, row)?).copied())
}

/// Whether residents get a letter: of what they did themselves they know.
const fn is_heard(what: &Happening, by: By) -> bool {
    match what {
        Happening::Registered => true,
        Happening::Moved { step, .. } => matches!(by, By::Staff) && !matches!(step, Step::Close),
        Happening::Rated(_)
        | Happening::Assigned { .. }
        | Happening::Sorted { .. }
        | Happening::Localised => false,
    }
}

/// As the journal names it.
const fn kind(what: &Happening) -> &'static str {
    match what {
        Happening::Registered => "ticket.registered",
        Happening::Moved { .. } => "ticket.moved",
        Happening::Rated(_) => "ticket.rated",
        Happening::Assigned { .. } => "ticket.assigned",
        Happening::Sorted { .. } => "ticket.sorted",
        Happening::Localised => "ticket.localised",
    }
}

use crate::{
    Ctx, Error, Result,
    tickets::{Draft, Hand, write_down},
};
use chrono::{DateTime, Days, NaiveDateTime, TimeDelta, Utc};
use domain::{
    access::{Actor, Role},
    ids::{BuildingId, CommentId, ExecutorId, IncidentId, TicketId, UserId},
    incidents::IncidentKind,
    law::Law,
    tickets::{By, Category, Happening, Step, Whose, check_ticket},
};
use std::collections::HashMap;
use store::{
    Tx,
    entity::{
        account, executor, incident, incident_follower, incident_place, ticket_comment, ticket_follower,
    },
    executors, incidents, person, registry, tickets,
};
use uuid::Uuid;

/// A resident who writes.
#[derive(Clone, Copy)]
pub(super) struct Author {
    pub email: &'static str,
    /// № лицевого счета.
    pub account: &'static str,
    pub name: &'static str,
    pub phone: &'static str,
}

/// Who tells of it, and of what.
#[derive(Clone, Copy)]
pub(super) enum Teller {
    /// In the portal, of their unit.
    Home(Author),
    /// In the portal, of their house.
    Stairs(Author),
    /// By telephone, of a house.
    Passer(&'static str),
}

#[derive(Clone, Copy)]
pub(super) enum When {
    /// Company time.
    On(NaiveDateTime),
    /// Minutes.
    Ago(i64),
}

/// What becomes of a ticket.
#[derive(Clone, Copy)]
pub(super) enum Act {
    /// It is given to somebody who begins at once.
    Begins(&'static str),
    /// Staff write to the resident.
    Says(&'static str),
    /// With a note, and put off for so many days from now.
    Moved(Step, &'static str, Option<u64>),
    /// «И у меня».
    Joined(Author),
}

/// A ticket with all that becomes of it.
pub(super) struct Tale {
    /// Otherwise the next one.
    pub number: Option<i64>,
    pub at: When,
    pub teller: Teller,
    pub text: &'static str,
    pub acts: Vec<(When, Act)>,
}

pub(super) struct Incident {
    pub kind: IncidentKind,
    pub category: Category,
    pub text: &'static str,
    pub from: When,
    pub to: When,
    pub house: &'static str,
    pub joined: Author,
}

/// Where tales are played: the people, houses and executors that they name.
pub(super) struct Scene<'a> {
    ctx: &'a Ctx,
    tx: &'a Tx,
    law: &'a Law,
    accounts: Vec<account::Model>,
    buildings_of_units: HashMap<domain::ids::UnitId, BuildingId>,
    houses: HashMap<String, BuildingId>,
    executors: HashMap<&'static str, ExecutorId>,
}

const DISPATCHER: &str = "dispatcher@example.org";

impl<'a> Scene<'a> {
    pub(super) async fn set(ctx: &'a Ctx, tx: &'a Tx, law: &'a Law, names: &[&'static str]) -> Result<Self> {
        let known = registry::load(tx).await?;
        let mut executors = HashMap::new();
        for name in names {
            let row = executor::Model {
                id: ExecutorId(Uuid::now_v7()),
                name: (*name).to_owned(),
                retired_at: None,
            };
            executors.insert(*name, executors::add(tx, row).await?);
        }
        Ok(Self {
            ctx,
            tx,
            law,
            accounts: known.accounts,
            buildings_of_units: known.units.iter().map(|unit| (unit.id, unit.building_id)).collect(),
            houses: known.buildings.into_iter().map(|house| (house.address, house.id)).collect(),
            executors,
        })
    }

    pub(super) async fn play(&self, tale: &Tale) -> Result<()> {
        let number = match tale.number {
            Some(number) => number,
            None => tickets::next_number(self.tx).await?,
        };
        let id = self.begin(tale, number).await?;
        for (at, act) in &tale.acts {
            self.act(id, *at, *act).await?;
        }
        Ok(())
    }

    async fn begin(&self, tale: &Tale, number: i64) -> Result<TicketId> {
        let (author, whose, house) = match tale.teller {
            Teller::Home(author) => (Some(author), Whose::Unit, None),
            Teller::Stairs(author) => (Some(author), Whose::House, None),
            Teller::Passer(house) => (None, Whose::House, Some(house)),
        };
        let account = author.map(|author| self.account(author.account)).transpose()?;
        let building = match (account, house) {
            (Some(account), _) => self.buildings_of_units.get(&account.unit_id),
            (None, house) => house.and_then(|house| self.houses.get(house)),
        };
        let (name, phone) =
            author.map_or(("Жительница дома", "+7 921 555-01-99"), |who| (who.name, who.phone));
        let draft = Draft {
            id: TicketId(Uuid::now_v7()),
            account: account.map(|account| account.id),
            building: None,
            person: match author {
                Some(author) => Some(self.person(author.email).await?),
                None => None,
            },
            category: None,
            whose,
            checked: check_ticket(name, phone, tale.text)?,
        };
        let by = if author.is_some() { By::Resident } else { By::Staff };
        let ctx = self.request(author.map_or(DISPATCHER, |author| author.email), tale.at).await?;
        write_down(&self.hand(&ctx, by), &draft, *building.ok_or(Error::NotFound)?, number).await?;
        Ok(draft.id)
    }

    async fn act(&self, id: TicketId, at: When, act: Act) -> Result<()> {
        let ctx = self.request(DISPATCHER, at).await?;
        let hand = self.hand(&ctx, By::Staff);
        let row = tickets::by_id(self.tx, id).await?.ok_or(Error::NotFound)?;
        match act {
            Act::Begins(name) => {
                let row =
                    store::entity::ticket::Model { executor_id: self.executors.get(name).copied(), ..row };
                let row = hand.happen(row, Happening::Assigned { executor: Some(name.to_owned()) }).await?;
                hand.happen(row, Happening::Moved { step: Step::Start, note: None, until: None }).await?;
            }
            Act::Says(text) => {
                let comment = ticket_comment::Model {
                    id: CommentId(Uuid::now_v7()),
                    ticket_id: id,
                    at: ctx.now,
                    side: By::Staff.code().to_owned(),
                    person_id: ctx.actor.user().ok(),
                    internal: false,
                    text: text.to_owned(),
                };
                store::insert(self.tx, comment).await?;
                tickets::answered(self.tx, id, ctx.now).await?;
            }
            Act::Moved(step, note, days) => {
                let until = days.and_then(|days| self.ctx.today().checked_add_days(Days::new(days)));
                hand.happen(row, Happening::Moved { step, note: Some(note.to_owned()), until }).await?;
            }
            Act::Joined(author) => {
                let follower = ticket_follower::Model {
                    ticket_id: id,
                    account_id: self.account(author.account)?.id,
                    person_id: self.person(author.email).await?,
                    at: ctx.now,
                    by_staff: false,
                };
                tickets::follow(self.tx, follower).await?;
            }
        }
        Ok(())
    }

    pub(super) async fn announce(&self, tells: &Incident) -> Result<()> {
        let ctx = self.request(DISPATCHER, tells.from).await?;
        let id = IncidentId(Uuid::now_v7());
        let row = incident::Model {
            id,
            kind: tells.kind.code().to_owned(),
            category: tells.category.code().to_owned(),
            text: tells.text.to_owned(),
            starts_at: ctx.now,
            ends_at: Some(self.moment(tells.to)),
            announced_at: ctx.now,
            person_id: ctx.actor.user().ok(),
            ended_at: None,
            news: 1,
        };
        let building_id = *self.houses.get(tells.house).ok_or(Error::NotFound)?;
        let place = incident_place::Model { incident_id: id, building_id, entrance: String::new() };
        incidents::add(self.tx, row.clone(), vec![place]).await?;
        crate::incidents::know(self.tx, &row).await?;
        let follower = incident_follower::Model {
            incident_id: id,
            account_id: self.account(tells.joined.account)?.id,
            person_id: self.person(tells.joined.email).await?,
            at: self.ctx.now,
            by_staff: false,
        };
        incidents::follow(self.tx, follower).await?;
        Ok(())
    }

    /// A request that somebody made then.
    async fn request(&self, email: &str, at: When) -> Result<Ctx> {
        let role = (email == DISPATCHER).then_some(Role::Dispatcher);
        let actor = Actor::Person { user: self.person(email).await?, role, bound: false };
        Ok(Ctx { actor, now: self.moment(at), ..self.ctx.clone() })
    }

    /// Nobody gets letters about what was before they came.
    fn hand<'b>(&'b self, ctx: &'b Ctx, by: By) -> Hand<'b> {
        Hand { ctx, tx: self.tx, law: self.law, by, tells: false }
    }

    fn moment(&self, at: When) -> DateTime<Utc> {
        match at {
            When::On(local) => self.ctx.moment(local),
            When::Ago(minutes) => self.ctx.now - TimeDelta::minutes(minutes),
        }
    }

    fn account(&self, number: &str) -> Result<&account::Model> {
        self.accounts.iter().find(|account| account.number == number).ok_or(Error::NotFound)
    }

    async fn person(&self, email: &str) -> Result<UserId> {
        Ok(person::by_email(self.tx, email).await?.ok_or(Error::NotFound)?.id)
    }
}

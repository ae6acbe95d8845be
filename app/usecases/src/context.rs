use crate::{ports::Ports, vault::Vault};
use chrono::{DateTime, NaiveDate, NaiveDateTime, TimeZone, Utc};
use chrono_tz::Tz;
use domain::{
    access::Actor,
    files,
    ids::SessionId,
    payments::Terms,
    session::{DemoGuide, Person},
};
use std::{net::IpAddr, sync::Arc};
use store::{Db, event::Event};

/// One request: who asks, when, from where, and with what.
#[derive(Debug, Clone)]
pub struct Ctx {
    pub actor: Actor,
    /// The signed-in person with their accounts; `None` for guests and for the system.
    pub visitor: Option<Arc<Visitor>>,
    /// The moment of the request. Nothing below looks at the clock.
    pub now: DateTime<Utc>,
    pub db: Db,
    pub ports: Arc<Ports>,
    pub portal: Arc<Portal>,
    pub origin: Origin,
}

/// Where a request comes from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Origin {
    /// Address of the person, behind trusted proxies.
    pub address: IpAddr,
    /// `User-Agent` as sent; empty when there is none.
    pub user_agent: String,
    /// Id of the request, as in the log.
    pub request: String,
    /// Token of the cookie that marks a known device, if it came along.
    pub device: Option<String>,
}

/// The signed-in person, with the session they came by.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Visitor {
    pub session: SessionId,
    pub person: Person,
}

/// What is the same for every request.
#[derive(Debug, Clone)]
pub struct Portal {
    /// Name of the management company.
    pub company: String,
    /// Address and telephones of the company, for papers.
    pub contacts: Option<String>,
    /// Where people reach the portal, without a slash at the end: links in letters begin with it.
    pub base_url: String,
    /// Version and commit of the build.
    pub build: String,
    pub zone: Tz,
    /// Fee and bounds of a payment.
    pub terms: Terms,
    /// How much may be added to what people write.
    pub files: files::Limits,
    pub demo: Option<DemoGuide>,
    /// Whether a role that sees money grants nothing without a second factor.
    pub second_factor: bool,
    /// What the database alone must not tell.
    pub vault: Vault,
}

impl Visitor {
    /// The visitor as this portal sees them: a role that wants a second factor is withheld without one.
    #[must_use]
    pub fn under(self, portal: &Portal) -> Self {
        if portal.second_factor { Self { person: self.person.without_bare_role(), ..self } } else { self }
    }
}

impl Ctx {
    /// Something that whoever asks does now, for the journal.
    pub(crate) fn event(&self, kind: &'static str) -> Event {
        Event::new(self.now, self.actor.user().ok(), kind)
    }

    /// The calendar day of the request, as residents see it.
    #[must_use]
    pub fn today(&self) -> NaiveDate {
        self.local(self.now).date()
    }

    /// A moment in the time of the houses.
    #[must_use]
    pub fn local(&self, moment: DateTime<Utc>) -> NaiveDateTime {
        moment.with_timezone(&self.portal.zone).naive_local()
    }

    /// The moment at which the clocks of the houses show this; of two the later one, and where they skip it the same in UTC.
    #[must_use]
    pub fn moment(&self, local: NaiveDateTime) -> DateTime<Utc> {
        let zone = self.portal.zone.from_local_datetime(&local).latest();
        zone.map_or_else(|| local.and_utc(), |moment| moment.with_timezone(&Utc))
    }
}

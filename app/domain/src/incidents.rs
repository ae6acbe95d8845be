//! Incidents (отключения, аварии): what is the matter in a house, for everybody whom it touches.
use crate::{
    Rejection, Rule,
    access::Role,
    ids::{AccountId, BuildingId, IncidentId},
    texts::{clean, words},
    tickets::{Category, Clause, MAX_TEXT},
};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};
use std::fmt;

mod bounds;
mod form;
mod recalculation;
#[cfg(test)]
mod tests;

pub use bounds::{check_beginning, check_end};
pub use form::{CheckedChange, IncidentChange, IncidentForm};
pub use recalculation::{Beyond, Recalculation, Share, TouchedAccount, beyond};

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum IncidentKind {
    /// Отключение.
    Planned,
    /// Авария.
    Emergency,
}

impl IncidentKind {
    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Planned => "planned",
            Self::Emergency => "emergency",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Planned, Self::Emergency].into_iter().find(|kind| kind.code() == code)
    }
}

/// What those hear of an incident whom it touches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Turn {
    Announced,
    /// Its times or its places are others.
    Changed,
    /// It touches others now.
    Elsewhere,
    Ended,
    /// It ended before it began.
    Cancelled,
}

/// An incident as those see it whom it touches.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentCard {
    pub id: IncidentId,
    pub kind: IncidentKind,
    pub category: Category,
    pub text: String,
    /// Company time, as are the other moments.
    pub from: NaiveDateTime,
    /// As promised; none when nobody knows.
    pub to: Option<NaiveDateTime>,
    pub ended_at: Option<NaiveDateTime>,
    /// Households that said «И у меня».
    pub households: i64,
    /// Mine did.
    pub joined: bool,
    /// Until when the law lets the service be off, and where it says so.
    pub allowed: Option<(NaiveDateTime, Clause)>,
}

/// An incident in the list of staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct StaffIncident {
    pub card: IncidentCard,
    /// Addresses, each with its entrance where only that is touched.
    pub places: Vec<(String, Option<String>)>,
}

/// The incidents of the houses that somebody serves.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentsPage {
    /// Company time.
    pub now: NaiveDateTime,
    pub current: Vec<StaffIncident>,
    /// Those that are over, the latest first.
    pub ended: Vec<StaffIncident>,
}

/// «Объявить отключение»: what there is to choose from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentDesk {
    /// For the form: sending it twice is one incident.
    pub fresh: IncidentId,
    /// Company time.
    pub now: NaiveDateTime,
    pub houses: Vec<HouseEntrances>,
}

/// A house with its entrances, as far as they are known.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseEntrances {
    pub id: BuildingId,
    pub address: String,
    pub entrances: Vec<String>,
}

/// An incident with its history, for staff.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentPage {
    pub incident: StaffIncident,
    /// Company time.
    pub now: NaiveDateTime,
    /// The corrections, the first first. Their count comes back with the next one.
    pub edits: Vec<Edit>,
    /// It is wholly in houses that one serves: one may change and end it.
    pub mine: bool,
    /// Where it is, as the form of a correction says it.
    pub places: Vec<Place>,
    /// Where it may be: for whoever may change it, while it is not over.
    pub houses: Vec<HouseEntrances>,
    /// Once it is over and was longer than the law allows.
    pub recalculation: Option<Recalculation>,
}

/// A correction of an announcement.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Edit {
    /// Company time.
    pub at: NaiveDateTime,
    pub role: Option<Role>,
    /// What it said before.
    pub text: String,
    /// Since when it was before; none where only the text and the promise could be corrected.
    pub from: Option<NaiveDateTime>,
    /// Until when it was promised before.
    pub to: Option<NaiveDateTime>,
    /// Where it was before, if it is elsewhere now.
    pub places: Vec<(String, Option<String>)>,
}

/// A resident's page of an incident.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct KnownIncident {
    pub card: IncidentCard,
    /// One's own account that it touches: the open one, if it does.
    pub account: AccountId,
    /// One's houses that it is in.
    pub houses: Vec<BuildingId>,
    /// Addresses of one's units that it touches.
    pub places: Vec<String>,
    /// One may say «И у меня» by now.
    pub joinable: bool,
}

/// Where an incident is.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct Place {
    pub building: BuildingId,
    /// None for the whole house.
    #[serde(default)]
    pub entrance: Option<String>,
}

/// As forms say it: the id of the house, or that id, a colon and an entrance.
impl fmt::Display for Place {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.entrance {
            Some(entrance) => write!(f, "{}:{entrance}", self.building),
            None => write!(f, "{}", self.building),
        }
    }
}

/// What staff announce.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewIncident {
    /// Chosen by the page: sending it twice is one incident.
    pub id: IncidentId,
    pub kind: IncidentKind,
    pub category: Category,
    #[serde(default)]
    pub text: String,
    /// Company time.
    pub from: NaiveDateTime,
    #[serde(default)]
    pub to: Option<NaiveDateTime>,
    #[serde(default)]
    pub places: Vec<Place>,
}

/// What an announcement says, cleaned.
///
/// # Errors
/// [`Rule::TicketTextMissing`], [`Rule::TextTooLong`].
pub fn check_text(text: &str) -> Result<String, Rule> {
    words(text, MAX_TEXT, Rule::TicketTextMissing)
}

/// The places of an announcement.
///
/// # Errors
/// A rejection of the fields `text`, `to` and `places`.
pub fn check_incident(new: &NewIncident) -> Result<Vec<Place>, Rejection> {
    let mut rejection = Rejection::default();
    rejection.check("text", check_text(&new.text));
    rejection.check("to", check_end(new.from, new.to));
    let places = rejection.check("places", check_places(&new.places));
    match places {
        Some(places) if rejection.0.is_empty() => Ok(places),
        _ => Err(rejection),
    }
}

/// Places, each once: a whole house holds its entrances.
///
/// # Errors
/// [`Rule::HouseMissing`].
pub fn check_places(named: &[Place]) -> Result<Vec<Place>, Rule> {
    let mut places: Vec<Place> = Vec::new();
    for place in named.iter().map(tidy) {
        let whole = Place { building: place.building, entrance: None };
        if places.contains(&whole) || places.contains(&place) {
            continue;
        }
        if place == whole {
            places.retain(|other| other.building != place.building);
        }
        places.push(place);
    }
    if places.is_empty() { Err(Rule::HouseMissing) } else { Ok(places) }
}

fn tidy(place: &Place) -> Place {
    let entrance = place.entrance.as_deref().map(clean).filter(|entrance| !entrance.is_empty());
    Place { building: place.building, entrance }
}

//! Incidents (отключения, аварии): what is the matter in a house, for everybody whom it touches.
use crate::{
    Rejection, Rule,
    access::Role,
    ids::{BuildingId, IncidentId},
    tickets::{Category, Clause, MAX_TEXT},
};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

mod form;
mod recalculation;
#[cfg(test)]
mod tests;

pub use form::{IncidentChange, IncidentForm};
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
    /// Until when it was promised before.
    pub to: Option<NaiveDateTime>,
}

/// Where an incident is.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Place {
    pub building: BuildingId,
    /// None for the whole house.
    #[serde(default)]
    pub entrance: Option<String>,
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

/// The places of an announcement, each once: a whole house holds its entrances.
///
/// # Errors
/// A rejection of the fields `text`, `to` and `places`.
pub fn check_incident(new: &NewIncident) -> Result<Vec<Place>, Rejection> {
    let mut rejection = Rejection::default();
    let length = new.text.trim().chars().count();
    if length == 0 {
        rejection.0.push(("text".to_owned(), Rule::TicketTextMissing));
    } else if length > MAX_TEXT as usize {
        rejection.0.push(("text".to_owned(), Rule::TextTooLong { max: MAX_TEXT }));
    }
    if new.to.is_some_and(|to| to < new.from) {
        rejection.0.push(("to".to_owned(), Rule::SpanBackwards));
    }
    let mut places: Vec<Place> = Vec::new();
    for place in new.places.iter().map(tidy) {
        let whole = Place { building: place.building, entrance: None };
        if places.contains(&whole) || places.contains(&place) {
            continue;
        }
        if place == whole {
            places.retain(|other| other.building != place.building);
        }
        places.push(place);
    }
    if places.is_empty() {
        rejection.0.push(("places".to_owned(), Rule::PlaceMissing));
    }
    if rejection.0.is_empty() { Ok(places) } else { Err(rejection) }
}

fn tidy(place: &Place) -> Place {
    let entrance = place.entrance.as_deref().map(str::trim).filter(|entrance| !entrance.is_empty());
    Place { building: place.building, entrance: entrance.map(str::to_owned) }
}

use super::{IncidentKind, NewIncident, Place};
use crate::{
    Rejection, Rule,
    ids::{BuildingId, IncidentId},
    tickets::Category,
};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// An announcement as it was filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentForm {
    /// As in [`NewIncident::id`].
    pub id: IncidentId,
    pub kind: IncidentKind,
    pub category: Category,
    #[serde(default)]
    pub text: String,
    /// `2018-01-25T10:00`, company time, as is `to`.
    #[serde(default)]
    pub from: String,
    #[serde(default)]
    pub to: String,
    /// The id of a house, or that id, a colon and an entrance.
    #[serde(default)]
    pub places: Vec<String>,
}

/// A correction of an announcement as it was filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct IncidentChange {
    pub id: IncidentId,
    /// Corrections that the page has shown.
    pub seen: i64,
    #[serde(default)]
    pub text: String,
    /// As in [`IncidentForm::to`].
    #[serde(default)]
    pub to: String,
}

impl IncidentForm {
    /// # Errors
    /// A rejection of the fields `from`, `to` and `places`.
    pub fn read(self) -> Result<NewIncident, Rejection> {
        let mut rejection = Rejection::default();
        let from =
            rejection.check("from", moment(&self.from).and_then(|from| from.ok_or(Rule::MomentMissing)));
        let to = rejection.check("to", moment(&self.to));
        let places: Option<Vec<Place>> = self.places.iter().map(|text| place(text)).collect();
        let places = rejection.check("places", places.ok_or(Rule::PlaceMissing));
        let (Some(from), Some(to), Some(places)) = (from, to, places) else { return Err(rejection) };
        let Self { id, kind, category, text, .. } = self;
        Ok(NewIncident { id, kind, category, text, from, to, places })
    }
}

impl IncidentChange {
    /// Until when; none when nobody knows.
    ///
    /// # Errors
    /// A rejection of the field `to`.
    pub fn until(&self) -> Result<Option<NaiveDateTime>, Rejection> {
        moment(&self.to).map_err(|rule| Rejection::of("to", rule))
    }
}

fn moment(text: &str) -> Result<Option<NaiveDateTime>, Rule> {
    let text = text.trim();
    if text.is_empty() {
        return Ok(None);
    }
    let read = ["%Y-%m-%dT%H:%M", "%Y-%m-%dT%H:%M:%S"]
        .iter()
        .find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    read.map(Some).ok_or(Rule::MomentMissing)
}

fn place(text: &str) -> Option<Place> {
    let (building, entrance) =
        text.split_once(':').map_or((text, None), |(id, entrance)| (id, Some(entrance)));
    let building: BuildingId = building.parse().ok()?;
    Some(Place { building, entrance: entrance.map(str::to_owned) })
}

use super::{IncidentKind, NewIncident, Place, check_end, check_places, check_text};
use crate::{
    Rejection, Rule,
    calendar::{moment, optional},
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
    /// As in [`IncidentForm::from`], as is `to`.
    #[serde(default)]
    pub from: String,
    #[serde(default)]
    pub to: String,
    /// As in [`IncidentForm::places`].
    #[serde(default)]
    pub places: Vec<String>,
}

/// A correction whose fields are good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedChange {
    pub text: String,
    /// Company time, as is `to`.
    pub from: NaiveDateTime,
    pub to: Option<NaiveDateTime>,
    /// Each once.
    pub places: Vec<Place>,
}

impl IncidentForm {
    /// # Errors
    /// A rejection of the fields `from`, `to` and `places`.
    pub fn read(self) -> Result<NewIncident, Rejection> {
        let mut rejection = Rejection::default();
        let from = rejection.check("from", beginning(&self.from));
        let to = rejection.check("to", end(&self.to));
        let places = rejection.check("places", places(&self.places));
        let (Some(from), Some(to), Some(places)) = (from, to, places) else { return Err(rejection) };
        let Self { id, kind, category, text, .. } = self;
        Ok(NewIncident { id, kind, category, text, from, to, places })
    }
}

impl IncidentChange {
    /// # Errors
    /// A rejection of the fields `text`, `from`, `to` and `places`.
    pub fn read(&self) -> Result<CheckedChange, Rejection> {
        let mut rejection = Rejection::default();
        let text = rejection.check("text", check_text(&self.text));
        let from = rejection.check("from", beginning(&self.from));
        let to = end(&self.to).and_then(|to| match from {
            Some(from) => check_end(from, to).map(|()| to),
            None => Ok(to),
        });
        let to = rejection.check("to", to);
        let places = places(&self.places).and_then(|places| check_places(&places));
        let places = rejection.check("places", places);
        match (text, from, to, places) {
            (Some(text), Some(from), Some(to), Some(places)) => Ok(CheckedChange { text, from, to, places }),
            _ => Err(rejection),
        }
    }
}

fn beginning(text: &str) -> Result<NaiveDateTime, Rule> {
    moment(text).ok_or(Rule::MomentMissing)
}

fn end(text: &str) -> Result<Option<NaiveDateTime>, Rule> {
    optional(text, moment, Rule::MomentMissing)
}

fn places(texts: &[String]) -> Result<Vec<Place>, Rule> {
    texts.iter().map(|text| place(text)).collect::<Option<_>>().ok_or(Rule::HouseMissing)
}

fn place(text: &str) -> Option<Place> {
    let (building, entrance) =
        text.split_once(':').map_or((text, None), |(id, entrance)| (id, Some(entrance)));
    let building: BuildingId = building.parse().ok()?;
    Some(Place { building, entrance: entrance.map(str::to_owned) })
}

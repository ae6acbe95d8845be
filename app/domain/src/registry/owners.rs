use super::form::day;
use crate::{Rejection, Rule, ids::OwnerId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// From when to when somebody owns: fields as they were typed. A day may lie ahead: whoever sells knows it before.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct OwnerDates {
    pub owner: OwnerId,
    /// The first day; empty where it is not known.
    #[serde(default)]
    pub from: String,
    /// The last day; empty while they own.
    #[serde(default)]
    pub to: String,
}

impl OwnerDates {
    /// # Errors
    /// A rejection of the fields `from` and `to`.
    pub fn check(&self) -> Result<(Option<NaiveDate>, Option<NaiveDate>), Rejection> {
        let mut rejection = Rejection::default();
        let read = |text: &str| if text.trim().is_empty() { Ok(None) } else { day(text).map(Some) };
        let from = rejection.check("from", read(&self.from));
        let to = read(&self.to).map_err(Rule::from).and_then(|to| match (from.flatten(), to) {
            (Some(from), Some(to)) if to < from => Err(Rule::SpanBackwards),
            _ => Ok(to),
        });
        let to = rejection.check("to", to);
        let (Some(from), Some(to)) = (from, to) else { return Err(rejection) };
        Ok((from, to))
    }
}

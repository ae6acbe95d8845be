use super::{
    Wrong,
    form::{past_day, reason, words},
};
use crate::{
    Rejection, Rule,
    accounts::AccountNumber,
    ids::{ResidencyClaimId, ResidencyId},
    residency::ResidencyKind,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Who somebody is in a unit, and from when to when.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ResidencyDates {
    pub residency: ResidencyId,
    /// The code of a kind.
    #[serde(default)]
    pub kind: String,
    #[serde(default)]
    pub from: String,
    /// The last day; empty while they live there.
    #[serde(default)]
    pub to: String,
}

/// Dates whose fields are good.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tied {
    pub kind: ResidencyKind,
    pub from: NaiveDate,
    pub to: Option<NaiveDate>,
}

impl ResidencyDates {
    /// # Errors
    /// A rejection of the fields `kind`, `from` and `to`.
    pub fn check(&self, today: NaiveDate) -> Result<Tied, Rejection> {
        let mut rejection = Rejection::default();
        let kind = rejection.check("kind", kind(&self.kind));
        let from = rejection.check("from", past_day(&self.from, today));
        let to = if self.to.trim().is_empty() { Ok(None) } else { past_day(&self.to, today).map(Some) };
        let to = to.map_err(Rule::from).and_then(|to| match (from, to) {
            (Some(from), Some(to)) if to < from => Err(Rule::SpanBackwards),
            _ => Ok(to),
        });
        let to = rejection.check("to", to);
        let (Some(kind), Some(from), Some(to)) = (kind, from, to) else { return Err(rejection) };
        Ok(Tied { kind, from, to })
    }
}

/// A wish for a unit comes true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimConfirmation {
    pub claim: ResidencyClaimId,
    /// № лицевого счета: staff may know it better.
    #[serde(default)]
    pub account: String,
    /// The code of a kind.
    #[serde(default)]
    pub kind: String,
    /// What the resident is told besides.
    #[serde(default)]
    pub note: String,
}

impl ClaimConfirmation {
    /// # Errors
    /// A rejection of the fields `account`, `kind` and `note`.
    pub fn check(&self) -> Result<(AccountNumber, ResidencyKind, String), Rejection> {
        let mut rejection = Rejection::default();
        let number = rejection.check("account", AccountNumber::parse(&self.account));
        let kind = rejection.check("kind", kind(&self.kind));
        let note = rejection.check("note", words(&self.note));
        let (Some(number), Some(kind), Some(note)) = (number, kind, note) else { return Err(rejection) };
        Ok((number, kind, note))
    }
}

/// A wish for a unit does not come true.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ClaimRefusal {
    pub claim: ResidencyClaimId,
    /// The resident reads it.
    #[serde(default)]
    pub reason: String,
}

impl ClaimRefusal {
    /// # Errors
    /// A rejection of the field `reason`.
    pub fn check(&self) -> Result<String, Rejection> {
        reason(&self.reason, Rule::ReasonMissing).map_err(|wrong| Rejection::of("reason", wrong))
    }
}

/// What becomes of whom those who live there do not know.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct DisputeAnswer {
    pub residency: ResidencyId,
    /// They have the unit again; otherwise they have it no more.
    #[serde(default)]
    pub stays: bool,
    /// Both sides read it.
    #[serde(default)]
    pub reason: String,
}

impl DisputeAnswer {
    /// # Errors
    /// A rejection of the field `reason`.
    pub fn check(&self) -> Result<String, Rejection> {
        reason(&self.reason, Rule::ReasonMissing).map_err(|wrong| Rejection::of("reason", wrong))
    }
}

fn kind(code: &str) -> Result<ResidencyKind, Wrong> {
    ResidencyKind::from_code(code).ok_or(Wrong::KindMissing)
}

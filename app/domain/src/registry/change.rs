use crate::{readings::Resource, residency::ResidencyKind};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What staff have changed in the registries, as the journal keeps it. Whom it is about stands beside it: here are no names and no e-mails,
/// for the journal outlives those who are deleted.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Change {
    MeterReplaced {
        resource: Resource,
        serial: String,
        on: NaiveDate,
        /// As written, one a zone.
        last: Vec<String>,
        /// Serial number of the new one.
        fresh: String,
        first: Vec<String>,
        act: String,
    },
    MeterVerified {
        resource: Resource,
        serial: String,
        on: NaiveDate,
        until: NaiveDate,
        before: Option<NaiveDate>,
        act: String,
    },
    MeterRemoved {
        resource: Resource,
        serial: String,
        on: NaiveDate,
        /// Empty where nobody read it.
        last: Vec<String>,
        reason: String,
    },
    AccountClosed {
        on: NaiveDate,
        reason: String,
    },
    AccountOpened {
        on: NaiveDate,
        reason: String,
    },
    OwnerDated {
        from: Option<NaiveDate>,
        to: Option<NaiveDate>,
    },
    ResidencyDated {
        kind: ResidencyKind,
        from: NaiveDate,
        to: Option<NaiveDate>,
    },
    ClaimConfirmed {
        kind: ResidencyKind,
        note: String,
    },
    ClaimRefused {
        reason: String,
    },
    DisputeSettled {
        stays: bool,
        reason: String,
    },
}

impl Change {
    /// As the journal names it.
    #[must_use]
    pub const fn kind(&self) -> &'static str {
        match self {
            Self::MeterReplaced { .. } => "meter.replaced",
            Self::MeterVerified { .. } => "meter.verified",
            Self::MeterRemoved { .. } => "meter.removed",
            Self::AccountClosed { .. } => "account.closed",
            Self::AccountOpened { .. } => "account.opened",
            Self::OwnerDated { .. } => "owner.dated",
            Self::ResidencyDated { .. } => "residency.dated",
            Self::ClaimConfirmed { .. } => "claim.confirmed",
            Self::ClaimRefused { .. } => "claim.refused",
            Self::DisputeSettled { .. } => "dispute.settled",
        }
    }
}

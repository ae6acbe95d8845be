use super::{
    Wrong,
    form::{past_day, reason},
};
use crate::{Rejection, calendar::Period, ids::AccountId};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The last day of an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountClosing {
    pub account: AccountId,
    #[serde(default)]
    pub on: String,
    #[serde(default)]
    pub reason: String,
}

/// An account that was closed is used again.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct AccountOpening {
    pub account: AccountId,
    /// The first day.
    #[serde(default)]
    pub on: String,
    #[serde(default)]
    pub reason: String,
}

/// What is known of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct AccountDays {
    pub today: NaiveDate,
    pub opened_on: Option<NaiveDate>,
    /// Its last day.
    pub closed_on: Option<NaiveDate>,
    /// The company has closed the month that the form speaks of.
    pub month_closed: bool,
}

/// A closing whose fields are good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Closed {
    pub on: NaiveDate,
    pub reason: String,
}

/// An opening whose fields are good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Reopened {
    pub on: NaiveDate,
    /// As the account has it from now on: it was open all the time where no day is missing.
    pub opened_on: Option<NaiveDate>,
    pub reason: String,
}

impl AccountClosing {
    /// # Errors
    /// A rejection of the fields `on` and `reason`.
    pub fn check(&self, days: AccountDays) -> Result<Closed, Rejection> {
        let mut rejection = Rejection::default();
        let on = past_day(&self.on, days.today).and_then(|on| match days {
            AccountDays { closed_on: Some(on), .. } => Err(Wrong::ClosedAlready { on }),
            AccountDays { opened_on: Some(opened), .. } if on < opened => {
                Err(Wrong::BeforeOpened { on: opened })
            }
            AccountDays { month_closed: true, .. } => Err(Wrong::MonthClosed { period: Period::of(on) }),
            _ => Ok(on),
        });
        let on = rejection.check("on", on);
        let reason = rejection.check("reason", reason(&self.reason, Wrong::WhyMissing));
        let (Some(on), Some(reason)) = (on, reason) else { return Err(rejection) };
        Ok(Closed { on, reason })
    }
}

impl AccountOpening {
    /// # Errors
    /// A rejection of the fields `on` and `reason`.
    pub fn check(&self, days: AccountDays) -> Result<Reopened, Rejection> {
        let mut rejection = Rejection::default();
        let on = past_day(&self.on, days.today).and_then(|on| match days.closed_on {
            None => Err(Wrong::OpenAlready),
            Some(closed) if on <= closed => Err(Wrong::NotAfter { on: closed }),
            Some(_) if days.month_closed => Err(Wrong::MonthClosed { period: Period::of(on) }),
            Some(closed) => Ok((on, closed.succ_opt() == Some(on))),
        });
        let on = rejection.check("on", on);
        let reason = rejection.check("reason", reason(&self.reason, Wrong::WhyMissing));
        let (Some((on, at_once)), Some(reason)) = (on, reason) else { return Err(rejection) };
        Ok(Reopened { on, opened_on: if at_once { days.opened_on } else { Some(on) }, reason })
    }
}

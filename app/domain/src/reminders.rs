//! What a household is reminded of on a day. What is done is never reminded of.
use crate::{
    calendar::Period,
    ids::{AccountId, MeterId},
    money::Money,
    notices::Subject,
    readings::{SubmissionWindow, WindowState},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use uuid::Uuid;

#[cfg(test)]
mod tests;

/// Days before the last one to pay.
const BEFORE_PAYMENT: i64 = 3;
/// So long after it one is still told that it is over: the job may have been late.
const AFTER_PAYMENT: i64 = 7;

/// Everything of an account that reminders depend on.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Household {
    pub account: AccountId,
    pub window: SubmissionWindow,
    /// The company has closed the month that is due.
    pub accepted: bool,
    pub meters: Vec<MeterAtHome>,
    pub bills: Vec<UnpaidBill>,
}

/// A meter, as far as it is to be read and verified.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct MeterAtHome {
    pub id: MeterId,
    /// Read by a machine.
    pub automatic: bool,
    /// It hangs there today.
    pub in_use: bool,
    pub verified_until: Option<NaiveDate>,
    /// The month that is due has a reading that staff have not refused.
    pub given: bool,
}

/// What is left to pay of one charge.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct UnpaidBill {
    pub due_on: NaiveDate,
    pub left: Money,
}

/// How far the window for readings has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum WindowStep {
    /// It has opened.
    Opens,
    /// Three days are left, or less.
    FewDays,
    /// A day is left, or it is the last one.
    LastDays,
}

/// Where a day stands to the last one to pay.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Deadline {
    Ahead,
    Over,
}

/// How long a verification still holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum VerificationStep {
    /// 60 days are left, or less.
    TwoMonths,
    /// 30 days are left, or less.
    OneMonth,
}

/// Something to be reminded of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Reminder {
    /// Readings are taken until `last`, and these meters have none.
    Readings {
        period: Period,
        last: NaiveDate,
        step: WindowStep,
        meters: Vec<MeterId>,
    },
    Verification {
        meter: MeterId,
        until: NaiveDate,
        step: VerificationStep,
    },
    Payment {
        due_on: NaiveDate,
        owed: Money,
        deadline: Deadline,
    },
}

/// What makes a reminder the same one: about what, how far it has come, and the day that it is for. A person gets it once.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub struct ReminderKey {
    /// The account or the meter.
    pub about: Uuid,
    pub kind: ReminderKind,
    pub day: NaiveDate,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum ReminderKind {
    WindowOpens,
    WindowFewDays,
    WindowLastDays,
    VerificationTwoMonths,
    VerificationOneMonth,
    PaymentAhead,
    PaymentOver,
}

impl ReminderKind {
    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::WindowOpens => "window_opens",
            Self::WindowFewDays => "window_few_days",
            Self::WindowLastDays => "window_last_days",
            Self::VerificationTwoMonths => "verification_two_months",
            Self::VerificationOneMonth => "verification_one_month",
            Self::PaymentAhead => "payment_ahead",
            Self::PaymentOver => "payment_over",
        }
    }

    #[must_use]
    pub const fn subject(self) -> Subject {
        match self {
            Self::WindowOpens | Self::WindowFewDays | Self::WindowLastDays => Subject::Window,
            Self::VerificationTwoMonths | Self::VerificationOneMonth => Subject::Verification,
            Self::PaymentAhead | Self::PaymentOver => Subject::Debts,
        }
    }
}

impl Reminder {
    #[must_use]
    pub fn key(&self, account: AccountId) -> ReminderKey {
        let (about, kind, day) = match self {
            Self::Readings { last, step, .. } => {
                let kind = match step {
                    WindowStep::Opens => ReminderKind::WindowOpens,
                    WindowStep::FewDays => ReminderKind::WindowFewDays,
                    WindowStep::LastDays => ReminderKind::WindowLastDays,
                };
                (account.0, kind, *last)
            }
            Self::Verification { meter, until, step } => {
                let kind = match step {
                    VerificationStep::TwoMonths => ReminderKind::VerificationTwoMonths,
                    VerificationStep::OneMonth => ReminderKind::VerificationOneMonth,
                };
                (meter.0, kind, *until)
            }
            Self::Payment { due_on, deadline, .. } => {
                let kind = match deadline {
                    Deadline::Ahead => ReminderKind::PaymentAhead,
                    Deadline::Over => ReminderKind::PaymentOver,
                };
                (account.0, kind, *due_on)
            }
        };
        ReminderKey { about, kind, day }
    }
}

impl ReminderKey {
    /// Whether the other one is about the same and for the same day, however far it has come.
    #[must_use]
    pub fn is_of_one_matter(&self, other: &Self) -> bool {
        (self.about, self.day, self.kind.subject()) == (other.about, other.day, other.kind.subject())
    }
}

/// What a household is to be reminded of on a day, whether it has been or not.
#[must_use]
pub fn due(household: &Household, today: NaiveDate) -> Vec<Reminder> {
    let mut due: Vec<Reminder> = readings(household, today).into_iter().collect();
    due.extend(household.meters.iter().filter_map(|meter| verification(meter, today)));
    due.extend(payments(&household.bills, today));
    due
}

fn readings(household: &Household, today: NaiveDate) -> Option<Reminder> {
    let WindowState::Open { last, days } = household.window.state(today) else { return None };
    let missing = household.meters.iter().filter(|meter| meter.in_use && !meter.automatic && !meter.given);
    let meters: Vec<MeterId> = missing.map(|meter| meter.id).collect();
    let step = match days {
        ..=1 => WindowStep::LastDays,
        2..=3 => WindowStep::FewDays,
        _ => WindowStep::Opens,
    };
    let open = !household.accepted && !meters.is_empty();
    open.then_some(Reminder::Readings { period: Period::of(today), last, step, meters })
}

fn verification(meter: &MeterAtHome, today: NaiveDate) -> Option<Reminder> {
    let until = meter.verified_until.filter(|_| meter.in_use)?;
    let step = match (until - today).num_days() {
        0..=30 => VerificationStep::OneMonth,
        31..=60 => VerificationStep::TwoMonths,
        _ => return None,
    };
    Some(Reminder::Verification { meter: meter.id, until, step })
}

/// Charges of one day are one sum, whoever is paid.
fn payments(bills: &[UnpaidBill], today: NaiveDate) -> impl Iterator<Item = Reminder> {
    let mut by_day: BTreeMap<NaiveDate, Money> = BTreeMap::new();
    for bill in bills.iter().filter(|bill| bill.left.is_positive()) {
        *by_day.entry(bill.due_on).or_default() += bill.left;
    }
    by_day.into_iter().filter_map(move |(due_on, owed)| {
        let days = (due_on - today).num_days();
        let deadline = match days {
            0..=BEFORE_PAYMENT => Deadline::Ahead,
            _ if (-AFTER_PAYMENT..0).contains(&days) => Deadline::Over,
            _ => return None,
        };
        Some(Reminder::Payment { due_on, owed, deadline })
    })
}

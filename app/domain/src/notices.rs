//! What people are told of: the list behind the bell, and letters as they have chosen.
use crate::{
    calendar::Period,
    ids::{IncidentId, NewsId, NoticeId, OrderId},
    incidents::{IncidentKind, Turn},
    money::Money,
    reminders::{Deadline, WindowStep},
    tickets::{Category, State},
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

mod choice;
mod quiet;
#[cfg(test)]
mod tests;

pub use choice::{Channel, Choice, Chosen, NoticeSettings};
pub use quiet::QuietHours;

/// What notices are about. People choose by it how they hear of what.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Subject {
    /// It is time to give readings.
    Window,
    /// The verification of a meter ends.
    Verification,
    /// What one is charged.
    Receipts,
    /// By when it is to be paid.
    Debts,
    Tickets,
    Appeals,
    Readings,
    Payments,
    Outages,
    News,
    /// Units that one has, or asks for.
    Units,
}

impl Subject {
    pub const ALL: [Self; 11] = [
        Self::Window,
        Self::Verification,
        Self::Receipts,
        Self::Debts,
        Self::Tickets,
        Self::Appeals,
        Self::Readings,
        Self::Payments,
        Self::Outages,
        Self::News,
        Self::Units,
    ];

    /// As the database and forms write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Window => "window",
            Self::Verification => "verification",
            Self::Receipts => "receipts",
            Self::Debts => "debts",
            Self::Tickets => "tickets",
            Self::Appeals => "appeals",
            Self::Readings => "readings",
            Self::Payments => "payments",
            Self::Outages => "outages",
            Self::News => "news",
            Self::Units => "units",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|subject| subject.code() == code)
    }
}

/// What a notice tells.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(tag = "what", rename_all = "snake_case")]
pub enum Notice {
    /// Readings are taken, and some of an account are missing.
    ReadingsDue {
        /// № лицевого счета.
        number: String,
        period: Period,
        /// The last day on which they count for the period.
        last: NaiveDate,
        step: WindowStep,
        /// Meters without a reading: «ХВС 100708114».
        meters: Vec<String>,
    },
    /// The verification of a meter ends.
    VerificationEnds {
        number: String,
        /// «ХВС 100708114»
        meter: String,
        until: NaiveDate,
    },
    /// What is charged is to be paid, or should have been.
    PaymentDue {
        number: String,
        /// The last day to pay.
        due_on: NaiveDate,
        owed: Money,
        deadline: Deadline,
    },
    TicketRegistered {
        number: i64,
    },
    TicketMoved {
        number: i64,
        state: State,
        /// Why, or what was done.
        note: Option<String>,
    },
    /// Staff wrote something.
    TicketComment {
        number: i64,
        text: String,
    },
    /// The company answers.
    AppealAnswered {
        number: i64,
        /// How the answer begins.
        text: String,
    },
    /// The answer takes longer.
    AppealExtended {
        number: i64,
        until: NaiveDate,
        reason: String,
    },
    /// Staff have looked at a reading that waited for them.
    ReadingReviewed {
        /// «ГВС 100719727»
        meter: String,
        period: Period,
        /// As it was given, each zone.
        given: Vec<String>,
        outcome: Reviewed,
        note: String,
    },
    /// Money came through the acquirer and is in the books.
    PaymentCredited {
        order: OrderId,
        /// With the fee.
        total: Money,
    },
    /// Money came through a bank and is in the books.
    PaymentReceived {
        /// № лицевого счета.
        number: String,
        total: Money,
    },
    /// What one is charged for a month is there, or was corrected.
    ChargesIssued {
        period: Period,
    },
    /// Something is off at one's home, or will be.
    Outage {
        incident: IncidentId,
        turn: Turn,
        kind: IncidentKind,
        category: Category,
        /// Company time, as is `to`.
        from: NaiveDateTime,
        /// The end: as promised, or as it came.
        to: Option<NaiveDateTime>,
        text: String,
        /// One's houses that it is in.
        places: Vec<String>,
    },
    /// An item came out, or is shown again.
    NewsAnnounced {
        news: NewsId,
        title: String,
    },
    /// The company has decided who uses a unit.
    UnitDecided {
        /// № лицевого счета.
        number: String,
        outcome: UnitOutcome,
        /// Why; may be empty.
        note: String,
    },
}

impl Notice {
    #[must_use]
    pub const fn subject(&self) -> Subject {
        match self {
            Self::ReadingsDue { .. } => Subject::Window,
            Self::VerificationEnds { .. } => Subject::Verification,
            Self::ChargesIssued { .. } => Subject::Receipts,
            Self::PaymentDue { .. } => Subject::Debts,
            Self::TicketRegistered { .. } | Self::TicketMoved { .. } | Self::TicketComment { .. } => {
                Subject::Tickets
            }
            Self::AppealAnswered { .. } | Self::AppealExtended { .. } => Subject::Appeals,
            Self::ReadingReviewed { .. } => Subject::Readings,
            Self::PaymentCredited { .. } | Self::PaymentReceived { .. } => Subject::Payments,
            Self::Outage { .. } => Subject::Outages,
            Self::NewsAnnounced { .. } => Subject::News,
            Self::UnitDecided { .. } => Subject::Units,
        }
    }

    /// The page of the portal where it is seen.
    #[must_use]
    pub fn path(&self) -> String {
        match self {
            Self::TicketRegistered { number }
            | Self::TicketMoved { number, .. }
            | Self::TicketComment { number, .. } => format!("/tickets/{number}"),
            Self::AppealAnswered { number, .. } | Self::AppealExtended { number, .. } => {
                format!("/appeals/{number}")
            }
            Self::ReadingsDue { number, .. } | Self::VerificationEnds { number, .. } => {
                in_account("/readings", number)
            }
            Self::ReadingReviewed { .. } => "/readings".to_owned(),
            Self::PaymentDue { number, .. } => in_account("/pay", number),
            Self::ChargesIssued { period } => format!("/charges/{period}"),
            Self::PaymentCredited { order, .. } => format!("/pay/{order}"),
            Self::PaymentReceived { number, .. } => in_account("/payments", number),
            // Who has no more to do with it has no page of it.
            Self::Outage { turn: Turn::Elsewhere, .. } => "/".to_owned(),
            Self::Outage { incident, .. } => format!("/incidents/{incident}"),
            Self::NewsAnnounced { news, .. } => format!("/news/{news}"),
            Self::UnitDecided { .. } => "/profile".to_owned(),
        }
    }
}

/// A page as it is of one account, which is opened first if it is one's own.
fn in_account(page: &str, number: &str) -> String {
    let number: String = form_urlencoded::byte_serialize(number.as_bytes()).collect();
    format!("{page}?account={number}")
}

/// What became of a reading.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Reviewed {
    /// As it was given.
    Counted,
    /// With other values, each zone.
    Corrected {
        values: Vec<String>,
    },
    Refused,
    /// It was of another meter: «ХВС 100708114».
    Moved {
        meter: String,
    },
}

/// What became of somebody's use of a unit.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum UnitOutcome {
    /// The unit that was asked for is added.
    Added,
    /// The wish for a unit is refused.
    Refused,
    /// After «Это не мы»: whoever was suspended has the unit again.
    Restored,
    /// The unit is used no more.
    Ended,
    /// To those who said «Это не мы»: the newcomer stays.
    NewcomerStays,
    /// To those who said «Это не мы»: the newcomer is gone.
    NewcomerGone,
}

impl UnitOutcome {
    /// As templates of letters name it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Added => "added",
            Self::Refused => "refused",
            Self::Restored => "restored",
            Self::Ended => "ended",
            Self::NewcomerStays => "newcomer_stays",
            Self::NewcomerGone => "newcomer_gone",
        }
    }
}

/// A notice to one person.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticeCard {
    pub id: NoticeId,
    pub notice: Notice,
    /// Company time.
    pub at: NaiveDateTime,
    pub is_new: bool,
}

/// «Уведомления»: a part of the list, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NoticesPage {
    pub notices: Vec<NoticeCard>,
    /// Where the older ones begin: the `before` of the next part.
    pub older: Option<NoticeId>,
    /// All that are not read, those of other parts too.
    pub unread: i64,
}

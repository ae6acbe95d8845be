use crate::{
    Rule,
    calendar::WorkingDays,
    tickets::{Clock, Limit, Limits, Standing, Term, due_of, end_of},
};
use chrono::{Days, NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Who asks, as the term has it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Asker {
    /// Owns a unit of the house or uses one (Правила № 416, п. 36).
    Resident,
    /// Does no more: the account is closed (п. 37).
    Other,
}

impl Asker {
    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::Other => "other",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Resident, Self::Other].into_iter().find(|asker| asker.code() == code)
    }

    /// By the day the account was closed on.
    #[must_use]
    pub fn of(closed_on: Option<NaiveDate>, today: NaiveDate) -> Self {
        if closed_on.is_some_and(|day| day <= today) { Self::Other } else { Self::Resident }
    }

    /// The limit of the answer.
    #[must_use]
    pub const fn limit(self) -> Limit {
        match self {
            Self::Resident => Limit::Appeal,
            Self::Other => Limit::OthersAppeal,
        }
    }
}

/// What has happened to an appeal, in company time.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Marks {
    pub asker: Asker,
    /// It was registered, or reopened: each time the term begins anew.
    pub asked: NaiveDateTime,
    pub extended_until: Option<NaiveDate>,
    /// The first answer of this term.
    pub answered: Option<NaiveDateTime>,
}

/// The end of the term, without an extension: the last minute of its last day. `None` where the law says nothing yet.
#[must_use]
pub fn due(of: Asker, asked: NaiveDateTime, limits: &Limits, days: &WorkingDays) -> Option<NaiveDateTime> {
    let limit = of.limit();
    limits.term(limit, asked.date()).map(|term| due_of(limit, term, asked, days))
}

/// By when the answer has to be there, and how that stands; the same for residents and for staff.
#[must_use]
pub fn clock(marks: &Marks, limits: &Limits, days: &WorkingDays, now: NaiveDateTime) -> Option<Clock> {
    let limit = marks.asker.limit();
    let term = limits.term(limit, marks.asked.date())?;
    let due = marks.extended_until.map_or_else(|| due_of(limit, term, marks.asked, days), end_of);
    let minutes = |from: NaiveDateTime, to: NaiveDateTime| (to - from).num_minutes();
    let standing = match marks.answered {
        Some(answered) => {
            let after_minutes = minutes(marks.asked, answered);
            if answered <= due {
                Standing::Met { after_minutes }
            } else {
                Standing::MetLate { after_minutes, minutes_over: minutes(due, answered) }
            }
        }
        None if now <= due => Standing::Running { minutes_left: minutes(now, due) },
        None => Standing::Breached { minutes_over: minutes(due, now) },
    };
    Some(Clock { limit, term, due, standing })
}

/// The last day that an extension may go to: so many calendar days after the term (Правила № 416, п. 36 and 37).
#[must_use]
pub fn last_extension(due: NaiveDateTime, limits: &Limits) -> Option<NaiveDate> {
    match limits.term(Limit::AppealExtension, due.date())? {
        Term::Days(days) => due.date().checked_add_days(Days::new(days.into())),
        Term::Minutes(_) | Term::WorkingDays(_) => None,
    }
}

/// Whether a term that ends at `due` may be extended now: once, and before it is over.
///
/// # Errors
/// [`Rule::ExtendedAlready`], [`Rule::TermOver`].
pub fn may_be_extended(marks: &Marks, due: NaiveDateTime, now: NaiveDateTime) -> Result<(), Rule> {
    match marks.extended_until {
        Some(until) => Err(Rule::ExtendedAlready { until }),
        None if now > due => Err(Rule::TermOver),
        None => Ok(()),
    }
}

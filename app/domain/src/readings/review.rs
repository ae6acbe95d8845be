//! What staff decide about a reading that is not counted before they have looked at it.
use super::{
    Explanation, Meter, MeterRow, Question, Reading,
    check::{Usual, is_below, question},
};
use crate::{
    ids::{AccountId, MeterId, ReadingId},
    quantity::{Dial, Quantity},
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Why a reading waits, the gravest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Concern {
    /// Below the previous one.
    Below,
    /// Above the one of a later month.
    AboveLater,
    /// More than three times the usual.
    AboveUsual,
    /// Two zones make sense the other way round.
    Swapped,
    /// Below the previous one, and likely through zero.
    RolledOver,
    /// Nothing was used, for months.
    Idle,
    /// What was odd about it is so no more: another reading has changed.
    Settled,
}

impl Concern {
    pub const ALL: [Self; 7] = [
        Self::Below,
        Self::AboveLater,
        Self::AboveUsual,
        Self::Swapped,
        Self::RolledOver,
        Self::Idle,
        Self::Settled,
    ];

    /// As addresses write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Below => "below",
            Self::AboveLater => "above_later",
            Self::AboveUsual => "above_usual",
            Self::Swapped => "swapped",
            Self::RolledOver => "rolled_over",
            Self::Idle => "idle",
            Self::Settled => "settled",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|concern| concern.code() == code)
    }
}

/// What is odd about a reading that waits, and what it most likely should be.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Doubt {
    pub concern: Concern,
    pub question: Option<Question>,
    pub proposal: Option<Proposal>,
}

/// Values that leave nothing odd.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Proposal {
    pub values: Vec<Quantity>,
    pub why: Why,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Why {
    /// The values as they are: the dial went through zero.
    RolledOver,
    /// Two zones exchanged.
    Swapped,
    /// One digit is another, or two neighbours changed places.
    Typo,
}

/// What is odd about the reading of a row's period. `None` where there is none.
#[must_use]
pub fn doubt(row: &MeterRow) -> Option<Doubt> {
    let reading = row.current.as_ref()?;
    let question = question(row, &reading.values, reading.taken_on);
    let above_later = row.next.as_ref().is_some_and(|next| is_below(&next.values, &reading.values));
    let concern = match &question {
        Some(Question::BelowPrevious { likely: Explanation::RolledOver, .. }) => Concern::RolledOver,
        Some(Question::BelowPrevious { .. }) => Concern::Below,
        _ if above_later => Concern::AboveLater,
        Some(Question::AboveUsual { .. }) => Concern::AboveUsual,
        Some(Question::ZonesSwapped { .. }) => Concern::Swapped,
        Some(Question::NothingUsed) => Concern::Idle,
        Some(Question::Conflict { .. }) | None => Concern::Settled,
    };
    let proposal = question.as_ref().and_then(|question| proposal(row, reading, question));
    Some(Doubt { concern, question, proposal })
}

fn proposal(row: &MeterRow, reading: &Reading, odd: &Question) -> Option<Proposal> {
    let mut values = reading.values.clone();
    let why = match odd {
        Question::BelowPrevious { likely: Explanation::RolledOver, .. } => Why::RolledOver,
        Question::ZonesSwapped { first, second } => {
            values.swap(*first, *second);
            Why::Swapped
        }
        Question::BelowPrevious { zone, .. } | Question::AboveUsual { zone, .. } => {
            *values.get_mut(*zone)? = meant(row, reading, *zone)?;
            Why::Typo
        }
        Question::NothingUsed | Question::Conflict { .. } => return None,
    };
    // A second zone may be odd too.
    let sound = why == Why::RolledOver || question(row, &values, reading.taken_on).is_none();
    sound.then_some(Proposal { values, why })
}

/// The value nearest to what the pace leads to, among those that one slip of a finger makes of it.
fn meant(row: &MeterRow, reading: &Reading, zone: usize) -> Option<Quantity> {
    let previous = row.previous.as_ref()?;
    let before = *previous.values.get(zone)?;
    let days = (reading.taken_on - previous.taken_on).num_days().max(1);
    let usual = Usual::of(row.pace.as_ref(), zone, days).filter(|usual| usual.enough)?;
    let expected = before.0.saturating_add(usual.amount().0);
    let later = row.next.as_ref().and_then(|next| next.values.get(zone)).copied();
    slips(row.meter.dial, *reading.values.get(zone)?)
        .into_iter()
        .filter(|value| before <= *value && later.is_none_or(|later| *value <= later))
        .filter(|value| !usual.is_exceeded_by(Quantity(value.0 - before.0)))
        .min_by_key(|value| (value.0 - expected).abs())
}

/// What a value becomes with one other digit, or with two neighbouring digits exchanged.
fn slips(dial: Dial, value: Quantity) -> Vec<Quantity> {
    let width = usize::from(dial.digits + dial.decimals);
    let digits = format!("{:0width$}", value.0.max(0)).into_bytes();
    let mut slips = Vec::with_capacity(width * 10);
    let mut add = |digits: &[u8]| {
        let number = std::str::from_utf8(digits).ok().and_then(|digits| digits.parse().ok());
        slips.extend(number.map(Quantity).filter(|slip| *slip != value));
    };
    for at in 0..digits.len() {
        for digit in b'0'..=b'9' {
            let mut other = digits.clone();
            other[at] = digit;
            add(&other);
        }
        if at + 1 < digits.len() {
            let mut other = digits.clone();
            other.swap(at, at + 1);
            add(&other);
        }
    }
    slips
}

/// What is to happen to a reading that waits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Decision {
    /// It counts, with the values that are given, its own or others.
    Count,
    /// It does not count; the resident is told why, and may submit another.
    Refuse,
    /// It is of another meter of the account, and counts there.
    Move,
}

impl Decision {
    /// As addresses write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Count => "count",
            Self::Refuse => "refuse",
            Self::Move => "move",
        }
    }
}

/// What an employee says about a reading that waits.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Review {
    pub reading: ReadingId,
    pub decision: Decision,
    /// As typed, one a zone: for [`Decision::Count`].
    #[serde(default)]
    pub values: Vec<String>,
    /// What the resident is told; needed where it does not count, or with other values.
    #[serde(default)]
    pub note: String,
    /// For [`Decision::Move`].
    #[serde(default)]
    pub meter: Option<MeterId>,
}

/// A reading that waits, in the list of those.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct WaitingReading {
    pub id: ReadingId,
    pub row: MeterRow,
    /// Of the house.
    pub address: String,
    /// Of the unit.
    pub label: String,
    pub account: AccountId,
    pub account_number: String,
    /// Company time.
    pub recorded_at: NaiveDateTime,
    pub source: ReadingSource,
    pub explanation: Option<Explanation>,
    pub doubt: Doubt,
}

/// Who a reading comes from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum ReadingSource {
    Resident,
    /// A dispatcher, for somebody who called.
    Staff,
    /// The company's own data: accepted from the start.
    Import,
}

impl ReadingSource {
    pub const ALL: [Self; 3] = [Self::Resident, Self::Staff, Self::Import];

    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::Staff => "staff",
            Self::Import => "import",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.code() == code)
    }
}

/// A reading that waits, as one decides about it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReadingSheet {
    pub waiting: WaitingReading,
    /// What the account has besides of the same zones, without a reading of that month: where it may belong.
    pub others: Vec<Meter>,
    /// What was recorded before it, the newest first.
    pub before: Vec<Reading>,
}

/// «Разбор показаний».
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReviewPage {
    pub today: NaiveDate,
    /// The gravest first, the oldest first among equals.
    pub waiting: Vec<WaitingReading>,
    /// There are more than are shown.
    pub more: bool,
    /// Taken today without a question.
    pub taken_today: i64,
}

#[cfg(test)]
mod tests {
    use super::{Concern::*, *};
    use crate::readings::{
        ReadingState, meter_row,
        tests::{guide, in_state, meter, period, reading},
    };

    fn waits(before: Vec<Reading>, month: &str, values: &[i64]) -> Doubt {
        let zones = u8::try_from(values.len()).unwrap();
        let mut readings = before;
        readings.push(in_state(ReadingState::ForReview, reading(month, values)));
        doubt(&meter_row(meter(zones, 5, 0), &readings, period(month))).unwrap()
    }

    #[test]
    fn each_doubt_has_its_concern_and_what_was_meant() {
        // The guide's cold water: 388 in December, 11.6 m³ a month.
        for (value, concern, meant) in [
            (331, Below, Some((391, Why::Typo))),
            (379, Below, Some((399, Why::Typo))),
            (300, Below, Some((400, Why::Typo))),
            (4000, AboveUsual, Some((400, Why::Typo))),
            (488, AboveUsual, Some((408, Why::Typo))),
            (388, Idle, None),
            (400, Settled, None),
        ] {
            let doubt = waits(guide(), "2018-01", &[value]);
            let proposal = doubt.proposal.map(|proposal| (proposal.values[0].0, proposal.why));
            assert_eq!((doubt.concern, proposal), (concern, meant), "{value}");
        }
    }
}

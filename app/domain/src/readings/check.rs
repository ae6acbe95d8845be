use super::{MeterRow, Pace, ReadingState, SubmissionWindow, WindowState, history::consumption};
use crate::{
    calendar::Period,
    ids::ReadingId,
    quantity::{Quantity, ValueError},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// What the portal answers to one row.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Verdict {
    Taken {
        values: Vec<Quantity>,
        /// `None` for a first reading and for one below the previous, which is not counted before staff have looked at it.
        consumption: Option<Vec<Quantity>>,
        state: ReadingState,
        notes: Vec<Note>,
    },
    /// Odd, but possible: it is taken once the person has explained it.
    Asked {
        values: Vec<Quantity>,
        question: Question,
    },
    Refused(Refusal),
}

/// Why a value cannot be a reading of this meter.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Refusal {
    /// The value of a zone (its index) is none of this dial.
    Value {
        zone: usize,
        error: ValueError,
    },
    /// Other zones are filled, this one (its index) is not.
    ZoneMissing {
        zone: usize,
    },
    Automatic,
    NotInstalled {
        on: NaiveDate,
    },
    Removed {
        on: NaiveDate,
    },
    PeriodAccepted {
        period: Period,
    },
}

/// What is odd about a value.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Question {
    BelowPrevious {
        zone: usize,
        value: Quantity,
        previous: Quantity,
        /// What was used if the dial went through zero.
        rolled: Quantity,
        /// The value that the pace leads to, where there is a pace.
        expected: Option<Quantity>,
        /// What it most likely is: [`Explanation::RolledOver`] or [`Explanation::Typo`].
        likely: Explanation,
    },
    AboveUsual {
        zone: usize,
        consumption: Quantity,
        usual: Quantity,
    },
    /// Two zones would make sense the other way round.
    ZonesSwapped {
        first: usize,
        second: usize,
    },
    NothingUsed,
    /// Another device submitted the same meter meanwhile: both values are shown.
    Conflict {
        theirs: Vec<Quantity>,
    },
}

/// What a person says to a question.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Explanation {
    /// I will correct it: nothing is recorded.
    Typo,
    RolledOver,
    MeterReplaced,
    PreviousWrong,
    /// The value is right as it is.
    Correct,
    /// «Никого не было».
    NobodyHome,
}

impl Explanation {
    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Typo => "typo",
            Self::RolledOver => "rolled_over",
            Self::MeterReplaced => "meter_replaced",
            Self::PreviousWrong => "previous_wrong",
            Self::Correct => "correct",
            Self::NobodyHome => "nobody_home",
        }
    }
}

impl Explanation {
    pub const ALL: [Self; 6] = [
        Self::Typo,
        Self::RolledOver,
        Self::MeterReplaced,
        Self::PreviousWrong,
        Self::Correct,
        Self::NobodyHome,
    ];

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|said| said.code() == code)
    }
}

impl Question {
    /// The answers it offers, the likeliest first.
    #[must_use]
    pub const fn choices(&self) -> &'static [Explanation] {
        use Explanation::{Correct, MeterReplaced, NobodyHome, PreviousWrong, RolledOver, Typo};
        match self {
            Self::BelowPrevious { likely: RolledOver, .. } => {
                &[RolledOver, Typo, MeterReplaced, PreviousWrong]
            }
            Self::BelowPrevious { .. } => &[Typo, RolledOver, MeterReplaced, PreviousWrong],
            Self::AboveUsual { .. } => &[Typo, Correct, MeterReplaced, PreviousWrong],
            Self::ZonesSwapped { .. } => &[Typo, Correct],
            Self::NothingUsed => &[NobodyHome, Typo],
            Self::Conflict { .. } => &[],
        }
    }

    /// Whether the row is taken with what the person says.
    fn is_answered_by(&self, said: Explanation) -> bool {
        said != Explanation::Typo && self.choices().contains(&said)
    }
}

/// A word that goes with a value that was taken.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum Note {
    /// The window has not opened yet; it counts for this month all the same.
    BeforeWindow {
        opens: NaiveDate,
    },
    /// The window is closed: it counts for the next period.
    NextPeriod {
        period: Period,
    },
    /// ПП 354: charged by the norm until the meter is verified; the factor is in hundredths.
    VerificationExpired {
        on: NaiveDate,
        factor: Option<u32>,
    },
    MonthsMissed {
        months: u32,
    },
}

/// One row as typed, with what is known of the moment.
#[derive(Debug, Clone, Copy)]
pub struct Entry<'a> {
    pub values: &'a [String],
    pub explanation: Option<Explanation>,
    /// The reading of the period that the person saw while typing.
    pub base: Option<ReadingId>,
    pub period: Period,
    pub period_accepted: bool,
    pub window: SubmissionWindow,
    pub today: NaiveDate,
}

/// Months of history below which "three times the usual" is not asked.
const ENOUGH_MONTHS: u32 = 3;
const TIMES_USUAL: i128 = 3;
/// Months in a row without consumption that go to review.
const IDLE_MONTHS_FOR_REVIEW: u32 = 3;
/// Months without a reading that are worth a word.
const MISSED_MONTHS: u32 = 3;

impl Entry<'_> {
    /// The day the values count as read on: today, or that of the reading they correct once its month is over.
    #[must_use]
    pub fn taken_on(&self, row: &MeterRow) -> NaiveDate {
        match &row.current {
            Some(current) if self.period < self.window.due_period(self.today) => current.taken_on,
            _ => self.today,
        }
    }
}

/// Judges one row: the same in the browser while one types, and on the server.
#[must_use]
pub fn check_reading(row: &MeterRow, entry: Entry<'_>) -> Verdict {
    let values = match read(row, entry) {
        Ok(values) => values,
        Err(refusal) => return Verdict::Refused(refusal),
    };
    match judge(row, &values, entry) {
        Ok(state) => {
            Verdict::Taken { consumption: counted(row, &values), values, state, notes: notes(row, entry) }
        }
        Err(question) => Verdict::Asked { values, question },
    }
}

fn judge(row: &MeterRow, values: &[Quantity], entry: Entry<'_>) -> Result<ReadingState, Question> {
    if let Some(current) = &row.current {
        if current.values == values && !current.is_refused() {
            return Ok(current.state);
        }
        if entry.base != Some(current.id) {
            return Err(Question::Conflict { theirs: current.values.clone() });
        }
    }
    let state = match question(row, values, entry.taken_on(row)) {
        None => ReadingState::Given,
        Some(question) => match entry.explanation.filter(|said| question.is_answered_by(*said)) {
            None => return Err(question),
            Some(Explanation::NobodyHome) if idle_months(row, entry.period) < IDLE_MONTHS_FOR_REVIEW => {
                ReadingState::Given
            }
            Some(_) => ReadingState::ForReview,
        },
    };
    let beyond_next = row.next.as_ref().is_some_and(|next| is_below(&next.values, values));
    Ok(if beyond_next { ReadingState::ForReview } else { state })
}

pub(super) fn is_below(values: &[Quantity], others: &[Quantity]) -> bool {
    values.iter().zip(others).any(|(value, other)| value < other)
}

fn counted(row: &MeterRow, values: &[Quantity]) -> Option<Vec<Quantity>> {
    let previous = row.previous.as_ref().filter(|previous| !is_below(values, &previous.values))?;
    Some(consumption(row.meter.dial, &previous.values, values))
}

/// Months without consumption up to a period in which nothing was used either.
fn idle_months(row: &MeterRow, period: Period) -> u32 {
    let since = row.previous.as_ref().map_or(0, |previous| period.months_since(previous.period));
    row.idle_months.saturating_add(u32::try_from(since).unwrap_or(0))
}

fn read(row: &MeterRow, entry: Entry<'_>) -> Result<Vec<Quantity>, Refusal> {
    let meter = &row.meter;
    if entry.period_accepted || row.current.as_ref().is_some_and(|r| r.state == ReadingState::Accepted) {
        return Err(Refusal::PeriodAccepted { period: entry.period });
    }
    if meter.automatic {
        return Err(Refusal::Automatic);
    }
    if let Some(on) = meter.installed_on.filter(|on| entry.today < *on) {
        return Err(Refusal::NotInstalled { on });
    }
    if let Some(on) = meter.removed_on.filter(|on| *on < entry.today) {
        return Err(Refusal::Removed { on });
    }
    (0..meter.zones().len())
        .map(|zone| {
            let text = entry.values.get(zone).map_or("", String::as_str);
            meter.dial.parse(text).map_err(|error| match error {
                ValueError::Empty => Refusal::ZoneMissing { zone },
                error => Refusal::Value { zone, error },
            })
        })
        .collect()
}

pub(super) fn question(row: &MeterRow, values: &[Quantity], taken_on: NaiveDate) -> Option<Question> {
    let first = first_odd_zone(row, values, taken_on)?;
    swapped(row, values, taken_on).or(Some(first))
}

fn first_odd_zone(row: &MeterRow, values: &[Quantity], taken_on: NaiveDate) -> Option<Question> {
    let previous = row.previous.as_ref()?;
    let days = (taken_on - previous.taken_on).num_days().max(1);
    let odd = (0..values.len()).find_map(|zone| {
        let (value, before) = (values[zone], previous.values.get(zone).copied()?);
        let usual = Usual::of(row.pace.as_ref(), zone, days);
        if value < before {
            Some(below(row, zone, value, before, usual))
        } else {
            above(zone, value, before, usual)
        }
    });
    odd.or_else(|| {
        let idle = values == previous.values;
        let usually_used = row.pace.as_ref().is_some_and(|pace| pace.total.iter().any(|q| q.0 > 0));
        (idle && usually_used).then_some(Question::NothingUsed)
    })
}

/// What one zone would have used by now.
#[derive(Clone, Copy)]
pub(super) struct Usual {
    total: i128,
    days: i128,
    since: i128,
    pub(super) enough: bool,
}

impl Usual {
    pub(super) fn of(pace: Option<&Pace>, zone: usize, since: i64) -> Option<Self> {
        let pace = pace?;
        let total = i128::from(pace.total.get(zone)?.0);
        let enough = pace.months >= ENOUGH_MONTHS;
        Some(Self { total, days: i128::from(pace.days.max(1)), since: i128::from(since), enough })
    }

    /// By a rule of three, without a division: `used / since > 3 × total / days`.
    pub(super) fn is_exceeded_by(self, used: Quantity) -> bool {
        self.enough && i128::from(used.0) * self.days > TIMES_USUAL * self.total * self.since
    }

    pub(super) fn amount(self) -> Quantity {
        let rounded = (2 * self.total * self.since + self.days) / (2 * self.days);
        Quantity(i64::try_from(rounded).unwrap_or(i64::MAX))
    }
}

fn below(row: &MeterRow, zone: usize, value: Quantity, previous: Quantity, usual: Option<Usual>) -> Question {
    let capacity = row.meter.dial.capacity();
    let rolled = Quantity(capacity - previous.0 + value.0);
    let near_the_end = i128::from(previous.0) * 10 > i128::from(capacity) * 9;
    let plausible = usual.is_some_and(|usual| usual.enough && !usual.is_exceeded_by(rolled));
    let likely = if near_the_end && plausible { Explanation::RolledOver } else { Explanation::Typo };
    let expected = usual.map(|usual| {
        let sum = (i128::from(previous.0) + i128::from(usual.amount().0)) % i128::from(capacity);
        Quantity(i64::try_from(sum).unwrap_or(previous.0))
    });
    Question::BelowPrevious { zone, value, previous, rolled, expected, likely }
}

fn above(zone: usize, value: Quantity, previous: Quantity, usual: Option<Usual>) -> Option<Question> {
    let used = Quantity(value.0 - previous.0);
    let usual = usual.filter(|usual| usual.is_exceeded_by(used))?;
    Some(Question::AboveUsual { zone, consumption: used, usual: usual.amount() })
}

/// Two zones which, exchanged, leave nothing odd.
fn swapped(row: &MeterRow, values: &[Quantity], taken_on: NaiveDate) -> Option<Question> {
    (0..values.len()).flat_map(|a| (a + 1..values.len()).map(move |b| (a, b))).find_map(|(first, second)| {
        let mut exchanged = values.to_vec();
        exchanged.swap(first, second);
        let sound = exchanged != values && first_odd_zone(row, &exchanged, taken_on).is_none();
        sound.then_some(Question::ZonesSwapped { first, second })
    })
}

fn notes(row: &MeterRow, entry: Entry<'_>) -> Vec<Note> {
    let mut notes = Vec::new();
    match entry.window.state(entry.today) {
        WindowState::Ahead { opens, .. } if Period::of(opens) == entry.period => {
            notes.push(Note::BeforeWindow { opens });
        }
        WindowState::Closed { next, .. } if next == entry.period => {
            notes.push(Note::NextPeriod { period: next });
        }
        _ => {}
    }
    if let Some(on) = row.meter.verified_until.filter(|until| *until < entry.today) {
        notes.push(Note::VerificationExpired { on, factor: row.expired_factor });
    }
    let gap = row.previous.as_ref().map_or(0, |last| entry.period.months_since(last.period) - 1);
    if let Some(months) = u32::try_from(gap).ok().filter(|months| *months >= MISSED_MONTHS) {
        notes.push(Note::MonthsMissed { months });
    }
    notes
}

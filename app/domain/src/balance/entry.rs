//! What an employee writes down of a common meter.
use crate::{
    calendar::Period,
    ids::{BuildingId, MeterId, ReadingId},
    quantity::Quantity,
    readings::{Entry, Explanation, MeterRow, Question, Refusal, SubmissionWindow, Verdict, check_reading},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// The common meters of a house in a month, as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseReadings {
    pub building: BuildingId,
    pub period: Period,
    #[serde(default)]
    pub lines: Vec<HouseLine>,
}

/// One of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseLine {
    pub meter: MeterId,
    /// The reading of the month that the employee saw while typing.
    #[serde(default)]
    pub base: Option<ReadingId>,
    /// One a zone.
    #[serde(default)]
    pub values: Vec<String>,
    /// «Всё верно»: the value was looked at once more.
    #[serde(default)]
    pub sure: bool,
}

impl HouseLine {
    #[must_use]
    pub fn is_empty(&self) -> bool {
        self.values.iter().all(|value| value.trim().is_empty())
    }
}

/// A value with what is known of the moment.
#[derive(Debug, Clone, Copy)]
pub struct HouseEntry<'a> {
    pub values: &'a [String],
    pub sure: bool,
    pub base: Option<ReadingId>,
    pub period: Period,
    /// The month is closed: what was given in it changes no more.
    pub closed: bool,
    /// The day that the values count as read on, within the month.
    pub day: NaiveDate,
}

/// What is answered.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum HouseAnswer {
    Taken {
        values: Vec<Quantity>,
        explanation: Option<Explanation>,
    },
    /// Odd, but possible: it is taken when the employee is sure.
    Asked(HouseDoubt),
    Refused(Refusal),
    /// Somebody else wrote another value down meanwhile.
    Late,
}

/// What is odd about a value of a common meter; numbers as the dial shows them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub enum HouseDoubt {
    /// Below the month before: only a dial that went through zero can do that.
    Below {
        previous: String,
        rolled: String,
    },
    /// More than three times the usual.
    Above {
        used: String,
        usual: String,
    },
    /// Above the reading of a later month.
    AboveLater {
        later: String,
    },
    Swapped,
    NothingUsed,
}

/// The rules of residents' readings ([`check_reading`]), except that an employee who is sure is believed at once: nobody else reviews it. In a
/// closed month what is missing may be added.
#[must_use]
pub fn check_house_reading(row: &MeterRow, entry: HouseEntry<'_>) -> HouseAnswer {
    let judged = |explanation| {
        let entry = Entry {
            values: entry.values,
            explanation,
            base: entry.base,
            period: entry.period,
            period_accepted: entry.closed && row.current.is_some(),
            window: SubmissionWindow::DEFAULT,
            today: entry.day,
        };
        check_reading(row, entry)
    };
    let (values, explanation) = match judged(None) {
        Verdict::Refused(refusal) => return HouseAnswer::Refused(refusal),
        Verdict::Taken { values, .. } => (values, None),
        Verdict::Asked { question: Question::Conflict { .. }, .. } => return HouseAnswer::Late,
        Verdict::Asked { values, question } => {
            if !entry.sure {
                return HouseAnswer::Asked(doubt(row, &question));
            }
            let explanation = match question {
                Question::BelowPrevious { .. } => Explanation::RolledOver,
                Question::NothingUsed => Explanation::NobodyHome,
                _ => Explanation::Correct,
            };
            (values, Some(explanation))
        }
    };
    let above = row.next.as_ref().and_then(|next| {
        next.values.iter().zip(&values).find(|(later, value)| later < value).map(|(later, _)| *later)
    });
    match above.filter(|_| !entry.sure) {
        Some(later) => HouseAnswer::Asked(HouseDoubt::AboveLater { later: row.meter.dial.format(later) }),
        None => HouseAnswer::Taken { values, explanation },
    }
}

fn doubt(row: &MeterRow, question: &Question) -> HouseDoubt {
    let text = |value: Quantity| row.meter.dial.format(value);
    match question {
        Question::BelowPrevious { previous, rolled, .. } => {
            HouseDoubt::Below { previous: text(*previous), rolled: text(*rolled) }
        }
        Question::AboveUsual { consumption, usual, .. } => {
            HouseDoubt::Above { used: text(*consumption), usual: text(*usual) }
        }
        Question::ZonesSwapped { .. } => HouseDoubt::Swapped,
        Question::NothingUsed | Question::Conflict { .. } => HouseDoubt::NothingUsed,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::readings::{
        Reading, meter_row,
        tests::{guide, meter, period, reading},
    };

    /// The guide's cold water, as if it were a house: 388 in December.
    fn answer(month: &str, typed: &str, sure: bool, more: &[Reading], closed: bool) -> String {
        let readings: Vec<Reading> = guide().into_iter().chain(more.iter().cloned()).collect();
        let period = period(month);
        let row = meter_row(meter(1, 5, 0), &readings, period);
        let values = [typed.to_owned()];
        let base = row.current.as_ref().map(|current| current.id);
        let entry = HouseEntry { values: &values, sure, base, period, closed, day: period.last_day() };
        match check_house_reading(&row, entry) {
            HouseAnswer::Taken { values, explanation } => match explanation {
                Some(said) => format!("{} {said:?}", values[0].0),
                None => values[0].0.to_string(),
            },
            HouseAnswer::Asked(doubt) => format!("{doubt:?}"),
            HouseAnswer::Refused(refusal) => format!("{refusal:?}"),
            HouseAnswer::Late => "late".to_owned(),
        }
    }

    #[test]
    fn a_value_is_taken_asked_about_or_refused() {
        for (month, typed, sure, expected) in [
            ("2018-01", "400", false, "400"),
            ("2018-01", " 400,0 ", false, "400"),
            ("2018-01", "379", false, "Below { previous: \"388\", rolled: \"99991\" }"),
            ("2018-01", "379", true, "379 RolledOver"),
            ("2018-01", "500", false, "Above { used: \"112\", usual: \"12\" }"),
            ("2018-01", "500", true, "500 Correct"),
            ("2018-01", "388", false, "NothingUsed"),
            ("2018-01", "388", true, "388 NobodyHome"),
            ("2017-12", "389", false, "389"),
            ("2017-11", "389", false, "AboveLater { later: \"388\" }"),
            ("2017-11", "389", true, "389"),
        ] {
            assert_eq!(answer(month, typed, sure, &[], false), expected, "{month} {typed} {sure}");
        }
        for typed in ["", "12a", "-1", "123456", "1,5"] {
            assert!(answer("2018-01", typed, true, &[], false).contains("zone: 0"), "{typed}");
        }
    }

    #[test]
    fn a_closed_month_takes_what_is_missing_and_changes_nothing() {
        assert_eq!(answer("2018-01", "400", false, &[], true), "400");
        let given = [reading("2018-01", &[399])];
        assert!(answer("2018-01", "400", true, &given, true).starts_with("PeriodAccepted"));
        assert_eq!(answer("2018-01", "400", false, &given, false), "400");
    }
}

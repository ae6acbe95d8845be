use crate::Rule;
use chrono::{Days, NaiveDateTime, NaiveTime, Timelike};
use serde::{Deserialize, Serialize};

/// Hours of the day in which nothing is pushed and no letter is sent, in company time: minutes since midnight. From one to the same is never.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct QuietHours {
    pub from: u16,
    pub to: u16,
}

const DAY: u16 = 24 * 60;

impl Default for QuietHours {
    fn default() -> Self {
        Self::USUAL
    }
}

impl QuietHours {
    /// Until somebody chooses: from ten in the evening to eight.
    pub const USUAL: Self = Self { from: 22 * 60, to: 8 * 60 };

    pub const NEVER: Self = Self { from: 0, to: 0 };

    /// `None` for a minute that no day has.
    #[must_use]
    pub const fn new(from: u16, to: u16) -> Option<Self> {
        if from < DAY && to < DAY { Some(Self { from, to }) } else { None }
    }

    /// A time as forms write it, «22:00».
    ///
    /// # Errors
    /// [`Rule::NoSuchTime`].
    pub fn minute(text: &str) -> Result<u16, Rule> {
        let text = text.trim();
        let time = ["%H:%M", "%H:%M:%S"].iter().find_map(|form| NaiveTime::parse_from_str(text, form).ok());
        let time = time.ok_or(Rule::NoSuchTime)?;
        u16::try_from(time.hour() * 60 + time.minute()).map_err(|_| Rule::NoSuchTime)
    }

    /// «22:00» and «08:00», as forms show them.
    #[must_use]
    pub fn shown(self) -> [String; 2] {
        [self.from, self.to].map(|minute| format!("{:02}:{:02}", minute / 60, minute % 60))
    }

    /// When they end, if it is quiet.
    #[must_use]
    pub fn end(self, now: NaiveDateTime) -> Option<NaiveDateTime> {
        let minute = u16::try_from(now.hour() * 60 + now.minute()).ok()?;
        let Self { from, to } = self;
        let (quiet, tomorrow) = if from <= to {
            ((from..to).contains(&minute), false)
        } else {
            (minute >= from || minute < to, minute >= from)
        };
        let day = now.date().checked_add_days(Days::new(u64::from(tomorrow)))?;
        let end = day.and_hms_opt(u32::from(to / 60), u32::from(to % 60), 0)?;
        quiet.then_some(end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_night_ends_in_the_morning_and_a_day_on_the_same_day() {
        for (hours, now, expected) in [
            ((22, 8), "25T21:59", None),
            ((22, 8), "25T22:00", Some("26T08:00")),
            ((22, 8), "25T23:59", Some("26T08:00")),
            ((22, 8), "25T00:00", Some("25T08:00")),
            ((22, 8), "25T07:59", Some("25T08:00")),
            ((22, 8), "25T08:00", None),
            ((9, 17), "25T08:59", None),
            ((9, 17), "25T09:00", Some("25T17:00")),
            ((9, 17), "25T17:00", None),
            ((0, 8), "25T00:00", Some("25T08:00")),
            ((22, 0), "25T23:00", Some("26T00:00")),
            ((0, 0), "25T00:00", None),
            ((7, 7), "25T07:00", None),
        ] {
            let at = |text: &str| format!("2018-01-{text}:00").parse::<NaiveDateTime>().unwrap();
            let quiet = QuietHours::new(hours.0 * 60, hours.1 * 60).unwrap();
            assert_eq!(quiet.end(at(now)), expected.map(at), "{hours:?} {now}");
        }
    }

    #[test]
    fn a_time_is_read_as_it_is_shown() {
        for (text, minute) in
            [("22:00", 1320), (" 08:05 ", 485), ("00:00", 0), ("7:30", 450), ("23:59:00", 1439)]
        {
            assert_eq!(QuietHours::minute(text), Ok(minute), "{text}");
        }
        for wrong in ["", "24:00", "12:60", "8", "утро"] {
            assert_eq!(QuietHours::minute(wrong), Err(Rule::NoSuchTime), "{wrong}");
        }
        assert_eq!(QuietHours::USUAL.shown(), ["22:00", "08:00"]);
        assert_eq!(QuietHours::new(1440, 0), None);
    }
}

use chrono::{DateTime, NaiveDate, NaiveTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;

/// The only clock of the portal. A demo may start it on another day; it runs on from there.
#[derive(Debug, Clone, Copy)]
pub struct Clock {
    zone: Tz,
    shift: TimeDelta,
}

impl Clock {
    #[must_use]
    pub const fn new(zone: Tz) -> Self {
        Self { zone, shift: TimeDelta::zero() }
    }

    /// A clock that shows 12:00 company time of `day` now.
    #[must_use]
    pub fn starting_on(zone: Tz, day: NaiveDate) -> Self {
        let noon = day.and_time(NaiveTime::MIN) + TimeDelta::hours(12);
        let noon = zone
            .from_local_datetime(&noon)
            .earliest()
            .map_or_else(|| noon.and_utc(), |at| at.with_timezone(&Utc));
        Self { zone, shift: noon - Self::new(zone).now() }
    }

    #[must_use]
    #[expect(clippy::disallowed_methods, reason = "this is the one place that looks at the clock")]
    pub fn now(&self) -> DateTime<Utc> {
        Utc::now() + self.shift
    }

    #[must_use]
    pub const fn zone(&self) -> Tz {
        self.zone
    }
}

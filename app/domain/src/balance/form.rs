//! Common meters and norms as they are typed.
use super::HouseMeter;
use crate::{
    Rejection, Rule,
    calendar::{Period, check_day},
    ids::{BuildingId, MeterId},
    quantity::{Dial, Quantity},
    readings::{Meter, Resource},
    texts::clean,
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Characters of a number, and of a place.
const LONGEST: u32 = 60;
/// More than any transformer has.
const MOST_RATIO: u32 = 10_000;

/// A common meter as typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewHouseMeter {
    /// Chosen by the page: sending it twice is one.
    pub id: MeterId,
    pub building: BuildingId,
    /// The page one comes from.
    pub period: Period,
    /// A code of [`Resource`].
    #[serde(default)]
    pub resource: String,
    #[serde(default)]
    pub serial: String,
    #[serde(default)]
    pub zones: String,
    #[serde(default)]
    pub digits: String,
    #[serde(default)]
    pub decimals: String,
    #[serde(default)]
    pub ratio: String,
    #[serde(default)]
    pub place: String,
    /// The first day on which it counts; the first of the month where it is empty.
    #[serde(default)]
    pub since: String,
}

impl NewHouseMeter {
    /// Months before the page that a meter may have hung there: ten years.
    const MOST_MONTHS: u32 = 120;

    /// What is not filled in is usual: one zone, five digits and three decimals (six digits for electricity), a ratio of one.
    ///
    /// # Errors
    /// A rejection of every field that is wrong.
    pub fn check(&self, today: NaiveDate) -> Result<HouseMeter, Rejection> {
        let mut wrong = Rejection::default();
        let resource = Resource::from_code(&self.resource).ok_or(Rule::ResourceMissing);
        let resource = wrong.check("resource", resource);
        let serial = wrong.check("serial", text(&self.serial, Some(Rule::SerialMissing)));
        let place = wrong.check("place", text(&self.place, None));
        let usual_digits = if resource == Some(Resource::Electricity) { 6 } else { 5 };
        let zones = wrong.check("zones", whole(&self.zones, 1, 1, 4));
        let digits =
            wrong.check("digits", whole(&self.digits, usual_digits, 1, u32::from(Dial::MAX_DIGITS) - 5));
        let decimals = wrong.check("decimals", whole(&self.decimals, 3, 0, u32::from(Dial::MAX_DECIMALS)));
        let ratio = wrong.check("ratio", whole(&self.ratio, 1, 1, MOST_RATIO));
        let since = wrong.check("since", self.since(today));
        if zones.is_some_and(|zones| zones > 1) && resource.is_some_and(|of| of != Resource::Electricity) {
            wrong.check::<(), _>("zones", Err(Rule::OneZone));
        }
        let small = |number: Option<u32>| number.and_then(|number| u8::try_from(number).ok());
        let dial =
            small(digits).zip(small(decimals)).and_then(|(digits, decimals)| Dial::new(digits, decimals));
        match (resource, serial, place, small(zones), dial, ratio.zip(since)) {
            (Some(resource), Some(serial), Some(place), Some(zones), Some(dial), Some((ratio, since)))
                if wrong.0.is_empty() =>
            {
                let meter = Meter {
                    id: self.id,
                    resource,
                    serial,
                    zones,
                    dial,
                    place: Some(place).filter(|place| !place.is_empty()),
                    automatic: false,
                    installed_on: Some(since),
                    removed_on: None,
                    verified_until: None,
                };
                Ok(HouseMeter { meter, ratio })
            }
            _ => Err(wrong),
        }
    }

    fn since(&self, today: NaiveDate) -> Result<NaiveDate, Rule> {
        let usual = self.period.first_day();
        let (first, last) = (self.period.minus(Self::MOST_MONTHS).first_day(), today.max(usual));
        let day = match self.since.trim() {
            "" => usual,
            typed => typed.parse().map_err(|_| Rule::DayOutside { first, last })?,
        };
        check_day(day, first, last).map(|()| day)
    }
}

/// «Норматив» as typed: for one person in a month.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewNorm {
    pub building: BuildingId,
    /// From this month on.
    pub period: Period,
    pub resource: Resource,
    #[serde(default)]
    pub value: String,
}

impl NewNorm {
    /// In thousandths.
    const DIAL: Dial = Dial { digits: 6, decimals: 3 };

    /// Thousandths of the unit of the resource.
    ///
    /// # Errors
    /// A rejection of `value`.
    pub fn check(&self) -> Result<i64, Rejection> {
        let Quantity(thousandths) =
            Self::DIAL.parse(&self.value).map_err(|error| Rejection::of("value", Rule::Reading(error)))?;
        Ok(thousandths)
    }
}

fn text(text: &str, missing: Option<Rule>) -> Result<String, Rule> {
    let text = clean(text).split_whitespace().collect::<Vec<_>>().join(" ");
    match missing {
        Some(missing) if text.is_empty() => Err(missing),
        _ if text.chars().count() > LONGEST as usize => Err(Rule::TextTooLong { max: LONGEST }),
        _ => Ok(text),
    }
}

fn whole(text: &str, usual: u32, min: u32, max: u32) -> Result<u32, Rule> {
    match text.trim() {
        "" => Ok(usual),
        text => {
            text.parse().ok().filter(|number| (min..=max).contains(number)).ok_or(Rule::NotWhole { min, max })
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn today() -> NaiveDate {
        NaiveDate::from_ymd_opt(2018, 1, 25).unwrap()
    }

    fn typed(fields: [&str; 7]) -> String {
        let [resource, serial, zones, digits, decimals, ratio, place] = fields.map(str::to_owned);
        let new = NewHouseMeter {
            id: MeterId(Uuid::nil()),
            building: BuildingId(Uuid::nil()),
            period: "2018-01".parse().unwrap(),
            resource,
            serial,
            zones,
            digits,
            decimals,
            ratio,
            place,
            since: String::new(),
        };
        match new.check(today()) {
            Ok(HouseMeter { meter, ratio }) => format!(
                "{} «{}» {} {}.{} ×{ratio} {:?}",
                meter.resource.code(),
                meter.serial,
                meter.zones,
                meter.dial.digits,
                meter.dial.decimals,
                meter.place
            ),
            Err(rejection) => rejection.0.into_iter().map(|(field, _)| field).collect::<Vec<_>>().join(" "),
        }
    }

    #[test]
    fn what_is_not_filled_in_is_usual_and_what_is_wrong_is_told() {
        for (fields, expected) in [
            (["cold_water", " A  1 ", "", "", "", "", ""], "cold_water «A 1» 1 5.3 ×1 None"),
            (
                ["electricity", "A1", "2", "", "2", "40", "ВРУ 1"],
                "electricity «A1» 2 6.2 ×40 Some(\"ВРУ 1\")",
            ),
            (["heat", "T", "1", "7", "0", "1", ""], "heat «T» 1 7.0 ×1 None"),
            (["", "", "", "", "", "", ""], "resource serial"),
            (["steam", "A", "0", "11", "8", "0", ""], "resource zones digits decimals ratio"),
            (["gas", "A", "2", "", "", "", ""], "zones"),
            (["gas", "A", "x", "1.5", "-1", "10001", ""], "zones digits decimals ratio"),
        ] {
            assert_eq!(typed(fields), expected, "{fields:?}");
        }
        assert_eq!(typed(["gas", &"9".repeat(61), "", "", "", "", &"9".repeat(61)]), "serial place");
    }

    #[test]
    fn a_meter_counts_from_the_first_of_the_month_or_a_day_that_has_come() {
        for (since, expected) in [
            ("", Some("2018-01-01")),
            (" 2017-11-05 ", Some("2017-11-05")),
            ("2018-01-25", Some("2018-01-25")),
            ("2018-01-26", None),
            ("2007-12-31", None),
            ("05.11.2017", None),
        ] {
            let new = NewHouseMeter {
                id: MeterId(Uuid::nil()),
                building: BuildingId(Uuid::nil()),
                period: "2018-01".parse().unwrap(),
                resource: "gas".into(),
                serial: "1".into(),
                zones: String::new(),
                digits: String::new(),
                decimals: String::new(),
                ratio: String::new(),
                place: String::new(),
                since: since.into(),
            };
            let on = new.check(today()).map(|of| of.meter.installed_on.unwrap().to_string());
            assert_eq!(on.as_deref().ok(), expected, "{since}");
        }
    }

    #[test]
    fn a_norm_has_three_decimals() {
        for (value, expected) in [
            ("6,935", Some(6_935)),
            ("50", Some(50_000)),
            ("0", Some(0)),
            ("1,2345", None),
            ("", None),
            ("-1", None),
        ] {
            let norm = NewNorm {
                building: BuildingId(Uuid::nil()),
                period: "2018-01".parse().unwrap(),
                resource: Resource::ColdWater,
                value: value.into(),
            };
            assert_eq!(norm.check().ok(), expected, "{value}");
        }
    }
}

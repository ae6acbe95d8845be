//! «Первый запуск»: the first administrator says who the company is, when it counts, and names its first house.
use crate::{
    Rejection, Rule,
    ids::BuildingId,
    imports::Kind,
    settings::{CompanyForm, RecipientForm, day, text},
    texts::clean,
};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// How residents know what they pay for, where nobody has said otherwise.
pub const USUAL_RECIPIENT: &str = "Квартплата";

/// Time zones of Russia: their name, and how many hours they are ahead of Moscow.
pub const ZONES: [(&str, i8); 11] = [
    ("Europe/Kaliningrad", -1),
    ("Europe/Moscow", 0),
    ("Europe/Samara", 1),
    ("Asia/Yekaterinburg", 2),
    ("Asia/Omsk", 3),
    ("Asia/Krasnoyarsk", 4),
    ("Asia/Irkutsk", 5),
    ("Asia/Yakutsk", 6),
    ("Asia/Vladivostok", 7),
    ("Asia/Magadan", 8),
    ("Asia/Kamchatka", 9),
];

const MOST_ENTRANCES: u16 = 60;
const MOST_UNITS: u16 = 3_000;
const LONGEST_ADDRESS: u32 = 300;

/// What the administrator goes through, in this order.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Step {
    /// Name and bank details.
    Company,
    /// Time zone, and the days of the month.
    Dates,
    /// The first house.
    House,
}

impl Step {
    pub const ALL: [Self; 3] = [Self::Company, Self::Dates, Self::House];

    /// As the database and addresses write it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Company => "company",
            Self::Dates => "dates",
            Self::House => "house",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|step| step.code() == code)
    }

    /// The first that is not done.
    #[must_use]
    pub fn next(done: &[Self]) -> Option<Self> {
        Self::ALL.into_iter().find(|step| !done.contains(step))
    }
}

/// What the link of the first start leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Door {
    /// The administrator is asked for a second factor before anything else.
    pub second_factor: bool,
}

/// The steps with what is known so far.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct SetupPage {
    pub done: Vec<Step>,
    pub company: CompanyStep,
    pub dates: DatesStep,
    /// For the house.
    pub fresh: BuildingId,
    /// Addresses of the houses that are there.
    pub houses: Vec<String>,
    /// Name or time zone are others than those that the portal was started with.
    pub restart: bool,
}

/// Name of the company, and whom residents pay first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct CompanyStep {
    #[serde(default)]
    pub company: String,
    pub recipient: RecipientForm,
}

/// When the company counts. Days of the month.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct DatesStep {
    /// «Europe/Moscow»
    #[serde(default)]
    pub zone: String,
    #[serde(default)]
    pub first_day: String,
    #[serde(default)]
    pub last_day: String,
    /// Of the next month, until which a bill is paid.
    #[serde(default)]
    pub due_day: String,
}

/// Dates that were understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedDates {
    pub zone: String,
    pub first_day: u8,
    pub last_day: u8,
    pub due_day: u8,
}

/// The first house.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HouseStep {
    /// Chosen by the page: sent twice, it is one house.
    pub id: BuildingId,
    #[serde(default)]
    pub address: String,
    #[serde(default)]
    pub entrances: String,
    #[serde(default)]
    pub units: String,
}

/// A house that was understood.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedHouse {
    pub address: String,
    pub entrances: u16,
    /// Flats, numbered from 1.
    pub units: u16,
}

/// «С чего начать»: what a new company loads, in the order of [`Kind::FIRST`].
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FirstLoads {
    /// There is some of it.
    pub done: Vec<Kind>,
    /// See [`SetupPage::restart`].
    pub restart: bool,
}

impl CompanyStep {
    /// # Errors
    /// A rejection of `company`, `name` (of the recipient), and of the fields of [`RecipientForm::check`].
    pub fn check(self) -> Result<Self, Rejection> {
        let mut rejection = Rejection::default();
        let company = rejection.check("company", text(&self.company));
        let name = rejection.check("name", text(&self.recipient.name));
        let recipient = match self.recipient.check() {
            Ok(recipient) => Some(recipient),
            Err(wrong) => {
                rejection.0.extend(wrong.0);
                None
            }
        };
        match (company, name, recipient) {
            (Some(company), Some(name), Some(recipient)) => {
                Ok(Self { company, recipient: RecipientForm { name, ..recipient } })
            }
            _ => Err(rejection),
        }
    }
}

impl DatesStep {
    /// `now` is the zone that holds: it may stay, whichever it is.
    ///
    /// # Errors
    /// A rejection of `zone`, `first_day`, `last_day` or `due_day`.
    pub fn check(&self, now: &str) -> Result<CheckedDates, Rejection> {
        let mut rejection = Rejection::default();
        let known = self.zone == now || ZONES.iter().any(|(zone, _)| *zone == self.zone);
        rejection.check("zone", known.then_some(()).ok_or(Rule::NoSuchZone));
        let due_day = rejection.check("due_day", day(&self.due_day));
        // The rule of the window is that of the settings.
        let window = CompanyForm {
            name: USUAL_RECIPIENT.to_owned(),
            first_day: self.first_day.clone(),
            last_day: self.last_day.clone(),
        };
        let window = match window.check() {
            Ok(window) => Some(window),
            Err(wrong) => {
                rejection.0.extend(wrong.0);
                None
            }
        };
        match (window, due_day) {
            (Some(window), Some(due_day)) if rejection.0.is_empty() => Ok(CheckedDates {
                zone: self.zone.clone(),
                first_day: window.first_day,
                last_day: window.last_day,
                due_day,
            }),
            _ => Err(rejection),
        }
    }
}

impl HouseStep {
    /// # Errors
    /// A rejection of `address`, `entrances` or `units`.
    pub fn check(&self) -> Result<CheckedHouse, Rejection> {
        let mut rejection = Rejection::default();
        let address = rejection.check("address", address(&self.address));
        let entrances = rejection.check("entrances", count(&self.entrances, 1, MOST_ENTRANCES));
        let least = entrances.unwrap_or(1);
        let units = rejection.check("units", count(&self.units, least, MOST_UNITS));
        match (address, entrances, units) {
            (Some(address), Some(entrances), Some(units)) => Ok(CheckedHouse { address, entrances, units }),
            _ => Err(rejection),
        }
    }
}

impl CheckedHouse {
    /// Flats with their entrances: as many in each as in the others, the first ones have one more. A spreadsheet says later how it really is.
    pub fn flats(&self) -> impl Iterator<Item = (u16, u16)> + '_ {
        let (units, entrances) = (u32::from(self.units), u32::from(self.entrances));
        (0..self.units).map(move |at| {
            let entrance = u32::from(at) * entrances / units;
            (at + 1, u16::try_from(entrance).unwrap_or(0) + 1)
        })
    }
}

/// A street and a house at the least: «ул. Лётная, д. 1».
fn address(text: &str) -> Result<String, Rule> {
    let text = clean(text);
    let text = text.trim_end_matches(',').trim_end();
    if text.chars().count() > LONGEST_ADDRESS as usize {
        return Err(Rule::TextTooLong { max: LONGEST_ADDRESS });
    }
    let (street, house) = text.rsplit_once(',').ok_or(Rule::AddressIncomplete)?;
    let whole = street.chars().any(char::is_alphabetic) && house.chars().any(|c| c.is_ascii_digit());
    if whole { Ok(text.to_owned()) } else { Err(Rule::AddressIncomplete) }
}

fn count(text: &str, least: u16, most: u16) -> Result<u16, Rule> {
    let count = text.trim().parse().ok().filter(|count| (least..=most).contains(count));
    count.ok_or(Rule::NotWhole { min: least.into(), max: most.into() })
}

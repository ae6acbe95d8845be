use crate::law::Dated;
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

/// Something that has to happen within a term. How long the term is, is dated data of the law; what it is of, is here.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Limit {
    /// The dispatcher answers.
    Answer,
    /// The emergency does no more harm.
    Localise,
    /// The damage of an emergency is repaired.
    Repair,
    /// A blocked sewer is free again.
    Sewer,
    /// A blocked rubbish chute is free again: counted in the hours of the day only.
    Chute,
    /// The quality of a service is checked.
    Quality,
    MeterCheck,
    Roof,
    Door,
    WindowInWinter,
    WindowInSummer,
    /// Anything else: the answer to what an owner or a user asks for.
    Ordinary,
    /// Water may be off for so long at once.
    WaterBreak,
    /// Heating may be off for so long in a month.
    HeatingBreak,
    /// The answer to an appeal of whoever owns or uses a unit of the house.
    Appeal,
    /// The answer to an appeal of anybody else.
    OthersAppeal,
    /// The term of an appeal may be extended by so long.
    AppealExtension,
}

/// How long: in minutes from the moment, in days to the end of the last one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Term {
    Minutes(u32),
    Days(u32),
    WorkingDays(u16),
}

/// Where a limit is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Clause {
    pub act: Act,
    /// «13», «108»; of an appendix its number.
    pub point: u16,
}

/// A document that sets limits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Act {
    /// Правила № 416 (ПП РФ от 15.05.2013): управление многоквартирными домами.
    Management416,
    /// Правила № 354 (ПП РФ от 06.05.2011): коммунальные услуги.
    Services354,
    /// The same, an appendix.
    Services354Appendix,
    /// Правила № 170 (Госстрой, 27.09.2003), an appendix: предельные сроки устранения неисправностей.
    Upkeep170Appendix,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Unit {
    Minutes,
    Days,
    WorkingDays,
}

impl Limit {
    pub const ALL: [Self; 17] = [
        Self::Answer,
        Self::Localise,
        Self::Repair,
        Self::Sewer,
        Self::Chute,
        Self::Quality,
        Self::MeterCheck,
        Self::Roof,
        Self::Door,
        Self::WindowInWinter,
        Self::WindowInSummer,
        Self::Ordinary,
        Self::WaterBreak,
        Self::HeatingBreak,
        Self::Appeal,
        Self::OthersAppeal,
        Self::AppealExtension,
    ];

    /// The dated parameter that says how long, in the unit that its name ends with.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Answer => "ticket.answer.minutes",
            Self::Localise => "ticket.localise.minutes",
            Self::Repair => "ticket.repair.minutes",
            Self::Sewer => "ticket.sewer.minutes",
            Self::Chute => "ticket.chute.minutes",
            Self::Quality => "ticket.quality.minutes",
            Self::MeterCheck => "ticket.meter_check.days",
            Self::Roof => "ticket.roof.minutes",
            Self::Door => "ticket.door.minutes",
            Self::WindowInWinter => "ticket.window_in_winter.minutes",
            Self::WindowInSummer => "ticket.window_in_summer.minutes",
            Self::Ordinary => "ticket.ordinary.working_days",
            Self::WaterBreak => "ticket.water_break.minutes",
            Self::HeatingBreak => "ticket.heating_break.minutes",
            Self::Appeal => "appeal.answer.working_days",
            Self::OthersAppeal => "appeal.other.days",
            Self::AppealExtension => "appeal.extension.days",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|limit| limit.code() == code)
    }

    #[must_use]
    pub const fn clause(self) -> Clause {
        let (act, point) = match self {
            Self::Answer | Self::Localise | Self::Repair | Self::Sewer | Self::Chute => {
                (Act::Management416, 13)
            }
            Self::Ordinary | Self::Appeal | Self::AppealExtension => (Act::Management416, 36),
            Self::OthersAppeal => (Act::Management416, 37),
            Self::Quality => (Act::Services354, 108),
            Self::MeterCheck => (Act::Services354, 31),
            Self::WaterBreak | Self::HeatingBreak => (Act::Services354Appendix, 1),
            Self::Roof | Self::Door | Self::WindowInWinter | Self::WindowInSummer => {
                (Act::Upkeep170Appendix, 2)
            }
        };
        Clause { act, point }
    }

    #[must_use]
    pub const fn unit(self) -> Unit {
        match self {
            Self::MeterCheck | Self::OthersAppeal | Self::AppealExtension => Unit::Days,
            Self::Ordinary | Self::Appeal => Unit::WorkingDays,
            _ => Unit::Minutes,
        }
    }
}

/// The terms as the law has them, each with the day from which it holds.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Limits(Vec<(Limit, Dated<u32>)>);

impl Limits {
    #[must_use]
    pub fn new(values: impl IntoIterator<Item = (Limit, Dated<u32>)>) -> Self {
        Self(values.into_iter().collect())
    }

    /// How long a limit is on a day; `None` where the law says nothing yet.
    #[must_use]
    pub fn term(&self, limit: Limit, on: NaiveDate) -> Option<Term> {
        let (_, values) = self.0.iter().find(|(known, _)| *known == limit)?;
        let amount = values.on(on)?;
        Some(match limit.unit() {
            Unit::Minutes => Term::Minutes(amount),
            Unit::Days => Term::Days(amount),
            Unit::WorkingDays => Term::WorkingDays(u16::try_from(amount).ok()?),
        })
    }
}

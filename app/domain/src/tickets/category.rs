use super::{Kind, Limit};
use serde::{Deserialize, Serialize};

/// What a ticket or an incident is about, as residents choose it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Category {
    Electricity,
    ColdWater,
    HotWater,
    Heating,
    Gas,
    /// Taps and pipes in the flat, and leaks.
    Plumbing,
    Sewage,
    Chute,
    Lift,
    /// Door, windows, intercom, staircase.
    Entrance,
    Roof,
    Meter,
    /// Cleaning, snow, the yard.
    Yard,
    Other,
}

/// Whose trouble it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Whose {
    /// Of one unit: seen by those who live there.
    Unit,
    /// Of the whole house (общедомовая): seen by everybody in it, without contacts.
    House,
}

impl Category {
    pub const ALL: [Self; 14] = [
        Self::Electricity,
        Self::ColdWater,
        Self::HotWater,
        Self::Heating,
        Self::Gas,
        Self::Plumbing,
        Self::Sewage,
        Self::Chute,
        Self::Lift,
        Self::Entrance,
        Self::Roof,
        Self::Meter,
        Self::Yard,
        Self::Other,
    ];

    /// As the database writes it; the pages have an example for each.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Electricity => "electricity",
            Self::ColdWater => "cold_water",
            Self::HotWater => "hot_water",
            Self::Heating => "heating",
            Self::Gas => "gas",
            Self::Plumbing => "plumbing",
            Self::Sewage => "sewage",
            Self::Chute => "chute",
            Self::Lift => "lift",
            Self::Entrance => "entrance",
            Self::Roof => "roof",
            Self::Meter => "meter",
            Self::Yard => "yard",
            Self::Other => "other",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|category| category.code() == code)
    }

    /// The kind of a ticket that says no more than its category. Gas is always an emergency.
    #[must_use]
    pub const fn usual(self) -> Kind {
        match self {
            Self::Gas => Kind::Emergency,
            Self::ColdWater | Self::HotWater | Self::Heating => Kind::Quality,
            Self::Sewage => Kind::Sewer,
            Self::Chute => Kind::Chute,
            Self::Roof => Kind::Roof,
            Self::Meter => Kind::MeterCheck,
            Self::Electricity | Self::Plumbing | Self::Lift | Self::Entrance | Self::Yard | Self::Other => {
                Kind::Ordinary
            }
        }
    }

    /// How long the service may be interrupted; what goes beyond is recalculated.
    #[must_use]
    pub const fn allowed_break(self) -> Option<Limit> {
        match self {
            Self::ColdWater | Self::HotWater => Some(Limit::WaterBreak),
            Self::Heating => Some(Limit::HeatingBreak),
            _ => None,
        }
    }
}

impl Whose {
    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Unit => "unit",
            Self::House => "house",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Unit, Self::House].into_iter().find(|whose| whose.code() == code)
    }
}

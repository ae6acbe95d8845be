use crate::{
    ids::{BuildingId, UnitId},
    texts::clean,
};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};

/// Whom a news item is for. One without a place is for nobody.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Audience {
    Everyone,
    /// Each once; a whole house holds its entrances.
    Only(Vec<Target>),
}

/// A place that an item is for. Written `b:HOUSE`, `e:HOUSE:ENTRANCE` and `u:UNIT` in forms and in the database.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(try_from = "String", into = "String")]
pub enum Target {
    Building(BuildingId),
    Entrance(BuildingId, String),
    Unit(UnitId),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("not a place")]
pub struct NoTarget;

/// Where somebody lives.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Home {
    pub building: BuildingId,
    /// None when nobody knows: it may be any.
    pub entrance: Option<String>,
    pub unit: UnitId,
}

const EVERYONE: &str = "all";

impl Audience {
    /// For these places.
    #[must_use]
    pub fn of(mut targets: Vec<Target>) -> Self {
        targets.sort();
        targets.dedup();
        let whole: Vec<BuildingId> = targets
            .iter()
            .filter_map(|target| if let Target::Building(house) = target { Some(*house) } else { None })
            .collect();
        targets.retain(|target| !matches!(target, Target::Entrance(house, _) if whole.contains(house)));
        Self::Only(targets)
    }

    #[must_use]
    pub const fn is_nobody(&self) -> bool {
        matches!(self, Self::Only(targets) if targets.is_empty())
    }

    #[must_use]
    pub fn targets(&self) -> &[Target] {
        match self {
            Self::Everyone => &[],
            Self::Only(targets) => targets,
        }
    }

    /// Under which keys the item is found: who lives at one of them is of the audience ([`Home::keys`]).
    #[must_use]
    pub fn keys(&self) -> Vec<String> {
        let Self::Only(targets) = self else { return vec![EVERYONE.to_owned()] };
        let mut keys: Vec<String> = targets.iter().map(ToString::to_string).collect();
        keys.extend(targets.iter().filter_map(|target| match target {
            Target::Entrance(house, _) => Some(unknown_entrance(*house)),
            _ => None,
        }));
        keys.sort();
        keys.dedup();
        keys
    }

    /// The audience of an item that is found under these keys.
    #[must_use]
    pub fn of_keys<'a>(keys: impl IntoIterator<Item = &'a str>) -> Self {
        let mut targets = Vec::new();
        for key in keys {
            if key == EVERYONE {
                return Self::Everyone;
            }
            targets.extend(key.parse::<Target>());
        }
        Self::of(targets)
    }

    /// Whether it is for somebody who lives there.
    #[must_use]
    pub fn includes(&self, home: &Home) -> bool {
        let keys = self.keys();
        home.keys().iter().any(|key| keys.contains(key))
    }
}

impl Home {
    /// The keys of all items that are for this home.
    #[must_use]
    pub fn keys(&self) -> [String; 4] {
        let entrance = match &self.entrance {
            Some(entrance) => Target::Entrance(self.building, entrance.clone()).to_string(),
            None => unknown_entrance(self.building),
        };
        [
            EVERYONE.to_owned(),
            Target::Building(self.building).to_string(),
            entrance,
            Target::Unit(self.unit).to_string(),
        ]
    }
}

/// Where those find the items of any entrance of their house who live in none that is known.
fn unknown_entrance(house: BuildingId) -> String {
    format!("x:{house}")
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Building(house) => write!(f, "b:{house}"),
            Self::Entrance(house, entrance) => write!(f, "e:{house}:{entrance}"),
            Self::Unit(unit) => write!(f, "u:{unit}"),
        }
    }
}

impl FromStr for Target {
    type Err = NoTarget;

    fn from_str(text: &str) -> Result<Self, NoTarget> {
        let (kind, rest) = text.split_once(':').ok_or(NoTarget)?;
        match kind {
            "b" => rest.parse().map(Self::Building).map_err(|_| NoTarget),
            "u" => rest.parse().map(Self::Unit).map_err(|_| NoTarget),
            "e" => {
                let (house, entrance) = rest.split_once(':').ok_or(NoTarget)?;
                let entrance = Some(clean(entrance)).filter(|entrance| !entrance.is_empty());
                let house = house.parse().map_err(|_| NoTarget)?;
                Ok(Self::Entrance(house, entrance.ok_or(NoTarget)?))
            }
            _ => Err(NoTarget),
        }
    }
}

impl TryFrom<String> for Target {
    type Error = NoTarget;
    fn try_from(text: String) -> Result<Self, NoTarget> {
        text.parse()
    }
}

impl From<Target> for String {
    fn from(target: Target) -> Self {
        target.to_string()
    }
}

//! Where a unit is, however it is spelled.
use exchange::accounts::Address;

/// An address folded: case, ё, spaces and the word for a flat do not count.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(super) struct Place {
    pub building: String,
    pub unit: String,
}

impl Place {
    pub fn of(address: &Address) -> Self {
        Self { building: Self::building(&address.building), unit: Self::unit(&address.unit) }
    }

    pub fn building(address: &str) -> String {
        let folded: String = address.to_lowercase().replace('ё', "е");
        folded.chars().filter(|c| c.is_alphanumeric() || matches!(c, '/' | '-')).collect()
    }

    pub fn unit(label: &str) -> String {
        let folded: String =
            label.to_lowercase().chars().filter(|c| !c.is_whitespace() && *c != '.').collect();
        let bare = folded.trim_start_matches("квартира").trim_start_matches("кв");
        if bare.is_empty() { folded } else { bare.to_owned() }
    }
}

//! What may change while somebody looks at it.
use crate::ids::{AccountId, AppealId, BuildingId, ImportId, OrderId, TicketId, UserId};
use std::{fmt, str::FromStr};

#[cfg(test)]
mod tests;

/// Something that pages show. Its text is `ticket:` and the id, as addresses and other instances of the portal say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Topic {
    /// What a household sees of its own: its lists of tickets and appeals, its balance.
    Account(AccountId),
    Appeal(AppealId),
    /// What is the matter in a house: its outages and accidents.
    Building(BuildingId),
    Import(ImportId),
    Order(OrderId),
    /// The notices of one person.
    Person(UserId),
    Ticket(TicketId),
    /// There is other news than before, whomever it is for.
    News,
    Desk(Desk),
}

/// A list that staff share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Desk {
    Appeals,
    Incidents,
    Readings,
    Imports,
    /// Payments that wait for somebody to say whose they are.
    Payments,
    Tickets,
}

/// A text that names no topic.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("no such topic")]
pub struct NoTopic;

impl fmt::Display for Topic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Account(id) => write!(f, "account:{id}"),
            Self::Appeal(id) => write!(f, "appeal:{id}"),
            Self::Building(id) => write!(f, "building:{id}"),
            Self::Import(id) => write!(f, "import:{id}"),
            Self::Order(id) => write!(f, "order:{id}"),
            Self::Person(id) => write!(f, "person:{id}"),
            Self::Ticket(id) => write!(f, "ticket:{id}"),
            Self::News => f.write_str("news:"),
            Self::Desk(Desk::Appeals) => f.write_str("desk:appeals"),
            Self::Desk(Desk::Incidents) => f.write_str("desk:incidents"),
            Self::Desk(Desk::Readings) => f.write_str("desk:readings"),
            Self::Desk(Desk::Imports) => f.write_str("desk:imports"),
            Self::Desk(Desk::Payments) => f.write_str("desk:payments"),
            Self::Desk(Desk::Tickets) => f.write_str("desk:tickets"),
        }
    }
}

impl FromStr for Topic {
    type Err = NoTopic;

    fn from_str(text: &str) -> Result<Self, NoTopic> {
        fn id<T: FromStr>(text: &str) -> Result<T, NoTopic> {
            text.parse().map_err(|_| NoTopic)
        }
        match text.split_once(':').ok_or(NoTopic)? {
            ("account", of) => id(of).map(Self::Account),
            ("appeal", of) => id(of).map(Self::Appeal),
            ("building", of) => id(of).map(Self::Building),
            ("import", of) => id(of).map(Self::Import),
            ("order", of) => id(of).map(Self::Order),
            ("person", of) => id(of).map(Self::Person),
            ("ticket", of) => id(of).map(Self::Ticket),
            ("news", "") => Ok(Self::News),
            ("desk", "appeals") => Ok(Self::Desk(Desk::Appeals)),
            ("desk", "incidents") => Ok(Self::Desk(Desk::Incidents)),
            ("desk", "readings") => Ok(Self::Desk(Desk::Readings)),
            ("desk", "imports") => Ok(Self::Desk(Desk::Imports)),
            ("desk", "payments") => Ok(Self::Desk(Desk::Payments)),
            ("desk", "tickets") => Ok(Self::Desk(Desk::Tickets)),
            _ => Err(NoTopic),
        }
    }
}

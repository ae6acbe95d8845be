use super::{Category, Clock, Entry, Kind, Limit, Rating, State, Step, Term, Whose};
use crate::{
    files,
    ids::{AccountId, CommentId, IncidentId, TicketId},
    incidents::IncidentCard,
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// «История заявок»: a part of the list, the newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketsPage {
    pub account: AccountId,
    /// Мои заявки or общедомовые.
    pub whose: Whose,
    pub cards: Vec<TicketCard>,
    /// Where the older ones begin: the `before` of the next part.
    pub older: Option<i64>,
    /// What is the matter in the house now.
    pub incidents: Vec<IncidentCard>,
}

/// A ticket in the lists of residents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketCard {
    pub id: TicketId,
    pub number: i64,
    /// Company time, as are the other moments.
    pub registered_at: NaiveDateTime,
    pub text: String,
    pub whose: Whose,
    pub category: Category,
    pub kind: Kind,
    pub state: State,
    pub state_at: NaiveDateTime,
    /// Declined because the resident took it back.
    pub taken_back: bool,
    /// «Результат: …»; of a declined one why.
    pub result: Option<String>,
    pub rating: Option<Rating>,
    /// Of one's own household.
    pub mine: bool,
    /// Households that said «И у меня».
    pub households: i64,
    /// Mine did.
    pub joined: bool,
    /// Public comments.
    pub comments: i64,
    /// What has to be done next, and by when; none when nothing is left to do.
    pub clock: Option<Clock>,
    /// What one may do with it.
    pub steps: Vec<Step>,
}

/// A ticket with its whole story, for residents.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct TicketPage {
    pub card: TicketCard,
    /// Whom to call: for the one who wrote it.
    pub contact: Option<Contact>,
    pub executor: Option<String>,
    pub deferred_until: Option<NaiveDate>,
    pub clocks: Vec<Clock>,
    /// The first first.
    pub story: Vec<Entry>,
    /// For the next comment.
    pub fresh: CommentId,
    /// How much may be added to it.
    pub limits: files::Limits,
}

/// Контактные данные.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Contact {
    pub name: String,
    pub phone: String,
}

/// What the page «Подача заявки» is made from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewTicketForm {
    /// For the form: sending it twice is one ticket.
    pub fresh: TicketId,
    pub account: AccountId,
    /// As in the last ticket; otherwise what is known of the payer.
    pub contact: Contact,
    /// How many files may be added.
    pub limits: files::Limits,
    /// What each kind has to be done within, if it is written down today.
    pub terms: Vec<(Kind, Limit, Term)>,
}

/// Something that is known already and may be the same: «И у меня» instead of another ticket.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Offer {
    pub what: Offered,
    pub category: Category,
    pub text: String,
    /// Company time.
    pub since: NaiveDateTime,
    pub households: i64,
    pub joined: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum Offered {
    Ticket { id: TicketId, number: i64 },
    Incident { id: IncidentId },
}

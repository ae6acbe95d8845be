//! «Заявки»: the list, a new one, and one with its whole story. What both sides show of them is in `words`, `clock` and `story`.
mod api;
mod card;
mod categories;
pub mod clock;
mod create;
mod forms;
mod incident;
mod list;
mod offers;
pub(crate) mod options;
mod page;
pub mod staff;
pub mod story;
pub mod words;

pub use api::*;
pub use create::NewTicketPage;
pub(crate) use incident::{banner as incident_banner, live_incidents};
pub use list::TicketsPage;
pub use page::TicketPage;

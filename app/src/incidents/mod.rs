//! «Отключения»: what staff announce, correct and end, and what is recalculated after it.
mod announce;
mod api;
mod known;
mod list;
mod page;

pub use announce::AnnouncePage;
pub use api::*;
pub use known::KnownIncidentPage;
pub use list::IncidentsPage;
pub use page::IncidentPage;

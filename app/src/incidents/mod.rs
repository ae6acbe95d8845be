//! «Отключения»: what staff announce, correct and end, and what is recalculated after it.
mod announce;
mod api;
mod list;
mod page;

pub use announce::AnnouncePage;
pub use api::*;
pub use list::IncidentsPage;
pub use page::IncidentPage;

//! «Разбор показаний»: readings that wait for staff, and what is decided about them.
mod api;
mod decisions;
mod enter;
mod missing;
mod month;
mod page;
mod queue;
mod sheet;
mod words;

pub use api::*;
pub use enter::EnterPage;
pub use missing::MissingPage;
pub use month::{MONTHS, MonthPage};
pub use page::ReviewPage;

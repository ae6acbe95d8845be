//! «Обращения»: the list, a new one, and one with its whole thread. What both sides show of them is in `words` and `thread`.
mod api;
mod card;
mod create;
mod forms;
mod list;
mod page;
pub mod staff;
pub mod thread;
pub mod words;

pub use api::*;
pub use create::NewAppealPage;
pub use list::AppealsPage;
pub use page::AppealPage;

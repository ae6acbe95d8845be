//! «Обращения» on the staff's side: the inbox by term, the sheet of an appeal, and templates of answers.
mod answer;
mod api;
mod filter;
mod inbox;
mod manage;
mod sheet;
mod templates;

pub use api::*;
pub use inbox::InboxPage;
pub use sheet::StaffAppealPage;
pub use templates::TemplatesPage;

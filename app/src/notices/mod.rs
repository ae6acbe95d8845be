//! «Уведомления»: the bell in the header, the list behind it, and how one wants to hear of what.
mod api;
mod bell;
mod device;
mod page;
mod settings;

pub use api::*;
pub(crate) use bell::bell;
pub use page::*;
pub(crate) use settings::NoticeCard;

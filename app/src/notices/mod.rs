//! «Уведомления»: the bell in the header, and the list behind it.
mod api;
mod bell;
mod page;

pub use api::*;
pub(crate) use bell::bell;
pub use page::*;

//! One's own data: taken home, or taken away.
mod api;
mod page;

pub use api::*;
pub use page::DeletePage;
pub(crate) use page::own_data;

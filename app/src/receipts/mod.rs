//! «Квитанция»: the same content as its PDF, as a page.
mod api;
mod calculation;
mod page;
mod text;

pub use api::*;
pub use page::ReceiptPage;

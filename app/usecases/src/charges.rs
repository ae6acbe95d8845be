//! What an account owes: the balance, the charges, and how each came about.
mod page;

pub(crate) use page::span;
pub use page::{balance, charges};

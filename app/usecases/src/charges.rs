//! What an account owes: the balance, the charges, and how each came about.
mod month;
mod page;
mod standing;

pub use month::month;
pub(crate) use page::span;
pub use page::{balance, charges};

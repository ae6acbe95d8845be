//! What an account owes: the balance, the charges, and how each came about.
mod desk;
mod export;
mod month;
mod page;
mod standing;

pub use desk::{Charged, desk, draft};
pub(crate) use desk::{promise, tell};
pub use export::export;
pub use month::month;
pub(crate) use page::span;
pub use page::{balance, charges};
pub(crate) use standing::Standing;

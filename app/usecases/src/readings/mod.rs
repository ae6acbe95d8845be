//! Taking meter readings, and showing what was taken.
mod desk;
mod history;
mod notice;
mod page;
mod submit;
mod words;

pub use history::{history, history_csv};
pub use page::page;
pub use submit::{accept_period, submit, submit_for};

pub(crate) use notice::notice;
pub(crate) use page::open_account;

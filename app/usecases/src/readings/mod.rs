//! Taking meter readings, and showing what was taken.
mod desk;
mod export;
mod history;
mod notice;
mod page;
mod progress;
mod review;
mod submit;
pub(crate) mod words;

pub use export::{export, export_sber};
pub use history::{history, history_csv};
pub use page::{caller, page};
pub use progress::{missing, month};
pub use review::{decide, waiting, waiting_one};
pub use submit::{accept_period, submit, submit_for};

pub(crate) use notice::notice;
pub(crate) use page::open_account;
pub(crate) use progress::by_house;
pub(crate) use review::by_staff;

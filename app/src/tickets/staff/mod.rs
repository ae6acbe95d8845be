//! «Заявки» on the staff's side: the board by time left, the sheet of a ticket, and a ticket by telephone.
mod api;
mod around;
mod board;
mod call;
mod desk;
mod filter;
mod find;
mod sheet;
mod sorting;
mod steps;
mod talk;

pub use api::*;
pub use call::CallPage;
pub use desk::BoardPage;
pub use find::SearchPage;

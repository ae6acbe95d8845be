//! «Вход по коду».
mod api;
mod page;

pub use api::*;
pub use page::SecondFactorPage;

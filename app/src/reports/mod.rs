//! «Сообщить об ошибке».
mod api;

pub use api::*;

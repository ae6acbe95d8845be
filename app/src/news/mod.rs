//! «Новости»: what the company tells, for those who read and for those who write.
mod api;
mod audience;
mod board;
mod card;
mod editor;
mod item;
mod list;
mod popup;
mod sheet;
#[cfg(feature = "ssr")]
mod view;

pub use api::*;
pub use audience::NewsAudiencePage;
pub use board::StaffNewsPage;
pub use card::latest;
pub use editor::{EditNewsPage, NewNewsPage};
pub use item::NewsItemPage;
pub use list::NewsPage;
pub use popup::NewsPopup;

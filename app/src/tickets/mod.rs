//! «Заявки»: what both sides show of them is in `words`, `clock` and `story`.
pub mod clock;
pub mod staff;
pub mod story;
pub mod words;

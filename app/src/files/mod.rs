//! Files that people add to what they write: choosing and sending them, and showing them.
mod api;
mod list;
mod picker;
mod plain;
#[cfg(feature = "hydrate")]
mod send;

pub use api::*;
pub use list::file_list;
pub use picker::{FilePicker, Files, use_files};
pub use plain::{FilesRefused, plain_form, without_scripts};

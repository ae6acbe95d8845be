//! «Сбои»: letters and other jobs of the background that failed.
mod api;
mod page;

pub use api::*;
pub use page::JobsPage;
pub(crate) use page::failure;

/// Where they are.
pub(crate) const JOBS: &str = "/staff/jobs";

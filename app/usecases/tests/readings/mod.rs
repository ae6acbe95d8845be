//! Readings: the guide's household, what a submission does, and who sees what.
mod concurrency;
mod corrections;
mod guide;
mod history;
pub mod household;
mod notice;
mod page;
mod periods;
mod review;
mod submission;

//! Files from the moment they are chosen: drafts, what they come to belong to, and who sees them.
mod appeals;
pub mod desk;
mod drafts;
mod reach;

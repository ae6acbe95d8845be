//! Appeals from a resident's words to the answer that helped, and all that both sides do in between.
mod answers;
mod concurrency;
mod create;
pub mod desk;
mod inbox;
mod letters;
mod steps;
mod templates;
mod terms;

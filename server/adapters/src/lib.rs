//! The outside world, behind the ports of the use cases.
pub mod demo_bank;
pub mod mailbox;
pub mod shelf;
pub mod smtp;
pub mod typst;
pub mod web_push;
pub mod yookassa;

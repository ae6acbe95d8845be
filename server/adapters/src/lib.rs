//! The outside world, behind the ports of the use cases.
pub mod mailbox;
pub mod smtp;

//! Orders, from the button to the ledger and back.
mod code;
mod create;
mod receipts;
mod reconcile;
mod refunds;
mod settle;
mod status;
pub mod till;

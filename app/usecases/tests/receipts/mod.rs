//! Receipts: what is on them, who sees them, and what their codes tell.
mod books;
mod check;
mod money;
mod paper;
mod reach;

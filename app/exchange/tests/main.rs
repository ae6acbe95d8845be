//! File formats, byte by byte.
mod any_bytes;
mod cells;
mod large;
mod payment_qr;
mod qr;
mod recognising;
mod sber;
mod sheets;
mod statements;
mod uploads;
mod writing;

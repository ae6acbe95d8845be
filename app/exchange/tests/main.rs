//! File formats, byte by byte.
mod any_bytes;
mod cells;
mod large;
mod payment_qr;
mod qr;
mod recognising;
mod sheets;
mod uploads;
mod writing;

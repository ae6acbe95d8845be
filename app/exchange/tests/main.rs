//! File formats, byte by byte.
mod any_bytes;
mod cells;
mod recognising;
mod writing;

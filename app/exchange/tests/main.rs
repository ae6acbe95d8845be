//! File formats, byte by byte.
mod any_bytes;
mod cells;
mod large;
mod recognising;
mod writing;

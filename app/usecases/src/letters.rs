//! Letters in HTML and text.

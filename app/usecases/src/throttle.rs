//! Limits on attempts, kept in the database so that several instances share them.

//! The outbox: work that is promised in the transaction of a use case and done afterwards, at least once.
use crate::{Ctx, Result};

/// Does what is due, a batch at a time, and returns how many jobs it tried. Called by the worker of the host, with a system context.
///
/// # Errors
/// When the database cannot answer; a job that fails is tried later and is no error here.
pub async fn run_due(ctx: &Ctx) -> Result<usize> {
    let _ = ctx;
    todo!()
}

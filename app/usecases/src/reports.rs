//! «Сообщить об ошибке».
use crate::{Ctx, Result};
use domain::reports::Report;

/// Keeps the report; anyone may write one.
///
/// # Errors
/// A rejection of `text`; `TooMany`.
pub async fn send(ctx: &Ctx, report: Report) -> Result<()> {
    let _ = (ctx, report);
    todo!()
}

use crate::{Ctx, Result};
use domain::readings::{CheckedPaper, PaperCode};
use store::submissions;

/// What `/check/{code}` tells anyone. `None` when there is no such paper.
///
/// # Errors
/// `TooMany` when one address asks too often.
pub async fn check_paper(ctx: &Ctx, code: &str) -> Result<Option<CheckedPaper>> {
    let Some(code) = PaperCode::parse(code) else { return Ok(None) };
    let paper = submissions::paper(&ctx.db.read(), &code).await?;
    Ok(paper.map(|paper| CheckedPaper {
        company: ctx.portal.company.clone(),
        number: paper.number,
        at: ctx.local(paper.at),
        period: paper.period,
        meters: u32::try_from(paper.meters_taken).unwrap_or_default(),
    }))
}

use crate::{
    Ctx, Result,
    throttle::{self, Limit},
};
use domain::readings::{CheckedPaper, PaperCode};
use store::submissions;

/// What `/check/{code}` tells anyone. `None` when there is no such paper.
///
/// # Errors
/// `TooMany` when one address asks too often.
pub async fn check_paper(ctx: &Ctx, code: &str) -> Result<Option<CheckedPaper>> {
    let address = throttle::network(ctx.origin.address);
    let tx = ctx.db.begin().await?;
    let counted = Limit::PAPERS_BY_ADDRESS.count(&tx, address, ctx.now).await;
    tx.commit().await?;
    counted?;
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

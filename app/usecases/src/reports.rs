//! «Сообщить об ошибке».
use crate::{
    Ctx, Result,
    throttle::{Limit, network},
};
use domain::{
    Rejection, Rule,
    ids::ReportId,
    reports::{MAX_TEXT, Report},
    texts::{clean, words},
};
use store::entity;
use uuid::Uuid;

/// Longest page, build or request that is kept: what the browser adds by itself is shorter.
const LONGEST: usize = 300;

/// Keeps the report; anyone may write one.
///
/// # Errors
/// A rejection of `text`; `TooMany`.
pub async fn send(ctx: &Ctx, report: Report) -> Result<()> {
    let text =
        words(&report.text, MAX_TEXT, Rule::TextMissing).map_err(|rule| Rejection::of("text", rule))?;
    let start = |text: &str| clean(text).chars().take(LONGEST).collect();
    let row = entity::report::Model {
        id: ReportId(Uuid::now_v7()),
        at: ctx.now,
        person_id: ctx.actor.user().ok(),
        text,
        page: start(&report.page),
        build: start(&report.build),
        request: start(&report.request),
    };
    let sent = ctx.event("report.sent").about(row.id.0);
    let tx = ctx.db.begin().await?;
    Limit::REPORTS_BY_ADDRESS.count(&tx, network(ctx.origin.address), ctx.now).await?;
    store::insert(&tx, row).await?;
    store::event::record(&tx, sent).await?;
    Ok(tx.commit().await?)
}

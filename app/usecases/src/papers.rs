//! What anybody may learn about a paper of the portal.
use crate::{
    Ctx, Result,
    throttle::{self, Limit},
};
use domain::papers::{CheckedPaper, Paper, PaperCode};
use store::{Tx, receipts, submissions};

/// What `/check/{code}` tells anyone. `None` when there is no such paper.
///
/// # Errors
/// `TooMany` when one address asks too often.
pub async fn check(ctx: &Ctx, code: &str) -> Result<Option<CheckedPaper>> {
    let address = throttle::network(ctx.origin.address);
    let tx = ctx.db.begin().await?;
    let counted = Limit::PAPERS_BY_ADDRESS.count(&tx, address, ctx.now).await;
    tx.commit().await?;
    counted?;
    let Some(code) = PaperCode::parse(code) else { return Ok(None) };
    let tx = ctx.db.read();
    match notice(ctx, &tx, &code).await? {
        Some(notice) => Ok(Some(notice)),
        None => receipt(ctx, &tx, &code).await,
    }
}

async fn notice(ctx: &Ctx, tx: &Tx, code: &PaperCode) -> Result<Option<CheckedPaper>> {
    let found = submissions::paper(tx, code).await?;
    Ok(found.map(|paper| CheckedPaper {
        company: ctx.portal.company.clone(),
        period: paper.period,
        paper: Paper::Notice {
            number: paper.number,
            at: ctx.local(paper.at),
            meters: u32::try_from(paper.meters_taken).unwrap_or_default(),
        },
    }))
}

async fn receipt(ctx: &Ctx, tx: &Tx, code: &PaperCode) -> Result<Option<CheckedPaper>> {
    let found = receipts::paper(tx, code).await?;
    Ok(found.map(|paper| CheckedPaper {
        company: ctx.portal.company.clone(),
        period: paper.period,
        paper: Paper::Receipt {
            issued_on: paper.issued_on,
            amount: paper.amount,
            payee: paper.payee,
            inn: paper.inn,
            bank_account: paper.bank_account,
            superseded: paper.superseded,
        },
    }))
}

//! «Сверка с эквайером»: what residents paid through the portal day by day, and what banks say has come for it.
use crate::{Ctx, Result, registry::note_looks};
use chrono::NaiveDate;
use domain::{
    access::Permission,
    calendar::Period,
    ids::RefundId,
    statements::{AcquirerPayment, DaysPage, by_difference},
};
use std::collections::BTreeSet;
use store::{event, statements};
use uuid::Uuid;

/// The days of a month, those that do not agree first; the payments of the day that is open.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn days(ctx: &Ctx, month: Option<Period>, open: Option<NaiveDate>) -> Result<DaysPage> {
    let scope = ctx.actor.staff(Permission::HandlePayments)?;
    let month = month.or_else(|| open.map(Period::of)).unwrap_or_else(|| Period::of(ctx.today()));
    let tx = ctx.db.begin().await?;
    let mut days = statements::days(&tx, &scope, month.first_day(), month.last_day()).await?;
    by_difference(&mut days);
    let open = match open {
        None => None,
        Some(day) => {
            let payments = statements::of_day(&tx, &scope, day).await?;
            let shown: BTreeSet<_> = payments.iter().map(|row| row.account).collect();
            note_looks(ctx, &tx, &Vec::from_iter(shown)).await?;
            let payments = payments.into_iter().map(|row| AcquirerPayment {
                payment: row.payment,
                order: row.order_id,
                number: row.number,
                recipient: row.recipient,
                amount: row.amount,
                left: row.amount - row.back,
                fresh: RefundId(Uuid::now_v7()),
            });
            event::record(&tx, ctx.event("payment.looked_at").with(day.to_string())).await?;
            Some((day, payments.collect()))
        }
    };
    tx.commit().await?;
    let may_refund = ctx.actor.staff(Permission::Refund).is_ok();
    Ok(DaysPage { month: month.first_day(), days, open, may_refund })
}

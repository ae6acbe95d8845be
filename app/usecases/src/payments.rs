//! Money that came, and what it closed.
use crate::{Ctx, Result, charges, orders, readings::open_account};
use chrono::NaiveDate;
use domain::{
    calendar::Span,
    payments::{OrderState, PaymentsPage},
};
use store::payments::list;

/// «Оплаты» of the open account: two statements. A year where no dates are given.
///
/// # Errors
/// `SignInRequired`, `NotFound`; a rejection of field `to` ([`domain::Rule::SpanBackwards`]) when the end is before the start.
pub async fn payments(ctx: &Ctx, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<PaymentsPage> {
    let scope = ctx.actor.own()?;
    let account = open_account(ctx)?.id;
    let span: Span = charges::span(ctx, from, to)?;
    let payments = list(&ctx.db.read(), &scope, account, span).await?;
    let mut orders = orders::list(ctx).await?;
    orders.retain(|order| {
        order.state != OrderState::Succeeded && (span.from..=span.to).contains(&order.created_at.date())
    });
    Ok(PaymentsPage { today: ctx.today(), span, payments, orders })
}

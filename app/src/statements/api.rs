use crate::api::{Answer, ApiError, Next};
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    ids::{PaymentId, RefundId, SuspenseId},
    statements::{DaysPage, DeskStand, PaymentsDesk, SettledPage},
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::api::{ctx, go},
    domain::{payments::NewRefund, statements::PutAside},
    usecases::{orders, statements as usecase},
};

/// See [`usecases::statements::desk`].
#[server(endpoint = "statements/desk", output = Answer)]
pub async fn load_payments_desk(after: Option<String>) -> Result<PaymentsDesk, ApiError> {
    Ok(usecase::desk(&ctx()?, after.as_deref()).await?)
}

/// See [`usecases::statements::stand`].
#[server(endpoint = "statements/stand", output = Answer)]
pub async fn look_at_payments() -> Result<DeskStand, ApiError> {
    Ok(usecase::stand(&ctx()?).await?)
}

/// See [`usecases::statements::settled`].
#[server(endpoint = "statements/settled", output = Answer)]
pub async fn load_settled(after: Option<String>) -> Result<SettledPage, ApiError> {
    Ok(usecase::settled(&ctx()?, after.as_deref()).await?)
}

/// See [`usecases::statements::days`].
#[server(endpoint = "statements/days", output = Answer)]
pub async fn load_days(month: Option<Period>, open: Option<NaiveDate>) -> Result<DaysPage, ApiError> {
    Ok(usecase::days(&ctx()?, month, open).await?)
}

/// Leads back to the queue. See [`usecases::statements::assign`].
#[server(endpoint = "statements/assign", output = Answer)]
pub async fn assign_payment(id: SuspenseId, #[server(default)] account: String) -> Result<Next, ApiError> {
    usecase::assign(&ctx()?, id, &account).await?;
    Ok(go("/staff/payments?done=assigned"))
}

/// Leads back to the queue. See [`usecases::statements::put_aside`].
#[server(endpoint = "statements/put-aside", output = Answer)]
pub async fn put_payment_aside(
    id: SuspenseId,
    #[server(default)] outcome: String,
    #[server(default)] why: String,
    #[server(default)] day: String,
) -> Result<Next, ApiError> {
    usecase::put_aside(&ctx()?, &PutAside { id, outcome, why, day }).await?;
    Ok(go("/staff/payments?done=aside"))
}

/// Leads back to what was decided. See [`usecases::statements::undo`].
#[server(endpoint = "statements/undo", output = Answer)]
pub async fn undo_payment(id: SuspenseId) -> Result<Next, ApiError> {
    usecase::undo(&ctx()?, id).await?;
    Ok(go("/staff/payments/settled?done=undone"))
}

/// Leads back to the day. See [`usecases::orders::refund`].
#[server(endpoint = "statements/refund", output = Answer)]
pub async fn refund_payment(
    id: RefundId,
    payment: PaymentId,
    day: NaiveDate,
    #[server(default)] amount: String,
    #[server(default)] reason: String,
) -> Result<Next, ApiError> {
    orders::refund(&ctx()?, NewRefund { id, payment, amount, reason }).await?;
    Ok(go(format!("/staff/payments/days?day={day}&done=refund")))
}

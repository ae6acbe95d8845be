use crate::api::{Answer, ApiError, Next};
use domain::{
    ids::OrderId,
    payments::{NewOrder, OrderPage, PaymentForm},
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::api::{ctx, go},
    usecases::orders as usecase,
};

/// See [`usecases::orders::form`].
#[server(endpoint = "orders/form", output = Answer)]
pub async fn load_payment_form() -> Result<PaymentForm, ApiError> {
    Ok(usecase::form(&ctx()?).await?)
}

/// Leads to the page of the order, and from there to the bank.
#[server(endpoint = "orders/create", output = Answer)]
pub async fn create_order(order: NewOrder) -> Result<Next, ApiError> {
    let confirmation = usecase::create(&ctx()?, order).await?;
    let to_bank = if confirmation.url.is_some() { "?to=bank" } else { "" };
    Ok(go(format!("/pay/{}{to_bank}", confirmation.order)))
}

/// See [`usecases::orders::status`].
#[server(endpoint = "orders/status", output = Answer)]
pub async fn load_order(order: OrderId) -> Result<OrderPage, ApiError> {
    Ok(usecase::status(&ctx()?, order).await?)
}

/// «Отправить чек ещё раз». See [`usecases::orders::resend_receipt`].
#[server(endpoint = "orders/resend-receipt", output = Answer)]
pub async fn resend_receipt(order: OrderId) -> Result<Next, ApiError> {
    usecase::resend_receipt(&ctx()?, order).await?;
    Ok(go(format!("/pay/{order}?receipt=sent")))
}

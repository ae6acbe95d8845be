use crate::api::{Answer, ApiError};
use domain::{ids::BillId, receipts::Receipt};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {crate::api::ctx, usecases::receipts as usecase};

/// See [`usecases::receipts::receipt`].
#[server(endpoint = "receipts/page", output = Answer)]
pub async fn load_receipt(bill: BillId) -> Result<Receipt, ApiError> {
    Ok(usecase::receipt(&ctx()?, bill).await?)
}

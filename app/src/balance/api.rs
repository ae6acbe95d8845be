use crate::api::{Answer, ApiError, Next};
use domain::{
    balance::{BalancePage, HouseMetersPage, HouseReadings, NewHouseMeter, NewNorm, Removal},
    calendar::Period,
    ids::BuildingId,
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::api::{ctx, go},
    usecases::balance as usecase,
};

/// See [`usecases::balance::page`].
#[server(endpoint = "balance/page", output = Answer)]
pub async fn load_balance(building: BuildingId, period: Option<Period>) -> Result<BalancePage, ApiError> {
    Ok(usecase::page(&ctx()?, building, period).await?)
}

/// See [`usecases::balance::rows`].
#[server(endpoint = "balance/rows", output = Answer)]
pub async fn load_house_meters(
    building: BuildingId,
    period: Option<Period>,
) -> Result<HouseMetersPage, ApiError> {
    Ok(usecase::rows(&ctx()?, building, period).await?)
}

/// Leads back to the house's month. See [`usecases::balance::record`].
#[server(endpoint = "balance/record", output = Answer)]
pub async fn record_house_readings(readings: HouseReadings) -> Result<Next, ApiError> {
    usecase::record(&ctx()?, &readings).await?;
    let HouseReadings { building, period, .. } = readings;
    Ok(go(format!("/staff/months/{building}?period={period}&done=house")))
}

/// Leads back to the balance, as do those that follow. See [`usecases::balance::add_meter`].
#[server(endpoint = "balance/add", output = Answer)]
pub async fn add_house_meter(meter: NewHouseMeter) -> Result<Next, ApiError> {
    usecase::add_meter(&ctx()?, &meter).await?;
    Ok(go(back(meter.building, meter.period, "added")))
}

/// See [`usecases::balance::remove_meter`].
#[server(endpoint = "balance/remove", output = Answer)]
pub async fn remove_house_meter(removal: Removal) -> Result<Next, ApiError> {
    usecase::remove_meter(&ctx()?, &removal).await?;
    let done = if removal.back { "restored" } else { "removed" };
    Ok(go(back(removal.building, removal.period, done)))
}

/// See [`usecases::balance::set_norm`].
#[server(endpoint = "balance/norm", output = Answer)]
pub async fn set_norm(norm: NewNorm) -> Result<Next, ApiError> {
    usecase::set_norm(&ctx()?, &norm).await?;
    Ok(go(back(norm.building, norm.period, "norm")))
}

#[cfg(feature = "ssr")]
fn back(building: BuildingId, period: Period, done: &str) -> String {
    format!("/staff/months/{building}/balance?period={period}&done={done}")
}

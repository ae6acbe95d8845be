use crate::api::{Answer, ApiError, Next};
use domain::{
    ids::{AccountId, BuildingId, MeterId, ResidencyClaimId},
    journal::JournalKey,
    registry::{
        AccountClosing, AccountOpening, AccountPage, ClaimConfirmation, ClaimRefusal, ClaimsPage,
        DisputeAnswer, HousePage, HousesPage, MeterPage, OwnerDates, RegistryFinding, Removal, Replacement,
        ResidencyDates, Verification,
    },
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    super::{ACCOUNTS, CLAIMS, METERS},
    crate::api::{ctx, go},
    usecases::registry as usecase,
};

/// See [`usecases::registry::find`].
#[server(endpoint = "registry/find", output = Answer)]
pub async fn find_in_registry(#[server(default)] text: String) -> Result<RegistryFinding, ApiError> {
    Ok(usecase::find(&ctx()?, &text).await?)
}

/// See [`usecases::registry::houses`].
#[server(endpoint = "registry/houses", output = Answer)]
pub async fn load_houses(after: Option<String>) -> Result<HousesPage, ApiError> {
    Ok(usecase::houses(&ctx()?, after.as_deref()).await?)
}

/// See [`usecases::registry::house`].
#[server(endpoint = "registry/house", output = Answer)]
pub async fn load_house(
    building: BuildingId,
    entrance: Option<String>,
    after: Option<String>,
) -> Result<HousePage, ApiError> {
    Ok(usecase::house(&ctx()?, building, entrance.as_deref(), after.as_deref()).await?)
}

/// See [`usecases::registry::account`].
#[server(endpoint = "registry/account", output = Answer)]
pub async fn load_account(account: AccountId, before: Option<JournalKey>) -> Result<AccountPage, ApiError> {
    Ok(usecase::account(&ctx()?, account, before).await?)
}

/// See [`usecases::registry::meter`].
#[server(endpoint = "registry/meter", output = Answer)]
pub async fn load_meter(meter: MeterId) -> Result<MeterPage, ApiError> {
    Ok(usecase::meter(&ctx()?, meter).await?)
}

/// Leads to the account. See [`usecases::registry::replace`].
#[server(endpoint = "registry/replace-meter", output = Answer)]
pub async fn replace_meter(replacement: Replacement) -> Result<Next, ApiError> {
    let account = usecase::replace(&ctx()?, &replacement).await?;
    Ok(go(format!("{ACCOUNTS}/{account}?done=replaced")))
}

/// Leads back to the meter. See [`usecases::registry::verify`].
#[server(endpoint = "registry/verify-meter", output = Answer)]
pub async fn verify_meter(verification: Verification) -> Result<Next, ApiError> {
    usecase::verify(&ctx()?, &verification).await?;
    Ok(go(format!("{METERS}/{}?done=verified", verification.meter)))
}

/// Leads to the account. See [`usecases::registry::remove`].
#[server(endpoint = "registry/remove-meter", output = Answer)]
pub async fn remove_meter(removal: Removal) -> Result<Next, ApiError> {
    let account = usecase::remove(&ctx()?, &removal).await?;
    Ok(go(format!("{ACCOUNTS}/{account}?done=removed")))
}

/// Leads back to the account, as does its opening. See [`usecases::registry::close`].
#[server(endpoint = "registry/close-account", output = Answer)]
pub async fn close_account(closing: AccountClosing) -> Result<Next, ApiError> {
    usecase::close(&ctx()?, &closing).await?;
    Ok(go(format!("{ACCOUNTS}/{}?done=closed", closing.account)))
}

/// See [`usecases::registry::open`].
#[server(endpoint = "registry/open-account", output = Answer)]
pub async fn open_account(opening: AccountOpening) -> Result<Next, ApiError> {
    usecase::open(&ctx()?, &opening).await?;
    Ok(go(format!("{ACCOUNTS}/{}?done=opened", opening.account)))
}

/// Leads to the account. See [`usecases::registry::date_owner`].
#[server(endpoint = "registry/date-owner", output = Answer)]
pub async fn date_owner(dates: OwnerDates) -> Result<Next, ApiError> {
    let account = usecase::date_owner(&ctx()?, &dates).await?;
    Ok(go(format!("{ACCOUNTS}/{account}?done=owned")))
}

/// Leads to the account. See [`usecases::registry::date`].
#[server(endpoint = "registry/date-residency", output = Answer)]
pub async fn date_residency(dates: ResidencyDates) -> Result<Next, ApiError> {
    let account = usecase::date(&ctx()?, &dates).await?;
    Ok(go(format!("{ACCOUNTS}/{account}?done=dated")))
}

/// Leads back to the list, as do the answers to claims. See [`usecases::registry::settle`].
#[server(endpoint = "registry/settle-dispute", output = Answer)]
pub async fn settle_dispute(answer: DisputeAnswer) -> Result<Next, ApiError> {
    usecase::settle(&ctx()?, &answer).await?;
    Ok(go(format!("{CLAIMS}?done={}", if answer.stays { "stays" } else { "gone" })))
}

/// See [`usecases::registry::claims`].
#[server(endpoint = "registry/claims", output = Answer)]
pub async fn load_claims(after: Option<ResidencyClaimId>) -> Result<ClaimsPage, ApiError> {
    Ok(usecase::claims(&ctx()?, after).await?)
}

/// See [`usecases::registry::confirm`].
#[server(endpoint = "registry/confirm-claim", output = Answer)]
pub async fn confirm_unit(confirmation: ClaimConfirmation) -> Result<Next, ApiError> {
    usecase::confirm(&ctx()?, &confirmation).await?;
    Ok(go(format!("{CLAIMS}?done=confirmed")))
}

/// See [`usecases::registry::refuse`].
#[server(endpoint = "registry/refuse-claim", output = Answer)]
pub async fn refuse_unit(refusal: ClaimRefusal) -> Result<Next, ApiError> {
    usecase::refuse(&ctx()?, &refusal).await?;
    Ok(go(format!("{CLAIMS}?done=refused")))
}

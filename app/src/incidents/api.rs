use crate::api::{Answer, ApiError, Next};
use domain::{
    ids::IncidentId,
    incidents::{IncidentChange, IncidentDesk, IncidentForm, IncidentPage, IncidentsPage, KnownIncident},
};
use leptos::prelude::*;

#[cfg(feature = "ssr")]
use {
    crate::api::{ctx, go},
    usecases::incidents as usecase,
};

/// See [`usecases::incidents::list`].
#[server(endpoint = "incidents/list", output = Answer)]
pub async fn load_incidents() -> Result<IncidentsPage, ApiError> {
    Ok(usecase::list(&ctx()?).await?)
}

/// See [`usecases::incidents::desk`].
#[server(endpoint = "incidents/desk", output = Answer)]
pub async fn load_incident_desk() -> Result<IncidentDesk, ApiError> {
    Ok(usecase::desk(&ctx()?).await?)
}

/// See [`usecases::incidents::page`].
#[server(endpoint = "incidents/page", output = Answer)]
pub async fn load_incident(incident: IncidentId) -> Result<IncidentPage, ApiError> {
    Ok(usecase::page(&ctx()?, incident).await?)
}

/// See [`usecases::incidents::known`].
#[server(endpoint = "incidents/known", output = Answer)]
pub async fn load_known_incident(incident: IncidentId) -> Result<KnownIncident, ApiError> {
    Ok(usecase::known(&ctx()?, incident).await?)
}

/// Leads to the page of the incident. See [`usecases::incidents::announce`].
#[server(endpoint = "incidents/announce", output = Answer)]
pub async fn announce_incident(incident: IncidentForm) -> Result<Next, ApiError> {
    let id = usecase::announce(&ctx()?, incident).await?;
    Ok(go(format!("/staff/incidents/{id}?done=announced")))
}

/// Leads back to its page, as does its end. See [`usecases::incidents::edit`].
#[server(endpoint = "incidents/edit", output = Answer)]
pub async fn edit_incident(change: IncidentChange) -> Result<Next, ApiError> {
    let id = change.id;
    usecase::edit(&ctx()?, change).await?;
    Ok(go(format!("/staff/incidents/{id}?done=changed")))
}

/// See [`usecases::incidents::end`].
#[server(endpoint = "incidents/end", output = Answer)]
pub async fn end_incident(incident: IncidentId) -> Result<Next, ApiError> {
    usecase::end(&ctx()?, incident).await?;
    Ok(go(format!("/staff/incidents/{incident}?done=ended")))
}

//! For whoever watches the process.
use super::problem::Problem;
use crate::host::Host;
use axum::{
    extract::State,
    response::{IntoResponse, Response},
};
use std::sync::Arc;

/// The process runs.
pub async fn alive() -> &'static str {
    "ok\n"
}

/// The database answers.
pub async fn ready(State(host): State<Arc<Host>>) -> Response {
    match host.db.ping().await {
        Ok(()) => "ready\n".into_response(),
        Err(error) => {
            tracing::error!(error = ?error, "the database does not answer");
            Problem::NotReady.into()
        }
    }
}

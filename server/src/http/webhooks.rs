//! `/webhooks/yookassa`: notifications of the acquirer. They are not signed: one is listened to if it comes from a network of the acquirer, and
//! nothing in it is believed but which payment to ask about.
use super::{address, problem::Problem};
use crate::host::Host;
use adapters::yookassa::{Notice, read_notification};
use axum::{
    RequestExt, Router,
    body::Bytes,
    extract::{ConnectInfo, DefaultBodyLimit, Request, State},
    response::{IntoResponse, Response},
    routing::post,
};
use http::StatusCode;
use std::{net::SocketAddr, sync::Arc};
use usecases::orders;

/// Bytes of a notification: it holds one payment.
const LARGEST: usize = 64 * 1024;

pub fn routes() -> Router<Arc<Host>> {
    Router::new().route("/webhooks/yookassa", post(hear).layer(DefaultBodyLimit::max(LARGEST)))
}

/// Answers as soon as the job is promised that asks the acquirer. A stranger is answered as if there were no such path.
async fn hear(
    State(host): State<Arc<Host>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    request: Request,
) -> Response {
    let sender = address::client(peer.ip(), request.headers(), &host.limits.trusted_proxies);
    if !host.limits.acquirer_networks.iter().any(|network| network.contains(&sender)) {
        tracing::warn!("a notification from outside the networks of the acquirer");
        return Problem::NotFound.into();
    }
    let body: Bytes = match request.extract().await {
        Ok(body) => body,
        Err(rejection) => return rejection.into_response(),
    };
    match read_notification(&body) {
        Some(Notice::Payment(payment)) => note(&host, &payment).await,
        Some(Notice::Other) => StatusCode::OK.into_response(),
        None => unreadable(),
    }
}

async fn note(host: &Host, payment: &str) -> Response {
    match orders::notified(&host.system_ctx(), payment).await {
        Ok(true) => StatusCode::OK.into_response(),
        Ok(false) => unreadable(),
        Err(error) => {
            // The acquirer says it again later.
            tracing::error!(error = ?error, "a notification was not noted");
            Problem::NotReady.into()
        }
    }
}

fn unreadable() -> Response {
    tracing::warn!("a notification that names no payment");
    StatusCode::BAD_REQUEST.into_response()
}

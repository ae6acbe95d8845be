//! The outermost layer: a request gets its number, is logged and counted, cannot bring the process down, and its answer carries the headers of
//! security.
use super::{
    headers,
    problem::{self, Asked, Problem},
};
use crate::{host::Host, metrics};
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Response},
};
use futures::FutureExt;
use http::{HeaderValue, Method, header::ACCEPT};
use std::{any::Any, panic::AssertUnwindSafe, sync::Arc, time::Instant};
use tracing::Instrument;
use uuid::Uuid;

/// Number of a request: in the log, in `x-request-id`, and on the page that reports an incident.
#[derive(Debug, Clone)]
pub struct RequestId(pub String);

const REQUEST_ID: &str = "x-request-id";
/// The path of whatever matches no route: what people type is not for the log.
const UNMATCHED: &str = "*";

pub async fn observe(State(host): State<Arc<Host>>, mut request: Request, next: Next) -> Response {
    let id = Uuid::now_v7().to_string();
    let started = Instant::now();
    let method = request.method().clone();
    // The pattern and not the path: tokens of letters are in paths.
    let path = request.extensions().get::<MatchedPath>().cloned();
    let path = path.as_ref().map_or(UNMATCHED, MatchedPath::as_str);
    let api = request.uri().path().starts_with("/api/");
    // The names of functions are ours, and say more than their pattern.
    let function = request.uri().path().to_owned();
    let html = accepts_html(&request);
    request.extensions_mut().insert(RequestId(id.clone()));

    let span = tracing::info_span!("request", %id, %method, path);
    let caught = AssertUnwindSafe(next.run(request)).catch_unwind().instrument(span.clone()).await;
    let response = caught.unwrap_or_else(|panic| {
        tracing::error!(parent: &span, panic = words(&*panic), "a request panicked");
        Problem::Broken.into_response()
    });
    let known = response.extensions().get::<Problem>() != Some(&Problem::NotFound);
    let path = if api && known { &function } else { path };

    let asked = Asked { request: &id, html, api, stylesheet: &host.site.stylesheet };
    let mut response = problem::render(response, &asked);
    headers::secure(response.headers_mut(), &host.portal.base_url);
    if let Ok(id) = HeaderValue::from_str(&id) {
        response.headers_mut().insert(REQUEST_ID, id);
    }
    let status = response.status().as_u16();
    let took = started.elapsed();
    let ms = u64::try_from(took.as_millis()).unwrap_or(u64::MAX);
    metrics::answered(method_name(&method), path, status, took);
    tracing::info!(%id, %method, path, status, ms, "answered");
    response
}

/// Whether the client is a browser that opens a page or sends a form without scripts.
pub fn accepts_html(request: &Request) -> bool {
    request
        .headers()
        .get(ACCEPT)
        .and_then(|accept| accept.to_str().ok())
        .is_some_and(|accept| accept.contains("text/html"))
}

/// A name that cannot be made up by a client.
fn method_name(method: &Method) -> &'static str {
    match *method {
        Method::GET => "GET",
        Method::HEAD => "HEAD",
        Method::POST => "POST",
        _ => "other",
    }
}

fn words(panic: &(dyn Any + Send)) -> &str {
    let text = panic.downcast_ref::<&str>().copied();
    text.or_else(|| panic.downcast_ref::<String>().map(String::as_str)).unwrap_or("without words")
}

//! What answers at which path, and through which layers a request goes.
mod address;
mod bank;
mod cookies;
mod downloads;
mod events;
mod files;
mod flash;
mod functions;
mod headers;
mod health;
mod imports;
mod mailbox;
mod observe;
mod pages;
mod problem;
mod session;
mod shelf;
mod uploads;
mod webhooks;

use crate::host::Host;
pub use pages::patterns as page_patterns;

use axum::{
    Router,
    middleware::{from_fn, from_fn_with_state},
    response::Response,
    routing::{MethodRouter, any, get, post},
};
use http::StatusCode;
use problem::Problem;
use std::{convert::Infallible, sync::Arc, time::Duration};
use tower_http::{
    CompressionLevel,
    compression::CompressionLayer,
    csrf::{CsrfLayer, ProtectionError},
    timeout::TimeoutLayer,
};

/// A request that takes longer is given up.
const ANSWER_WITHIN: Duration = Duration::from_secs(30);
/// Receipts of the largest houses, and tables of everybody: some eighty receipts are printed in a second.
const EXPORT_WITHIN: Duration = Duration::from_mins(5);

/// Everything the portal answers.
pub fn router(host: &Arc<Host>) -> Router {
    let compression = CompressionLayer::new().quality(CompressionLevel::Precise(4));
    let attach = from_fn_with_state(Arc::clone(host), session::attach);

    let render = pages::render(&host.site);
    let pages = pages::patterns()
        .iter()
        .fold(Router::new(), |pages, pattern| pages.route(pattern, get(render.clone())))
        .route_layer(from_fn(downloads::papers))
        .route_layer(from_fn_with_state(Arc::clone(host), pages::guard));
    let functions = Router::new()
        .route("/api/{*function}", any(functions::call))
        .route("/share", post(pages::shared))
        .route("/readings/history.csv", get(downloads::history))
        .route("/profile/data.zip", get(downloads::own_data))
        .route("/pay/code.svg", get(downloads::payment_code))
        .route("/charges.csv", get(downloads::charges_csv))
        .route("/charges.xlsx", get(downloads::charges_xlsx));
    let exports = Router::new()
        .route("/staff/months/readings.csv", get(downloads::readings_csv))
        .route("/staff/months/readings.xlsx", get(downloads::readings_xlsx))
        .route("/staff/months/readings.txt", get(downloads::readings_sber))
        .route("/staff/debtors/list.csv", get(downloads::debtors_csv))
        .route("/staff/debtors/list.xlsx", get(downloads::debtors_xlsx))
        .route("/staff/charges/receipts.pdf", get(downloads::receipts_pdf))
        .route_layer(attach.clone())
        .route_layer(compression.clone())
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, EXPORT_WITHIN));
    let events = Router::new()
        .route("/events", get(events::stream))
        .route("/files/{of}", get(shelf::whole))
        .route("/files/{of}/preview", get(shelf::preview))
        .merge(imports::downloads())
        .route_layer(attach.clone());
    let uploads = uploads::routes(host).merge(imports::uploads()).route_layer(attach.clone());
    let dynamic = pages.merge(functions).route_layer(attach.clone()).route_layer(compression.clone());

    let missing: MethodRouter = get(render).layer::<_, Infallible>(attach).layer(compression);
    let mut router = Router::new()
        .merge(dynamic)
        .merge(events)
        .route("/healthz", get(health::alive))
        .route("/readyz", get(health::ready))
        .route("/robots.txt", get(files::robots))
        .merge(webhooks::routes());
    if host.mailbox.is_some() {
        router = router.merge(mailbox::routes());
    }
    if host.bank.is_some() {
        router = router.merge(bank::routes());
    }
    router
        .fallback_service(files::service(&host.site, missing))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, ANSWER_WITHIN))
        // Files take longer than anything else.
        .merge(exports)
        .layer(from_fn_with_state(Arc::clone(host), files::cache))
        .merge(uploads)
        .layer(cross_origin(&host.portal.base_url))
        .layer(from_fn_with_state(Arc::clone(host), observe::observe))
        .with_state(Arc::clone(host))
}

/// Forms of other sites are refused: no token is needed for it.
fn cross_origin(base_url: &str) -> CsrfLayer<impl Fn(ProtectionError) -> Response + Clone + use<>> {
    let layer = CsrfLayer::new();
    let layer = layer.clone().add_trusted_origin(base_url).unwrap_or(layer);
    layer.with_rejection_response(|_| Problem::CrossOrigin.into())
}

//! Numbers for Prometheus, on a port of their own.
use crate::host::Host;
use anyhow::Context;
use axum::{Router, extract::State, routing::get};
use metrics_exporter_prometheus::{Matcher, PrometheusBuilder, PrometheusHandle};
use std::{
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

const REQUESTS: &str = "domovoy_http_requests_total";
const DURATION: &str = "domovoy_http_request_seconds";
const STATEMENTS: &str = "domovoy_db_statements_total";
const WAITING: &str = "domovoy_outbox_waiting";
const DEAD: &str = "domovoy_outbox_dead";
const BUILD: &str = "domovoy_build_info";

/// Counts an answer. `path` is the pattern of a route, never what somebody typed.
pub fn answered(method: &'static str, path: &str, status: u16, took: Duration) {
    let path = path.to_owned();
    metrics::counter!(REQUESTS, "method" => method, "path" => path.clone(), "status" => status.to_string())
        .increment(1);
    metrics::histogram!(DURATION, "path" => path).record(took);
}

/// Begins to count, once for the process.
///
/// # Errors
/// When somebody else counts already.
pub fn start(build: &str) -> anyhow::Result<PrometheusHandle> {
    static HANDLE: Mutex<Option<PrometheusHandle>> = Mutex::new(None);
    let mut started = HANDLE.lock().unwrap_or_else(PoisonError::into_inner);
    if let Some(handle) = &*started {
        return Ok(handle.clone());
    }
    let buckets = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1.0, 2.5, 5.0, 10.0];
    let handle = PrometheusBuilder::new()
        .set_buckets_for_metric(Matcher::Full(DURATION.into()), &buckets)
        .and_then(PrometheusBuilder::install_recorder)
        .context("счётчики не запускаются")?;
    metrics::describe_counter!(REQUESTS, "Requests answered, by route and status");
    metrics::describe_histogram!(DURATION, "Seconds from a request to its answer, by route");
    metrics::describe_counter!(STATEMENTS, "Statements sent to the database");
    metrics::describe_gauge!(WAITING, "Jobs of the outbox that wait");
    metrics::describe_gauge!(DEAD, "Jobs of the outbox that were given up");
    metrics::describe_gauge!(BUILD, "The build that runs");
    metrics::gauge!(BUILD, "build" => build.to_owned()).set(1);
    Ok(started.insert(handle).clone())
}

/// What answers on the port of the metrics.
pub fn router(host: Arc<Host>, handle: PrometheusHandle) -> Router {
    Router::new().route("/metrics", get(show)).with_state((host, handle))
}

async fn show(State((host, handle)): State<(Arc<Host>, PrometheusHandle)>) -> String {
    metrics::counter!(STATEMENTS).absolute(host.db.statements());
    match store::outbox::counts(&host.db.read()).await {
        Ok(counts) => {
            metrics::gauge!(WAITING).set(small(counts.waiting));
            metrics::gauge!(DEAD).set(small(counts.dead));
        }
        Err(error) => tracing::error!(error = ?error, "the outbox cannot be counted"),
    }
    handle.run_upkeep();
    handle.render()
}

/// As a gauge takes it; nobody waits for more than four milliards.
fn small(count: i64) -> u32 {
    u32::try_from(count).unwrap_or(u32::MAX)
}

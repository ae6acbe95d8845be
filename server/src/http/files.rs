//! Public files, and the page for what is not there.
use super::problem::Problem;
use crate::{host::Host, site::Site};
use axum::{
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::Response,
    routing::MethodRouter,
};
use http::{HeaderValue, Method, StatusCode, header::CACHE_CONTROL};
use std::sync::Arc;
use tower_http::{services::ServeDir, set_status::SetStatus};

/// Files of the site, and `missing` for the rest.
pub fn service(site: &Site, missing: MethodRouter) -> ServeDir<SetStatus<MethodRouter>> {
    ServeDir::new(&site.root)
        .append_index_html_on_directories(false)
        .call_fallback_on_method_not_allowed(true)
        .precompressed_br()
        .not_found_service(missing)
}

/// The service worker, and what pages have to say to it.
const WORKER: [&str; 6] = [
    "/sw.js",
    "/offline-worker.js",
    "/offline-forms.js",
    "/offline-queue.js",
    "/offline.js",
    "/push-worker.js",
];

/// Longer names are none of a file, and the system says so with an error.
const LONGEST_NAME: usize = 255;
const LONGEST_PATH: usize = 1024;

/// Whether a file could be called so.
fn can_be_named(path: &str) -> bool {
    path.len() <= LONGEST_PATH && path.split('/').all(|name| name.len() <= LONGEST_NAME)
}

/// Tells browsers how long to keep a file. Those under `/pkg` are named by what is in them.
pub async fn cache(State(host): State<Arc<Host>>, request: Request, next: Next) -> Response {
    let is_file = request.extensions().get::<MatchedPath>().is_none()
        && matches!(*request.method(), Method::GET | Method::HEAD);
    if is_file && !can_be_named(request.uri().path()) {
        return Problem::NotFound.into();
    }
    let rule = match request.uri().path() {
        path if path.starts_with("/pkg/") && host.site.options.hash_files => {
            "public, max-age=31536000, immutable"
        }
        // They belong together.
        path if path.starts_with("/pkg/") || WORKER.contains(&path) => "no-cache",
        _ => "public, max-age=3600",
    };
    let mut response = next.run(request).await;
    let found = response.status().is_success() || response.status() == StatusCode::NOT_MODIFIED;
    if is_file && found {
        response.headers_mut().insert(CACHE_CONTROL, HeaderValue::from_static(rule));
    }
    response
}

/// A portal of personal pages is nothing for search engines.
pub async fn robots() -> &'static str {
    "User-agent: *\nDisallow: /\n"
}

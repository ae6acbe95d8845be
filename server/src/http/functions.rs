//! Server functions: the calls of the portal's own scripts, and plain forms.
use super::{
    flash,
    observe::{RequestId, accepts_html},
    problem::Problem,
    session,
};
use crate::host::Host;
use app::{
    api::{ApiError, Posted},
    routes::safe_next,
};
use axum::{
    Extension, Json,
    body::{Body, Bytes, to_bytes},
    extract::{Request, State},
    response::{IntoResponse, Redirect, Response},
};
use http::{
    HeaderMap, HeaderValue, StatusCode, Uri,
    header::{CONTENT_TYPE, HOST, REFERER, RETRY_AFTER, SET_COOKIE},
};
use leptos::server_fn::{axum::server_fn_paths, error::SERVER_FN_ERROR_HEADER};
use leptos_axum::handle_server_fns_with_context;
use std::sync::Arc;

/// Runs a server function. A form that a browser sent without scripts is always answered with a redirect.
pub async fn call(
    State(host): State<Arc<Host>>,
    Extension(RequestId(id)): Extension<RequestId>,
    request: Request,
) -> Response {
    let path = request.uri().path().to_owned();
    match server_fn_paths().find(|(function, _)| *function == path) {
        None => return Problem::NotFound.into(),
        Some((_, method)) if method != request.method() => return Problem::Method.into(),
        Some(_) => {}
    }
    let plain = accepts_html(&request);
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, host.limits.body).await else { return Problem::TooLarge.into() };
    let page = plain.then(|| page_of(&parts.headers, &host.portal.base_url));
    if is_form(&parts.headers) && std::str::from_utf8(&body).is_err() {
        let error = ApiError::BadRequest;
        return match page {
            Some(page) => {
                let posted = Posted { path, fields: Vec::new(), error };
                send_back(&Response::default(), &host.portal.base_url, &page, posted)
            }
            None => failure(error),
        };
    }
    let fields = body.clone();
    let response = handle_server_fns_with_context(|| {}, Request::from_parts(parts, Body::from(body))).await;
    let mut response = response.into_response();

    if response.headers().contains_key(SERVER_FN_ERROR_HEADER) {
        let error = error_in(&mut response, &id).await;
        return match page {
            Some(page) => send_back(
                &response,
                &host.portal.base_url,
                &page,
                Posted { path, fields: parse(&fields), error },
            ),
            None => with_cookies(&response, failure(error)),
        };
    }
    if let Some(page) = page {
        // Otherwise the browser would be sent to whatever the `Referer` says.
        if response.status() == StatusCode::FOUND {
            return with_cookies(&response, Redirect::to(&page).into_response());
        }
        *response.body_mut() = Body::empty();
    }
    response
}

/// Fields, and not a file.
fn is_form(headers: &HeaderMap) -> bool {
    let kind = headers.get(CONTENT_TYPE).and_then(|kind| kind.to_str().ok()).unwrap_or_default();
    kind.starts_with("application/x-www-form-urlencoded")
}

/// What went wrong, as the function said.
async fn error_in(response: &mut Response, id: &str) -> ApiError {
    let body = std::mem::take(response.body_mut());
    let error = to_bytes(body, usize::MAX).await.ok().and_then(|body| serde_json::from_slice(&body).ok());
    match error {
        Some(ApiError::Incident(_)) | None => ApiError::Incident(id.to_owned()),
        Some(error) => error,
    }
}

/// The answer to a script.
pub(super) fn failure(error: ApiError) -> Response {
    let status = match &error {
        ApiError::SignInRequired => StatusCode::UNAUTHORIZED,
        ApiError::NotFound => StatusCode::NOT_FOUND,
        ApiError::Rejected(_) => StatusCode::UNPROCESSABLE_ENTITY,
        ApiError::TooMany { .. } => StatusCode::TOO_MANY_REQUESTS,
        ApiError::BadRequest => StatusCode::BAD_REQUEST,
        ApiError::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
        ApiError::Offline | ApiError::Incident(_) => StatusCode::INTERNAL_SERVER_ERROR,
    };
    let seconds = match error {
        ApiError::TooMany { seconds } => Some(seconds),
        _ => None,
    };
    let mut response = (status, Json(error)).into_response();
    if let Some(seconds) = seconds {
        response.headers_mut().insert(RETRY_AFTER, HeaderValue::from(seconds));
    }
    response
}

/// Leads a browser without scripts back to its page, with what was typed.
pub(super) fn send_back(failed: &Response, base_url: &str, page: &str, posted: Posted) -> Response {
    let mut response = if posted.error == ApiError::SignInRequired {
        session::to_sign_in(page)
    } else {
        Redirect::to(page).into_response()
    };
    flash::keep(response.headers_mut(), base_url, posted);
    with_cookies(failed, response)
}

/// Keeps the cookies that a function has set.
fn with_cookies(of: &Response, mut response: Response) -> Response {
    for cookie in of.headers().get_all(SET_COOKIE) {
        response.headers_mut().append(SET_COOKIE, cookie.clone());
    }
    response
}

/// The page of this portal that a form was sent from.
pub(super) fn page_of(headers: &HeaderMap, base_url: &str) -> String {
    let text = |name| headers.get(name).and_then(|value| value.to_str().ok());
    let page = text(REFERER).and_then(|referer| referer.parse::<Uri>().ok()).filter(|referer| {
        let authority = referer.authority().map(http::uri::Authority::as_str);
        authority.is_some()
            && (authority == text(HOST)
                || base_url.ends_with(&format!("://{}", authority.unwrap_or_default())))
    });
    safe_next(page.as_ref().and_then(Uri::path_and_query).map_or("/", |page| page.as_str()))
}

fn parse(form: &Bytes) -> Vec<(String, String)> {
    form_urlencoded::parse(form).into_owned().collect()
}

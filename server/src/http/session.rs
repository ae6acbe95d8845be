//! Who asks: the context that use cases get.
use super::{address, cookies, observe::RequestId, problem::Problem};
use crate::host::Host;
use app::session::cookies::{device_name, session_name};
use axum::{
    Extension,
    extract::{ConnectInfo, Request, State},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use form_urlencoded::Serializer;
use http::header::USER_AGENT;
use std::{net::SocketAddr, sync::Arc};
use usecases::{Origin, session};

/// Finds the person behind the session cookie and gives the request its context.
pub async fn attach(
    State(host): State<Arc<Host>>,
    ConnectInfo(peer): ConnectInfo<SocketAddr>,
    Extension(RequestId(id)): Extension<RequestId>,
    mut request: Request,
    next: Next,
) -> Response {
    let headers = request.headers();
    let base_url = &host.portal.base_url;
    let visitor = match cookies::get(headers, session_name(base_url)) {
        Some(token) => session::authenticate(&host.db, token, host.now()).await,
        None => Ok(None),
    };
    let visitor = match visitor {
        Ok(visitor) => visitor,
        Err(error) => {
            tracing::error!(error = ?error, "nobody can be recognised");
            return Problem::NotReady.into();
        }
    };
    let origin = Origin {
        address: address::client(peer.ip(), headers, &host.limits.trusted_proxies),
        user_agent: headers
            .get(USER_AGENT)
            .map(|agent| String::from_utf8_lossy(agent.as_bytes()).into_owned())
            .unwrap_or_default(),
        request: id,
        device: cookies::get(headers, device_name(base_url)).map(str::to_owned),
    };
    request.extensions_mut().insert(host.ctx(visitor, origin));
    next.run(request).await
}

/// Leads to the sign-in page, and from there to `wanted`.
pub fn to_sign_in(wanted: &str) -> Response {
    let query = match wanted {
        "/" => String::new(),
        wanted => format!("?{}", Serializer::new(String::new()).append_pair("next", wanted).finish()),
    };
    Redirect::to(&format!("/sign-in{query}")).into_response()
}

//! Pages of the application, rendered whole.
use super::{
    cookies, flash, headers,
    problem::{Problem, template},
    session,
};
use crate::{host::Host, site::Site};
use app::{
    api::Posted,
    session::cookies::{line, session_name},
};
use axum::{
    body::Body,
    extract::{MatchedPath, Request, State},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use domain::access::Actor;
use http::{Uri, header::SET_COOKIE, request::Parts};
use leptos::{
    prelude::{Owner, provide_context, use_context},
    reactive::owner::WeakOwner,
};
use minijinja::context;
use std::{
    future,
    pin::Pin,
    sync::{Arc, LazyLock, OnceLock},
};
use usecases::{Ctx, residency, session::DAYS};

/// Sections that need nobody signed in; everything else leads a guest to the sign-in page.
const FOR_EVERYBODY: [&str; 13] = [
    "/setup",
    "/sign-in",
    "/join",
    "/register",
    "/recover",
    "/app",
    "/report",
    "/check",
    "/offer",
    "/units/confirm",
    "/units/confirmed",
    "/units/dispute",
    "/units/disputed",
];

type Rendering = Pin<Box<dyn Future<Output = Response> + Send>>;

/// The pattern of every page. Found once: while leptos looks for routes, resources load nowhere in the process, and a page that is rendered
/// at that moment would wait for ever.
pub fn patterns() -> &'static [String] {
    static PATTERNS: LazyLock<Vec<String>> = LazyLock::new(|| {
        let listings = leptos_axum::generate_route_list(app::App);
        listings.iter().map(|listing| listing.path().to_owned()).collect()
    });
    &PATTERNS
}

/// The handler of every page.
pub fn render(site: &Site) -> impl Fn(Request<Body>) -> Rendering + Clone + Send + Sync + 'static + use<> {
    let options = site.options.clone();
    move |request| {
        let root = Arc::new(OnceLock::new());
        let found = Arc::clone(&root);
        let context = move || {
            page_context();
            _ = found.set(Owner::current().expect("a page is rendered under an owner").downgrade());
        };
        let options = options.clone();
        let page =
            leptos_axum::render_app_async_stream_with_context(context, move || app::shell(options.clone()));
        under(root, page(request))
    }
}

/// Keeps the owner of a page with it on whatever thread it goes on: leptos asks it in the end which code the page needs, so that the browser
/// begins to load that at once, and would otherwise ask the owner that the thread met last.
fn under(root: Arc<OnceLock<WeakOwner>>, mut page: Rendering) -> Rendering {
    Box::pin(future::poll_fn(move |task| match root.get().and_then(WeakOwner::upgrade) {
        Some(owner) => owner.with(|| page.as_mut().poll(task)),
        None => page.as_mut().poll(task),
    }))
}

fn page_context() {
    headers::page_policy();
    if let Some(posted) = use_context::<Parts>().and_then(|parts| parts.extensions.get::<Posted>().cloned()) {
        provide_context(posted);
    }
}

/// Leads guests to the sign-in page, and from there back; brings a form that was not taken back to its page, once. While nobody works here the
/// first page says where the portal is begun.
pub async fn guard(State(host): State<Arc<Host>>, mut request: Request, next: Next) -> Response {
    let Some(ctx) = request.extensions().get::<Ctx>().cloned() else { return Problem::Broken.into() };
    let pattern = request.extensions().get::<MatchedPath>().map_or("/", MatchedPath::as_str);
    if ctx.actor == Actor::Guest && pattern == "/" && host.awaits_its_first().await {
        return first_start(&host);
    }
    if ctx.actor == Actor::Guest && !is_for_everybody(pattern) {
        let wanted = request.uri().path_and_query().map_or("/", |path| path.as_str());
        return session::to_sign_in(wanted);
    }
    if let Some(opened) = in_account(&ctx, request.uri()).await {
        return opened;
    }
    let base_url = &ctx.portal.base_url;
    let posted = flash::take(request.headers(), base_url);
    let shown = posted.is_some();
    let session = cookies::get(request.headers(), session_name(base_url)).map(str::to_owned);
    if let Some(posted) = posted {
        request.extensions_mut().insert(posted);
    }
    let mut response = next.run(request).await;
    if shown {
        flash::forget(response.headers_mut(), base_url);
    }
    // The session slides, and its cookie with it.
    if ctx.visitor.is_some()
        && let Some(token) = session
        && let Ok(cookie) = line(base_url, session_name(base_url), &token, DAYS).parse()
    {
        response.headers_mut().append(SET_COOKIE, cookie);
    }
    response
}

/// A notice leads to a page of one account (`?account=7000419`): where it is one's own it is opened, and the page is shown as always.
async fn in_account(ctx: &Ctx, uri: &Uri) -> Option<Response> {
    const PAGES: [&str; 3] = ["/readings", "/pay", "/payments"];
    let person = &ctx.visitor.as_ref()?.person;
    let query = uri.query().filter(|_| PAGES.contains(&uri.path()))?;
    let (_, number) = form_urlencoded::parse(query.as_bytes()).find(|(name, _)| name == "account")?;
    let account = person.accounts.iter().find(|account| account.number == number)?;
    residency::choose(ctx, account.id).await.ok()?;
    Some(Redirect::to(uri.path()).into_response())
}

/// A picture that another program shares (`share_target` of the manifest). The service worker takes it for the form of a new ticket; where there
/// is none it is chosen there.
pub async fn shared() -> Redirect {
    Redirect::to("/tickets/new")
}

/// Where the link for the first administrator is.
fn first_start(host: &Host) -> Response {
    let link = format!("{}/setup/…", host.portal.base_url);
    template("first_start.html", context! { link, stylesheet => &host.site.stylesheet })
}

fn is_for_everybody(pattern: &str) -> bool {
    FOR_EVERYBODY
        .iter()
        .filter_map(|section| pattern.strip_prefix(section))
        .any(|rest| rest.is_empty() || rest.starts_with('/'))
}

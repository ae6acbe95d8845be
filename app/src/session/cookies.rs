//! The cookies of a signed-in browser. On https they carry the `__Host-` prefix, which plain http does not allow.
use http::header::{HeaderValue, SET_COOKIE};
use http::{header::COOKIE, request::Parts};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use usecases::{
    Ctx,
    session::{Entrance, SignedIn},
};

const SESSION: (&str, &str) = ("session", "__Host-session");
const DEVICE: (&str, &str) = ("device", "__Host-device");
const STEP: (&str, &str) = ("sign-in-step", "__Host-sign-in-step");
const NEWS_VIEW: (&str, &str) = ("news-view", "__Host-news-view");
const YEAR: i64 = 365;

/// Name of the session cookie.
#[must_use]
pub fn session_name(base_url: &str) -> &'static str {
    name(SESSION, base_url)
}

/// Name of the cookie that marks a known device.
#[must_use]
pub fn device_name(base_url: &str) -> &'static str {
    name(DEVICE, base_url)
}

/// Lets a person in, or on to the code; the path that comes next.
#[must_use]
pub fn enter(ctx: &Ctx, entrance: &Entrance, next: &str) -> String {
    match entrance {
        Entrance::Open(signed_in) => {
            set(ctx, signed_in);
            next.to_owned()
        }
        Entrance::Code(step) => {
            let base = &ctx.portal.base_url;
            append(&lasting(base, name(STEP, base), step, usecases::session::STEP_MINUTES * 60));
            if next == "/" {
                "/sign-in/code".to_owned()
            } else {
                format!("/sign-in/code?next={}", crate::layout::encode(next))
            }
        }
    }
}

/// The way from the password to the code, if this browser is on it.
#[must_use]
pub fn step(ctx: &Ctx) -> Option<String> {
    read(name(STEP, &ctx.portal.base_url))
}

/// Puts a new session into the browser, and takes the way there out of it.
pub fn confirmed(ctx: &Ctx, signed_in: &SignedIn) {
    let base = &ctx.portal.base_url;
    set(ctx, signed_in);
    put(base, name(STEP, base), "", 0);
}

/// Puts a new session into the browser.
pub fn set(ctx: &Ctx, signed_in: &SignedIn) {
    let base = &ctx.portal.base_url;
    put(base, session_name(base), &signed_in.token, usecases::session::DAYS);
    put(base, device_name(base), &signed_in.device, YEAR);
}

/// Takes the session out of the browser; the device stays known.
pub fn clear(ctx: &Ctx) {
    let base = &ctx.portal.base_url;
    put(base, session_name(base), "", 0);
}

/// How the news were looked at last in this browser.
#[must_use]
pub fn news_view(ctx: &Ctx) -> Option<String> {
    read(name(NEWS_VIEW, &ctx.portal.base_url))
}

fn read(name: &str) -> Option<String> {
    let parts = use_context::<Parts>()?;
    let lines = parts.headers.get_all(COOKIE).iter().filter_map(|line| line.to_str().ok());
    let value = |pair: &str| Some(pair.trim().strip_prefix(name)?.strip_prefix('=')?.to_owned());
    lines.flat_map(|line| line.split(';')).find_map(value)
}

/// Remembers how the news are looked at.
pub fn remember_news_view(ctx: &Ctx, view: &'static str) {
    put(&ctx.portal.base_url, name(NEWS_VIEW, &ctx.portal.base_url), view, YEAR);
}

/// A cookie of this portal as a header line: `HttpOnly`, `SameSite=Lax`, for the whole site.
#[must_use]
pub fn line(base_url: &str, name: &str, value: &str, max_age_days: i64) -> String {
    lasting(base_url, name, value, max_age_days * 24 * 60 * 60)
}

fn lasting(base_url: &str, name: &str, value: &str, seconds: i64) -> String {
    let secure = if is_https(base_url) { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{secure}")
}

fn put(base_url: &str, name: &str, value: &str, days: i64) {
    append(&line(base_url, name, value, days));
}

fn append(line: &str) {
    if let Some(response) = use_context::<ResponseOptions>()
        && let Ok(line) = HeaderValue::from_str(line)
    {
        response.append_header(SET_COOKIE, line);
    }
}

fn name((plain, host): (&'static str, &'static str), base_url: &str) -> &'static str {
    if is_https(base_url) { host } else { plain }
}

fn is_https(base_url: &str) -> bool {
    base_url.starts_with("https://")
}

//! The cookies of a signed-in browser. On https they carry the `__Host-` prefix, which plain http does not allow.
use http::header::{HeaderValue, SET_COOKIE};
use http::{header::COOKIE, request::Parts};
use leptos::prelude::use_context;
use leptos_axum::ResponseOptions;
use usecases::{Ctx, session::SignedIn};

const SESSION: (&str, &str) = ("session", "__Host-session");
const DEVICE: (&str, &str) = ("device", "__Host-device");
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
    let parts = use_context::<Parts>()?;
    let name = name(NEWS_VIEW, &ctx.portal.base_url);
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
    let secure = if is_https(base_url) { "; Secure" } else { "" };
    format!("{name}={value}; Path=/; Max-Age={}; HttpOnly; SameSite=Lax{secure}", max_age_days * 24 * 60 * 60)
}

fn put(base_url: &str, name: &str, value: &str, days: i64) {
    if let Some(response) = use_context::<ResponseOptions>()
        && let Ok(line) = HeaderValue::from_str(&line(base_url, name, value, days))
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

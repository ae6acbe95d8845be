//! Every path of the portal.

use leptos::prelude::*;
use leptos_router::{components::Routes, path};

#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=|| "404">
            <leptos_router::components::Route path=path!("/") view=|| "" />
        </Routes>
    }
}

/// A path of this portal that a person may be sent to; the first page for anything else (`//host`, `https:…`, control characters).
#[must_use]
pub fn safe_next(next: &str) -> String {
    let own = next.starts_with('/') && !next.starts_with("//") && !next.contains('\\');
    if own && next.chars().all(|c| c.is_ascii_graphic()) && !next.starts_with("/api/") {
        next.to_owned()
    } else {
        "/".to_owned()
    }
}

#[cfg(test)]
mod tests {
    use super::safe_next;

    #[test]
    fn only_a_path_of_this_portal_is_followed() {
        assert_eq!(safe_next("/readings?from=2018-01-01"), "/readings?from=2018-01-01");
        for foreign in [
            "",
            "//evil.example",
            "https://evil.example",
            "/\\evil.example",
            "/a\r\nb",
            "/api/session/sign-out",
        ] {
            assert_eq!(safe_next(foreign), "/", "{foreign:?}");
        }
    }
}

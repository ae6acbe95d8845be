//! Every path of the portal.

use crate::{
    charges::ChargesPage,
    home::HomePage,
    install::InstallPage,
    layout::{AnyFrame, GuestFrame, MorePage, NotFoundPage, ResidentFrame},
    pay::{OfferPage, OrderPage, PayPage},
    payments::PaymentsPage,
    profile::ProfilePage,
    readings::{CheckPage, HistoryPage, ReadingsPage},
    recovery::{FinishRecoveryPage, RecoverPage},
    registration::{FinishRegistrationPage, RegisterPage},
    reports::ReportPage,
    residency::{AddUnitPage, ConfirmClaimPage, ConfirmedPage, DisputePage, DisputedPage},
    session::SignInPage,
};
use leptos::prelude::*;
use leptos_router::{
    SsrMode,
    components::{ParentRoute, Route, Routes},
    path,
};

/// Pages render complete on the server, so that they work before the scripts have come, and without them.
const WHOLE: SsrMode = SsrMode::Async;

#[component]
pub fn Pages() -> impl IntoView {
    view! {
        <Routes fallback=NotFoundPage>
            <ParentRoute path=path!("") view=ResidentFrame ssr=WHOLE>
                <Route path=path!("/") view=HomePage ssr=WHOLE />
                <Route path=path!("/readings") view=ReadingsPage ssr=WHOLE />
                <Route path=path!("/readings/history") view=HistoryPage ssr=WHOLE />
                <Route path=path!("/charges") view=ChargesPage ssr=WHOLE />
                <Route path=path!("/payments") view=PaymentsPage ssr=WHOLE />
                <Route path=path!("/pay") view=PayPage ssr=WHOLE />
                <Route path=path!("/pay/:order") view=OrderPage ssr=WHOLE />
                <Route path=path!("/profile") view=ProfilePage ssr=WHOLE />
                <Route path=path!("/units/add") view=AddUnitPage ssr=WHOLE />
                <Route path=path!("/more") view=MorePage ssr=WHOLE />
            </ParentRoute>
            <ParentRoute path=path!("") view=GuestFrame ssr=WHOLE>
                <Route path=path!("/sign-in") view=SignInPage ssr=WHOLE />
                <Route path=path!("/register") view=RegisterPage ssr=WHOLE />
                <Route path=path!("/register/:token") view=FinishRegistrationPage ssr=WHOLE />
                <Route path=path!("/recover") view=RecoverPage ssr=WHOLE />
                <Route path=path!("/recover/:token") view=FinishRecoveryPage ssr=WHOLE />
            </ParentRoute>
            <ParentRoute path=path!("") view=AnyFrame ssr=WHOLE>
                <Route path=path!("/app") view=InstallPage ssr=WHOLE />
                <Route path=path!("/report") view=ReportPage ssr=WHOLE />
                <Route path=path!("/offer") view=OfferPage ssr=WHOLE />
                <Route path=path!("/check") view=CheckPage ssr=WHOLE />
                <Route path=path!("/check/:code") view=CheckPage ssr=WHOLE />
                <Route path=path!("/units/confirm/:token") view=ConfirmClaimPage ssr=WHOLE />
                <Route path=path!("/units/confirmed") view=ConfirmedPage ssr=WHOLE />
                <Route path=path!("/units/dispute/:token") view=DisputePage ssr=WHOLE />
                <Route path=path!("/units/disputed") view=DisputedPage ssr=WHOLE />
            </ParentRoute>
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

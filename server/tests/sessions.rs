use crate::support::{PASSWORD, Portal};
use http::StatusCode;

#[tokio::test]
async fn the_session_cookie_is_out_of_reach_of_scripts_and_slides() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let fields = [("email", "guide@example.org"), ("password", PASSWORD)];
    let answer = browser.post("/api/session/sign-in", &fields).await;
    let session =
        answer.cookies().into_iter().find(|cookie| cookie.starts_with("session=")).unwrap().to_owned();
    assert!(session.ends_with("; Path=/; Max-Age=2592000; HttpOnly; SameSite=Lax"), "{session}");
    assert!(session.len() > 60, "{session}");
    assert_eq!(browser.get("/").await.cookies(), [session.as_str()]);
    portal.stop().await;
}

#[tokio::test]
async fn a_guest_is_led_to_the_sign_in_page_and_from_there_back() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    assert_eq!(browser.get("/").await.header("location"), Some("/sign-in"));
    assert_eq!(
        browser.get("/readings/history?from=2017-08-01&to=2017-12-31").await.header("location"),
        Some("/sign-in?next=%2Freadings%2Fhistory%3Ffrom%3D2017-08-01%26to%3D2017-12-31")
    );
    let page = browser.open("/readings/history?from=2017-08-01").await;
    let typed = [("email", "guide@example.org"), ("password", PASSWORD)];
    let there = browser.submit(&page, "/api/session/sign-in", &typed).await;
    assert_eq!((there.path.as_str(), there.status), ("/readings/history?from=2017-08-01", StatusCode::OK));
    portal.stop().await;
}

#[tokio::test]
async fn pages_for_everybody_need_no_session() {
    let portal = Portal::start().await;
    for path in [
        "/sign-in",
        "/register",
        "/register/no-such-token",
        "/recover",
        "/recover/no-such-token",
        "/app",
        "/report",
        "/check",
        "/units/confirm/no-such-token",
        "/units/dispute/no-such-token",
    ] {
        let answer = portal.browser().get(path).await;
        assert_eq!(answer.status, StatusCode::OK, "{path}: {}", answer.text());
    }
    portal.stop().await;
}

#[tokio::test]
async fn after_signing_out_the_session_is_gone() {
    let portal = Portal::start().await;
    let mut browser = portal.signed_in("guide@example.org").await;
    let home = browser.open("/").await;
    let left = browser.submit(&home, "/api/session/sign-out", &[]).await;
    assert_eq!(left.path, "/sign-in");
    assert_eq!(browser.get("/").await.header("location"), Some("/sign-in"));
    portal.stop().await;
}

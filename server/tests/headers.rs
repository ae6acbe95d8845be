use crate::support::{Answer, Portal};
use http::{Method, StatusCode};
use std::sync::Arc;

/// One answer of each kind: what was asked, and what came.
async fn every_kind(portal: &Portal) -> Vec<Answer> {
    let guest = portal.browser();
    let mut resident = portal.signed_in("guide@example.org").await;
    let mut answers = Vec::new();
    for path in [
        "/sign-in",
        "/",
        "/no-such-page",
        "/healthz",
        "/readyz",
        "/robots.txt",
        "/favicon.svg",
        "/sw.js",
        "/demo/mailbox",
        "/demo/mailbox/nothing",
        "/pkg/domovoy.abc.css",
        "/pkg/nothing.js",
        "/api/nothing",
        "/%2e%2e/Cargo.toml",
    ] {
        answers.push(guest.get(path).await);
    }
    for path in ["/", "/readings", "/readings/history.csv", "/profile"] {
        answers.push(resident.open(path).await);
    }
    answers.push(guest.call("/api/readings/page", &[("", "")]).await);
    answers.push(guest.post("/api/session/sign-in", &[("email", "a"), ("password", "b")]).await);
    answers.push(guest.call("/api/session/sign-in", &[("email", "a".repeat(70_000))]).await);
    for (method, path) in
        [(Method::POST, "/sign-in"), (Method::PUT, "/api/readings/page"), (Method::DELETE, "/favicon.svg")]
    {
        let request = guest.request(method, path).header("accept", "text/html");
        answers.push(crate::support::send(path, request).await);
    }
    answers
}

#[tokio::test]
async fn every_answer_carries_the_headers_of_security() {
    let portal = Portal::start().await;
    for answer in every_kind(&portal).await {
        let asked = format!("{} {}", answer.path, answer.status);
        let policy = answer.header("content-security-policy").expect(&asked);
        for part in [
            "default-src 'self'",
            "object-src 'none'",
            "base-uri 'none'",
            "frame-ancestors 'none'",
            "form-action 'self'",
            "style-src 'self'",
        ] {
            assert!(policy.contains(part), "{asked}: {policy}");
        }
        assert!(!policy.contains("unsafe-inline") && !policy.contains("'unsafe-eval'"), "{asked}: {policy}");
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"), "{asked}");
        assert_eq!(answer.header("referrer-policy"), Some("same-origin"), "{asked}");
        assert_eq!(answer.header("x-frame-options"), Some("DENY"), "{asked}");
        assert_eq!(answer.header("cross-origin-opener-policy"), Some("same-origin"), "{asked}");
        assert!(answer.header("permissions-policy").is_some(), "{asked}");
        assert!(answer.header("cache-control").is_some(), "{asked}");
        let id: uuid::Uuid = answer.header("x-request-id").expect(&asked).parse().unwrap();
        assert_eq!(id.get_version_num(), 7, "{asked}");
    }
    portal.stop().await;
}

#[tokio::test]
async fn the_nonce_of_a_page_is_that_of_its_scripts_and_new_each_time() {
    let portal = Portal::start().await;
    let mut nonces = Vec::new();
    for path in ["/sign-in", "/sign-in", "/no-such-page"] {
        let answer = portal.browser().get(path).await;
        let policy = answer.header("content-security-policy").unwrap();
        let nonce = policy.split("'nonce-").nth(1).expect(policy).split('\'').next().unwrap().to_owned();
        let scripts = answer.body.matches("<script").count();
        assert!(scripts > 0, "{path}");
        let data = answer.body.matches("<script type=\"application/json\"").count();
        assert_eq!(
            answer.body.matches(&format!("nonce=\"{nonce}\"")).count() + data,
            scripts,
            "{path}: {}",
            answer.body
        );
        assert!(!answer.body.contains(" style=\""), "{path}");
        nonces.push(nonce);
    }
    nonces.sort();
    nonces.dedup();
    assert_eq!(nonces.len(), 3);
    portal.stop().await;
}

#[tokio::test]
async fn the_number_of_a_request_is_ours() {
    let portal = Portal::start().await;
    let request = portal.browser().request(Method::GET, "/healthz").header("x-request-id", "forged");
    let answer = crate::support::send("/healthz", request).await;
    assert_ne!(answer.header("x-request-id"), Some("forged"));
    portal.stop().await;
}

#[tokio::test]
async fn over_https_cookies_are_bound_to_the_host_and_plain_http_is_left_behind() {
    let portal = Portal::with(|host| {
        let portal = usecases::Portal { base_url: "https://home.example".into(), ..(*host.portal).clone() };
        host.portal = Arc::new(portal);
    })
    .await;
    let answer = portal
        .browser()
        .post("/api/session/sign-in", &[("email", "guide@example.org"), ("password", "domovoy-demo")])
        .await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER);
    assert!(answer.header("strict-transport-security").is_some());
    let cookies = answer.cookies();
    assert_eq!(cookies.len(), 2, "{cookies:?}");
    for cookie in cookies {
        assert!(cookie.starts_with("__Host-"), "{cookie}");
        assert!(
            cookie.contains("; Path=/;") && cookie.ends_with("; HttpOnly; SameSite=Lax; Secure"),
            "{cookie}"
        );
    }
    portal.stop().await;
}

#[tokio::test]
async fn a_letter_is_shown_with_its_own_styles_and_nothing_else() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let page = browser.open("/recover").await;
    browser.submit(&page, "/api/recovery/request", &[("email", "guide@example.org")]).await;
    let link = crate::journeys::letter_to(&browser, "guide@example.org").await;
    let mailbox = browser.get("/demo/mailbox").await;
    let id = mailbox.body.split("/demo/mailbox/").nth(1).unwrap().split('"').next().unwrap();
    assert!(browser.get(&format!("/demo/mailbox/{id}")).await.text().contains("guide@example.org"));

    let letter = browser.get(&format!("/demo/mailbox/{id}/html")).await;
    let policy = letter.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'") && policy.contains("'sha256-"), "{policy}");
    assert!(!policy.contains("unsafe-inline"), "{policy}");
    assert!(letter.body.contains("<base target=\"_top\">"));
    assert!(letter.body.contains(&link), "the button leads to {link}");
    portal.stop().await;
}

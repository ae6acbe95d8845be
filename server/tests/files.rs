use crate::support::{Portal, send};
use http::{Method, StatusCode};

#[tokio::test]
async fn files_of_the_build_are_kept_for_ever_and_come_compressed() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let path = "/pkg/domovoy.abc.css";
    let plain = browser.get(path).await;
    assert_eq!(plain.status, StatusCode::OK);
    assert_eq!(plain.header("content-type"), Some("text/css"));
    assert_eq!(plain.header("cache-control"), Some("public, max-age=31536000, immutable"));
    assert_eq!(plain.header("vary"), Some("accept-encoding"));

    let small = send(path, browser.request(Method::GET, path).header("accept-encoding", "gzip, br")).await;
    assert_eq!(small.header("content-encoding"), Some("br"));
    assert_eq!(small.body, "as if compressed");

    let known = plain.header("last-modified").unwrap();
    let again = send(path, browser.request(Method::GET, path).header("if-modified-since", known)).await;
    assert_eq!(again.status, StatusCode::NOT_MODIFIED);
    portal.stop().await;
}

#[tokio::test]
async fn the_service_worker_is_asked_for_each_time() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for script in ["/sw.js", "/offline.js"] {
        assert_eq!(browser.get(script).await.header("cache-control"), Some("no-cache"), "{script}");
    }
    assert_eq!(browser.get("/favicon.svg").await.header("cache-control"), Some("public, max-age=3600"));
    assert_eq!(browser.get("/robots.txt").await.body, "User-agent: *\nDisallow: /\n");
    portal.stop().await;
}

#[tokio::test]
async fn nothing_outside_the_site_is_a_file() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for path in [
        "/../domovoy.sqlite",
        "/%2e%2e/domovoy.sqlite",
        "/..%2fdomovoy.sqlite",
        "/pkg/..%5c..%5cdomovoy.sqlite",
        "/pkg",
        "/pkg/",
    ] {
        let answer = browser.get(path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{path}");
        assert_eq!(answer.header("cache-control"), Some("no-store"), "{path}");
    }
    portal.stop().await;
}

#[tokio::test]
async fn a_page_that_is_not_there_is_a_page_of_the_portal() {
    let portal = Portal::start().await;
    let answer = portal.browser().get("/no-such-page").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text().contains("Такой страницы нет"), "{}", answer.text());
    let words = portal.browser().call("/api/nothing", &[("", "")]).await;
    assert_eq!((words.status, words.body.as_str()), (StatusCode::NOT_FOUND, "\"NotFound\""));
    portal.stop().await;
}

#[tokio::test]
async fn a_name_that_no_file_can_have_is_not_there() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for path in
        [format!("/{}", "a".repeat(256)), format!("/pkg/{}.wasm", "a".repeat(300)), "/a".repeat(3_000)]
    {
        let answer = browser.get(&path).await;
        assert_eq!(answer.status, StatusCode::NOT_FOUND, "{} bytes", path.len());
        assert!(answer.text().contains("Такой страницы нет"), "{}", answer.text());
    }
    portal.stop().await;
}

#[tokio::test]
async fn whoever_is_signed_in_keeps_their_menu_where_no_page_is() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    browser.sign_in("guide@example.org", "domovoy-demo").await;
    let answer = browser.get("/no-such-page").await;
    assert_eq!(answer.status, StatusCode::NOT_FOUND);
    assert!(answer.text().contains("Такой страницы нет") && answer.text().contains("Показания"));
    portal.stop().await;
}

#[tokio::test]
async fn pages_come_compressed() {
    let portal = Portal::start().await;
    let request = portal
        .browser()
        .request(Method::GET, "/sign-in")
        .header("accept-encoding", "br")
        .header("accept", "text/html");
    let answer = request.send().await.unwrap();
    assert_eq!(answer.headers()["content-encoding"], "br");
    assert_eq!(answer.headers()["vary"], "accept-encoding");
    portal.stop().await;
}

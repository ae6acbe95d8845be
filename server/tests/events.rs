//! Streams of events over real HTTP.
use crate::{
    instances::instance,
    support::{Browser, Portal},
};
use http::{Method, StatusCode};
use reqwest::Response;
use std::time::Duration;
use store::testing::Scratch;
use tokio::time::timeout;

/// Reads from a stream until this was said.
async fn hears(stream: &mut Response, words: &str) {
    let mut heard = String::new();
    let listening = async {
        while let Some(part) = stream.chunk().await.unwrap() {
            heard.push_str(std::str::from_utf8(&part).unwrap());
            if heard.contains(words) {
                return;
            }
        }
        panic!("the stream ended");
    };
    let outcome = timeout(Duration::from_secs(10), listening).await;
    assert!(outcome.is_ok(), "{words:?} was not heard");
}

async fn listen(browser: &Browser, account: &str) -> Response {
    let stream =
        browser.request(Method::GET, &format!("/events?watch=account:{account}")).send().await.unwrap();
    assert_eq!(stream.status(), StatusCode::OK);
    assert_eq!(stream.headers()["content-type"], "text/event-stream");
    assert_eq!(stream.headers()["cache-control"], "no-store");
    assert!(!stream.headers().contains_key("content-encoding"));
    stream
}

/// Begins a payment, and returns the account it is for before that.
async fn account(browser: &mut Browser) -> String {
    browser.open("/pay").await.field("/api/orders/create", "order[account]").unwrap()
}

async fn begins_to_pay(browser: &mut Browser) {
    let page = browser.open("/pay").await;
    let typed = [("order[email]", "payer@example.org"), ("order[offer]", "true")];
    let answer = browser.submit(&page, "/api/orders/create", &typed).await;
    assert!(answer.path.starts_with("/pay/"), "{}", answer.path);
}

#[tokio::test]
async fn a_page_hears_at_once_of_what_happens_elsewhere() {
    let portal = Portal::start().await;
    let mut browser = portal.signed_in("guide@example.org").await;
    let account = account(&mut browser).await;
    let mut stream = listen(&browser, &account).await;
    hears(&mut stream, "retry: 2000").await;
    begins_to_pay(&mut browser).await;
    hears(&mut stream, &format!("event: change\ndata: account:{account}\n")).await;
    portal.stop().await;
}

#[tokio::test]
async fn a_portal_that_stops_waits_for_no_listener() {
    let portal = Portal::start().await;
    let mut browser = portal.signed_in("guide@example.org").await;
    let account = account(&mut browser).await;
    let mut stream = listen(&browser, &account).await;
    timeout(Duration::from_secs(10), portal.stop()).await.expect("it stops");
    while stream.chunk().await.unwrap().is_some() {}
}

#[tokio::test]
async fn what_cannot_be_watched_is_not_found() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("guide@example.org").await;
    for query in ["watch=", "watch=meter:7", "watch=ticket:7", "watch=desk:tickets"] {
        assert_eq!(browser.get(&format!("/events?{query}")).await.status, StatusCode::NOT_FOUND, "{query}");
    }
    assert_eq!(portal.browser().get("/events").await.status, StatusCode::NOT_FOUND);
    portal.stop().await;
}

#[tokio::test]
async fn what_one_instance_does_is_heard_on_the_other() {
    let Some(scratch) = Scratch::postgres().await else { return };
    let letters = tempfile::tempdir().unwrap();
    let (first, second) =
        (instance(&scratch, letters.path()).await, instance(&scratch, letters.path()).await);
    let mut here = first.signed_in("guide@example.org").await;
    let account = account(&mut here).await;
    let mut stream = listen(&here.at(&second.url), &account).await;
    begins_to_pay(&mut here).await;
    hears(&mut stream, &format!("data: account:{account}\n")).await;
    first.stop().await;
    second.stop().await;
    scratch.discard().await;
}

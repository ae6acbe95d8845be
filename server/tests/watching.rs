use crate::support::{Portal, send};
use http::{Method, StatusCode};

#[tokio::test]
async fn a_watcher_sees_that_the_process_runs_and_the_database_answers() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    assert_eq!(browser.get("/healthz").await.body, "ok\n");
    assert_eq!(browser.get("/readyz").await.body, "ready\n");
    portal.stop().await;
}

#[tokio::test]
async fn a_database_that_is_gone_is_noticed_and_said_in_words() {
    let mut database = None;
    let portal = Portal::with(|host| database = Some(host.db.clone())).await;
    let browser = portal.signed_in("guide@example.org").await;
    database.unwrap().close().await.unwrap();
    assert_eq!(browser.get("/healthz").await.status, StatusCode::OK);
    let ready = send("/readyz", browser.request(Method::GET, "/readyz")).await;
    assert_eq!(ready.status, StatusCode::SERVICE_UNAVAILABLE);
    assert_eq!(ready.body, "База данных не отвечает. Подождите минуту и попробуйте ещё раз.\n");
    let page = browser.get("/").await;
    assert_eq!(page.status, StatusCode::SERVICE_UNAVAILABLE);
    assert!(page.text().contains("База данных не отвечает"), "{}", page.text());
}

#[tokio::test]
async fn metrics_count_by_route_and_never_by_what_was_typed() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("guide@example.org").await;
    for path in [
        "/register/secret-token",
        "/somebody@example.org",
        "/readings?from=2018-01-01",
        "/api/somebody@example.org",
    ] {
        browser.get(path).await;
    }
    let metrics = send("/metrics", browser.client.get(&portal.metrics)).await.body;
    for part in [
        "domovoy_http_requests_total{method=\"GET\",path=\"/register/{token}\",status=\"200\"}",
        "domovoy_http_requests_total{method=\"POST\",path=\"/api/session/sign-in\",status=\"303\"}",
        "path=\"*\",status=\"404\"",
        "domovoy_http_request_seconds_bucket{path=\"/readings\"",
        "domovoy_outbox_waiting 0",
        "domovoy_outbox_dead 0",
        "domovoy_db_statements_total",
        "domovoy_build_info{build=",
    ] {
        assert!(metrics.contains(part), "{part}:\n{metrics}");
    }
    for private in ["secret-token", "somebody", "from="] {
        assert!(!metrics.contains(private), "{private}");
    }
    portal.stop().await;
}

#[tokio::test]
async fn a_page_is_loaded_once() {
    let mut database = None;
    let portal = Portal::with(|host| database = Some(host.db.clone())).await;
    let (database, browser) = (database.unwrap(), portal.signed_in("guide@example.org").await);
    for (path, statements) in
        [("/readings", 5), ("/", 9), ("/readings/history", 4), ("/charges", 3), ("/payments", 4)]
    {
        // The worker looks for work now and then: the least of several tries.
        let mut least = u64::MAX;
        for _ in 0..10 {
            let before = database.statements();
            assert_eq!(browser.get(path).await.status, StatusCode::OK);
            least = least.min(database.statements() - before);
        }
        assert_eq!(least, statements, "{path}: the session, the balance, and the page's own");
    }
    portal.stop().await;
}

//! Two processes' worth of portal on one PostgreSQL database.
use crate::support::{Portal, site, speak_tls, today};
use http::StatusCode;
use server::demo;
use store::{Db, testing::Scratch};
use tokio::net::TcpListener;
use usecases::Clock;

/// An instance on a database that others use too; all of them deliver letters into one folder.
pub async fn instance(scratch: &Scratch, letters: &std::path::Path) -> Portal {
    let folder = tempfile::tempdir().unwrap();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let url = format!("http://{}", listener.local_addr().unwrap());
    let db = Db::open(&scratch.settings).await.unwrap();
    let clock = Clock::starting_on(chrono_tz::Europe::Moscow, today());
    speak_tls();
    let host = demo::with_database(db, letters, clock, site(&folder.path().join("site")), url).unwrap();
    usecases::demo::fill(&host.system_ctx()).await.unwrap();
    Portal::run(host, listener, folder).await
}

#[tokio::test]
async fn who_signs_in_on_one_instance_is_known_on_the_other_and_a_job_is_done_once() {
    let Some(scratch) = Scratch::postgres().await else { return };
    let letters = tempfile::tempdir().unwrap();
    let (first, second) =
        (instance(&scratch, letters.path()).await, instance(&scratch, letters.path()).await);

    let here = first.signed_in("guide@example.org").await;
    let mut there = here.at(&second.url);
    let page = there.open("/readings").await;
    assert_eq!(page.status, StatusCode::OK);
    let taken =
        there.submit(&page, "/api/readings/submit", &[("submission[lines][0][values][0]", "395")]).await;
    assert!(here.get(&taken.path).await.text().contains("395"));

    for number in 0..10 {
        let email = format!("nobody{number}@example.org");
        first.browser().post("/api/recovery/request", &[("email", &email)]).await;
    }
    crate::journeys::letter_to(&here, "nobody9@example.org").await;
    // Whoever would send one twice has had time for it.
    tokio::time::sleep(std::time::Duration::from_millis(700)).await;
    let mailbox = here.get("/demo/mailbox").await;
    for number in 0..10 {
        assert_eq!(mailbox.body.matches(&format!("nobody{number}@example.org")).count(), 1, "{number}");
    }

    here.clone().post("/api/session/sign-out", &[("", "")]).await;
    assert_eq!(there.get("/").await.header("location"), Some("/sign-in"));
    assert!(second.signed_in("resident@example.org").await.get("/").await.status.is_success());
    first.stop().await;
    second.stop().await;
    scratch.discard().await;
}

//! What people do, without scripts.
use crate::support::{Answer, Browser, Portal};
use http::StatusCode;
use std::time::Duration;

/// Where the button of the newest letter to this address leads.
pub async fn letter_to(browser: &Browser, email: &str) -> String {
    for _ in 0..200 {
        let mailbox = browser.get("/demo/mailbox").await;
        let letter = mailbox.body.split("<article").skip(1).find(|letter| letter.contains(email));
        let link = letter.and_then(|letter| letter.split("<a href=\"http://").nth(1)?.split('"').next());
        if let Some(link) = link {
            return link.split_once('/').map(|(_, path)| format!("/{path}")).unwrap();
        }
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
    panic!("no letter to {email}")
}

fn on(answer: &Answer, path: &str, words: &str) {
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.text());
    assert!(answer.path.starts_with(path), "{} is not {path}", answer.path);
    assert!(answer.text().contains(words), "{}", answer.text());
}

#[tokio::test]
async fn a_newcomer_registers_from_the_letter_and_submits_readings() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let page = browser.open("/register").await;
    let typed = [
        ("account", " 7000533 "),
        ("surname", "СОКОЛОВА"),
        ("email", "newcomer@example.org"),
        ("consent", "on"),
    ];
    let sent = browser.submit(&page, "/api/registration/request", &typed).await;
    on(&sent, "/register", "письмо");

    let link = letter_to(&browser, "newcomer@example.org").await;
    let page = browser.open(&link).await;
    let home = browser.submit(&page, "/api/registration/finish", &[("password", "зелёная кнопка 7")]).await;
    on(&home, "/", "7000533");
    let page = browser.open("/readings").await;
    assert_eq!(page.status, StatusCode::OK);

    let again = portal.browser().open(&link).await;
    assert!(again.text().to_lowercase().contains("ссылка"), "{}", again.text());
    portal.browser().sign_in("newcomer@example.org", "зелёная кнопка 7").await;
    portal.stop().await;
}

#[tokio::test]
async fn a_resident_submits_corrects_and_finds_it_in_the_history() {
    let portal = Portal::start().await;
    let mut browser = portal.signed_in("guide@example.org").await;
    let page = browser.open("/readings").await;
    let taken =
        browser.submit(&page, "/api/readings/submit", &[("submission[lines][0][values][0]", "395")]).await;
    on(&taken, "/readings?period=2018-01", "395");
    assert!(taken.text().contains("2018-01-"), "a notice with a number: {}", taken.text());

    let history = browser.open("/readings/history").await;
    on(&history, "/readings/history", "395");
    let table = browser.open("/readings/history.csv?from=2018-01-01&to=2018-01-31").await;
    assert_eq!(table.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(table.header("content-disposition").unwrap().starts_with("attachment"));
    assert!(table.body.contains("395"), "{}", table.body);
    portal.stop().await;
}

#[tokio::test]
async fn the_same_form_sent_twice_is_one_submission() {
    let portal = Portal::start().await;
    let mut browser = portal.signed_in("guide@example.org").await;
    let page = browser.open("/readings").await;
    let value = [("submission[lines][0][values][0]", "395")];
    let first = browser.submit(&page, "/api/readings/submit", &value).await;
    let second = browser.submit(&page, "/api/readings/submit", &value).await;
    assert_eq!(first.path, second.path);
    portal.stop().await;
}

#[tokio::test]
async fn a_forgotten_password_is_replaced_and_every_other_session_ends() {
    let portal = Portal::start().await;
    let elsewhere = portal.signed_in("resident@example.org").await;
    let mut browser = portal.browser();
    let page = browser.open("/recover").await;
    let sent = browser.submit(&page, "/api/recovery/request", &[("email", "resident@example.org")]).await;
    on(&sent, "/recover", "");
    let link = letter_to(&browser, "resident@example.org").await;
    let page = browser.open(&link).await;
    let home = browser.submit(&page, "/api/recovery/finish", &[("password", "другая гавань 9")]).await;
    on(&home, "/", "");
    assert_eq!(elsewhere.get("/").await.header("location"), Some("/sign-in"));
    portal.stop().await;
}

#[tokio::test]
async fn a_problem_is_reported() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let page = browser.open("/report").await;
    let thanks = browser.submit(&page, "/api/reports/send", &[("text", "Не видно кнопки")]).await;
    on(&thanks, "/report", "");
    portal.stop().await;
}

//! What the service worker relies on: whose a page is, and that what it sends later may come twice.
use crate::support::{Browser, Portal, boundary, form, photo, send};
use http::{Method, StatusCode, header::CONTENT_TYPE};
use uuid::Uuid;

#[tokio::test]
async fn a_page_says_whose_it_is_and_under_which_id_its_form_goes() {
    let portal = Portal::start().await;
    let guest = portal.browser().get("/sign-in").await.body;
    assert!(!guest.contains("data-person="), "a guest is nobody");
    let mine = portal.signed_in("guide@example.org").await;
    let other = portal.signed_in("resident@example.org").await;
    let person = |page: &str| between(page, "data-person=\"", "\"");
    let page = mine.get("/readings").await.body;
    assert_eq!(person(&page), person(&mine.get("/tickets/new").await.body));
    assert_ne!(person(&page), person(&other.get("/readings").await.body));
    assert!(page.contains("<html") && page.contains("src=\"/offline.js\""));
    let ticket = mine.get("/tickets/new").await.body;
    for (page, name) in [(&page, "submission[id]"), (&ticket, "ticket[id]")] {
        let id = between(page, &format!("name=\"{name}\" value=\""), "\"");
        assert!(id.is_some_and(|id| id.parse::<Uuid>().is_ok()), "{name}");
    }
    portal.stop().await;
}

fn between(page: &str, before: &str, after: &str) -> Option<String> {
    Some(page.split_once(before)?.1.split_once(after)?.0.to_owned())
}

#[tokio::test]
async fn the_session_says_who_would_send_what_waits() {
    let portal = Portal::start().await;
    let user = async |browser: &Browser| {
        let frame = browser.call("/api/session/frame", &[("", "")]).await;
        serde_json::from_str::<serde_json::Value>(&frame.body).unwrap()["person"]["user"].clone()
    };
    assert!(user(&portal.browser()).await.is_null());
    let browser = portal.signed_in("guide@example.org").await;
    let page = browser.get("/").await.body;
    assert_eq!(user(&browser).await.as_str(), between(&page, "data-person=\"", "\"").as_deref());
    portal.stop().await;
}

#[tokio::test]
async fn a_ticket_that_comes_twice_with_its_photo_is_one_ticket_with_one_photo() {
    let portal = Portal::start().await;
    let mut browser = portal.signed_in("guide@example.org").await;
    let page = browser.open("/tickets/new").await;
    let field = |name: &str| page.field("/api/tickets/create", name).unwrap();
    let (form_id, account) = (field("ticket[id]"), field("ticket[account]"));
    let file = Uuid::now_v7().to_string();
    let path = format!("/files/ticket/{form_id}");
    let ticket = [
        ("ticket[id]", form_id.as_str()),
        ("ticket[account]", account.as_str()),
        ("ticket[text]", "Течёт труба в подвале"),
        ("ticket[name]", "Иванов И. И."),
        ("ticket[phone]", "+7 921 555-01-07"),
    ];
    let mut told = Vec::new();
    for _ in 0..2 {
        for _ in 0..2 {
            let parts = form(&[("id", None, file.as_bytes()), ("file", Some("труба.jpg"), &photo())]);
            let request = browser.request(Method::POST, &path).header("accept", "application/json");
            let sent = send(&path, request.header(CONTENT_TYPE, boundary()).body(parts)).await;
            assert_eq!(sent.status, StatusCode::OK, "{}", sent.body);
        }
        let made = browser.call("/api/tickets/create", &ticket).await;
        assert_eq!(made.status, StatusCode::OK, "{}", made.body);
        told.push(serde_json::from_str::<String>(&made.body).unwrap());
    }
    assert_eq!(told[0], told[1]);
    let page = browser.get(&told[0]).await.body;
    assert_eq!(page.matches(&format!("href=\"/files/{file}\"")).count(), 1);
    portal.stop().await;
}

#[tokio::test]
async fn a_picture_shared_before_the_worker_is_there_leads_to_the_form() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("guide@example.org").await;
    let share = async |browser: &Browser, site: &str| {
        let request = browser.request(Method::POST, "/share").header("accept", "text/html");
        let body = form(&[("photo", Some("дверь.jpg"), &photo())]);
        send("/share", request.header("sec-fetch-site", site).header(CONTENT_TYPE, boundary()).body(body))
            .await
    };
    let led = share(&browser, "none").await;
    assert_eq!((led.status, led.header("location")), (StatusCode::SEE_OTHER, Some("/tickets/new")));
    assert_eq!(share(&browser, "cross-site").await.status, StatusCode::FORBIDDEN);
    portal.stop().await;
}

#[tokio::test]
async fn the_manifest_names_what_is_there() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("guide@example.org").await;
    let public = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("../public");
    let manifest = std::fs::read(public.join("manifest.webmanifest")).unwrap();
    let manifest: serde_json::Value = serde_json::from_slice(&manifest).unwrap();
    let of = |list: &str| manifest[list].as_array().unwrap().clone();
    for picture in of("icons").iter().chain(&of("screenshots")) {
        let name = picture["src"].as_str().unwrap();
        assert!(public.join(&name[1..]).is_file(), "{name}");
    }
    assert!(of("icons").iter().any(|icon| icon["purpose"] == "maskable"));
    for form in ["narrow", "wide"] {
        assert!(of("screenshots").iter().any(|picture| picture["form_factor"] == form), "{form}");
    }
    for shortcut in of("shortcuts") {
        let url = shortcut["url"].as_str().unwrap();
        assert_eq!(browser.get(url).await.status, StatusCode::OK, "{url}");
    }
    let share = &manifest["share_target"];
    assert_eq!((share["action"].as_str(), share["method"].as_str()), (Some("/share"), Some("POST")));
    portal.stop().await;
}

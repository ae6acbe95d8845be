//! A notice on its way from the portal through a push service to a browser.
use crate::support::{Browser, Device, Portal, PushService};
use http::StatusCode;

/// A ticket of the guide's, and what a dispatcher says about it.
async fn answered(guide: &mut Browser, dispatcher: &mut Browser, text: &str) -> String {
    let form = guide.open("/tickets/new").await;
    let typed =
        [("ticket[text]", "Капает кран"), ("ticket[name]", "Анна"), ("ticket[phone]", "+7 921 555-01-07")];
    let ticket = guide.submit(&form, "/api/tickets/create", &typed).await;
    let number = ticket.path.trim_start_matches("/tickets/").split('?').next().unwrap().to_owned();
    let sheet = dispatcher.open(&format!("/staff/tickets/{number}")).await;
    dispatcher.submit(&sheet, "/api/tickets/answer", &[("comment[text]", text)]).await;
    number
}

async fn subscribe(browser: &Browser, service: &PushService, device: &Device) -> StatusCode {
    let fields = [
        ("subscription[endpoint]", format!("{}/send/abc", service.url)),
        ("subscription[p256dh]", device.p256dh()),
        ("subscription[auth]", device.auth()),
    ];
    browser.call("/api/push/subscribe", &fields).await.status
}

#[tokio::test]
async fn an_answer_is_sealed_for_the_browser_and_signed_for_its_service() {
    let (service, device, portal) = (PushService::open().await, Device::new(), Portal::start().await);
    let mut guide = portal.signed_in("guide@example.org").await;
    let mut dispatcher = portal.signed_in("dispatcher@example.org").await;
    assert_eq!(subscribe(&guide, &service, &device).await, StatusCode::OK);
    assert!(guide.get("/profile").await.text().contains("включены сегодня"));

    let number = answered(&mut guide, &mut dispatcher, "Едем к вам").await;
    let (headers, body) = service.next().await;
    let shown = device.read(&body);
    assert_eq!(shown["title"], format!("Ответ по заявке № {number}"));
    // What was written is for the page, not for a locked screen.
    assert_eq!((&shown["body"], &shown["url"]), (&"".into(), &format!("/tickets/{number}").into()));
    for (name, value) in [("content-encoding", "aes128gcm"), ("ttl", "86400"), ("urgency", "normal")] {
        assert_eq!(headers[name], value, "{name}");
    }
    let topic = headers["topic"].to_str().unwrap();
    assert!(topic.len() == 32 && topic.bytes().all(|byte| byte.is_ascii_alphanumeric()), "{topic}");
    assert_eq!(shown["tag"], topic);
    let signed = Device::signed(&headers);
    assert_eq!(signed["aud"], service.url);
    // Push services live in today's world, whatever day it is in the demo.
    assert!(signed["exp"].as_i64().unwrap() > 1_700_000_000);
    portal.stop().await;
}

#[tokio::test]
async fn a_browser_that_its_service_knows_no_more_vanishes_from_the_profile() {
    let (service, device, portal) = (PushService::open().await, Device::new(), Portal::start().await);
    let mut guide = portal.signed_in("guide@example.org").await;
    let mut dispatcher = portal.signed_in("dispatcher@example.org").await;
    subscribe(&guide, &service, &device).await;
    service.answer([StatusCode::GONE]);
    answered(&mut guide, &mut dispatcher, "Едем к вам").await;
    service.next().await;
    while guide.get("/profile").await.text().contains("включены сегодня") {
        tokio::task::yield_now().await;
    }
    portal.stop().await;
}

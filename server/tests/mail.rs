use crate::support::{Behaviour, Portal, PostOffice};
use adapters::{
    shelf::Shelf,
    smtp::{Encryption, Smtp, SmtpSettings},
    typst::{Template, Typst},
};
use std::{
    sync::Arc,
    time::{Duration, Instant},
};
use usecases::ports::{Letter, MailError, Mailer, Ports};

fn settings(port: u16) -> SmtpSettings {
    SmtpSettings {
        host: "127.0.0.1".into(),
        port,
        encryption: Encryption::None,
        login: None,
        from: "УК «Очаг» <portal@home.example>".parse().unwrap(),
    }
}

fn letter() -> Letter {
    Letter {
        to: "anna@example.org".into(),
        subject: "Подтвердите регистрацию".into(),
        text: "Откройте ссылку".into(),
        html: "<p>Нажмите кнопку</p>".into(),
    }
}

#[tokio::test]
async fn a_letter_arrives_in_two_forms_from_the_company() {
    let office = PostOffice::open(Behaviour::Takes).await;
    let smtp = Smtp::new(settings(office.port)).unwrap();
    smtp.send(&letter()).await.unwrap();
    smtp.send(&letter()).await.unwrap();

    let letters = office.letters();
    assert_eq!(letters.len(), 2);
    for part in [
        "To: anna@example.org",
        "portal@home.example",
        "Message-ID: <",
        "@home.example>",
        "multipart/alternative",
        "text/plain",
        "text/html",
    ] {
        assert!(letters[0].contains(part), "{part}: {}", letters[0]);
    }
    let id = |letter: &str| letter.lines().find(|line| line.starts_with("Message-ID")).map(str::to_owned);
    assert_ne!(id(&letters[0]), id(&letters[1]));
}

#[tokio::test]
async fn an_address_that_the_server_refuses_is_given_up_and_a_dead_server_is_tried_again() {
    let office = PostOffice::open(Behaviour::Refuses).await;
    let refused = Smtp::new(settings(office.port)).unwrap().send(&letter()).await;
    assert!(matches!(refused, Err(MailError::Refused(_))), "{refused:?}");
    let nobody_listens = Smtp::new(settings(9)).unwrap().send(&letter()).await;
    assert!(matches!(nobody_listens, Err(MailError::Unavailable(_))), "{nobody_listens:?}");
}

#[tokio::test]
async fn a_letter_of_the_portal_goes_through_the_mail_server() {
    let office = PostOffice::open(Behaviour::Takes).await;
    let smtp = Smtp::new(settings(office.port)).unwrap();
    let portal = Portal::with(|host| host.ports = ports(smtp)).await;
    portal.browser().post("/api/recovery/request", &[("email", "guide@example.org")]).await;
    let begun = Instant::now();
    while office.letters().is_empty() {
        assert!(begun.elapsed() < Duration::from_secs(10), "no letter came");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(office.letters()[0].contains("To: guide@example.org"));
    portal.stop().await;
}

#[tokio::test]
async fn a_mail_server_that_does_not_answer_delays_no_page() {
    let office = PostOffice::open(Behaviour::Silent).await;
    let smtp = Smtp::new(settings(office.port)).unwrap();
    let portal = Portal::with(|host| host.ports = ports(smtp)).await;
    let browser = portal.browser();
    for email in ["guide@example.org", "resident@example.org", "nobody@example.org"] {
        let begun = Instant::now();
        assert_eq!(
            browser.post("/api/recovery/request", &[("email", email)]).await.header("location"),
            Some("/recover?sent")
        );
        assert!(browser.get("/recover?sent").await.status.is_success());
        assert!(begun.elapsed() < Duration::from_secs(3), "{:?}", begun.elapsed());
    }
}

#[tokio::test]
async fn a_letter_that_was_refused_is_told_on_the_first_page_and_sent_again_from_there() {
    let office = PostOffice::open(Behaviour::Refuses).await;
    let smtp = Smtp::new(settings(office.port)).unwrap();
    let portal = Portal::with(|host| host.ports = ports(smtp)).await;
    portal.browser().post("/api/recovery/request", &[("email", "guide@example.org")]).await;
    let mut admin = portal.signed_in("admin@example.org").await;
    let begun = Instant::now();
    let first = loop {
        let page = admin.open("/staff").await;
        if page.text().contains("Письма и задания") {
            break page;
        }
        assert!(begun.elapsed() < Duration::from_secs(10), "it is not told: {}", page.text());
        tokio::time::sleep(Duration::from_millis(20)).await;
    };
    assert!(first.text().contains("no such user"), "{}", first.text());
    assert!(!first.text().contains("guide@example.org"), "{}", first.text());
    let list = admin.submit(&first, "/api/jobs/retry", &[]).await;
    assert!(
        list.path.starts_with("/staff/jobs") && list.text().contains("Пробуем ещё раз"),
        "{}",
        list.text()
    );
    let begun = Instant::now();
    while !admin.open("/staff/jobs").await.text().contains("guide@example.org") {
        assert!(begun.elapsed() < Duration::from_secs(10), "it does not come back");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    portal.stop().await;
}

fn ports(smtp: Smtp) -> Arc<Ports> {
    let printer = Box::new(Typst::new(Template::shipped()));
    Arc::new(Ports {
        mailer: Box::new(smtp),
        acquirer: None,
        printer,
        shelf: Box::new(Shelf::memory()),
        push: None,
    })
}

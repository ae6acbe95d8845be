//! Files over HTTP: how they arrive, how they are refused, and how they are handed out.
use crate::support::{Answer, Browser, PDF, Part, Portal, boundary, form, photo, send, send_file};
use domain::{
    files::{FileCard, Limits, Refusal, What},
    ids::FileId,
};
use http::{Method, StatusCode, header::CONTENT_TYPE};
use std::sync::Arc;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::TcpStream,
};
use uuid::Uuid;

/// The guide's open ticket.
const TICKET: &str = "/tickets/7218204";

fn fresh() -> String {
    format!("/files/ticket/{}", Uuid::now_v7())
}

async fn sent(browser: &Browser, name: &str, contents: &[u8]) -> FileCard {
    let answer = send_file(browser, &fresh(), name, contents).await;
    assert_eq!(answer.status, StatusCode::OK, "{}", answer.body);
    serde_json::from_str(&answer.body).unwrap()
}

/// A portal that takes files of one megabyte.
async fn narrow() -> Portal {
    Portal::with(|host| {
        let files = Limits { bytes: 1024 * 1024, files: 2, pixels: 1_000_000 };
        host.portal = Arc::new(usecases::Portal { files, ..(*host.portal).clone() });
    })
    .await
}

fn refusal(answer: &Answer) -> Refusal {
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY, "{}", answer.body);
    match serde_json::from_str(&answer.body).unwrap() {
        app::api::ApiError::Rejected(rejection) => match rejection.field("file") {
            Some(domain::Rule::File(refusal)) => *refusal,
            other => panic!("{other:?}"),
        },
        other => panic!("{other:?}"),
    }
}

#[tokio::test]
async fn a_document_is_saved_and_never_shown() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("guide@example.org").await;
    let card = sent(&browser, "../../Акт \u{202e}от 25.01.pdf", PDF).await;
    assert_eq!(card.name, "Акт от 25.01.pdf");
    let answer = browser.get(&card.path()).await;
    assert_eq!((answer.status, answer.body.as_bytes()), (StatusCode::OK, PDF));
    for (header, value) in [
        ("content-type", "application/pdf"),
        (
            "content-disposition",
            "attachment; filename=\"file.pdf\"; filename*=UTF-8''%D0%90%D0%BA%D1%82%20%D0%BE%D1%82%2025.01.pdf",
        ),
        ("x-content-type-options", "nosniff"),
        ("content-security-policy", "default-src 'none'; sandbox"),
        ("cache-control", "private, no-cache"),
        ("content-length", "23"),
    ] {
        assert_eq!(answer.header(header), Some(value), "{header}");
    }
    assert_eq!(browser.get(&format!("{}/preview", card.path())).await.status, StatusCode::NOT_FOUND);
    portal.stop().await;
}

#[tokio::test]
async fn a_photo_is_seen_in_small() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("guide@example.org").await;
    let card = sent(&browser, "щиток.png", &photo()).await;
    assert_eq!((card.name.as_str(), card.size), ("щиток.jpg", Some((40, 20))));
    let preview = browser.request(Method::GET, &card.preview().unwrap()).send().await.unwrap();
    let header = |name: &str| preview.headers().get(name).unwrap().to_str().unwrap().to_owned();
    assert_eq!(header("content-type"), "image/jpeg");
    assert_eq!(header("content-disposition"), "inline");
    assert_eq!(header("content-security-policy"), "default-src 'none'; sandbox");
    assert_eq!(header("x-content-type-options"), "nosniff");
    assert!(header("cache-control").starts_with("private"));
    assert!(preview.bytes().await.unwrap().starts_with(b"\xff\xd8\xff"));
    portal.stop().await;
}

#[tokio::test]
async fn a_file_that_is_not_taken_is_told_why() {
    let portal = narrow().await;
    let browser = portal.signed_in("guide@example.org").await;
    for (name, contents, expected) in [
        ("фото.jpg", &b"#!/bin/sh\nreboot"[..], Refusal::NotAllowed(What::Program)),
        ("фото.jpg", b"<svg onload=alert(1)></svg>", Refusal::NotAllowed(What::Svg)),
        ("пусто.pdf", b"", Refusal::Empty),
        ("большой.pdf", &vec![b'a'; 1024 * 1024 + 1], Refusal::TooLarge { limit: 1024 * 1024 }),
        ("огромный.pdf", &vec![b'a'; 3 * 1024 * 1024], Refusal::TooLarge { limit: 1024 * 1024 }),
    ] {
        assert_eq!(refusal(&send_file(&browser, &fresh(), name, contents).await), expected, "{name}");
    }
    // Nothing that is too large, and no third one.
    let path = fresh();
    for name in ["1.pdf", "2.pdf"] {
        assert_eq!(send_file(&browser, &path, name, PDF).await.status, StatusCode::OK);
    }
    let third = send_file(&browser, &path, "3.pdf", PDF).await;
    assert_eq!(refusal(&third), Refusal::TooMany { most: 2 });
    let cut = form(&[("file", Some("фото.jpg"), &photo())]);
    let request = browser.request(Method::POST, &path).header("accept", "application/json");
    let request = request.header(CONTENT_TYPE, boundary()).body(cut[..cut.len() / 2].to_vec());
    assert_eq!(refusal(&send(&path, request).await), Refusal::Interrupted);
    portal.stop().await;
}

#[tokio::test]
async fn a_body_without_an_end_is_not_read_for_ever() {
    let portal = narrow().await;
    let browser = portal.signed_in("guide@example.org").await;
    // The cookie of the session, out of a client that does not tell it.
    let page = browser.get("/profile").await;
    let cookie = page.cookies()[0].split(';').next().unwrap().to_owned();
    let address = portal.url.strip_prefix("http://").unwrap().to_owned();
    let mut stream = TcpStream::connect(&address).await.unwrap();
    let head = format!(
        "POST {} HTTP/1.1\r\nHost: {address}\r\nAccept: application/json\r\nCookie: {cookie}\r\nContent-Type: {}\r\n\
         Transfer-Encoding: chunked\r\n\r\n",
        fresh(),
        boundary(),
    );
    stream.write_all(head.as_bytes()).await.unwrap();
    let whole = form(&[("file", Some("фото.jpg"), b"")]);
    let start = &whole[..whole.len() - 22];
    let chunk = |bytes: &[u8]| [format!("{:x}\r\n", bytes.len()).as_bytes(), bytes, b"\r\n"].concat();
    stream.write_all(&chunk(start)).await.unwrap();
    let (mut reading, mut writing) = stream.into_split();
    let endless = tokio::spawn(async move {
        let piece = chunk(&vec![b'a'; 64 * 1024]);
        let mut megabytes = 0;
        // 640 MB: long before them nobody listens any more.
        while megabytes < 10_000 && writing.write_all(&piece).await.is_ok() {
            megabytes += 1;
        }
        megabytes
    });
    let mut answer = vec![0; 4096];
    let read = reading.read(&mut answer).await.unwrap_or(0);
    let answer = String::from_utf8_lossy(&answer[..read]).into_owned();
    assert!(answer.is_empty() || answer.starts_with("HTTP/1.1 422"), "{answer}");
    drop(reading);
    let pieces = endless.await.unwrap();
    assert!(pieces < 1_000, "{pieces} pieces of 64 KB were taken");
    portal.stop().await;
}

#[tokio::test]
async fn what_is_sent_to_no_form_and_by_nobody_is_refused_before_it_is_read() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("guide@example.org").await;
    for path in ["/files/meter/01890000-0000-7000-8000-000000000000", "/files/ticket/1"] {
        assert_eq!(send_file(&browser, path, "акт.pdf", PDF).await.status, StatusCode::NOT_FOUND, "{path}");
    }
    let guest = send_file(&portal.browser(), &fresh(), "акт.pdf", PDF).await;
    assert_eq!((guest.status, guest.body.as_str()), (StatusCode::UNAUTHORIZED, "\"SignInRequired\""));
    let plain = browser.call(&fresh(), &[("file", "акт.pdf")]).await;
    assert_eq!((plain.status, plain.body.as_str()), (StatusCode::BAD_REQUEST, "\"BadRequest\""));
    let request = browser.request(Method::POST, &fresh()).header("origin", "https://evil.example");
    let request = request.header(CONTENT_TYPE, boundary()).body(form(&[("file", Some("а.pdf"), PDF)]));
    assert_eq!(send("", request).await.status, StatusCode::FORBIDDEN);
    portal.stop().await;
}

#[tokio::test]
async fn a_draft_is_for_who_sent_it() {
    let portal = Portal::start().await;
    let browser = portal.signed_in("guide@example.org").await;
    let card = sent(&browser, "акт.pdf", PDF).await;
    let missing = format!("/files/{}", FileId(Uuid::now_v7()));
    for other in ["neighbour@example.org", "dispatcher@example.org"] {
        let other = portal.signed_in(other).await;
        let (theirs, none) = (other.get(&card.path()).await, other.get(&missing).await);
        assert_eq!((theirs.status, theirs.text()), (StatusCode::NOT_FOUND, none.text()));
    }
    let guest = portal.browser().get(&card.path()).await;
    assert_eq!(guest.status, StatusCode::SEE_OTHER);
    for odd in ["/files/1", "/files/..%2f..%2fetc%2fpasswd", "/files/1/preview"] {
        assert_eq!(browser.get(odd).await.status, StatusCode::NOT_FOUND, "{odd}");
    }
    portal.stop().await;
}

/// Sends the form «Добавить файл» of a ticket's page, as a browser without scripts does.
async fn plain(browser: &mut Browser, files: &[(&str, &[u8])]) -> Answer {
    let page = browser.open(TICKET).await;
    let action = page.body.split("action=\"").map(|rest| rest.split('"').next().unwrap());
    let action =
        action.into_iter().find(|action| action.starts_with("/files/")).expect("the form").to_owned();
    let ticket = page.field("/api/tickets/comment", "comment[ticket]").unwrap();
    let mut parts: Vec<Part<'_>> = vec![("to", None, ticket.as_bytes()), ("side", None, b"resident")];
    parts.extend(files.iter().map(|(name, contents)| ("file", Some(*name), *contents)));
    let request = browser
        .request(Method::POST, &action)
        .header("accept", "text/html")
        .header("referer", format!("{}{TICKET}", browser.base()))
        .header(CONTENT_TYPE, boundary());
    let answer = send(&action, request.body(form(&parts))).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.text());
    let location = answer.header("location").unwrap().to_owned();
    browser.open(&location).await
}

#[tokio::test]
async fn files_are_added_to_a_ticket_without_scripts() {
    let portal = Portal::start().await;
    let mut browser = portal.signed_in("guide@example.org").await;
    let page = plain(&mut browser, &[("щиток.jpg", &photo()), ("акт.pdf", PDF)]).await;
    assert!(page.text().contains("Комментарий отправлен"), "{}", page.text());
    for seen in ["щиток.jpg", "акт.pdf"] {
        assert!(page.text().contains(seen), "{}", page.text());
    }
    let address = page.body.split("href=\"").map(|rest| rest.split('"').next().unwrap());
    let files: Vec<_> = address.filter(|path| path.starts_with("/files/")).collect();
    assert_eq!(files.len(), 2);
    let dispatcher = portal.signed_in("dispatcher@example.org").await;
    assert_eq!(dispatcher.get(files[0]).await.status, StatusCode::OK);
    portal.stop().await;
}

#[tokio::test]
async fn without_scripts_it_is_told_which_file_was_not_taken() {
    let portal = Portal::start().await;
    let mut browser = portal.signed_in("guide@example.org").await;
    let page = plain(&mut browser, &[("акт.pdf", PDF), ("рисунок.svg", b"<svg></svg>")]).await;
    let text = page.text();
    assert!(text.contains("рисунок.svg: Рисунки SVG не принимаем"), "{text}");
    assert!(text.contains("акт.pdf"), "{text}");
    let page = plain(&mut browser, &[("", b"")]).await;
    assert!(page.text().contains("Файл не выбран или пуст"), "{}", page.text());
    portal.stop().await;
}

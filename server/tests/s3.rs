//! Files that a service keeps: a small one that speaks as much of S3 as the portal says to it.
use crate::support::{PDF, Portal, photo, send_file, speak_tls};
use adapters::shelf::{S3Settings, Shelf};
use axum::{
    Router,
    body::Bytes,
    extract::{Path, State},
    response::{IntoResponse, Response},
    routing::put,
};
use domain::files::FileCard;
use http::{HeaderMap, Method, StatusCode};
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};
use tokio::net::TcpListener;
use usecases::ports::Ports;
use uuid::Uuid;

type Bucket = Arc<Mutex<BTreeMap<String, Bytes>>>;

async fn speak(
    State(bucket): State<Bucket>,
    Path(key): Path<String>,
    method: Method,
    headers: HeaderMap,
    body: Bytes,
) -> Response {
    let signed = headers.get("authorization").and_then(|value| value.to_str().ok()).unwrap_or_default();
    if !signed.starts_with("AWS4-HMAC-SHA256 Credential=key/") || signed.contains("very-secret") {
        return StatusCode::FORBIDDEN.into_response();
    }
    let mut kept = bucket.lock().unwrap();
    match method {
        Method::PUT => {
            kept.insert(key, body);
            ([("etag", "\"1\"")], StatusCode::OK).into_response()
        }
        Method::DELETE => {
            kept.remove(&key);
            StatusCode::NO_CONTENT.into_response()
        }
        _ => match kept.get(&key) {
            Some(contents) => {
                let headers = [("etag", "\"1\""), ("last-modified", "Thu, 25 Jan 2018 09:00:00 GMT")];
                (headers, contents.clone()).into_response()
            }
            None => StatusCode::NOT_FOUND.into_response(),
        },
    }
}

#[tokio::test]
async fn a_service_keeps_the_files_and_forgets_them() {
    let bucket = Bucket::default();
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let endpoint = format!("http://{}", listener.local_addr().unwrap());
    let route = put(speak).get(speak).delete(speak);
    let service = Router::new().route("/files/{*key}", route).with_state(Arc::clone(&bucket));
    let serving = tokio::spawn(async move { axum::serve(listener, service).await });
    speak_tls();
    let settings = S3Settings {
        endpoint: Some(endpoint),
        region: "ru-central1".into(),
        bucket: "files".into(),
        access_key: "key".into(),
        secret: "very-secret".into(),
    };
    assert!(!format!("{settings:?}").contains("very-secret"));
    let shelf = Shelf::s3(&settings).unwrap();
    let portal = Portal::with(|host| {
        host.ports = Arc::new(Ports {
            mailer: Box::new(host.mailbox.clone().unwrap()),
            acquirer: None,
            printer: Box::new(adapters::typst::Typst::new(adapters::typst::Template::shipped())),
            shelf: Box::new(shelf),
            push: None,
        });
    })
    .await;
    let browser = portal.signed_in("guide@example.org").await;
    let path = format!("/files/ticket/{}", Uuid::now_v7());
    let card = |body: &str| serde_json::from_str::<FileCard>(body).unwrap();
    let paper = card(&send_file(&browser, &path, "акт.pdf", PDF).await.body);
    let picture = card(&send_file(&browser, &path, "щиток.jpg", &photo()).await.body);
    assert_eq!(bucket.lock().unwrap().len(), 3);
    assert_eq!(browser.get(&paper.path()).await.body.as_bytes(), PDF);
    assert_eq!(browser.get(&picture.preview().unwrap()).await.status, StatusCode::OK);
    let removed = browser.call("/api/files/remove", &[("id", picture.id.to_string())]).await;
    assert_eq!(removed.status, StatusCode::OK);
    let mut tries = 0;
    while bucket.lock().unwrap().len() > 1 {
        tries += 1;
        assert!(tries < 500, "the worker takes the contents away");
        tokio::time::sleep(std::time::Duration::from_millis(20)).await;
    }
    portal.stop().await;
    serving.abort();
}

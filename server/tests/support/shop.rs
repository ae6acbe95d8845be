//! The API of ЮKassa on loopback: one shop, whose payers, silences and mistakes are the test's to choose.
use adapters::yookassa::{Patience, Settings, Taxes, YooKassa};
use axum::{
    Router,
    body::{Body, Bytes},
    extract::{Request, State as Shared},
    response::{IntoResponse, Response},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use futures::{future::pending, stream};
use http::{HeaderMap, Method, StatusCode, header::AUTHORIZATION};
use serde_json::{Value, json};
use std::{
    collections::{BTreeMap, VecDeque},
    io,
    sync::{Arc, Mutex, MutexGuard},
    time::Duration,
};
use tokio::net::TcpListener;

pub const SHOP_ID: &str = "506751";
pub const SECRET: &str = "test_very-secret";

/// What becomes of a question instead of an answer.
#[derive(Debug, Clone, Copy)]
pub enum Trouble {
    /// Nothing is done but this said.
    Says(u16, &'static str),
    /// It is done, and the connection breaks before the answer is whole.
    Breaks,
    /// It is done, and this is said.
    Mumbles(&'static str),
    /// Nobody answers.
    Silent,
}

/// A question as it came over the wire.
#[derive(Debug, Clone)]
pub struct Asked {
    pub method: Method,
    /// With the query.
    pub path: String,
    pub key: Option<String>,
    pub login: String,
    pub body: Value,
}

#[derive(Default)]
struct Books {
    /// Payments, refunds and receipts, by their paths.
    objects: BTreeMap<String, Value>,
    /// What was made with a key.
    keys: BTreeMap<String, String>,
    asked: Vec<Asked>,
    /// Of the next questions; then all goes well.
    troubles: VecDeque<Trouble>,
    /// Of every question.
    trouble: Option<Trouble>,
}

#[derive(Clone)]
pub struct Shop {
    pub url: String,
    books: Arc<Mutex<Books>>,
}

impl Shop {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}/v3", listener.local_addr().unwrap());
        let books = Arc::<Mutex<Books>>::default();
        let router = Router::new().fallback(answer).with_state(Arc::clone(&books));
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        Self { url, books }
    }

    pub fn settings(&self) -> Settings {
        Settings {
            base_url: self.url.clone(),
            shop_id: SHOP_ID.into(),
            secret: SECRET.into(),
            taxes: Taxes { vat_code: 1, tax_system_code: Some(2) },
            patience: Patience {
                one_answer: Duration::from_secs(20),
                pause: Duration::from_millis(1),
                times: 3,
            },
        }
    }

    pub fn acquirer(&self) -> YooKassa {
        acquirer(self.settings())
    }

    /// The next questions get into trouble, one after the other.
    pub fn troubles(&self, troubles: impl IntoIterator<Item = Trouble>) {
        self.books().troubles = troubles.into_iter().collect();
    }

    /// Every question from now on.
    pub fn trouble(&self, trouble: Option<Trouble>) {
        self.books().trouble = trouble;
    }

    pub fn asked(&self) -> Vec<Asked> {
        self.books().asked.clone()
    }

    pub fn last(&self) -> Asked {
        self.asked().pop().unwrap()
    }

    /// The ids of all payments.
    pub fn payments(&self) -> Vec<String> {
        let books = self.books();
        books.objects.keys().filter_map(|path| path.strip_prefix("payments/")).map(str::to_owned).collect()
    }

    /// Changes fields of an object, or makes one: `payments/ID`, `refunds/ID`, `receipts/ID`.
    pub fn change(&self, path: &str, fields: Value) {
        let mut books = self.books();
        let object = books.objects.entry(path.to_owned()).or_insert_with(|| json!({}));
        let Value::Object(fields) = fields else { panic!("fields of an object") };
        object.as_object_mut().unwrap().extend(fields);
    }

    fn books(&self) -> MutexGuard<'_, Books> {
        self.books.lock().unwrap()
    }
}

pub fn acquirer(settings: Settings) -> YooKassa {
    super::speak_tls();
    YooKassa::new(settings).unwrap()
}

async fn answer(Shared(books): Shared<Arc<Mutex<Books>>>, request: Request) -> Response {
    let (parts, body) = request.into_parts();
    let body: Bytes = axum::body::to_bytes(body, 1 << 20).await.unwrap();
    let path = parts.uri.path_and_query().unwrap().as_str().strip_prefix("/v3/").unwrap().to_owned();
    let asked = Asked {
        key: parts.headers.get("idempotence-key").map(|key| key.to_str().unwrap().to_owned()),
        login: login(&parts.headers),
        body: serde_json::from_slice(&body).unwrap_or_default(),
        method: parts.method,
        path,
    };
    let (trouble, done) = {
        let mut books = books.lock().unwrap();
        books.asked.push(asked.clone());
        let trouble = books.troubles.pop_front().or(books.trouble);
        let undone = matches!(trouble, Some(Trouble::Says(..) | Trouble::Silent));
        (trouble, if undone { None } else { books.serve(&asked) })
    };
    match (trouble, done) {
        (Some(Trouble::Silent), _) => pending().await,
        (Some(Trouble::Says(status, words)), _) => {
            (StatusCode::from_u16(status).unwrap(), words).into_response()
        }
        (Some(Trouble::Breaks), _) => {
            Body::from_stream(stream::iter([Ok("{"), Err(io::Error::other("broken"))])).into_response()
        }
        (Some(Trouble::Mumbles(words)), _) => words.into_response(),
        (None, Some(object)) => axum::Json(object).into_response(),
        (None, None) => (
            StatusCode::NOT_FOUND,
            axum::Json(json!({"type": "error", "code": "not_found", "description": "anna@example.org"})),
        )
            .into_response(),
    }
}

/// `shop:secret`.
fn login(headers: &HeaderMap) -> String {
    let basic = headers[AUTHORIZATION].to_str().unwrap().strip_prefix("Basic ").unwrap();
    String::from_utf8(BASE64_STANDARD.decode(basic).unwrap()).unwrap()
}

impl Books {
    fn serve(&mut self, asked: &Asked) -> Option<Value> {
        if asked.method == Method::GET {
            return match asked.path.split_once('?') {
                Some(("receipts", query)) => Some(self.receipts(query)),
                _ => self.objects.get(&asked.path).cloned(),
            };
        }
        let key = asked.key.clone().expect("a key");
        if let Some(path) = self.keys.get(&key) {
            return self.objects.get(path).cloned();
        }
        let parts: Vec<&str> = asked.path.split('/').collect();
        let path = match parts.as_slice() {
            ["payments"] => self.add("payments", payment(&asked.body)),
            ["refunds"] => self.add("refunds", json!({"status": "succeeded"})),
            ["payments", id, how @ ("capture" | "cancel")] => {
                let path = format!("payments/{id}");
                let status = if *how == "capture" { "succeeded" } else { "canceled" };
                self.objects.get_mut(&path)?["status"] = json!(status);
                path
            }
            _ => return None,
        };
        self.keys.insert(key, path.clone());
        self.objects.get(&path).cloned()
    }

    fn add(&mut self, kind: &str, mut object: Value) -> String {
        let id = format!("2c5d4f6e-000f-5000-8000-{:012}", self.objects.len());
        object["id"] = json!(id);
        let path = format!("{kind}/{id}");
        self.objects.insert(path.clone(), object);
        path
    }

    /// Those of `payment_id=ID`.
    fn receipts(&self, query: &str) -> Value {
        let (name, id) = query.split_once('=').unwrap();
        let receipts = self.objects.iter().filter(|(path, object)| {
            path.starts_with("receipts/") && object.get(name).and_then(Value::as_str) == Some(id)
        });
        json!({"type": "list", "items": receipts.map(|(_, object)| object).collect::<Vec<_>>()})
    }
}

/// A payment as it is made, with what the portal does not read either.
fn payment(wish: &Value) -> Value {
    json!({
        "status": "pending",
        "paid": false,
        "amount": wish["amount"],
        "confirmation": {"type": "redirect", "confirmation_url": "https://yoomoney.example/checkout?orderId=1"},
        "created_at": "2018-01-25T09:00:01.500Z",
        "description": wish["description"],
        "metadata": wish["metadata"],
        "payment_method": {"type": "bank_card", "card": {"first6": "555555", "last4": "4444", "expiry_month": "07"}},
        "recipient": {"account_id": SHOP_ID, "gateway_id": "1"},
        "refundable": false,
        "test": true,
    })
}

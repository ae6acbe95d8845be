//! A push service on loopback, and a browser that opens what is sealed for it.
use aes_gcm::{Aes128Gcm, KeyInit, aead::Aead};
use axum::{
    Router,
    body::Bytes,
    extract::{Request, State as Shared},
};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use http::{HeaderMap, StatusCode};
use p256::{
    PublicKey, SecretKey,
    ecdh::diffie_hellman,
    ecdsa::{Signature, VerifyingKey, signature::Verifier},
};
use serde_json::Value;
use sha2::Sha256;
use std::sync::{Arc, Mutex};
use tokio::{net::TcpListener, sync::Notify};

#[derive(Clone, Default)]
pub struct PushService {
    pub url: String,
    taken: Arc<Mutex<Vec<(HeaderMap, Bytes)>>>,
    answers: Arc<Mutex<Vec<StatusCode>>>,
    came: Arc<Notify>,
}

impl PushService {
    pub async fn open() -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let url = format!("http://{}", listener.local_addr().unwrap());
        let service = Self { url, ..Self::default() };
        let router = Router::new().fallback(take).with_state(service.clone());
        tokio::spawn(async move { axum::serve(listener, router).await.unwrap() });
        service
    }

    /// What the next messages are answered; then each is taken.
    pub fn answer(&self, answers: impl IntoIterator<Item = StatusCode>) {
        self.answers.lock().unwrap().extend(answers);
    }

    /// The next message, as soon as it has come.
    pub async fn next(&self) -> (HeaderMap, Bytes) {
        loop {
            let came = self.came.notified();
            if let Some(message) = self.taken.lock().unwrap().pop() {
                return message;
            }
            came.await;
        }
    }
}

async fn take(Shared(service): Shared<PushService>, request: Request) -> StatusCode {
    let (parts, body) = request.into_parts();
    let body = axum::body::to_bytes(body, 8_192).await.unwrap();
    let mut answers = service.answers.lock().unwrap();
    let answer = if answers.is_empty() { StatusCode::CREATED } else { answers.remove(0) };
    service.taken.lock().unwrap().push((parts.headers, body));
    service.came.notify_one();
    answer
}

/// The keys of a browser.
pub struct Device {
    secret: SecretKey,
    auth: [u8; 16],
}

impl Device {
    pub fn new() -> Self {
        Self { secret: SecretKey::from_slice(&[7; 32]).unwrap(), auth: [9; 16] }
    }

    pub fn p256dh(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.secret.public_key().to_sec1_bytes())
    }

    pub fn auth(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.auth)
    }

    /// Opens a message (RFC 8188, RFC 8291).
    pub fn read(&self, body: &[u8]) -> Value {
        let (salt, rest) = body.split_at(16);
        let (size, rest) = rest.split_at(4);
        assert!(u32::from_be_bytes(size.try_into().unwrap()) as usize >= body.len() - 86);
        let (sender, sealed) = rest[1..].split_at(rest[0].into());
        let public = PublicKey::from_sec1_bytes(sender).unwrap();
        let shared = diffie_hellman(self.secret.to_nonzero_scalar(), public.as_affine());
        let own = self.secret.public_key().to_sec1_bytes();
        let info = [b"WebPush: info\0".as_slice(), &own, sender].concat();
        let mut ikm = [0; 32];
        Hkdf::<Sha256>::new(Some(&self.auth), shared.raw_secret_bytes()).expand(&info, &mut ikm).unwrap();
        let keys = Hkdf::<Sha256>::new(Some(salt), &ikm);
        let (mut key, mut nonce) = ([0; 16], [0; 12]);
        keys.expand(b"Content-Encoding: aes128gcm\0", &mut key).unwrap();
        keys.expand(b"Content-Encoding: nonce\0", &mut nonce).unwrap();
        let opened = Aes128Gcm::new(&key.into()).decrypt(&nonce.into(), sealed).unwrap();
        let (last, text) = opened.split_last().unwrap();
        assert_eq!(*last, 2);
        serde_json::from_slice(text).unwrap()
    }

    /// What a signature says, once it is checked (RFC 8292).
    pub fn signed(headers: &HeaderMap) -> Value {
        let said = headers["authorization"].to_str().unwrap().strip_prefix("vapid t=").unwrap();
        let (token, key) = said.split_once(", k=").unwrap();
        let (text, signature) = token.rsplit_once('.').unwrap();
        let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text).unwrap();
        let key = VerifyingKey::from_sec1_bytes(&bytes(key)).unwrap();
        key.verify(text.as_bytes(), &Signature::from_slice(&bytes(signature)).unwrap()).unwrap();
        serde_json::from_slice(&bytes(text.split_once('.').unwrap().1)).unwrap()
    }
}

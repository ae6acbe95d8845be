//! Web Push: a message is sealed for its browser (RFC 8291) and signed for the push service that hands it over (RFC 8030, 8292).
mod key;
mod reach;
mod seal;

pub use key::VapidKey;
pub use reach::Reach;

use chrono::TimeDelta;
use reqwest::{
    StatusCode, Url,
    header::{AUTHORIZATION, CONTENT_ENCODING, CONTENT_TYPE},
};
use std::{fmt, time::Duration};
use usecases::{
    Clock,
    ports::{Push, PushError, PushMessage, Pushing},
};

/// How long an answer is waited for.
const PATIENCE: Duration = Duration::from_secs(20);
/// How long a connection is waited for.
const CONNECTED_WITHIN: Duration = Duration::from_secs(5);
/// How long a signature holds; services take a day at the most.
const SIGNED_FOR: TimeDelta = TimeDelta::hours(12);

/// Pushes to the browsers of all push services.
pub struct WebPush {
    key: VapidKey,
    public_key: String,
    /// Whom a service may write to: `mailto:…` or `https://…`.
    contact: String,
    reach: Reach,
    clock: Clock,
    http: reqwest::Client,
}

impl fmt::Debug for WebPush {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("WebPush")
    }
}

impl WebPush {
    /// `clock` tells the time of the world, not of a demo: services look at it.
    ///
    /// # Errors
    /// When there is no HTTP client.
    pub fn new(key: VapidKey, contact: String, reach: Reach, clock: Clock) -> reqwest::Result<Self> {
        let http = reqwest::Client::builder()
            .timeout(PATIENCE)
            .connect_timeout(CONNECTED_WITHIN)
            .redirect(reqwest::redirect::Policy::none());
        let http = reach.within(http).build()?;
        Ok(Self { public_key: key.public(), key, contact, reach, clock, http })
    }

    async fn push(&self, message: &PushMessage) -> Result<(), PushError> {
        let refused = |why: &str| PushError::Refused(why.to_owned());
        let endpoint = self.reach.address(&message.endpoint).ok_or_else(|| refused("no push service"))?;
        let body = seal::seal(message).ok_or_else(|| refused("the keys of the browser are none"))?;
        let urgency = if message.urgent { "high" } else { "normal" };
        let request = self
            .http
            .post(endpoint.clone())
            .header(AUTHORIZATION, self.signature(&endpoint))
            .header(CONTENT_TYPE, "application/octet-stream")
            .header(CONTENT_ENCODING, "aes128gcm")
            .header("TTL", message.keep.as_secs())
            .header("Topic", &message.topic)
            .header("Urgency", urgency)
            .body(body);
        let answer =
            request.send().await.map_err(|error| PushError::Unavailable(silence(&error).to_owned()))?;
        match answer.status() {
            status if status.is_success() => Ok(()),
            StatusCode::NOT_FOUND | StatusCode::GONE => Err(PushError::Gone),
            status @ (StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS) => {
                Err(PushError::Unavailable(status.as_str().to_owned()))
            }
            status if status.is_server_error() => Err(PushError::Unavailable(status.as_str().to_owned())),
            status => Err(PushError::Refused(status.as_str().to_owned())),
        }
    }

    fn signature(&self, endpoint: &Url) -> String {
        let audience = endpoint.origin().ascii_serialization();
        let token = self.key.token(&audience, &self.contact, self.clock.now() + SIGNED_FOR);
        format!("vapid t={token}, k={}", self.public_key)
    }
}

impl Push for WebPush {
    fn key(&self) -> &str {
        &self.public_key
    }

    fn accepts(&self, endpoint: &str) -> bool {
        self.reach.address(endpoint).is_some()
    }

    fn send<'a>(&'a self, message: &'a PushMessage) -> Pushing<'a> {
        Box::pin(self.push(message))
    }
}

/// The address is a secret of the browser: an error that names it is not told.
fn silence(error: &reqwest::Error) -> &'static str {
    if error.is_timeout() {
        "no answer in time"
    } else if error.is_connect() {
        "no connection"
    } else {
        "the connection broke"
    }
}

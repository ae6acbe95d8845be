//! How ЮKassa is asked: as long as it does not answer, the same question with the same key.
use super::{Settings, answers};
use reqwest::{Method, RequestBuilder, StatusCode, Url};
use serde::{Serialize, de::DeserializeOwned};
use std::time::Duration;
use usecases::ports::AcquirerError;

/// How long an answer is waited for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Patience {
    pub one_answer: Duration,
    /// Before the same question is asked again.
    pub pause: Duration,
    /// How often a question is asked, the first time included.
    pub times: u32,
}

impl Default for Patience {
    /// Silence costs a question 12.5 seconds: two of them fit into the half minute that the portal has for a request.
    fn default() -> Self {
        Self { one_answer: Duration::from_secs(6), pause: Duration::from_millis(500), times: 2 }
    }
}

/// Why a shop cannot be used.
#[derive(Debug, thiserror::Error)]
pub enum YooKassaError {
    #[error("the address of the API: {0}")]
    Address(String),
    #[error("the client: {0}")]
    Client(#[from] reqwest::Error),
}

#[derive(Debug)]
pub struct Client {
    http: reqwest::Client,
    base: Url,
    settings: Settings,
}

impl Client {
    pub fn new(settings: Settings) -> Result<Self, YooKassaError> {
        let address = |words: String| YooKassaError::Address(words);
        let base = Url::parse(&settings.base_url).map_err(|error| address(error.to_string()))?;
        if base.cannot_be_a_base() {
            return Err(address("no paths can be added to it".to_owned()));
        }
        let http = reqwest::Client::builder()
            .timeout(settings.patience.one_answer)
            .redirect(reqwest::redirect::Policy::none())
            .build()?;
        Ok(Self { http, base, settings })
    }

    /// Asks for something to be done, once for each key.
    pub async fn post<T: DeserializeOwned>(
        &self,
        path: &[&str],
        key: &str,
        body: &(impl Serialize + Sync),
    ) -> Result<T, AcquirerError> {
        let request = self.request(Method::POST, path, &[]).header("Idempotence-Key", key).json(body);
        let answer = self.ask(&request).await?;
        read(&answer.ok_or_else(|| AcquirerError::Refused("404".to_owned()))?)
    }

    /// `None` for what is not there.
    pub async fn get<T: DeserializeOwned>(
        &self,
        path: &[&str],
        query: &[(&str, &str)],
    ) -> Result<Option<T>, AcquirerError> {
        let answer = self.ask(&self.request(Method::GET, path, query)).await?;
        answer.map(|body| read(&body)).transpose()
    }

    fn request(&self, method: Method, path: &[&str], query: &[(&str, &str)]) -> RequestBuilder {
        let mut url = self.base.clone();
        if let Ok(mut segments) = url.path_segments_mut() {
            segments.pop_if_empty().extend(path);
        }
        if !query.is_empty() {
            url.query_pairs_mut().extend_pairs(query);
        }
        let Settings { shop_id, secret, .. } = &self.settings;
        self.http.request(method, url).basic_auth(shop_id, Some(secret))
    }

    async fn ask(&self, request: &RequestBuilder) -> Result<Option<Vec<u8>>, AcquirerError> {
        let Patience { pause, times, .. } = self.settings.patience;
        let mut asked = 0;
        loop {
            let same = request.try_clone().ok_or_else(|| unknown("a question that cannot be repeated"))?;
            asked += 1;
            match once(same).await {
                Err(AcquirerError::Unknown(why)) if asked < times => {
                    tracing::debug!(why, "the acquirer is asked again");
                    tokio::time::sleep(pause).await;
                }
                answer => return answer,
            }
        }
    }
}

/// One question; `None` is «404». What an answer says in words may name the payer, so only its codes are told.
async fn once(request: RequestBuilder) -> Result<Option<Vec<u8>>, AcquirerError> {
    let silent = |error: reqwest::Error| unknown(kind(&error));
    let response = request.send().await.map_err(silent)?;
    let status = response.status();
    let body = response.bytes().await.map_err(silent)?;
    match status {
        StatusCode::OK | StatusCode::CREATED => Ok(Some(body.into())),
        StatusCode::NOT_FOUND => Ok(None),
        StatusCode::UNAUTHORIZED => {
            // It says nothing of the payment: a refund must not count as canceled because a key was changed.
            tracing::error!("the acquirer does not know the shop: see shop_id and secret in [acquirer]");
            Err(unknown("401"))
        }
        StatusCode::REQUEST_TIMEOUT | StatusCode::TOO_MANY_REQUESTS => Err(unknown(status.as_str())),
        status if status.is_client_error() => {
            let code = answers::code_of_error(&body);
            Err(AcquirerError::Refused(format!("{} {code}", status.as_str()).trim_end().to_owned()))
        }
        status => Err(unknown(status.as_str())),
    }
}

fn kind(error: &reqwest::Error) -> &'static str {
    if error.is_timeout() {
        "no answer in time"
    } else if error.is_connect() {
        "no connection"
    } else {
        "the connection broke"
    }
}

fn unknown(why: &str) -> AcquirerError {
    AcquirerError::Unknown(why.to_owned())
}

/// An answer that cannot be read tells nothing.
fn read<T: DeserializeOwned>(answer: &[u8]) -> Result<T, AcquirerError> {
    serde_json::from_slice(answer).map_err(|error| {
        AcquirerError::Unknown(format!("an answer that cannot be read: {:?} error", error.classify()))
    })
}

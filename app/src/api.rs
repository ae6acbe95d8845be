//! The seam between browser and server: one error type, one way to reach the use cases, one way on after a form.
use domain::Rejection;
use leptos::{
    prelude::*,
    server_fn::{codec::Post, error::ServerFnErrorErr},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};
use server_fn::{ContentType, Decodes, Encodes, Format, FormatType};

/// How every server function answers.
pub type Answer = Post<Text>;

/// JSON, read as text: pages bring their data as text too, and one reader of each type instead of two keeps the download small.
pub struct Text;

impl ContentType for Text {
    const CONTENT_TYPE: &'static str = "application/json";
}

impl FormatType for Text {
    const FORMAT_TYPE: Format = Format::Text;
}

impl<T: Serialize> Encodes<T> for Text {
    type Error = serde_json::Error;

    fn encode(value: &T) -> Result<server_fn::Bytes, Self::Error> {
        serde_json::to_string(value).map(Into::into)
    }
}

impl<T: DeserializeOwned> Decodes<T> for Text {
    type Error = serde_json::Error;

    fn decode(bytes: server_fn::Bytes) -> Result<T, Self::Error> {
        serde_json::from_str(&String::from_utf8_lossy(&bytes))
    }
}

/// What a server function may answer instead of a value.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error, Serialize, Deserialize)]
pub enum ApiError {
    #[error("nobody is signed in")]
    SignInRequired,
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// Try again after so many seconds.
    #[error("too many attempts")]
    TooMany { seconds: u64 },
    /// The form did not arrive whole.
    #[error("bad request")]
    BadRequest,
    /// More than a form may be.
    #[error("too large")]
    TooLarge,
    #[error("the server could not be reached")]
    Offline,
    /// It failed on the server; the text is the number to tell the support.
    #[error("incident {0}")]
    Incident(String),
}

impl ApiError {
    /// What is wrong with the fields of a form, if that is what happened.
    #[must_use]
    pub const fn rejection(&self) -> Option<&Rejection> {
        match self {
            Self::Rejected(rejection) => Some(rejection),
            _ => None,
        }
    }
}

impl FromServerFnError for ApiError {
    type Encoder = Text;

    fn from_server_fn_error(error: ServerFnErrorErr) -> Self {
        match error {
            ServerFnErrorErr::Request(_) => Self::Offline,
            ServerFnErrorErr::Args(_) | ServerFnErrorErr::MissingArg(_) => Self::BadRequest,
            _ => Self::Incident(String::new()),
        }
    }
}

/// Where a form leads once it was taken: a path of this portal. Without scripts the browser is sent there by the server; with them the
/// page decides how to go.
pub type Next = String;

/// A form that was sent without scripts and not taken: it comes back with what was typed (passwords excepted).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Posted {
    /// Path of the server function.
    pub path: String,
    pub fields: Vec<(String, String)>,
    pub error: ApiError,
}

impl Posted {
    /// What was typed into a field.
    #[must_use]
    pub fn value(&self, field: &str) -> Option<&str> {
        self.fields.iter().find(|(name, _)| name == field).map(|(_, value)| value.as_str())
    }
}

/// The form of the server function `F` as it came back, the same on the server and after hydration.
#[must_use]
pub fn posted<F: server_fn::ServerFn>() -> Option<Posted> {
    SharedValue::new(|| use_context::<Posted>().filter(|posted| posted.path == F::PATH)).into_inner()
}

/// A form that came back from a path under `start` that no server function answers.
#[must_use]
pub fn posted_under(start: &str) -> Option<Posted> {
    SharedValue::new(|| use_context::<Posted>().filter(|posted| posted.path.starts_with(start))).into_inner()
}

#[cfg(feature = "ssr")]
pub use on_server::{ctx, go};

#[cfg(feature = "ssr")]
mod on_server {
    use super::{ApiError, Next};
    use http::{StatusCode, header, request::Parts};
    use leptos::prelude::*;
    use leptos_axum::ResponseOptions;
    use usecases::Ctx;

    /// The context of the current request, put there by the host.
    ///
    /// # Errors
    /// An incident when the host forgot to.
    pub fn ctx() -> Result<Ctx, ApiError> {
        use_context::<Parts>()
            .and_then(|parts| parts.extensions.get::<Ctx>().cloned())
            .ok_or_else(|| ApiError::Incident(String::new()))
    }

    /// Leads on to a path of this portal after a form.
    #[must_use]
    pub fn go(path: impl Into<String>) -> Next {
        let path = path.into();
        if is_plain_form()
            && let Some(response) = use_context::<ResponseOptions>()
            && let Ok(location) = path.parse()
        {
            response.insert_header(header::LOCATION, location);
            response.set_status(StatusCode::SEE_OTHER);
        }
        path
    }

    /// A form that the browser itself sent to a server function: no script is there to read the answer.
    fn is_plain_form() -> bool {
        use_context::<Parts>().is_some_and(|parts| {
            let accept =
                parts.headers.get(header::ACCEPT).and_then(|accept| accept.to_str().ok()).unwrap_or_default();
            parts.uri.path().starts_with("/api/") && accept.contains("text/html")
        })
    }

    impl From<usecases::Error> for ApiError {
        fn from(error: usecases::Error) -> Self {
            let (status, error) = match error {
                usecases::Error::SignInRequired => (StatusCode::UNAUTHORIZED, Self::SignInRequired),
                usecases::Error::NotFound => (StatusCode::NOT_FOUND, Self::NotFound),
                usecases::Error::Rejected(rule) => (StatusCode::UNPROCESSABLE_ENTITY, Self::Rejected(rule)),
                usecases::Error::TooMany { seconds } => {
                    (StatusCode::TOO_MANY_REQUESTS, Self::TooMany { seconds })
                }
                usecases::Error::Store(_) | usecases::Error::Broken(_) | usecases::Error::Acquirer(_) => {
                    let request = ctx().map(|ctx| ctx.origin.request).unwrap_or_default();
                    tracing::error!(%request, error = ?error, "a use case failed");
                    (StatusCode::INTERNAL_SERVER_ERROR, Self::Incident(request))
                }
            };
            // A plain form is sent back to its page instead, with the error in a cookie.
            if !is_plain_form()
                && let Some(response) = use_context::<ResponseOptions>()
            {
                response.set_status(status);
            }
            error
        }
    }
}

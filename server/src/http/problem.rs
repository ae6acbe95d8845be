//! Answers of the host itself when a request cannot be served, in plain words.
use app::api::ApiError;
use axum::{
    Extension,
    response::{Html, IntoResponse, Response},
};
use http::{StatusCode, header};
use minijinja::{Environment, context};
use std::sync::LazyLock;

/// Why a request was not served. Handlers answer with it; [`render`] finds the words.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Problem {
    NotFound,
    Method,
    CrossOrigin,
    TooLarge,
    TooSlow,
    Broken,
    /// The database does not answer.
    NotReady,
}

/// What an answer is written for.
pub struct Asked<'a> {
    pub request: &'a str,
    /// The client reads pages.
    pub html: bool,
    /// The client is a script of the portal.
    pub api: bool,
    pub stylesheet: &'a str,
}

impl Problem {
    const fn status(self) -> StatusCode {
        match self {
            Self::NotFound => StatusCode::NOT_FOUND,
            Self::Method => StatusCode::METHOD_NOT_ALLOWED,
            Self::CrossOrigin => StatusCode::FORBIDDEN,
            Self::TooLarge => StatusCode::PAYLOAD_TOO_LARGE,
            Self::TooSlow | Self::NotReady => StatusCode::SERVICE_UNAVAILABLE,
            Self::Broken => StatusCode::INTERNAL_SERVER_ERROR,
        }
    }

    /// A heading, and what to do.
    const fn words(self) -> (&'static str, &'static str) {
        match self {
            Self::NotFound => ("Такой страницы нет", "Проверьте адрес или начните с главной страницы."),
            Self::Method => ("Так эта страница не открывается", "Начните с главной страницы."),
            Self::CrossOrigin => (
                "Запрос пришёл с другого сайта",
                "Поэтому портал его не выполнил. Откройте портал и сделайте то же самое на нём.",
            ),
            Self::TooLarge => (
                "Данных больше, чем портал принимает за раз",
                "Вернитесь назад, сократите текст и отправьте ещё раз.",
            ),
            Self::TooSlow => ("Портал не успел ответить", "Подождите минуту и попробуйте ещё раз."),
            Self::Broken => (
                "На портале что-то сломалось",
                "Попробуйте ещё раз. Если не поможет, сообщите нам номер происшествия.",
            ),
            Self::NotReady => ("База данных не отвечает", "Подождите минуту и попробуйте ещё раз."),
        }
    }

    /// What a script of the portal is told.
    fn error(self, request: &str) -> ApiError {
        match self {
            Self::NotFound | Self::Method => ApiError::NotFound,
            Self::CrossOrigin => ApiError::BadRequest,
            Self::TooLarge => ApiError::TooLarge,
            Self::TooSlow | Self::Broken | Self::NotReady => ApiError::Incident(request.to_owned()),
        }
    }

    /// The problem behind an answer that a layer gave without words.
    fn behind(response: &Response) -> Option<Self> {
        let named = response.extensions().get().copied();
        let wordless = || !response.headers().contains_key(header::CONTENT_TYPE);
        named.or_else(|| match response.status() {
            StatusCode::METHOD_NOT_ALLOWED if wordless() => Some(Self::Method),
            StatusCode::PAYLOAD_TOO_LARGE => Some(Self::TooLarge),
            StatusCode::SERVICE_UNAVAILABLE if wordless() => Some(Self::TooSlow),
            _ => None,
        })
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        (self.status(), Extension(self)).into_response()
    }
}

impl From<Problem> for Response {
    fn from(problem: Problem) -> Self {
        problem.into_response()
    }
}

/// Puts words to a problem, in the form that the client reads. Other answers pass.
pub fn render(response: Response, asked: &Asked<'_>) -> Response {
    let Some(problem) = Problem::behind(&response) else { return response };
    let (heading, advice) = problem.words();
    let mut answer = if asked.html {
        page(problem, asked).into_response()
    } else if asked.api && problem != Problem::CrossOrigin {
        axum::Json(problem.error(asked.request)).into_response()
    } else {
        format!("{heading}. {advice}\n").into_response()
    };
    *answer.status_mut() = problem.status();
    for name in [header::ALLOW, header::RETRY_AFTER] {
        if let Some(value) = response.headers().get(&name) {
            answer.headers_mut().insert(name, value.clone());
        }
    }
    answer
}

static TEMPLATES: LazyLock<Environment<'static>> = LazyLock::new(|| {
    let mut templates = Environment::new();
    for (name, source) in [
        ("problem.html", include_str!("../templates/problem.html")),
        ("first_start.html", include_str!("../templates/first_start.html")),
        ("bank.html", include_str!("../templates/bank.html")),
        ("mailbox.html", include_str!("../templates/mailbox.html")),
        ("letter.html", include_str!("../templates/letter.html")),
        ("layout.html", include_str!("../templates/layout.html")),
    ] {
        if let Err(error) = templates.add_template(name, source) {
            tracing::error!(%error, name, "a template is broken");
        }
    }
    templates
});

/// A page that the application does not render.
pub fn template(name: &str, values: minijinja::Value) -> Response {
    match TEMPLATES.get_template(name).and_then(|template| template.render(values)) {
        Ok(html) => Html(html).into_response(),
        Err(error) => {
            tracing::error!(%error, name, "a template cannot be rendered");
            Problem::Broken.into_response()
        }
    }
}

fn page(problem: Problem, asked: &Asked<'_>) -> Response {
    let (heading, advice) = problem.words();
    let stylesheet = asked.stylesheet;
    let request = (problem == Problem::Broken).then_some(asked.request);
    template("problem.html", context! { heading, advice, request, stylesheet })
}

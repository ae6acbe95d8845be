use super::forms;
use http::{
    HeaderMap, Method, StatusCode,
    header::{ACCEPT, LOCATION, REFERER},
};
use reqwest::{Client, RequestBuilder, redirect::Policy};

/// A browser without scripts: it keeps cookies, follows redirects when asked to, and fills forms in.
#[derive(Clone)]
pub struct Browser {
    pub client: Client,
    base: String,
    /// The page that is open.
    page: String,
}

/// What came back.
#[derive(Debug)]
pub struct Answer {
    pub path: String,
    pub status: StatusCode,
    pub headers: HeaderMap,
    pub body: String,
}

impl Browser {
    pub fn new(base: &str) -> Self {
        super::speak_tls();
        let client = Client::builder().cookie_store(true).redirect(Policy::none()).build().unwrap();
        Self { client, base: base.to_owned(), page: "/".to_owned() }
    }

    pub fn base(&self) -> &str {
        &self.base
    }

    /// The same person in the browser of another instance.
    pub fn at(&self, base: &str) -> Self {
        Self { base: base.to_owned(), ..self.clone() }
    }

    pub fn request(&self, method: Method, path: &str) -> RequestBuilder {
        self.client.request(method, format!("{}{path}", self.base))
    }

    /// One request for a page; a redirect is not followed.
    pub async fn get(&self, path: &str) -> Answer {
        send(path, self.request(Method::GET, path).header(ACCEPT, "text/html")).await
    }

    /// Opens a page, wherever it leads.
    pub async fn open(&mut self, path: &str) -> Answer {
        let answer = self.get(path).await;
        self.follow(answer).await
    }

    /// Fills in the form of `page` that leads to `function` and sends it, as a browser does.
    pub async fn submit(&mut self, page: &Answer, function: &str, typed: &[(&str, &str)]) -> Answer {
        let answer = self.post(function, &forms::fill(&page.body, function, typed)).await;
        self.follow(answer).await
    }

    /// Sends a form from the page that is open; the redirect is not followed.
    pub async fn post<T: serde::Serialize + ?Sized>(&self, function: &str, fields: &T) -> Answer {
        let request = self
            .request(Method::POST, function)
            .header(ACCEPT, "text/html,application/xhtml+xml")
            .header(REFERER, format!("{}{}", self.base, self.page))
            .form(fields);
        send(function, request).await
    }

    /// Calls a server function as the portal's scripts do.
    pub async fn call<T: serde::Serialize + ?Sized>(&self, function: &str, fields: &T) -> Answer {
        let request = self.request(Method::POST, function).header(ACCEPT, "application/json").form(fields);
        send(function, request).await
    }

    pub async fn sign_in(&mut self, email: &str, password: &str) {
        let page = self.open("/sign-in").await;
        let typed = [("email", email), ("password", password)];
        let home = self.submit(&page, "/api/session/sign-in", &typed).await;
        // Residents begin on the first page, staff at their desk.
        assert_eq!(home.status, StatusCode::OK, "{email} signs in: {}", home.text());
        assert!(home.path == "/" || home.path.starts_with("/staff"), "{email} signs in to {}", home.path);
    }

    async fn follow(&mut self, mut answer: Answer) -> Answer {
        for _ in 0..5 {
            let Some(location) = answer.header(LOCATION.as_str()).map(str::to_owned) else { break };
            assert!(location.starts_with('/') && !location.starts_with("//"), "leads away: {location}");
            answer = self.get(&location).await;
        }
        self.page.clone_from(&answer.path);
        answer
    }
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    /// Every `Set-Cookie` line.
    pub fn cookies(&self) -> Vec<&str> {
        self.headers.get_all("set-cookie").iter().map(|line| line.to_str().unwrap()).collect()
    }

    /// What a person reads.
    pub fn text(&self) -> String {
        forms::text(&self.body)
    }

    /// The value of a field, as the page came.
    pub fn field(&self, function: &str, name: &str) -> Option<String> {
        let fields = forms::fill(&self.body, function, &[]);
        fields.into_iter().find(|(field, _)| field == name).map(|(_, value)| value)
    }
}

pub async fn send(path: &str, request: RequestBuilder) -> Answer {
    let response = request.send().await.unwrap();
    let (status, headers) = (response.status(), response.headers().clone());
    // A stream of events has no end.
    let endless = headers.get("content-type").is_some_and(|kind| kind == "text/event-stream");
    let body = if endless { String::new() } else { response.text().await.unwrap() };
    Answer { path: path.to_owned(), status, headers, body }
}

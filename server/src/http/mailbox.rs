//! `/demo/mailbox`: the letters of the demo. In no other mode there is such a path.
use super::problem::{Problem, template};
use crate::host::Host;
use adapters::mailbox::{Delivered, Mailbox};
use axum::{
    Router,
    extract::{Path, State},
    response::{Html, IntoResponse, Response},
    routing::get,
};
use base64::{Engine, prelude::BASE64_STANDARD};
use http::header::{CONTENT_SECURITY_POLICY, X_FRAME_OPTIONS};
use minijinja::{Value, context};
use sha2::{Digest, Sha256};
use std::{fmt::Write, io, sync::Arc};
use uuid::Uuid;

/// Letters on the page.
const SHOWN: usize = 50;

pub fn routes() -> Router<Arc<Host>> {
    Router::new()
        .route("/demo/mailbox", get(list))
        .route("/demo/mailbox/{id}", get(letter))
        .route("/demo/mailbox/{id}/html", get(html))
}

async fn list(State(host): State<Arc<Host>>) -> Response {
    let Some(mailbox) = &host.mailbox else { return Problem::NotFound.into() };
    match mailbox.newest(SHOWN).await {
        Ok(letters) => {
            let letters: Vec<Value> = letters.iter().map(|letter| values(&host, letter)).collect();
            template("mailbox.html", context! { letters, stylesheet => &host.site.stylesheet })
        }
        Err(error) => broken(&error),
    }
}

async fn letter(State(host): State<Arc<Host>>, Path(id): Path<String>) -> Response {
    match find(host.mailbox.as_ref(), &id).await {
        Ok(delivered) => {
            let letter = values(&host, &delivered);
            template("letter.html", context! { letter, stylesheet => &host.site.stylesheet })
        }
        Err(problem) => problem.into(),
    }
}

/// The letter itself, in a frame. It may have styles of its own and nothing else; its links open in the whole window.
async fn html(State(host): State<Arc<Host>>, Path(id): Path<String>) -> Response {
    match find(host.mailbox.as_ref(), &id).await {
        Ok(delivered) => {
            let html = delivered.letter.html.replacen("<head>", "<head><base target=\"_top\">", 1);
            let policy = letter_policy(&html);
            ([(CONTENT_SECURITY_POLICY, policy), (X_FRAME_OPTIONS, "SAMEORIGIN".to_owned())], Html(html))
                .into_response()
        }
        Err(problem) => problem.into(),
    }
}

async fn find(mailbox: Option<&Mailbox>, id: &str) -> Result<Delivered, Problem> {
    let (Some(mailbox), Ok(id)) = (mailbox, id.parse::<Uuid>()) else { return Err(Problem::NotFound) };
    match mailbox.letter(id).await {
        Ok(letter) => letter.ok_or(Problem::NotFound),
        Err(error) => {
            tracing::error!(%error, "a letter cannot be read");
            Err(Problem::Broken)
        }
    }
}

fn broken(error: &io::Error) -> Response {
    tracing::error!(%error, "the mailbox cannot be read");
    Problem::Broken.into()
}

fn values(host: &Host, delivered: &Delivered) -> Value {
    let letter = &delivered.letter;
    let at = delivered.at.with_timezone(&host.portal.zone).format("%d.%m.%Y %H:%M").to_string();
    let paragraphs = letter.text.split("\n\n").map(|paragraph| Value::from_safe_string(linked(paragraph)));
    let paragraphs: Vec<Value> = paragraphs.collect();
    context! { id => delivered.id.to_string(), to => &letter.to, subject => &letter.subject, at, paragraphs }
}

/// HTML of a plain text: its addresses become links.
fn linked(text: &str) -> String {
    let mut html = String::with_capacity(text.len() + 64);
    for (number, line) in text.lines().enumerate() {
        html.push_str(if number > 0 { "<br>" } else { "" });
        for word in line.split_inclusive(' ') {
            let address = word.trim_end_matches([' ', '.', ',', ')', '»']);
            let escaped = escape(word);
            if address.starts_with("http://") || address.starts_with("https://") {
                let address = escape(address);
                let rest = &escaped[address.len()..];
                // Nothing can fail that writes into a string.
                let _infallible = write!(html, "<a href=\"{address}\">{address}</a>{rest}");
            } else {
                html.push_str(&escaped);
            }
        }
    }
    html
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// Allows exactly the styles that the letter has, by their hashes.
fn letter_policy(html: &str) -> String {
    let attributes = html.split(" style=\"").skip(1).filter_map(|rest| rest.split('"').next());
    let sheets = html.split("<style>").skip(1).filter_map(|rest| rest.split("</style>").next());
    let mut hashes: Vec<String> = attributes
        .chain(sheets)
        .map(|style| format!(" 'sha256-{}'", BASE64_STANDARD.encode(Sha256::digest(style))))
        .collect();
    hashes.sort_unstable();
    hashes.dedup();
    let hashes = hashes.concat();
    format!(
        "default-src 'none'; img-src 'self' data:; style-src 'unsafe-hashes'{hashes}; base-uri 'none'; \
         form-action 'none'; frame-ancestors 'self'"
    )
}

#[cfg(test)]
mod tests {
    use super::linked;

    #[test]
    fn addresses_in_a_text_become_links_and_nothing_else_does() {
        assert_eq!(
            linked("Откройте https://home.example/a?b=1&c=2.\n<b>до</b> завтра"),
            "Откройте <a href=\"https://home.example/a?b=1&amp;c=2\">https://home.example/a?b=1&amp;c=2</a>.<br>\
             &lt;b&gt;до&lt;/b&gt; завтра"
        );
    }
}

//! Server-sent events: what is open in a browser hears that something has changed, and asks for it again. No event tells what it is.
use super::problem::Problem;
use axum::{
    Extension,
    extract::RawQuery,
    response::{
        IntoResponse, Response, Sse,
        sse::{Event, KeepAlive},
    },
};
use domain::changes::Topic;
use futures::{Stream, stream};
use http::{HeaderName, HeaderValue, header::CACHE_CONTROL};
use std::{convert::Infallible, time::Duration};
use store::{Changes, Heard};
use tokio::time::{Instant, timeout_at};
use usecases::{Ctx, Error, changes};

/// A stream ends after this, and the browser opens another: whoever has been signed out meanwhile hears no more.
const AS_LONG_AS: Duration = Duration::from_mins(10);
/// How soon a browser comes back.
const AGAIN: Duration = Duration::from_secs(2);
/// Proxies let go of connections that are silent.
const NOT_SILENT_FOR: Duration = Duration::from_secs(20);

/// `?watch=ticket:…&watch=person:…`: an event `change` with the topic for each change, `all` where some may have been missed.
pub async fn stream(Extension(ctx): Extension<Ctx>, RawQuery(query): RawQuery) -> Response {
    let wanted = form_urlencoded::parse(query.unwrap_or_default().as_bytes())
        .filter(|(name, _)| name == "watch")
        .map(|(_, topic)| topic.parse::<Topic>())
        .collect::<Result<Vec<_>, _>>();
    let Ok(topics) = wanted else { return Problem::NotFound.into() };
    let changes = match changes::watch(&ctx, &topics).await {
        Ok(changes) => changes,
        Err(Error::SignInRequired | Error::NotFound) => return Problem::NotFound.into(),
        Err(error) => {
            tracing::error!(error = ?error, "nobody can listen");
            return Problem::NotReady.into();
        }
    };
    let begun = stream::iter([Ok(Event::default().retry(AGAIN))]);
    let events = stream::StreamExt::chain(begun, events(changes, topics));
    let alive = KeepAlive::new().interval(NOT_SILENT_FOR);
    let headers = [
        (CACHE_CONTROL, HeaderValue::from_static("no-store")),
        // nginx passes each event on at once.
        (HeaderName::from_static("x-accel-buffering"), HeaderValue::from_static("no")),
    ];
    (headers, Sse::new(events).keep_alive(alive)).into_response()
}

fn events(changes: Changes, topics: Vec<Topic>) -> impl Stream<Item = Result<Event, Infallible>> {
    let until = Instant::now() + AS_LONG_AS;
    stream::unfold((changes, topics), move |(mut changes, topics)| async move {
        loop {
            match timeout_at(until, changes.next()).await.ok()?? {
                Heard::Anything => {
                    return Some((Ok(Event::default().event("all").data("")), (changes, topics)));
                }
                Heard::Changed(topic) if topics.contains(&topic) => {
                    let event = Event::default().event("change").data(topic.to_string());
                    return Some((Ok(event), (changes, topics)));
                }
                Heard::Changed(_) => {}
            }
        }
    })
}

//! The raw side of the comparison: SQL through rusqlite and HTML by hand.
use anyhow::{Context as _, Result};
use axum::{Router, extract::State, http::header, response::IntoResponse, routing::get};
use rusqlite::{Connection, params};
use std::{
    fmt::Write as _,
    path::Path,
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

/// What the bare handler needs for each request.
struct Bare {
    connection: Mutex<Connection>,
    token_hash: String,
    account: Vec<u8>,
    since: String,
    /// The page of the portal, cut where the figures of the meters stand.
    pieces: Vec<String>,
}

/// Serves the readings page of one person: the statements of the portal, and its HTML written by hand around the figures.
pub async fn serve(
    addr: &str,
    database: &Path,
    token_hash: &str,
    account: Vec<u8>,
    since: &str,
    page: &str,
) -> Result<()> {
    let connection = Connection::open(database)?;
    connection.pragma_update(None, "query_only", true)?;
    let pieces = cut(page);
    let bare = Bare {
        connection: Mutex::new(connection),
        token_hash: token_hash.to_owned(),
        account,
        since: since.to_owned(),
        pieces,
    };
    let router = Router::new().route("/readings", get(page_of)).with_state(Arc::new(bare));
    let listener = tokio::net::TcpListener::bind(addr).await?;
    Ok(axum::serve(listener, router).await?)
}

/// Cuts a page into about as many pieces as it shows figures.
fn cut(page: &str) -> Vec<String> {
    page.split_inclusive("</td>").map(ToOwned::to_owned).collect()
}

async fn page_of(State(bare): State<Arc<Bare>>) -> impl IntoResponse {
    let html = write_page(&bare).unwrap_or_else(|error| error.to_string());
    ([(header::CONTENT_TYPE, "text/html; charset=utf-8")], html)
}

fn write_page(bare: &Bare) -> Result<String> {
    let connection = bare.connection.lock().map_err(|_| anyhow::anyhow!("poisoned"))?;
    let mut session = connection.prepare_cached(include_str!("session.sql"))?;
    let people: Vec<(Vec<u8>, String)> = session
        .query_map(params![bare.token_hash], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let (person, email) = people.first().context("no session")?;
    let mut meters = connection.prepare_cached(include_str!("meters.sql"))?;
    let meters: Vec<(String, Vec<u8>)> = meters
        .query_map(params![bare.account, person, bare.since], |row| Ok((row.get(2)?, row.get(11)?)))?
        .collect::<Result<_, _>>()?;
    let (_, building) = meters.first().context("no meters")?;
    let mut readings = connection.prepare_cached(include_str!("readings.sql"))?;
    let readings: Vec<[Option<i64>; 4]> = readings
        .query_map(params![bare.account, bare.since, building], |row| {
            Ok([row.get(4)?, row.get(5)?, row.get(6)?, row.get(7)?])
        })?
        .collect::<Result<_, _>>()?;
    let mut html = String::with_capacity(64 * 1024);
    let mut figures = readings.iter().flatten().flatten();
    for piece in &bare.pieces {
        html.push_str(piece);
        if let Some(figure) = figures.next() {
            write!(html, "{}.{:03}", figure / 1_000, figure % 1_000)?;
        }
    }
    for (serial, _) in &meters {
        html.push_str(serial);
    }
    html.push_str(email);
    Ok(html)
}

/// One insert a durable commit, as fast as one thread can, for `time`: how many.
pub fn durable_inserts(folder: &Path, time: Duration) -> Result<u64> {
    let connection = Connection::open(folder.join("raw.sqlite"))?;
    connection.pragma_update(None, "journal_mode", "wal")?;
    connection.pragma_update(None, "synchronous", "full")?;
    connection
        .execute_batch("CREATE TABLE IF NOT EXISTS entry (id INTEGER PRIMARY KEY, value INTEGER NOT NULL)")?;
    let deadline = Instant::now() + time;
    let mut done = 0;
    let mut insert = connection.prepare("INSERT INTO entry (value) VALUES (?1)")?;
    while Instant::now() < deadline {
        insert.execute(params![done])?;
        done += 1;
    }
    Ok(u64::try_from(done)?)
}

//! A spreadsheet of accounts into an empty company: uploaded, looked through, written; beside openpyxl that only reads it.
use super::{
    bench::Bench,
    company,
    others::openpyxl,
    run::Run,
    send,
    support::{
        http::Client,
        process::Process,
        report::{Ratio, line, per_second},
    },
    visits::SMALL,
    workbook::{self, FILLED},
};
use anyhow::{Context as _, Result, ensure};
use domain::{ids::ImportId, imports::State};
use rusqlite::{Connection, OpenFlags};
use std::{
    fs,
    time::{Duration, Instant},
};
use uuid::Uuid;

/// How often it is looked whether a job is done.
const LOOK: Duration = Duration::from_millis(10);

/// What the portal needed, each from the beginning.
struct Ours {
    /// It is kept, and its columns are proposed.
    read: Duration,
    /// What each row would do is shown.
    shown: Duration,
    /// It is in the registries.
    written: Duration,
    /// KiB before, and at the most.
    idle: u64,
    peak: u64,
}

pub async fn measure(bench: &Bench, rows: usize) -> Result<()> {
    let file = bench.path("accounts.xlsx");
    let contents = workbook::accounts(rows)?;
    fs::write(&file, &contents)?;
    println!("\na spreadsheet of {rows} accounts, {FILLED} columns, {} KiB", contents.len() / 1024);
    let (url, manager) = company::empty(bench).await?;
    let portal = bench.serve(SMALL.addr, &bench.config(SMALL.addr, SMALL.metrics, &url)?).await?;
    let ours = import(&portal, &url, &manager, &contents, rows).await?;
    drop(portal);
    let theirs = openpyxl(bench, &file).await;

    told("the portal: read, and columns proposed", rows, ours.read);
    told(
        "the portal: looked through, two seconds of waiting at most",
        rows,
        ours.shown.saturating_sub(ours.read),
    );
    told(
        "the portal: written, two seconds of waiting at most",
        rows,
        ours.written.saturating_sub(ours.shown),
    );
    match theirs {
        Ok(theirs) => beside(&ours, theirs, rows),
        Err(error) => println!("  – openpyxl: {error:#}"),
    }
    line("(l) memory before, and at the most, KiB", &format!("{}, {}", ours.idle, ours.peak), "–", true);
    Ok(())
}

fn beside(ours: &Ours, theirs: Run, rows: usize) {
    told("openpyxl: every cell read", rows, theirs.time);
    println!("\nThe spreadsheet beside openpyxl:");
    for (what, time) in
        [("(l) read, and columns proposed", ours.read), ("(l) the whole import, written", ours.written)]
    {
        let ratio = Ratio { of: thousandths(time), to: thousandths(theirs.time) };
        let what = format!("{what} / openpyxl reading");
        line(&what, &ratio.to_string(), "≤ 1.00", ratio.hundredths() <= 100);
    }
    line("(l) memory of openpyxl at the most, KiB", &theirs.peak.to_string(), "–", true);
}

/// From the upload to the commit, as whoever chooses the columns that are proposed and agrees at once.
async fn import(portal: &Process, url: &str, manager: &str, contents: &[u8], rows: usize) -> Result<Ours> {
    let idle = portal.memory("VmRSS")?;
    let watch = Watch::open(url)?;
    let id = ImportId(Uuid::now_v7());
    let since = Instant::now();
    let upload = send::file(SMALL.addr, &format!("/imports/{id}"), manager, "accounts", contents);
    sent(&upload).await?;
    let read = since.elapsed();

    let names: Vec<String> = (0..FILLED).map(|at| format!("choice[places][{at}]")).collect();
    let places: Vec<String> = (0..FILLED).map(|at| at.to_string()).collect();
    let chosen: Vec<(&str, &str)> =
        names.iter().map(String::as_str).zip(places.iter().map(String::as_str)).collect();
    step(manager, "choose", id, watch.at()?.version, &chosen).await?;
    watch.until(State::Ready).await?;
    let shown = since.elapsed();

    step(manager, "commit", id, watch.at()?.version, &[]).await?;
    watch.until(State::Done).await?;
    let written = since.elapsed();
    let loaded = watch.accounts()?;
    ensure!(loaded == rows, "{loaded} accounts of {rows} rows");
    Ok(Ours { read, shown, written, idle, peak: portal.memory("VmHWM")? })
}

async fn step(manager: &str, name: &str, id: ImportId, version: i64, fields: &[(&str, &str)]) -> Result<()> {
    let (id, version) = (id.to_string(), version.to_string());
    let of_import = [("id", id.as_str()), ("version", version.as_str())];
    let fields: Vec<(&str, &str)> = of_import.iter().chain(fields).copied().collect();
    sent(&send::form(SMALL.addr, &format!("/api/imports/{name}"), manager, &fields)).await
}

/// Over a connection of its own: none is kept open while a job is at it.
async fn sent(request: &[u8]) -> Result<()> {
    let answer = Client::connect(SMALL.addr).await?.send(request).await?;
    ensure!(
        (200..400).contains(&answer.status),
        "{}: {}",
        answer.status,
        String::from_utf8_lossy(&answer.body)
    );
    Ok(())
}

/// Looks into the database how far the only import has come: its page would be work for the portal.
struct Watch(Connection);

struct Stand {
    state: String,
    version: i64,
    problems: Option<String>,
}

impl Watch {
    fn open(url: &str) -> Result<Self> {
        let path = url.strip_prefix("sqlite://").context("another database")?;
        Ok(Self(Connection::open_with_flags(path, OpenFlags::SQLITE_OPEN_READ_ONLY)?))
    }

    fn at(&self) -> Result<Stand> {
        const SQL: &str = "SELECT state, version, problems FROM import";
        Ok(self.0.query_row(SQL, [], |row| {
            Ok(Stand { state: row.get(0)?, version: row.get(1)?, problems: row.get(2)? })
        })?)
    }

    async fn until(&self, state: State) -> Result<()> {
        loop {
            let stand = self.at()?;
            if stand.state == state.code() {
                return Ok(());
            }
            ensure!(stand.state != State::Failed.code(), "{}", stand.problems.unwrap_or_default());
            tokio::time::sleep(LOOK).await;
        }
    }

    fn accounts(&self) -> Result<usize> {
        let count: i64 = self.0.query_row("SELECT COUNT(*) FROM account", [], |row| row.get(0))?;
        Ok(usize::try_from(count)?)
    }
}

fn told(who: &str, rows: usize, time: Duration) {
    let rate = per_second(rows as u64, time);
    println!("  {who}: {}.{:03} s, {rate} rows/s", time.as_secs(), time.subsec_millis());
}

fn thousandths(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

//! The portal beside the rawest thing that does the same work: a bare axum handler with rusqlite and HTML by hand for reading, a
//! bare loop of durable inserts for writing. Rounds of both are interleaved; servers have one core, the load has the other. All
//! figures are counts and ratios of one run on one machine.
mod fill;
mod load;
mod raw;
#[path = "../support/mod.rs"]
mod support;

use anyhow::{Context as _, Result, ensure};
use fill::{Household, Town};
use std::{
    env, fs,
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    time::{Duration, Instant},
};
use store::DbSettings;
use support::{
    config,
    fill::{hash, moment},
    http::{Client, get},
    process::{self, Process},
    report::{Ratio, line, median, per_second},
};

const PORTAL: &str = "127.0.0.1:4401";
const METRICS: &str = "127.0.0.1:4402";
const BARE: &str = "127.0.0.1:4403";
const ROUNDS: usize = 5;
const ROUND: Duration = Duration::from_secs(2);
const CLIENTS: usize = 64;
/// People who submit, once each.
const CROWD: usize = 24_000;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().collect();
    if let [_, mode, file] = arguments.as_slice()
        && mode == "bare"
    {
        return bare(Path::new(file)).await;
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("no root")?.to_owned();
    let folder = tempfile::tempdir()?;
    let database = folder.path().join("portal.sqlite");
    println!("filling: {CROWD} accounts with a year of readings");
    let url = format!("sqlite://{}", database.display());
    let settings = DbSettings { url: url.clone(), max_connections: 4 };
    let town = fill::fill(&settings, moment(), CROWD).await?;
    let config = folder.path().join("domovoy.toml");
    fs::write(&config, config::text(PORTAL, METRICS, &url, ""))?;
    process::pin_load()?;

    let binary = root.join("target/release/domovoy");
    let start = || Process::start(&binary, &["serve", "--config", &config.display().to_string()]);
    let since = Instant::now();
    let portal = start()?;
    let ready = process::ready(PORTAL, "/readyz", since).await?;
    tokio::time::sleep(Duration::from_millis(500)).await;
    let idle = portal.memory("VmRSS")?;

    let statements = (statements(&town.usual).await?, statements(&town.large).await?);
    println!("\nreading: the page of three meters, signed in, {ROUNDS} rounds of {} s each", ROUND.as_secs());
    let page = reading(&town, folder.path(), &database).await?;
    println!("\nwriting: {CLIENTS} clients, each submission acknowledged after a durable commit");
    let (writing, acknowledged) = writing(&town, folder.path()).await?;
    let peak = portal.memory("VmHWM")?;
    drop(portal);
    let kept = kept(&database)?;

    println!("\nThe portal beside bare code:");
    line("(a) pages a second, portal / bare handler", &page.to_string(), "≥ 0.25", page.hundredths() >= 25);
    line(
        "(b) submissions a second / bare durable inserts",
        &writing.to_string(),
        "≥ 1.00",
        writing.hundredths() >= 100,
    );
    line(
        "(b) acknowledged, and found in the database",
        &format!("{acknowledged}, {kept}"),
        "equal",
        acknowledged == kept,
    );
    sizes(&root.join("target/site/pkg"))?;
    let (three, thirty) = statements;
    line(
        "(d) statements a page with 3 and with 30 meters",
        &format!("{three}, {thirty}"),
        "≤ 4, equal",
        three <= 4 && three == thirty,
    );
    line("(e) memory idle, KiB", &idle.to_string(), "≤ 40 960", idle <= 40 * 1024);
    line("(e) memory at the most under the load, KiB", &peak.to_string(), "≤ 102 400", peak <= 100 * 1024);
    line("(e) from start to ready, ms", &ready.as_millis().to_string(), "≤ 300", ready.as_millis() <= 300);
    Ok(())
}

/// Rounds of the bare handler and of the portal in turn.
async fn reading(town: &Town, folder: &Path, database: &Path) -> Result<Ratio> {
    let request = get(PORTAL, "/readings", &town.usual.resident.token);
    let page = Client::connect(PORTAL).await?.send(&request).await?;
    ensure!(page.status == 200, "the portal answers {}", page.status);
    let task = folder.join("bare.json");
    let bare = BareTask {
        database: database.to_owned(),
        token_hash: hash(&town.usual.resident.token),
        account: town.usual.resident.account.0.as_bytes().to_vec(),
        since: town.since.first_day().to_string(),
        page: String::from_utf8(page.body)?,
    };
    fs::write(&task, serde_json::to_vec(&bare)?)?;
    let _bare = Process::start(&env::current_exe()?, &["bare", &task.display().to_string()])?;
    process::ready(BARE, "/readings", Instant::now()).await?;
    let bare_request = get(BARE, "/readings", &town.usual.resident.token);
    let (mut ours, mut theirs) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let raw = per_second(load::load(BARE, 8, ROUND, load::same(&bare_request)).await?, ROUND);
        let portal = per_second(load::load(PORTAL, 8, ROUND, load::same(&request)).await?, ROUND);
        // The first round warms both up.
        if round > 0 {
            println!("  round {round}: bare {raw} pages/s, portal {portal} pages/s");
            theirs.push(raw);
            ours.push(portal);
        }
    }
    Ok(Ratio { of: median(&mut ours), to: median(&mut theirs) })
}

#[derive(serde::Serialize, serde::Deserialize)]
struct BareTask {
    database: PathBuf,
    token_hash: String,
    account: Vec<u8>,
    since: String,
    page: String,
}

async fn bare(task: &Path) -> Result<()> {
    let task: BareTask = serde_json::from_slice(&fs::read(task)?)?;
    raw::serve(BARE, &task.database, &task.token_hash, task.account, &task.since, &task.page).await
}

/// Rounds of bare inserts and of submissions in turn; the ratio, and how many submissions were acknowledged.
async fn writing(town: &Town, folder: &Path) -> Result<(Ratio, u64)> {
    let crowd = Arc::new(town.crowd.clone());
    let next = Arc::new(AtomicUsize::new(0));
    let (mut ours, mut theirs, mut acknowledged) = (Vec::new(), Vec::new(), 0);
    for round in 1..=3 {
        let raw = per_second(raw::durable_inserts(folder, ROUND)?, ROUND);
        let began = Instant::now();
        let done = submissions(&crowd, &next, town).await?;
        let portal = per_second(done, began.elapsed());
        println!("  round {round}: bare {raw} inserts/s, portal {portal} submissions/s");
        acknowledged += done;
        theirs.push(raw);
        ours.push(portal);
    }
    Ok((Ratio { of: median(&mut ours), to: median(&mut theirs) }, acknowledged))
}

async fn submissions(crowd: &Arc<Vec<Household>>, next: &Arc<AtomicUsize>, town: &Town) -> Result<u64> {
    let (crowd, next, due) = (Arc::clone(crowd), Arc::clone(next), town.due);
    let one =
        move || crowd.get(next.fetch_add(1, Ordering::Relaxed)).map(|household| submission(household, due));
    load::load(PORTAL, CLIENTS, ROUND, one).await
}

fn submission(household: &Household, due: domain::calendar::Period) -> Vec<u8> {
    let meter = household.meters[0];
    let body = format!(
        "submission[id]={}&submission[account]={}&submission[period]={due}&submission[lines][0][meter]={meter}\
         &submission[lines][0][values][0]=12100",
        uuid::Uuid::now_v7(),
        household.resident.account,
    );
    format!(
        "POST /api/readings/submit HTTP/1.1\r\nhost: {PORTAL}\r\norigin: http://{PORTAL}\r\naccept: application/json\r\n\
         content-type: application/x-www-form-urlencoded\r\ncookie: session={}\r\ncontent-length: {}\r\n\r\n{body}",
        household.resident.token,
        body.len(),
    )
    .into_bytes()
}

/// Readings that the residents of the crowd have in the database after everything has stopped.
fn kept(database: &Path) -> Result<u64> {
    let connection = rusqlite::Connection::open(database)?;
    let kept: i64 = connection.query_row(
        "SELECT COUNT(DISTINCT meter_id) FROM reading WHERE source = 'resident'",
        [],
        |row| row.get(0),
    )?;
    Ok(u64::try_from(kept)?)
}

/// Statements that one page costs, as the portal itself counts them.
async fn statements(household: &Household) -> Result<u64> {
    let mut client = Client::connect(PORTAL).await?;
    let page = get(PORTAL, "/readings", &household.resident.token);
    client.send(&page).await?;
    // The worker of the outbox sends statements of its own, and so does the count: the least of several tries, less that of no page.
    let (mut with, mut without) = (u64::MAX, u64::MAX);
    for _ in 0..20 {
        let before = counted().await?;
        without = without.min(counted().await? - before);
        let before = counted().await?;
        client.send(&page).await?;
        with = with.min(counted().await? - before);
    }
    Ok(with - without)
}

async fn counted() -> Result<u64> {
    let answer = Client::connect(METRICS).await?.send(&get(METRICS, "/metrics", "")).await?;
    let text = String::from_utf8(answer.body)?;
    let value = text
        .lines()
        .find_map(|l| l.strip_prefix("domovoy_db_statements_total "))
        .context("no such metric")?;
    Ok(value.parse()?)
}

fn sizes(pkg: &Path) -> Result<()> {
    for (kind, ending, aim) in
        [("wasm", ".wasm.br", Some(330 * 1024)), ("JS", ".js.br", None), ("CSS", ".css.br", None)]
    {
        let mut size = 0;
        for file in fs::read_dir(pkg)? {
            let file = file?;
            let name = file.file_name().to_string_lossy().into_owned();
            // The code of a page that is loaded when it is opened is no part of the first download.
            if name.ends_with(ending) && (kind != "wasm" || name.starts_with("domovoy.")) {
                size += file.metadata()?.len();
            }
        }
        let aimed = aim.map_or_else(|| "–".to_owned(), |aim: u64| format!("≤ {aim}"));
        line(
            &format!("(c) {kind}, brotli, bytes"),
            &size.to_string(),
            &aimed,
            aim.is_none_or(|aim| size <= aim),
        );
    }
    Ok(())
}

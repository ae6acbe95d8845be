//! The import of a large file of charges: on SQLite beside a bare one, on PostgreSQL beside residents.
use super::{
    bench::Bench,
    company,
    file::Files,
    run::{Run, run},
    support::report::{Ratio, line, median, per_second},
    visits::{Visits, millis, p99},
};
use anyhow::{Context as _, Result};
use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::Duration,
};
use store::{
    DbSettings,
    testing::{POSTGRES, Scratch},
};

const PORTAL: &str = "127.0.0.1:4401";
const METRICS: &str = "127.0.0.1:4402";
/// Of the bare import, which takes seconds.
const ROUNDS: usize = 3;
/// Pages that are opened while nothing else happens.
const QUIET: usize = 2_000;
/// Between two pages: the portal is used, and not flooded.
const PAUSE: Duration = Duration::from_millis(5);

pub async fn on_sqlite(bench: &Bench, files: &Files) -> Result<()> {
    println!("filling: SQLite, {} accounts", files.accounts);
    let url = format!("sqlite://{}", bench.path("import.sqlite").display());
    let settings = DbSettings { url: url.clone(), max_connections: 4 };
    company::fill(&settings, files.accounts, false).await?;
    let config = bench.config(PORTAL, METRICS, &url)?;

    let (theirs, bare) = bare(bench, &files.by_account).await?;
    println!("\nimport: {} lines of charges into SQLite, beside {theirs}", files.lines);
    let few = import(bench, &config, &files.few, false).await?;
    // All the work of an import, taken back: the next one begins where this one did.
    let scattered = import(bench, &config, &files.by_service, true).await?;
    let ours = import(bench, &config, &files.by_account, false).await?;
    told("the portal", files.lines, ours.time);
    told("lines of a bill far apart, dry run", files.lines, scattered.time);
    told(theirs, files.lines, bare);

    println!("\nThe import of a large file:");
    let ratio = Ratio { of: thousandths(ours.time), to: thousandths(bare) };
    line(
        &format!("(f) time of the import / {theirs}"),
        &ratio.to_string(),
        "≤ 6.00",
        ratio.hundredths() <= 600,
    );
    for (what, run) in [
        ("(f) memory above that of an import of ten lines, KiB", ours),
        ("(f) the same, lines of a bill far apart, KiB", scattered),
    ] {
        let more = run.peak.saturating_sub(few.peak);
        line(what, &more.to_string(), "≤ 65 536", more <= 64 * 1024);
    }
    Ok(())
}

/// On PostgreSQL residents open their readings while the company imports. The server is that of the tests, which does not wait for the disk.
pub async fn on_postgres(bench: &Bench, files: &Files) -> Result<()> {
    if env::var_os(POSTGRES).is_none() {
        println!("  – the readings page meanwhile: not measured, there is no PostgreSQL in {POSTGRES}");
        return Ok(());
    }
    let scratch = Scratch::postgres().await.context("PostgreSQL is to be skipped")?;
    println!("\nfilling: PostgreSQL, {} accounts", files.accounts);
    let residents = company::fill(&scratch.settings, files.accounts, false).await?;
    let config = bench.config(PORTAL, METRICS, &scratch.settings.url)?;
    let portal = bench.serve(PORTAL, &config).await?;
    let tokens = residents.iter().map(|resident| resident.token.as_str());
    let mut visits = Visits::of(PORTAL, "/readings", "10070".into(), tokens).await?;
    visits.times(residents.len()).await?;

    let mut quiet = Vec::with_capacity(QUIET);
    for _ in 0..QUIET {
        quiet.push(visits.open().await?);
        tokio::time::sleep(PAUSE).await;
    }
    let importing = tokio::spawn(run(
        bench.cores.clone(),
        bench.binary.clone(),
        arguments(&config, &files.by_account, false),
        bench.folder.path().to_owned(),
    ));
    let mut meanwhile = Vec::new();
    while !importing.is_finished() {
        meanwhile.push(visits.open().await?);
        tokio::time::sleep(PAUSE).await;
    }
    let ours = importing.await??;
    drop(portal);
    scratch.discard().await;

    println!("import: {} lines of charges into PostgreSQL, beside residents", files.lines);
    told("the portal", files.lines, ours.time);
    let pages = meanwhile.len();
    let (quiet, meanwhile) = (p99(&mut quiet), p99(&mut meanwhile));
    line("(f) readings page, p99 before the import, ms", &millis(quiet), "–", true);
    line(&format!("(f) readings page, p99 of {pages} meanwhile, ms"), &millis(meanwhile), "–", true);
    Ok(())
}

async fn import(bench: &Bench, config: &Path, file: &Path, dry_run: bool) -> Result<Run> {
    let folder = bench.folder.path().to_owned();
    run(bench.cores.clone(), bench.binary.clone(), arguments(config, file, dry_run), folder).await
}

fn arguments(config: &Path, file: &Path, dry_run: bool) -> Vec<String> {
    let mut arguments = vec!["import".into(), "charges".into(), file.display().to_string()];
    arguments.extend(["--config".into(), config.display().to_string()]);
    arguments.extend(dry_run.then(|| "--dry-run".into()));
    arguments
}

/// The file in a table of texts: by whom, and how long it takes.
async fn bare(bench: &Bench, file: &Path) -> Result<(&'static str, Duration)> {
    let database = bench.path("bare.sqlite");
    let (file, target) = (file.display().to_string(), database.display().to_string());
    let there = Command::new("sqlite3").arg("-version").stdout(Stdio::null()).stderr(Stdio::null()).status();
    let (theirs, program, arguments) = if there.is_ok_and(|status| status.success()) {
        let import = format!(".import {file} charges");
        (
            "sqlite3 .import",
            PathBuf::from("sqlite3"),
            vec![target, ".mode csv".into(), ".separator ;".into(), import],
        )
    } else {
        ("bare inserts (no sqlite3 here)", env::current_exe()?, vec!["bare".into(), file, target])
    };
    let mut times = Vec::with_capacity(ROUNDS);
    for _ in 0..ROUNDS {
        let folder = bench.folder.path().to_owned();
        let done = run(bench.cores.clone(), program.clone(), arguments.clone(), folder).await?;
        times.push(thousandths(done.time));
        fs::remove_file(&database)?;
    }
    Ok((theirs, Duration::from_millis(median(&mut times))))
}

fn told(who: &str, lines: usize, time: Duration) {
    let rate = per_second(lines as u64, time);
    println!("  {who}: {}.{:03} s, {rate} lines/s", time.as_secs(), time.subsec_millis());
}

fn thousandths(time: Duration) -> u64 {
    u64::try_from(time.as_millis()).unwrap_or(u64::MAX)
}

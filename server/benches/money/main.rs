//! Money in bulk. The import of a large file of charges beside what `sqlite3 .import` does with the same file, and the readings page
//! meanwhile; the charges page of a small company and of a large one. All figures are counts and ratios of one run on one machine.
//!
//! `DOMOVOY_BENCH_LINES` (of the file, a million at the most) and `DOMOVOY_BENCH_ACCOUNTS` (of the large company) make it smaller.
mod bare;
mod books;
mod company;
mod file;
mod import;
mod pages;
mod run;
mod services;
#[path = "../support/mod.rs"]
mod support;
mod visits;

use anyhow::{Context as _, Result};
use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Instant,
};
use support::{
    config,
    process::{self, Process},
};
use tempfile::TempDir;

/// What the measurements share.
struct Bench {
    binary: PathBuf,
    folder: TempDir,
    /// All of them, before the load is moved to the last one.
    cores: String,
}

impl Bench {
    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes settings for a portal on a database: their file.
    fn config(&self, addr: &str, metrics: &str, url: &str) -> Result<PathBuf> {
        let file = self.path(&format!("{}.toml", addr.replace(':', "-")));
        fs::write(&file, config::text(addr, metrics, url, &services::recipients()))?;
        Ok(file)
    }

    /// Starts a portal with such settings, and waits for it.
    async fn serve(&self, addr: &str, config: &Path) -> Result<Process> {
        let portal = Process::start(&self.binary, &["serve", "--config", &config.display().to_string()])?;
        process::ready(addr, "/readyz", Instant::now()).await?;
        Ok(portal)
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().collect();
    if let [_, mode, file, database] = arguments.as_slice()
        && mode == "bare"
    {
        return bare::import(Path::new(file), Path::new(database));
    }
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("no root")?;
    let bench = Bench {
        binary: root.join("target/release/domovoy"),
        folder: tempfile::tempdir()?,
        cores: format!("0-{}", std::thread::available_parallelism()?.get() - 1),
    };
    let lines = setting("DOMOVOY_BENCH_LINES", 1_000_000)?;
    let accounts = setting("DOMOVOY_BENCH_ACCOUNTS", 1_000_000)?;
    let files = file::write(bench.folder.path(), lines)?;
    process::pin_load()?;
    import::on_sqlite(&bench, &files).await?;
    import::on_postgres(&bench, &files).await?;
    pages::compare(&bench, accounts).await
}

/// A number that the environment may make smaller, for a try.
#[expect(clippy::disallowed_methods, reason = "a benchmark has no configuration file")]
fn setting(name: &str, usual: usize) -> Result<usize> {
    env::var(name).map_or(Ok(usual), |given| given.parse().with_context(|| format!("{name}={given}")))
}

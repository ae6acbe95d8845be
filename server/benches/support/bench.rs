//! What the measurements of one benchmark share: the program, a folder, and portals that run it.
use super::support::{
    config,
    process::{self, Process},
};
use anyhow::{Context as _, Result};
use std::{
    env, fs,
    path::{Path, PathBuf},
    time::Instant,
};
use tempfile::TempDir;

pub struct Bench {
    pub binary: PathBuf,
    pub folder: TempDir,
    /// All of them, before the load is moved to the last one.
    pub cores: String,
    /// Sections at the end of each portal's settings.
    more: String,
}

impl Bench {
    pub fn new(more: String) -> Result<Self> {
        let root = Path::new(env!("CARGO_MANIFEST_DIR")).parent().context("no root")?;
        Ok(Self {
            binary: root.join("target/release/domovoy"),
            folder: tempfile::tempdir()?,
            cores: format!("0-{}", std::thread::available_parallelism()?.get() - 1),
            more,
        })
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes settings for a portal on a database: their file.
    pub fn config(&self, addr: &str, metrics: &str, url: &str) -> Result<PathBuf> {
        let file = self.path(&format!("{}.toml", addr.replace(':', "-")));
        fs::write(&file, config::text(addr, metrics, url, &self.more))?;
        Ok(file)
    }

    /// Starts a portal with such settings, and waits for it.
    pub async fn serve(&self, addr: &str, config: &Path) -> Result<Process> {
        let portal = Process::start(&self.binary, &["serve", "--config", &config.display().to_string()])?;
        process::ready(addr, "/readyz", Instant::now()).await?;
        Ok(portal)
    }
}

/// A number that the environment may make smaller, for a try.
#[expect(clippy::disallowed_methods, reason = "a benchmark has no configuration file")]
pub fn setting(name: &str, usual: usize) -> Result<usize> {
    env::var(name).map_or(Ok(usual), |given| given.parse().with_context(|| format!("{name}={given}")))
}

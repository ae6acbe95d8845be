//! A program that runs to its end.
use super::support::process::Process;
use anyhow::{Context as _, Result, ensure};
use std::{
    fs::{self, File},
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

/// How often it is looked whether it has ended.
const LOOK: Duration = Duration::from_millis(2);

/// How long it took, and how much memory it had at the most, in KiB.
#[derive(Debug, Clone, Copy)]
pub struct Run {
    pub time: Duration,
    pub peak: u64,
}

/// Runs a program on some cores. What it says goes to a file in the folder.
pub async fn run(cores: String, program: PathBuf, arguments: Vec<String>, folder: PathBuf) -> Result<Run> {
    let said = folder.join("said");
    let output = File::create(&said)?;
    let since = Instant::now();
    let child = Command::new("taskset")
        .args(["-c", &cores])
        .arg(&program)
        .args(arguments)
        .stdin(Stdio::null())
        .stdout(output.try_clone()?)
        .stderr(output)
        .spawn()
        .with_context(|| format!("taskset {}", program.display()))?;
    let mut process = Process(child);
    let mut peak = 0;
    let status = loop {
        // One that has just ended has no memory to tell of.
        peak = peak.max(process.memory("VmHWM").unwrap_or(0));
        if let Some(status) = process.0.try_wait()? {
            break status;
        }
        tokio::time::sleep(LOOK).await;
    };
    let time = since.elapsed();
    ensure!(status.success(), "{}: {}", program.display(), beginning(&said)?);
    Ok(Run { time, peak })
}

fn beginning(said: &Path) -> Result<String> {
    Ok(String::from_utf8_lossy(&fs::read(said)?).chars().take(1_000).collect())
}

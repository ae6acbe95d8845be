//! The portal as a process of its own, pinned to the first core; the load runs on the last one.
use anyhow::{Context as _, Result};
use std::{
    fs,
    path::Path,
    process::{Child, Command, Stdio},
    time::{Duration, Instant},
};

const SERVER_CORE: &str = "0";

/// Killed when dropped.
pub struct Process(pub Child);

impl Process {
    /// Starts a program on the server's core.
    pub fn start(program: &Path, arguments: &[&str]) -> Result<Self> {
        let child = Command::new("taskset")
            .args(["-c", SERVER_CORE])
            .arg(program)
            .args(arguments)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .with_context(|| format!("taskset {}", program.display()))?;
        Ok(Self(child))
    }

    /// A line of `/proc/PID/status` in KiB: `VmRSS`, `VmHWM`.
    pub fn memory(&self, line: &str) -> Result<u64> {
        let status = fs::read_to_string(format!("/proc/{}/status", self.0.id()))?;
        let value = status.lines().find_map(|l| l.strip_prefix(line)).context("no such line")?;
        Ok(value.trim_start_matches(':').trim().trim_end_matches(" kB").parse()?)
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _gone = self.0.kill();
        let _status = self.0.wait();
    }
}

/// Waits until the address answers 200, and says how long that took.
pub async fn ready(addr: &str, path: &str, since: Instant) -> Result<Duration> {
    let request = format!("GET {path} HTTP/1.1\r\nhost: {addr}\r\n\r\n");
    loop {
        if let Ok(mut client) = super::http::Client::connect(addr).await
            && client.send(request.as_bytes()).await.is_ok_and(|answer| answer.status == 200)
        {
            return Ok(since.elapsed());
        }
        if since.elapsed() > Duration::from_secs(20) {
            anyhow::bail!("{addr} is not ready after 20 s");
        }
        tokio::time::sleep(Duration::from_millis(1)).await;
    }
}

/// Moves this process, all its threads, to the last core.
pub fn pin_load() -> Result<()> {
    let last = std::thread::available_parallelism()?.get() - 1;
    let pid = std::process::id().to_string();
    Command::new("taskset").args(["-acp", &last.to_string(), &pid]).stdout(Stdio::null()).status()?;
    Ok(())
}

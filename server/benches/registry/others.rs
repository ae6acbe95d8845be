//! Others who read the same spreadsheet.
use super::{
    bench::Bench,
    run::{Run, run},
};
use anyhow::{Context as _, Result, ensure};
use std::{
    fs,
    path::{Path, PathBuf},
    process::Command,
    time::Duration,
};

const SCRIPT: &str = include_str!("openpyxl.py");
const VERSION: &str = "openpyxl==3.1.5";
/// The core of the server.
const CORE: &str = "0";

/// Python's: every cell, in the mode for large files. The time as it tells it itself, without starting.
pub async fn openpyxl(bench: &Bench, file: &Path) -> Result<Run> {
    let python = python(bench)?;
    let script = bench.path("read.py");
    fs::write(&script, SCRIPT)?;
    let arguments = vec![script.display().to_string(), file.display().to_string()];
    let folder = bench.folder.path().to_owned();
    let whole = run(CORE.to_owned(), python, arguments, folder).await?;
    let said = fs::read_to_string(bench.path("said"))?;
    let micros = said.lines().last().context("it says nothing")?.parse()?;
    Ok(Run { time: Duration::from_micros(micros), peak: whole.peak })
}

/// One that has the module: the machine's own, or one in the folder of the benchmark.
fn python(bench: &Bench) -> Result<PathBuf> {
    let own = Command::new("python3").args(["-c", "import openpyxl"]).output();
    if own.context("python3 does not start")?.status.success() {
        return Ok("python3".into());
    }
    let venv = bench.path("venv");
    let made = Command::new("python3").args(["-m", "venv"]).arg(&venv).output()?;
    ensure!(made.status.success(), "neither openpyxl nor a venv to install it in");
    let python = venv.join("bin/python");
    let installed = Command::new(&python).args(["-m", "pip", "install", "--quiet", VERSION]).output()?;
    ensure!(installed.status.success(), "{VERSION} cannot be installed here");
    Ok(python)
}

//! Others who print the same content, on the same processor: they inherit it.
use super::sheet::Sheets;
use anyhow::{Context as _, Result, ensure};
use std::{
    fs,
    path::Path,
    process::Command,
    time::{Duration, Instant},
};

fn fonts() -> [(&'static str, &'static [u8]); 2] {
    [
        ("DomovoySans-Regular.ttf", include_bytes!("../../adapters/fonts/DomovoySans-Regular.ttf")),
        ("DomovoySans-Bold.ttf", include_bytes!("../../adapters/fonts/DomovoySans-Bold.ttf")),
    ]
}

/// Python's: tables of platypus, the time as it tells it itself, without starting and reading.
pub fn reportlab(sheets: &Sheets) -> Result<Duration> {
    for (name, bytes) in fonts() {
        fs::write(sheets.folder.join(name), bytes)?;
    }
    let script = sheets.folder.join("print.py");
    fs::write(&script, include_str!("reportlab.py"))?;
    let printed = Command::new("python3")
        .args([&script, &sheets.json, &sheets.folder.join("reportlab.pdf")])
        .current_dir(&sheets.folder)
        .output()
        .context("python3 does not start")?;
    let said = String::from_utf8_lossy(&printed.stderr).into_owned();
    ensure!(printed.status.success(), "{}", said.lines().last().unwrap_or("it failed"));
    Ok(Duration::from_micros(String::from_utf8_lossy(&printed.stdout).trim().parse()?))
}

/// The browser's: the time of all receipts without that of one, which is mostly its start.
pub fn chromium(sheets: &Sheets) -> Result<Duration> {
    for (name, bytes) in fonts() {
        fs::write(sheets.folder.join(name), bytes)?;
    }
    let one = print(sheets, &sheets.first)?;
    Ok(print(sheets, &sheets.html)?.saturating_sub(one))
}

fn print(sheets: &Sheets, page: &Path) -> Result<Duration> {
    let pdf = sheets.folder.join("chromium.pdf");
    let since = Instant::now();
    let printed = Command::new("chromium")
        .args([
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--no-pdf-header-footer",
            "--allow-file-access-from-files",
        ])
        .arg(format!("--user-data-dir={}", sheets.folder.join("profile").display()))
        .arg(format!("--print-to-pdf={}", pdf.display()))
        .arg(page)
        .output()
        .context("chromium does not start")?;
    ensure!(printed.status.success() && pdf.exists(), "chromium printed nothing");
    Ok(since.elapsed())
}

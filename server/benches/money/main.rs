//! Money in bulk. The import of a large file of charges beside what `sqlite3 .import` does with the same file, and the readings page
//! meanwhile; the charges page of a small company and of a large one. All figures are counts and ratios of one run on one machine.
//!
//! `DOMOVOY_BENCH_LINES` (of the file, a million at the most) and `DOMOVOY_BENCH_ACCOUNTS` (of the large company) make it smaller.
mod bare;
#[path = "../support/bench.rs"]
mod bench;
mod books;
mod company;
mod file;
mod import;
mod pages;
#[path = "../support/run.rs"]
mod run;
mod services;
#[path = "../support/mod.rs"]
mod support;
#[path = "../support/visits.rs"]
mod visits;

use anyhow::Result;
use bench::{Bench, setting};
use std::{env, path::Path};
use support::process;

#[tokio::main]
async fn main() -> Result<()> {
    let arguments: Vec<String> = env::args().collect();
    if let [_, mode, file, database] = arguments.as_slice()
        && mode == "bare"
    {
        return bare::import(Path::new(file), Path::new(database));
    }
    let bench = Bench::new(services::recipients())?;
    let lines = setting("DOMOVOY_BENCH_LINES", 1_000_000)?;
    let accounts = setting("DOMOVOY_BENCH_ACCOUNTS", 1_000_000)?;
    let files = file::write(bench.folder.path(), lines)?;
    process::pin_load()?;
    import::on_sqlite(&bench, &files).await?;
    import::on_postgres(&bench, &files).await?;
    pages::compare(&bench, accounts).await
}

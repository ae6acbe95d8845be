//! Registries of a small company and of a large one: lists by their first part and far down, cards, searches. A spreadsheet of accounts from the
//! upload to the commit, beside openpyxl that only reads it. All figures are counts and ratios of one run on one machine.
//!
//! `DOMOVOY_BENCH_ACCOUNTS` (of the large company, a million at the most) and `DOMOVOY_BENCH_ROWS` (of the spreadsheet, 100 000 at the most)
//! make it smaller.
#[path = "../support/bench.rs"]
#[expect(dead_code, reason = "all programs are run on the server's core here")]
mod bench;
mod company;
mod import;
mod lists;
mod names;
mod others;
#[path = "../support/run.rs"]
mod run;
mod send;
#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "residents and their meters are for the other benchmarks")]
mod support;
#[path = "../support/visits.rs"]
#[expect(dead_code, reason = "residents who open one page in turn are for the other benchmarks")]
mod visits;
mod workbook;

use anyhow::Result;
use bench::{Bench, setting};
use support::process;

/// The manager signs in without a code.
const SETTINGS: &str = "\n[staff]\nsecond_factor = \"optional\"\n";

#[tokio::main]
async fn main() -> Result<()> {
    let bench = Bench::new(SETTINGS.to_owned())?;
    process::pin_load()?;
    lists::compare(&bench, setting("DOMOVOY_BENCH_ACCOUNTS", 1_000_000)?).await?;
    import::measure(&bench, setting("DOMOVOY_BENCH_ROWS", 100_000)?).await
}

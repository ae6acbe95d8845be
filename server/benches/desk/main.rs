//! The staff's board in a company with few tickets and in one with many; open event streams. All figures are counts and ratios of one
//! run on one machine.
//!
//! `DOMOVOY_BENCH_TICKETS` (of the large company) makes it smaller.
#[path = "../support/bench.rs"]
#[expect(dead_code, reason = "no program is run on all cores here")]
mod bench;
mod board;
mod company;
mod streams;
#[path = "../support/mod.rs"]
#[expect(dead_code, reason = "meters and rates are for the other benchmarks")]
mod support;
#[path = "../support/visits.rs"]
mod visits;

use anyhow::Result;
use bench::{Bench, setting};
use support::process;

#[tokio::main]
async fn main() -> Result<()> {
    let bench = Bench::new(String::new())?;
    process::pin_load()?;
    let company = board::compare(&bench, setting("DOMOVOY_BENCH_TICKETS", 100_000)?).await?;
    streams::open(&bench, &company).await
}

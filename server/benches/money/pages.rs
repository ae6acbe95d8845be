//! The charges page of a small company and of a large one, in turn.
use super::{
    bench::Bench,
    company,
    support::{
        fill::{Resident, moment},
        report::{Ratio, line, median},
    },
    visits::{Visits, micros, millis, p99},
};
use anyhow::Result;
use domain::calendar::Period;
use std::time::Duration;
use store::DbSettings;

const SMALL: Place = Place { addr: "127.0.0.1:4401", metrics: "127.0.0.1:4402", accounts: 1_000 };
const ROUNDS: usize = 5;
/// Pages of a round.
const PAGES: usize = 2_000;

/// A portal, and how many accounts it has.
#[derive(Clone, Copy)]
struct Place {
    addr: &'static str,
    metrics: &'static str,
    accounts: usize,
}

pub async fn compare(bench: &Bench, accounts: usize) -> Result<()> {
    let large = Place { addr: "127.0.0.1:4403", metrics: "127.0.0.1:4404", accounts };
    println!("\nfilling: SQLite, {} accounts and {accounts} accounts, each with a bill", SMALL.accounts);
    let (small_url, small_residents) = fill(bench, SMALL).await?;
    let (large_url, large_residents) = fill(bench, large).await?;
    let _small = bench.serve(SMALL.addr, &bench.config(SMALL.addr, SMALL.metrics, &small_url)?).await?;
    let _large = bench.serve(large.addr, &bench.config(large.addr, large.metrics, &large_url)?).await?;

    println!("charges: the page of a year, {ROUNDS} rounds of {PAGES}, residents in turn, one connection");
    let (mut of_small, mut of_large) = (Vec::new(), Vec::new());
    for round in 0..=ROUNDS {
        let small = round_of(SMALL, &small_residents).await?;
        let large = round_of(large, &large_residents).await?;
        // The first round warms both up.
        if round > 0 {
            println!("  round {round}: p99 {} ms small, {} ms large", millis(small), millis(large));
            of_small.push(micros(small));
            of_large.push(micros(large));
        }
    }
    let ratio = Ratio { of: median(&mut of_large), to: median(&mut of_small) };
    println!("\nThe charges page:");
    line(
        &format!("(g) p99 with {accounts} accounts / with {}", SMALL.accounts),
        &ratio.to_string(),
        "≤ 1.50",
        ratio.hundredths() <= 150,
    );
    Ok(())
}

/// The address of the database, and who is looked at.
async fn fill(bench: &Bench, place: Place) -> Result<(String, Vec<Resident>)> {
    let database = bench.path(&format!("{}.sqlite", place.addr.replace(':', "-")));
    let settings = DbSettings { url: format!("sqlite://{}", database.display()), max_connections: 4 };
    let residents = company::fill(&settings, place.accounts, true).await?;
    Ok((settings.url, residents))
}

async fn round_of(place: Place, residents: &[Resident]) -> Result<Duration> {
    let oldest = format!("/charges/{}", Period::of(moment().date_naive()).minus(12));
    let tokens = residents.iter().map(|resident| resident.token.as_str());
    let mut visits = Visits::of(place.addr, "/charges", oldest, tokens).await?;
    Ok(p99(&mut visits.times(PAGES).await?))
}

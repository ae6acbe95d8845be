//! The board of a company with few tickets and of one with many, in turn.
use super::{
    bench::Bench,
    company::{self, Company},
    support::report::{Ratio, line, median},
    visits::{Visits, micros, millis, p99},
};
use anyhow::Result;
use std::time::Duration;

const SMALL: (&str, &str) = ("127.0.0.1:4401", "127.0.0.1:4402");
const LARGE: (&str, &str) = ("127.0.0.1:4403", "127.0.0.1:4404");
const FEW: usize = 1_000;
const ROUNDS: usize = 5;
/// Pages of a round.
const PAGES: usize = 500;
/// What the dispatcher opens: what waits, what is over, and one kind of what waits.
const PAGES_OF_THE_BOARD: [(&str, &str); 3] = [
    ("what waits", "/staff/tickets"),
    ("what is over", "/staff/tickets?ended=true"),
    ("one category", "/staff/tickets?category=lift"),
];

/// The large company, for what else there is to measure.
pub async fn compare(bench: &Bench, tickets: usize) -> Result<Company> {
    println!("filling: SQLite, {FEW} and {tickets} tickets of 1000 households, one of ten waits");
    let small = company::fill(bench, FEW).await?;
    let large = company::fill(bench, tickets).await?;
    let _small = bench.serve(SMALL.0, &bench.config(SMALL.0, SMALL.1, &small.url)?).await?;
    let _large = bench.serve(LARGE.0, &bench.config(LARGE.0, LARGE.1, &large.url)?).await?;

    println!("\nThe board, {ROUNDS} rounds of {PAGES} pages, one connection:");
    for (what, path) in PAGES_OF_THE_BOARD {
        let (mut of_small, mut of_large) = (Vec::new(), Vec::new());
        for round in 0..=ROUNDS {
            let few = visit(SMALL.0, path, &small).await?;
            let many = visit(LARGE.0, path, &large).await?;
            // The first round warms both up.
            if round > 0 {
                println!("  round {round}: p99 {} ms few, {} ms many", millis(few), millis(many));
                of_small.push(micros(few));
                of_large.push(micros(many));
            }
        }
        let ratio = Ratio { of: median(&mut of_large), to: median(&mut of_small) };
        line(
            &format!("(h) {what}: p99 with {tickets} tickets / with {FEW}"),
            &ratio.to_string(),
            "≤ 1.50",
            ratio.hundredths() <= 150,
        );
    }
    Ok(large)
}

async fn visit(addr: &str, path: &str, company: &Company) -> Result<Duration> {
    let mut visits = Visits::of(addr, path, "Течёт кран".into(), [company.dispatcher.as_str()]).await?;
    Ok(p99(&mut visits.times(PAGES).await?))
}

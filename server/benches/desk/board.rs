//! The board of a company with few tickets and of one with many, in turn.
use super::{
    bench::Bench,
    company::{self, Company},
    visits::{self, LARGE, Place, SMALL, Visits},
};
use anyhow::Result;

const FEW: usize = 1_000;
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
    let _small = bench.serve(SMALL.addr, &bench.config(SMALL.addr, SMALL.metrics, &small.url)?).await?;
    let _large = bench.serve(LARGE.addr, &bench.config(LARGE.addr, LARGE.metrics, &large.url)?).await?;

    for (what, path) in PAGES_OF_THE_BOARD {
        let label = format!("(h) the board, {what}: p99 with {tickets} tickets / with {FEW}");
        let (mut few, mut many) = (visit(SMALL, path, &small).await?, visit(LARGE, path, &large).await?);
        visits::compare(&label, &mut few, &mut many, PAGES).await?;
    }
    Ok(large)
}

async fn visit(place: Place, path: &str, company: &Company) -> Result<Visits> {
    Visits::of(place.addr, path, "Течёт кран".into(), [company.dispatcher.as_str()]).await
}

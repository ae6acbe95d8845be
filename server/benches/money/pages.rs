//! The charges page of a small company and of a large one, in turn.
use super::{
    bench::Bench,
    company,
    support::fill::{Resident, moment},
    visits::{self, LARGE, Place, SMALL, Visits},
};
use anyhow::Result;
use domain::calendar::Period;
use store::DbSettings;

const FEW: usize = 1_000;
/// Pages of a round.
const PAGES: usize = 2_000;

pub async fn compare(bench: &Bench, accounts: usize) -> Result<()> {
    println!("\nfilling: SQLite, {FEW} accounts and {accounts} accounts, each with a bill");
    let (small_url, small_residents) = fill(bench, SMALL, FEW).await?;
    let (large_url, large_residents) = fill(bench, LARGE, accounts).await?;
    let _small = bench.serve(SMALL.addr, &bench.config(SMALL.addr, SMALL.metrics, &small_url)?).await?;
    let _large = bench.serve(LARGE.addr, &bench.config(LARGE.addr, LARGE.metrics, &large_url)?).await?;

    let label =
        format!("(g) the charges of a year, residents in turn: p99 with {accounts} accounts / with {FEW}");
    let (mut few, mut many) = (visit(SMALL, &small_residents).await?, visit(LARGE, &large_residents).await?);
    visits::compare(&label, &mut few, &mut many, PAGES).await
}

/// The address of the database, and who is looked at.
async fn fill(bench: &Bench, place: Place, accounts: usize) -> Result<(String, Vec<Resident>)> {
    let database = bench.path(&format!("{}.sqlite", place.addr.replace(':', "-")));
    let settings = DbSettings { url: format!("sqlite://{}", database.display()), max_connections: 4 };
    let residents = company::fill(&settings, accounts, true).await?;
    Ok((settings.url, residents))
}

async fn visit(place: Place, residents: &[Resident]) -> Result<Visits> {
    let oldest = format!("/charges/{}", Period::of(moment().date_naive()).minus(12));
    let tokens = residents.iter().map(|resident| resident.token.as_str());
    Visits::of(place.addr, "/charges", oldest, tokens).await
}

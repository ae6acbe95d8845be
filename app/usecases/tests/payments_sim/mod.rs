//! Payments, simulated: each seed is a schedule of tabs, payers, silences, duplicates, losses, crashes, pauses and clocks, on a real database
//! against a bank with a truth of its own. When everything has come to rest, what the bank holds is what the books say, kopeck by kopeck.
//!
//! `DOMOVOY_SIM_SEEDS=100000` runs more of them; `DOMOVOY_SIM_SEED=17` runs one and tells what happens in it.
mod check;
mod dice;
mod inside;
mod outside;
mod schedule;
mod stand;
mod taken_out;

use schedule::{Sim, Violation};
use stand::{Stand, TakenOut};
use std::{
    ops::Range,
    sync::atomic::{AtomicBool, AtomicU64, Ordering},
    thread,
};

const SEEDS: u64 = 10_000;

/// How often things happened, by name.
pub type Tally = std::collections::BTreeMap<&'static str, u64>;

#[test]
fn what_the_bank_holds_is_what_the_books_say() {
    if let Some(seed) = variable("DOMOVOY_SIM_SEED") {
        let told = run(seed..seed + 1, TakenOut::default());
        println!("{told:?}");
        told.unwrap_or_else(|violation| panic!("{violation}"));
        return;
    }
    let seeds = variable("DOMOVOY_SIM_SEEDS").unwrap_or(SEEDS);
    let tally = run(0..seeds, TakenOut::default()).unwrap_or_else(|violation| panic!("{violation}"));
    println!("{seeds} seeds: {tally:?}");
    for happened in [
        "pressed",
        "paid",
        "credited",
        "under check",
        "canceled",
        "expired",
        "crashed",
        "paused",
        "notification lost",
        "told twice",
        "forged",
        "given back",
        "given back by the bank",
        "stray money",
        "contradiction",
        "wrong sum",
        "wrong currency",
        "held",
        "slow",
        "continued an open order",
        "told of a payment",
        "silence",
    ] {
        assert!(tally.get(happened).is_some_and(|times| *times > seeds / 2_000), "{happened}: {tally:?}");
    }
}

/// Runs seeds on every processor; the first violation ends it.
pub fn run(seeds: Range<u64>, taken_out: TakenOut) -> Result<Tally, Violation> {
    let processors = thread::available_parallelism().map_or(1, usize::from);
    let (next, over) = (AtomicU64::new(seeds.start), AtomicBool::new(false));
    let work = || {
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build().unwrap();
        runtime.block_on(async {
            let stand = Stand::build(taken_out).await;
            let mut tally = Tally::new();
            let before = stand.db.statements();
            while !over.load(Ordering::Relaxed) {
                let seed = next.fetch_add(1, Ordering::Relaxed);
                if seed >= seeds.end {
                    break;
                }
                let simulated = Sim::new(&stand, seed).await.run().await;
                let told = simulated.inspect_err(|_| over.store(true, Ordering::Relaxed))?;
                for (name, times) in told {
                    *tally.entry(name).or_default() += times;
                }
            }
            tally.insert("statements", stand.db.statements() - before);
            Ok(tally)
        })
    };
    thread::scope(|scope| {
        let threads: Vec<_> = (0..processors).map(|_| scope.spawn(work)).collect();
        let mut tally = Tally::new();
        for told in threads.into_iter().map(|thread| thread.join().unwrap()) {
            for (name, times) in told? {
                *tally.entry(name).or_default() += times;
            }
        }
        Ok(tally)
    })
}

#[expect(clippy::disallowed_methods, reason = "tests are told how much to do by their environment")]
fn variable(name: &str) -> Option<u64> {
    std::env::var(name)
        .ok()
        .map(|value| value.parse().unwrap_or_else(|_| panic!("{name} is no number: {value}")))
}

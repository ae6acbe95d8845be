//! Imports of the company's files, through the use case.
mod accounts;
mod any_bytes;
mod charges;
pub mod desk;
mod large;
mod meters;
mod payments;
mod readings;
mod table;

use crate::support::World;
use usecases::imports::{self, Kind, Options, Summary, text};

/// What an import of a text answers.
pub async fn import(world: &World, kind: Kind, file: &str) -> Summary {
    run(world, kind, file, Options::default()).await
}

async fn run(world: &World, kind: Kind, file: &str, options: Options) -> Summary {
    imports::run(&world.system(), kind, file.as_bytes(), options, &mut |_| {}).await.unwrap()
}

/// Added, changed, unchanged.
fn counts(summary: &Summary) -> (usize, usize, usize) {
    assert!(summary.is_good(), "{}", text::report(summary));
    (summary.added, summary.changed, summary.unchanged)
}

/// The complaints, as people read them.
fn complaints(summary: &Summary) -> Vec<String> {
    summary.errors.iter().map(text::bad_row).collect()
}

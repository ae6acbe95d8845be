//! Receipts on paper.
use super::data::{building, explain, host};
use crate::cli::Place;
use anyhow::{Context, bail};
use domain::{calendar::Period, ids::BuildingId, receipts::Receipt};
use std::{
    fs,
    io::{self, IsTerminal, Write},
    path::Path,
};
use usecases::{Ctx, ports::LaidOut, receipts};

/// Prints the receipts of a building for a month into one file, by unit.
pub async fn print_receipts(place: &Place, period: Period, address: &str, file: &Path) -> anyhow::Result<()> {
    let host = host(place).await?;
    let printed = match building(&host.db, address).await {
        Ok(building) => print(&host.system_ctx(), building, period).await,
        Err(error) => Err(error),
    };
    host.db.close().await?;
    let (receipts, pdf) = printed?;
    fs::write(file, &pdf).with_context(|| format!("файл {} не записан", file.display()))?;
    println!("{}: квитанций {receipts}, {} КБ", file.display(), pdf.len().div_ceil(1024));
    Ok(())
}

async fn print(ctx: &Ctx, building: BuildingId, period: Period) -> anyhow::Result<(usize, Vec<u8>)> {
    let receipts: Vec<Receipt> =
        receipts::of_building(ctx, building, period).await.map_err(|error| explain(&error))?;
    let total = receipts.len();
    if total == 0 {
        bail!("за {:02}.{} у этого дома квитанций нет", period.month(), period.year());
    }
    let bar = Bar { total, seen: io::stderr().is_terminal() };
    bar.show("свёрстано 0");
    let laid_out = LaidOut::new(move |done| {
        bar.show(&if done == total {
            "записываем PDF".into()
        } else {
            format!("свёрстано {done}")
        });
    });
    let pdf = receipts::print(ctx, receipts, laid_out).await.map_err(|error| explain(&error));
    bar.end();
    Ok((total, pdf?))
}

/// How far the printing is: one line that is written over, and only for a person.
#[derive(Clone, Copy)]
struct Bar {
    total: usize,
    seen: bool,
}

impl Bar {
    fn show(self, stage: &str) {
        if self.seen {
            eprint!("\rквитанций {}: {stage}    ", self.total);
            // Nothing to be done about a terminal that is gone.
            let _written = io::stderr().flush();
        }
    }

    fn end(self) {
        if self.seen {
            eprintln!();
        }
    }
}

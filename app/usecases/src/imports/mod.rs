//! Accounts, meters and readings from the company's own files: all of a file or nothing of it.
mod accounts;
mod line;
mod meters;
mod outcome;
mod readings;

pub mod text;

pub use outcome::{BadRow, Kind, Options, Progress, Reason, Summary};

use crate::{Ctx, Result};
use domain::access::Permission;
use exchange::{Limits, Table};
use sha2::{Digest, Sha256};
use store::event;

/// Reads a file into the database, or tells why not. Sentences for it are in [`text`].
///
/// # Errors
/// When the actor may not import, or the database cannot answer; a bad file is no error but a [`Summary`] that says so.
///
/// # Idempotency
/// The same file twice changes nothing.
pub async fn run(
    ctx: &Ctx,
    kind: Kind,
    bytes: &[u8],
    options: Options,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Summary> {
    ctx.actor.staff(Permission::ImportRegistries)?;
    let table = match Table::open(bytes, kind.columns(), &options.columns, Limits::default()) {
        Ok(table) => table,
        Err(problem) => return Ok(Summary::of_no_table(kind, problem)),
    };
    progress(Progress { done: 0, total: table.len() });
    let tx = if options.dry_run { ctx.db.read() } else { ctx.db.begin().await? };
    if !options.dry_run {
        store::registry::hold(&tx).await?;
    }
    let outcome = match kind {
        Kind::Accounts => accounts::take(ctx, &tx, &table, options.dry_run, progress).await?,
        Kind::Meters => meters::take(&tx, &table, options.dry_run, progress).await?,
        Kind::Readings => readings::take(ctx, &tx, &table, options.dry_run, progress).await?,
    };
    let summary = outcome.summary(kind, &table, options.dry_run);
    if summary.is_good() && !options.dry_run {
        event::record(&tx, ctx.event(kind.event()).with(details(bytes, &summary))).await?;
        tx.commit().await?;
    }
    progress(Progress { done: table.len(), total: table.len() });
    Ok(summary)
}

fn details(bytes: &[u8], summary: &Summary) -> String {
    let sha256 = Sha256::digest(bytes).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
    let details = serde_json::json!({
        "sha256": sha256,
        "rows": summary.rows,
        "added": summary.added,
        "changed": summary.changed,
        "unchanged": summary.unchanged,
    });
    details.to_string()
}

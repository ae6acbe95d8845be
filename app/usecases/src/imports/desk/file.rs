//! The kept file of an import: what it looks like, and its rows.
use super::{columns, text};
use crate::{Ctx, Error, Result};
use bytes::Bytes;
use domain::{
    ids::ImportId,
    imports::{Kind, Limits},
};
use exchange::{Encoding, FileProblem, Sheet};
use futures::TryStreamExt;
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use tokio::task::spawn_blocking;

/// Rows that are shown beside the columns.
const FIRST: usize = 5;
/// Longer cells are shown in part.
const LONGEST: usize = 80;

/// What a file looks like, as it is kept.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Outline {
    pub header: Vec<String>,
    pub first: Vec<(u64, Vec<String>)>,
    pub proposal: Vec<Option<usize>>,
    pub rows: usize,
    pub recognised: String,
    /// A statement for 1C: its columns are never others.
    #[serde(default)]
    pub statement: bool,
}

impl Outline {
    /// Looks at a file, beside other work: a large workbook takes seconds.
    pub(super) async fn of(contents: Bytes, kind: Kind) -> Result<Result<Self, FileProblem>> {
        let looked = spawn_blocking(move || {
            let sheet = Sheet::open(&contents, columns(kind), limits())?;
            let short = |cell: String| cell.chars().take(LONGEST).collect::<String>();
            let first = sheet.first_rows(FIRST).into_iter();
            Ok(Self {
                header: sheet.header().iter().cloned().map(short).collect(),
                first: first
                    .map(|(row, cells)| (row as u64, cells.into_iter().map(short).collect()))
                    .collect(),
                proposal: sheet.proposal().to_vec(),
                recognised: text::recognition(sheet.recognised),
                statement: sheet.recognised.encoding == Encoding::Statement,
                rows: sheet.len(),
            })
        });
        // A file that no reader is prepared for is one that cannot be read.
        Ok(looked.await.unwrap_or(Err(FileProblem::Workbook)))
    }
}

pub(super) fn limits() -> exchange::Limits {
    let Limits { bytes, rows } = Limits::default();
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX);
    exchange::Limits { bytes: number(bytes), rows: number(rows) }
}

pub(super) fn hash(contents: &[u8]) -> String {
    Sha256::digest(contents).iter().fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"))
}

/// Where the contents are kept.
pub(super) fn key(id: ImportId) -> String {
    let id = id.to_string();
    let folder = id.get(id.len() - 2..).unwrap_or_default();
    format!("{folder}/{id}.import")
}

/// The contents of an import's file.
///
/// # Errors
/// When they are lost, or cannot be read.
pub(super) async fn contents(ctx: &Ctx, id: ImportId) -> Result<Bytes> {
    let kept = ctx.ports.shelf.open(&key(id)).await?;
    let kept = kept.ok_or_else(|| Error::Broken(format!("the file of the import {id} is lost")))?;
    let pieces: Vec<Bytes> = kept
        .try_collect()
        .await
        .map_err(|error| Error::Broken(format!("the file of the import {id}: {error}")))?;
    Ok(pieces.concat().into())
}

//! What a file is, and how it is kept. Pictures take long and much memory: a few at a time, besides everything else.
use super::refused;
use crate::{Error, Result};
use bytes::Bytes;
use domain::files::{FileKind, Limits, Refusal};
use exchange::uploads::{Picture, Redrawn, Seen, look};
use tokio::{sync::Semaphore, task::spawn_blocking};

const MEGABYTE: u64 = 1024 * 1024;
/// Megabytes that pictures take together while they are drawn; the largest one is drawn alone.
const MOST_MEGABYTES: u32 = 400;
static ROOM: Semaphore = Semaphore::const_new(MOST_MEGABYTES as usize);

/// A file as it is kept.
pub(super) struct Drawn {
    pub kind: FileKind,
    pub file: Bytes,
    pub preview: Option<Bytes>,
    pub size: Option<(u32, u32)>,
}

pub(super) async fn draw(limits: Limits, contents: Bytes) -> Result<Drawn> {
    let file = contents.clone();
    let seen = beside(move || look(&file, &limits)).await?.map_err(refused)?;
    let picture = match seen {
        Seen::AsIs(kind) => return Ok(Drawn { kind, file: contents, preview: None, size: None }),
        Seen::Picture(picture) => picture,
    };
    let room = ROOM.acquire_many(megabytes(&picture)).await;
    let _room = room.map_err(|error| Error::Broken(error.to_string()))?;
    let drawn = beside(move || picture.redraw(&contents)).await?.map_err(refused)?;
    let Redrawn { kind, size, file, preview } = drawn;
    Ok(Drawn { kind, file: file.into(), preview: Some(preview.into()), size: Some(size) })
}

fn megabytes(picture: &Picture) -> u32 {
    u32::try_from(picture.weight / MEGABYTE).unwrap_or(u32::MAX).clamp(1, MOST_MEGABYTES)
}

/// Requests of others go on meanwhile.
async fn beside<T: Send + 'static>(
    work: impl FnOnce() -> Result<T, Refusal> + Send + 'static,
) -> Result<Result<T, Refusal>> {
    spawn_blocking(work).await.map_err(|error| Error::Broken(error.to_string()))
}

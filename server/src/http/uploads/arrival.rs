//! A file goes to disk as it arrives, without a name, and into memory when all of it is there.
use crate::host::Arrivals;
use app::api::ApiError;
use axum::extract::multipart::Field;
use bytes::Bytes;
use domain::{
    Rejection,
    files::{Limits, Refusal},
};
use std::{
    io::{self, SeekFrom},
    path::Path,
    time::Duration,
};
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt},
    sync::{Semaphore, SemaphorePermit},
    time::timeout,
};

/// All files of one form have arrived by then.
pub const WITHIN: Duration = Duration::from_mins(15);
/// So long one waits for a place to arrive at.
const PATIENCE: Duration = Duration::from_secs(10);
/// Who sends nothing for so long has gone.
const SILENCE: Duration = Duration::from_secs(30);
/// A file that is too large is read on for so many times what is allowed: a browser hears the answer only when it has sent all.
pub const READ_ON: u64 = 4;

/// A file that has arrived.
pub struct Arrived {
    file: File,
    bytes: usize,
}

/// Why a file did not arrive.
pub enum Loss {
    Refused(Refusal),
    /// The disk.
    Broken(io::Error),
}

impl From<io::Error> for Loss {
    fn from(error: io::Error) -> Self {
        Self::Broken(error)
    }
}

impl From<Loss> for ApiError {
    fn from(loss: Loss) -> Self {
        match loss {
            Loss::Refused(refusal) => Rejection::of("file", refusal).into(),
            Loss::Broken(error) => incident(&error),
        }
    }
}

pub fn interrupted() -> ApiError {
    Rejection::of("file", Refusal::Interrupted).into()
}

fn incident(error: &dyn std::error::Error) -> ApiError {
    tracing::error!(%error, "a file did not arrive");
    ApiError::Incident(String::new())
}

/// A place to arrive at, as long as it is held.
pub async fn place(arrivals: &Arrivals) -> Result<SemaphorePermit<'_>, ApiError> {
    match timeout(PATIENCE, arrivals.places.acquire()).await {
        Ok(Ok(place)) => Ok(place),
        _ => Err(ApiError::TooMany { seconds: PATIENCE.as_secs() }),
    }
}

/// Takes a file in. No more of it than is allowed is ever kept.
pub async fn arrive(mut field: Field<'_>, limits: Limits, folder: &Path) -> Result<Arrived, Loss> {
    let mut file = File::from_std(tempfile::tempfile_in(folder)?);
    let mut bytes: u64 = 0;
    loop {
        let piece = match timeout(SILENCE, field.chunk()).await {
            Ok(Ok(Some(piece))) => piece,
            Ok(Ok(None)) => break,
            Ok(Err(_)) | Err(_) => return Err(Loss::Refused(Refusal::Interrupted)),
        };
        bytes += piece.len() as u64;
        if bytes <= limits.bytes {
            file.write_all(&piece).await?;
        } else if bytes > limits.bytes * READ_ON {
            break;
        }
    }
    limits.check_bytes(bytes).map_err(Loss::Refused)?;
    file.flush().await?;
    let bytes = usize::try_from(bytes).map_err(io::Error::other)?;
    Ok(Arrived { file, bytes })
}

impl Arrived {
    /// All of it, in memory, with the desk on which it lies.
    pub async fn read(self, desks: &Semaphore) -> Result<(Bytes, SemaphorePermit<'_>), ApiError> {
        let desk = desks.acquire().await.map_err(|error| incident(&error))?;
        Ok((self.contents().await.map_err(Loss::Broken)?, desk))
    }

    async fn contents(mut self) -> io::Result<Bytes> {
        let mut contents = Vec::with_capacity(self.bytes);
        self.file.seek(SeekFrom::Start(0)).await?;
        self.file.read_to_end(&mut contents).await?;
        Ok(contents.into())
    }
}

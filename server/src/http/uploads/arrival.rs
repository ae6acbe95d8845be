//! A file goes to disk as it arrives, without a name, and into memory when all of it is there.
use axum::extract::multipart::Field;
use bytes::Bytes;
use domain::files::{Limits, Refusal};
use std::{
    io::{self, SeekFrom},
    path::Path,
    time::Duration,
};
use tokio::{
    fs::File,
    io::{AsyncReadExt, AsyncSeekExt, AsyncWriteExt},
    time::timeout,
};

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
    /// All of it, in memory.
    pub async fn read(mut self) -> io::Result<Bytes> {
        let mut contents = Vec::with_capacity(self.bytes);
        self.file.seek(SeekFrom::Start(0)).await?;
        self.file.read_to_end(&mut contents).await?;
        Ok(contents.into())
    }
}

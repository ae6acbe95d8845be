//! Where the contents of files are kept: in a folder, or by a service that speaks S3.
use bytes::Bytes;
use futures::TryStreamExt;
use object_store::{
    ClientOptions, Error, ObjectStore, ObjectStoreExt, PutPayload, aws::AmazonS3Builder,
    local::LocalFileSystem, memory::InMemory, path::Path as Key,
};
use std::{fmt, fs, io, path::Path, sync::Arc, time::Duration};
use usecases::ports::{self, Contents, Keeping, ShelfError};

#[cfg(test)]
mod tests;

/// Longest time for one file to go over to the service, or to come back.
const WITHIN: Duration = Duration::from_mins(2);

/// A folder or a bucket.
#[derive(Debug, Clone)]
pub struct Shelf(Arc<dyn ObjectStore>);

/// A bucket of a service that speaks S3.
#[derive(Clone, PartialEq, Eq)]
pub struct S3Settings {
    /// Where the service is; that of Amazon where there is none.
    pub endpoint: Option<String>,
    pub region: String,
    pub bucket: String,
    pub access_key: String,
    pub secret: String,
}

impl fmt::Debug for S3Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("S3Settings")
            .field("endpoint", &self.endpoint)
            .field("region", &self.region)
            .field("bucket", &self.bucket)
            .finish_non_exhaustive()
    }
}

impl Shelf {
    /// A folder; it is made if there is none. What is put there is on disk.
    ///
    /// # Errors
    /// When the folder cannot be made.
    pub fn folder(folder: &Path) -> io::Result<Self> {
        fs::create_dir_all(folder)?;
        let store = LocalFileSystem::new_with_prefix(folder).map_err(io::Error::other)?;
        Ok(Self(Arc::new(store.with_fsync(true))))
    }

    /// Nothing is asked of the service yet.
    ///
    /// # Errors
    /// When the settings make no sense.
    pub fn s3(settings: &S3Settings) -> io::Result<Self> {
        let S3Settings { endpoint, region, bucket, access_key, secret } = settings;
        let mut builder = AmazonS3Builder::new()
            .with_region(region)
            .with_bucket_name(bucket)
            .with_access_key_id(access_key)
            .with_secret_access_key(secret)
            // One object at a time: what deletes several is spoken by fewer services, and wants a right of its own.
            .with_disable_bulk_delete(true)
            .with_client_options(ClientOptions::new().with_timeout(WITHIN).with_allow_http(true));
        if let Some(endpoint) = endpoint {
            builder = builder.with_endpoint(endpoint);
        }
        Ok(Self(Arc::new(builder.build().map_err(io::Error::other)?)))
    }

    /// For tests: kept for as long as the process.
    #[must_use]
    pub fn memory() -> Self {
        Self(Arc::new(InMemory::new()))
    }
}

impl ports::Shelf for Shelf {
    fn put<'a>(&'a self, key: &'a str, contents: Bytes) -> Keeping<'a, ()> {
        Box::pin(async move {
            self.0.put(&Key::from(key), PutPayload::from_bytes(contents)).await.map(drop).map_err(broken)
        })
    }

    fn open<'a>(&'a self, key: &'a str) -> Keeping<'a, Option<Contents>> {
        Box::pin(async move {
            match self.0.get(&Key::from(key)).await {
                Ok(found) => Ok(Some(Box::pin(found.into_stream().map_err(io::Error::other)) as Contents)),
                Err(Error::NotFound { .. }) => Ok(None),
                Err(error) => Err(broken(error)),
            }
        })
    }

    fn remove<'a>(&'a self, key: &'a str) -> Keeping<'a, ()> {
        Box::pin(async move {
            match self.0.delete(&Key::from(key)).await {
                Ok(()) | Err(Error::NotFound { .. }) => Ok(()),
                Err(error) => Err(broken(error)),
            }
        })
    }
}

#[expect(clippy::needless_pass_by_value, reason = "it maps errors")]
fn broken(error: Error) -> ShelfError {
    ShelfError(error.to_string())
}

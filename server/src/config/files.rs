use super::{Secret, error::Odd, values};
use crate::host::MEGABYTE;
use adapters::shelf::S3Settings;
use domain::files::Limits;
use serde::Deserialize;
use std::path::PathBuf;

const MEGAPIXEL: u64 = 1_000_000;

/// Files that residents and staff add to tickets and comments.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Files {
    /// Where they are kept; beside the SQLite file without it.
    pub folder: Option<PathBuf>,
    #[serde(deserialize_with = "values::megabytes")]
    pub max_megabytes: u64,
    #[serde(deserialize_with = "values::files")]
    pub max_files: u32,
    #[serde(deserialize_with = "values::megapixels")]
    pub max_megapixels: u64,
    /// A service that keeps them instead of the folder.
    pub s3: Option<S3>,
}

/// A bucket of a service that speaks S3.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct S3 {
    pub bucket: String,
    pub region: String,
    #[serde(default, deserialize_with = "values::some_api_url")]
    pub endpoint: Option<String>,
    pub access_key: String,
    #[serde(default)]
    pub secret: Option<Secret>,
    /// A file whose first line is the secret key.
    #[serde(default)]
    pub secret_file: Option<PathBuf>,
}

impl Default for Files {
    fn default() -> Self {
        let limits = Limits::default();
        Self {
            folder: None,
            max_megabytes: limits.bytes / MEGABYTE as u64,
            max_files: limits.files,
            max_megapixels: limits.pixels / MEGAPIXEL,
            s3: None,
        }
    }
}

impl Files {
    pub(super) fn consistent(&self) -> Result<(), Odd> {
        let Some(s3) = &self.s3 else { return Ok(()) };
        let odd = |sentence: &str| Err(Odd::of("files.s3", sentence));
        if self.folder.is_some() {
            return odd("файлы хранятся либо в каталоге folder, либо в [files.s3]; оставьте одно из двух");
        }
        if s3.secret.is_some() == s3.secret_file.is_some() {
            return odd("нужен секретный ключ хранилища: либо secret, либо secret_file");
        }
        let empty = |secret: &Secret| secret.reveal().trim().is_empty();
        if [&s3.bucket, &s3.region, &s3.access_key].iter().any(|text| text.trim().is_empty())
            || s3.secret.as_ref().is_some_and(empty)
        {
            return odd("bucket, region, access_key и секретный ключ пустыми не бывают");
        }
        Ok(())
    }

    #[must_use]
    pub const fn limits(&self) -> Limits {
        Limits {
            bytes: self.max_megabytes * MEGABYTE as u64,
            files: self.max_files,
            pixels: self.max_megapixels * MEGAPIXEL,
        }
    }
}

impl S3 {
    #[must_use]
    pub fn settings(&self) -> S3Settings {
        S3Settings {
            endpoint: self.endpoint.clone(),
            region: self.region.clone(),
            bucket: self.bucket.clone(),
            access_key: self.access_key.clone(),
            secret: self.secret.as_ref().map(|secret| secret.reveal().to_owned()).unwrap_or_default(),
        }
    }
}

use super::{Secret, error::Odd};
use serde::Deserialize;
use std::path::PathBuf;
use usecases::vault::{self, KEY, Vault};

/// The keys that seal what the database alone must not tell.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Keys {
    pub key: Option<Secret>,
    /// A file whose first line is the key.
    pub key_file: Option<PathBuf>,
    /// Files of keys before it: what they have sealed is sealed anew when the portal starts.
    pub old_key_files: Vec<PathBuf>,
    #[serde(skip)]
    pub(super) old: Vec<Secret>,
}

pub(super) const NO_KEY: &str = "ключ шифрования — 64 шестнадцатеричные цифры; новый: openssl rand -hex 32";

impl Keys {
    pub(super) fn consistent(&self, shared: bool) -> Result<(), Odd> {
        let odd = |sentence: &str| Err(Odd::of("encryption", sentence));
        if self.key.is_some() && self.key_file.is_some() {
            odd("указаны и key, и key_file; оставьте одно из двух")
        } else if self.key.as_ref().is_some_and(|key| read(key).is_none()) {
            odd(NO_KEY)
        } else if shared && self.key.is_none() && self.key_file.is_none() {
            odd(
                "с PostgreSQL ключ шифрования называют сами: [encryption] key_file; новый: openssl rand -hex 32",
            )
        } else {
            Ok(())
        }
    }

    /// Nothing where no key is named.
    #[must_use]
    pub fn vault(&self) -> Option<Vault> {
        Some(Vault::new(read(self.key.as_ref()?)?, self.old()))
    }

    /// The keys of [`Self::old_key_files`].
    #[must_use]
    pub fn old(&self) -> Vec<[u8; KEY]> {
        self.old.iter().filter_map(read).collect()
    }
}

pub(super) fn read(key: &Secret) -> Option<[u8; KEY]> {
    vault::key(key.reveal())
}

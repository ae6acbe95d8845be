use super::error::Odd;
use serde::Deserialize;
use std::path::PathBuf;

/// Notices on the screens of telephones and computers.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Push {
    pub enabled: bool,
    /// The key of the portal, made at the first start; beside the SQLite file without it.
    pub key_file: Option<PathBuf>,
    /// Whom a push service may write to when something is wrong; the portal itself without it.
    pub contact: Option<String>,
}

impl Default for Push {
    fn default() -> Self {
        Self { enabled: true, key_file: None, contact: None }
    }
}

impl Push {
    pub(super) fn consistent(&self) -> Result<(), Odd> {
        let known = |contact: &String| contact.starts_with("mailto:") || contact.starts_with("https://");
        if self.contact.as_ref().is_none_or(known) {
            Ok(())
        } else {
            Err(Odd::of(
                "push",
                "contact начинается с mailto: или https://. Пример: mailto:portal@dom.example.ru",
            ))
        }
    }
}

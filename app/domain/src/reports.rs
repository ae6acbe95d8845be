//! «Сообщить об ошибке».
use serde::{Deserialize, Serialize};

/// What somebody reports, with what the portal adds: the page, the build and the request the page came from.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Report {
    pub text: String,
    pub page: String,
    pub build: String,
    pub request: String,
}

/// Longest text of a report, in characters.
pub const MAX_TEXT: u32 = 2_000;

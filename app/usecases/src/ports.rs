//! The outside world, as the use cases see it.
use std::{fmt, pin::Pin};

/// What a use case may reach outside the database.
pub struct Ports {
    pub mailer: Box<dyn Mailer>,
}

impl fmt::Debug for Ports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ports")
    }
}

/// A letter ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Why a letter did not leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The server will never take it: no use to try again.
    #[error("refused: {0}")]
    Refused(String),
    /// Try again later.
    #[error("unavailable: {0}")]
    Unavailable(String),
}

pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), MailError>> + Send + 'a>>;

pub trait Mailer: Send + Sync {
    /// Hands the letter to the mail server; done when the server has taken it.
    fn send<'a>(&'a self, letter: &'a Letter) -> Sending<'a>;
}

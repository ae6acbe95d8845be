use crate::ports::{AcquirerError, ShelfError};
use domain::{Rejection, access::Denied};

#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    SignInRequired,
    /// It does not exist, or not for this person.
    #[error("not found")]
    NotFound,
    #[error(transparent)]
    Rejected(#[from] Rejection),
    /// Too many attempts; it may be tried again after so many seconds.
    #[error("too many attempts")]
    TooMany { seconds: u64 },
    #[error(transparent)]
    Store(#[from] store::StoreError),
    /// The acquirer said no, or nothing.
    #[error("the acquirer: {0}")]
    Acquirer(#[from] AcquirerError),
    /// What should not happen: it is logged, and the person gets its number.
    #[error("{0}")]
    Broken(String),
}

pub type Result<T, E = Error> = std::result::Result<T, E>;

impl From<Denied> for Error {
    fn from(denied: Denied) -> Self {
        match denied {
            Denied::Guest => Self::SignInRequired,
            Denied::Role => Self::NotFound,
        }
    }
}

impl From<ShelfError> for Error {
    fn from(error: ShelfError) -> Self {
        Self::Broken(error.to_string())
    }
}

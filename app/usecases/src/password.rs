//! Passwords: argon2id with the parameters of OWASP (19 MiB, two passes), two at a time and away from the threads that answer.
use crate::{Error, Result};
use argon2::{Argon2, PasswordHasher, PasswordVerifier};
use std::sync::LazyLock;
use tokio::sync::Semaphore;

/// Each takes 19 MiB and a core for some 20 ms.
static TURNS: Semaphore = Semaphore::const_new(2);

/// Nobody's: verified against where there is no person, so that the answer takes the same time.
static NOBODY: LazyLock<String> = LazyLock::new(|| digest("nobody has this password").unwrap_or_default());

/// Hashes a new password. Never within a transaction: it takes its time.
///
/// # Errors
/// [`Error::Broken`] when the machine has no memory or no randomness for it.
pub async fn hash(password: &str) -> Result<String> {
    let password = password.to_owned();
    in_turn(move || digest(&password)).await?
}

/// Whether a password is the one of `stored`; in the same time also where there is none.
///
/// # Errors
/// [`Error::Broken`] when the machine cannot tell.
pub(crate) async fn verify(password: &str, stored: Option<&str>) -> Result<bool> {
    let (password, stored) = (password.to_owned(), stored.map(str::to_owned));
    in_turn(move || {
        // Made at the first verification of all, whosever it is.
        let nobody: &str = &NOBODY;
        let against = stored.as_deref().unwrap_or(nobody);
        let matches = Argon2::default().verify_password(password.as_bytes(), against).is_ok();
        matches && stored.is_some()
    })
    .await
}

fn digest(password: &str) -> Result<String> {
    match Argon2::default().hash_password(password.as_bytes()) {
        Ok(hash) => Ok(hash.to_string()),
        Err(error) => Err(Error::Broken(format!("a password could not be hashed: {error}"))),
    }
}

async fn in_turn<T: Send + 'static>(work: impl FnOnce() -> T + Send + 'static) -> Result<T> {
    let broken = |error: &dyn std::fmt::Display| Error::Broken(error.to_string());
    let _turn = TURNS.acquire().await.map_err(|error| broken(&error))?;
    tokio::task::spawn_blocking(work).await.map_err(|error| broken(&error))
}

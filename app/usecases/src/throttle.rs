//! Limits on attempts, kept in the database so that several instances share them.
use crate::{Ctx, Error, Result};
use chrono::{DateTime, TimeDelta, Utc};
use domain::accounts::AccountNumber;
use std::{fmt::Display, net::IpAddr};
use store::Tx;

/// So many attempts of one key in so many minutes. Where several hold they are counted in the order of this list, so that two requests never
/// wait for each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Limit {
    name: &'static str,
    most: i64,
    minutes: i64,
}

impl Limit {
    pub(crate) const SIGN_IN_BY_ADDRESS: Self = Self::new("sign-in address", 60, 15);
    pub(crate) const SIGN_IN_BY_EMAIL: Self = Self::new("sign-in e-mail", 10, 15);
    /// A known device has a count of its own: a stranger's guesses do not lock out the right person.
    pub(crate) const SIGN_IN_BY_DEVICE: Self = Self::new("sign-in device", 10, 15);
    pub(crate) const CODES_BY_PERSON: Self = Self::new("codes person", 10, 15);
    /// Of those who are signed in already.
    pub(crate) const PASSWORDS_BY_PERSON: Self = Self::new("passwords person", 10, 15);
    pub(crate) const LETTERS_BY_ADDRESS: Self = Self::new("letters address", 30, 60);
    pub(crate) const LETTERS_BY_EMAIL: Self = Self::new("letters e-mail", 5, 60);
    pub(crate) const LETTERS_BY_PERSON: Self = Self::new("letters person", 10, 60);
    /// Of one visitor: a stranger who guesses surnames must not keep a neighbour out.
    const LETTERS_BY_VISITOR: Self = Self::new("letters account and address", 10, 60);
    const LETTERS_BY_ACCOUNT: Self = Self::new("letters account", 100, 60);
    pub(crate) const PAPERS_BY_ADDRESS: Self = Self::new("papers address", 60, 15);
    pub(crate) const REPORTS_BY_ADDRESS: Self = Self::new("reports address", 10, 60);
    pub(crate) const TICKETS_BY_PERSON: Self = Self::new("tickets person", 30, 60);
    pub(crate) const APPEALS_BY_PERSON: Self = Self::new("appeals person", 20, 60);
    pub(crate) const COMMENTS_BY_PERSON: Self = Self::new("comments person", 60, 60);
    pub(crate) const FILES_BY_PERSON: Self = Self::new("files person", 200, 60);

    pub(crate) const fn new(name: &'static str, most: i64, minutes: i64) -> Self {
        Self { name, most, minutes }
    }

    /// Counts an attempt.
    ///
    /// # Errors
    /// [`Error::TooMany`] when it is one too many.
    pub(crate) async fn count(self, tx: &Tx, key: impl Display, now: DateTime<Utc>) -> Result<()> {
        let window = TimeDelta::minutes(self.minutes);
        let counted = store::throttle::attempt(tx, &self.key(key), window, now).await?;
        if counted.attempts <= self.most {
            return Ok(());
        }
        let left = counted.window_start + window - now;
        Err(Error::TooMany { seconds: u64::try_from(left.num_seconds()).unwrap_or(0).max(1) })
    }

    /// Forgets what was counted.
    pub(crate) async fn forget(self, tx: &Tx, key: impl Display) -> Result<()> {
        Ok(store::throttle::forget(tx, &self.key(key)).await?)
    }

    fn key(self, key: impl Display) -> String {
        format!("{}: {key}", self.name)
    }
}

/// Counts somebody who names an account and a surname that may be a guess.
///
/// # Errors
/// [`Error::TooMany`] when it is one too many of this visitor, or of the account.
pub(crate) async fn count_guess(ctx: &Ctx, tx: &Tx, number: &AccountNumber) -> Result<()> {
    let visitor = format!("{number} {}", network(ctx.origin.address));
    Limit::LETTERS_BY_VISITOR.count(tx, visitor, ctx.now).await?;
    Limit::LETTERS_BY_ACCOUNT.count(tx, number, ctx.now).await
}

/// What counts as one address: of IPv6 the first 64 bits, the rest is the visitor's to choose.
pub(crate) fn network(address: IpAddr) -> String {
    match address.to_canonical() {
        IpAddr::V4(address) => address.to_string(),
        IpAddr::V6(address) => {
            let [a, b, c, d, ..] = address.segments();
            format!("{a:x}:{b:x}:{c:x}:{d:x}::/64")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(address: &str, expected: &str) {
        assert_eq!(network(address.parse().unwrap()), expected);
    }

    #[test]
    fn an_ipv6_subscriber_is_one_address() {
        check("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64");
        check("2001:db8:1:2:ffff::1", "2001:db8:1:2::/64");
    }

    #[test]
    fn an_ipv4_address_counts_for_itself() {
        check("198.51.100.7", "198.51.100.7");
        check("::ffff:198.51.100.7", "198.51.100.7");
    }
}

//! Secrets that the portal has to read again, sealed: whoever has the database alone cannot. XChaCha20-Poly1305 with a fresh nonce each time; what is
//! sealed belongs to one person and one purpose, and opens for no other.
use crate::{Error, Result};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chacha20poly1305::{
    Key, KeyInit, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use data_encoding::HEXLOWER_PERMISSIVE;
use domain::ids::UserId;
use sha2::{Digest, Sha256};
use std::fmt;

/// How it is written: `1:KEY:NONCE and what is sealed`.
const VERSION: &str = "1";
const NONCE: usize = 24;
/// Bytes of a key.
pub const KEY: usize = 32;

/// What is sealed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    SecondFactor,
    RecoveryCodes,
}

impl Purpose {
    const fn code(self) -> &'static str {
        match self {
            Self::SecondFactor => "second factor",
            Self::RecoveryCodes => "recovery codes",
        }
    }
}

/// The key that seals, and those from before it, which only open.
#[derive(Clone)]
pub struct Vault {
    current: Known,
    old: Vec<Known>,
}

#[derive(Clone)]
struct Known {
    id: String,
    cipher: XChaCha20Poly1305,
}

impl Known {
    fn of(key: [u8; KEY]) -> Self {
        // It tells keys apart, and nothing of them.
        let digest = Sha256::digest([b"domovoy key ".as_slice(), &key].concat());
        let id = digest.iter().take(4).fold(String::new(), |hex, byte| hex + &format!("{byte:02x}"));
        Self { id, cipher: XChaCha20Poly1305::new(&Key::from(key)) }
    }
}

impl fmt::Debug for Vault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Vault").field("key", &self.current.id).finish_non_exhaustive()
    }
}

/// A key as people keep it: 64 hexadecimal digits.
#[must_use]
pub fn key(text: &str) -> Option<[u8; KEY]> {
    HEXLOWER_PERMISSIVE.decode(text.trim().as_bytes()).ok()?.try_into().ok()
}

/// A new key, as people keep it.
#[must_use]
pub fn fresh_key() -> String {
    HEXLOWER_PERMISSIVE.encode(&rand::random::<[u8; KEY]>())
}

/// By which key something is sealed.
#[must_use]
pub(crate) fn sealed_by(sealed: &str) -> Option<&str> {
    let (version, rest) = sealed.split_once(':')?;
    (version == VERSION).then_some(rest)?.split_once(':').map(|(key, _)| key)
}

impl Vault {
    #[must_use]
    pub fn new(current: [u8; KEY], old: impl IntoIterator<Item = [u8; KEY]>) -> Self {
        Self { current: Known::of(current), old: old.into_iter().map(Known::of).collect() }
    }

    /// What the current key is called: eight hexadecimal digits.
    #[must_use]
    pub fn key_id(&self) -> &str {
        &self.current.id
    }

    /// Whether there is such a key.
    #[must_use]
    pub fn knows(&self, key: &str) -> bool {
        self.known(key).is_some()
    }

    fn known(&self, key: &str) -> Option<&Known> {
        std::iter::once(&self.current).chain(&self.old).find(|known| known.id == key)
    }

    /// # Errors
    /// [`Error::Broken`], which nothing that is small enough to be a secret can cause.
    pub fn seal(&self, person: UserId, purpose: Purpose, plain: &str) -> Result<String> {
        let nonce = rand::random::<[u8; NONCE]>();
        let aad = belongs(person, purpose);
        let sealed =
            self.current.cipher.encrypt(&XNonce::from(nonce), Payload { msg: plain.as_bytes(), aad: &aad });
        let sealed = sealed.map_err(|_| Error::Broken("a secret cannot be sealed".to_owned()))?;
        let written = URL_SAFE_NO_PAD.encode([nonce.as_slice(), &sealed].concat());
        Ok(format!("{VERSION}:{}:{written}", self.current.id))
    }

    /// # Errors
    /// [`Error::Broken`] when it is of another key, of somebody else, of another purpose, or was changed.
    pub fn open(&self, person: UserId, purpose: Purpose, sealed: &str) -> Result<String> {
        let key = sealed_by(sealed).ok_or_else(|| Error::Broken("a secret is not sealed".to_owned()))?;
        let known = self.known(key);
        let known = known.ok_or_else(|| Error::Broken(format!("a secret is sealed by the key {key}")))?;
        let opened = || {
            let bytes = URL_SAFE_NO_PAD.decode(sealed.rsplit_once(':')?.1).ok()?;
            let (nonce, msg) = bytes.split_at_checked(NONCE)?;
            let nonce = XNonce::from(<[u8; NONCE]>::try_from(nonce).ok()?);
            let aad = belongs(person, purpose);
            String::from_utf8(known.cipher.decrypt(&nonce, Payload { msg, aad: &aad }).ok()?).ok()
        };
        opened().ok_or_else(|| Error::Broken(format!("a secret is not what the key {key} has sealed")))
    }
}

/// What a secret is bound to.
fn belongs(person: UserId, purpose: Purpose) -> Vec<u8> {
    [purpose.code().as_bytes(), b"\0", person.0.as_bytes()].concat()
}

#[cfg(test)]
mod tests {
    use super::*;
    use uuid::Uuid;

    fn vault(key: u8, old: &[u8]) -> Vault {
        Vault::new([key; KEY], old.iter().map(|key| [*key; KEY]))
    }

    const ANNA: UserId = UserId(Uuid::from_u128(1));

    #[test]
    fn what_is_sealed_opens_for_its_person_and_purpose_alone() {
        let vault = vault(1, &[]);
        let sealed = vault.seal(ANNA, Purpose::SecondFactor, "ORSXG5A").unwrap();
        assert!(!sealed.contains("ORSXG5A"));
        assert_ne!(sealed, vault.seal(ANNA, Purpose::SecondFactor, "ORSXG5A").unwrap(), "each has its nonce");
        assert_eq!(vault.open(ANNA, Purpose::SecondFactor, &sealed).unwrap(), "ORSXG5A");
        let boris = UserId(Uuid::from_u128(2));
        assert!(vault.open(boris, Purpose::SecondFactor, &sealed).is_err());
        assert!(vault.open(ANNA, Purpose::RecoveryCodes, &sealed).is_err());
    }

    #[test]
    fn an_old_key_opens_and_the_current_one_seals() {
        let sealed = vault(1, &[]).seal(ANNA, Purpose::SecondFactor, "один").unwrap();
        let both = vault(2, &[1]);
        assert_eq!(both.open(ANNA, Purpose::SecondFactor, &sealed).unwrap(), "один");
        assert_eq!(sealed_by(&both.seal(ANNA, Purpose::SecondFactor, "два").unwrap()), Some(both.key_id()));
        assert!(vault(2, &[]).open(ANNA, Purpose::SecondFactor, &sealed).is_err());
    }

    #[test]
    fn what_was_changed_or_never_sealed_does_not_open() {
        let vault = vault(1, &[]);
        let sealed = vault.seal(ANNA, Purpose::SecondFactor, "ORSXG5A").unwrap();
        let mut changed = sealed.clone();
        let last = changed.pop().unwrap();
        changed.push(if last == 'A' { 'B' } else { 'A' });
        for text in ["", "ORSXG5A", "1:", "1:00000000:AA", &sealed[..sealed.len() - 8], &format!("2{sealed}")]
        {
            assert!(vault.open(ANNA, Purpose::SecondFactor, text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_key_is_sixty_four_hexadecimal_digits() {
        let fresh = fresh_key();
        assert_eq!((fresh.len(), key(&format!(" {fresh}\n")).is_some()), (64, true));
        assert!(key(&fresh.to_uppercase()).is_some());
        for text in ["", "пароль", &fresh[1..], &format!("{fresh}00")] {
            assert!(key(text).is_none(), "{text}");
        }
    }
}

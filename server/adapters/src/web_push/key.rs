//! By what push services know who pushes (VAPID, RFC 8292).
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use chrono::{DateTime, Utc};
use p256::{
    SecretKey,
    ecdsa::{Signature, SigningKey, signature::Signer},
};
use serde_json::json;
use std::{fmt, fs, io, io::Write, path::Path, process};

/// Our key. A browser is subscribed to it: with another key all have to subscribe again.
pub struct VapidKey(SecretKey);

impl fmt::Debug for VapidKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("VapidKey")
    }
}

impl VapidKey {
    /// The key in a file; where there is no file, a new key in a file that nobody else may read.
    ///
    /// # Errors
    /// When the file cannot be read or made, or holds no key.
    pub fn open(path: &Path) -> io::Result<Self> {
        match fs::read_to_string(path) {
            Ok(text) => Self::parse(&text),
            Err(error) if error.kind() == io::ErrorKind::NotFound => {
                Self::keep_new(path)?;
                Self::parse(&fs::read_to_string(path)?)
            }
            Err(error) => Err(error),
        }
    }

    fn parse(text: &str) -> io::Result<Self> {
        let bytes = URL_SAFE_NO_PAD.decode(text.trim()).ok();
        let key = bytes.and_then(|bytes| SecretKey::from_slice(&bytes).ok());
        let none = || io::Error::new(io::ErrorKind::InvalidData, "it holds no key of Web Push");
        key.map(Self).ok_or_else(none)
    }

    /// Whole or not at all: another process may look for it at the same moment, and keeps what is there first.
    fn keep_new(path: &Path) -> io::Result<()> {
        let new = path.with_extension(format!("new{}", process::id()));
        let mut options = fs::OpenOptions::new();
        options.write(true).create_new(true);
        #[cfg(unix)]
        std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
        let mut file = options.open(&new)?;
        writeln!(file, "{}", URL_SAFE_NO_PAD.encode(Self::fresh().0.to_bytes()))?;
        file.sync_all()?;
        let kept = fs::hard_link(&new, path);
        fs::remove_file(&new)?;
        match kept {
            Err(error) if error.kind() != io::ErrorKind::AlreadyExists => Err(error),
            _ => Ok(()),
        }
    }

    #[must_use]
    pub fn fresh() -> Self {
        loop {
            if let Ok(key) = SecretKey::from_slice(&rand::random::<[u8; 32]>()) {
                return Self(key);
            }
        }
    }

    /// As browsers want it: a point of P-256, uncompressed, in base64 for addresses.
    #[must_use]
    pub fn public(&self) -> String {
        URL_SAFE_NO_PAD.encode(self.0.public_key().to_sec1_bytes())
    }

    /// Says to one push service until a moment who pushes.
    pub(super) fn token(&self, audience: &str, contact: &str, until: DateTime<Utc>) -> String {
        let part = |value: serde_json::Value| URL_SAFE_NO_PAD.encode(value.to_string());
        let head = part(json!({ "typ": "JWT", "alg": "ES256" }));
        let claims = part(json!({ "aud": audience, "exp": until.timestamp(), "sub": contact }));
        let said = format!("{head}.{claims}");
        let signature: Signature = SigningKey::from(&self.0).sign(said.as_bytes());
        format!("{said}.{}", URL_SAFE_NO_PAD.encode(signature.to_bytes()))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use p256::ecdsa::{VerifyingKey, signature::Verifier};

    #[test]
    fn a_key_is_made_once_and_for_its_owner_alone() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("push.key");
        let key = VapidKey::open(&path).unwrap().public();
        assert_eq!(VapidKey::open(&path).unwrap().public(), key);
        assert_eq!(URL_SAFE_NO_PAD.decode(&key).unwrap().len(), 65);
        assert_eq!(fs::read_dir(folder.path()).unwrap().count(), 1);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o600);
        }
    }

    #[test]
    fn what_is_no_key_is_not_replaced() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("push.key");
        for text in ["", "no key", "AAAA"] {
            fs::write(&path, text).unwrap();
            assert!(VapidKey::open(&path).is_err(), "{text}");
            assert_eq!(fs::read_to_string(&path).unwrap(), text);
        }
        assert!(VapidKey::open(&folder.path().join("missing").join("push.key")).is_err());
    }

    #[test]
    fn a_token_says_who_pushes_to_whom_and_until_when() {
        let key = VapidKey::fresh();
        let until = DateTime::from_timestamp(1_453_341_205, 0).unwrap();
        let token = key.token("https://push.example.net", "mailto:push@example.com", until);
        let (said, signature) = token.rsplit_once('.').unwrap();
        let public = VerifyingKey::from_sec1_bytes(&URL_SAFE_NO_PAD.decode(key.public()).unwrap()).unwrap();
        let signature = Signature::from_slice(&URL_SAFE_NO_PAD.decode(signature).unwrap()).unwrap();
        public.verify(said.as_bytes(), &signature).unwrap();
        let parts: Vec<serde_json::Value> = said
            .split('.')
            .map(|part| serde_json::from_slice(&URL_SAFE_NO_PAD.decode(part).unwrap()).unwrap())
            .collect();
        let claims = json!({
            "aud": "https://push.example.net",
            "exp": 1_453_341_205,
            "sub": "mailto:push@example.com",
        });
        assert_eq!(parts, [json!({ "typ": "JWT", "alg": "ES256" }), claims]);
    }
}

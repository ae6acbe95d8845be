//! A message that only one browser can open (RFC 8291): one record of `aes128gcm` (RFC 8188).
use aes_gcm::{Aes128Gcm, KeyInit, aead::Aead};
use base64::{Engine, engine::general_purpose::URL_SAFE_NO_PAD};
use hkdf::Hkdf;
use p256::{PublicKey, SecretKey, ecdh::diffie_hellman};
use sha2::Sha256;
use usecases::ports::PushMessage;

/// The size of a record: a message is never longer than one.
const RECORD: u32 = 4096;
/// Behind the text of the last record.
const LAST: u8 = 2;
/// Most bytes of a text: what is left of a record by its mark and the tag of the cipher.
const LONGEST: usize = 3_000;

/// `None` when the keys of the browser are none, or the text is too long.
pub(super) fn seal(message: &PushMessage) -> Option<Vec<u8>> {
    sealed(message, &fresh(), rand::random())
}

/// A key that is used once.
fn fresh() -> SecretKey {
    loop {
        if let Ok(key) = SecretKey::from_slice(&rand::random::<[u8; 32]>()) {
            return key;
        }
    }
}

fn sealed(message: &PushMessage, ours: &SecretKey, salt: [u8; 16]) -> Option<Vec<u8>> {
    let bytes = |text: &str| URL_SAFE_NO_PAD.decode(text.trim_end_matches('=')).ok();
    let (browser, auth) = (bytes(&message.p256dh)?, bytes(&message.auth)?);
    if message.payload.len() > LONGEST {
        return None;
    }
    let theirs = PublicKey::from_sec1_bytes(&browser).ok()?;
    let our_public = ours.public_key().to_sec1_bytes();
    let shared = diffie_hellman(ours.to_nonzero_scalar(), theirs.as_affine());

    let info = [b"WebPush: info\0".as_slice(), &browser, &our_public].concat();
    let ikm: [u8; 32] = derived(&auth, shared.raw_secret_bytes(), &info)?;
    let key: [u8; 16] = derived(&salt, &ikm, b"Content-Encoding: aes128gcm\0")?;
    let nonce: [u8; 12] = derived(&salt, &ikm, b"Content-Encoding: nonce\0")?;

    let text = [message.payload.as_slice(), &[LAST]].concat();
    let cipher = Aes128Gcm::new(&key.into());
    let sealed = cipher.encrypt(&nonce.into(), text.as_slice()).ok()?;
    let length = u8::try_from(our_public.len()).ok()?;
    Some([salt.as_slice(), &RECORD.to_be_bytes(), &[length], &our_public, &sealed].concat())
}

fn derived<const BYTES: usize>(salt: &[u8], ikm: &[u8], info: &[u8]) -> Option<[u8; BYTES]> {
    let mut bytes = [0; BYTES];
    Hkdf::<Sha256>::new(Some(salt), ikm).expand(info, &mut bytes).ok()?;
    Some(bytes)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::time::Duration;

    /// RFC 8291, appendix A.
    const TEXT: &str = "When I grow up, I want to be a watermelon";
    const BROWSER: &str =
        "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    const AUTH: &str = "BTBZMqHH6r4Tts7J_aSIgg";
    const OURS: &str = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    const SALT: &str = "DGv6ra1nlYgDCS1FRnbzlw";
    const SEALED: &str = "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wE\
                          qKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    fn message(p256dh: &str, auth: &str, payload: &[u8]) -> PushMessage {
        PushMessage {
            endpoint: "https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV".into(),
            p256dh: p256dh.into(),
            auth: auth.into(),
            payload: payload.to_vec(),
            urgent: false,
            keep: Duration::from_mins(1),
            topic: "topic".into(),
        }
    }

    fn bytes(text: &str) -> Vec<u8> {
        URL_SAFE_NO_PAD.decode(text).unwrap()
    }

    #[test]
    fn the_message_of_the_standard_is_sealed_as_the_standard_has_it() {
        let ours = SecretKey::from_slice(&bytes(OURS)).unwrap();
        let salt = bytes(SALT).try_into().unwrap();
        let sealed = sealed(&message(BROWSER, AUTH, TEXT.as_bytes()), &ours, salt).unwrap();
        assert_eq!(URL_SAFE_NO_PAD.encode(sealed), SEALED);
    }

    #[test]
    fn the_same_message_is_never_sealed_twice_alike() {
        let message = message(BROWSER, AUTH, TEXT.as_bytes());
        assert_ne!(seal(&message).unwrap(), seal(&message).unwrap());
    }

    #[test]
    fn keys_that_are_none_and_a_text_too_long_are_not_sealed() {
        let off_the_curve = "B".to_owned() + &"A".repeat(86);
        for (key, auth, text) in [
            ("", AUTH, TEXT.as_bytes()),
            (off_the_curve.as_str(), AUTH, TEXT.as_bytes()),
            (BROWSER, "!", TEXT.as_bytes()),
            (BROWSER, AUTH, &[0; 3_001]),
        ] {
            assert_eq!(seal(&message(key, auth, text)), None, "{key} {auth}");
        }
        assert!(seal(&message(BROWSER, AUTH, &[0; 3_000])).is_some_and(|sealed| sealed.len() < 4_096));
    }
}

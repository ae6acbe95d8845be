//! Browsers that notices are pushed to, without the portal being open in them.
use crate::{Rule, ids::SubscriptionId};
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// What a browser tells to be reached by (Web Push): an address of its push service and two keys, in base64 for addresses.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewSubscription {
    pub endpoint: String,
    /// Its public key: a point of P-256, uncompressed.
    pub p256dh: String,
    /// A secret that it shares with us.
    pub auth: String,
}

impl NewSubscription {
    const LONGEST_ENDPOINT: usize = 1_000;

    /// Whether it may be one. The push service is looked at by who speaks with it.
    ///
    /// # Errors
    /// [`Rule::NoPush`].
    pub fn check(&self) -> Result<(), Rule> {
        let endpoint = self.endpoint.len() <= Self::LONGEST_ENDPOINT
            && self.endpoint.bytes().all(|byte| byte.is_ascii_graphic());
        if endpoint && is_key(&self.p256dh, 65) && is_key(&self.auth, 16) {
            Ok(())
        } else {
            Err(Rule::NoPush)
        }
    }
}

/// As many bytes in base64 for addresses, padded or not.
fn is_key(text: &str, bytes: usize) -> bool {
    let text = text.trim_end_matches('=');
    text.len() == (bytes * 4).div_ceil(3)
        && text.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_')
}

/// A browser that one has subscribed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Device {
    pub id: SubscriptionId,
    /// «Chrome, Windows»
    pub name: String,
    /// Company time.
    pub since: NaiveDateTime,
    pub pushed_at: Option<NaiveDateTime>,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_browser_is_reached_by_an_address_and_two_keys() {
        // The keys of RFC 8291, 5.
        let key = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
        let (endpoint, auth) =
            ("https://push.example.net/push/JzLQ3raZJfFBR0aqvOMsLrt54w4rJUsV", "BTBZMqHH6r4Tts7J_aSIgg");
        let long = "https://push.example.net/".to_owned() + &"a".repeat(1_000);
        let padded = format!("{auth}==");
        for (endpoint, p256dh, auth, good) in [
            (endpoint, key, auth, true),
            (endpoint, key, &*padded, true),
            (endpoint, &key[1..], auth, false),
            (endpoint, key, &auth[1..], false),
            (endpoint, &*key.replace('_', "/"), auth, false),
            ("https://push.example.net/a b", key, auth, false),
            ("https://push.example.net/\n", key, auth, false),
            ("https://почта.example.net/", key, auth, false),
            (&*long, key, auth, false),
        ] {
            let (endpoint, p256dh, auth) = (endpoint.to_owned(), p256dh.to_owned(), auth.to_owned());
            let subscription = NewSubscription { endpoint, p256dh, auth };
            assert_eq!(subscription.check().is_ok(), good, "{subscription:?}");
        }
    }
}

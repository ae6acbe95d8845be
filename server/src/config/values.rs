//! Values that are checked while the file is read, so that an error has its line.
use serde::{Deserialize, Deserializer, de::Error};
use std::fmt;
use tracing_subscriber::EnvFilter;

/// Where people reach the portal: without a slash at the end.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BaseUrl(pub String);

/// `sqlite://PATH` or `postgres://…`; its password is not shown.
#[derive(Clone, PartialEq, Eq)]
pub struct DatabaseUrl(pub String);

/// A password: never shown.
#[derive(Clone, PartialEq, Eq, Deserialize)]
#[serde(transparent)]
pub struct Secret(String);

impl Secret {
    #[must_use]
    pub fn new(secret: &str) -> Self {
        Self(secret.to_owned())
    }

    #[must_use]
    pub fn reveal(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}

impl fmt::Debug for DatabaseUrl {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.0.split_once("://") {
            Some(("sqlite", _)) => f.write_str(&self.0),
            Some((scheme, rest)) => {
                let place = rest.rsplit_once('@').map_or(rest, |(_, place)| place);
                write!(f, "{scheme}://***@{place}")
            }
            None => f.write_str("***"),
        }
    }
}

impl<'de> Deserialize<'de> for BaseUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = String::deserialize(deserializer)?;
        let url = text.trim_end_matches('/');
        let parsed = url.parse::<http::Uri>().ok();
        let host = parsed.as_ref().and_then(http::Uri::host).unwrap_or_default();
        let local = matches!(host, "localhost" | "127.0.0.1" | "[::1]");
        let path = parsed.as_ref().map_or("", http::Uri::path);
        match parsed.as_ref().and_then(http::Uri::scheme_str) {
            _ if host.is_empty() || !matches!(path, "" | "/") => {
                Err(D::Error::custom("адрес портала без пути, например \"https://dom.example.ru\""))
            }
            Some("https") => Ok(Self(url.to_owned())),
            Some("http") if local => Ok(Self(url.to_owned())),
            _ => Err(D::Error::custom("адрес портала начинается с https:// (http:// только для localhost)")),
        }
    }
}

impl<'de> Deserialize<'de> for DatabaseUrl {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let url = String::deserialize(deserializer)?;
        let known = ["sqlite://", "postgres://", "postgresql://"];
        if known.iter().any(|scheme| url.strip_prefix(scheme).is_some_and(|rest| !rest.is_empty())) {
            Ok(Self(url))
        } else {
            Err(D::Error::custom("адрес базы начинается с sqlite:// (и путь к файлу) или postgres://"))
        }
    }
}

pub fn connections<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        number @ 1..=500 => Ok(number),
        _ => Err(D::Error::custom("число соединений от 1 до 500")),
    }
}

pub fn day<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    match u8::deserialize(deserializer)? {
        day @ 1..=31 => Ok(day),
        _ => Err(D::Error::custom("день месяца от 1 до 31")),
    }
}

pub fn log_level<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let level = String::deserialize(deserializer)?;
    match EnvFilter::builder().parse(&level) {
        Ok(_) => Ok(level),
        Err(_) => Err(D::Error::custom("error, warn, info, debug или список вида \"info,store=debug\"")),
    }
}

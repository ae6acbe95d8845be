//! Values that are checked while the file is read, so that an error has its line.
use chrono::NaiveDate;
use domain::money::Money;
use ipnet::IpNet;
use serde::{Deserialize, Deserializer, de::Error};
use std::{fmt, net::IpAddr};
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

/// A day as a text: `"2018-02-01"`.
pub(super) fn some_date<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<NaiveDate>, D::Error> {
    let wrong = || D::Error::custom("нужен день в кавычках, например \"2018-02-01\"");
    let text = String::deserialize(deserializer).map_err(|_| wrong())?;
    text.parse().map(Some).map_err(|_| wrong())
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
        let bare = |parsed: &http::Uri| {
            parsed.host().is_some_and(|host| !host.is_empty()) && matches!(parsed.path(), "" | "/")
        };
        match url.parse::<http::Uri>().ok().filter(bare) {
            None => Err(D::Error::custom("адрес портала без пути, например \"https://dom.example.ru\"")),
            Some(parsed) if is_private(&parsed) => Ok(Self(url.to_owned())),
            Some(_) => {
                Err(D::Error::custom("адрес портала начинается с https:// (http:// только для localhost)"))
            }
        }
    }
}

/// What is said to this address nobody else hears: it is encrypted, or stays on this machine.
fn is_private(url: &http::Uri) -> bool {
    match (url.scheme_str(), url.host()) {
        (Some("https"), Some(host)) => !host.is_empty(),
        (Some("http"), Some(host)) => matches!(host, "localhost" | "127.0.0.1" | "[::1]"),
        _ => false,
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

/// Networks and single addresses.
pub fn networks<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Vec<IpNet>, D::Error> {
    let network = |text: &String| {
        let one = text.parse::<IpAddr>().map(IpNet::from).ok();
        text.parse().ok().or(one).ok_or_else(|| {
            D::Error::custom(format!(
                "«{text}» не сеть и не адрес; пример: \"185.71.76.0/27\", \"77.75.156.11\""
            ))
        })
    };
    Vec::<String>::deserialize(deserializer)?.iter().map(network).collect()
}

/// Without a slash at the end.
pub fn api_url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<String, D::Error> {
    let text = String::deserialize(deserializer)?;
    let url = text.trim_end_matches('/');
    match url.parse::<http::Uri>() {
        Ok(parsed) if parsed.query().is_none() && is_private(&parsed) => Ok(url.to_owned()),
        _ => Err(D::Error::custom("адрес API начинается с https:// (http:// только для localhost)")),
    }
}

pub fn vat_code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u8, D::Error> {
    match u8::deserialize(deserializer)? {
        code @ 1..=12 => Ok(code),
        _ => Err(D::Error::custom("код НДС от 1 до 12; 1 — без НДС")),
    }
}

pub fn tax_system_code<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<u8>, D::Error> {
    match u8::deserialize(deserializer)? {
        code @ 1..=6 => Ok(Some(code)),
        _ => Err(D::Error::custom("код системы налогообложения от 1 до 6")),
    }
}

pub fn fee_rate<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        rate @ 0..=1_000 => Ok(rate),
        _ => Err(D::Error::custom("комиссия в сотых долях процента, не больше 1000; 100 — это 1 %")),
    }
}

/// «350000.00».
pub fn money<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Money, D::Error> {
    let text = String::deserialize(deserializer)?;
    Money::parse(&text).map_err(|_| D::Error::custom("сумма в рублях в кавычках, например \"350000.00\""))
}

pub fn some_api_url<'de, D: Deserializer<'de>>(deserializer: D) -> Result<Option<String>, D::Error> {
    api_url(deserializer).map(Some)
}

/// Of one file.
pub fn megabytes<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    match u64::deserialize(deserializer)? {
        number @ 1..=200 => Ok(number),
        _ => Err(D::Error::custom("размер файла от 1 до 200 МБ")),
    }
}

pub fn files<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u32, D::Error> {
    match u32::deserialize(deserializer)? {
        number @ 1..=50 => Ok(number),
        _ => Err(D::Error::custom("число файлов от 1 до 50")),
    }
}

pub fn megapixels<'de, D: Deserializer<'de>>(deserializer: D) -> Result<u64, D::Error> {
    match u64::deserialize(deserializer)? {
        number @ 1..=200 => Ok(number),
        _ => Err(D::Error::custom("размер снимка от 1 до 200 мегапикселей")),
    }
}

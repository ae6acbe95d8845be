//! The configuration file. An unknown key or a bad value is refused with its line.
mod acquirer;
mod encryption;
mod error;
mod files;
mod push;
mod recipient;
mod values;

use error::Odd;

pub use acquirer::Acquirer;
pub use encryption::Keys;
pub use error::ConfigError;
pub use files::{Files, S3};
pub use push::Push;
pub use recipient::Recipient;
pub use values::{BaseUrl, DatabaseUrl, Secret};

use crate::{
    host::{Limits, MEGABYTE},
    logging::Format,
};
use adapters::{
    smtp::{Encryption, Sender, SmtpSettings},
    typst::Template,
};
use chrono::NaiveDate;
use chrono_tz::Tz;
use ipnet::IpNet;
use serde::Deserialize;
use std::{
    fs,
    net::SocketAddr,
    path::{Path, PathBuf},
};
use store::DbSettings;
use usecases::imports;

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Config {
    pub portal: Portal,
    #[serde(default)]
    pub http: Http,
    pub database: Database,
    pub mail: Mail,
    #[serde(default)]
    pub log: Log,
    #[serde(default)]
    pub window: Window,
    #[serde(default)]
    pub imports: Imports,
    #[serde(default)]
    pub files: Files,
    #[serde(default)]
    pub push: Push,
    #[serde(default)]
    pub receipts: Receipts,
    #[serde(default)]
    pub penalties: Penalties,
    #[serde(default)]
    pub staff: Staff,
    #[serde(default)]
    pub encryption: Keys,
    #[serde(default)]
    pub acquirer: Option<Acquirer>,
    #[serde(default, rename = "recipient")]
    pub recipients: Vec<Recipient>,
}

/// What residents see of the company.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Portal {
    pub base_url: BaseUrl,
    pub company: String,
    #[serde(default = "moscow")]
    pub time_zone: Tz,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Http {
    pub addr: SocketAddr,
    pub metrics_addr: Option<SocketAddr>,
    #[serde(deserialize_with = "values::networks")]
    pub trusted_proxies: Vec<IpNet>,
    /// Bytes.
    pub body_limit: usize,
    /// Folder with the files for browsers.
    pub site: Option<PathBuf>,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Database {
    pub url: DatabaseUrl,
    #[serde(default = "connections", deserialize_with = "values::connections")]
    pub max_connections: u32,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mail {
    pub host: String,
    #[serde(default)]
    pub port: Option<u16>,
    #[serde(default = "starttls")]
    pub tls: Encryption,
    #[serde(default)]
    pub user: Option<String>,
    #[serde(default)]
    pub password: Option<Secret>,
    /// A file whose first line is the password.
    #[serde(default)]
    pub password_file: Option<PathBuf>,
    pub from: Sender,
}

#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Log {
    pub format: Format,
    #[serde(deserialize_with = "values::log_level")]
    pub level: String,
}

/// Days of the month in which readings are given, where a building has none of its own.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Window {
    #[serde(deserialize_with = "values::day")]
    pub first_day: u8,
    #[serde(deserialize_with = "values::day")]
    pub last_day: u8,
}

/// Files that are imported.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Imports {
    pub max_megabytes: usize,
    pub max_rows: usize,
}

/// Who counts penalties.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Penalties {
    /// The portal does from this day on; without it, from the first debt it knows.
    #[serde(deserialize_with = "values::some_date")]
    pub computed_from: Option<NaiveDate>,
}

/// How those who work here sign in.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Staff {
    pub second_factor: SecondFactor,
}

/// Whether a role that sees money grants nothing before its owner signs in with a code too.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum SecondFactor {
    #[default]
    Required,
    Optional,
}

/// How receipts look.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Receipts {
    /// Address and telephones of the company.
    pub contacts: Option<String>,
    /// A file of the company's own, instead of the one that ships.
    pub template: Option<PathBuf>,
    #[serde(skip)]
    own: Option<Template>,
}

impl Default for Http {
    fn default() -> Self {
        let limits = Limits::default();
        Self {
            addr: SocketAddr::from(([127, 0, 0, 1], 3000)),
            metrics_addr: None,
            trusted_proxies: limits.trusted_proxies,
            body_limit: limits.body,
            site: None,
        }
    }
}

impl Default for Log {
    fn default() -> Self {
        Self { format: Format::Text, level: "info".into() }
    }
}

impl Default for Imports {
    fn default() -> Self {
        let limits = Limits::default().imports;
        Self { max_megabytes: limits.bytes / MEGABYTE, max_rows: limits.rows }
    }
}

impl Default for Window {
    fn default() -> Self {
        Self { first_day: 15, last_day: 25 }
    }
}

const fn moscow() -> Tz {
    Tz::Europe__Moscow
}

const fn connections() -> u32 {
    8
}

const fn starttls() -> Encryption {
    Encryption::StartTls
}

impl Config {
    /// # Errors
    /// When the file cannot be read, or something in it is wrong.
    pub fn load(path: &Path) -> Result<Self, ConfigError> {
        let text = fs::read_to_string(path).map_err(|error| ConfigError::file(path, &error))?;
        let mut config = Self::parse(&text, path)?;
        if let Some(file) = &config.mail.password_file {
            config.mail.password = Some(first_line(path, file)?);
        }
        if let Some(acquirer) = &mut config.acquirer
            && let Some(file) = &acquirer.secret_file
        {
            acquirer.secret = Some(first_line(path, file)?);
        }
        if let Some(s3) = &mut config.files.s3
            && let Some(file) = &s3.secret_file
        {
            s3.secret = Some(first_line(path, file)?);
        }
        if let Some(file) = &config.encryption.key_file {
            config.encryption.key = Some(key(path, file)?);
        }
        for file in &config.encryption.old_key_files {
            config.encryption.old.push(key(path, file)?);
        }
        if let Some(file) = &config.push.key_file {
            config.push.key_file = Some(path.parent().unwrap_or_else(|| Path::new("")).join(file));
        }
        if let Some(file) = &config.receipts.template {
            let file = path.parent().unwrap_or_else(|| Path::new("")).join(file);
            config.receipts.own = Some(Template::open(&file).map_err(ConfigError::template)?);
        }
        Ok(config)
    }

    fn parse(text: &str, path: &Path) -> Result<Self, ConfigError> {
        let config: Self = toml::from_str(text).map_err(|error| ConfigError::toml(path, text, &error))?;
        config.consistent().map_err(|odd| ConfigError::section(path, text, &odd))?;
        Ok(config)
    }

    /// What no single value tells.
    fn consistent(&self) -> Result<(), Odd> {
        let mail = &self.mail;
        if mail.password.is_some() && mail.password_file.is_some() {
            return Err(Odd::of("mail", "указаны и password, и password_file; оставьте одно из двух"));
        }
        if mail.user.is_some() != (mail.password.is_some() || mail.password_file.is_some()) {
            return Err(Odd::of("mail", "user и пароль (password или password_file) указываются вместе"));
        }
        if self.window.first_day > self.window.last_day {
            return Err(Odd::of("window", "first_day позже, чем last_day"));
        }
        self.files.consistent()?;
        self.encryption.consistent(!self.database.url.0.starts_with("sqlite://"))?;
        self.push.consistent()?;
        self.acquirer.as_ref().map_or(Ok(()), Acquirer::consistent)?;
        recipient::consistent(&self.recipients)
    }

    #[must_use]
    pub fn template(&self) -> Template {
        self.receipts.own.clone().unwrap_or_else(Template::shipped)
    }

    /// The folder of the files that people add: beside the SQLite file, or where the process was started.
    #[must_use]
    pub fn files_folder(&self) -> PathBuf {
        let beside = || self.beside("files");
        self.files.folder.clone().or_else(beside).unwrap_or_else(|| PathBuf::from("files"))
    }

    /// The file of the key where the configuration names none: beside the SQLite file.
    #[must_use]
    pub fn key_beside(&self) -> PathBuf {
        let database = self.database.url.0.strip_prefix("sqlite://").unwrap_or_default();
        Path::new(database).with_file_name("domovoy.key")
    }

    /// The file with the key by which push services know the portal; none where nothing is pushed. Several instances have to share it, so on
    /// PostgreSQL it has to be named.
    #[must_use]
    pub fn push_key_file(&self) -> Option<PathBuf> {
        let beside = || self.beside("push.key");
        self.push.key_file.clone().or_else(beside).filter(|_| self.push.enabled)
    }

    /// Something that lies beside the SQLite file.
    fn beside(&self, name: &str) -> Option<PathBuf> {
        let database = self.database.url.0.strip_prefix("sqlite://")?;
        Some(Path::new(database).parent()?.join(name))
    }

    #[must_use]
    pub fn database(&self) -> DbSettings {
        DbSettings { url: self.database.url.0.clone(), max_connections: self.database.max_connections }
    }

    #[must_use]
    pub fn limits(&self) -> Limits {
        Limits {
            trusted_proxies: self.http.trusted_proxies.clone(),
            body: self.http.body_limit,
            acquirer_networks: self.acquirer.as_ref().map(|shop| shop.networks.clone()).unwrap_or_default(),
            imports: imports::Limits {
                bytes: self.imports.max_megabytes.saturating_mul(MEGABYTE),
                rows: self.imports.max_rows,
            },
            ..Limits::default()
        }
    }

    #[must_use]
    pub fn smtp(&self) -> SmtpSettings {
        let mail = &self.mail;
        let login = mail.user.clone().zip(mail.password.as_ref().map(|secret| secret.reveal().to_owned()));
        let usual = match mail.tls {
            Encryption::StartTls => 587,
            Encryption::Tls => 465,
            Encryption::None => 25,
        };
        SmtpSettings {
            host: mail.host.clone(),
            port: mail.port.unwrap_or(usual),
            encryption: mail.tls,
            login,
            from: mail.from.clone(),
        }
    }
}

/// A key that has a file of its own.
fn key(config: &Path, file: &Path) -> Result<Secret, ConfigError> {
    let key = first_line(config, file)?;
    if encryption::read(&key).is_none() {
        return Err(ConfigError::no_key(file, encryption::NO_KEY));
    }
    Ok(key)
}

/// A secret that has a file of its own, beside the configuration.
fn first_line(config: &Path, file: &Path) -> Result<Secret, ConfigError> {
    let file = config.parent().unwrap_or_else(|| Path::new("")).join(file);
    let text = fs::read_to_string(&file).map_err(|error| ConfigError::file(&file, &error))?;
    match text.lines().next() {
        Some(secret) if !secret.trim().is_empty() => Ok(Secret::new(secret)),
        _ => Err(ConfigError::no_secret(&file)),
    }
}

#[cfg(test)]
mod tests;

//! Letters through a mail server.
use lettre::{
    AsyncSmtpTransport, AsyncTransport, Message, Tokio1Executor,
    message::{Mailbox, MultiPart},
    transport::smtp::{
        PoolConfig,
        authentication::Credentials,
        client::{Tls, TlsParameters},
    },
};
use serde::{Deserialize, Deserializer, de::Error as _};
use std::{str::FromStr, time::Duration};
use usecases::ports::{Letter, MailError, Mailer, Sending};

/// How long one step of the conversation with the mail server may take.
const TIMEOUT: Duration = Duration::from_secs(20);
/// Connections that are kept open.
const CONNECTIONS: u32 = 4;

/// How the connection to the mail server is protected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Encryption {
    /// An open connection that is then encrypted (port 587).
    StartTls,
    /// Encrypted from the first byte (port 465).
    Tls,
    /// Not encrypted: for a mail server on the same machine.
    None,
}

/// Where the mail server is.
#[derive(Clone)]
pub struct SmtpSettings {
    pub host: String,
    pub port: u16,
    pub encryption: Encryption,
    /// Name and password.
    pub login: Option<(String, String)>,
    pub from: Sender,
}

/// Who letters come from: `Name <address>`.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sender(Mailbox);

/// No address, or one that cannot be.
#[derive(Debug, thiserror::Error)]
#[error("отправитель, например \"УК «Дом» <portal@example.ru>\"")]
pub struct NoSender;

impl FromStr for Sender {
    type Err = NoSender;

    /// A name in Cyrillic letters or with a comma needs no quotes.
    fn from_str(text: &str) -> Result<Self, NoSender> {
        let text = text.trim();
        let (name, address) = match text.strip_suffix('>').and_then(|text| text.rsplit_once('<')) {
            Some((name, address)) => (Some(name.trim().trim_matches('"').to_owned()), address),
            None => (None, text),
        };
        Ok(Self(Mailbox::new(name, address.parse().map_err(|_| NoSender)?)))
    }
}

impl<'de> Deserialize<'de> for Sender {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        String::deserialize(deserializer)?.parse().map_err(D::Error::custom)
    }
}

/// A mail server with a pool of connections.
pub struct Smtp {
    transport: AsyncSmtpTransport<Tokio1Executor>,
    from: Mailbox,
}

#[derive(Debug, thiserror::Error)]
#[error("the mail server cannot be used: {0}")]
pub struct SmtpError(#[from] lettre::transport::smtp::Error);

impl Smtp {
    /// Connects when the first letter is sent.
    ///
    /// # Errors
    /// When the host's name cannot stand in a certificate.
    pub fn new(settings: SmtpSettings) -> Result<Self, SmtpError> {
        let tls = match settings.encryption {
            Encryption::None => Tls::None,
            Encryption::StartTls => Tls::Required(TlsParameters::new(settings.host.clone())?),
            Encryption::Tls => Tls::Wrapper(TlsParameters::new(settings.host.clone())?),
        };
        let mut builder = AsyncSmtpTransport::<Tokio1Executor>::builder_dangerous(settings.host)
            .port(settings.port)
            .tls(tls)
            .timeout(Some(TIMEOUT))
            .pool_config(PoolConfig::new().max_size(CONNECTIONS));
        if let Some((name, password)) = settings.login {
            builder = builder.credentials(Credentials::new(name, password));
        }
        Ok(Self { transport: builder.build(), from: settings.from.0 })
    }

    fn message(&self, letter: &Letter) -> Result<Message, MailError> {
        let to = letter.to.parse().map_err(refused)?;
        let domain = self.from.email.domain();
        Message::builder()
            .from(self.from.clone())
            .to(Mailbox::new(None, to))
            .subject(&letter.subject)
            .message_id(Some(format!("<{}@{domain}>", uuid::Uuid::now_v7())))
            .multipart(MultiPart::alternative_plain_html(letter.text.clone(), letter.html.clone()))
            .map_err(refused)
    }
}

fn refused(error: impl std::fmt::Display) -> MailError {
    MailError::Refused(error.to_string())
}

impl Mailer for Smtp {
    fn send<'a>(&'a self, letter: &'a Letter) -> Sending<'a> {
        Box::pin(async move {
            let message = self.message(letter)?;
            match self.transport.send(message).await {
                Ok(_) => Ok(()),
                Err(error) if error.is_permanent() => Err(refused(error)),
                Err(error) => Err(MailError::Unavailable(error.to_string())),
            }
        })
    }
}

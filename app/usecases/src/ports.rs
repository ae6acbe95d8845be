//! The outside world, as the use cases see it.
use bytes::Bytes;
use chrono::{DateTime, Utc};
use domain::{
    ids::{OrderId, RefundId},
    money::Money,
    payments::{CancelReason, FiscalMarks, News, ReceiptItem, RefundNews},
    receipts::Receipt,
};
use futures::Stream;
use std::{fmt, io, pin::Pin, sync::Arc, time::Duration};

/// What a use case may reach outside the database.
pub struct Ports {
    pub mailer: Box<dyn Mailer>,
    /// Takes the payers' money, where the company takes it through the portal.
    pub acquirer: Option<Box<dyn Acquirer>>,
    pub printer: Box<dyn Printer>,
    /// Keeps the contents of files.
    pub shelf: Box<dyn Shelf>,
    /// Reaches browsers in which the portal is not open, where it has keys to do so.
    pub push: Option<Box<dyn Push>>,
}

impl fmt::Debug for Ports {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Ports")
    }
}

/// A letter ready to be sent.
#[derive(Debug, Clone, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Letter {
    pub to: String,
    pub subject: String,
    pub text: String,
    pub html: String,
}

/// Why a letter did not leave.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum MailError {
    /// The server will never take it: no use to try again.
    #[error("refused: {0}")]
    Refused(String),
    /// Try again later.
    #[error("unavailable: {0}")]
    Unavailable(String),
}

pub type Sending<'a> = Pin<Box<dyn Future<Output = Result<(), MailError>> + Send + 'a>>;

pub trait Mailer: Send + Sync {
    /// Hands the letter to the mail server; done when the server has taken it.
    fn send<'a>(&'a self, letter: &'a Letter) -> Sending<'a>;
}

/// What a browser is to show: sealed for it by who sends it, so that its push service reads nothing.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PushMessage {
    pub endpoint: String,
    pub p256dh: String,
    pub auth: String,
    /// 3 000 bytes at the most.
    pub payload: Vec<u8>,
    /// It is worth waking a telephone for.
    pub urgent: bool,
    /// How long it is of use to a browser that is off.
    pub keep: Duration,
    /// Of two that wait with the same topic the later one is handed over: 32 characters of base64 for addresses at the most.
    pub topic: String,
}

/// Why a message was not taken by the push service. The texts have no personal data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum PushError {
    /// The browser is not subscribed any more.
    #[error("gone")]
    Gone,
    /// It will never be taken: no use to try again.
    #[error("refused: {0}")]
    Refused(String),
    /// Try again later.
    #[error("unavailable: {0}")]
    Unavailable(String),
}

pub type Pushing<'a> = Pin<Box<dyn Future<Output = Result<(), PushError>> + Send + 'a>>;

/// Web Push (RFC 8030, 8291, 8292).
pub trait Push: Send + Sync {
    /// By what browsers know who pushes: a public key in base64 for addresses.
    fn key(&self) -> &str;

    /// Whether an address may be that of a push service.
    fn accepts(&self, endpoint: &str) -> bool;

    /// Hands a message to the push service; done when the service has taken it.
    fn send<'a>(&'a self, message: &'a PushMessage) -> Pushing<'a>;
}

/// What the portal wants to be paid.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PaymentWish {
    /// The idempotence key, and what the acquirer's payment says of its order.
    pub order: OrderId,
    /// With the fee.
    pub total: Money,
    /// What the payer reads on the acquirer's page.
    pub description: String,
    /// Where the payer comes back to.
    pub return_url: String,
    /// For the fiscal receipt; Σ is the total.
    pub items: Vec<ReceiptItem>,
    pub email: String,
    /// Digits with the country code.
    pub phone: Option<String>,
}

/// A payment as the acquirer has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcquirerPayment {
    /// The acquirer's own.
    pub id: String,
    /// The order that it was made for, if it says so.
    pub order: Option<OrderId>,
    /// `Pending`, `WaitingForCapture`, `Succeeded` or `Canceled`.
    pub said: News,
    pub amount: Money,
    /// `RUB`.
    pub currency: String,
    /// When it was made or, once it is, paid: its day is the day of the payment, however late we hear of it.
    pub at: DateTime<Utc>,
    /// Why it was canceled.
    pub reason: Option<CancelReason>,
    /// What was given back of it.
    pub refunded: Money,
    /// Where it is paid.
    pub confirmation_url: Option<String>,
}

/// What the portal wants to be given back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RefundWish {
    /// The idempotence key.
    pub refund: RefundId,
    /// The acquirer's id of the payment.
    pub payment: String,
    pub amount: Money,
    pub items: Vec<ReceiptItem>,
    pub email: String,
    pub phone: Option<String>,
}

/// A refund as the acquirer has it now.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AcquirerRefund {
    /// The acquirer's own.
    pub id: String,
    /// `Pending`, `Succeeded` or `Canceled`.
    pub said: RefundNews,
}

/// What a fiscal receipt is of: the acquirer's id of a payment or a refund.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Receipted<'a> {
    Payment(&'a str),
    Refund(&'a str),
}

/// Why the acquirer did not do it. The texts have no personal data.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum AcquirerError {
    /// It understood and said no: asking the same again is of no use.
    #[error("refused: {0}")]
    Refused(String),
    /// No answer, or none that says what was done: it is found out by asking again with the same key.
    #[error("unknown outcome: {0}")]
    Unknown(String),
}

pub type Asking<'a, T> = Pin<Box<dyn Future<Output = Result<T, AcquirerError>> + Send + 'a>>;

/// The bank or payment service where cards are entered. Every answer is what the acquirer itself holds true at that moment.
pub trait Acquirer: Send + Sync {
    /// As lists of payments name it: «Северный».
    fn name(&self) -> &str;

    /// Makes a payment, or finds the one that was made with this key.
    fn create<'a>(&'a self, wish: &'a PaymentWish) -> Asking<'a, AcquirerPayment>;

    /// `None` when the acquirer knows no such payment.
    fn get<'a>(&'a self, payment: &'a str) -> Asking<'a, Option<AcquirerPayment>>;

    /// Takes the money that is held.
    fn capture<'a>(&'a self, payment: &'a str) -> Asking<'a, AcquirerPayment>;

    /// Lets the money go that is held.
    fn cancel<'a>(&'a self, payment: &'a str) -> Asking<'a, AcquirerPayment>;

    /// Gives money back, or finds the refund that was made with this key.
    fn refund<'a>(&'a self, wish: &'a RefundWish) -> Asking<'a, AcquirerRefund>;

    /// `None` when the acquirer knows no such refund.
    fn get_refund<'a>(&'a self, refund: &'a str) -> Asking<'a, Option<AcquirerRefund>>;

    /// `None` while the cash register has not registered the receipt.
    fn marks<'a>(&'a self, of: Receipted<'a>) -> Asking<'a, Option<FiscalMarks>>;
}

/// Why a paper was not printed: a sentence with the line of the template.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{0}")]
pub struct PrintError(pub String);

/// Hears how many papers are laid out.
#[derive(Clone)]
pub struct LaidOut(Arc<dyn Fn(usize) + Send + Sync>);

impl LaidOut {
    pub fn new(hear: impl Fn(usize) + Send + Sync + 'static) -> Self {
        Self(Arc::new(hear))
    }

    /// Nobody listens.
    #[must_use]
    pub fn unheard() -> Self {
        Self::new(|_| ())
    }

    pub fn say(&self, papers: usize) {
        (self.0)(papers);
    }
}

pub type Printing<'a> = Pin<Box<dyn Future<Output = Result<Vec<u8>, PrintError>> + Send + 'a>>;

pub trait Printer: Send + Sync {
    /// Draws receipts into one PDF, each from a page of its own.
    fn print(&self, receipts: Vec<Receipt>, laid_out: LaidOut) -> Printing<'_>;
}

/// Why contents were not kept or not found.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("the shelf: {0}")]
pub struct ShelfError(pub String);

/// What is in a file, piece by piece.
pub type Contents = Pin<Box<dyn Stream<Item = io::Result<Bytes>> + Send>>;

pub type Keeping<'a, T> = Pin<Box<dyn Future<Output = Result<T, ShelfError>> + Send + 'a>>;

/// Where the contents of files are kept: a folder, or a service. Keys are ours and never what people call their files.
pub trait Shelf: Send + Sync {
    /// Keeps contents, over what was kept under the key; durable when this is done.
    fn put<'a>(&'a self, key: &'a str, contents: Bytes) -> Keeping<'a, ()>;

    /// `None` when nothing is kept under the key.
    fn open<'a>(&'a self, key: &'a str) -> Keeping<'a, Option<Contents>>;

    /// Done also when nothing is kept under the key.
    fn remove<'a>(&'a self, key: &'a str) -> Keeping<'a, ()>;
}

//! ЮKassa, API version 3. A payment is one-stage; a card is entered on the pages of ЮKassa alone.
mod answers;
mod client;
mod notification;
mod questions;

pub use client::{Patience, YooKassaError};
pub use notification::{Notice, read_notification};

use client::Client;
use std::fmt;
use usecases::ports::{
    Acquirer, AcquirerPayment, AcquirerRefund, Asking, PaymentWish, Receipted, RefundWish,
};

pub const NAME: &str = "ЮKassa";
/// Where its API is.
pub const BASE_URL: &str = "https://api.yookassa.ru/v3";
/// Networks that its notifications come from.
pub const NETWORKS: [&str; 7] = [
    "185.71.76.0/27",
    "185.71.77.0/27",
    "77.75.153.0/25",
    "77.75.154.128/25",
    "77.75.156.11/32",
    "77.75.156.35/32",
    "2a02:5180::/32",
];

/// A shop, and what its cash register has to be told.
#[derive(Clone)]
pub struct Settings {
    pub base_url: String,
    pub shop_id: String,
    /// Секретный ключ.
    pub secret: String,
    pub taxes: Taxes,
    pub patience: Patience,
}

impl fmt::Debug for Settings {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "shop {} at {}", self.shop_id, self.base_url)
    }
}

/// Codes of a fiscal receipt (54-ФЗ), in the lists of ЮKassa.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Taxes {
    /// Ставка НДС, 1–12; 1 is without.
    pub vat_code: u8,
    /// Система налогообложения, 1–6, where the cash register wants to be told.
    pub tax_system_code: Option<u8>,
}

#[derive(Debug)]
pub struct YooKassa {
    client: Client,
    taxes: Taxes,
}

impl YooKassa {
    /// A provider of cryptography has to be installed for the process.
    ///
    /// # Errors
    /// When the address of the API is none.
    pub fn new(settings: Settings) -> Result<Self, YooKassaError> {
        let taxes = settings.taxes;
        Ok(Self { client: Client::new(settings)?, taxes })
    }

    /// Takes or lets go the whole sum that is held.
    fn end_hold<'a>(&'a self, payment: &'a str, how: &'static str) -> Asking<'a, AcquirerPayment> {
        Box::pin(async move {
            let nothing = serde_json::json!({});
            let key = format!("{how}-{payment}");
            let payment: answers::Payment =
                self.client.post(&["payments", payment, how], &key, &nothing).await?;
            payment.told()
        })
    }
}

impl Acquirer for YooKassa {
    fn name(&self) -> &str {
        NAME
    }

    fn create<'a>(&'a self, wish: &'a PaymentWish) -> Asking<'a, AcquirerPayment> {
        Box::pin(async move {
            let body = questions::NewPayment::of(wish, self.taxes);
            let payment: answers::Payment =
                self.client.post(&["payments"], &wish.order.to_string(), &body).await?;
            payment.told()
        })
    }

    fn get<'a>(&'a self, payment: &'a str) -> Asking<'a, Option<AcquirerPayment>> {
        Box::pin(async move {
            let known: Option<answers::Payment> = self.client.get(&["payments", payment], &[]).await?;
            known.map(answers::Payment::told).transpose()
        })
    }

    fn capture<'a>(&'a self, payment: &'a str) -> Asking<'a, AcquirerPayment> {
        self.end_hold(payment, "capture")
    }

    fn cancel<'a>(&'a self, payment: &'a str) -> Asking<'a, AcquirerPayment> {
        self.end_hold(payment, "cancel")
    }

    fn refund<'a>(&'a self, wish: &'a RefundWish) -> Asking<'a, AcquirerRefund> {
        Box::pin(async move {
            let body = questions::NewRefund::of(wish, self.taxes);
            let refund: answers::Refund =
                self.client.post(&["refunds"], &wish.refund.to_string(), &body).await?;
            refund.told()
        })
    }

    fn get_refund<'a>(&'a self, refund: &'a str) -> Asking<'a, Option<AcquirerRefund>> {
        Box::pin(async move {
            let known: Option<answers::Refund> = self.client.get(&["refunds", refund], &[]).await?;
            known.map(answers::Refund::told).transpose()
        })
    }

    fn marks<'a>(&'a self, of: Receipted<'a>) -> Asking<'a, Option<domain::payments::FiscalMarks>> {
        Box::pin(async move {
            let (kind, query) = match of {
                Receipted::Payment(id) => ("payment", ("payment_id", id)),
                Receipted::Refund(id) => ("refund", ("refund_id", id)),
            };
            let receipts: Option<answers::Receipts> = self.client.get(&["receipts"], &[query]).await?;
            Ok(receipts.and_then(|receipts| receipts.marks(kind)))
        })
    }
}

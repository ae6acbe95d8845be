//! What ЮKassa answers. Fields that nobody needs are not read, those of cards among them.
use chrono::{DateTime, Utc};
use domain::{
    money::Money,
    payments::{CancelReason, FiscalMarks, News, RefundNews},
};
use serde::{Deserialize, Serialize};
use usecases::ports::{AcquirerError, AcquirerPayment, AcquirerRefund};

/// «4611.59», «RUB».
#[derive(Debug, Serialize, Deserialize)]
pub struct Amount {
    value: String,
    currency: String,
}

impl Amount {
    pub fn roubles(sum: Money) -> Self {
        Self { value: sum.plain(), currency: "RUB".to_owned() }
    }

    fn sum(&self) -> Result<Money, AcquirerError> {
        Money::parse(&self.value).map_err(|_| unreadable("sum"))
    }
}

fn unreadable(what: &str) -> AcquirerError {
    AcquirerError::Unknown(format!("an answer with a {what} that is not known"))
}

#[derive(Debug, Deserialize)]
pub struct Payment {
    id: String,
    status: String,
    amount: Amount,
    created_at: DateTime<Utc>,
    captured_at: Option<DateTime<Utc>>,
    metadata: Option<Metadata>,
    confirmation: Option<Confirmation>,
    cancellation_details: Option<Cancellation>,
    refunded_amount: Option<Amount>,
}

#[derive(Debug, Deserialize)]
struct Metadata {
    /// Our order; what else is sold in the same shop has none, or none of ours.
    order: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Confirmation {
    confirmation_url: Option<String>,
}

#[derive(Debug, Deserialize)]
struct Cancellation {
    reason: String,
}

impl Payment {
    pub fn told(self) -> Result<AcquirerPayment, AcquirerError> {
        let said = match self.status.as_str() {
            "pending" => News::Pending,
            "waiting_for_capture" => News::WaitingForCapture,
            "succeeded" => News::Succeeded,
            "canceled" => News::Canceled,
            _ => return Err(unreadable("state")),
        };
        Ok(AcquirerPayment {
            order: self.metadata.and_then(|metadata| metadata.order?.parse().ok()),
            said,
            amount: self.amount.sum()?,
            currency: self.amount.currency,
            at: self.captured_at.unwrap_or(self.created_at),
            reason: self.cancellation_details.map(|details| reason(&details.reason)),
            refunded: self.refunded_amount.map_or(Ok(Money::ZERO), |amount| amount.sum())?,
            confirmation_url: self.confirmation.and_then(|confirmation| confirmation.confirmation_url),
            id: self.id,
        })
    }
}

/// The reasons of ЮKassa, as far as they make a difference to the payer.
fn reason(code: &str) -> CancelReason {
    match code {
        "insufficient_funds" => CancelReason::NoMoney,
        "invalid_card_number" | "invalid_csc" => CancelReason::WrongCard,
        "card_expired" => CancelReason::CardExpired,
        "3d_secure_failed" => CancelReason::NotConfirmed,
        "identification_required" | "payment_method_limit_exceeded" => CancelReason::Limit,
        "internal_timeout" | "issuer_unavailable" => CancelReason::BankSilent,
        "expired_on_capture" | "expired_on_confirmation" => CancelReason::TooLate,
        _ => CancelReason::Declined,
    }
}

#[derive(Debug, Deserialize)]
pub struct Refund {
    id: String,
    status: String,
}

impl Refund {
    pub fn told(self) -> Result<AcquirerRefund, AcquirerError> {
        let said = match self.status.as_str() {
            "pending" => RefundNews::Pending,
            "succeeded" => RefundNews::Succeeded,
            "canceled" => RefundNews::Canceled,
            _ => return Err(unreadable("state")),
        };
        Ok(AcquirerRefund { id: self.id, said })
    }
}

#[derive(Debug, Deserialize)]
pub struct Receipts {
    #[serde(default)]
    items: Vec<Receipt>,
}

#[derive(Debug, Deserialize)]
struct Receipt {
    #[serde(rename = "type")]
    kind: String,
    status: String,
    fiscal_storage_number: Option<String>,
    fiscal_document_number: Option<String>,
    fiscal_attribute: Option<String>,
}

impl Receipts {
    /// Of the first receipt of the kind that is registered.
    pub fn marks(self, kind: &str) -> Option<FiscalMarks> {
        let registered = |receipt: &Receipt| receipt.kind == kind && receipt.status == "succeeded";
        self.items.into_iter().filter(registered).find_map(|receipt| {
            Some(FiscalMarks {
                storage: receipt.fiscal_storage_number?,
                document: receipt.fiscal_document_number?,
                attribute: receipt.fiscal_attribute?,
            })
        })
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct ErrorAnswer {
    code: String,
    parameter: String,
}

/// The code of an error and the field that it is about: neither names a person.
pub fn code_of_error(body: &[u8]) -> String {
    let ErrorAnswer { code, parameter } = serde_json::from_slice(body).unwrap_or_default();
    format!("{code} {parameter}").trim().to_owned()
}

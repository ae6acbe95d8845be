//! What ЮKassa is asked for.
use super::{Taxes, answers::Amount};
use domain::payments::ReceiptItem;
use serde::Serialize;
use usecases::ports::{PaymentWish, RefundWish};

#[derive(Debug, Serialize)]
pub struct NewPayment<'a> {
    amount: Amount,
    capture: bool,
    confirmation: Redirect<'a>,
    description: &'a str,
    metadata: Metadata,
    receipt: Receipt<'a>,
}

#[derive(Debug, Serialize)]
struct Redirect<'a> {
    #[serde(rename = "type")]
    kind: &'static str,
    return_url: &'a str,
}

#[derive(Debug, Serialize)]
struct Metadata {
    order: String,
}

#[derive(Debug, Serialize)]
pub struct NewRefund<'a> {
    payment_id: &'a str,
    amount: Amount,
    receipt: Receipt<'a>,
}

/// For the cash register (54-ФЗ).
#[derive(Debug, Serialize)]
struct Receipt<'a> {
    customer: Customer<'a>,
    items: Vec<Item<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    tax_system_code: Option<u8>,
}

#[derive(Debug, Serialize)]
struct Customer<'a> {
    email: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    phone: Option<&'a str>,
}

#[derive(Debug, Serialize)]
struct Item<'a> {
    description: &'a str,
    quantity: &'static str,
    amount: Amount,
    vat_code: u8,
    payment_mode: &'static str,
    payment_subject: &'static str,
}

impl<'a> NewPayment<'a> {
    pub fn of(wish: &'a PaymentWish, taxes: Taxes) -> Self {
        Self {
            amount: Amount::roubles(wish.total),
            capture: true,
            confirmation: Redirect { kind: "redirect", return_url: &wish.return_url },
            description: &wish.description,
            metadata: Metadata { order: wish.order.to_string() },
            receipt: Receipt::of(&wish.items, &wish.email, wish.phone.as_deref(), taxes),
        }
    }
}

impl<'a> NewRefund<'a> {
    pub fn of(wish: &'a RefundWish, taxes: Taxes) -> Self {
        Self {
            payment_id: &wish.payment,
            amount: Amount::roubles(wish.amount),
            receipt: Receipt::of(&wish.items, &wish.email, wish.phone.as_deref(), taxes),
        }
    }
}

impl<'a> Receipt<'a> {
    fn of(items: &'a [ReceiptItem], email: &'a str, phone: Option<&'a str>, taxes: Taxes) -> Self {
        let item = |item: &'a ReceiptItem| Item {
            description: &item.name,
            quantity: "1.00",
            amount: Amount::roubles(item.amount),
            vat_code: taxes.vat_code,
            payment_mode: "full_payment",
            payment_subject: "service",
        };
        Self {
            customer: Customer { email, phone },
            items: items.iter().map(item).collect(),
            tax_system_code: taxes.tax_system_code,
        }
    }
}

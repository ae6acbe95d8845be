//! The Russian words of orders, on the acquirer's page and in fiscal receipts.
use domain::{money::Money, payments::ReceiptItem};
use store::orders::Part;

/// Characters that acquirers and cash registers take.
const LONGEST: usize = 128;

/// «Квартплата, Капремонт. ЛС 7000418».
pub(super) fn description(parts: &[Part], number: &str) -> String {
    let names: Vec<&str> = parts.iter().map(|part| part.recipient.as_str()).collect();
    shortened(&format!("{}. ЛС {number}", names.join(", ")))
}

/// A line for each recipient, and one for the fee.
pub(super) fn items(parts: &[Part], fee: Money, number: &str) -> Vec<ReceiptItem> {
    let paid = parts.iter().map(|part| item(&part.recipient, number, part.amount));
    let fee = fee
        .is_positive()
        .then(|| ReceiptItem { name: "Комиссия за перевод".into(), amount: fee });
    paid.chain(fee).collect()
}

/// «Квартплата, ЛС 7000418».
pub(super) fn item(recipient: &str, number: &str, amount: Money) -> ReceiptItem {
    ReceiptItem { name: shortened(&format!("{recipient}, ЛС {number}")), amount }
}

fn shortened(text: &str) -> String {
    text.chars().take(LONGEST).collect()
}

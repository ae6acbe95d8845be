//! The code that a bank's application reads: ГОСТ Р 56042-2014.
use domain::{charges::Requisites, money::Money, receipts::PaymentCode};
use exchange::{
    payment_qr::{Field, PaymentQr, WriteError},
    qr,
};

/// Housing and utilities, among the payments that banks know.
const TECH_CODE: &str = "02";

/// A sum for a recipient. No name and no address: the account number is what the company knows the payer by.
pub(crate) fn payment(to: &Requisites, sum: Money, purpose: &str, account: &str) -> PaymentQr {
    // A bank's branch may be called by more than the standard has room for; its БИК says which one it is.
    let clipped = |field: Field, text: &str| -> String {
        let words: Vec<&str> = text.split_whitespace().collect();
        words.join(" ").chars().take(field.most()).collect()
    };
    let corr_account = if to.corr_account.is_empty() { "0" } else { &to.corr_account };
    PaymentQr::to(
        &clipped(Field::Name, &to.legal_name),
        &to.bank_account,
        &clipped(Field::BankName, &to.bank_name),
        &to.bic,
        corr_account,
    )
    .with(Field::Sum, &sum.0.to_string())
    .with(Field::Purpose, &clipped(Field::Purpose, purpose))
    .with(Field::PayeeInn, &to.inn)
    .with(Field::Kpp, to.kpp.as_deref().unwrap_or_default())
    .with(Field::PersAcc, account)
}

/// Draws it. `None` when no code holds it.
///
/// # Errors
/// What a bank would refuse: the requisites of the recipient are wrong.
pub(crate) fn draw(payment: PaymentQr) -> Result<Option<PaymentCode>, WriteError> {
    let text = payment.with(Field::TechCode, TECH_CODE).text()?;
    Ok(qr::draw(&text).map(|drawing| PaymentCode { text, size: drawing.size, path: drawing.path }))
}

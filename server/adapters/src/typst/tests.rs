mod broken;
mod pages;
mod pdf;
mod tools;

use super::{Template, Typst, data::guide, data::specimens, press::Press};
use domain::{
    charges::{ServiceLine, VolumeSource},
    money::Money,
    receipts::{PaymentCode, Receipt},
};
use tools::Pdf;
use usecases::ports::LaidOut;

fn print(receipts: &[Receipt]) -> Pdf {
    Pdf::new(Press::new(Template::shipped()).print(receipts, &LaidOut::unheard()).unwrap())
}

/// The receipt of the guide with lines of one's own.
fn with_lines(lines: Vec<ServiceLine>) -> Receipt {
    let mut receipt = guide();
    receipt.reference.amount = lines.iter().map(ServiceLine::due).sum();
    receipt.lines = lines;
    receipt
}

fn line(service: &str, kopecks: i64) -> ServiceLine {
    ServiceLine {
        service: service.into(),
        unit: "кв.".into(),
        volume: None,
        source: Some(VolumeSource::Area),
        tariff: None,
        charged: Money(kopecks),
        factor: None,
        factor_sum: Money::ZERO,
        recalculation: Money::ZERO,
        benefit: Money::ZERO,
    }
}

//! What a template is told: words and numbers as they are printed. `docs/RECEIPT.md` promises these names to companies.
use chrono::{Datelike, NaiveDate};
use domain::{
    calendar::Period,
    charges::{ServiceLine, VolumeSource, total},
    money::Money,
    quantity::{Dial, Quantity},
    readings::{Resource, Zone},
    receipts::{MeterLine, PaymentCode, Receipt, Reference, okei},
};
use serde::Serialize;
use typst::foundations::Bytes;

mod specimens;

#[cfg(test)]
pub use specimens::guide;
pub use specimens::specimens;

/// Everything that one document is made of.
#[derive(Debug, Serialize)]
pub struct Batch {
    /// Receipts of the whole document.
    count: usize,
    receipts: Vec<Paper>,
}

#[derive(Debug, Serialize)]
struct Paper {
    opening: bool,
    period: String,
    month: u32,
    year: String,
    issued_on: String,
    due_on: String,
    code: String,
    check: String,
    superseded: bool,
    payer: Payer,
    provider: Provider,
    meters: Vec<Meter>,
    lines: Vec<Line>,
    has: Has,
    reference: Owed,
    total: Total,
    qr: Option<Qr>,
}

#[derive(Debug, Serialize)]
struct Payer {
    account: String,
    unified: Option<String>,
    name: String,
    address: String,
    area: Option<String>,
    residents: Option<String>,
}

#[derive(Debug, Serialize)]
struct Provider {
    company: String,
    contacts: Option<String>,
    service: String,
    name: String,
    tax_numbers: String,
    account: String,
    bank: String,
    bic: String,
    corr_account: String,
}

#[derive(Debug, Serialize)]
struct Meter {
    resource: &'static str,
    serial: String,
    zone: &'static str,
    verified_until: String,
    before: String,
    now: String,
    used: String,
}

#[derive(Debug, Serialize)]
struct Line {
    service: String,
    unit: String,
    okei: &'static str,
    volume: String,
    /// Empty where the bill does not say.
    source: &'static str,
    tariff: String,
    charged: Sum,
    factor: String,
    factor_sum: Sum,
    recalculation: Sum,
    benefit: Sum,
    due: Sum,
}

/// «4 611.60».
type Sum = String;

/// Which of the rarer columns there are, whether a service needs more than a line, and whether a page may not hold it all.
#[derive(Debug, Serialize)]
#[expect(clippy::struct_excessive_bools, reason = "a template asks for each by its name")]
struct Has {
    factor: bool,
    recalculation: bool,
    benefit: bool,
    long: bool,
    pages: bool,
}

#[derive(Debug, Serialize)]
struct Owed {
    amount: Sum,
    opened_on: String,
    opening: Sum,
    /// «долг» or «аванс», where the opening was the other of them.
    opened_as: Option<&'static str>,
    paid: Option<Sum>,
    counted_until: String,
    in_advance: bool,
    carried: Sum,
    penalty: Sum,
}

#[derive(Debug, Serialize)]
struct Total {
    charged: Sum,
    due: Sum,
    nothing: bool,
    roubles: String,
    kopecks: String,
    advance: Option<Sum>,
}

#[derive(Debug, Serialize)]
struct Qr {
    text: String,
    svg: String,
}

/// Rows of both tables that one page is sure to hold.
const ONE_PAGE: usize = 20;

/// The bytes that a template reads.
pub fn encode(batch: &Batch) -> Bytes {
    // Strings, numbers and lists have no way to fail.
    Bytes::new(serde_json::to_vec(batch).unwrap_or_default())
}

impl Batch {
    /// Some receipts of a document that has `count` of them.
    pub fn of(receipts: &[Receipt], count: usize) -> Self {
        Self { count, receipts: receipts.iter().map(Paper::of).collect() }
    }
}

impl Paper {
    fn of(receipt: &Receipt) -> Self {
        let Receipt { payer, provider, reference, .. } = receipt;
        let requisites = &provider.requisites;
        let due = receipt.due().to_string();
        let (roubles, kopecks) = due.split_once('.').unwrap_or((&due, "00"));
        Self {
            opening: receipt.kind == domain::charges::ChargeKind::Opening,
            period: month(receipt.period),
            month: receipt.period.month(),
            year: receipt.period.year().to_string(),
            issued_on: date(receipt.issued_on),
            due_on: date(receipt.due_on),
            code: receipt.code.to_string(),
            check: receipt.check_url.trim_start_matches("https://").trim_start_matches("http://").to_owned(),
            superseded: receipt.newer.is_some(),
            payer: Payer {
                account: payer.account.clone(),
                unified: payer.unified.clone(),
                name: payer.name.clone(),
                address: payer.address.clone(),
                area: payer
                    .area_hundredths
                    .map(|area| format!("{} м²", Dial { digits: 12, decimals: 2 }.format(Quantity(area)))),
                residents: payer.residents.map(|residents| residents.to_string()),
            },
            provider: Provider {
                company: provider.company.clone(),
                contacts: provider.contacts.clone(),
                service: provider.service.clone(),
                name: requisites.legal_name.clone(),
                tax_numbers: [Some(requisites.inn.as_str()), requisites.kpp.as_deref()]
                    .into_iter()
                    .flatten()
                    .collect::<Vec<_>>()
                    .join(", "),
                account: requisites.bank_account.clone(),
                bank: requisites.bank_name.clone(),
                bic: requisites.bic.clone(),
                corr_account: requisites.corr_account.clone(),
            },
            meters: receipt.meters.iter().map(Meter::of).collect(),
            lines: receipt.lines.iter().map(Line::of).collect(),
            has: Has::of(receipt),
            reference: Owed::of(receipt.period, reference),
            total: Total {
                charged: total(&receipt.lines).to_string(),
                roubles: roubles.to_owned(),
                kopecks: kopecks.to_owned(),
                advance: Some(reference.advance()).filter(|sum| sum.is_positive()).map(|sum| sum.to_string()),
                nothing: receipt.due().is_zero(),
                due: due.clone(),
            },
            qr: receipt.payment_code.as_ref().filter(|_| receipt.newer.is_none()).map(Qr::of),
        }
    }
}

impl Meter {
    fn of(line: &MeterLine) -> Self {
        let value = |value: Option<Quantity>| value.map_or_else(String::new, |value| line.dial.format(value));
        Self {
            resource: match line.resource {
                Resource::ColdWater => "cold_water",
                Resource::HotWater => "hot_water",
                Resource::Electricity => "electricity",
                Resource::Heat => "heat",
                Resource::Gas => "gas",
            },
            serial: line.serial.clone(),
            zone: match line.zone {
                Zone::Single => "single",
                Zone::Day => "day",
                Zone::Night => "night",
                Zone::HalfPeak => "half_peak",
                Zone::Peak => "peak",
            },
            verified_until: line.verified_until.map_or_else(String::new, date),
            before: value(line.before),
            now: value(line.now),
            used: value(line.used),
        }
    }
}

impl Line {
    fn of(line: &ServiceLine) -> Self {
        let unless_zero = |sum: Money| if sum.is_zero() { String::new() } else { sum.to_string() };
        Self {
            service: line.service.clone(),
            unit: match okei(&line.unit) {
                Some(code) => format!("{} ({code})", line.unit),
                None => line.unit.clone(),
            },
            okei: okei(&line.unit).unwrap_or_default(),
            volume: line.volume.map_or_else(String::new, |volume| volume.format(0)),
            source: line.source.map_or("", VolumeSource::code),
            tariff: line.tariff.map_or_else(String::new, |tariff| tariff.format(2)),
            charged: line.charged.to_string(),
            factor: line.factor.filter(|_| !line.factor_sum.is_zero()).map_or_else(String::new, |factor| {
                Dial { digits: 6, decimals: 2 }.format(Quantity(factor.into()))
            }),
            factor_sum: unless_zero(line.factor_sum),
            recalculation: unless_zero(line.recalculation),
            benefit: unless_zero(-line.benefit),
            due: line.due().to_string(),
        }
    }
}

impl Has {
    fn of(receipt: &Receipt) -> Self {
        let [factor, recalculation, benefit] = [
            receipt.has(|line| line.factor_sum),
            receipt.has(|line| line.recalculation),
            receipt.has(|line| line.benefit),
        ];
        let more = [factor, recalculation, benefit].into_iter().filter(|there| *there).count();
        // Characters that fit however wide they are; the columns of the template leave less to the service the more of them there are.
        let most = [28, 23, 16, 8][more];
        let long = |line: &ServiceLine| line.service.chars().count() > most || line.unit.chars().count() > 5;
        let long = receipt.lines.iter().any(long);
        // Every row may have two lines then.
        let rows = (receipt.lines.len() + receipt.meters.len()) * if long { 2 } else { 1 };
        Self { factor, recalculation, benefit, long, pages: rows > ONE_PAGE }
    }
}

impl Owed {
    fn of(period: Period, reference: &Reference) -> Self {
        Self {
            amount: reference.amount.to_string(),
            opened_on: date(period.first_day()),
            opening: reference.opening.to_string(),
            opened_as: match reference.carried().is_negative() {
                true if reference.opening.is_positive() => Some("долг"),
                false if reference.opening.is_negative() => Some("аванс"),
                _ => None,
            },
            paid: Some(reference.paid).filter(|paid| !paid.is_zero()).map(|paid| paid.to_string()),
            counted_until: date(reference.counted_until),
            in_advance: reference.carried().is_negative(),
            carried: reference.carried().to_string(),
            penalty: reference.penalty.to_string(),
        }
    }
}

impl Qr {
    fn of(code: &PaymentCode) -> Self {
        let (quiet, side) = (PaymentCode::QUIET, code.size + 2 * PaymentCode::QUIET);
        let svg = format!(
            "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-{quiet} -{quiet} {side} {side}\"><path d=\"{}\"/></svg>",
            code.path
        );
        Self { text: code.text.clone(), svg }
    }
}

fn date(day: NaiveDate) -> String {
    format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
}

fn month(period: Period) -> String {
    format!("{:02}.{:04}", period.month(), period.year())
}

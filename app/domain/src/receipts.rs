//! Receipts (квитанции): the paper that a bill is paid by, with the sections of order 43/пр of Минстрой.
use crate::{
    calendar::Period,
    charges::{ChargeKind, Requisites, ServiceLine, VolumeSource},
    ids::BillId,
    money::Money,
    papers::PaperCode,
    quantity::{Dial, Quantity},
    readings::{Meter, Reading, Resource, Zone, consumption, meter_row},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// A bill as it is shown and printed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipt {
    pub bill: BillId,
    pub kind: ChargeKind,
    pub period: Period,
    pub issued_on: NaiveDate,
    /// Last day to pay.
    pub due_on: NaiveDate,
    pub code: PaperCode,
    /// Where anybody may check the code.
    pub check_url: String,
    /// The version of this bill that stands now, where it is another one.
    pub newer: Option<BillId>,
    /// The charge has been paid since: not a part of the paper.
    pub settled: bool,
    pub payer: Payer,
    pub provider: Provider,
    pub meters: Vec<MeterLine>,
    pub lines: Vec<ServiceLine>,
    pub reference: Reference,
    /// `None` where there is nothing to pay, or the recipient's bank details do not make one.
    pub payment_code: Option<PaymentCode>,
}

/// Section 1: whose bill it is.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Payer {
    /// № лицевого счета, as the company writes it.
    pub account: String,
    /// ЕЛС.
    pub unified: Option<String>,
    /// «Петрова А. В.»; several owners are listed.
    pub name: String,
    /// With the unit.
    pub address: String,
    pub area_hundredths: Option<i64>,
    pub residents: Option<u16>,
}

/// Section 1: who did the work, and who is paid.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Provider {
    pub company: String,
    /// Address, telephone, site: as the company words it.
    pub contacts: Option<String>,
    /// As residents know the recipient: «Квартплата».
    pub service: String,
    pub requisites: Requisites,
}

/// Section 2: one dial of a meter. Quantities are in the steps of `dial`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MeterLine {
    pub resource: Resource,
    pub serial: String,
    pub zone: Zone,
    pub verified_until: Option<NaiveDate>,
    pub dial: Dial,
    pub before: Option<Quantity>,
    /// `None` where no reading of the period counts.
    pub now: Option<Quantity>,
    pub used: Option<Quantity>,
}

/// Section 4: what was owed before, and what came in.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// Σ of the lines.
    pub amount: Money,
    /// Owed on the first day of the period, without penalties; below zero is paid in advance.
    pub opening: Money,
    /// Paid from the first day of the period to `counted_until`, without penalties.
    pub paid: Money,
    pub paid_last_on: Option<NaiveDate>,
    /// Payments were counted until this day, itself included.
    pub counted_until: NaiveDate,
    /// Penalties that are not paid.
    pub penalty: Money,
}

/// The payment code of ГОСТ Р 56042, and how it is drawn.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct PaymentCode {
    pub text: String,
    /// Modules of a side, without the quiet zone.
    pub size: u16,
    /// The dark modules as an SVG path, one unit a module.
    pub path: String,
}

impl PaymentCode {
    /// Light modules that a reader needs around the code.
    pub const QUIET: u16 = 4;
}

impl Reference {
    /// Debt (above zero) or advance (below) that came over into this bill.
    #[must_use]
    pub fn carried(&self) -> Money {
        self.opening - self.paid
    }

    fn balance(&self) -> Money {
        self.amount + self.carried() + self.penalty
    }

    /// «К оплате»: nothing where more was paid than is owed.
    #[must_use]
    pub fn due(&self) -> Money {
        self.balance().or_zero()
    }

    /// What stays as an advance.
    #[must_use]
    pub fn advance(&self) -> Money {
        (-self.balance()).or_zero()
    }
}

impl Receipt {
    /// «К оплате».
    #[must_use]
    pub fn due(&self) -> Money {
        self.reference.due()
    }

    /// Whether some line has a sum in a column that most bills do without.
    #[must_use]
    pub fn has(&self, sum: impl Fn(&ServiceLine) -> Money) -> bool {
        self.lines.iter().any(|line| !sum(line).is_zero())
    }
}

/// The lines of a meter for a period: those of every dial. Nothing for a meter that was not in use and has no reading.
#[must_use]
pub fn meter_lines(meter: Meter, readings: &[Reading], period: Period) -> Vec<MeterLine> {
    let in_use = meter.is_in_use(period.last_day());
    let row = meter_row(meter, readings, period);
    let current = row.current.filter(Reading::counts);
    if current.is_none() && !in_use {
        return Vec::new();
    }
    let used = match (&row.previous, &current) {
        (Some(before), Some(now)) => consumption(row.meter.dial, &before.values, &now.values),
        _ => Vec::new(),
    };
    let value = |reading: &Option<Reading>, at: usize| reading.as_ref()?.values.get(at).copied();
    let zones = row.meter.zones().iter().enumerate();
    zones
        .map(|(at, zone)| MeterLine {
            resource: row.meter.resource,
            serial: row.meter.serial.clone(),
            zone: *zone,
            verified_until: row.meter.verified_until,
            dial: row.meter.dial,
            before: value(&row.previous, at),
            now: value(&current, at),
            used: used.get(at).copied(),
        })
        .collect()
}

/// Whether readings explain any of the volumes: a bill for major repairs has no use for them.
#[must_use]
pub fn shows_meters(lines: &[ServiceLine]) -> bool {
    lines.iter().any(|line| matches!(line.source, Some(VolumeSource::Meter | VolumeSource::Average)))
}

/// The code of a unit of measure in ОКЕИ (ОК 015-94), where it is one.
#[must_use]
pub fn okei(unit: &str) -> Option<&'static str> {
    let folded: String = unit
        .chars()
        .flat_map(char::to_lowercase)
        .filter(|c| !c.is_whitespace() && !matches!(c, '.' | '·' | '*' | '-' | '×'))
        .map(|c| match c {
            '²' => '2',
            '³' => '3',
            other => other,
        })
        .collect();
    Some(match folded.as_str() {
        "м3" | "кубм" | "мкуб" => "113",
        "м2" | "квм" | "мкв" => "055",
        "гкал" => "233",
        "квтч" => "245",
        "чел" => "792",
        "шт" => "796",
        "мес" => "362",
        _ => return None,
    })
}

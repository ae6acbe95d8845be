//! Charges (начисления): what an account owes a recipient for a month, line by line.
use crate::{
    calendar::{Period, Span},
    ids::{BillId, ChargeId, RecipientId},
    money::{Money, Tariff, Volume},
    penalties::{Ledger, Outlook},
};
use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

mod check;
mod draft;
mod explain;

pub use check::{LineFault, LineSum, line_faults};
pub use draft::{ChargesDesk, Draft, DraftLine, DraftPage, Odd, odd, weight};
pub use explain::{Bar, Cause, Explanation, Parts, Rest, ServiceChange, Waterfall, explain};

/// Who is paid: residents know it as a service («Квартплата», «Капремонт»).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Recipient {
    pub id: RecipientId,
    pub name: String,
}

/// Where money for a recipient goes.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Requisites {
    pub legal_name: String,
    /// 10 digits, 12 of an entrepreneur.
    pub inn: String,
    pub kpp: Option<String>,
    /// Р/сч., 20 digits.
    pub bank_account: String,
    pub bank_name: String,
    /// 9 digits.
    pub bic: String,
    /// К/сч., 20 digits.
    pub corr_account: String,
}

/// Where the volume of a line comes from (order 43/пр, section 3).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum VolumeSource {
    Meter,
    BuildingMeter,
    Norm,
    Average,
    Area,
    Residents,
}

impl VolumeSource {
    pub const ALL: [Self; 6] =
        [Self::Meter, Self::BuildingMeter, Self::Norm, Self::Average, Self::Area, Self::Residents];

    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Meter => "meter",
            Self::BuildingMeter => "building_meter",
            Self::Norm => "norm",
            Self::Average => "average",
            Self::Area => "area",
            Self::Residents => "residents",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|source| source.code() == code)
    }
}

/// One service of a charge.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ServiceLine {
    /// «ХВС», «Электроэнергия, день».
    pub service: String,
    /// «м³», «кВт·ч».
    pub unit: String,
    pub volume: Option<Volume>,
    pub source: Option<VolumeSource>,
    pub tariff: Option<Tariff>,
    /// Volume × tariff, or a fixed sum.
    pub charged: Money,
    /// Повышающий коэффициент, in hundredths.
    pub factor: Option<u32>,
    /// What the factor adds.
    pub factor_sum: Money,
    /// Перерасчёт: below zero gives back.
    pub recalculation: Money,
    /// Льгота: taken off.
    pub benefit: Money,
}

impl ServiceLine {
    /// К оплате.
    #[must_use]
    pub fn due(&self) -> Money {
        self.charged + self.factor_sum + self.recalculation - self.benefit
    }
}

/// Σ of the lines.
#[must_use]
pub fn total(lines: &[ServiceLine]) -> Money {
    lines.iter().map(ServiceLine::due).sum()
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ChargeKind {
    /// For the services of a month.
    Bill,
    /// «Входящее сальдо»: what was owed before the portal.
    Opening,
}

impl ChargeKind {
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Bill => "bill",
            Self::Opening => "opening",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Bill, Self::Opening].into_iter().find(|kind| kind.code() == code)
    }
}

/// A charge as it stands: its last bill, and what was paid of it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charge {
    pub id: ChargeId,
    /// The version that stands; also the id of its receipt.
    pub bill: BillId,
    pub recipient: RecipientId,
    pub period: Period,
    pub kind: ChargeKind,
    pub issued_on: NaiveDate,
    /// Last day to pay.
    pub due_on: NaiveDate,
    pub amount: Money,
    /// Allocated to the charge itself.
    pub paid: Money,
    /// Accrued so far: brought by the company's file, or computed for the day of the request.
    pub penalty: Money,
    pub penalty_paid: Money,
}

impl Charge {
    /// «Долг»: what is left of the charge, without penalties.
    #[must_use]
    pub fn left(&self) -> Money {
        self.amount - self.paid
    }

    #[must_use]
    pub fn penalty_left(&self) -> Money {
        self.penalty - self.penalty_paid
    }
}

/// «Начисления за ЖКУ»: the charges of a span of months, newest first.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ChargesPage {
    pub today: NaiveDate,
    pub span: Span,
    /// Charges whose month has begun within the span.
    pub charges: Vec<Charge>,
    pub recipients: Vec<Recipient>,
    /// What becomes of the penalties if nothing is paid; `None` when nothing is owed.
    pub outlook: Option<Outlook>,
    /// There are charges of other months.
    pub others: bool,
}

impl ChargesPage {
    /// The service that a charge is for.
    #[must_use]
    pub fn service(&self, charge: &Charge) -> &str {
        self.recipients.iter().find(|known| known.id == charge.recipient).map_or("", |known| &known.name)
    }
}

/// One month in full: each of its bills with what it is made of.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct MonthPage {
    pub today: NaiveDate,
    pub period: Period,
    /// By recipient; one at least.
    pub bills: Vec<BillView>,
}

/// A bill that explains itself.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct BillView {
    pub charge: Charge,
    /// «Квартплата».
    pub service: String,
    /// Paid before the bill was issued.
    pub advance: Money,
    /// The month that the bill is compared with: the last one before it.
    pub before: Option<Period>,
    /// Beside that month; beside nothing where there is none.
    pub explanation: Explanation,
    /// «Почему такие пени».
    pub ledger: Ledger,
    /// What becomes of the penalties if nothing is paid; `None` once the bill is paid.
    pub outlook: Option<Outlook>,
}

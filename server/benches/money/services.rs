//! What accounts are charged for.
use domain::{
    charges::{ServiceLine, VolumeSource},
    money::{Money, Tariff, Volume},
};
use std::fmt::Write as _;

/// Whom accounts pay, as the settings name them.
pub const RECIPIENTS: [&str; 2] = ["Квартплата", "Капремонт"];

/// One line of each account and month.
pub struct Service {
    /// Its place among the recipients.
    pub recipient: usize,
    pub name: &'static str,
    pub unit: &'static str,
    /// As files of the company write it.
    pub source: &'static str,
    code: VolumeSource,
    /// Of the first account, in tenths.
    volume: i64,
    /// In tens of kopecks: a tenth of a volume costs whole kopecks.
    tariff: i64,
}

pub const SERVICES: [Service; 10] = [
    service(0, "Содержание жилья", "м²", AREA, 543, 285),
    service(0, "Отопление", "м²", AREA, 543, 312),
    service(0, "Домофон", "кв.", ("проживающие", VolumeSource::Residents), 10, 480),
    service(0, "Антенна", "кв.", ("проживающие", VolumeSource::Residents), 10, 1_350),
    service(0, "Вывоз отходов", "чел.", ("проживающие", VolumeSource::Residents), 20, 1_219),
    service(0, "ХВС", "м³", METER, 60, 381),
    service(0, "ГВС", "м³", METER, 40, 1_808),
    service(0, "Водоотведение", "м³", ("норматив", VolumeSource::Norm), 100, 273),
    service(0, "Электроэнергия", "кВт·ч", METER, 1_620, 54),
    service(1, "Взнос на капремонт", "м²", AREA, 543, 170),
];

const AREA: (&str, VolumeSource) = ("площадь", VolumeSource::Area);
const METER: (&str, VolumeSource) = ("счётчик", VolumeSource::Meter);

const fn service(
    recipient: usize,
    name: &'static str,
    unit: &'static str,
    (source, code): (&'static str, VolumeSource),
    volume: i64,
    tariff: i64,
) -> Service {
    Service { recipient, name, unit, source, code, volume, tariff }
}

impl Service {
    /// What an account is charged; `which` makes accounts and months differ.
    pub fn line(&self, which: usize) -> ServiceLine {
        let tenths = self.volume + i64::try_from(which % 50).unwrap_or(0);
        ServiceLine {
            service: self.name.into(),
            unit: self.unit.into(),
            volume: Some(Volume(tenths * 100_000)),
            source: Some(self.code),
            tariff: Some(Tariff(self.tariff * 100_000)),
            charged: Money(tenths * self.tariff),
            factor: None,
            factor_sum: Money::ZERO,
            recalculation: Money::ZERO,
            benefit: Money::ZERO,
        }
    }
}

/// The sections of the settings that name the recipients.
pub fn recipients() -> String {
    RECIPIENTS.iter().fold(String::new(), |mut sections, name| {
        // A String takes whatever is written.
        let _written = write!(
            sections,
            "\n[[recipient]]\nname = \"{name}\"\nlegal_name = \"ООО «УК»\"\ninn = \"7707083893\"\n\
             bank_account = \"40702810138250123017\"\nbank_name = \"ПАО Сбербанк\"\nbic = \"044525225\"\n\
             corr_account = \"30101810400000000225\"\n"
        );
        sections
    })
}

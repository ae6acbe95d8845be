//! The words of a receipt.
use crate::{
    readings::{face::zone_word, text::month_of},
    ui::{date, rubles},
};
use domain::{
    charges::{ChargeKind, VolumeSource},
    quantity::{Dial, Quantity},
    readings::Resource,
    receipts::{MeterLine, Payer, Receipt, Reference, okei},
};

pub fn title(receipt: &Receipt) -> String {
    let month = month_of(receipt.period);
    match receipt.kind {
        ChargeKind::Bill => format!("Квитанция за {month}"),
        ChargeKind::Opening => format!("Входящее сальдо: {month}"),
    }
}

/// «Откуда объём».
pub const fn source(source: VolumeSource) -> &'static str {
    match source {
        VolumeSource::Meter => "счётчик",
        VolumeSource::BuildingMeter => "общедомовой",
        VolumeSource::Norm => "норматив",
        VolumeSource::Average => "среднее",
        VolumeSource::Area => "площадь",
        VolumeSource::Residents => "жильцы",
    }
}

/// «ЭЛТТ» is the portal's own word; a receipt calls things by their names.
pub const fn resource(resource: Resource) -> &'static str {
    match resource {
        Resource::ColdWater => "ХВС",
        Resource::HotWater => "ГВС",
        Resource::Electricity => "Электричество",
        Resource::Heat => "Отопление",
        Resource::Gas => "Газ",
    }
}

/// «Электричество 9904514, день»
pub fn dial(line: &MeterLine) -> String {
    let zone = zone_word(line.zone);
    let comma = if zone.is_empty() { "" } else { ", " };
    format!("{} {}{comma}{zone}", resource(line.resource), line.serial)
}

/// «м³ (113)»
pub fn unit(unit: &str) -> String {
    okei(unit).map_or_else(|| unit.to_owned(), |code| format!("{unit} ({code})"))
}

/// «55.2 м²»
pub fn area(payer: &Payer) -> Option<String> {
    let hundredths = Dial { digits: 12, decimals: 2 };
    payer.area_hundredths.map(|area| format!("{} м²", hundredths.format(Quantity(area))))
}

/// What was carried over, and what it is made of.
pub fn carried(receipt: &Receipt) -> (&'static str, String) {
    let Reference { opening, paid, counted_until, .. } = receipt.reference;
    let name = if receipt.reference.carried().is_negative() { "Аванс" } else { "Долг" };
    // A debt that became an advance, or the other way round, is called by its own name.
    let was = match receipt.reference.carried().is_negative() {
        true if opening.is_positive() => "долг ",
        false if opening.is_negative() => "аванс ",
        _ => "",
    };
    let made_of = format!("{was}на {}: {}", date(receipt.period.first_day()), rubles(opening));
    if paid.is_zero() {
        return (name, made_of);
    }
    (name, format!("{made_of}; оплачено по {}: {}", date(counted_until), rubles(paid)))
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::readings::Zone;

    #[test]
    fn a_dial_is_called_by_its_resource_and_zone() {
        let line = |resource, zone| MeterLine {
            resource,
            serial: "9904514".into(),
            zone,
            verified_until: None,
            dial: Dial { digits: 5, decimals: 0 },
            before: None,
            now: None,
            used: None,
        };
        assert_eq!(dial(&line(Resource::Electricity, Zone::HalfPeak)), "Электричество 9904514, полупик");
        assert_eq!(dial(&line(Resource::ColdWater, Zone::Single)), "ХВС 9904514");
    }

    #[test]
    fn a_unit_has_its_code_where_there_is_one() {
        assert_eq!((unit("м³"), unit("кв.")), ("м³ (113)".into(), "кв.".into()));
    }
}

//! Bills of the demo: lines that add up to the sums of the guide, and months of them for those whose data are fresh.
use domain::{
    charges::{ServiceLine, VolumeSource, total},
    money::{Money, Tariff, Volume, cost},
};

/// Roubles for a unit, in millionths.
pub(super) struct Tariffs {
    pub cold: i64,
    pub hot: i64,
    pub sewage: i64,
    pub power: [i64; 3],
    pub heat: i64,
    pub upkeep: i64,
    pub common: i64,
    pub intercom: i64,
    pub repair: i64,
}

/// Those of the guide's year: invented, but its sums come out of them.
pub(super) const OF_2017: Tariffs = Tariffs {
    cold: 30_900_000,
    hot: 101_420_000,
    sewage: 30_900_000,
    power: [3_260_000, 1_840_000, 2_730_000],
    heat: 1_702_980_000,
    upkeep: 20_005_400,
    common: 1_565_200,
    intercom: 45_000_000,
    repair: 15_000_000,
};

/// Later ones: until the first of July, and from then on.
pub(super) const LATER: [Tariffs; 2] = [
    Tariffs {
        cold: 59_800_000,
        hot: 294_150_000,
        sewage: 51_620_000,
        power: [7_540_000, 3_020_000, 0],
        heat: 3_148_710_000,
        upkeep: 36_120_000,
        common: 2_317_400,
        intercom: 60_000_000,
        repair: 24_450_000,
    },
    Tariffs {
        cold: 65_770_000,
        hot: 329_210_000,
        sewage: 56_750_000,
        power: [8_690_000, 3_480_000, 0],
        heat: 3_523_300_000,
        upkeep: 38_500_000,
        common: 2_317_400,
        intercom: 60_000_000,
        repair: 24_450_000,
    },
];

/// What a household used in a month.
pub(super) struct Used {
    /// Hundredths of a square metre.
    pub area: i64,
    /// Whole cubic metres, cold and hot.
    pub water: [i64; 2],
    pub water_by: VolumeSource,
    /// Thousandths of kWh: day, night, half-peak.
    pub power: Vec<i64>,
    /// Thousandths of Gcal; `None` in summer.
    pub heat: Option<i64>,
    /// Recalculation of the heating.
    pub recalculation: Money,
}

impl Used {
    pub(super) fn lines(&self, tariffs: &Tariffs) -> Vec<ServiceLine> {
        const MILLION: i64 = 1_000_000;
        const THOUSAND: i64 = 1_000;
        let [cold, hot] = self.water;
        let area = self.area * MILLION / 100;
        let meter = Some(VolumeSource::Meter);
        let mut lines = vec![
            line("ХВС", "м³", cold * MILLION, Some(self.water_by), tariffs.cold),
            line("ГВС", "м³", hot * MILLION, Some(self.water_by), tariffs.hot),
            line("Водоотведение", "м³", (cold + hot) * MILLION, Some(self.water_by), tariffs.sewage),
        ];
        let zones = ["день", "ночь", "полупик"];
        for ((used, zone), tariff) in self.power.iter().zip(zones).zip(tariffs.power) {
            lines.push(line(&format!("Электроэнергия, {zone}"), "кВт·ч", used * THOUSAND, meter, tariff));
        }
        if let Some(heat) = self.heat {
            let house = Some(VolumeSource::BuildingMeter);
            let heating = line("Отопление", "Гкал", heat * THOUSAND, house, tariffs.heat);
            lines.push(ServiceLine { recalculation: self.recalculation, ..heating });
        }
        lines.push(line("Содержание жилья", "м²", area, Some(VolumeSource::Area), tariffs.upkeep));
        lines.push(line("Общедомовые нужды", "м²", area, Some(VolumeSource::Norm), tariffs.common));
        lines.push(line("Домофон", "кв.", MILLION, None, tariffs.intercom));
        lines
    }

    /// The same with one more line that makes the bill this large: heating by the meter of the house, or repairs in summer.
    pub(super) fn lines_of(&self, tariffs: &Tariffs, sum: Money, heated: bool) -> Vec<ServiceLine> {
        let mut lines = self.lines(tariffs);
        let rest = sum - total(&lines);
        let (service, unit, source, of) = if heated {
            ("Отопление", "Гкал", VolumeSource::BuildingMeter, tariffs.heat)
        } else {
            ("Текущий ремонт", "м²", VolumeSource::Area, 0)
        };
        // The other factor of the product that gives the rest: six decimals are fine enough for a kopeck.
        let shared = |by: i64| {
            i64::try_from((i128::from(rest.0) * 10_000_000_000 + i128::from(by) / 2) / i128::from(by))
        };
        let area = self.area * 10_000;
        let (volume, tariff) = if of > 0 {
            (shared(of).unwrap_or_default(), of)
        } else {
            (area, shared(area).unwrap_or_default())
        };
        let at = lines.len() - 3;
        lines.insert(at, line(service, unit, volume, Some(source), tariff));
        lines
    }
}

/// Взнос на капитальный ремонт.
pub(super) fn repair(area: i64, tariffs: &Tariffs) -> Vec<ServiceLine> {
    vec![line("Взнос на капитальный ремонт", "м²", area * 10_000, Some(VolumeSource::Area), tariffs.repair)]
}

fn line(service: &str, unit: &str, volume: i64, source: Option<VolumeSource>, tariff: i64) -> ServiceLine {
    ServiceLine {
        service: service.to_owned(),
        unit: unit.to_owned(),
        volume: Some(Volume(volume)),
        source,
        tariff: Some(Tariff(tariff)),
        charged: cost(Volume(volume), Tariff(tariff)),
        factor: None,
        factor_sum: Money::ZERO,
        recalculation: Money::ZERO,
        benefit: Money::ZERO,
    }
}

use super::*;
use crate::{
    balance::Norms,
    law::Dated,
    readings::{
        Meter, Reading, meter_row,
        tests::{guide, meter, period, reading},
    },
};
use std::collections::HashMap;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn since<T>(from: &str, value: T) -> (NaiveDate, T) {
    (day(from), value)
}

/// The norm of cold water is 4.745 for one person; its factor 1.5, and 3 from 06.12.2025.
fn law() -> Law {
    let norms = HashMap::from([(Resource::ColdWater, Dated::new([since("2013-01-01", Volume(4_745_000))]))]);
    let factor = Dated::new([since("2013-06-01", 150), since("2025-12-06", 300)]);
    Law {
        norms: Norms(norms),
        expired_factors: HashMap::from([(Resource::ColdWater, factor)]),
        ..Law::default()
    }
}

fn line(service: &str, unit: &str, volume: i64, tariff: i64) -> ServiceLine {
    ServiceLine {
        service: service.into(),
        unit: unit.into(),
        volume: Some(Volume(volume)),
        source: None,
        tariff: Some(Tariff(tariff)),
        charged: cost(Volume(volume), Tariff(tariff)),
        factor: None,
        factor_sum: Money::ZERO,
        recalculation: Money::ZERO,
        benefit: Money::ZERO,
    }
}

/// 35.40 ₽ for a cubic metre.
fn lines() -> Vec<ServiceLine> {
    vec![line("ХВС", "м³", 11_000_000, 35_400_000), line("Водоотведение", "м³", 20_000_000, 25_120_000)]
}

/// The guide's cold water: 11.6 m³ in the average month up to December 2017.
fn row(month: &str, readings: &[Reading]) -> MeterRow {
    meter_row(meter(1, 5, 0), readings, period(month))
}

fn shown(bill: Bill) -> String {
    let basis = match bill.basis {
        Basis::Average => "average".to_owned(),
        Basis::Norm => "norm".to_owned(),
        Basis::RaisedNorm { factor } => format!("norm×{factor}"),
    };
    format!("{basis} {} {}", bill.volume.format(0), bill.cost.map_or("?".to_owned(), Money::plain))
}

fn told(price: Option<Price>) -> String {
    let Some(price) = price else { return "nothing".to_owned() };
    let later = price.later.map(|(period, bill)| format!(", {period} {}", shown(bill))).unwrap_or_default();
    let extra = price.extra().map(|extra| format!(", +{}", extra.plain())).unwrap_or_default();
    format!("{} {}{later}{extra}", price.period, shown(price.bill))
}

#[test]
fn a_month_without_a_reading_costs_the_average_and_the_norm_in_the_end() {
    let law = law();
    let lines = lines();
    let one = [reading("2017-12", &[388])];
    for (month, readings, residents, among, expected) in [
        ("2018-01", guide(), 4, 1, "2018-01 average 11.6 410.64, 2018-04 norm 18.98 671.89, +261.25"),
        ("2018-03", guide(), 4, 1, "2018-03 average 11.6 410.64, 2018-04 norm 18.98 671.89, +261.25"),
        ("2018-04", guide(), 4, 1, "2018-04 norm 18.98 671.89, +261.25"),
        ("2018-01", guide(), 2, 1, "2018-01 average 11.6 410.64, 2018-04 norm 9.49 335.95"),
        ("2018-04", guide(), 4, 2, "2018-04 norm 9.49 335.95"),
        // Nobody is registered: the norm is for one.
        ("2018-04", guide(), 0, 1, "2018-04 norm 4.745 167.97"),
        ("2018-01", one.to_vec(), 4, 1, "2018-01 norm 18.98 671.89"),
        ("2018-01", Vec::new(), 4, 1, "2018-01 norm 18.98 671.89"),
    ] {
        let known = Known { law: &law, lines: &lines, residents, among };
        let price = not_given(&row(month, &readings), period(month), &known);
        assert_eq!(told(price), expected, "{month} {residents} {among}");
    }
}

#[test]
fn an_expired_verification_costs_the_norm_times_the_factor_of_the_day() {
    let law = law();
    let lines = lines();
    let known = Known { law: &law, lines: &lines, residents: 4, among: 1 };
    for (until, today, expected) in [
        ("2018-04-30", "2018-01-25", "nothing"),
        // It ends with March: from April on readings do not count.
        ("2018-03-31", "2018-01-30", "2018-04 average 11.6 410.64, 2018-07 norm×150 28.47 1007.84, +597.20"),
        ("2018-03-12", "2018-01-30", "2018-03 average 11.6 410.64, 2018-06 norm×150 28.47 1007.84, +597.20"),
        ("2017-12-31", "2018-01-25", "2018-01 average 11.6 410.64, 2018-04 norm×150 28.47 1007.84, +597.20"),
        ("2017-10-01", "2018-01-25", "2018-01 norm×150 28.47 1007.84, +597.20"),
        // No reading was given for years: the three months of the average are long over.
        (
            "2025-11-30",
            "2025-12-01",
            "2025-12 norm×150 28.47 1007.84, 2026-01 norm×300 56.94 2015.68, +1605.04",
        ),
        ("2025-12-31", "2025-12-01", "2026-01 average 11.6 410.64, 2026-04 norm×300 56.94 2015.68, +1605.04"),
    ] {
        let verified = Meter { verified_until: Some(day(until)), ..meter(1, 5, 0) };
        let row = MeterRow { meter: verified, ..row("2018-01", &guide()) };
        assert_eq!(told(unverified(&row, day(today), &known)), expected, "{until} {today}");
    }
}

#[test]
fn months_without_a_reading_before_the_verification_ended_are_counted_too() {
    let (law, lines) = (law(), lines());
    let known = Known { law: &law, lines: &lines, residents: 4, among: 1 };
    let readings: Vec<Reading> =
        guide().into_iter().filter(|reading| reading.period <= period("2017-10")).collect();
    for (month, today, expected) in [
        (
            "2018-01",
            "2018-01-25",
            "2018-01 average 13.666667 483.80, 2018-02 norm×150 28.47 1007.84, +524.04",
        ),
        ("2018-02", "2018-02-10", "2018-02 norm×150 28.47 1007.84, +524.04"),
    ] {
        let verified = Meter { verified_until: Some(day("2017-12-31")), ..meter(1, 5, 0) };
        let row = MeterRow { meter: verified, ..row(month, &readings) };
        assert_eq!(told(unverified(&row, day(today), &known)), expected, "{today}");
    }
}

#[test]
fn without_a_factor_it_stays_the_average() {
    let law = law();
    let lines = vec![line("Электроэнергия", "кВт·ч", 200_000_000, 5_920_000)];
    let known = Known { law: &law, lines: &lines, residents: 4, among: 1 };
    let until = Some(day("2017-01-31"));
    let of = Meter { verified_until: until, resource: Resource::Electricity, ..meter(1, 5, 0) };
    let row = MeterRow { meter: of, ..row("2018-01", &guide()) };
    assert_eq!(told(unverified(&row, day("2018-01-25"), &known)), "2018-01 average 11.6 68.67");
}

#[test]
fn a_month_costs_the_sum_of_its_meters_where_all_are_known() {
    let (law, lines) = (law(), lines());
    let known = Known { law: &law, lines: &lines, residents: 4, among: 1 };
    let silent = not_given(&row("2018-04", &guide()), period("2018-04"), &known).unwrap();
    let unpriced = Price { bill: Bill { cost: None, ..silent.bill }, ..silent };
    let verified = Price { silence: Silence::Unverified { until: day("2018-05-01") }, ..unpriced };
    for (prices, expected) in [
        (vec![], None),
        (vec![silent], Some(67_189)),
        (vec![silent, silent, verified], Some(134_378)),
        (vec![silent, unpriced], None),
        (vec![verified], None),
    ] {
        let prices: Vec<_> = prices.into_iter().map(|price| ((), price)).collect();
        assert_eq!(total(&prices), expected.map(Money));
    }
}

#[test]
fn where_nothing_is_known_nothing_is_said() {
    let (law, none) = (law(), Law::default());
    let with = |law, lines| Known { law, lines, residents: 4, among: 1 };
    let silent = row("2018-04", &guide());
    assert_eq!(told(not_given(&silent, period("2018-04"), &with(&none, &[]))), "nothing");
    assert_eq!(told(not_given(&silent, period("2018-04"), &with(&law, &[]))), "2018-04 norm 18.98 ?");
    let unknown = row("2018-01", &guide());
    assert_eq!(told(unverified(&unknown, day("2018-01-25"), &with(&law, &[]))), "nothing");
}

#[test]
fn a_tariff_is_what_a_unit_came_to() {
    let zones = [
        line("Электроэнергия, день", "кВт·ч", 100_000_000, 6_000_000),
        line("Электроэнергия, ночь", "кВт·ч", 50_000_000, 3_000_000),
        line("Электроснабжение ОДН", "кВт·ч", 10_000_000, 100_000_000),
    ];
    let heated = [
        line("Горячая вода, носитель", "м³", 3_000_000, 40_000_000),
        line("Горячая вода, тепловая энергия", "Гкал", 200_000, 1_800_000_000),
    ];
    for (resource, lines, expected) in [
        (Resource::ColdWater, &lines()[..], Some(35_400_000)),
        (Resource::HotWater, &lines()[..], None),
        (Resource::Electricity, &zones[..], Some(5_000_000)),
        (Resource::HotWater, &heated[..], Some(160_000_000)),
        (Resource::ColdWater, &[line("ХВС", "м³", 0, 35_400_000)][..], Some(35_400_000)),
        (Resource::ColdWater, &[line("ХВС", "чел.", 2_000_000, 300_000_000)][..], None),
        (Resource::Gas, &[line("Газоснабжение", "м³", 7_000_000, 6_500_000)][..], Some(6_500_000)),
    ] {
        assert_eq!(tariff(resource, lines), expected.map(Tariff), "{resource:?}");
    }
}

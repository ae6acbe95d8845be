use super::*;
use crate::{
    ids::MeterId,
    law::Dated,
    readings::tests::{day, meter, period, reading},
};
use uuid::Uuid;

const COLD: Resource = Resource::ColdWater;

fn unit(number: &str, residents: u32, readings: &[&[Reading]]) -> Unit {
    Unit {
        account: AccountId(Uuid::nil()),
        number: number.into(),
        label: number.into(),
        residents,
        opened_on: None,
        closed_on: None,
        meters: readings.iter().map(|readings| (meter(1, 5, 0), readings.to_vec())).collect(),
    }
}

/// From November to December so much.
fn used(volume: i64) -> Vec<Reading> {
    vec![reading("2017-11", &[100]), reading("2017-12", &[100 + volume])]
}

fn common(ratio: u32, readings: Vec<Reading>) -> (HouseMeter, Vec<Reading>) {
    (HouseMeter { meter: Meter { id: MeterId(Uuid::nil()), ..meter(1, 5, 0) }, ratio }, readings)
}

fn norms(volume: i64) -> Norms {
    Norms([(COLD, Dated::new([(day("2012-01-01"), Volume(volume))]))].into())
}

fn cold(house: &House) -> Balance {
    let balances = balance(house, period("2017-12"));
    assert_eq!(balances.len(), 1, "{balances:?}");
    balances.into_iter().next().unwrap()
}

/// «дом 30 (1/1), квартиры 20, разница 10, 333»
fn shown(month: &Month) -> String {
    let whole = |volume: Volume| volume.format(0);
    let HouseVolume { volume, read, of } = month.house;
    let difference = month.difference().map_or("-".to_owned(), whole);
    let permille = month.permille().map_or("-".to_owned(), |permille| permille.to_string());
    format!(
        "{} ({read}/{of}) {} {difference} {permille} {:?}",
        whole(volume),
        whole(month.units),
        month.meaning()
    )
}

#[test]
fn the_house_is_measured_against_its_units() {
    let ten: &[Reading] = &used(10);
    let units = || vec![unit("1", 2, &[ten]), unit("2", 2, &[ten, &used(5)])];
    for (meters, expected) in [
        (vec![], "0 (0/0) 25 - - NoMeter"),
        (vec![common(1, used(30))], "30 (1/1) 25 5 167 Above"),
        (vec![common(1, used(25))], "25 (1/1) 25 0 0 Even"),
        (vec![common(1, used(20))], "20 (1/1) 25 −5 -250 Below"),
        (vec![common(1, used(0))], "0 (1/1) 25 −25 - Below"),
        (vec![common(3, used(10))], "30 (1/1) 25 5 167 Above"),
        (vec![common(1, used(20)), common(1, used(10))], "30 (2/2) 25 5 167 Above"),
        (vec![common(1, used(20)), common(1, vec![])], "20 (1/2) 25 - - PartlyRead"),
        (vec![common(1, vec![reading("2017-12", &[5])])], "0 (0/1) 25 - - NotRead"),
    ] {
        let balance = cold(&House { meters, units: units(), norms: Norms::default() });
        assert_eq!(shown(balance.month().unwrap()), expected);
        assert_eq!(balance.read, Part { volume: Volume(25_000_000), count: 3 });
    }
}

#[test]
fn what_is_missing_is_counted_by_average_by_norm_or_not_at_all() {
    let steady: Vec<Reading> = ["2017-08", "2017-09", "2017-10", "2017-11"]
        .into_iter()
        .zip([10, 14, 18, 22])
        .map(|(m, v)| reading(m, &[v]))
        .collect();
    let silent: &[Reading] = &[reading("2017-06", &[5])];
    let units = vec![
        unit("read", 1, &[&used(10)]),
        unit("average", 1, &[&steady]),
        unit("norm", 3, &[silent]),
        unit("shared", 1, &[&used(10), silent]),
        unit("unmetered", 2, &[]),
        unit("parking", 0, &[]),
        Unit { closed_on: Some(day("2017-11-30")), ..unit("closed", 1, &[silent]) },
        Unit { opened_on: Some(day("2018-01-01")), ..unit("new", 1, &[]) },
    ];
    let house = House { meters: vec![common(1, used(60))], units, norms: norms(6_000_000) };
    let with_norms = cold(&house);
    assert_eq!(with_norms.read, Part { volume: Volume(20_000_000), count: 2 });
    assert_eq!(with_norms.average, Part { volume: Volume(4_000_000), count: 1 });
    assert_eq!(with_norms.norm, Part { volume: Volume(18_000_000 + 3_000_000 + 12_000_000), count: 3 });
    assert_eq!((with_norms.unknown, with_norms.is_a_guess()), (0, true));
    assert_eq!(shown(with_norms.month().unwrap()), "60 (1/1) 57 3 50 Above");

    let without = cold(&House { norms: Norms::default(), ..house });
    assert_eq!((without.norm, without.unknown), (Part::default(), 3));
    assert!(without.is_a_guess(), "nothing is known of three");
}

#[test]
fn who_leaves_most_to_guessing_comes_first() {
    let idle: Vec<Reading> = (8..=12).map(|month| reading(&format!("2017-{month:02}"), &[50])).collect();
    let units = vec![
        unit("quiet", 1, &[&idle]),
        unit("fine", 1, &[&used(3)]),
        unit("silent", 3, &[&[reading("2017-06", &[5])]]),
        unit("never", 1, &[&[]]),
        unit("unmetered", 2, &[]),
    ];
    let balance = cold(&House { meters: vec![common(1, used(60))], units, norms: norms(6_000_000) });
    let doubts: Vec<(&str, Concern, i64)> = balance
        .doubts
        .iter()
        .map(|unit| (unit.number.as_str(), unit.concern, unit.volume.0 / 1_000_000))
        .collect();
    assert_eq!(
        doubts,
        [
            ("silent", Concern::Silent { months: Some(6) }, 18),
            ("unmetered", Concern::Unmetered, 12),
            ("never", Concern::Silent { months: None }, 6),
            ("quiet", Concern::Idle { months: 4 }, 6),
        ]
    );
}

#[test]
fn no_more_than_ten_units_are_named() {
    let units = (0..13).map(|at| unit(&format!("{at:02}"), 1, &[&[]])).collect();
    let balance = cold(&House { meters: vec![], units, norms: Norms::default() });
    assert_eq!((balance.doubts.len(), balance.more_doubts, balance.unknown), (10, 3, 13));
}

#[test]
fn twelve_months_lead_up_to_the_one_asked_for() {
    let readings: Vec<Reading> =
        (1..=12).map(|month| reading(&format!("2017-{month:02}"), &[i64::from(month) * 10])).collect();
    let house = House {
        meters: vec![common(2, readings.clone())],
        units: vec![unit("1", 1, &[&readings])],
        norms: Norms::default(),
    };
    let months = cold(&house).months;
    assert_eq!(months.len(), 12);
    assert_eq!(shown(&months[0]), "20 (1/1) 10 10 500 Above");
    assert_eq!((months[11].period, months[11].meaning()), (period("2017-01"), Meaning::NotRead));
    assert!(balance(&House::default(), period("2017-12")).is_empty());
}

#[test]
fn a_meter_counts_for_the_months_it_hung_in() {
    let removed = Meter { removed_on: Some(day("2017-10-15")), ..meter(1, 5, 0) };
    let mut house = House {
        meters: vec![common(1, used(20))],
        units: vec![unit("1", 0, &[&used(10)])],
        norms: Norms::default(),
    };
    house.units[0].meters.push((removed, vec![]));
    let balance = cold(&house);
    assert_eq!((balance.read.count, balance.unknown), (1, 0));
}

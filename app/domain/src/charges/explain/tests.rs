use super::*;
use crate::charges::VolumeSource;
use proptest::{collection::vec, prelude::*, sample::select};

/// «Service unit volume × tariff», rounded as a bill does.
fn line(service: &str, unit: &str, volume: &str, tariff: &str) -> ServiceLine {
    let volume = Volume::from_decimal(volume.parse().unwrap()).unwrap();
    let tariff = Tariff::from_decimal(tariff.parse().unwrap()).unwrap();
    ServiceLine { volume: Some(volume), tariff: Some(tariff), ..fixed(service, unit, cost(volume, tariff).0) }
}

fn fixed(service: &str, unit: &str, charged: i64) -> ServiceLine {
    ServiceLine {
        service: service.into(),
        unit: unit.into(),
        volume: None,
        source: None,
        tariff: None,
        charged: Money(charged),
        factor: None,
        factor_sum: Money::ZERO,
        recalculation: Money::ZERO,
        benefit: Money::ZERO,
    }
}

/// The guide's December 2017, and its November.
fn guide() -> Explanation {
    let bill = |water: [&str; 3], power: [&str; 3], heat: &str, again: i64| {
        vec![
            line("ХВС", "м³", water[0], "30.90"),
            line("ГВС", "м³", water[1], "101.42"),
            line("Водоотведение", "м³", water[2], "30.90"),
            line("Электроэнергия, день", "кВт·ч", power[0], "3.26"),
            line("Электроэнергия, ночь", "кВт·ч", power[1], "1.84"),
            line("Электроэнергия, полупик", "кВт·ч", power[2], "2.73"),
            ServiceLine {
                recalculation: Money(again), ..line("Отопление", "Гкал", heat, "1702.98")
            },
            line("Содержание жилья", "м²", "55.2", "20.0054"),
            line("Общедомовые нужды", "м²", "55.2", "1.5652"),
            line("Домофон", "", "1", "45"),
        ]
    };
    let now = bill(["6", "8", "14"], ["81.547", "89.35", "100.044"], "0.730", 0);
    let before = bill(["11", "10", "21"], ["154.193", "150.535", "207.125"], "0.400", -34_198);
    explain(&now, &before)
}

fn told(waterfall: &Waterfall) -> Vec<String> {
    let told =
        waterfall.bars.iter().map(|bar| format!("{} {} {:?}", bar.service, bar.amount.plain(), bar.cause));
    told.collect()
}

#[test]
fn the_guides_december_is_311_41_less_than_november() {
    let guide = guide();
    assert_eq!((guide.now, guide.before), (Money(461_160), Money(492_301)));
    assert_eq!(guide.difference(), Money(-31_141));
    assert!(guide.adds_up());
}

#[test]
fn the_picture_of_december_has_the_bars_of_the_design() {
    let waterfall = guide().waterfall(8);
    assert_eq!(
        told(&waterfall),
        [
            "Электроэнергия -641.74 Volume { by: Volume(-240912000), unit: \"кВт·ч\" }",
            "Водоотведение -216.30 Volume { by: Volume(-7000000), unit: \"м³\" }",
            "ГВС -202.84 Volume { by: Volume(-2000000), unit: \"м³\" }",
            "ХВС -154.50 Volume { by: Volume(-5000000), unit: \"м³\" }",
            "Отопление 561.99 Volume { by: Volume(330000), unit: \"Гкал\" }",
            "Отопление 341.98 Recalculation { before: Money(-34198), now: Money(0) }",
        ]
    );
    assert_eq!(waterfall.rest, Some(Rest { amount: Money::ZERO, small: 0 }));
}

#[test]
fn bars_that_are_too_small_sum_up_in_the_rest() {
    let waterfall = guide().waterfall(4);
    assert_eq!(waterfall.bars.len(), 4);
    assert_eq!(waterfall.rest, Some(Rest { amount: Money(-20_284 - 15_450), small: 2 }));
}

#[test]
fn what_was_used_is_told_apart_from_what_it_costs() {
    let explained = explain(&[line("ХВС", "м³", "7", "33.00")], &[line("ХВС", "м³", "5", "30.00")]);
    let parts = Parts { volume: Money(6_000), tariff: Money(2_100), ..Parts::default() };
    assert_eq!(explained.services[0].parts, parts);
    assert_eq!(told(&explained.waterfall(8)), [format!("ХВС 81.00 {:?}", Cause::Several(parts))]);
}

#[test]
fn a_dearer_tariff_is_told_with_both_tariffs() {
    let explained = explain(&[line("Домофон", "", "1", "50")], &[line("Домофон", "", "1", "45")]);
    assert_eq!(
        told(&explained.waterfall(8)),
        ["Домофон 5.00 Tariff { before: Tariff(45000000), now: Tariff(50000000) }"]
    );
}

#[test]
fn factor_benefit_and_recalculation_are_parts_of_their_own() {
    let before = line("ХВС", "м³", "5", "30.00");
    let now = ServiceLine {
        factor: Some(150),
        factor_sum: Money(7_500),
        recalculation: Money(-1_000),
        benefit: Money(2_000),
        ..before.clone()
    };
    let expected = Parts {
        factor: Money(7_500),
        recalculation: Money(-1_000),
        benefit: Money(-2_000),
        ..Parts::default()
    };
    assert_eq!(explain(&[now], &[before]).services[0].parts, expected);
}

#[test]
fn services_that_are_new_or_ended_are_the_rest() {
    let explained = explain(&[fixed("Домофон", "", 4_500)], &[fixed("Антенна", "", 20_000)]);
    let rest: Vec<Money> = explained.services.iter().map(|change| change.parts.rest).collect();
    assert_eq!(rest, [Money(4_500), Money(-20_000)]);
    assert_eq!(told(&explained.waterfall(8)), ["Антенна -200.00 Ended", "Домофон 45.00 New"]);
    assert_eq!(explained.waterfall(8).rest, None);
}

#[test]
fn a_sum_that_is_not_volume_times_tariff_is_not_split() {
    let before = line("ХВС", "м³", "5", "30.00");
    let now = ServiceLine { charged: Money(99_900), ..line("ХВС", "м³", "6", "30.00") };
    let parts = explain(&[now], &[before]).services[0].parts;
    assert_eq!(parts, Parts { rest: Money(99_900 - 15_000), ..Parts::default() });
}

#[test]
fn a_unit_that_changed_is_not_compared() {
    let explained =
        explain(&[line("Отопление", "м²", "55", "30")], &[line("Отопление", "Гкал", "0.4", "1702.98")]);
    assert_eq!(explained.services[0].used_more(), None);
    assert_eq!(explained.services[0].parts.rest, explained.difference());
}

#[test]
fn lines_of_one_service_are_paired_by_likeness() {
    let metered = line("ХВС", "м³", "5", "30.90");
    let common = ServiceLine { source: Some(VolumeSource::Norm), ..line("ХВС", "м³", "0.2", "30.90") };
    let explained = explain(&[common.clone(), metered.clone()], &[metered, common]);
    assert!(explained.services.iter().all(|change| change.parts == Parts::default()));
}

#[test]
fn two_bills_that_are_equal_have_nothing_but_a_rest() {
    let lines = [line("ХВС", "м³", "5", "30.90")];
    let waterfall = explain(&lines, &lines).waterfall(8);
    assert_eq!(waterfall, Waterfall { bars: Vec::new(), rest: Some(Rest { amount: Money::ZERO, small: 0 }) });
}

fn lines() -> impl Strategy<Value = Vec<ServiceLine>> {
    let names =
        select(vec!["ХВС", "Электроэнергия, день", "Электроэнергия, ночь", "Электроэнергия", "Отопление"]);
    let units = select(vec!["м³", "кВт·ч"]);
    let numbers = (prop::option::of(-5_000_000..50_000_000_i64), prop::option::of(0..200_000_000_i64));
    let sums = (prop::option::of(-50_000..500_000_i64), 0..10_000_i64, -50_000..50_000_i64, 0..10_000_i64);
    let lines = (names, units, numbers, sums).prop_map(
        |(service, unit, (volume, tariff), (charged, factor, again, benefit))| {
            let (volume, tariff) = (volume.map(Volume), tariff.map(Tariff));
            let product = volume.zip(tariff).map_or(Money::ZERO, |(volume, tariff)| cost(volume, tariff));
            ServiceLine {
                volume,
                tariff,
                factor_sum: Money(factor),
                recalculation: Money(again),
                benefit: Money(benefit),
                ..fixed(service, unit, charged.unwrap_or(product.0))
            }
        },
    );
    vec(lines, 0..9)
}

proptest! {
    #[test]
    fn the_parts_sum_to_the_difference_to_the_kopeck(now in lines(), before in lines(), most in 0..10_usize) {
        let explained = explain(&now, &before);
        prop_assert!(explained.adds_up());
        for change in &explained.services {
            let (due_now, due_before) = change.due();
            prop_assert_eq!(change.parts.total(), due_now - due_before);
        }
        let (shown_now, shown_before): (Vec<Money>, Vec<Money>) = explained.services.iter().map(ServiceChange::due).unzip();
        prop_assert_eq!(shown_now.iter().sum::<Money>(), explained.now);
        prop_assert_eq!(shown_before.iter().sum::<Money>(), explained.before);
        let waterfall = explained.waterfall(most);
        let drawn: Money = waterfall.bars.iter().map(|bar| bar.amount).sum();
        prop_assert_eq!(drawn + waterfall.rest.map_or(Money::ZERO, |rest| rest.amount), explained.difference());
        prop_assert!(waterfall.bars.len() <= most);
    }

    #[test]
    fn the_same_lines_in_another_order_explain_nothing(now in lines(), turn in 0..9_usize) {
        let mut before = now.clone();
        before.rotate_left(turn.min(now.len()));
        prop_assert!(explain(&now, &before).difference().is_zero());
        prop_assert!(explain(&now, &before).adds_up());
    }
}

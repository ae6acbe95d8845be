use super::*;
use std::num::NonZeroU16;

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

fn period(text: &str) -> Period {
    text.parse().unwrap()
}

fn said(of: &Cause) -> String {
    cause(of, period("2017-12"), period("2017-11")).replace('\u{a0}', " ")
}

#[test]
fn months_are_declined() {
    let months = (1..=12).filter_map(|month| Period::new(2018, month));
    let words: Vec<String> = months.map(|period| month_locative(period.first_day())).collect();
    assert_eq!(words[..6], ["январе", "феврале", "марте", "апреле", "мае", "июне"]);
    assert_eq!(words[6..], ["июле", "августе", "сентябре", "октябре", "ноябре", "декабре"]);
    assert_eq!(month_title(period("2017-12")), "Декабрь 2017");
}

#[test]
fn a_cause_is_told_in_the_words_of_the_design() {
    let volume = |by, unit: &str| Cause::Volume { by: Volume(by), unit: unit.into() };
    for (of, expected) in [
        (volume(-7_000_000, "м³"), "на 7 м³ меньше"),
        (volume(-240_912_000, "кВт·ч"), "на 240.912 кВт·ч меньше"),
        (volume(330_000, "Гкал"), "на 0.330 Гкал больше"),
        (
            Cause::Tariff { before: Tariff(45_000_000), now: Tariff(50_500_000) },
            "тариф вырос с 45.00 до 50.50 ₽",
        ),
        (Cause::Recalculation { before: Money(-34_198), now: Money::ZERO }, "в декабре его нет"),
        (Cause::Recalculation { before: Money::ZERO, now: Money(-34_198) }, "в ноябре его не было"),
        (Cause::New, "в ноябре не начисляли"),
        (Cause::Ended, "в декабре не начисляли"),
        (
            Cause::Several(Parts { volume: Money(6_000), tariff: Money(-2_100), ..Parts::default() }),
            "объём +60.00, тариф −21.00",
        ),
        (Cause::Several(Parts { benefit: Money(-100), ..Parts::default() }), "льгота"),
    ] {
        assert_eq!(said(&of), expected);
    }
}

fn bar(service: &str, cause: Cause, amount: i64) -> Bar {
    Bar { service: service.into(), cause, amount: Money(amount) }
}

#[test]
fn the_difference_is_told_in_short() {
    let again = Cause::Recalculation { before: Money(-34_198), now: Money::ZERO };
    let bars = [
        bar("Электроэнергия", Cause::New, -64_174),
        bar("ГВС", Cause::New, -20_284),
        bar("ХВС", Cause::New, -15_450),
        bar("Отопление", Cause::New, 56_199),
        bar("Отопление", again, 34_198),
    ];
    assert_eq!(
        in_short(&bars, period("2017-12"), period("2017-11")),
        "Дешевле: электроэнергия, ГВС и ХВС. Дороже: отопление. Перерасчёта, который был в ноябре, больше нет."
    );
    assert_eq!(in_short(&[], period("2017-12"), period("2017-11")), "");
}

#[test]
fn a_recalculation_is_named_after_its_service() {
    let again = || Cause::Recalculation { before: Money::ZERO, now: Money(1) };
    for (service, expected) in [
        ("Отопление", "Перерасчёт отопления"),
        ("Электроэнергия", "Перерасчёт электроэнергии"),
        ("ХВС", "Перерасчёт ХВС"),
        ("Домофон", "Перерасчёт: домофон"),
        ("Содержание жилья", "Перерасчёт: содержание жилья"),
    ] {
        assert_eq!(bar_name(&bar(service, again(), 1)), expected);
    }
}

#[test]
fn a_rate_is_written_without_idle_zeros() {
    assert_eq!([775, 950, 1_100, 5].map(rate), ["7.75\u{a0}%", "9.5\u{a0}%", "11\u{a0}%", "0.05\u{a0}%"]);
}

#[test]
fn penalties_to_come_are_told_with_their_day() {
    let outlook = |today, growth: Option<(&str, i64)>| Outlook {
        today: Money(today),
        in_ten_days: Money(today),
        growth: growth.map(|(from, daily)| Growth { from: day(from), daily: Money(daily) }),
    };
    for (outlook, expected) in [
        (
            outlook(0, Some(("2018-02-10", 119))),
            "Пени сегодня 0.00 ₽. Если не оплатить до 10.02.2018, начнут расти на 1.19 ₽ в день.",
        ),
        (outlook(354, Some(("2018-01-25", 115))), "Пени сегодня 3.54 ₽, растут на 1.15 ₽ в день."),
        (
            outlook(354, Some(("2018-05-01", 58))),
            "Пени сегодня 3.54 ₽. Если не оплатить до 01.05.2018, снова начнут расти на 0.58 ₽ в день.",
        ),
        (outlook(0, None), "Пени сегодня 0.00 ₽."),
    ] {
        assert_eq!(penalty_note(&outlook, day("2018-01-25")).replace('\u{a0}', " "), expected);
    }
}

#[test]
fn the_formula_of_a_segment_can_be_checked_by_hand() {
    let divisor = NonZeroU16::new(300).unwrap();
    let segment = Segment {
        from: day("2018-02-10"),
        to: day("2018-02-11"),
        number: 31,
        debt: Money(461_159),
        accrual: Accrual::Part { rate: 775, divisor },
    };
    let formula = formula(&segment).map(|formula| formula.replace('\u{a0}', " "));
    assert_eq!(formula.as_deref(), Some("4 611.59 × 7.75 % × 1/300 × 2"));
    assert_eq!(numbers(&segment), "31–32-й день");
    assert_eq!(segment.sum().format(4), "2.3827");
}

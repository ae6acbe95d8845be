use super::*;
use proptest::prelude::*;

#[test]
fn a_sum_is_read_as_people_type_it() {
    for (text, kopecks) in [
        ("4611.60", 461_160),
        ("4 611,6", 461_160),
        ("4\u{a0}611.60 ₽", 461_160),
        ("0", 0),
        ("007", 700),
        (",5", 50),
        ("12.", 1_200),
        ("1.500", 150),
        ("100 руб.", 10_000),
    ] {
        assert_eq!(Money::parse(text), Ok(Money(kopecks)), "{text}");
    }
}

#[test]
fn what_is_no_sum_is_told_by_its_first_fault() {
    for (text, error) in [
        ("", MoneyError::Empty),
        (" ₽", MoneyError::Empty),
        ("-5", MoneyError::Negative),
        ("−5", MoneyError::Negative),
        ("5 рублей", MoneyError::NotANumber('р')),
        ("1.2.3", MoneyError::NotANumber('.')),
        (".", MoneyError::NotANumber('.')),
        ("10.005", MoneyError::TooManyDecimals),
        ("1000000000", MoneyError::TooLarge { max: Money::MAX }),
        ("99999999999999999999", MoneyError::TooLarge { max: Money::MAX }),
    ] {
        assert_eq!(Money::parse(text), Err(error), "{text}");
    }
}

#[test]
fn a_sum_is_written_as_the_guide_writes_it() {
    for (kopecks, text) in [
        (461_160, "4\u{a0}611.60"),
        (0, "0.00"),
        (-1, "−0.01"),
        (100_000_000, "1\u{a0}000\u{a0}000.00"),
        (99_999, "999.99"),
    ] {
        assert_eq!(Money(kopecks).to_string(), text);
    }
    assert_eq!(Money(-461_160).plain(), "-4611.60");
}

#[test]
fn a_cost_is_rounded_half_up_to_a_kopeck() {
    for (volume, tariff, kopecks) in [
        (81_547_000, 3_260_000, 26_584),
        (55_200_000, 20_005_400, 110_430),
        (1_000_000, 5_000, 1),
        (1_000_000, 4_999, 0),
        (-1_000_000, 5_000, -1),
    ] {
        assert_eq!(cost(Volume(volume), Tariff(tariff)), Money(kopecks), "{volume} × {tariff}");
    }
}

#[test]
fn decimals_beyond_the_least_are_written_where_they_are() {
    assert_eq!(Tariff(20_005_400).format(2), "20.0054");
    assert_eq!(Tariff(45_000_000).format(2), "45.00");
    assert_eq!(Volume(6_000_000).format(0), "6");
    assert_eq!(Volume(-240_912_000).format(0), "−240.912");
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(kopecks in 0..=Money::MAX.0) {
        prop_assert_eq!(Money::parse(&Money(kopecks).to_string()), Ok(Money(kopecks)));
        prop_assert_eq!(Money::parse(&Money(kopecks).plain()), Ok(Money(kopecks)));
    }

    #[test]
    fn no_text_breaks_the_reader(text in ".{0,40}") {
        let _ = Money::parse(&text);
    }
}

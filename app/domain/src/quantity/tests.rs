use super::*;
use proptest::prelude::*;

const WATER: Dial = Dial { digits: 5, decimals: 0 };
const WATER_FRACTION: Dial = Dial { digits: 5, decimals: 3 };
const POWER: Dial = Dial { digits: 4, decimals: 3 };

#[track_caller]
fn check(dial: Dial, text: &str, expected: Result<i64, ValueError>) {
    assert_eq!(dial.parse(text), expected.map(Quantity), "{text:?}");
}

#[test]
fn comma_and_point_are_both_accepted() {
    check(POWER, "3605.962", Ok(3_605_962));
    check(POWER, "3605,962", Ok(3_605_962));
}

#[test]
fn spaces_and_leading_zeros_do_not_count() {
    check(WATER, " 00 388\u{a0}", Ok(388));
    check(WATER, "0000000388", Ok(388));
}

#[test]
fn fewer_decimals_than_the_dial_has_are_filled_up() {
    check(POWER, "3235.99", Ok(3_235_990));
    check(POWER, "3235", Ok(3_235_000));
    check(POWER, ",5", Ok(500));
}

#[test]
fn zeros_beyond_the_dial_do_not_hurt() {
    check(WATER, "388,000", Ok(388));
}

#[test]
fn a_fraction_on_a_whole_dial_is_one_decimal_too_many() {
    check(WATER, "388,5", Err(ValueError::TooManyDecimals { dial: WATER, given: 1 }));
}

#[test]
fn a_number_of_all_digits_without_a_point_is_a_missing_point() {
    check(POWER, "4712318", Err(ValueError::PointMissing { dial: POWER, meant: Quantity(4_712_318) }));
}

#[test]
fn too_many_digits_are_counted() {
    check(WATER, "123456", Err(ValueError::TooManyDigits { dial: WATER, given: 6 }));
    check(POWER, "12345.1", Err(ValueError::TooManyDigits { dial: POWER, given: 5 }));
    check(WATER, &"9".repeat(400), Err(ValueError::TooManyDigits { dial: WATER, given: 400 }));
}

#[test]
fn what_is_not_a_number_is_named() {
    check(WATER, "38l", Err(ValueError::NotANumber('l')));
    check(WATER, "1e3", Err(ValueError::NotANumber('e')));
    check(WATER, "٣", Err(ValueError::NotANumber('٣')));
    check(WATER, ".", Err(ValueError::NotANumber('.')));
}

#[test]
fn two_points_are_no_number() {
    check(POWER, "298.1.2", Err(ValueError::TwoPoints));
    check(WATER, "1,2.3", Err(ValueError::TwoPoints));
    check(WATER, "1..", Err(ValueError::TwoPoints));
}

#[test]
fn below_zero_and_nothing_are_told_apart() {
    check(WATER, "-5", Err(ValueError::Negative));
    check(WATER, "−5", Err(ValueError::Negative));
    check(WATER, "  ", Err(ValueError::Empty));
}

#[test]
fn a_value_is_written_as_in_the_guide() {
    assert_eq!(POWER.format(Quantity(3_235_990)), "3235.99");
    assert_eq!(POWER.format(Quantity(3_235_000)), "3235");
    assert_eq!(POWER.format_full(Quantity(500)), "0.500");
    assert_eq!(WATER.format(Quantity(380)), "380");
    assert_eq!(POWER.format(Quantity(-1_500)), "-1.5");
}

#[test]
fn an_average_of_whole_units_keeps_a_tenth() {
    assert_eq!(WATER.format_average(Quantity(58), 5), "11.6");
    assert_eq!(WATER.format_average(Quantity(53), 5), "10.6");
    assert_eq!(POWER.format_average(Quantity(505_551), 5), "101.110");
    assert_eq!(WATER.format_average(Quantity(0), 5), "0.0");
}

#[test]
fn no_dial_is_wider_than_a_number() {
    assert_eq!(Dial::new(15, 3).map(Dial::capacity), Some(1_000_000_000_000_000_000));
    assert_eq!(Dial::new(15, 4), None);
    assert_eq!(Dial::new(0, 3), None);
    assert_eq!(Dial::new(5, 8), None);
}

proptest! {
    #[test]
    fn what_is_written_is_read_back(value in 0_i64..100_000_000, full: bool) {
        let dial = WATER_FRACTION;
        let text = if full { dial.format_full(Quantity(value)) } else { dial.format(Quantity(value)) };
        prop_assert_eq!(dial.parse(&text), Ok(Quantity(value)));
    }

    #[test]
    fn no_text_makes_it_panic(text in ".{0,40}") {
        let _ = POWER.parse(&text);
    }
}

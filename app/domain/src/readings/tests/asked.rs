//! What looks odd is asked about, and taken once it is explained.
use super::*;
use Explanation::{Correct, MeterReplaced, NobodyHome, PreviousWrong, RolledOver, Typo};

fn guide_case() -> Case {
    Case::of(meter(1, 5, 0), &guide())
}

/// Month by month from 07.2017 on.
fn series(values: &[i64]) -> Vec<Reading> {
    let first = period("2017-12").minus(u32::try_from(values.len()).unwrap() - 1);
    values.iter().zip(0..).map(|(value, back)| reading(&first.plus(back).to_string(), &[*value])).collect()
}

#[test]
fn a_value_below_the_previous_is_most_likely_a_typo() {
    guide_case().check("331", "zone 0 below 388: rolled 99943, expected 396, Typo");
    Case::of(meter(1, 5, 0), &guide()[5..]).check("331", "zone 0 below 388: rolled 99943, expected -, Typo");
}

#[test]
fn near_its_end_a_dial_may_have_gone_through_zero() {
    let case = |readings: &[i64]| Case::of(meter(1, 5, 0), &series(readings));
    case(&[99_940, 99_950, 99_960, 99_970, 99_980, 99_990])
        .check("4", "zone 0 below 99990: rolled 14, expected 99997, RolledOver");
    case(&[99_940, 99_950, 99_960, 99_970, 99_980, 99_998])
        .check("4", "zone 0 below 99998: rolled 6, expected 6, RolledOver");
}

#[test]
fn a_roll_over_is_not_likely_below_nine_tenths_or_with_too_much_used() {
    let case = |readings: &[i64]| Case::of(meter(1, 5, 0), &series(readings));
    case(&[40_000, 50_000, 60_000, 70_000, 80_000, 90_000])
        .check("100", "zone 0 below 90000: rolled 10100, expected 96536, Typo");
    case(&[40_000, 50_000, 60_000, 70_000, 80_000, 90_001])
        .check("100", "zone 0 below 90001: rolled 10099, expected 96537, RolledOver");
    case(&[99_940, 99_950, 99_960, 99_970, 99_980, 99_990])
        .check("50", "zone 0 below 99990: rolled 60, expected 99997, Typo");
    case(&[99_980, 99_990]).check("4", "zone 0 below 99990: rolled 14, expected 99996, Typo");
}

#[test]
fn more_than_three_times_the_usual_is_asked_about() {
    guide_case().check("410", "Given +22");
    guide_case().check("411", "zone 0 above usual: 23 of 8");
}

#[test]
fn the_usual_is_by_the_day() {
    let two_months_later = Case::on("2018-02-28", meter(1, 5, 0), &guide());
    two_months_later.check("455", "Given +67, NextPeriod { period: Period(2018-03-01) }");
    two_months_later.check("456", "zone 0 above usual: 68 of 22");
}

#[test]
fn with_less_than_three_months_of_history_nothing_is_unusual() {
    Case::of(meter(1, 5, 0), &series(&[371, 382, 388])).check("9999", "Given +9611");
    Case::of(meter(1, 5, 0), &series(&[363, 371, 382, 388])).check("9999", "zone 0 above usual: 9611 of 5");
}

#[test]
fn each_zone_has_its_own_usual() {
    let readings: Vec<Reading> = (0..4)
        .map(|at| reading(&period("2017-09").plus(at).to_string(), &[i64::from(at) * 100, i64::from(at)]))
        .collect();
    let case = Case::of(meter(2, 5, 0), &readings);
    case.check("400 4", "Given +100 +1");
    case.check("400 50", "zone 1 above usual: 47 of 1");
}

#[test]
fn no_consumption_is_asked_about_where_there_usually_is_some() {
    guide_case().check("388", "nothing used");
    guide_case().says(NobodyHome).check("388", "Given +0");
    Case::of(meter(1, 5, 0), &series(&[388, 388, 388, 388])).check("388", "Given +0");
    Case::of(meter(1, 5, 0), &series(&[388])).check("388", "Given +0");
}

#[test]
fn one_zone_without_consumption_is_nothing_odd() {
    let readings = [reading("2017-11", &[5, 5]), reading("2017-12", &[9, 9])];
    Case::of(meter(2, 5, 0), &readings).check("9 10", "Given +0 +1");
    Case::of(meter(2, 5, 0), &readings).check("9 9", "nothing used");
}

#[test]
fn the_third_month_without_consumption_goes_to_review() {
    let case = |readings: &[i64]| Case::of(meter(1, 5, 0), &series(readings)).says(NobodyHome);
    case(&[300, 388]).check("388", "Given +0");
    case(&[300, 388, 388]).check("388", "Given +0");
    case(&[300, 388, 388, 388]).check("388", "ForReview +0");
    case(&[300, 388, 388, 388, 388]).check("388", "ForReview +0");
}

#[test]
fn months_without_a_reading_are_months_without_consumption_too() {
    let readings = [reading("2017-09", &[300]), reading("2017-10", &[388])];
    let case = Case::of(meter(1, 5, 0), &readings).says(NobodyHome);
    case.check("388", "ForReview +0");
}

#[test]
fn swapped_zones_are_noticed() {
    let readings: Vec<Reading> = (0..4)
        .map(|at| {
            reading(
                &period("2017-09").plus(at).to_string(),
                &[1_000 + 50 * i64::from(at), 200 + 10 * i64::from(at)],
            )
        })
        .collect();
    let case = || Case::of(meter(2, 5, 0), &readings);
    case().check("1190 235", "Given +40 +5");
    case().check("235 1190", "swapped 0 1");
    case().says(Correct).check("235 1190", "ForReview");
    case().check("100 90", "zone 0 below 1150: rolled 98950, expected 1183, Typo");
}

#[test]
fn a_question_is_answered_by_one_of_its_choices_only() {
    let said = [Typo, RolledOver, MeterReplaced, PreviousWrong, Correct, NobodyHome];
    let taken = |typed: &str| -> Vec<Explanation> {
        let is_taken =
            |said: &Explanation| matches!(guide_case().says(*said).verdict(typed), Verdict::Taken { .. });
        said.into_iter().filter(is_taken).collect()
    };
    assert_eq!(taken("331"), [RolledOver, MeterReplaced, PreviousWrong]);
    assert_eq!(taken("999"), [MeterReplaced, PreviousWrong, Correct]);
    assert_eq!(taken("388"), [NobodyHome]);
    assert_eq!(taken("395"), said);
}

#[test]
fn the_likeliest_answer_comes_first() {
    let choices = |readings: &[i64], typed| match Case::of(meter(1, 5, 0), &series(readings)).verdict(typed) {
        Verdict::Asked { question, .. } => question.choices()[0],
        other => panic!("{other:?}"),
    };
    assert_eq!(choices(&[330, 352, 363, 371], "331"), Typo);
    assert_eq!(choices(&[99_960, 99_970, 99_980, 99_990], "4"), RolledOver);
}

#[test]
fn what_is_below_the_previous_is_not_counted_before_review() {
    for said in [RolledOver, MeterReplaced, PreviousWrong] {
        guide_case().says(said).check("331", "ForReview");
    }
    guide_case().says(Correct).check("999", "ForReview +611");
}

#[test]
fn an_explanation_of_nothing_odd_changes_nothing() {
    guide_case().says(RolledOver).check("395", "Given +7");
}

#[test]
fn the_widest_dial_does_not_overflow() {
    let top = 999_999_999_999_999_999;
    let readings = [reading("2010-01", &[0]), reading("2017-07", &[5]), reading("2017-12", &[top])];
    let case = Case::of(meter(1, 15, 3), &readings);
    case.check("0", &format!("zone 0 below {top}: rolled 1, expected 130718954248366011, RolledOver"));
    assert!(matches!(case.verdict("999999999999999.999"), Verdict::Asked { .. }));
}

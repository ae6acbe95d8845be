use super::*;

#[test]
fn a_row_of_blanks_is_empty() {
    let line = |values: &[&str]| {
        let values = values.iter().map(|value| (*value).to_owned()).collect();
        Line { meter: MeterId(Uuid::nil()), base: None, values, explanation: None }
    };
    for empty in [&[][..], &[""], &["", " ", "\u{a0}\t"]] {
        assert!(line(empty).is_empty(), "{empty:?}");
    }
    assert!(!line(&["", "0"]).is_empty());
}

#[test]
fn only_rows_that_were_taken_count() {
    let line = |typed: &str| AnsweredLine {
        meter: MeterId(Uuid::nil()),
        values: vec![typed.into()],
        explanation: None,
        verdict: Case::of(meter(1, 5, 0), &guide()).verdict(typed),
    };
    let answer = SubmissionAnswer {
        id: crate::ids::SubmissionId(Uuid::nil()),
        period: period("2018-01"),
        at: day("2018-01-20").and_hms_opt(13, 20, 0).unwrap(),
        notice: None,
        lines: vec![line("395"), line("331"), line("x"), line("396")],
    };
    assert_eq!(answer.taken(), 2);
}

use super::*;

#[track_caller]
fn check(text: &str, expected: &Result<Code, CodeError>) {
    assert_eq!(&Code::parse(text), expected);
}

#[test]
fn a_code_may_be_typed_as_it_is_shown() {
    check("123456", &Ok(Code::Timed(123_456)));
    check(" 012 345 ", &Ok(Code::Timed(12_345)));
    check("abcd-efgh-2345-mnop", &Ok(Code::Recovery("ABCDEFGH2345MNOP".into())));
}

#[test]
fn what_can_be_no_code_is_told() {
    check("  ", &Err(CodeError::Empty));
    check("12345", &Err(CodeError::Length { given: 5 }));
    check("12e456", &Err(CodeError::Wrong));
}

#[test]
fn a_code_is_not_written_to_a_log() {
    assert_eq!(format!("{:?}", Code::Timed(123_456)), "Timed");
}

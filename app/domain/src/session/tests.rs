use super::*;

#[track_caller]
fn email(text: &str, expected: Result<&str, EmailError>) {
    assert_eq!(Email::parse(text).map(|e| e.to_string()), expected.map(ToOwned::to_owned), "{text:?}");
}

#[track_caller]
fn password(text: &str, expected: Result<(), PasswordError>) {
    let anna = Email::parse("anna.petrova@example.org").unwrap();
    assert_eq!(check_password(text, &anna).err(), expected.err(), "{text:?}");
}

#[test]
fn an_address_is_trimmed_and_lower_case() {
    email("  Anna@Example.ORG ", Ok("anna@example.org"));
}

#[test]
fn an_address_that_is_none_is_told_why() {
    email("", Err(EmailError::Empty));
    email("anna.example.org", Err(EmailError::NoAt));
    email("anna@example", Err(EmailError::Incomplete));
    email("@example.org", Err(EmailError::Incomplete));
    email("anna@.org", Err(EmailError::Incomplete));
    email("анна@example.org", Err(EmailError::BadCharacter('а')));
    email("an na@example.org", Err(EmailError::BadCharacter(' ')));
    email("a@b@example.org", Err(EmailError::BadCharacter('@')));
    email(&format!("{}@example.org", "a".repeat(65)), Err(EmailError::TooLong));
}

#[test]
fn a_line_break_never_gets_into_an_address() {
    email("anna@example.org\r\nBcc: x@example.org", Err(EmailError::BadCharacter('\r')));
}

#[test]
fn a_password_needs_length_not_composition() {
    password("тихая гавань", Ok(()));
    password("correct horse", Ok(()));
    password("short", Err(PasswordError::TooShort));
    password("", Err(PasswordError::Empty));
    password(&"я".repeat(129), Err(PasswordError::TooLong));
}

#[test]
fn a_password_that_is_tried_first_is_refused() {
    password("12345678", Err(PasswordError::Guessable));
    password("Qwerty123", Err(PasswordError::Guessable));
    password("zzzzzzzzz", Err(PasswordError::Guessable));
    password("anna.petrova", Err(PasswordError::Guessable));
    password("Anna.Petrova@example.org", Err(PasswordError::Guessable));
}

use super::Config;
use std::path::Path;

const GOOD: &str = r#"[portal]
base_url = "https://dom.example.ru/"
company = "УК «Три кита»"

[database]
url = "postgres://portal:very-secret@db/portal"

[mail]
host = "mail.example.ru"
user = "portal"
password = "very-secret"
from = "УК «Три кита» <portal@dom.example.ru>"
"#;

/// Replaces a line of the good file, and says what is wrong then.
fn check(line: &str, other: &str, expected: &str) {
    assert!(GOOD.contains(line), "{line}");
    let text = GOOD.replace(line, other);
    let error = Config::parse(&text, Path::new("domovoy.toml")).expect_err(other).to_string();
    assert_eq!(error, expected);
}

#[test]
fn a_good_file_is_taken_and_its_secrets_are_not_shown() {
    let config = Config::parse(GOOD, Path::new("domovoy.toml")).unwrap();
    assert_eq!(config.portal.base_url.0, "https://dom.example.ru");
    assert_eq!(config.smtp().port, 587);
    let shown = format!("{config:?}");
    assert!(!shown.contains("very-secret"), "{shown}");
}

#[test]
fn the_example_that_ships_is_good() {
    let example = include_str!("../../../docs/domovoy.example.toml");
    Config::parse(example, Path::new("docs/domovoy.example.toml")).unwrap();
}

#[test]
fn an_unknown_key_is_refused_with_its_line() {
    check(
        "company = ",
        "compani = ",
        "domovoy.toml:3: неизвестный ключ «compani»; возможны: base_url, company, time_zone",
    );
    check(
        "[database]",
        "[datebase]",
        "domovoy.toml:5: неизвестный ключ «datebase»; возможны: portal, http, database, mail, log, window",
    );
}

#[test]
fn a_bad_value_is_refused_with_its_line() {
    check(
        "\"https://dom.example.ru/\"",
        "\"http://dom.example.ru\"",
        "domovoy.toml:2: адрес портала начинается с https:// (http:// только для localhost)",
    );
    check(
        "\"postgres://portal:very-secret@db/portal\"",
        "\"mysql://db\"",
        "domovoy.toml:6: адрес базы начинается с sqlite:// (и путь к файлу) или postgres://",
    );
    check(
        "user = \"portal\"",
        "user = \"portal\"\ntls = \"ssl\"",
        "domovoy.toml:11: неизвестное значение «ssl»; возможны: starttls, tls, none",
    );
    check(
        "host = \"mail",
        "port = \"x\"\nhost = \"mail",
        "domovoy.toml:9: значение не подходит: string \"x\"; ожидается целое число",
    );
    check(
        "<portal@dom.example.ru>",
        "portal",
        "domovoy.toml:12: отправитель, например \"УК «Дом» <portal@example.ru>\"",
    );
}

#[test]
fn what_is_missing_or_at_odds_is_said() {
    check("company = \"УК «Три кита»\"", "", "domovoy.toml:1: нет обязательного ключа «company»");
    check(
        "password = \"very-secret\"",
        "",
        "domovoy.toml:8: user и пароль (password или password_file) указываются вместе",
    );
    check("[mail]", "[window]\nfirst_day = 26\n\n[mail]", "domovoy.toml:8: first_day позже, чем last_day");
    check("[mail]", "[window]\nlast_day = 32\n\n[mail]", "domovoy.toml:9: день месяца от 1 до 31");
    check("[mail]", "[mail", "domovoy.toml:8: не читается как TOML: unclosed table, expected `]`");
}

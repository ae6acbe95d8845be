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
        "domovoy.toml:5: неизвестный ключ «datebase»; возможны: portal, http, database, mail, log, window, \
         imports, receipts, penalties, recipient",
    );
}

#[test]
fn the_day_from_which_penalties_are_counted_is_a_date() {
    let with = |day: &str| {
        Config::parse(&format!("{GOOD}\n[penalties]\ncomputed_from = {day}\n"), Path::new("domovoy.toml"))
    };
    assert_eq!(with("\"2018-02-01\"").unwrap().penalties.computed_from, "2018-02-01".parse().ok());
    let wrong = with("\"01.02.2018\"").unwrap_err().to_string();
    assert!(wrong.starts_with("domovoy.toml:15: "), "{wrong}");
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

const RECIPIENT: &str = r#"
[[recipient]]
name = "Квартплата"
legal_name = "ООО «УК «Три кита»"
inn = "7707083893"
kpp = "770701001"
bank_account = "40702810138250123017"
bank_name = "ПАО Сбербанк"
bic = "044525225"
corr_account = "30101810400000000225"
"#;

/// Replaces a part of the second recipient of two, and says what is wrong then.
fn check_recipient(part: &str, other: &str, expected: &str) {
    assert!(RECIPIENT.contains(part), "{part}");
    let second = RECIPIENT.replace("Квартплата", "Капремонт").replace(part, other);
    let text = format!("{GOOD}{RECIPIENT}{second}");
    let error = Config::parse(&text, Path::new("domovoy.toml")).expect_err(other).to_string();
    assert_eq!(error, expected);
}

#[test]
fn recipients_are_taken_in_their_order() {
    let second = RECIPIENT
        .replace("Квартплата", "Капремонт")
        .replace("kpp = \"770701001\"\n", "")
        .replace("40702810", "40702 810 ");
    let config = Config::parse(&format!("{GOOD}{RECIPIENT}{second}"), Path::new("domovoy.toml")).unwrap();
    let names: Vec<_> = config.recipients.iter().map(|one| (one.name.as_str(), one.kpp.as_deref())).collect();
    assert_eq!(names, [("Квартплата", Some("770701001")), ("Капремонт", None)]);
}

#[test]
fn a_slip_in_bank_details_is_found() {
    let check = |part: &str, other: &str, expected: &str| {
        check_recipient(part, other, &format!("domovoy.toml:24: «Капремонт»: {expected}"));
    };
    check("7707083893", "7707083839", "inn: контрольные цифры не сходятся, проверьте номер");
    check("7707083893", "770708389", "inn: нужно 10 цифр, предпринимателю 12, а здесь 9");
    check("770701001", "77070100", "kpp: нужно 9 знаков, а здесь 8");
    check("044525225", "04452522O", "bic: знаку «O» здесь не место, нужны цифры");
    check("044525225", "144525225", "bic: первая цифра должна быть 0");
    check("40702810138250123017", "4070281013825012301", "bank_account: нужно 20 цифр, а здесь 19");
    let apart = "номер не сходится с bic, проверьте оба";
    check("40702810138250123017", "40702810138250123071", &format!("bank_account: {apart}"));
    check("30101810400000000225", "30101810400000000252", &format!("corr_account: {apart}"));
    check("\"ПАО Сбербанк\"", "\" \"", "bank_name: здесь нужен текст");
    let twice = format!("{GOOD}{RECIPIENT}{RECIPIENT}");
    let error = Config::parse(&twice, Path::new("domovoy.toml")).unwrap_err().to_string();
    assert_eq!(error, "domovoy.toml:24: «Квартплата»: получатель с таким названием уже описан");
}

use super::{Config, SecondFactor};
use std::{fs, path::Path};

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

[encryption]
key = "00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff"
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
         imports, files, push, receipts, penalties, staff, encryption, acquirer, recipient",
    );
}

#[test]
fn the_day_from_which_penalties_are_counted_is_a_date() {
    let with = |day: &str| {
        Config::parse(&format!("{GOOD}\n[penalties]\ncomputed_from = {day}\n"), Path::new("domovoy.toml"))
    };
    assert_eq!(with("\"2018-02-01\"").unwrap().penalties.computed_from, "2018-02-01".parse().ok());
    for wrong in ["\"01.02.2018\"", "\"2018-13-01\"", "2018-02-01", "20180201"] {
        let said = with(wrong).unwrap_err().to_string();
        assert_eq!(said, "domovoy.toml:18: нужен день в кавычках, например \"2018-02-01\"", "{wrong}");
    }
}

#[test]
fn a_second_factor_is_required_where_nothing_else_is_said() {
    let with =
        |more: &str| Config::parse(&format!("{GOOD}\n{more}"), Path::new("domovoy.toml")).map(|c| c.staff);
    assert_eq!(with("").unwrap().second_factor, SecondFactor::Required);
    let optional = with("[staff]\nsecond_factor = \"optional\"\n").unwrap();
    assert_eq!(optional.second_factor, SecondFactor::Optional);
    let said = with("[staff]\nsecond_factor = \"no\"\n").unwrap_err().to_string();
    assert_eq!(said, "domovoy.toml:18: неизвестное значение «no»; возможны: required, optional");
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

/// The good file with a shop: its `shop_id` stands in line 9, more from line 10 on.
fn shop(lines: &str) -> String {
    format!("[acquirer]\nshop_id = \"506751\"\n{lines}\n\n[mail]")
}

const KEY: &str = "secret = \"very-secret\"";

#[test]
fn a_shop_needs_its_number_and_its_secret_alone() {
    let text = GOOD.replace("[mail]", &shop(KEY));
    let config = Config::parse(&text, Path::new("domovoy.toml")).unwrap();
    let acquirer = config.acquirer.clone().unwrap();
    let settings = acquirer.settings();
    assert_eq!(
        (settings.base_url.as_str(), settings.secret.as_str()),
        (adapters::yookassa::BASE_URL, "very-secret")
    );
    assert_eq!((settings.taxes.vat_code, settings.taxes.tax_system_code), (1, None));
    assert_eq!(config.limits().acquirer_networks.len(), adapters::yookassa::NETWORKS.len());
    assert_eq!(acquirer.terms(), domain::payments::Terms::default());
    let shown = format!("{config:?} {settings:?}");
    assert!(!shown.contains("very-secret"), "{shown}");
}

#[test]
fn what_is_wrong_with_a_shop_is_said() {
    let missing = "domovoy.toml:8: нужен секретный ключ магазина: либо secret, либо secret_file";
    let empty = "domovoy.toml:8: shop_id и секретный ключ пустыми не бывают";
    let address = "domovoy.toml:11: адрес API начинается с https:// (http:// только для localhost)";
    check("[mail]", &shop(""), missing);
    check("[mail]", &shop("secret = \"a\"\nsecret_file = \"b\""), missing);
    check("[mail]", &shop("secret = \" \""), empty);
    check("[mail]", &shop(KEY).replace("506751", ""), empty);
    check(
        "[mail]",
        &shop(KEY).replace("\"506751\"", "506751"),
        "domovoy.toml:9: значение не подходит: integer `506751`; ожидается строка в кавычках",
    );
    for (line, sentence) in [
        ("vat_code = 13", "domovoy.toml:11: код НДС от 1 до 12; 1 — без НДС"),
        ("tax_system_code = 7", "domovoy.toml:11: код системы налогообложения от 1 до 6"),
        (
            "fee_rate = 5000",
            "domovoy.toml:11: комиссия в сотых долях процента, не больше 1000; 100 — это 1 %",
        ),
        ("most = \"1.005\"", "domovoy.toml:11: сумма в рублях в кавычках, например \"350000.00\""),
        ("most = \"0.50\"", "domovoy.toml:8: least больше, чем most"),
        ("base_url = \"http://shop.example/v3\"", address),
        ("base_url = \"http://localhost.shop.example/v3\"", address),
        ("base_url = \"shop.example\"", address),
        (
            "networks = [\"185.71.76.0/33\"]",
            "domovoy.toml:11: «185.71.76.0/33» не сеть и не адрес; пример: \"185.71.76.0/27\", \"77.75.156.11\"",
        ),
        (
            "shopid = \"1\"",
            "domovoy.toml:11: неизвестный ключ «shopid»; возможны: shop_id, secret, secret_file, base_url, networks, \
             vat_code, tax_system_code, fee_rate, fee_least, least, most",
        ),
    ] {
        check("[mail]", &shop(&format!("{KEY}\n{line}")), sentence);
    }
}

#[test]
fn every_setting_of_a_shop_is_taken() {
    let lines = "base_url = \"http://127.0.0.1:8080/v3/\"\nnetworks = [\"127.0.0.0/8\", \"::1\"]\nvat_code = 11\n\
                 tax_system_code = 2\nfee_rate = 80\nfee_least = \"10\"\nleast = \"50\"\nmost = \"15000.00\"";
    let text = GOOD.replace("[mail]", &shop(&format!("{KEY}\n{lines}")));
    let config = Config::parse(&text, Path::new("domovoy.toml")).unwrap();
    let (acquirer, networks) = (config.acquirer.clone().unwrap(), config.limits().acquirer_networks);
    let (settings, terms) = (acquirer.settings(), acquirer.terms());
    assert_eq!(settings.base_url, "http://127.0.0.1:8080/v3");
    assert_eq!((settings.taxes.vat_code, settings.taxes.tax_system_code), (11, Some(2)));
    assert_eq!(
        (terms.fee.rate, terms.fee.least.0, terms.least.0, terms.most.0),
        (80, 1_000, 5_000, 1_500_000)
    );
    assert_eq!(networks.iter().map(ToString::to_string).collect::<Vec<_>>(), ["127.0.0.0/8", "::1/128"]);
}

#[test]
fn the_example_shows_the_defaults_of_a_shop() {
    let example = include_str!("../../../docs/domovoy.example.toml");
    let (_, section) = example.split_once("# [acquirer]\n").unwrap();
    let keys = section.lines().take_while(|line| line.starts_with('#')).map(|line| &line[2..]);
    let keys: Vec<_> =
        keys.filter(|line| line.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '))).collect();
    let keys: Vec<_> = keys.into_iter().filter(|line| !line.starts_with("tax_system_code")).collect();
    assert_eq!(keys.len(), 9, "{keys:?}");
    let settings = |lines: &str| {
        let text = GOOD.replace("[mail]", &format!("[acquirer]\n{lines}\n\n[mail]"));
        format!("{:?}", Config::parse(&text, Path::new("domovoy.toml")).unwrap().acquirer.unwrap())
    };
    assert_eq!(settings(&keys.join("\n")), settings(&keys[..2].join("\n")));
}

#[test]
fn a_secret_may_have_a_file_of_its_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("domovoy.toml");
    fs::write(&file, GOOD.replace("[mail]", &shop("secret_file = \"shop.secret\""))).unwrap();
    let secret = folder.path().join("shop.secret");
    let error = Config::load(&file).unwrap_err().to_string();
    assert_eq!(error, format!("{}: такого файла нет", secret.display()));
    fs::write(&secret, "\n").unwrap();
    let error = Config::load(&file).unwrap_err().to_string();
    assert_eq!(error, format!("{}:1: первая строка пуста, а в ней должен стоять секрет", secret.display()));
    fs::write(&secret, "very-secret\nа это заметка\n").unwrap();
    let config = Config::load(&file).unwrap();
    assert_eq!(config.acquirer.as_ref().unwrap().settings().secret, "very-secret");
    assert!(!format!("{config:?}").contains("very-secret"));
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
        check_recipient(part, other, &format!("domovoy.toml:27: «Капремонт»: {expected}"));
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
    assert_eq!(error, "domovoy.toml:27: «Квартплата»: получатель с таким названием уже описан");
}

/// What is wrong with a section of files.
fn check_files(section: &str, expected: &str) {
    let text = format!("{GOOD}\n[files]\n{section}\n");
    let error = Config::parse(&text, Path::new("domovoy.toml")).expect_err(section).to_string();
    assert_eq!(error, expected);
}

#[test]
fn files_are_beside_the_database_where_nothing_else_is_said() {
    let config = Config::parse(GOOD, Path::new("domovoy.toml")).unwrap();
    assert_eq!(config.files_folder(), Path::new("files"));
    assert_eq!(config.files.limits(), domain::files::Limits::default());
    let sqlite =
        GOOD.replace("postgres://portal:very-secret@db/portal", "sqlite:///var/lib/domovoy/domovoy.sqlite");
    let config = Config::parse(&sqlite, Path::new("domovoy.toml")).unwrap();
    assert_eq!(config.files_folder(), Path::new("/var/lib/domovoy/files"));
    let text = format!(
        "{GOOD}\n[files]\nfolder = \"/srv/files\"\nmax_megabytes = 5\nmax_files = 3\nmax_megapixels = 12\n"
    );
    let config = Config::parse(&text, Path::new("domovoy.toml")).unwrap();
    assert_eq!(config.files_folder(), Path::new("/srv/files"));
    let limits = domain::files::Limits { bytes: 5 * 1024 * 1024, files: 3, pixels: 12_000_000 };
    assert_eq!(config.files.limits(), limits);
}

#[test]
fn what_is_wrong_with_the_keeping_of_files_is_said() {
    check_files("max_megabytes = 0", "domovoy.toml:18: размер файла от 1 до 200 МБ");
    check_files("max_files = 51", "domovoy.toml:18: число файлов от 1 до 50");
    check_files("max_megapixels = 1000", "domovoy.toml:18: размер снимка от 1 до 200 мегапикселей");
    check_files(
        "maxfiles = 1",
        "domovoy.toml:18: неизвестный ключ «maxfiles»; возможны: folder, max_megabytes, max_files, max_megapixels, s3",
    );
    let bucket = "[files.s3]\nbucket = \"files\"\nregion = \"ru-central1\"\naccess_key = \"key\"";
    check_files(bucket, "domovoy.toml:18: нужен секретный ключ хранилища: либо secret, либо secret_file");
    check_files(
        &format!("folder = \"files\"\n{bucket}\nsecret = \"a\""),
        "domovoy.toml:19: файлы хранятся либо в каталоге folder, либо в [files.s3]; оставьте одно из двух",
    );
    check_files(
        &format!("{bucket}\nsecret = \" \""),
        "domovoy.toml:18: bucket, region, access_key и секретный ключ пустыми не бывают",
    );
    check_files(
        &format!("{bucket}\nsecret = \"a\"\nendpoint = \"http://storage.example\""),
        "domovoy.toml:23: адрес API начинается с https:// (http:// только для localhost)",
    );
}

#[test]
fn a_bucket_is_taken_and_its_secret_is_not_shown() {
    let text = format!(
        "{GOOD}\n[files.s3]\nbucket = \"files\"\nregion = \"ru-central1\"\naccess_key = \"key\"\nsecret = \"very-secret\"\n\
         endpoint = \"https://storage.yandexcloud.net/\"\n"
    );
    let config = Config::parse(&text, Path::new("domovoy.toml")).unwrap();
    let settings = config.files.s3.as_ref().unwrap().settings();
    assert_eq!(settings.endpoint.as_deref(), Some("https://storage.yandexcloud.net"));
    assert_eq!(settings.secret, "very-secret");
    let shown = format!("{config:?} {settings:?}");
    assert!(!shown.contains("very-secret"), "{shown}");
}

#[test]
fn the_key_of_secrets_is_named_once_and_has_a_file_beside_sqlite_without_it() {
    const KEY: &str = "key = \"00112233445566778899aabbccddeeff00112233445566778899aabbccddeeff\"";
    check(
        KEY,
        "key = \"пароль\"",
        "domovoy.toml:14: ключ шифрования — 64 шестнадцатеричные цифры; новый: openssl rand -hex 32",
    );
    check(
        KEY,
        &format!("{KEY}\nkey_file = \"domovoy.key\""),
        "domovoy.toml:14: указаны и key, и key_file; оставьте одно из двух",
    );
    check(
        KEY,
        "",
        "domovoy.toml:14: с PostgreSQL ключ шифрования называют сами: [encryption] key_file; новый: openssl rand -hex 32",
    );
    let sqlite = GOOD
        .replace("postgres://portal:very-secret@db/portal", "sqlite:///var/lib/domovoy/domovoy.sqlite")
        .replace(KEY, "");
    let config = Config::parse(&sqlite, Path::new("domovoy.toml")).unwrap();
    assert!(config.encryption.vault().is_none());
    assert_eq!(config.key_beside(), Path::new("/var/lib/domovoy/domovoy.key"));
    let config = Config::parse(GOOD, Path::new("domovoy.toml")).unwrap();
    assert!(config.encryption.vault().is_some() && !format!("{config:?}").contains("00112233"));
}

#[test]
fn keys_stand_in_files_of_their_own() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("domovoy.toml");
    let text = GOOD.split("key =").next().unwrap();
    fs::write(&file, format!("{text}key_file = \"new.key\"\nold_key_files = [\"old.key\"]\n")).unwrap();
    fs::write(folder.path().join("new.key"), "a1".repeat(32)).unwrap();
    fs::write(folder.path().join("old.key"), "b2".repeat(32)).unwrap();
    let config = Config::load(&file).unwrap();
    assert_eq!((config.encryption.old(), config.encryption.vault().is_some()), (vec![[0xb2; 32]], true));
    fs::write(folder.path().join("old.key"), "старый").unwrap();
    assert!(Config::load(&file).unwrap_err().to_string().contains("old.key:1: ключ шифрования"));
}

use crate::support::{Process, run};
use std::{fs, path::Path, process::Output, time::Duration};

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}

/// A portal of its own: a configuration file with a database beside it.
pub fn configured(folder: &Path, more: &str) -> String {
    let file = folder.join("domovoy.toml");
    let database = folder.join("portal.sqlite");
    let text = format!(
        "[portal]\nbase_url = \"http://localhost:4399\"\ncompany = \"УК «Очаг»\"\n\n[database]\nurl = \"sqlite://{}\"\n\n\
         [mail]\nhost = \"127.0.0.1\"\nport = 9\ntls = \"none\"\nfrom = \"portal@example.org\"\n{more}",
        database.display()
    );
    fs::write(&file, text).unwrap();
    file.to_str().unwrap().to_owned()
}

#[test]
fn a_configuration_file_is_checked() {
    let folder = tempfile::tempdir().unwrap();
    let file = configured(folder.path(), "");
    let output = run(&["config", "check", "--config", &file], "");
    assert!(output.status.success(), "{}", said(&output));
    assert!(said(&output).contains("domovoy.key появится при первом запуске"), "{}", said(&output));

    let file = configured(folder.path(), "\n[http]\nadress = \"127.0.0.1:4399\"\n");
    let output = run(&["config", "check", "--config", &file], "");
    assert_eq!(output.status.code(), Some(1));
    let expected = format!(
        "{file}:15: неизвестный ключ «adress»; возможны: addr, metrics_addr, trusted_proxies, body_limit, site"
    );
    assert!(said(&output).contains(&expected), "{}", said(&output));

    let output = run(&["config", "check", "--config", "no-such-file.toml"], "");
    assert_eq!(said(&output), "domovoy: no-such-file.toml: такого файла нет\n");
}

#[test]
fn the_company_loads_its_own_data() {
    let folder = tempfile::tempdir().unwrap();
    let config = configured(folder.path(), "");
    assert!(run(&["migrate", "--config", &config], "").status.success());
    let accounts = folder.path().join("accounts.csv");
    let header = "Лицевой счёт;Адрес;Собственник;Площадь\n";
    fs::write(
        &accounts,
        format!("{header}100;г. Москва, ул. Летная, д. 1, кв. 1;Петрова Анна Викторовна;55,2\n"),
    )
    .unwrap();
    let import = |more: &[&str]| {
        let mut arguments = vec!["import", "accounts", accounts.to_str().unwrap(), "--config", &config];
        arguments.extend(more);
        run(&arguments, "")
    };
    let tried = import(&["--dry-run"]);
    assert!(tried.status.success(), "{}", said(&tried));
    let done = import(&[]);
    assert!(done.status.success(), "{}", said(&done));
    let again = import(&[]);
    assert!(again.status.success(), "{}", said(&again));
    assert_ne!(said(&done), said(&again), "the second time nothing is added");

    fs::write(&accounts, format!("{header}101;;Петров;10\n;г. Москва, ул. Летная, д. 1, кв. 2;Иванов;x\n"))
        .unwrap();
    let bad = import(&[]);
    assert_eq!(bad.status.code(), Some(1), "{}", said(&bad));
    for row in ["2", "3"] {
        assert!(said(&bad).contains(row), "{}", said(&bad));
    }
    let unknown = import(&["--columns", "Счет"]);
    assert!(said(&unknown).contains("«Счет»: соответствие пишется"), "{}", said(&unknown));
}

const RECIPIENT: &str = "
[[recipient]]
name = \"Квартплата\"
legal_name = \"ООО «УК «Очаг»\"
inn = \"7707083893\"
bank_account = \"40702810138250123017\"
bank_name = \"ПАО Сбербанк\"
bic = \"044525225\"
corr_account = \"30101810400000000225\"
";

#[test]
fn charges_and_payments_are_loaded() {
    let folder = tempfile::tempdir().unwrap();
    let config = configured(folder.path(), RECIPIENT);
    let file = folder.path().join("file.csv");
    let import = |kind: &str, text: &str| {
        fs::write(&file, text).unwrap();
        run(&["import", kind, file.to_str().unwrap(), "--config", &config], "")
    };
    let accounts = "Лицевой счёт;Адрес;Собственник\n100;г. Москва, ул. Летная, д. 1, кв. 1;Петрова Анна\n";
    assert!(import("accounts", accounts).status.success());
    let charges = "Период;Лицевой счёт;Получатель;Услуга;Объём;Тариф;Начислено;К оплате\n\
                   12.2017;100;Квартплата;ХВС;6;38,06;228,36;228,36\n";
    let taken = import("charges", charges);
    assert!(taken.status.success() && said(&taken).contains("Начислений новых: 1"), "{}", said(&taken));
    assert!(said(&import("charges", charges)).contains("без изменений: 1"));
    let wrong = import("charges", &charges.replace("228,36;228,36", "228,39;228,39"));
    assert_eq!(wrong.status.code(), Some(1));
    assert!(
        said(&wrong).contains("строка 2, «Начислено», «228,39»: должно быть 228.36 ₽"),
        "{}",
        said(&wrong)
    );
    let payments = "Дата;Номер операции;Лицевой счёт;Сумма\n20.01.2018;1;100;200\n20.01.2018;2;200;50\n";
    let paid = import("payments", payments);
    assert!(paid.status.success() && said(&paid).contains("Зачислено оплат: 1"), "{}", said(&paid));
    assert!(said(&paid).contains("Невыясненных платежей на 50.00 ₽"), "{}", said(&paid));
    assert!(said(&import("payments", payments)).contains("загружены раньше: 2"));
    let folder = run(&["import", "charges", folder.path().to_str().unwrap(), "--config", &config], "");
    assert!(said(&folder).contains("это не файл"), "{}", said(&folder));
}

#[test]
fn without_recipients_charges_are_refused() {
    let folder = tempfile::tempdir().unwrap();
    let config = configured(folder.path(), "");
    let file = folder.path().join("file.csv");
    fs::write(&file, "Период;Лицевой счёт;Услуга;Начислено;К оплате\n12.2017;100;ХВС;1;1\n").unwrap();
    let refused = run(&["import", "charges", file.to_str().unwrap(), "--config", &config], "");
    assert_eq!(refused.status.code(), Some(1));
    assert!(said(&refused).contains("Получателей платежей ещё нет"), "{}", said(&refused));
}

#[test]
fn an_employee_is_added_with_a_password_that_is_given() {
    let folder = tempfile::tempdir().unwrap();
    let config = configured(folder.path(), "");
    let add = |password: &str, role: &str| {
        run(&["user", "add", "--config", &config, "--email", "anna@example.org", "--role", role], password)
    };
    let weak = add("1234\n", "manager");
    assert_eq!(weak.status.code(), Some(1), "{}", said(&weak));
    assert!(said(&add("тихая гавань\n", "king")).contains("такой роли нет"));
    let added = add("тихая гавань\n", "manager");
    assert!(added.status.success(), "{}", said(&added));
    assert!(!said(&added).contains("тихая гавань"), "{}", said(&added));

    let again = add("другая гавань\n", "administrator");
    assert_eq!(again.status.code(), Some(1), "{}", said(&again));
    assert!(said(&again).contains("уже есть") && said(&again).contains("user appoint"), "{}", said(&again));
    let appoint = |email: &str| {
        run(&["user", "appoint", "--config", &config, "--email", email, "--role", "administrator"], "")
    };
    let appointed = appoint("anna@example.org");
    assert!(appointed.status.success(), "{}", said(&appointed));
    assert!(said(&appointed).contains("роль administrator, пароль прежний"), "{}", said(&appointed));
    let stranger = appoint("nobody@example.org");
    assert!(said(&stranger).contains("на портале нет") && !stranger.status.success(), "{}", said(&stranger));
}

#[test]
fn a_period_is_closed_once() {
    let folder = tempfile::tempdir().unwrap();
    let data = folder.path().to_str().unwrap();
    drop(Process::demo(folder.path()));
    let accept = |month: &str| run(&["readings", "accept", month, "--data", data], "");
    let first = accept("12.2017");
    assert!(first.status.success(), "{}", said(&first));
    assert!(said(&first).contains("Показания приняты"), "{}", said(&first));
    assert!(said(&accept("12.2017")).contains("уже приняты"));
    assert!(said(&accept("декабрь")).contains("ММ.ГГГГ"));
    assert!(said(&accept("12.2030")).contains("ещё не начался"));
    let nowhere = run(&["readings", "accept", "11.2017", "--building", "ул. Нигде, 1", "--data", data], "");
    assert!(said(&nowhere).contains("дома с адресом «ул. Нигде, 1» нет"), "{}", said(&nowhere));
}

#[test]
fn the_demo_says_in_one_line_where_it_is_and_is_ready_at_once_on_known_data() {
    let folder = tempfile::tempdir().unwrap();
    drop(Process::demo(folder.path()));
    let begun = std::time::Instant::now();
    let again = Process::demo(folder.path());
    assert!(begun.elapsed() < Duration::from_secs(1), "{:?}", begun.elapsed());
    assert!(
        again.welcome.starts_with(&format!("Домовой: {} · вход guide@example.org, ", again.url)),
        "{}",
        again.welcome
    );
    assert!(again.welcome.ends_with("· пароль domovoy-demo\n"), "{}", again.welcome);
}

#[test]
fn a_second_process_on_the_same_file_is_refused() {
    let folder = tempfile::tempdir().unwrap();
    let first = Process::demo(folder.path());
    let second = run(&["demo", "--addr", "127.0.0.1:0", "--data", folder.path().to_str().unwrap()], "");
    assert_eq!(second.status.code(), Some(2));
    assert!(said(&second).contains("уже открыл другой процесс domovoy"), "{}", said(&second));
    drop(first);
    drop(Process::demo(folder.path()));
}

#[tokio::test]
async fn a_process_that_is_asked_to_stop_finishes_what_is_in_flight() {
    let folder = tempfile::tempdir().unwrap();
    let mut process = Process::demo(folder.path());
    let browser = crate::support::Browser::new(&process.url);
    // Checking a password takes long enough to be in flight.
    let fields = [("email", "guide@example.org"), ("password", "domovoy-demo")];
    let in_flight: Vec<_> = (0..8)
        .map(|_| {
            let browser = browser.clone();
            tokio::spawn(async move { browser.post("/api/session/sign-in", &fields).await.status })
        })
        .collect();
    tokio::time::sleep(Duration::from_millis(300)).await;
    process.terminate();
    for answer in in_flight {
        assert_eq!(answer.await.unwrap(), http::StatusCode::SEE_OTHER);
    }
    let code = tokio::task::spawn_blocking(move || process.ended()).await.unwrap();
    assert_eq!(code, Some(0));
    assert!(browser.client.get(format!("{}/healthz", browser.base())).send().await.is_err());
}

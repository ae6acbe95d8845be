//! The first start of a portal, and the first page of those who work there.
use crate::{
    command_line::configured,
    support::{Browser, Portal, Process},
};
use http::StatusCode;
use std::path::Path;

const PASSWORD: &str = "зелёная кнопка 7";
/// A code from a telephone would be asked for first; that has tests of its own.
const MORE: &str =
    "\n[http]\naddr = \"127.0.0.1:0\"\n\n[log]\nlevel = \"error\"\n\n[staff]\nsecond_factor = \"optional\"\n";

fn serve(folder: &Path) -> Process {
    let config = configured(folder, MORE);
    Process::start(&["serve", "--config", &config])
}

/// The path of the link that is printed below the address.
fn link(process: &mut Process) -> String {
    let line = process.next_line();
    let (words, path) = line.trim_end().split_once("http://localhost:4399").unwrap();
    assert_eq!(words, "Первый запуск, откройте эту ссылку: ");
    path.to_owned()
}

async fn signed_in(process: &Process) -> Browser {
    let mut browser = Browser::new(&process.url);
    browser.sign_in("first@example.org", PASSWORD).await;
    browser
}

#[tokio::test]
async fn an_empty_portal_leads_its_first_administrator_from_the_link_to_the_spreadsheets() {
    let folder = tempfile::tempdir().unwrap();
    let mut process = serve(folder.path());
    let link = link(&mut process);
    assert!(link.starts_with("/setup/") && link.len() > 40, "{link}");

    let mut stranger = Browser::new(&process.url);
    let first = stranger.open("/").await;
    assert_eq!((first.status, first.path.as_str()), (StatusCode::OK, "/"));
    assert!(first.text().contains("Портал работает, но ещё не настроен"), "{}", first.text());
    assert!(first.text().contains("http://localhost:4399/setup/…"), "{}", first.text());
    assert!(!first.text().contains(&link), "the link is for whoever started it");
    assert_eq!(stranger.get("/setup/no-such-token").await.status, StatusCode::NOT_FOUND);

    let mut browser = Browser::new(&process.url);
    let page = browser.open(&link).await;
    assert_eq!(page.status, StatusCode::OK, "{}", page.text());
    let typed = [("email", "first@example.org"), ("password", "1234")];
    let back = browser.submit(&page, "/api/setup/begin", &typed).await;
    assert!(back.text().contains("Пароль короче"), "{}", back.text());
    assert_eq!(back.field("/api/setup/begin", "email").as_deref(), Some("first@example.org"));
    let start = browser.submit(&back, "/api/setup/begin", &[("password", PASSWORD)]).await;
    assert_eq!((start.status, start.path.as_str()), (StatusCode::OK, "/staff/start"), "{}", start.text());
    assert_eq!(stranger.get(&link).await.status, StatusCode::NOT_FOUND);
    assert_eq!(stranger.get("/").await.header("location"), Some("/sign-in"));

    let overview = browser.open("/staff").await;
    assert!(overview.text().contains("Первый запуск не закончен"), "{}", overview.text());
    let start = browser.open("/staff/start").await;
    let company = [
        ("step[company]", "УК «Лётная»"),
        ("step[recipient][legal_name]", "ООО «УК Лётная»"),
        ("step[recipient][inn]", "7800000003"),
        ("step[recipient][bank_account]", "40702810800000000001"),
        ("step[recipient][bank_name]", "Банк «Северный»"),
        ("step[recipient][bic]", "044030001"),
        ("step[recipient][corr_account]", "30101810000000000001"),
    ];
    let back = browser.submit(&start, "/api/setup/company", &company).await;
    assert!(back.text().contains("Контрольные цифры не сходятся"), "{}", back.text());
    let account = back.field("/api/setup/company", "step[recipient][bank_account]");
    assert_eq!(account.as_deref(), Some("40702810800000000001"));
    let right = [("step[recipient][inn]", "7800000002")];
    let dates = browser.submit(&back, "/api/setup/company", &right).await;
    assert!(dates.text().contains("Часовой пояс домов"), "{}", dates.text());

    // Left, and continued where it was left.
    let mut browser = signed_in(&process).await;
    let dates = browser.open("/staff/start").await;
    let zone = [("step[zone]", "Asia/Omsk"), ("step[first_day]", "18"), ("step[last_day]", "23")];
    let house = browser.submit(&dates, "/api/setup/dates", &zone).await;
    assert!(house.text().contains("Адрес дома"), "{}", house.text());
    let typed = [("step[address]", "Лётная"), ("step[entrances]", "2"), ("step[units]", "40")];
    let back = browser.submit(&house, "/api/setup/house", &typed).await;
    assert!(back.text().contains("Пример: г. Москва, ул. Лётная, д. 1"), "{}", back.text());
    let right = [("step[address]", "г. Омск, ул. Лётная, д. 1")];
    let loads = browser.submit(&back, "/api/setup/house", &right).await;
    assert_eq!((loads.status, loads.path.as_str()), (StatusCode::OK, "/staff/imports"));
    assert!(loads.text().contains("С чего начать"), "{}", loads.text());
    assert!(loads.text().contains("Перезапустите портал"), "{}", loads.text());

    process.stopped();
    let mut process = serve(folder.path());
    let mut browser = signed_in(&process).await;
    let loads = browser.open("/staff/imports").await;
    assert!(!loads.text().contains("Перезапустите портал"), "the zone and the name hold: {}", loads.text());
    let settings = browser.open("/staff/settings").await;
    assert!(settings.text().contains("часовой пояс Europe/Moscow → Asia/Omsk"), "{}", settings.text());
    process.terminate();
    assert_eq!(process.next_line(), "", "no link where somebody works");
}

#[tokio::test]
async fn an_ordinary_portal_knows_no_first_start() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    assert_eq!(browser.get("/").await.header("location"), Some("/sign-in"));
    let page = browser.get("/setup/no-such-token").await;
    assert_eq!(page.status, StatusCode::NOT_FOUND);
    assert!(page.text().contains("Такой страницы нет"), "{}", page.text());
    let typed = [("token", "no-such-token"), ("email", "a@example.org"), ("password", PASSWORD)];
    assert_eq!(browser.call("/api/setup/begin", &typed).await.status, StatusCode::NOT_FOUND);
    let mut admin = portal.signed_in("admin@example.org").await;
    assert_eq!(admin.open("/staff/start").await.status, StatusCode::NOT_FOUND);
    assert!(!admin.open("/staff/imports").await.text().contains("С чего начать"));
    portal.stop().await;
}

#[tokio::test]
async fn each_role_begins_where_its_work_is() {
    let portal = Portal::start().await;
    for (who, path, words) in [
        ("dispatcher", "/staff/tickets", "Заявки"),
        ("accountant", "/staff", "Обращения"),
        ("editor", "/staff", "Обзор"),
        ("manager", "/staff", "Показания за"),
        ("admin", "/staff", "Обращения"),
    ] {
        let mut browser = portal.signed_in(&format!("{who}@example.org")).await;
        let home = browser.open("/").await;
        assert_eq!((home.status, home.path.as_str()), (StatusCode::OK, path), "{who}");
        assert!(home.text().contains(words), "{who}: {}", home.text());
    }
    portal.stop().await;
}

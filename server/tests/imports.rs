//! Spreadsheets over HTTP, without scripts: from the form to the undo.
use crate::support::{Answer, Browser, Part, Portal, boundary, form, send};
use http::{Method, StatusCode, header::CONTENT_TYPE};
use std::time::{Duration, Instant};

const PAGE: &str = "/staff/imports";

const ACCOUNTS: &str = "\
ООО «УК»;;;;;
Реестр на 01.01.2018;;;;;
Номер ЛС;Адрес дома;Кв.;ФИО собственника;Общая площадь;E-mail
8000001;г Москва, ул Новая, д. 1;1;<b>Ким</b> Олег;54,3;
8000002;г Москва, ул Новая, д. 1;2;=HYPERLINK(\"http://evil\");40;
8000003;г Москва, ул Новая, д. 1;3;Белов Пётр;много;
ИТОГО;;;3;94,3;
";

/// Sends the form of the page with a file, as a browser does.
async fn sent(browser: &mut Browser, kind: &str, name: &str, file: &[u8]) -> Answer {
    let page = browser.open(PAGE).await;
    let action = page.body.split("action=\"/imports/").nth(1).unwrap().split('"').next().unwrap();
    let path = format!("/imports/{action}");
    let parts: [Part<'_>; 2] = [("kind", None, kind.as_bytes()), ("file", Some(name), file)];
    let request = browser.request(Method::POST, &path).header("accept", "text/html");
    let request = request.header("referer", format!("{}{PAGE}", browser.base()));
    send(&path, request.header(CONTENT_TYPE, boundary()).body(form(&parts))).await
}

/// Opens a page until a job has brought it so far.
async fn until(browser: &mut Browser, path: &str, words: &str) -> Answer {
    let begun = Instant::now();
    loop {
        let page = browser.open(path).await;
        if page.text().contains(words) {
            return page;
        }
        assert!(begun.elapsed() < Duration::from_secs(20), "no «{words}»: {}", page.text());
        tokio::time::sleep(Duration::from_millis(50)).await;
    }
}

#[tokio::test]
async fn a_spreadsheet_is_loaded_and_taken_back_without_scripts() {
    let portal = Portal::start().await;
    let mut manager = portal.signed_in("manager@example.org").await;
    let answer = sent(&mut manager, "accounts", "Реестр.csv", ACCOUNTS.as_bytes()).await;
    assert_eq!(answer.status, StatusCode::SEE_OTHER, "{}", answer.body);
    let path = answer.header("location").unwrap().to_owned();
    assert!(path.starts_with("/staff/imports/"), "{path}");

    let page = manager.open(&path).await;
    let text = page.text();
    assert!(text.contains("Реестр.csv"), "{text}");
    assert!(text.contains("Узнали: UTF-8, разделитель «;»."), "{text}");
    assert!(text.contains("<b>Ким</b> Олег"), "shown as it is typed: {text}");
    let columns = ["0", "", "1", "", "3", "", "4", "", "", "", "", "5", "2", ""];
    for (at, place) in columns.iter().enumerate().filter(|(_, place)| !place.is_empty()) {
        let select = page.body.split(&format!("name=\"choice[places][{at}]\"")).nth(1).unwrap();
        let chosen = select.split("</select>").next().unwrap().split("selected").next().unwrap();
        assert!(chosen.ends_with(&format!("value=\"{place}\" ")), "column {at} is proposed: {chosen}");
    }
    let names: Vec<String> = (0..columns.len()).map(|at| format!("choice[places][{at}]")).collect();
    let nothing: Vec<(&str, &str)> = names.iter().map(|name| (name.as_str(), "")).collect();
    let back = manager.submit(&page, "/api/imports/choose", &nothing).await;
    assert!(back.text().contains("Без этих столбцов файл не загрузить: «Лицевой счёт»"), "{}", back.text());

    let chosen: Vec<(&str, &str)> = names.iter().map(String::as_str).zip(columns).collect();
    manager.submit(&back, "/api/imports/choose", &chosen).await;
    let ready = until(&mut manager, &path, "Пока ничего не записано").await;
    let text = ready.text();
    assert!(text.contains("Загрузить 2 счёта"), "{text}");
    assert!(text.contains("«Общая площадь», «много»: нужна площадь в м²"), "{text}");
    let refused = manager.open(&format!("{path}?verdict=refused")).await;
    assert!(refused.text().contains("8000003") && !refused.text().contains("8000001"), "{}", refused.text());

    let id = path.rsplit('/').next().unwrap();
    let file = manager.get(&format!("/imports/{id}/refused.csv")).await;
    assert_eq!(file.header("content-type"), Some("text/csv; charset=utf-8"));
    assert!(file.body.contains("\r\n6;«Общая площадь»") && file.body.contains(";8000003;"), "{}", file.body);

    manager.submit(&ready, "/api/imports/commit", &[]).await;
    let done = until(&mut manager, &path, "Загружено: 2 счёта").await;
    let mut dispatcher = portal.signed_in("dispatcher@example.org").await;
    let found = dispatcher.open("/staff/search?q=8000001").await;
    assert!(found.text().contains("8000001"), "{}", found.text());

    manager.submit(&done, "/api/imports/undo", &[]).await;
    until(&mut manager, &path, "Загрузка отменена").await;
    let list = manager.open(PAGE).await;
    assert!(list.text().contains("Реестр.csv"), "{}", list.text());
    portal.stop().await;
}

#[tokio::test]
async fn what_is_no_spreadsheet_is_refused_beside_its_field() {
    let portal = Portal::start().await;
    let mut manager = portal.signed_in("manager@example.org").await;
    for (kind, name, file, sentence) in [
        ("meters", "x.xlsx", &b"PK\x03\x04rest"[..], "Это не книга XLSX и не текст CSV."),
        ("meters", "x.csv", b"", "Файл не выбран или пуст. Выберите другой."),
        ("", "x.csv", b"a;b\n1;2\n", "Выберите, что в файле."),
        ("tickets", "x.csv", b"a;b\n1;2\n", "Выберите, что в файле."),
    ] {
        let answer = sent(&mut manager, kind, name, file).await;
        assert_eq!(answer.header("location"), Some(PAGE));
        let page = manager.open(PAGE).await;
        assert!(page.text().contains(sentence), "{name}: {}", page.text());
        assert!(!page.text().contains("Что загружали"), "nothing is kept");
    }
    portal.stop().await;
}

#[tokio::test]
async fn samples_are_saved_as_tables() {
    let portal = Portal::start().await;
    let accountant = portal.signed_in("accountant@example.org").await;
    for kind in ["accounts", "meters", "readings", "debts"] {
        for ending in ["csv", "xlsx"] {
            let file = accountant.get(&format!("/imports/samples/{kind}.{ending}")).await;
            assert_eq!(file.status, StatusCode::OK);
            let disposition = file.header("content-disposition").unwrap();
            assert!(
                disposition.starts_with(&format!("attachment; filename=\"{kind}.{ending}\"")),
                "{disposition}"
            );
        }
    }
    for missing in ["/imports/samples/accounts.ods", "/imports/samples/other.csv", "/imports/x/refused.csv"] {
        assert_eq!(accountant.get(missing).await.status, StatusCode::NOT_FOUND, "{missing}");
    }
    portal.stop().await;
}

//! The balance of a house over HTTP, without scripts.
use crate::support::{Browser, Portal, today};
use domain::calendar::Period;
use http::StatusCode;

/// The id of a house by its short address.
async fn house(browser: &mut Browser, address: &str) -> String {
    let months = browser.open("/staff/months").await.body;
    let row = months.split_once(&format!("{address}<")).unwrap().1;
    row.split_once("/staff/months/").unwrap().1.split(['"', '?', '/']).next().unwrap().to_owned()
}

#[tokio::test]
async fn a_house_is_read_with_an_odd_value_asked_about_and_kept() {
    let portal = Portal::start().await;
    let mut dispatcher = portal.signed_in("dispatcher@example.org").await;
    let id = house(&mut dispatcher, "Авиаторов 8").await;
    let page = dispatcher.open(&format!("/staff/months/{id}")).await;
    let value = "readings[lines][0][values][0]";
    let nothing = dispatcher.submit(&page, "/api/balance/record", &[]).await;
    assert!(nothing.text().contains("Не введено ни одного показания"), "{}", nothing.text());
    let asked = dispatcher.submit(&page, "/api/balance/record", &[(value, "5")]).await;
    assert!(asked.text().contains("Меньше прежнего: было"), "{}", asked.text());
    assert_eq!(asked.field("/api/balance/record", value).as_deref(), Some("5"));
    let sure = [("readings[lines][0][sure]", "true")];
    let taken = dispatcher.submit(&asked, "/api/balance/record", &sure).await;
    assert!(taken.text().contains("Показания дома записаны"), "{}", taken.text());
    assert_eq!(taken.field("/api/balance/record", value).as_deref(), Some("5"));
    assert!(!taken.body.contains("/api/balance/add"), "a dispatcher adds no meter");
    portal.stop().await;
}

#[tokio::test]
async fn a_common_meter_is_added_and_its_house_compared() {
    let portal = Portal::start().await;
    let mut accountant = portal.signed_in("accountant@example.org").await;
    let id = house(&mut accountant, "Авиаторов 8").await;
    let last = Period::of(today()).minus(1);
    let page = accountant.open(&format!("/staff/months/{id}/balance?period={last}")).await;
    assert!(page.text().contains("Дом получил больше, чем насчитали помещения"), "{}", page.text());
    let typed = [("meter[resource]", "gas"), ("meter[serial]", " "), ("meter[ratio]", "много")];
    let back = accountant.submit(&page, "/api/balance/add", &typed).await;
    assert!(back.text().contains("Напишите заводской номер"), "{}", back.text());
    assert!(back.text().contains("Нужно целое число от 1 до 10000"), "{}", back.text());
    assert_eq!(back.field("/api/balance/add", "meter[ratio]").as_deref(), Some("много"));
    let typed = [("meter[resource]", "gas"), ("meter[serial]", "<b>1"), ("meter[ratio]", "")];
    let added = accountant.submit(&back, "/api/balance/add", &typed).await;
    assert!(added.text().contains("Счётчик добавлен"), "{}", added.text());
    assert!(added.text().contains("<b>1"), "shown as it is typed");
    let ahead = accountant.open(&format!("/staff/months/{id}/balance?period=2099-01")).await;
    assert_eq!(ahead.status, StatusCode::NOT_FOUND);
    portal.stop().await;
}

#[tokio::test]
async fn what_was_given_is_taken_away_in_sbers_layout() {
    let portal = Portal::start().await;
    let mut accountant = portal.signed_in("accountant@example.org").await;
    let id = house(&mut accountant, "Авиаторов 8").await;
    let last = Period::of(today()).minus(1);
    let file = accountant.get(&format!("/staff/months/readings.txt?period={last}&building={id}")).await;
    assert_eq!((file.status, file.header("content-type")), (StatusCode::OK, Some("text/plain")));
    assert!(file.header("content-disposition").unwrap().contains("readings-sber.txt"));
    assert!(file.body.contains(";9;18-204417;") && file.body.contains(";3;011070126;"), "{}", file.body);
    portal.stop().await;
}

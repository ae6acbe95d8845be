//! Registries without scripts: found, opened, changed, and read by the resident.
use crate::support::{Answer, Portal};
use http::StatusCode;

/// The first address of a page that begins so.
fn link(page: &Answer, start: &str) -> String {
    let rest =
        page.body.split_once(&format!("href=\"{start}")).unwrap_or_else(|| panic!("{}", page.text())).1;
    format!("{start}{}", rest.split('"').next().unwrap())
}

#[tokio::test]
async fn an_account_is_found_by_the_serial_number_of_its_meter_which_is_replaced() {
    let portal = Portal::start().await;
    let mut manager = portal.signed_in("manager@example.org").await;
    let found = manager.open("/staff/registry/buildings?q=100708114").await;
    assert!(found.text().contains("ЛС 7000418"), "{}", found.text());
    let card = manager.open(&link(&found, "/staff/registry/accounts/")).await;
    assert!(card.text().contains("ХВС 100708114"), "{}", card.text());
    let meter = card.body.split_once("Открыть счётчик ХВС 100708114").unwrap().0;
    let meter = meter.rsplit_once("/staff/registry/meters/").unwrap().1.split('"').next().unwrap();
    let page = manager.open(&format!("/staff/registry/meters/{meter}")).await;

    let replace = "/api/registry/replace-meter";
    let typed = [
        ("replacement[on]", "2018-01-20"),
        ("replacement[last][0]", "300"),
        ("replacement[serial]", "77001"),
        ("replacement[first][0]", "1"),
    ];
    let back = manager.submit(&page, replace, &typed).await;
    assert!(back.text().contains("Меньше предыдущего показания 388"), "{}", back.text());
    assert_eq!(back.field(replace, "replacement[serial]").as_deref(), Some("77001"));
    let done = manager.submit(&back, replace, &[("replacement[last][0]", "395")]).await;
    assert_eq!(done.status, StatusCode::OK);
    assert!(done.text().contains("Счётчик заменён"), "{}", done.text());
    assert!(done.text().contains("ХВС 100708114, конечное 395; новый 77001, начальное 1"), "{}", done.text());

    let mut anna = portal.signed_in("guide@example.org").await;
    let readings = anna.open("/readings").await;
    assert!(readings.text().contains("77001"), "{}", readings.text());
    assert!(!readings.body.contains(&format!("value=\"{meter}\"")), "the old one is asked for no more");
    portal.stop().await;
}

#[tokio::test]
async fn the_days_of_an_owner_are_changed_and_stand_in_the_history() {
    let portal = Portal::start().await;
    let mut manager = portal.signed_in("manager@example.org").await;
    let found = manager.open("/staff/registry/buildings?q=7000418").await;
    let card = manager.open(&link(&found, "/staff/registry/accounts/")).await;
    let function = "/api/registry/date-owner";
    let days = [("dates[from]", "2018-01-20"), ("dates[to]", "2018-01-19")];
    let back = manager.submit(&card, function, &days).await;
    assert_eq!(back.field(function, "dates[to]").as_deref(), Some("2018-01-19"), "{}", back.text());
    let done = manager.submit(&back, function, &[("dates[from]", "2012-03-01")]).await;
    let text = done.text();
    assert!(text.contains("Записано, с какого и по какой день владеет собственник"), "{text}");
    assert!(text.contains("прежний собственник") && text.contains("с 01.03.2012 по 19.01.2018"), "{text}");
    portal.stop().await;
}

#[tokio::test]
async fn a_claim_is_refused_with_a_reason_that_the_resident_reads() {
    let portal = Portal::start().await;
    let mut anna = portal.signed_in("guide@example.org").await;
    let page = anna.open("/units/add").await;
    anna.submit(&page, "/api/residency/claim", &[("account", "7000425"), ("surname", "Никто")]).await;

    let mut manager = portal.signed_in("manager@example.org").await;
    let queue = manager.open("/staff/registry/claims").await;
    assert!(queue.text().contains("ЛС 7000425, Никто"), "{}", queue.text());
    let refuse = "/api/registry/refuse-claim";
    let back = manager.submit(&queue, refuse, &[]).await;
    assert!(back.text().contains("житель это прочтёт"), "{}", back.text());
    let done = manager.submit(&back, refuse, &[("refusal[reason]", "Собственник другой")]).await;
    assert!(done.text().contains("Отказано") && done.text().contains("Заявлений нет"), "{}", done.text());
    let told = anna.open("/notices").await.text();
    assert!(told.contains("не добавлен в ваш кабинет") && told.contains("Собственник другой"), "{told}");
    portal.stop().await;
}

#[tokio::test]
async fn houses_lead_to_units_and_units_to_accounts() {
    let portal = Portal::start().await;
    let mut dispatcher = portal.signed_in("dispatcher@example.org").await;
    let houses = dispatcher.open("/staff/registry/buildings").await;
    let house = dispatcher.open(&link(&houses, "/staff/registry/buildings/")).await;
    let account = dispatcher.open(&link(&house, "/staff/registry/accounts/")).await;
    assert_eq!(account.status, StatusCode::OK);
    assert!(account.text().contains("Собственники"), "{}", account.text());
    assert!(!account.text().contains("Закрыть лицевой счёт"), "{}", account.text());
    assert_eq!(dispatcher.get("/staff/registry/claims").await.status, StatusCode::NOT_FOUND);
    portal.stop().await;
}

//! Employees who serve other houses: nothing of this one is told from what nobody has.
use super::{ACTORS, NOBODYS, World, functions, pages, rows::Object, seen};
use crate::support::{Answer, Browser, Portal};
use http::StatusCode;

/// What belongs to the house of the resident, or to the company as a whole.
const THEIRS: [Object; 12] = [
    Object::Bill,
    Object::Ticket,
    Object::Called,
    Object::Waiting,
    Object::House,
    Object::File,
    Object::AppealFile,
    Object::AppealDesk,
    Object::Card,
    Object::CardMeter,
    Object::Import,
    Object::Appeal,
];

/// Pages of the company's files and money.
const OF_THE_COMPANY: [&str; 7] = [
    "/staff/imports",
    "/staff/payments",
    "/staff/payments/settled",
    "/staff/payments/days?day=2018-01-20",
    "/imports/samples/accounts.csv",
    "/imports/samples/charges.csv",
    "/imports/samples/payments.csv",
];

#[tokio::test]
async fn whoever_serves_other_houses_tells_nothing_of_this_one_from_what_is_missing() {
    let portal = Portal::start().await;
    let world = World::new(&portal).await;
    let mut admin = portal.signed_in("admin@example.org").await;
    for actor in ["dispatcher", "accountant", "manager"] {
        bind_elsewhere(&mut admin, actor, &world.house).await;
        let at = ACTORS.iter().position(|known| *known == actor).unwrap();
        let browser = &world.people[at].1;
        for (_, path, object) in pages().filter(|(.., object)| THEIRS.contains(object)) {
            told_apart(&world, browser, ("GET", path, &[]), object, actor).await;
        }
        for (function, fields, object) in functions().filter(|(.., object)| THEIRS.contains(object)) {
            told_apart(&world, browser, ("POST", &format!("/api/{function}"), fields), object, actor).await;
        }
        for path in OF_THE_COMPANY {
            assert_eq!(browser.get(path).await.status, StatusCode::NOT_FOUND, "{actor} {path}");
        }
        let menu = browser.get("/staff/more").await.body;
        for path in ["/staff/imports", "/staff/payments"] {
            assert!(!menu.contains(&format!("href=\"{path}\"")), "{actor} has {path}");
        }
        let receipts = browser.get("/staff/charges").await.body;
        assert!(!receipts.contains(&world.house) && !receipts.contains("/imports/"), "{actor}: {receipts}");
    }
    portal.stop().await;
}

async fn told_apart(
    world: &World,
    browser: &Browser,
    (method, path, fields): (&str, &str, &[(&str, &str)]),
    object: Object,
    actor: &str,
) {
    let id = world.id(object).unwrap();
    let theirs = world.ask(browser, method, path, fields, id, object).await;
    let missing = world.ask(browser, method, path, fields, NOBODYS, object).await;
    assert_eq!(seen(&theirs), seen(&missing), "{actor} tells {method} {path} from a missing one");
}

/// The administrator binds an employee to a house that is not this one.
async fn bind_elsewhere(admin: &mut Browser, actor: &str, house: &str) {
    let listed = admin.open("/staff/people").await.body;
    let listed = listed.split_once(&format!("<b>{actor}@example.org")).unwrap().1;
    let employee = listed.split_once("/staff/people/").unwrap().1.split('"').next().unwrap().to_owned();
    let page: Answer = admin.open(&format!("/staff/people/{employee}")).await;
    let houses = page.body.split("name=\"change[houses][]\" value=\"").skip(1);
    let other = houses.map_while(|rest| rest.split('"').next()).find(|other| *other != house).unwrap();
    let other = other.to_owned();
    let changed = admin.submit(&page, "/api/staff/change", &[("change[houses][]", &other)]).await;
    assert!(changed.text().contains("новые права действуют сразу"), "{}", changed.text());
}

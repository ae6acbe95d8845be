//! News without scripts.
use crate::support::{Answer, Browser, Portal, photo, send_file};
use domain::files::FileCard;
use http::StatusCode;

const SAVE: &str = "/api/news/save";
const MARK: &str = "/api/news/mark";
const PUBLISH: &str = "/api/news/publish";

/// The first address of an item on a page.
fn first_item(page: &Answer, start: &str) -> String {
    let after =
        page.body.split_once(&format!("href=\"{start}01")).unwrap_or_else(|| panic!("{}", page.text())).1;
    format!("{start}01{}", after.split('"').next().unwrap())
}

#[tokio::test]
async fn tiles_or_a_list_is_remembered() {
    let portal = Portal::start().await;
    let mut browser = portal.signed_in("guide@example.org").await;
    let tiles = browser.open("/news").await;
    assert!(tiles.body.contains("class=\"tiles\""), "{}", tiles.text());
    let list = browser.open("/news?view=list").await;
    assert!(
        list.cookies().iter().any(|cookie| cookie.starts_with("news-view=list; ")),
        "{:?}",
        list.cookies()
    );
    for path in ["/news?view=list", "/news"] {
        let page = browser.open(path).await;
        assert!(page.body.contains("newsrow") && !page.body.contains("class=\"tiles\""), "{path}");
    }
    let odd = browser.open("/news?view=odd&before=odd").await;
    assert!(odd.body.contains("newsrow"));
    portal.stop().await;
}

#[tokio::test]
async fn what_is_new_stands_on_the_first_page_until_it_was_seen() {
    let portal = Portal::start().await;
    let mut browser = portal.signed_in("guide@example.org").await;
    let home = browser.open("/").await;
    let plain = |page: &Answer| page.body.matches("class=\"card unread\"").count();
    assert_eq!(plain(&home), 2);
    // The oldest first.
    let seen = browser.submit(&home, MARK, &[]).await;
    assert_eq!((seen.path.as_str(), plain(&seen)), ("/", 1));
    assert!(seen.text().contains("25.01.2018 г. перебои в подаче ХВС и ГВС"));
    let seen = browser.submit(&seen, MARK, &[]).await;
    assert_eq!(plain(&seen), 0);
    portal.stop().await;
}

#[tokio::test]
async fn the_address_of_an_item_opens_after_sign_in() {
    let portal = Portal::start().await;
    let mut browser = portal.signed_in("guide@example.org").await;
    let item = first_item(&browser.open("/news").await, "/news/");
    let mut guest = portal.browser();
    let asked = guest.open(&item).await;
    assert!(asked.path.starts_with("/sign-in?next="), "{}", asked.path);
    let typed = [("email", "guide@example.org"), ("password", "domovoy-demo")];
    let opened = guest.submit(&asked, "/api/session/sign-in", &typed).await;
    assert_eq!((opened.path.as_str(), opened.status), (item.as_str(), StatusCode::OK));
    assert!(opened.text().contains("Перерыв дольше 4 часов подряд пересчитаем без заявления"));
    portal.stop().await;
}

/// Signs in as the editor, wherever that leads.
async fn editor(portal: &Portal) -> Browser {
    let mut browser = portal.browser();
    let page = browser.open("/sign-in").await;
    let typed = [("email", "editor@example.org"), ("password", "domovoy-demo")];
    browser.submit(&page, "/api/session/sign-in", &typed).await;
    browser
}

#[tokio::test]
async fn an_editor_writes_looks_who_will_see_it_and_publishes() {
    let portal = Portal::start().await;
    let mut editor = editor(&portal).await;
    let blank = editor.open("/staff/news/new").await;
    let typed = [
        ("draft[kind]", "Emergency"),
        ("draft[title]", "<script>alert(1)</script> Нет воды"),
        ("draft[source]", "Бригада **на месте**.\n\n<img src=x onerror=alert(1)>"),
        ("draft[everyone]", "false"),
        ("draft[accounts]", "7000418, 77"),
        ("draft[must_read]", "true"),
        ("then", "audience"),
    ];
    let back = editor.submit(&blank, SAVE, &typed).await;
    assert_eq!(back.path, "/staff/news/new");
    assert!(
        back.text().contains("Такого лицевого счета нет: 77. Пример: 7000418, 7000425."),
        "{}",
        back.text()
    );
    for (name, value) in &typed[1..6] {
        assert_eq!(back.field(SAVE, name).as_deref(), Some(*value), "{name}");
    }
    let asked = editor.submit(&back, SAVE, &[("draft[accounts]", "7000418"), ("then", "audience")]).await;
    assert!(asked.path.ends_with("/audience"), "{}: {}", asked.path, asked.text());
    assert!(asked.text().contains("Опубликовать для 1 жителя?"), "{}", asked.text());
    assert!(asked.text().contains("7000418") && !asked.text().contains("7000425"));
    let done = editor.submit(&asked, PUBLISH, &[]).await;
    assert!(done.text().contains("Новость опубликована"), "{}", done.text());

    let mut resident = portal.signed_in("guide@example.org").await;
    let list = resident.open("/news").await;
    assert!(
        list.text().contains("<script>alert(1)</script> Нет воды") && !list.body.contains("<script>alert(1)")
    );
    let item = resident.open(&first_item(&list, "/news/")).await;
    assert!(item.body.contains("<p>Бригада <strong>на месте</strong>.</p>"), "{}", item.body);
    assert!(!item.body.contains("onerror"));
    let acknowledged = resident.submit(&item, MARK, &[]).await;
    assert!(acknowledged.text().contains("Вы ознакомились 25.01.2018"), "{}", acknowledged.text());
    let stranger = portal.signed_in("guide-payments@example.org").await;
    assert_eq!(stranger.get(&item.path).await.status, StatusCode::NOT_FOUND);
    portal.stop().await;
}

#[tokio::test]
async fn the_picture_of_an_item_is_for_its_readers() {
    let portal = Portal::start().await;
    let mut editor = editor(&portal).await;
    let blank = editor.open("/staff/news/new").await;
    let id = blank.field(SAVE, "draft[id]").unwrap();
    let path = format!("/files/news/{id}");
    let resident = portal.signed_in("guide@example.org").await;
    assert_eq!(send_file(&resident, &path, "план.jpg", &photo()).await.status, StatusCode::NOT_FOUND);
    let sent = send_file(&editor, &path, "план.jpg", &photo()).await;
    let picture = serde_json::from_str::<FileCard>(&sent.body).unwrap().path();
    let source = format!("![План двора]({picture})");
    let typed = [
        ("draft[title]", "План двора"),
        ("draft[source]", source.as_str()),
        ("draft[everyone]", "false"),
        ("draft[accounts]", "7000418"),
        ("then", "audience"),
    ];
    let asked = editor.submit(&blank, SAVE, &typed).await;
    assert_eq!(resident.get(&picture).await.status, StatusCode::NOT_FOUND);
    editor.submit(&asked, PUBLISH, &[]).await;

    let item = resident.get(&format!("/news/{id}")).await;
    let shown = format!("<img src=\"{picture}\" alt=\"План двора\" loading=\"lazy\">");
    assert!(item.body.contains(&shown), "{}", item.body);
    assert!(item.header("content-security-policy").unwrap().contains("img-src 'self'"));
    let opened = resident.request(http::Method::GET, &picture).send().await.unwrap();
    assert_eq!(opened.status(), StatusCode::OK);
    assert_eq!(opened.headers()["content-type"], "image/jpeg");
    assert_eq!(opened.headers()["x-content-type-options"], "nosniff");
    let stranger = portal.signed_in("guide-payments@example.org").await;
    assert_eq!(stranger.get(&picture).await.status, StatusCode::NOT_FOUND);
    let asked = portal.browser().open(&picture).await;
    assert!(asked.path.starts_with("/sign-in?next="), "{}", asked.path);
    portal.stop().await;
}

//! Employees and the second factor, without scripts.
use crate::{
    journeys::letter_to,
    support::{Browser, PASSWORD, Portal, today},
};
use http::StatusCode;
use std::time::Instant;

const NEW: &str = "зелёная кнопка 7";

async fn administrator(portal: &Portal) -> Browser {
    portal.signed_in("admin@example.org").await
}

#[tokio::test]
async fn an_invitation_leads_to_a_desk_and_suspending_ends_it_at_once() {
    let portal = Portal::start().await;
    let mut admin = administrator(&portal).await;
    let page = admin.open("/staff/people").await;
    let typed = [("invitation[email]", "new@example.org"), ("invitation[role]", "dispatcher")];
    let sent = admin.submit(&page, "/api/staff/invite", &typed).await;
    assert!(sent.text().contains("Приглашение отправлено"), "{}", sent.text());

    let mut newcomer = portal.browser();
    let page = newcomer.open(&letter_to(&portal.browser(), "new@example.org").await).await;
    assert!(page.text().contains("Роль: диспетчер"), "{}", page.text());
    let desk = newcomer.submit(&page, "/api/staff/accept", &[("password", NEW)]).await;
    assert_eq!((desk.status, desk.path.as_str()), (StatusCode::OK, "/staff/tickets"));

    let listed = admin.open("/staff/people").await.body;
    let listed = listed.split_once("<b>new@example.org").unwrap().1;
    let id = listed.split_once("/staff/people/").unwrap().1.split('"').next().unwrap().to_owned();
    let page = admin.open(&format!("/staff/people/{id}")).await;
    let suspended = admin.submit(&page, "/api/staff/suspend", &[]).await;
    assert!(suspended.text().contains("Доступ закрыт, все сеансы завершены"), "{}", suspended.text());
    assert_eq!(
        newcomer.get("/staff/tickets").await.header("location"),
        Some("/sign-in?next=%2Fstaff%2Ftickets")
    );
    portal.stop().await;
}

#[tokio::test]
async fn a_form_of_people_comes_back_with_what_was_typed() {
    let portal = Portal::start().await;
    let mut admin = administrator(&portal).await;
    let page = admin.open("/staff/people").await;
    let typed = [("invitation[email]", "manager@example.org"), ("invitation[role]", "editor")];
    let back = admin.submit(&page, "/api/staff/invite", &typed).await;
    assert!(back.text().contains("здесь уже работает"), "{}", back.text());
    let email = back.field("/api/staff/invite", "invitation[email]");
    assert_eq!(email.as_deref(), Some("manager@example.org"));
    portal.stop().await;
}

#[tokio::test]
async fn a_second_factor_is_set_up_and_asked_for_without_scripts() {
    let begun = Instant::now();
    let portal = Portal::start().await;
    let mut anna = portal.signed_in("guide@example.org").await;
    let page = anna.open("/profile/code").await;
    let page = anna.submit(&page, "/api/second-factor/begin", &[]).await;
    let codes: Vec<String> = page
        .body
        .split_once("recovery-codes")
        .unwrap()
        .1
        .split("</ul>")
        .next()
        .unwrap()
        .split("<li")
        .skip(1)
        .map(|item| item.split_once('>').unwrap().1.split('<').next().unwrap().to_owned())
        .collect();
    assert_eq!(codes.len(), 10, "{codes:?}");
    let wrong = anna.submit(&page, "/api/second-factor/turn-on", &[("otp", "12")]).await;
    assert!(wrong.text().contains("В коде из приложения шесть цифр"), "{}", wrong.text());
    let secret = wrong.body.split_once("?secret=").unwrap().1.split('&').next().unwrap().to_owned();
    let on = anna.submit(&wrong, "/api/second-factor/turn-on", &[("otp", &code(&secret, begun))]).await;
    assert!(on.text().contains("Вход по коду включён"), "{}", on.text());
    assert!(!on.body.contains(&codes[0]), "codes are shown once");

    let mut again = portal.browser();
    let page = again.open("/sign-in?next=%2Fcharges").await;
    let typed = [("email", "guide@example.org"), ("password", PASSWORD)];
    let asked = again.submit(&page, "/api/session/sign-in", &typed).await;
    assert_eq!(asked.path, "/sign-in/code?next=/charges");
    assert_eq!(again.get("/charges").await.header("location"), Some("/sign-in?next=%2Fcharges"));
    let back = again.submit(&asked, "/api/session/confirm", &[("otp", "000000")]).await;
    assert!(back.text().contains("Код не подошёл"), "{}", back.text());
    let there = again.submit(&back, "/api/session/confirm", &[("otp", &codes[0])]).await;
    assert_eq!((there.status, there.path.as_str()), (StatusCode::OK, "/charges"));
    portal.stop().await;
}

/// What an application would show now: the demo's clock begins at noon of 25.01.2018 in Moscow, and goes on.
fn code(secret: &str, begun: Instant) -> String {
    let noon = today().and_hms_opt(9, 0, 0).unwrap().and_utc();
    format!("{:06}", usecases::second_factor::code_at(secret, noon + begun.elapsed()).unwrap())
}

#[tokio::test]
async fn a_role_that_sees_money_is_led_to_the_second_factor_where_it_is_required() {
    let portal = Portal::with(|host| {
        let portal = usecases::Portal { second_factor: true, ..(*host.portal).clone() };
        host.portal = std::sync::Arc::new(portal);
    })
    .await;
    let mut accountant = portal.browser();
    let page = accountant.open("/sign-in").await;
    let typed = [("email", "accountant@example.org"), ("password", PASSWORD)];
    let led = accountant.submit(&page, "/api/session/sign-in", &typed).await;
    assert_eq!(led.path, "/profile/code");
    assert!(led.text().contains("Ваша роль видит деньги жителей"), "{}", led.text());
    assert_eq!(accountant.get("/staff/appeals").await.header("location"), Some("/profile/code"));
    let inbox = accountant.call("/api/appeals/inbox", &[("", "")]).await;
    assert_eq!(inbox.status, StatusCode::NOT_FOUND);
    portal.signed_in("dispatcher@example.org").await;
    portal.stop().await;
}

#[tokio::test]
async fn the_journal_says_whose_data_somebody_saw_and_who_looked_there() {
    let portal = Portal::start().await;
    let mut dispatcher = portal.signed_in("dispatcher@example.org").await;
    dispatcher.open("/staff/search?q=7000418").await;
    let mut admin = administrator(&portal).await;
    let looks = "/staff/audit?who=dispatcher@example.org&what=looks";
    let page = admin.open(looks).await;
    assert!(page.text().contains("Чьи данные видел: 1 лицевой счёт"), "{}", page.text());
    let bounded = admin.open(&format!("{looks}&from=2018-01-25T12:00&to=2018-01-25T13:00")).await;
    assert!(bounded.text().contains("ЛС 7000418"), "{}", bounded.text());
    let before = admin.open(&format!("{looks}&to=2018-01-25T11:00")).await;
    assert!(before.text().contains("данных лицевых счетов не видел"), "{}", before.text());
    let own = admin.open("/staff/audit?who=admin@example.org").await;
    assert!(own.text().contains("Открыл журнал"), "{}", own.text());
    let nobody = admin.open("/staff/audit?who=x@example.org&from=%D0%B2%D1%87%D0%B5%D1%80%D0%B0").await;
    assert!(nobody.text().contains("Человека с этим e-mail на портале нет"), "{}", nobody.text());
    portal.stop().await;
}

#[tokio::test]
async fn a_resident_takes_their_data_home_and_is_deleted() {
    let portal = Portal::start().await;
    let mut anna = portal.signed_in("guide@example.org").await;
    let data = anna.get("/profile/data.zip").await;
    assert_eq!((data.status, data.header("content-type")), (StatusCode::OK, Some("application/zip")));
    assert!(data.header("content-disposition").unwrap().starts_with("attachment; filename=\"data.zip\""));
    assert_eq!(
        portal.browser().get("/profile/data.zip").await.header("location"),
        Some("/sign-in?next=%2Fprofile%2Fdata.zip")
    );

    let page = anna.open("/profile/delete").await;
    let back = anna.submit(&page, "/api/profile/delete", &[("password", "a guess")]).await;
    assert!(back.text().contains("Пароль не подошёл"), "{}", back.text());
    let left = anna.submit(&back, "/api/profile/delete", &[("password", PASSWORD)]).await;
    assert!(
        left.path.starts_with("/sign-in") && left.text().contains("Учётная запись удалена"),
        "{}",
        left.text()
    );
    assert_eq!(anna.get("/charges").await.header("location"), Some("/sign-in?next=%2Fcharges"));
    portal.stop().await;
}

#[tokio::test]
async fn settings_are_changed_on_the_portal_and_their_history_is_shown() {
    let portal = Portal::start().await;
    let mut admin = administrator(&portal).await;
    let page = admin.open("/staff/settings").await;
    assert!(page.text().contains("ЖК РФ, ст. 155, ч. 14"), "{}", page.text());
    let typed = [("company[last_day]", "31")];
    let back = admin.submit(&page, "/api/settings/company", &typed).await;
    assert!(back.text().contains("число месяца от 1 до 28"), "{}", back.text());
    let saved = admin.submit(&back, "/api/settings/company", &[("company[last_day]", "23")]).await;
    assert!(saved.text().contains("показания по число 25 → 23 admin@example.org"), "{}", saved.text());
    let recipient =
        saved.body.split_once("/staff/settings/recipients/").unwrap().1.split('"').next().unwrap();
    let page = admin.open(&format!("/staff/settings/recipients/{recipient}")).await;
    let typed = [("recipient[bank_account]", "40702810800000000002")];
    let back = admin.submit(&page, "/api/settings/recipient", &typed).await;
    assert!(back.text().contains("Номер не сходится с БИК"), "{}", back.text());
    portal.stop().await;
}

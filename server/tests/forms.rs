use crate::support::{Answer, Browser, Portal, send};
use http::{Method, StatusCode};

const SIGN_IN: &str = "/api/session/sign-in";
const GOOD: [(&str, &str); 2] = [("email", "guide@example.org"), ("password", "domovoy-demo")];

async fn from_elsewhere(browser: &Browser, header: (&str, &str)) -> Answer {
    let request =
        browser.request(Method::POST, SIGN_IN).header("accept", "text/html").header(header.0, header.1);
    send(SIGN_IN, request.form(&GOOD)).await
}

#[tokio::test]
async fn a_form_of_another_site_is_refused_in_words() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    for header in [
        ("sec-fetch-site", "cross-site"),
        ("sec-fetch-site", "same-site"),
        ("origin", "https://evil.example"),
        ("origin", "null"),
    ] {
        let answer = from_elsewhere(&browser, header).await;
        assert_eq!(answer.status, StatusCode::FORBIDDEN, "{header:?}");
        assert!(answer.text().contains("Запрос пришёл с другого сайта"), "{header:?}: {}", answer.text());
        assert_eq!(answer.cookies(), Vec::<&str>::new(), "{header:?}");
    }
    let own = portal.url.clone();
    for header in [("sec-fetch-site", "same-origin"), ("sec-fetch-site", "none"), ("origin", own.as_str())] {
        assert_eq!(from_elsewhere(&browser, header).await.status, StatusCode::SEE_OTHER, "{header:?}");
    }
    portal.stop().await;
}

#[tokio::test]
async fn a_form_that_is_too_large_is_refused_in_words() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let fields = [("email", "a".repeat(65 * 1024))];
    let answer = browser.post(SIGN_IN, &fields).await;
    assert_eq!(answer.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert!(answer.text().contains("Данных больше, чем портал принимает за раз"), "{}", answer.text());
    let script = browser.call(SIGN_IN, &fields).await;
    assert_eq!((script.status, script.body.as_str()), (StatusCode::PAYLOAD_TOO_LARGE, "\"TooLarge\""));
    portal.stop().await;
}

#[tokio::test]
async fn a_form_that_is_no_text_is_refused_in_words() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let fields = |accept| {
        let request = browser.request(Method::POST, SIGN_IN).header("accept", accept);
        let request = request.header("content-type", "application/x-www-form-urlencoded");
        send(SIGN_IN, request.body(b"email=\xff\xfe&password=1".to_vec()))
    };
    let script = fields("application/json").await;
    assert_eq!((script.status, script.body.as_str()), (StatusCode::BAD_REQUEST, "\"BadRequest\""));
    assert_eq!(fields("text/html").await.status, StatusCode::SEE_OTHER);
    portal.stop().await;
}

#[tokio::test]
async fn a_form_that_was_not_taken_comes_back_once_with_what_was_typed() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let page = browser.open("/register").await;
    let typed = [("account", "7000#418"), ("surname", "Петрова"), ("email", "не адрес")];
    let back = browser.submit(&page, "/api/registration/request", &typed).await;
    assert_eq!((back.path.as_str(), back.status), ("/register", StatusCode::OK));
    assert!(back.text().contains("В адресе только латинские буквы, а здесь «н»"), "{}", back.text());
    for (name, value) in typed {
        assert_eq!(back.field("/api/registration/request", name).as_deref(), Some(value));
    }
    let fresh = browser.open("/register").await;
    assert_eq!(fresh.field("/api/registration/request", "surname").as_deref(), Some(""));
    portal.stop().await;
}

#[tokio::test]
async fn a_password_never_comes_back() {
    let portal = Portal::start().await;
    let mut browser = portal.browser();
    let page = browser.open("/sign-in").await;
    let back =
        browser.submit(&page, SIGN_IN, &[("email", "guide@example.org"), ("password", "not-this-one")]).await;
    assert!(back.text().contains("не подошли"), "{}", back.text());
    assert_eq!(back.field(SIGN_IN, "email").as_deref(), Some("guide@example.org"));
    assert!(!back.body.contains("not-this-one"));
    portal.stop().await;
}

#[tokio::test]
async fn a_form_that_needs_somebody_leads_to_the_sign_in_page_and_back() {
    let portal = Portal::start().await;
    let mut browser = portal.signed_in("guide@example.org").await;
    browser.open("/profile").await;
    browser.clone().post("/api/session/sign-out", &[("", "")]).await;
    let answer = browser.post("/api/session/end-all", &[("", "")]).await;
    assert_eq!(answer.header("location"), Some("/sign-in?next=%2Fprofile"));
    portal.stop().await;
}

#[tokio::test]
async fn nobody_is_led_away_from_the_portal() {
    let portal = Portal::start().await;
    for referer in ["https://evil.example/sign-in", "/relative", "%%%", "http://evil.example@127.0.0.1/"] {
        let request = portal
            .browser()
            .request(Method::POST, SIGN_IN)
            .header("accept", "text/html")
            .header("referer", referer);
        let answer = send(SIGN_IN, request.form(&[("email", "a"), ("password", "b")])).await;
        assert_eq!(answer.header("location"), Some("/"), "{referer}");
    }
    for next in ["https://evil.example", "//evil.example", "/\\evil.example"] {
        let fields = [GOOD[0], GOOD[1], ("next", next)];
        assert_eq!(portal.browser().post(SIGN_IN, &fields).await.header("location"), Some("/"), "{next}");
    }
    portal.stop().await;
}

#[tokio::test]
async fn a_script_is_told_by_status_and_data_what_is_wrong() {
    let portal = Portal::start().await;
    let browser = portal.browser();
    let answer = browser.call("/api/readings/page", &[("", "")]).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::UNAUTHORIZED, "\"SignInRequired\""));
    let answer = browser.call("/api/recovery/request", &[("email", "nobody")]).await;
    assert_eq!(answer.status, StatusCode::UNPROCESSABLE_ENTITY);
    assert!(answer.body.starts_with("{\"Rejected\":[[\"email\""), "{}", answer.body);
    let answer = browser.call("/api/residency/choose", &[("account", "no id")]).await;
    assert_eq!((answer.status, answer.body.as_str()), (StatusCode::BAD_REQUEST, "\"BadRequest\""));
    portal.stop().await;
}

#[tokio::test]
async fn a_text_leaves_neither_its_field_nor_the_title() {
    const TEXT: &str = "</textarea></title><script>alert(1)</script>";
    let portal = Portal::start().await;
    let mut browser = portal.signed_in("guide@example.org").await;
    let page = browser.open("/tickets/new").await;
    let wrong = [("ticket[text]", TEXT), ("ticket[phone]", "1")];
    let back = browser.submit(&page, "/api/tickets/create", &wrong).await;
    let sent = browser.submit(&back, "/api/tickets/create", &[("ticket[phone]", "+7 921 555-01-07")]).await;
    assert!(sent.path.starts_with("/tickets/"), "{}", sent.path);
    for (page, place) in [(&back, "<textarea"), (&sent, "<title")] {
        let inside = page.body.split_once(place).unwrap().1.split_once('>').unwrap().1;
        let inside = inside.split_once("</t").unwrap().0;
        assert!(inside.starts_with("&lt;/textarea&gt;&lt;/title&gt;&lt;script&gt;alert(1)"), "{inside}");
        assert!(!page.body.contains("<script>alert"), "{}", page.path);
    }
    portal.stop().await;
}

#[tokio::test]
async fn a_day_is_taken_as_people_write_it() {
    let portal = Portal::start().await;
    let mut dispatcher = portal.signed_in("dispatcher@example.org").await;
    let page = dispatcher.open("/staff/tickets/7218204").await;
    let field = |name: &str| page.field("/api/tickets/move", name).unwrap();
    let until = async |day: &str| {
        let fields = [
            ("to[ticket]", field("to[ticket]")),
            ("to[seen]", field("to[seen]")),
            ("to[step]", "Defer".to_owned()),
            ("to[note]", "Ждём насос".to_owned()),
            ("to[until]", day.to_owned()),
        ];
        dispatcher.call("/api/tickets/move", &fields).await.body
    };
    for day in ["2017-01-31", "31.01.2017"] {
        let told = until(day).await;
        assert!(told.contains("DayOutside"), "{day} is understood, and over: {told}");
    }
    assert_eq!(until("31.02.2017").await, "\"BadRequest\"");
    portal.stop().await;
}

//! `/webhooks/yookassa`: what a notification makes of an order, and what a forged one does not.
use crate::support::{Answer, Browser, Portal, Process, SECRET, SHOP_ID, Shop, Trouble, send};
use adapters::{
    shelf::Shelf,
    typst::{Template, Typst},
};
use base64::{Engine, prelude::BASE64_STANDARD};
use chrono::TimeDelta;
use domain::{ids::OrderId, payments::OrderState};
use http::{Method, StatusCode};
use ipnet::IpNet;
use serde_json::{Value, json};
use std::{
    fs,
    sync::Arc,
    time::{Duration, Instant},
};
use store::{
    entity::{outbox, payment, refund, suspense},
    testing::all,
};
use usecases::{Clock, Ctx, jobs, ports::Ports};

const PATH: &str = "/webhooks/yookassa";
const LOOPBACK: &str = "127.0.0.0/8";
/// One address of the acquirer's networks, and a stranger's.
const ACQUIRER: &str = "185.71.76.5";
const STRANGER: &str = "203.0.113.7";

/// A portal whose acquirer is a shop of the test, and an order that waits to be paid there. Nothing works on the outbox but the test.
struct Till {
    portal: Portal,
    shop: Shop,
    ctx: Ctx,
    clock: Clock,
    browser: Browser,
    order: OrderId,
    /// The acquirer's id.
    payment: String,
}

/// A portal where the acquirer speaks from `networks`.
async fn portal(shop: &Shop, networks: &[&str], proxies: &[&str]) -> (Portal, Ctx, Clock) {
    let parse =
        |networks: &[&str]| -> Vec<IpNet> { networks.iter().map(|one| one.parse().unwrap()).collect() };
    let mut kept = None;
    let portal = Portal::with(|host| {
        host.ports = Arc::new(Ports {
            mailer: Box::new(host.mailbox.clone().unwrap()),
            acquirer: Some(Box::new(shop.acquirer())),
            printer: Box::new(Typst::new(Template::shipped())),
            shelf: Box::new(Shelf::memory()),
            push: None,
        });
        host.bank = None;
        host.limits.acquirer_networks = parse(networks);
        host.limits.trusted_proxies = parse(proxies);
        host.limits.worker_interval = Duration::from_hours(1);
        kept = Some((host.system_ctx(), host.clock));
    })
    .await;
    let (ctx, clock) = kept.unwrap();
    (portal, ctx, clock)
}

impl Till {
    async fn open() -> Self {
        let shop = Shop::open().await;
        let (portal, ctx, clock) = portal(&shop, &[LOOPBACK], &[]).await;
        let mut browser = portal.signed_in("guide@example.org").await;
        let page = browser.open("/pay").await;
        let typed =
            [("order[amount]", "1000"), ("order[email]", "payer@example.org"), ("order[offer]", "true")];
        let ordered = browser.submit(&page, "/api/orders/create", &typed).await;
        let order = ordered.path.split(['/', '?']).nth(2).unwrap().parse().unwrap();
        assert!(ordered.body.contains("https://yoomoney.example/checkout"), "{}", ordered.text());
        let payment = shop.payments().remove(0);
        Self { portal, shop, ctx, clock, browser, order, payment }
    }

    async fn told(&self, body: &Value) -> StatusCode {
        post(&self.portal, body.to_string(), None).await.status
    }

    /// «payment.succeeded» with a body that says all of it.
    async fn told_that_it_is_paid(&self) -> StatusCode {
        let object = json!({
            "id": self.payment, "status": "succeeded", "paid": true,
            "amount": {"value": "1000.00", "currency": "RUB"},
            "created_at": "2018-01-25T09:00:01.500Z", "captured_at": "2018-01-25T09:01:00.000Z",
        });
        self.told(&json!({"type": "notification", "event": "payment.succeeded", "object": object})).await
    }

    fn pay(&self) {
        self.shop.change(
            &format!("payments/{}", self.payment),
            json!({"status": "succeeded", "paid": true, "captured_at": "2018-01-25T09:01:00.000Z"}),
        );
    }

    /// Does what is due `later`, until nothing is.
    async fn work(&self, later: TimeDelta) {
        loop {
            let ctx = Ctx { now: self.clock.now() + later, ..self.ctx.clone() };
            if jobs::run_due(&ctx).await.unwrap() == 0 {
                break;
            }
        }
    }

    /// Kopecks that were credited for the order.
    async fn credited(&self) -> i64 {
        let payments = all::<payment::Entity>(&self.ctx.db).await;
        payments.iter().filter(|row| row.order_id == Some(self.order)).map(|row| row.amount.0).sum()
    }

    async fn state(&self) -> OrderState {
        let order = store::orders::by_id(&self.ctx.db.read(), self.order).await.unwrap().unwrap();
        OrderState::from_code(&order.state).unwrap()
    }

    /// Questions about payments that came to the shop.
    fn questions(&self) -> usize {
        self.shop.asked().iter().filter(|asked| asked.method == Method::GET).count()
    }
}

async fn post(portal: &Portal, body: impl Into<reqwest::Body>, forwarded: Option<&str>) -> Answer {
    let mut request = portal.browser().request(Method::POST, PATH).body(body);
    if let Some(address) = forwarded {
        request = request.header("x-forwarded-for", address);
    }
    send(PATH, request.header("content-type", "application/json")).await
}

/// Notifications that were noted.
async fn noted(ctx: &Ctx) -> usize {
    all::<outbox::Entity>(&ctx.db).await.iter().filter(|job| job.kind == "acquirer").count()
}

#[tokio::test]
async fn a_payment_that_the_bank_confirms_is_credited_once() {
    let till = Till::open().await;
    till.pay();
    let (first, second) = tokio::join!(till.told_that_it_is_paid(), till.told_that_it_is_paid());
    assert_eq!((first, second), (StatusCode::OK, StatusCode::OK));
    till.work(TimeDelta::zero()).await;
    assert_eq!((till.state().await, till.credited().await), (OrderState::Succeeded, 100_000));
    assert_eq!(till.told_that_it_is_paid().await, StatusCode::OK);
    till.work(TimeDelta::zero()).await;
    assert_eq!(till.credited().await, 100_000);
    for (path, words) in [(format!("/pay/{}", till.order), "Оплачено"), ("/payments".into(), "ЮKassa")]
    {
        let page = till.browser.get(&path).await;
        assert!(page.text().contains(words), "{}", page.text());
    }
    till.portal.stop().await;
}

#[tokio::test]
async fn a_forged_notification_credits_nothing() {
    let till = Till::open().await;
    assert_eq!(till.told_that_it_is_paid().await, StatusCode::OK);
    till.work(TimeDelta::zero()).await;
    assert!(till.questions() > 0, "the shop was asked");
    assert_eq!((till.state().await, till.credited().await), (OrderState::Pending, 0));
    let cancel = json!({"event": "payment.canceled", "object": {"id": till.payment, "status": "canceled"}});
    assert_eq!(till.told(&cancel).await, StatusCode::OK);
    till.work(TimeDelta::zero()).await;
    assert_eq!(till.state().await, OrderState::Pending);
    till.portal.stop().await;
}

#[tokio::test]
async fn a_cancelled_payment_says_why() {
    let till = Till::open().await;
    let details = json!({"party": "payment_network", "reason": "insufficient_funds"});
    till.shop.change(
        &format!("payments/{}", till.payment),
        json!({"status": "canceled", "cancellation_details": details}),
    );
    let cancel = json!({"event": "payment.canceled", "object": {"id": till.payment}});
    assert_eq!(till.told(&cancel).await, StatusCode::OK);
    till.work(TimeDelta::zero()).await;
    assert_eq!((till.state().await, till.credited().await), (OrderState::Canceled, 0));
    // What comes late and out of order changes nothing.
    let waiting = json!({"event": "payment.waiting_for_capture", "object": {"id": till.payment}});
    assert_eq!(till.told(&waiting).await, StatusCode::OK);
    till.work(TimeDelta::zero()).await;
    assert_eq!(till.state().await, OrderState::Canceled);
    till.portal.stop().await;
}

#[tokio::test]
async fn money_that_the_bank_gave_back_leaves_the_ledger() {
    let till = Till::open().await;
    till.pay();
    till.told_that_it_is_paid().await;
    till.work(TimeDelta::zero()).await;
    till.shop.change(
        &format!("payments/{}", till.payment),
        json!({"refunded_amount": {"value": "100.50", "currency": "RUB"}}),
    );
    let object = json!({"id": "r1", "payment_id": till.payment, "status": "succeeded"});
    let given_back = json!({"event": "refund.succeeded", "object": object});
    for _ in 0..2 {
        assert_eq!(till.told(&given_back).await, StatusCode::OK);
        till.work(TimeDelta::zero()).await;
    }
    let refunds = all::<refund::Entity>(&till.ctx.db).await;
    let refunds = refunds.iter().filter(|row| row.order_id == Some(till.order));
    assert_eq!(refunds.map(|row| row.amount.0).sum::<i64>(), 10_050);
    till.portal.stop().await;
}

#[tokio::test]
async fn a_notification_is_kept_while_the_bank_is_silent() {
    let till = Till::open().await;
    till.pay();
    till.shop.trouble(Some(Trouble::Says(503, "")));
    assert_eq!(till.told_that_it_is_paid().await, StatusCode::OK);
    till.work(TimeDelta::zero()).await;
    assert_eq!((till.state().await, till.credited().await), (OrderState::Pending, 0));
    till.shop.trouble(None);
    till.work(TimeDelta::seconds(11)).await;
    assert_eq!((till.state().await, till.credited().await), (OrderState::Succeeded, 100_000));
    till.portal.stop().await;
}

#[tokio::test]
async fn a_database_that_is_gone_has_the_acquirer_say_it_again() {
    let till = Till::open().await;
    till.ctx.db.clone().close().await.unwrap();
    assert_eq!(till.told_that_it_is_paid().await, StatusCode::SERVICE_UNAVAILABLE);
}

#[tokio::test]
async fn news_of_what_is_not_ours_changes_nothing() {
    let till = Till::open().await;
    let unknown =
        json!({"event": "payment.succeeded", "object": {"id": "22e12f66-000f-5000-8000-18db351245c7"}});
    assert_eq!(till.told(&unknown).await, StatusCode::OK);
    let other = json!({"event": "payment_method.active", "object": {"id": "22e12f66"}});
    assert_eq!(till.told(&other).await, StatusCode::OK);
    assert_eq!(noted(&till.ctx).await, 1);
    till.work(TimeDelta::zero()).await;
    assert_eq!((till.state().await, till.credited().await), (OrderState::Pending, 0));
    assert!(all::<suspense::Entity>(&till.ctx.db).await.iter().all(|row| row.bank != "ЮKassa"));
    till.portal.stop().await;
}

#[tokio::test]
async fn what_is_no_notification_is_refused() {
    let shop = Shop::open().await;
    let (portal, ctx, _) = portal(&shop, &[LOOPBACK], &[]).await;
    let traversal = json!({"event": "payment.succeeded", "object": {"id": "../refunds/1"}}).to_string();
    for body in ["", "{", "null", "payment=1", r#"{"event":"payment.succeeded","object":{}}"#, &traversal] {
        assert_eq!(post(&portal, body.to_owned(), None).await.status, StatusCode::BAD_REQUEST, "{body}");
    }
    let long = "x".repeat(64 * 1024 + 1);
    assert_eq!(post(&portal, long, None).await.status, StatusCode::PAYLOAD_TOO_LARGE);
    assert_eq!(portal.browser().get(PATH).await.status, StatusCode::METHOD_NOT_ALLOWED);
    assert_eq!((noted(&ctx).await, shop.asked().len()), (0, 0));
    portal.stop().await;
}

#[tokio::test]
async fn a_stranger_is_not_listened_to_whatever_they_forward() {
    let notification = json!({"event": "payment.succeeded", "object": {"id": "p1"}}).to_string();
    let networks = adapters::yookassa::NETWORKS;
    let shop = Shop::open().await;
    for (proxies, cases) in [
        (&[][..], &[(None, false), (Some(ACQUIRER), false)][..]),
        (
            &[LOOPBACK],
            &[
                (None, false),
                (Some(STRANGER), false),
                (Some("185.71.76.5, 203.0.113.7"), false),
                (Some("203.0.113.7, 185.71.76.5"), true),
                (Some("2a02:5180::7"), true),
                (Some(ACQUIRER), true),
            ],
        ),
    ] {
        let (portal, ctx, _) = portal(&shop, &networks, proxies).await;
        for (forwarded, heard) in cases {
            let before = noted(&ctx).await;
            let answer = post(&portal, notification.clone(), *forwarded).await;
            let expected = if *heard { StatusCode::OK } else { StatusCode::NOT_FOUND };
            assert_eq!(answer.status, expected, "{proxies:?} {forwarded:?}");
            assert_eq!(noted(&ctx).await - before, usize::from(*heard), "{proxies:?} {forwarded:?}");
        }
        portal.stop().await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_configured_portal_asks_its_shop_and_logs_no_secret() {
    let (shop, folder) = (Shop::open().await, tempfile::tempdir().unwrap());
    let (config, log) = (folder.path().join("domovoy.toml"), folder.path().join("log"));
    let text = format!(
        "[portal]\nbase_url = \"http://localhost:4399\"\ncompany = \"УК «Очаг»\"\n\
         [http]\naddr = \"127.0.0.1:0\"\n[database]\nurl = \"sqlite://{}\"\n\
         [mail]\nhost = \"127.0.0.1\"\nport = 9\ntls = \"none\"\nfrom = \"portal@example.org\"\n\
         [log]\nlevel = \"debug\"\n\
         [acquirer]\nshop_id = \"{SHOP_ID}\"\nsecret_file = \"shop.secret\"\nbase_url = \"{}\"\nnetworks = [\"127.0.0.1\"]\n",
        folder.path().join("portal.sqlite").display(),
        shop.url,
    );
    fs::write(&config, text).unwrap();
    fs::write(folder.path().join("shop.secret"), SECRET).unwrap();
    shop.troubles([Trouble::Says(401, r#"{"code":"invalid_credentials","description":"anna@example.org"}"#)]);
    let mut process = Process::logging_to(&log, &["serve", "--config", config.to_str().unwrap()]);

    let notification = json!({
        "event": "payment.succeeded",
        "object": {"id": "p1", "receipt": {"customer": {"email": "anna@example.org"}}},
    });
    let browser = Browser::new(&process.url);
    let told = send(PATH, browser.request(Method::POST, PATH).body(notification.to_string())).await;
    assert_eq!(told.status, StatusCode::OK);
    let begun = Instant::now();
    while shop.asked().len() < 2 {
        assert!(begun.elapsed() < Duration::from_secs(20), "the shop is not asked");
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert_eq!(shop.last().login, format!("{SHOP_ID}:{SECRET}"));
    process.terminate();
    assert_eq!(process.ended(), Some(0));
    let log = fs::read_to_string(log).unwrap();
    for words in [PATH, "see shop_id and secret in [acquirer]"] {
        assert!(log.contains(words), "{words}: {log}");
    }
    for private in [SECRET, &BASE64_STANDARD.encode(format!("{SHOP_ID}:{SECRET}")), "anna@example.org"] {
        assert!(!log.contains(private), "{private}: {log}");
    }
}

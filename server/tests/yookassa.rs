//! The adapter of ЮKassa over HTTP.
use crate::support::{Shop, Trouble, acquirer};
use adapters::yookassa::{Patience, Settings};
use domain::{
    ids::{OrderId, RefundId},
    money::Money,
    payments::{CancelReason, FiscalMarks, News, ReceiptItem, RefundNews},
};
use http::Method;
use serde_json::json;
use std::time::Duration;
use usecases::ports::{
    Acquirer, AcquirerError, AcquirerPayment, AcquirerRefund, PaymentWish, Receipted, RefundWish,
};
use uuid::Uuid;

const ORDER: OrderId = OrderId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));

fn item(name: &str, kopecks: i64) -> ReceiptItem {
    ReceiptItem { name: name.into(), amount: Money(kopecks) }
}

fn wish() -> PaymentWish {
    PaymentWish {
        order: ORDER,
        total: Money(466_159),
        description: "Квартплата, Капремонт. ЛС 7000418".into(),
        return_url: "https://dom.example.ru/pay/1".into(),
        items: vec![item("Квартплата, ЛС 7000418", 461_159), item("Капремонт, ЛС 7000418", 5_000)],
        email: "anna@example.org".into(),
        phone: Some("79161234567".into()),
    }
}

fn refund_wish(payment: &str) -> RefundWish {
    RefundWish {
        refund: RefundId(Uuid::from_u128(7)),
        payment: payment.into(),
        amount: Money(10_050),
        items: vec![item("Квартплата, ЛС 7000418", 10_050)],
        email: "anna@example.org".into(),
        phone: None,
    }
}

/// A payment that is in the shop, and what is asked of it.
async fn made(shop: &Shop) -> AcquirerPayment {
    shop.acquirer().create(&wish()).await.unwrap()
}

fn is_unknown<T: std::fmt::Debug>(answer: &Result<T, AcquirerError>) -> bool {
    matches!(answer, Err(AcquirerError::Unknown(_)))
}

#[tokio::test]
async fn a_payment_is_made_with_what_the_law_and_the_payer_need() {
    let shop = Shop::open().await;
    let payment = made(&shop).await;
    let asked = shop.last();
    assert_eq!((asked.method, asked.path.as_str()), (Method::POST, "payments"));
    assert_eq!(asked.login, "506751:test_very-secret");
    assert_eq!(asked.key, Some(ORDER.to_string()));
    let line = |name: &str, sum: &str| {
        json!({
            "description": name, "quantity": "1.00", "amount": {"value": sum, "currency": "RUB"},
            "vat_code": 1, "payment_mode": "full_payment", "payment_subject": "service",
        })
    };
    let expected = json!({
        "amount": {"value": "4661.59", "currency": "RUB"},
        "capture": true,
        "confirmation": {"type": "redirect", "return_url": "https://dom.example.ru/pay/1"},
        "description": "Квартплата, Капремонт. ЛС 7000418",
        "metadata": {"order": ORDER.to_string()},
        "receipt": {
            "customer": {"email": "anna@example.org", "phone": "79161234567"},
            "items": [line("Квартплата, ЛС 7000418", "4611.59"), line("Капремонт, ЛС 7000418", "50.00")],
            "tax_system_code": 2,
        },
    });
    assert_eq!(asked.body, expected);
    let expected = AcquirerPayment {
        id: shop.payments().remove(0),
        order: Some(ORDER),
        said: News::Pending,
        amount: Money(466_159),
        currency: "RUB".into(),
        at: "2018-01-25T09:00:01.500Z".parse().unwrap(),
        reason: None,
        refunded: Money::ZERO,
        confirmation_url: Some("https://yoomoney.example/checkout?orderId=1".into()),
    };
    assert_eq!(payment, expected);
}

#[tokio::test]
async fn the_same_order_twice_is_one_payment() {
    let shop = Shop::open().await;
    assert_eq!(made(&shop).await, made(&shop).await);
    let keys: Vec<_> = shop.asked().into_iter().map(|asked| asked.key).collect();
    assert_eq!((keys[0] == keys[1], shop.payments().len()), (true, 1));
}

#[tokio::test]
async fn a_lost_answer_is_asked_for_again_with_the_same_key() {
    let shop = Shop::open().await;
    let html = "<html>Bad gateway</html>";
    for trouble in [
        Trouble::Breaks,
        Trouble::Says(500, "{}"),
        Trouble::Says(502, html),
        Trouble::Says(429, "{\"code\":\"too_many_requests\"}"),
        Trouble::Says(302, ""),
    ] {
        let before = shop.asked().len();
        shop.troubles([trouble, trouble]);
        made(&shop).await;
        let asked = shop.asked().split_off(before);
        assert_eq!(asked.len(), 3, "{trouble:?}");
        assert!(asked.iter().all(|asked| asked.key == Some(ORDER.to_string())), "{trouble:?}");
    }
    assert_eq!(shop.payments().len(), 1);
}

#[tokio::test]
async fn an_answer_that_does_not_come_leaves_the_outcome_unknown() {
    let shop = Shop::open().await;
    for (trouble, why) in [
        (Trouble::Says(500, "anna@example.org"), "500"),
        (Trouble::Says(429, ""), "429"),
        (Trouble::Breaks, "the connection broke"),
    ] {
        let before = shop.asked().len();
        shop.trouble(Some(trouble));
        assert_eq!(shop.acquirer().create(&wish()).await, Err(AcquirerError::Unknown(why.into())));
        assert_eq!(shop.asked().len() - before, 3, "{trouble:?}");
    }
    let patience =
        Patience { one_answer: Duration::from_millis(50), pause: Duration::from_millis(1), times: 2 };
    let hasty = acquirer(Settings { patience, ..shop.settings() });
    shop.trouble(Some(Trouble::Silent));
    assert_eq!(hasty.get("p").await, Err(AcquirerError::Unknown("no answer in time".into())));
    // Nobody listens on the port of discard.
    let absent = acquirer(Settings { base_url: "http://127.0.0.1:9".into(), ..shop.settings() });
    assert_eq!(absent.get("p").await, Err(AcquirerError::Unknown("no connection".into())));
}

#[tokio::test]
async fn a_refusal_is_not_repeated_and_told_without_the_words_of_the_bank() {
    let shop = Shop::open().await;
    shop.trouble(Some(Trouble::Says(
        400,
        r#"{"type":"error","code":"invalid_request","description":"anna@example.org","parameter":"receipt.customer.email"}"#,
    )));
    let refused = AcquirerError::Refused("400 invalid_request receipt.customer.email".into());
    assert_eq!(shop.acquirer().create(&wish()).await, Err(refused));
    assert_eq!(shop.asked().len(), 1);
    shop.trouble(Some(Trouble::Says(403, "<html>")));
    assert_eq!(shop.acquirer().create(&wish()).await, Err(AcquirerError::Refused("403".into())));
}

#[tokio::test]
async fn a_key_that_is_not_valid_any_more_cancels_nothing() {
    let shop = Shop::open().await;
    let payment = made(&shop).await.id;
    shop.trouble(Some(Trouble::Says(401, r#"{"type":"error","code":"invalid_credentials"}"#)));
    assert!(is_unknown(&shop.acquirer().get_refund("r").await));
    assert!(is_unknown(&shop.acquirer().refund(&refund_wish(&payment)).await));
}

#[tokio::test]
async fn what_is_not_there_is_none_and_cannot_be_given_back() {
    let shop = Shop::open().await;
    let acquirer = shop.acquirer();
    assert_eq!(acquirer.get("no-such-payment").await, Ok(None));
    assert_eq!(acquirer.get_refund("no-such-refund").await, Ok(None));
    assert_eq!(acquirer.capture("no-such-payment").await, Err(AcquirerError::Refused("404".into())));
    // An id from outside stays one part of the path.
    assert_eq!(acquirer.get("a/../b?c#d").await, Ok(None));
    assert_eq!(shop.last().path, "payments/a%2F..%2Fb%3Fc%23d");
}

#[tokio::test]
async fn an_answer_that_cannot_be_read_tells_nothing() {
    let shop = Shop::open().await;
    let acquirer = shop.acquirer();
    let nameless = r#"{"status":"succeeded","amount":{"value":"1.00","currency":"RUB"}}"#;
    for words in ["", "<html>", "null", "[]", "{}", nameless] {
        shop.troubles([Trouble::Mumbles(words)]);
        assert!(is_unknown(&acquirer.create(&wish()).await), "{words}");
    }
    let path = format!("payments/{}", made(&shop).await.id);
    for fields in [
        json!({"status": "on_hold"}),
        json!({"status": "succeeded", "amount": {"value": "1.005", "currency": "RUB"}}),
        json!({"amount": {"value": "-1.00", "currency": "RUB"}}),
    ] {
        shop.change(&path, fields);
        assert!(is_unknown(&acquirer.create(&wish()).await));
    }
}

#[tokio::test]
async fn every_state_is_understood() {
    let shop = Shop::open().await;
    let (acquirer, id) = (shop.acquirer(), made(&shop).await.id);
    let path = format!("payments/{id}");
    let told = async || acquirer.get(&id).await.unwrap().unwrap();
    shop.change(&path, json!({"status": "waiting_for_capture", "confirmation": null}));
    assert_eq!((told().await.said, told().await.confirmation_url), (News::WaitingForCapture, None));
    assert_eq!(acquirer.capture(&id).await.unwrap().said, News::Succeeded);
    assert_eq!(shop.last().key, Some(format!("capture-{id}")));
    let paid = json!({
        "captured_at": "2018-01-25T21:30:00.000Z",
        "amount": {"value": "10", "currency": "USD"},
        "refunded_amount": {"value": "100.50", "currency": "RUB"},
        "metadata": null,
    });
    shop.change(&path, paid);
    let payment = told().await;
    assert_eq!((payment.said, payment.refunded), (News::Succeeded, Money(10_050)));
    assert_eq!((payment.amount, payment.currency.as_str()), (Money(1_000), "USD"));
    assert_eq!((payment.at.to_rfc3339().as_str(), payment.order), ("2018-01-25T21:30:00+00:00", None));
    assert_eq!(acquirer.cancel(&id).await.unwrap().said, News::Canceled);
    for (code, reason) in [
        ("insufficient_funds", CancelReason::NoMoney),
        ("invalid_csc", CancelReason::WrongCard),
        ("card_expired", CancelReason::CardExpired),
        ("3d_secure_failed", CancelReason::NotConfirmed),
        ("payment_method_limit_exceeded", CancelReason::Limit),
        ("issuer_unavailable", CancelReason::BankSilent),
        ("expired_on_confirmation", CancelReason::TooLate),
        ("something_new", CancelReason::Declined),
    ] {
        shop.change(&path, json!({"cancellation_details": {"party": "yoo_money", "reason": code}}));
        assert_eq!((told().await.said, told().await.reason), (News::Canceled, Some(reason)), "{code}");
    }
}

#[tokio::test]
async fn money_is_given_back_once_for_each_key() {
    let shop = Shop::open().await;
    let (acquirer, payment) = (shop.acquirer(), made(&shop).await.id);
    shop.troubles([Trouble::Breaks]);
    let wish = refund_wish(&payment);
    let refund = acquirer.refund(&wish).await.unwrap();
    let asked = shop.last();
    assert_eq!((asked.path.as_str(), asked.key), ("refunds", Some(wish.refund.to_string())));
    assert_eq!(asked.body["payment_id"], payment.as_str());
    assert_eq!(asked.body["amount"], json!({"value": "100.50", "currency": "RUB"}));
    assert_eq!(asked.body["receipt"]["customer"], json!({"email": "anna@example.org"}));
    assert_eq!(asked.body["receipt"]["items"][0]["amount"]["value"], "100.50");
    assert_eq!(acquirer.refund(&wish).await, Ok(refund.clone()));
    for (status, said) in [
        ("pending", RefundNews::Pending),
        ("succeeded", RefundNews::Succeeded),
        ("canceled", RefundNews::Canceled),
    ] {
        shop.change(&format!("refunds/{}", refund.id), json!({"status": status}));
        let expected = AcquirerRefund { id: refund.id.clone(), said };
        assert_eq!(acquirer.get_refund(&refund.id).await, Ok(Some(expected)));
    }
    shop.change(&format!("refunds/{}", refund.id), json!({"status": "on_hold"}));
    assert!(is_unknown(&acquirer.get_refund(&refund.id).await));
}

#[tokio::test]
async fn the_marks_are_those_of_a_registered_receipt() {
    let shop = Shop::open().await;
    let acquirer = shop.acquirer();
    assert_eq!(acquirer.marks(Receipted::Payment("p")).await, Ok(None));
    assert_eq!(shop.last().path, "receipts?payment_id=p");
    shop.change("receipts/1", json!({"type": "payment", "payment_id": "p", "status": "pending"}));
    assert_eq!(acquirer.marks(Receipted::Payment("p")).await, Ok(None));
    let registered = json!({
        "status": "succeeded", "fiscal_storage_number": "9999078900001234",
        "fiscal_document_number": "3986", "fiscal_attribute": "2617603922",
    });
    shop.change("receipts/1", registered.clone());
    shop.change("receipts/0", json!({"type": "refund", "payment_id": "p", "refund_id": "r"}));
    shop.change("receipts/0", registered);
    shop.change("receipts/0", json!({"fiscal_document_number": "3987"}));
    let marks = |document: &str| FiscalMarks {
        storage: "9999078900001234".into(),
        document: document.into(),
        attribute: "2617603922".into(),
    };
    assert_eq!(acquirer.marks(Receipted::Payment("p")).await, Ok(Some(marks("3986"))));
    assert_eq!(acquirer.marks(Receipted::Refund("r")).await, Ok(Some(marks("3987"))));
    assert_eq!(shop.last().path, "receipts?refund_id=r");
}

#[test]
fn the_secret_is_shown_nowhere() {
    let settings = Settings {
        base_url: "https://shop.example/v3".into(),
        shop_id: "1".into(),
        secret: "very-secret".into(),
        taxes: adapters::yookassa::Taxes { vat_code: 1, tax_system_code: None },
        patience: Patience::default(),
    };
    let shown = format!("{settings:?} {:?}", acquirer(settings.clone()));
    assert!(!shown.contains("very-secret"), "{shown}");
}

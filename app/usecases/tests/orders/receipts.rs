use super::till::Till;
use crate::support::{World, twins};
use chrono::TimeDelta;
use domain::payments::{FiscalMarks, ReceiptKind};
use usecases::{Error, orders};

twins! {
    the_letter_with_the_receipt_goes_to_the_address_that_was_given,
    the_letter_waits_for_the_cash_register_but_not_for_ever,
    the_receipt_stays_and_is_sent_again,
    anothers_receipt_is_not_sent,
    letters_are_not_sent_without_end,
}

async fn the_letter_with_the_receipt_goes_to_the_address_that_was_given(world: World) {
    let till = Till::open(world).await;
    let form = domain::payments::NewOrder { email: "pay@example.org".into(), ..till.form("355") };
    let confirmation = till.press(till.world.cast.anna, &form).await.unwrap();
    let payment = super::till::payment_at(&confirmation);
    till.bank.pay(&payment);
    till.hear(&payment).await;
    let letter = till.world.letter_to("pay@example.org").await;
    assert_eq!(letter.subject, "Чек на 355.00 ₽");
    for part in [
        "Оплата получена 25.01.2018 в 13:20. Лицевой счёт 7000418, г Москва, ул Авиаторов, д. 6, 7.",
        "- Квартплата, ЛС 7000418: 305.00\u{a0}₽",
        "- Капремонт, ЛС 7000418: 50.00\u{a0}₽",
        "Итого: 355.00 ₽",
        "- ФН 9999078900004792",
        "- ФД 12345",
        "- ФПД 2971413528",
        &format!("https://lk.example.org/pay/{}", confirmation.order),
    ] {
        assert!(letter.text.contains(part), "{part}: {}", letter.text);
    }
}

async fn the_letter_waits_for_the_cash_register_but_not_for_ever(world: World) {
    let mut till = Till::open(world).await;
    till.bank.state().has_marks = false;
    till.paid("355").await;
    assert_eq!(till.world.letters().await, []);
    till.wait(TimeDelta::hours(1));
    let letter = till.world.letter_to("anna@example.org").await;
    assert!(letter.text.contains("Касса ещё не сообщила фискальные данные"), "{}", letter.text);
}

async fn the_receipt_stays_and_is_sent_again(world: World) {
    let till = Till::open(world).await;
    let (order, _) = till.paid("355").await;
    let first = till.world.letter_to("anna@example.org").await;
    let anna = till.world.signed_in(till.world.cast.anna).await;
    orders::resend_receipt(&anna, order).await.unwrap();
    assert_eq!(till.world.letter_to("anna@example.org").await, first);
    let [receipt] = orders::status(&anna, order).await.unwrap().receipts.try_into().unwrap();
    assert_eq!((receipt.kind, receipt.total().0), (ReceiptKind::Payment, 35_500));
    let marks = FiscalMarks {
        storage: "9999078900004792".into(),
        document: "12345".into(),
        attribute: "2971413528".into(),
    };
    assert_eq!(receipt.marks, Some(marks));
}

async fn anothers_receipt_is_not_sent(world: World) {
    let till = Till::open(world).await;
    let (paid, _) = till.paid("300").await;
    let (unpaid, _) = till.order("55").await;
    let boris = till.world.signed_in(till.world.cast.boris).await;
    let anna = till.world.signed_in(till.world.cast.anna).await;
    assert!(matches!(orders::resend_receipt(&boris, paid).await, Err(Error::NotFound)));
    assert!(matches!(orders::resend_receipt(&anna, unpaid).await, Err(Error::NotFound)));
    assert!(matches!(orders::resend_receipt(&till.world.guest(), paid).await, Err(Error::SignInRequired)));
}

async fn letters_are_not_sent_without_end(world: World) {
    let till = Till::open(world).await;
    let (order, _) = till.paid("355").await;
    let anna = till.world.signed_in(till.world.cast.anna).await;
    for _ in 0..10 {
        orders::resend_receipt(&anna, order).await.unwrap();
    }
    assert!(matches!(orders::resend_receipt(&anna, order).await, Err(Error::TooMany { .. })));
}

use super::books::{Issued, New, correct, day, give_back, issue, pay, recipient};
use crate::support::{World, twins};
use domain::{
    charges::ChargeKind,
    ids::RecipientId,
    ledger::Purpose,
    money::Money,
    receipts::{Receipt, Reference},
};
use usecases::{charges, receipts};

twins!(
    the_kopeck_of_the_guide_is_an_advance,
    a_payment_after_the_bill_was_issued_does_not_change_it,
    money_given_back_is_owed_again,
    penalties_are_told_apart_from_the_debt,
    penalties_that_the_portal_counts_are_those_of_the_day_of_the_bill,
    a_correction_counts_from_the_day_it_was_issued,
    an_opening_balance_of_the_month_comes_before_its_bill,
    another_recipients_money_is_another_matter,
    a_superseded_bill_opens_and_leads_to_the_one_that_stands,
    a_charge_that_was_paid_since_is_known,
    where_nothing_is_due_there_is_no_code,
);

async fn bill(world: &World, recipient: RecipientId, period: &'static str, amount: i64) -> Issued {
    let account = world.cast.flat.account;
    issue(world, New { account, recipient, period, amount, penalty: 0, kind: ChargeKind::Bill }).await
}

async fn paid(
    world: &World,
    recipient: RecipientId,
    on: &str,
    amount: i64,
    of: &Issued,
) -> domain::ids::PaymentId {
    let shares = [(of.charge, Purpose::Charge, amount)];
    pay(world, world.cast.flat.account, recipient, on, amount, &shares).await
}

async fn receipt(world: &World, issued: &Issued) -> Receipt {
    let ctx = world.signed_in(world.cast.anna).await;
    receipts::receipt(&ctx, issued.bill).await.unwrap()
}

async fn the_kopeck_of_the_guide_is_an_advance(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let november = bill(&world, rent, "2017-11", 492_301).await;
    let december = bill(&world, rent, "2017-12", 461_160).await;
    pay(
        &world,
        world.cast.flat.account,
        rent,
        "2017-12-20",
        492_302,
        &[(november.charge, Purpose::Charge, 492_301), (december.charge, Purpose::Charge, 1)],
    )
    .await;
    let expected = Reference {
        amount: Money(461_160),
        opening: Money(492_301),
        paid: Money(492_302),
        paid_last_on: Some(day("2017-12-20")),
        counted_until: day("2017-12-31"),
        penalty: Money::ZERO,
    };
    let receipt = receipt(&world, &december).await;
    assert_eq!(receipt.reference, expected);
    assert_eq!(receipt.due(), Money(461_159));
    assert!(receipt.payment_code.unwrap().text.contains("|Sum=461159|"));
}

async fn a_payment_after_the_bill_was_issued_does_not_change_it(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let december = bill(&world, rent, "2017-12", 461_160).await;
    let before = receipt(&world, &december).await;
    paid(&world, rent, "2018-01-01", 100_000, &december).await;
    assert_eq!(receipt(&world, &december).await, before);
    let january = bill(&world, rent, "2018-01", 10_000).await;
    assert_eq!(receipt(&world, &january).await.due(), Money(371_160));
}

async fn money_given_back_is_owed_again(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let november = bill(&world, rent, "2017-11", 30_000).await;
    let december = bill(&world, rent, "2017-12", 20_000).await;
    let payment = paid(&world, rent, "2017-11-30", 30_000, &november).await;
    give_back(&world, payment, "2017-12-05", 12_000).await;
    let reference = receipt(&world, &december).await.reference;
    assert_eq!((reference.opening, reference.paid), (Money::ZERO, Money(-12_000)));
    assert_eq!(reference.due(), Money(32_000));
}

async fn penalties_are_told_apart_from_the_debt(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let account = world.cast.flat.account;
    let new = New {
        account,
        recipient: rent,
        period: "2017-11",
        amount: 30_000,
        penalty: 500,
        kind: ChargeKind::Bill,
    };
    let november = issue(&world, new).await;
    let december = bill(&world, rent, "2017-12", 20_000).await;
    let shares = [(november.charge, Purpose::Charge, 10_000), (november.charge, Purpose::Penalty, 200)];
    pay(&world, account, rent, "2017-12-10", 10_200, &shares).await;
    let reference = receipt(&world, &december).await.reference;
    assert_eq!((reference.opening, reference.paid), (Money(30_000), Money(10_000)));
    assert_eq!(reference.penalty, Money(300));
    assert_eq!(reference.due(), Money(40_300));
}

async fn penalties_that_the_portal_counts_are_those_of_the_day_of_the_bill(mut world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let july = bill(&world, rent, "2017-07", 10_000_000).await;
    let december = bill(&world, rent, "2017-12", 1_000).await;
    paid(&world, rent, "2017-11-15", 4_000_000, &july).await;
    world.now = "2017-12-31T09:00:00Z".parse().unwrap();
    let ctx = world.signed_in(world.cast.timur).await;
    let on_the_day = charges::balance(&ctx).await.unwrap().recipients[0].penalty;
    paid(&world, rent, "2018-01-09", 6_000_000, &july).await;
    let shown = receipt(&world, &december).await.reference.penalty;
    assert!(shown.is_positive());
    assert_eq!(shown, on_the_day);
}

async fn a_correction_counts_from_the_day_it_was_issued(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let november = bill(&world, rent, "2017-11", 30_000).await;
    let december = bill(&world, rent, "2017-12", 20_000).await;
    correct(&world, &november, "2018-01-15", 25_000).await;
    let january = bill(&world, rent, "2018-01", 10_000).await;
    assert_eq!(receipt(&world, &december).await.reference.opening, Money(30_000));
    assert_eq!(receipt(&world, &january).await.reference.opening, Money(45_000));
}

async fn an_opening_balance_of_the_month_comes_before_its_bill(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let account = world.cast.flat.account;
    let new = New {
        account,
        recipient: rent,
        period: "2017-12",
        amount: 7_000,
        penalty: 0,
        kind: ChargeKind::Opening,
    };
    let opening = issue(&world, new).await;
    let december = bill(&world, rent, "2017-12", 20_000).await;
    assert_eq!(receipt(&world, &december).await.due(), Money(27_000));
    assert_eq!(receipt(&world, &opening).await.due(), Money(7_000));
}

async fn another_recipients_money_is_another_matter(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let repairs = recipient(&world, "Капремонт").await;
    let november = bill(&world, repairs, "2017-11", 30_000).await;
    paid(&world, repairs, "2017-12-10", 1_000, &november).await;
    let december = bill(&world, rent, "2017-12", 20_000).await;
    let reference = receipt(&world, &december).await.reference;
    assert_eq!((reference.opening, reference.paid, reference.paid_last_on), (Money(0), Money(0), None));
}

async fn a_superseded_bill_opens_and_leads_to_the_one_that_stands(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let first = bill(&world, rent, "2017-12", 461_160).await;
    let second = correct(&world, &first, "2018-01-10", 450_000).await;
    let third = correct(&world, &second, "2018-01-20", 440_000).await;
    for old in [&first, &second] {
        assert_eq!(receipt(&world, old).await.newer, Some(third.bill));
    }
    let standing = receipt(&world, &third).await;
    assert_eq!((standing.newer, standing.reference.amount), (None, Money(440_000)));
    assert_eq!(standing.reference.counted_until, day("2018-01-20"));
}

async fn a_charge_that_was_paid_since_is_known(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let december = bill(&world, rent, "2017-12", 20_000).await;
    paid(&world, rent, "2018-01-09", 19_999, &december).await;
    assert!(!receipt(&world, &december).await.settled);
    paid(&world, rent, "2018-01-10", 1, &december).await;
    let receipt = receipt(&world, &december).await;
    assert!(receipt.settled);
    assert_eq!(receipt.due(), Money(20_000), "the paper stays as it was issued");
}

async fn where_nothing_is_due_there_is_no_code(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    for (period, amount) in [("2017-10", 0), ("2017-11", -5_000), ("2017-12", 5_000)] {
        let issued = bill(&world, rent, period, amount).await;
        let receipt = receipt(&world, &issued).await;
        assert_eq!((receipt.due(), receipt.payment_code), (Money::ZERO, None), "{period}");
    }
}

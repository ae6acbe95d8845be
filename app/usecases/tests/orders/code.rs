use super::till::Till;
use crate::support::{World, twins};
use domain::{
    ids::{AccountId, RecipientId},
    money::Money,
};
use usecases::{Error, orders};
use uuid::Uuid;

twins! {
    a_code_names_the_recipient_the_sum_and_the_account,
    a_code_needs_no_acquirer,
    no_code_is_made_for_what_is_not_ones_own_or_cannot_be_paid,
    what_a_bank_would_refuse_gets_no_code,
}

async fn text(till: &Till, to: RecipientId, sum: i64) -> Result<String, Error> {
    let anna = till.world.signed_in(till.world.cast.anna).await;
    let code = orders::code(&anna, till.world.cast.flat.account, to, Money(sum)).await;
    code.map(|code| code.text)
}

async fn a_code_names_the_recipient_the_sum_and_the_account(world: World) {
    let till = Till::open(world).await;
    assert_eq!(
        text(&till, till.repair, 5_000).await.unwrap(),
        "ST00012|Name=ООО «УК Очаг»|PersonalAcc=40702810000000000001|BankName=ПАО Банк|BIC=044000000\
         |CorrespAcc=30101810000000000000|Sum=5000|Purpose=Капремонт, ЛС 7000418|PayeeINN=7800000000\
         |PersAcc=7000418|TechCode=02"
    );
}

async fn a_code_needs_no_acquirer(world: World) {
    let mut till = Till::open(world).await;
    till.world.take_no_payments();
    assert!(text(&till, till.rent, 1).await.is_ok());
}

async fn no_code_is_made_for_what_is_not_ones_own_or_cannot_be_paid(world: World) {
    let till = Till::open(world).await;
    let (flat, nobody) = (till.world.cast.flat.account, AccountId(Uuid::nil()));
    let boris = till.world.signed_in(till.world.cast.boris).await;
    for account in [flat, nobody] {
        let theirs = orders::code(&boris, account, till.rent, Money(100)).await;
        assert!(matches!(theirs, Err(Error::NotFound)), "{theirs:?}");
    }
    let guest = orders::code(&till.world.guest(), flat, till.rent, Money(100)).await;
    assert!(matches!(guest, Err(Error::SignInRequired)));
    for (to, sum) in [(till.rent, 0), (till.rent, -100), (RecipientId(Uuid::nil()), 100)] {
        assert!(matches!(text(&till, to, sum).await, Err(Error::NotFound)), "{sum}");
    }
    let close = "UPDATE account SET closed_on = '2018-01-24' WHERE number = '7000418'";
    store::testing::execute(&till.world.db, close).await;
    assert!(matches!(text(&till, till.rent, 100).await, Err(Error::NotFound)));
}

async fn what_a_bank_would_refuse_gets_no_code(world: World) {
    let till = Till::open(world).await;
    store::testing::execute(&till.world.db, "UPDATE recipient SET bank_account = '407'").await;
    assert!(matches!(text(&till, till.rent, 100).await, Err(Error::NotFound)));
}

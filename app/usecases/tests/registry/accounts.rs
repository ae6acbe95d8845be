use super::{is_hidden, manager, manager_elsewhere, others};
use crate::{
    readings::household::{day, period},
    support::{World, rejection, twins},
};
use domain::{
    Rejection,
    ids::AccountId,
    registry::{AccountClosing, AccountOpening, Wrong},
};
use store::{entity, testing};
use usecases::{readings, registry};

twins! {
    an_account_is_closed_and_opened_again_with_reasons,
    an_account_is_not_closed_in_a_closed_month,
    who_may_not_change_closes_nothing,
}

fn closing(world: &World, on: &str) -> AccountClosing {
    AccountClosing { account: world.cast.flat.account, on: on.into(), reason: "Продали".into() }
}

fn opening(world: &World, on: &str) -> AccountOpening {
    AccountOpening {
        account: world.cast.flat.account, on: on.into(), reason: "Закрыли по ошибке".into()
    }
}

async fn stored(world: &World, id: AccountId) -> entity::account::Model {
    let accounts = testing::all::<entity::account::Entity>(&world.db).await;
    accounts.into_iter().find(|account| account.id == id).unwrap()
}

async fn an_account_is_closed_and_opened_again_with_reasons(world: World) {
    let manager = manager(&world).await;
    let flat = world.cast.flat.account;
    registry::close(&manager, &closing(&world, "2018-01-20")).await.unwrap();
    assert_eq!(stored(&world, flat).await.closed_on, Some(day("2018-01-20")));
    let again = rejection(registry::close(&manager, &closing(&world, "2018-01-20")).await);
    assert_eq!(again, Rejection::of("on", Wrong::ClosedAlready { on: day("2018-01-20") }));
    let before = rejection(registry::open(&manager, &opening(&world, "2018-01-20")).await);
    assert_eq!(before, Rejection::of("on", Wrong::NotAfter { on: day("2018-01-20") }));
    registry::open(&manager, &opening(&world, "2018-01-21")).await.unwrap();
    let account = stored(&world, flat).await;
    assert_eq!((account.opened_on, account.closed_on), (Some(day("2010-03-01")), None));
    let again = rejection(registry::open(&manager, &opening(&world, "2018-01-21")).await);
    assert_eq!(again, Rejection::of("on", Wrong::OpenAlready));
    assert_eq!(world.events().await, ["account.closed", "account.opened"]);
}

async fn an_account_is_not_closed_in_a_closed_month(world: World) {
    let accountant = world.signed_in(world.cast.accountant).await;
    readings::accept_period(&accountant, period("2017-12"), None).await.unwrap();
    let manager = manager(&world).await;
    let december = rejection(registry::close(&manager, &closing(&world, "2017-12-20")).await);
    assert_eq!(december, Rejection::of("on", Wrong::MonthClosed { period: period("2017-12") }));
    registry::close(&manager, &closing(&world, "2018-01-01")).await.unwrap();
}

async fn who_may_not_change_closes_nothing(world: World) {
    let mut strangers = others(&world).await;
    strangers.push(manager_elsewhere(&world).await);
    for ctx in strangers {
        assert!(is_hidden(&registry::close(&ctx, &closing(&world, "2018-01-20")).await));
        assert!(is_hidden(&registry::open(&ctx, &opening(&world, "2018-01-20")).await));
    }
    assert_eq!(stored(&world, world.cast.flat.account).await.closed_on, None);
}

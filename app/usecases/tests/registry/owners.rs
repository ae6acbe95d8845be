use super::{is_hidden, manager, manager_elsewhere, others};
use crate::{
    readings::household::day,
    support::{World, rejection, twins},
};
use domain::{
    Rejection, Rule,
    ids::OwnerId,
    registry::{Change, OwnerDates, Wrong},
};
use store::{entity, testing};
use usecases::{registry, residency};

twins! {
    an_owner_has_days_which_the_card_and_its_history_tell,
    days_that_cannot_be_are_told_beside_their_field,
    who_may_not_change_dates_no_owner,
    the_surname_of_a_former_owner_opens_nothing,
}

/// The owner of Anna's flat.
async fn owner(world: &World) -> OwnerId {
    let owners = testing::all::<entity::account_owner::Entity>(&world.db).await;
    owners.iter().find(|owner| owner.account_id == world.cast.flat.account).unwrap().id
}

fn dates(owner: OwnerId, from: &str, to: &str) -> OwnerDates {
    OwnerDates { owner, from: from.into(), to: to.into() }
}

async fn an_owner_has_days_which_the_card_and_its_history_tell(world: World) {
    let (manager, owner) = (manager(&world).await, owner(&world).await);
    let account = world.cast.flat.account;
    for _ in 0..2 {
        let changed = registry::date_owner(&manager, &dates(owner, "01.03.2012", "2018-01-24")).await;
        assert_eq!(changed.unwrap(), account);
    }
    let page = registry::account(&manager, account, None).await.unwrap();
    let [card] = &page.owners[..] else { panic!("{:?}", page.owners) };
    assert_eq!((card.from, card.to), (Some(day("2012-03-01")), Some(day("2018-01-24"))));
    assert!(card.owns_on(day("2018-01-24")) && !card.owns_on(page.today));
    let [line] = &page.history[..] else { panic!("{:?}", page.history) };
    assert_eq!(line.change, Some(Change::OwnerDated { from: card.from, to: card.to }));
    assert_eq!(line.about.as_deref(), Some("Соловьёва Анна Павловна"));
    registry::date_owner(&manager, &dates(owner, "", "")).await.unwrap();
    let page = registry::account(&manager, account, None).await.unwrap();
    assert_eq!((page.owners[0].from, page.owners[0].to, page.history.len()), (None, None, 2));
}

async fn days_that_cannot_be_are_told_beside_their_field(world: World) {
    let (manager, owner) = (manager(&world).await, owner(&world).await);
    for (from, to, wrong) in [
        ("вчера", "", Rejection::of("from", Wrong::DayMissing)),
        ("", "31.02.2018", Rejection::of("to", Wrong::DayMissing)),
        ("25.01.2018", "24.01.2018", Rejection::of("to", Rule::SpanBackwards)),
    ] {
        assert_eq!(rejection(registry::date_owner(&manager, &dates(owner, from, to)).await), wrong);
    }
    registry::date_owner(&manager, &dates(owner, "", "01.02.2018")).await.unwrap();
}

async fn who_may_not_change_dates_no_owner(world: World) {
    let form = dates(owner(&world).await, "", "2018-01-24");
    let mut strangers = others(&world).await;
    strangers.push(manager_elsewhere(&world).await);
    for ctx in strangers {
        assert!(is_hidden(&registry::date_owner(&ctx, &form).await));
    }
}

async fn the_surname_of_a_former_owner_opens_nothing(world: World) {
    let manager = manager(&world).await;
    let boris = world.signed_in(world.cast.boris).await;
    registry::date_owner(&manager, &dates(owner(&world).await, "", "2018-01-24")).await.unwrap();
    residency::claim(&boris, "7000418", "Соловьёва").await.unwrap();
    let letters = world.letters().await;
    assert!(letters.iter().all(|letter| !letter.text.contains("units/confirm")), "{letters:?}");
    registry::date_owner(&manager, &dates(owner(&world).await, "", "2018-01-25")).await.unwrap();
    residency::claim(&boris, "7000418", "Соловьёва").await.unwrap();
    let letters = world.letters().await;
    assert!(letters.iter().any(|letter| letter.text.contains("units/confirm")), "{letters:?}");
}

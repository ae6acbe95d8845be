use super::desk::{draft, editor, for_places, form_of, other_house, published, sheet};
use crate::support::{World, twins};
use chrono::TimeDelta;
use domain::{
    ids::{AccountId, UnitId},
    news::{HouseReaders, NewsDraft, NewsReach, Target},
};
use store::{entity, testing::execute};
use usecases::news;
use uuid::Uuid;

twins! {
    the_list_of_readers_is_exact,
    a_long_list_of_readers_is_read_part_by_part,
    who_has_read_and_who_acknowledged_is_counted,
    a_correction_shown_again_is_counted_anew,
    the_sheet_takes_as_many_statements_however_many_there_are,
}

async fn numbers(world: &World, draft: &NewsDraft) -> (Vec<String>, NewsReach) {
    let editor = editor(world).await;
    let id = news::save(&editor, draft).await.unwrap();
    let page = news::audience(&editor, id, None).await.unwrap();
    assert_eq!(page.reach, sheet(world, id).await.reach);
    (page.accounts.into_iter().map(|account| account.number).collect(), page.reach)
}

async fn the_list_of_readers_is_exact(world: World) {
    let other = other_house(&world).await;
    let (all, reach) = numbers(&world, &draft("Всем")).await;
    assert_eq!(all, ["7000417", "7000418", "7000419", "7000533", "7000600"]);
    // Anna has two of them, Timur one of hers.
    assert_eq!(reach, NewsReach { people: 3, accounts: 5, silent: 2, houses: 1 });
    let (nobody, reach) = numbers(&world, &for_places("Другим", vec![Target::Building(other)])).await;
    assert_eq!((nobody.len(), reach), (0, NewsReach::default()));
    let (nobody, _) = numbers(&world, &for_places("Никому", vec![])).await;
    assert!(nobody.is_empty());
    execute(&world.db, "UPDATE unit SET entrance = '1' WHERE label <> '8'").await;
    let second = vec![Target::Entrance(world.cast.house, "2".into())];
    let both = NewsDraft { accounts: "7000533".into(), ..for_places("Второму", second) };
    let (some, reach) = numbers(&world, &both).await;
    assert_eq!(some, ["7000419", "7000533"]);
    assert_eq!(reach, NewsReach { people: 1, accounts: 2, silent: 1, houses: 1 });
    execute(&world.db, "UPDATE account SET closed_on = '2018-01-24' WHERE number = '7000600'").await;
    execute(&world.db, "UPDATE residency SET ended_at = since").await;
    let (open, reach) = numbers(&world, &draft("Всем ещё раз")).await;
    assert_eq!((open.len(), reach.people, reach.silent), (4, 0, 4));
}

async fn a_long_list_of_readers_is_read_part_by_part(world: World) {
    let editor = editor(&world).await;
    let tx = world.db.begin().await.unwrap();
    for number in 0..55 {
        let unit = entity::unit::Model {
            id: UnitId(Uuid::now_v7()),
            building_id: world.cast.house,
            label: format!("m{number}"),
            entrance: None,
        };
        let account = entity::account::Model {
            id: AccountId(Uuid::now_v7()),
            unit_id: unit.id,
            number: format!("8000{number:03}"),
            number_key: format!("8000{number:03}"),
            unified_number: None,
            area_hundredths: None,
            residents: None,
            opened_on: None,
            closed_on: None,
            phone: None,
            email: None,
        };
        store::insert(&tx, unit).await.unwrap();
        store::insert(&tx, account).await.unwrap();
    }
    tx.commit().await.unwrap();
    let id = news::save(&editor, &draft("Всем")).await.unwrap();
    let first = news::audience(&editor, id, None).await.unwrap();
    let rest = news::audience(&editor, id, first.next).await.unwrap();
    assert_eq!((first.accounts.len(), rest.accounts.len(), rest.next), (50, 10, None));
    assert_eq!((first.reach.accounts, rest.accounts[9].number.as_str()), (60, "8000054"));
}

async fn who_has_read_and_who_acknowledged_is_counted(world: World) {
    let id = published(&world, NewsDraft { must_read: true, ..draft("Важно") }).await;
    news::mark(&world.signed_in(world.cast.anna).await, id, true).await.unwrap();
    news::item(&world.signed_in(world.cast.boris).await, id).await.unwrap();
    let readers = sheet(&world, id).await.readership.unwrap();
    assert_eq!((readers.people, readers.read, readers.acknowledged), (3, 2, 1));
    let house =
        HouseReaders {
            address: "г Москва, ул Авиаторов, д. 6".into(), people: 3, read: 2, acknowledged: 1
        };
    assert_eq!(readers.houses, [house]);
    let rows = news::list(&editor(&world).await, None, None).await.unwrap().rows;
    assert_eq!(rows[0].readers, 2);
}

async fn a_correction_shown_again_is_counted_anew(mut world: World) {
    let id = published(&world, draft("Одна")).await;
    news::mark(&world.signed_in(world.cast.anna).await, id, false).await.unwrap();
    world.wait(TimeDelta::hours(1));
    let again = NewsDraft { again: true, ..form_of(&world, id).await };
    news::save(&editor(&world).await, &again).await.unwrap();
    assert_eq!(sheet(&world, id).await.readership.unwrap().read, 0);
    news::mark(&world.signed_in(world.cast.anna).await, id, false).await.unwrap();
    assert_eq!(sheet(&world, id).await.readership.unwrap().read, 1);
}

async fn the_sheet_takes_as_many_statements_however_many_there_are(world: World) {
    let id = published(&world, draft("Одна")).await;
    let editor = editor(&world).await;
    let count = async || {
        let before = world.db.statements();
        news::sheet(&editor, Some(id)).await.unwrap();
        world.db.statements() - before
    };
    let one = count().await;
    for number in 0..10 {
        let corrected = NewsDraft { title: number.to_string(), ..form_of(&world, id).await };
        news::save(&editor, &corrected).await.unwrap();
    }
    other_house(&world).await;
    assert_eq!(count().await, one);
    assert!(one <= 8, "{one}");
}

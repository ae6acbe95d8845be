use super::{manager, manager_elsewhere};
use crate::{
    support::{World, twins},
    tickets::desk::is_not_found,
};
use domain::ids::{BuildingId, UnitId};
use store::entity;
use usecases::registry;
use uuid::Uuid;

twins! {
    houses_come_part_by_part_each_once,
    the_units_of_a_house_come_part_by_part_as_people_count_them,
    entrances_are_counted_and_chosen,
    another_ones_house_is_not_found,
}

/// A company with so many houses more.
async fn many_houses(world: &World, count: usize) {
    let company = store::testing::all::<entity::building::Entity>(&world.db).await[0].company_id;
    let houses = (0..count).map(|at| entity::building::Model {
        id: BuildingId(Uuid::now_v7()),
        company_id: company,
        address: format!("г Москва, ул Новая, д. {at:03}"),
        window_first_day: None,
        window_last_day: None,
    });
    let tx = world.db.begin().await.unwrap();
    store::insert_all(&tx, houses.collect()).await.unwrap();
    tx.commit().await.unwrap();
}

/// Units 100 to 199 of the house, in two entrances.
async fn many_units(world: &World) {
    let units = (100..200).map(|label| entity::unit::Model {
        id: UnitId(Uuid::now_v7()),
        building_id: world.cast.house,
        label: label.to_string(),
        entrance: Some(if label < 110 { "2" } else { "10" }.to_owned()),
    });
    let tx = world.db.begin().await.unwrap();
    store::insert_all(&tx, units.collect()).await.unwrap();
    tx.commit().await.unwrap();
}

async fn houses_come_part_by_part_each_once(world: World) {
    many_houses(&world, 101).await;
    let manager = manager(&world).await;
    let (mut seen, mut parts) = (Vec::new(), 0);
    let mut after: Option<String> = None;
    loop {
        let before = world.db.statements();
        let page = registry::houses(&manager, after.as_deref()).await.unwrap();
        assert_eq!(world.db.statements() - before, 1);
        seen.extend(page.houses.into_iter().map(|house| house.address));
        parts += 1;
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!((seen.len(), parts), (102, 3));
    seen.dedup();
    assert_eq!(seen.len(), 102);
    let first = registry::houses(&manager, None).await.unwrap().houses.swap_remove(0);
    assert_eq!((first.id, first.units, first.accounts), (world.cast.house, 5, 5));
}

async fn the_units_of_a_house_come_part_by_part_as_people_count_them(world: World) {
    many_units(&world).await;
    let manager = manager(&world).await;
    let mut seen = Vec::new();
    let mut after: Option<String> = None;
    loop {
        let page = registry::house(&manager, world.cast.house, None, after.as_deref()).await.unwrap();
        seen.extend(page.units.into_iter().map(|unit| unit.label));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(seen.len(), 105);
    assert_eq!(seen[..6], ["7", "8", "12", "1П", "100", "101"].map(str::to_owned));
    assert_eq!(seen[104], "офис 1");
    let page = registry::house(&manager, world.cast.house, None, None).await.unwrap();
    assert_eq!(page.units[0].accounts[0].id, world.cast.flat.account);
    assert!(page.units[4].accounts.is_empty());
    assert_eq!(world.events().await, Vec::<String>::new(), "a list has no names");
}

async fn entrances_are_counted_and_chosen(world: World) {
    many_units(&world).await;
    let manager = manager(&world).await;
    let page = registry::house(&manager, world.cast.house, Some("2"), None).await.unwrap();
    let expected = [(Some("2".to_owned()), 10), (Some("10".to_owned()), 90), (None, 5)];
    assert_eq!(page.entrances, expected);
    assert_eq!((page.units.len(), page.next), (10, None));
    let nowhere = registry::house(&manager, world.cast.house, Some("-"), None).await.unwrap();
    assert_eq!(nowhere.units.len(), 5);
}

async fn another_ones_house_is_not_found(world: World) {
    let manager = manager_elsewhere(&world).await;
    assert!(is_not_found(&registry::house(&manager, world.cast.house, None, None).await));
    assert_eq!(registry::houses(&manager, None).await.unwrap().houses.len(), 1);
    let anna = world.signed_in(world.cast.anna).await;
    assert!(is_not_found(&registry::houses(&anna, None).await));
}

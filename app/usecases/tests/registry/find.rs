use super::{manager, manager_elsewhere};
use crate::{
    support::{World, twins},
    tickets::desk::is_not_found,
};
use usecases::{Ctx, registry};

twins! {
    what_is_typed_is_read_in_each_way,
    whoever_serves_another_house_finds_nothing_here,
    residents_and_editors_have_no_registries,
    a_search_takes_as_many_statements_whatever_it_finds,
}

async fn numbers(ctx: &Ctx, typed: &str) -> Vec<String> {
    let found = registry::find(ctx, typed).await.unwrap();
    found.accounts.into_iter().map(|account| account.number).collect()
}

async fn what_is_typed_is_read_in_each_way(world: World) {
    let manager = manager(&world).await;
    for (typed, expected) in [
        ("7000418", vec!["7000418"]),
        ("№ 70004", vec!["7000417", "7000418", "7000419"]),
        ("солов", vec!["7000417", "7000418"]),
        ("авиаторов 6 кв 7", vec!["7000418"]),
        ("100708114", vec!["7000418"]),
        ("2001", vec!["7000419"]),
        ("20-02 00", vec!["7000533"]),
        ("70", vec![]),
        ("ничего", vec![]),
    ] {
        assert_eq!(numbers(&manager, typed).await, expected, "{typed}");
    }
    let found = registry::find(&manager, "авиаторов").await.unwrap();
    assert_eq!(found.houses.iter().map(|house| house.id).collect::<Vec<_>>(), [world.cast.house]);
}

async fn whoever_serves_another_house_finds_nothing_here(world: World) {
    let manager = manager_elsewhere(&world).await;
    for typed in ["7000418", "солов", "100708114", "авиаторов 6 кв 7", "авиаторов"] {
        assert!(registry::find(&manager, typed).await.unwrap().is_empty(), "{typed}");
    }
    assert_eq!(numbers(&manager, "7000788").await, ["7000788"]);
}

async fn residents_and_editors_have_no_registries(world: World) {
    for user in [world.cast.anna, world.cast.editor] {
        assert!(is_not_found(&registry::find(&world.signed_in(user).await, "7000418").await));
    }
    for user in [world.cast.dispatcher, world.cast.accountant] {
        assert_eq!(numbers(&world.signed_in(user).await, "7000418").await, ["7000418"]);
    }
}

async fn a_search_takes_as_many_statements_whatever_it_finds(world: World) {
    let manager = manager(&world).await;
    let mut work = Vec::new();
    for typed in ["7000418", "700"] {
        let before = world.db.statements();
        registry::find(&manager, typed).await.unwrap();
        work.push(world.db.statements() - before);
    }
    assert_eq!(work[0], work[1]);
}

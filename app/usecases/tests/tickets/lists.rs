use super::desk::{new, page, step, written, written_of_house};
use crate::support::{World, twins};
use domain::tickets::{Step, Whose};
use usecases::{Error, tickets};

twins! {
    my_tickets_are_those_of_the_open_account_the_newest_first,
    tickets_of_the_house_are_everybodys_in_it,
    a_long_list_is_read_part_by_part,
    a_list_takes_two_statements_however_long_it_is,
}

async fn my_tickets_are_those_of_the_open_account_the_newest_first(world: World) {
    written(&world, "Первая").await;
    written_of_house(&world, "Вторая").await;
    let anna = world.signed_in(world.cast.anna).await;
    tickets::create(&anna, new(world.cast.parking.account, "Не горит свет")).await.unwrap();
    let timur = world.signed_in(world.cast.timur).await;
    let list = tickets::mine(&timur, None).await.unwrap();
    let texts: Vec<&str> = list.cards.iter().map(|card| card.text.as_str()).collect();
    assert_eq!((texts, list.older), (vec!["Вторая", "Первая"], None));
    let boris = world.signed_in(world.cast.boris).await;
    assert!(tickets::mine(&boris, None).await.unwrap().cards.is_empty());
    assert!(matches!(tickets::mine(&world.guest(), None).await, Err(Error::SignInRequired)));
}

async fn tickets_of_the_house_are_everybodys_in_it(world: World) {
    written(&world, "Первая").await;
    let number = written_of_house(&world, "Вторая").await;
    step(&world, number, Step::Start).await.unwrap();
    let list = tickets::of_house(&world.signed_in(world.cast.boris).await, None).await.unwrap();
    assert_eq!((list.whose, list.cards.len()), (Whose::House, 1));
    assert_eq!((list.cards[0].mine, list.cards[0].number), (false, number));
    let list = tickets::of_house(&world.signed_in(world.cast.timur).await, None).await.unwrap();
    assert!(list.cards[0].mine);
    assert!(page(&world, number).await.card.mine);
}

async fn many(world: &World, count: i64) {
    for number in 0..count {
        written_of_house(world, &number.to_string()).await;
        store::testing::execute(&world.db, "DELETE FROM throttle").await;
    }
}

async fn a_long_list_is_read_part_by_part(world: World) {
    many(&world, 65).await;
    let timur = world.signed_in(world.cast.timur).await;
    let (mut mine, mut of_house) = (Vec::new(), Vec::new());
    let mut before = None;
    loop {
        let part = tickets::mine(&timur, before).await.unwrap();
        mine.push(part.cards.len());
        of_house.extend(
            tickets::of_house(&timur, before).await.unwrap().cards.into_iter().map(|card| card.number),
        );
        before = part.older;
        if before.is_none() {
            break;
        }
    }
    assert_eq!(mine, [30, 30, 5]);
    assert_eq!(of_house, (1..=65).rev().collect::<Vec<i64>>());
}

async fn a_list_takes_two_statements_however_long_it_is(world: World) {
    let timur = world.signed_in(world.cast.timur).await;
    tickets::mine(&timur, None).await.unwrap();
    let count = async || {
        let before = world.db.statements();
        tickets::mine(&timur, None).await.unwrap();
        let mine = world.db.statements() - before;
        tickets::of_house(&timur, None).await.unwrap();
        (mine, world.db.statements() - before - mine)
    };
    assert_eq!(count().await, (2, 2));
    many(&world, 20).await;
    assert_eq!(count().await, (2, 2));
}

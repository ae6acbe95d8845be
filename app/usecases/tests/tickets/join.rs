use super::desk::{is_not_found, other_house, page, seen_by, sheet, step, written, written_of_house};
use crate::support::{World, twins};
use domain::tickets::{Category, Offered, Step};
use usecases::{Error, tickets};

twins! {
    what_a_neighbour_has_written_of_the_house_is_offered,
    a_household_joins_once_and_both_sides_see_the_count,
    nobody_joins_what_is_not_of_their_house,
}

async fn what_a_neighbour_has_written_of_the_house_is_offered(world: World) {
    written(&world, "Нет отопления в комнате").await;
    let number = written_of_house(&world, "Нет отопления в подъезде").await;
    let boris = world.signed_in(world.cast.boris).await;
    let offers = tickets::offers(&boris, None, "Холодные батареи").await.unwrap();
    assert_eq!(offers.len(), 1);
    assert!(matches!(offers[0].what, Offered::Ticket { number: known, .. } if known == number));
    assert!(tickets::offers(&boris, Some(Category::Lift), "Стоит").await.unwrap().is_empty());
    let anna = world.signed_in(world.cast.anna).await;
    assert!(tickets::offers(&anna, Some(Category::Heating), "").await.unwrap().is_empty());
    for done in [Step::Start, Step::Complete] {
        step(&world, number, done).await.unwrap();
    }
    assert!(tickets::offers(&boris, Some(Category::Heating), "").await.unwrap().is_empty());
}

async fn a_household_joins_once_and_both_sides_see_the_count(world: World) {
    let number = written_of_house(&world, "Нет отопления в подъезде").await;
    let id = page(&world, number).await.card.id;
    let boris = world.signed_in(world.cast.boris).await;
    for _ in 0..2 {
        tickets::join(&boris, world.cast.neighbours.account, id).await.unwrap();
    }
    // Of the household that wrote it.
    let timur = world.signed_in(world.cast.timur).await;
    tickets::join(&timur, world.cast.flat.account, id).await.unwrap();
    let seen = seen_by(&world, world.cast.boris, number).await.unwrap().card;
    assert_eq!((seen.households, seen.joined, seen.mine), (1, true, false));
    let own = page(&world, number).await.card;
    assert_eq!((own.households, own.joined), (1, false));
    assert_eq!(sheet(&world, number).await.row.households, 1);
    assert!(tickets::offers(&boris, Some(Category::Heating), "").await.unwrap()[0].joined);
    assert_eq!(world.events().await.iter().filter(|kind| *kind == "ticket.joined").count(), 1);
}

async fn nobody_joins_what_is_not_of_their_house(world: World) {
    let (_, elsewhere) = other_house(&world).await;
    let of_house = page(&world, written_of_house(&world, "Нет отопления").await).await.card.id;
    let of_unit = page(&world, written(&world, "Нет отопления").await).await.card.id;
    let boris = world.signed_in(world.cast.boris).await;
    assert!(is_not_found(&tickets::join(&boris, elsewhere, of_house).await));
    assert!(is_not_found(&tickets::join(&boris, world.cast.neighbours.account, of_unit).await));
    assert!(is_not_found(&tickets::join(&boris, world.cast.flat.account, of_house).await));
    let nobody = world.signed_in(world.cast.nobody).await;
    assert!(is_not_found(&tickets::join(&nobody, world.cast.neighbours.account, of_house).await));
    let guest = tickets::join(&world.guest(), world.cast.neighbours.account, of_house).await;
    assert!(matches!(guest, Err(Error::SignInRequired)));
}

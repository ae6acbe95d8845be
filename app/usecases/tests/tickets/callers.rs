use super::desk::{is_not_found, page, sheet, written};
use crate::support::{World, rejection, twins};
use domain::{
    Rule,
    ids::TicketId,
    tickets::{CallersTicket, Limit, Standing, Whose},
};
use usecases::tickets;
use uuid::Uuid;

twins! {
    a_caller_is_found_by_number_surname_and_telephone,
    a_ticket_for_a_caller_is_their_households,
    a_passer_by_tells_of_the_house,
    only_dispatchers_register_for_others,
}

fn told(world: &World) -> CallersTicket {
    CallersTicket {
        id: TicketId(Uuid::now_v7()),
        account: Some(world.cast.flat.account),
        building: None,
        category: None,
        house: false,
        name: "Анна".into(),
        phone: "8 921 555-01-07".into(),
        text: "нет света".into(),
    }
}

async fn a_caller_is_found_by_number_surname_and_telephone(world: World) {
    written(&world, "нет света").await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    for typed in ["7000418", "+7 921 555-01-07"] {
        let found = tickets::caller(&dispatcher, typed).await.unwrap();
        assert_eq!((found.len(), found[0].number.as_str()), (1, "7000418"), "{typed}");
        assert_eq!(found[0].tickets, [(1, "нет света".to_owned())]);
        assert_eq!(found[0].address, "г Москва, ул Авиаторов, д. 6, 7");
    }
    let flats = tickets::caller(&dispatcher, "соловьева").await.unwrap();
    assert_eq!(flats.iter().map(|found| found.number.as_str()).collect::<Vec<_>>(), ["7000417", "7000418"]);
    assert!(tickets::caller(&dispatcher, "").await.unwrap().is_empty());
    assert!(tickets::caller(&dispatcher, "Никто").await.unwrap().is_empty());
    assert_eq!(world.events().await.iter().filter(|kind| *kind == "account.looked_at").count(), 4);
    for user in [world.cast.anna, world.cast.editor] {
        assert!(is_not_found(&tickets::caller(&world.signed_in(user).await, "7000418").await));
    }
}

async fn a_ticket_for_a_caller_is_their_households(world: World) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let told = told(&world);
    let number = tickets::register(&dispatcher, told.clone()).await.unwrap();
    assert_eq!(tickets::register(&dispatcher, told).await.unwrap(), number);
    let seen = page(&world, number).await;
    assert_eq!((seen.card.mine, seen.contact), (true, None));
    let answered = seen.clocks.iter().find(|clock| clock.limit == Limit::Answer).unwrap();
    assert_eq!(answered.standing, Standing::Met { after_minutes: 0 });
    let sheet = sheet(&world, number).await;
    assert_eq!(sheet.account_number.as_deref(), Some("7000418"));
    assert_eq!(sheet.contact.phone, "+79215550107");
    let mut told: Vec<String> = world.letters().await.into_iter().map(|letter| letter.to).collect();
    told.sort();
    assert_eq!(told, ["anna@example.org", "timur@example.org"]);
}

async fn a_passer_by_tells_of_the_house(world: World) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let nowhere = CallersTicket { account: None, ..told(&world) };
    let refused = rejection(tickets::register(&dispatcher, nowhere.clone()).await);
    assert_eq!(refused.field("account"), Some(&Rule::PlaceMissing));
    let here = CallersTicket { building: Some(world.cast.house), ..nowhere };
    let number = tickets::register(&dispatcher, here).await.unwrap();
    let seen = page(&world, number).await.card;
    assert_eq!((seen.whose, seen.mine), (Whose::House, false));
    assert!(world.letters().await.is_empty());
}

async fn only_dispatchers_register_for_others(world: World) {
    for user in [world.cast.anna, world.cast.accountant, world.cast.editor] {
        assert!(is_not_found(&tickets::register(&world.signed_in(user).await, told(&world)).await));
    }
}

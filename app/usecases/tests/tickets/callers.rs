use super::desk::{is_not_found, other_house, page, seen_by, sheet, step, written, written_of_house};
use crate::support::{World, rejection, twins};
use chrono::TimeDelta;
use domain::{
    Rule,
    ids::{IncidentId, TicketId},
    tickets::{CallersTicket, Limit, Standing, Step, Whose},
};
use store::{entity, testing};
use usecases::{incidents, tickets};
use uuid::Uuid;

twins! {
    a_caller_is_found_by_number_surname_and_telephone,
    a_ticket_for_a_caller_is_their_households,
    a_passer_by_tells_of_the_house,
    only_dispatchers_register_for_others,
    an_address_finds_its_house_and_its_flat,
    a_beginning_is_enough,
    a_ticket_is_found_by_its_number,
    beside_a_call_stands_what_is_known_already,
    a_call_from_another_ones_house_is_not_found,
    a_caller_joins_what_the_house_has_already_and_hears_of_it,
    a_caller_joins_an_incident_once,
    nobody_joins_callers_of_houses_that_they_do_not_serve,
    a_search_as_one_types_is_one_look_at_each_account,
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
        let found = tickets::find(&dispatcher, typed).await.unwrap().callers;
        assert_eq!((found.len(), found[0].number.as_str()), (1, "7000418"), "{typed}");
        assert_eq!(found[0].tickets, [(1, "нет света".to_owned())]);
        assert_eq!(found[0].address, "г Москва, ул Авиаторов, д. 6, 7");
    }
    let flats = tickets::find(&dispatcher, "соловьева").await.unwrap().callers;
    assert_eq!(flats.iter().map(|found| found.number.as_str()).collect::<Vec<_>>(), ["7000417", "7000418"]);
    assert!(tickets::find(&dispatcher, "").await.unwrap().is_empty());
    assert!(tickets::find(&dispatcher, "Никто").await.unwrap().is_empty());
    assert_eq!(looks(&world).await.len(), 2);
    for user in [world.cast.anna, world.cast.editor] {
        assert!(is_not_found(&tickets::find(&world.signed_in(user).await, "7000418").await));
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

async fn an_address_finds_its_house_and_its_flat(world: World) {
    let (other, _) = other_house(&world).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let found = tickets::find(&dispatcher, "авиаторов 6 кв 7").await.unwrap();
    assert_eq!(found.callers.iter().map(|caller| caller.number.as_str()).collect::<Vec<_>>(), ["7000418"]);
    assert!(found.houses.is_empty());
    let found = tickets::find(&dispatcher, "летная").await.unwrap();
    assert_eq!((found.houses.len(), found.houses[0].id, found.callers.len()), (1, other, 0));
    let administrator = world.signed_in(world.cast.administrator).await;
    let home = world.cast.house;
    usecases::staff::serve(&administrator, "dispatcher@example.org", vec![home]).await.unwrap();
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    for typed in ["летная", "летная 14 88", "7000788"] {
        assert!(tickets::find(&dispatcher, typed).await.unwrap().is_empty(), "{typed}");
    }
}

async fn a_beginning_is_enough(world: World) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    for (typed, count) in [("солов", 2), ("70004", 3), ("со", 0), ("оловьева", 0)] {
        assert_eq!(tickets::find(&dispatcher, typed).await.unwrap().callers.len(), count, "{typed}");
    }
}

async fn a_ticket_is_found_by_its_number(world: World) {
    let tx = world.db.begin().await.unwrap();
    store::tickets::number_after(&tx, 7_218_203).await.unwrap();
    tx.commit().await.unwrap();
    written(&world, "нет света").await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    for typed in ["7218204", "№ 7218204"] {
        let found = tickets::find(&dispatcher, typed).await.unwrap();
        assert_eq!(found.ticket, Some((7_218_204, "нет света".to_owned())), "{typed}");
    }
}

async fn beside_a_call_stands_what_is_known_already(world: World) {
    written(&world, "нет света").await;
    written_of_house(&world, "Не закрывается дверь подъезда").await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    incidents::declare(&dispatcher, crate::incidents::accident(world.cast.house, None)).await.unwrap();
    let desk = tickets::call(&dispatcher, Some(world.cast.flat.account), None).await.unwrap();
    let caller = desk.caller.unwrap();
    assert_eq!((caller.number.as_str(), caller.tickets.len()), ("7000418", 2));
    assert_eq!((desk.contact.name.as_str(), desk.contact.phone.as_str()), ("Анна Соловьёва", "+79215550107"));
    assert_eq!((desk.incidents.len(), desk.around.len()), (1, 1));
    let desk = tickets::call(&dispatcher, None, Some(world.cast.house)).await.unwrap();
    assert_eq!((desk.caller, desk.incidents.len(), desk.around.len()), (None, 1, 1));
    let nothing = tickets::call(&dispatcher, None, None).await.unwrap();
    assert_eq!((nothing.house, nothing.incidents.len()), (None, 0));
}

async fn a_call_from_another_ones_house_is_not_found(world: World) {
    let (other, account) = other_house(&world).await;
    let administrator = world.signed_in(world.cast.administrator).await;
    let home = world.cast.house;
    usecases::staff::serve(&administrator, "dispatcher@example.org", vec![home]).await.unwrap();
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    assert!(is_not_found(&tickets::call(&dispatcher, Some(account), None).await));
    assert!(is_not_found(&tickets::call(&dispatcher, None, Some(other)).await));
    for user in [world.cast.anna, world.cast.accountant, world.cast.editor] {
        assert!(is_not_found(&tickets::call(&world.signed_in(user).await, None, None).await));
    }
}

async fn a_caller_joins_what_the_house_has_already_and_hears_of_it(world: World) {
    let number = written_of_house(&world, "Нет отопления").await;
    let id = page(&world, number).await.card.id;
    world.letters().await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let (caller, author) = (world.cast.neighbours.account, world.cast.flat.account);
    let around =
        async |account| tickets::call(&dispatcher, Some(account), None).await.unwrap().around[0].clone();
    let offered = around(caller).await;
    assert_eq!(
        (offered.number, offered.households, offered.joined, offered.joinable),
        (number, 0, false, true)
    );
    for _ in 0..2 {
        tickets::join_caller(&dispatcher, caller, id).await.unwrap();
    }
    let offered = around(caller).await;
    assert_eq!((offered.households, offered.joined), (1, true));
    // Of the household that wrote it.
    assert!(!around(author).await.joinable);
    tickets::join_caller(&dispatcher, author, id).await.unwrap();
    let seen = seen_by(&world, world.cast.boris, number).await.unwrap().card;
    assert_eq!((seen.households, seen.joined, seen.mine), (1, true, false));
    assert_eq!(world.events().await.iter().filter(|kind| *kind == "ticket.joined").count(), 1);
    // He may say it himself as well.
    let boris = world.signed_in(world.cast.boris).await;
    tickets::join(&boris, caller, id).await.unwrap();
    assert!(world.letters().await.is_empty());
    step(&world, number, Step::Start).await.unwrap();
    let mut told: Vec<String> = world.letters().await.into_iter().map(|letter| letter.to).collect();
    told.sort();
    assert_eq!(told, ["anna@example.org", "boris@example.org"]);
}

async fn a_caller_joins_an_incident_once(world: World) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let new = crate::incidents::accident(world.cast.house, None);
    let id = incidents::declare(&dispatcher, new).await.unwrap();
    let caller = world.cast.neighbours.account;
    for _ in 0..2 {
        tickets::join_caller_to_incident(&dispatcher, caller, id).await.unwrap();
    }
    let offered = tickets::call(&dispatcher, Some(caller), None).await.unwrap().incidents;
    assert_eq!((offered[0].households, offered[0].joined), (1, true));
    let seen = &incidents::touching(&world.signed_in(world.cast.boris).await).await.unwrap()[0];
    assert_eq!((seen.households, seen.joined), (1, true));
    // Somebody whom nobody has registered may call too.
    tickets::join_caller_to_incident(&dispatcher, world.cast.newcomers.account, id).await.unwrap();
    assert_eq!(incidents::list(&dispatcher).await.unwrap().current[0].card.households, 2);
    let none = IncidentId(Uuid::now_v7());
    assert!(is_not_found(&tickets::join_caller_to_incident(&dispatcher, caller, none).await));
    incidents::end(&dispatcher, id).await.unwrap();
    assert!(is_not_found(&tickets::join_caller_to_incident(&dispatcher, caller, id).await));
}

async fn nobody_joins_callers_of_houses_that_they_do_not_serve(world: World) {
    let (other, elsewhere) = other_house(&world).await;
    let ticket = page(&world, written_of_house(&world, "Нет отопления").await).await.card.id;
    let own = page(&world, written(&world, "нет света").await).await.card.id;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let new = crate::incidents::accident(world.cast.house, None);
    let incident = incidents::declare(&dispatcher, new).await.unwrap();
    let caller = world.cast.neighbours.account;
    for (account, ticket) in [(elsewhere, ticket), (caller, own)] {
        assert!(is_not_found(&tickets::join_caller(&dispatcher, account, ticket).await));
    }
    assert!(is_not_found(&tickets::join_caller_to_incident(&dispatcher, elsewhere, incident).await));
    for user in [world.cast.anna, world.cast.boris, world.cast.accountant, world.cast.editor] {
        let ctx = world.signed_in(user).await;
        assert!(is_not_found(&tickets::join_caller(&ctx, caller, ticket).await));
        assert!(is_not_found(&tickets::join_caller_to_incident(&ctx, caller, incident).await));
    }
    let administrator = world.signed_in(world.cast.administrator).await;
    usecases::staff::serve(&administrator, "dispatcher@example.org", vec![other]).await.unwrap();
    let bound = world.signed_in(world.cast.dispatcher).await;
    assert!(is_not_found(&tickets::join_caller(&bound, caller, ticket).await));
    assert!(is_not_found(&tickets::join_caller_to_incident(&bound, caller, incident).await));
}

/// Who looked at which account, in their order.
async fn looks(world: &World) -> Vec<entity::event::Model> {
    let mut events = testing::all::<entity::event::Entity>(&world.db).await;
    events.retain(|event| event.kind == "account.looked_at");
    events.sort_by_key(|event| event.id);
    events
}

async fn a_search_as_one_types_is_one_look_at_each_account(mut world: World) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    for typed in ["700", "7000", "70004", "700041", "7000418"] {
        tickets::find(&dispatcher, typed).await.unwrap();
    }
    tickets::call(&dispatcher, Some(world.cast.flat.account), None).await.unwrap();
    // Five accounts begin with 700: each is there once, at the moment from which on it was seen.
    let first = looks(&world).await;
    assert_eq!(first.len(), 5);
    assert!(first.iter().all(|look| look.person_id == Some(world.cast.dispatcher) && look.at == world.now));
    let manager = world.signed_in(world.cast.manager).await;
    tickets::find(&manager, "7000418").await.unwrap();
    assert_eq!(looks(&world).await.len(), 6);
    world.wait(TimeDelta::minutes(9));
    tickets::find(&world.signed_in(world.cast.dispatcher).await, "7000418").await.unwrap();
    assert_eq!(looks(&world).await.len(), 6);
    world.wait(TimeDelta::minutes(1));
    tickets::find(&world.signed_in(world.cast.dispatcher).await, "7000418").await.unwrap();
    let all = looks(&world).await;
    assert_eq!((all.len(), all[6].at), (7, world.now));
    assert_eq!(all[6].account_id, Some(world.cast.flat.account));
}

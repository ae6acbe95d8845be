use super::desk::{executor, is_not_found, page, said, seen_by, sheet, steps, written, written_of_house};
use crate::support::{World, twins};
use chrono::TimeDelta;
use domain::{
    access::Role,
    tickets::{Assignment, Author, Happening, Limit, NewComment, Standing, State, Step, What},
};
use usecases::{Error, tickets};

twins! {
    a_page_tells_the_whole_story_in_its_order,
    the_clocks_are_the_same_for_both_sides,
    a_ticket_of_anothers_unit_is_not_found,
    a_ticket_of_the_house_is_seen_without_what_is_its_owners,
    contacts_are_for_who_wrote_it_and_for_staff,
    a_page_takes_as_many_statements_however_long_the_story_is,
}

async fn a_page_tells_the_whole_story_in_its_order(mut world: World) {
    let number = written(&world, "нет света в квартире").await;
    let electrician = executor(&world, "Сергей П.").await;
    world.wait(TimeDelta::minutes(2));
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let before = sheet(&world, number).await;
    let ticket = before.row.id;
    tickets::answer(&dispatcher, said(ticket, "Свет пропал во всей квартире.")).await.unwrap();
    tickets::answer(&dispatcher, NewComment { internal: true, ..said(ticket, "Третий раз за месяц") })
        .await
        .unwrap();
    world.wait(TimeDelta::minutes(5));
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let to = Assignment { ticket, seen: before.version, executor: Some(electrician), start: true };
    tickets::assign(&dispatcher, to).await.unwrap();
    world.wait(TimeDelta::minutes(1));
    let anna = world.signed_in(world.cast.anna).await;
    tickets::comment(&anna, said(ticket, "Жду")).await.unwrap();
    let page = page(&world, number).await;
    let staff = Author::Staff(Some(Role::Dispatcher));
    let spoken = |text: &str| What::Said { text: text.into(), internal: false };
    let told: Vec<_> = page.story.iter().map(|entry| (entry.author, entry.what.clone())).collect();
    let expected = [
        (Author::You, What::Happened(Happening::Registered)),
        (staff, spoken("Свет пропал во всей квартире.")),
        (staff, What::Happened(Happening::Assigned { executor: Some("Сергей П.".into()) })),
        (staff, What::Happened(Happening::Moved { step: Step::Start, note: None, until: None })),
        (Author::You, spoken("Жду")),
    ];
    assert_eq!(told, expected);
    assert_eq!((page.executor.as_deref(), page.card.state), (Some("Сергей П."), State::InProgress));
    let timur = seen_by(&world, world.cast.timur, number).await.unwrap();
    assert_eq!(timur.story[0].author, Author::Resident);
    let staff = sheet(&world, number).await.story;
    assert_eq!((staff.len(), staff[0].author), (6, Author::Resident));
}

async fn the_clocks_are_the_same_for_both_sides(mut world: World) {
    let number = written(&world, "нет света в квартире").await;
    let id = page(&world, number).await.card.id;
    world.wait(TimeDelta::minutes(2));
    tickets::answer(&world.signed_in(world.cast.dispatcher).await, said(id, "Едем")).await.unwrap();
    world.wait(TimeDelta::minutes(16));
    let (resident, staff) = (page(&world, number).await, sheet(&world, number).await);
    assert_eq!(resident.clocks, staff.clocks);
    assert_eq!(resident.clocks[0].standing, Standing::Met { after_minutes: 2 });
    let clock = resident.card.clock.unwrap();
    assert_eq!((clock.limit, clock.standing), (Limit::Localise, Standing::Running { minutes_left: 12 }));
    assert_eq!(clock.due.to_string(), "2018-01-25 13:50:00");
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    tickets::localise(&dispatcher, id, staff.version).await.unwrap();
    let clock = page(&world, number).await.card.clock.unwrap();
    assert_eq!((clock.limit, clock.due.to_string()), (Limit::Repair, "2018-01-28 13:20:00".into()));
}

async fn a_ticket_of_anothers_unit_is_not_found(world: World) {
    let number = written(&world, "нет света").await;
    for user in [world.cast.boris, world.cast.nobody, world.cast.accountant, world.cast.dispatcher] {
        assert!(is_not_found(&seen_by(&world, user, number).await));
    }
    assert!(is_not_found(&seen_by(&world, world.cast.anna, number + 1).await));
    assert!(matches!(tickets::page(&world.guest(), number).await, Err(Error::SignInRequired)));
    for user in [world.cast.anna, world.cast.accountant, world.cast.editor] {
        assert!(is_not_found(&tickets::sheet(&world.signed_in(user).await, number).await));
    }
}

async fn a_ticket_of_the_house_is_seen_without_what_is_its_owners(world: World) {
    let number = written_of_house(&world, "Не закрывается дверь подъезда").await;
    let anna = world.signed_in(world.cast.anna).await;
    let id = page(&world, number).await.card.id;
    tickets::comment(&anna, said(id, "Код моего домофона 1234")).await.unwrap();
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    tickets::answer(&dispatcher, said(id, "Мастер завтра")).await.unwrap();
    steps(&world, number, &[Step::Start, Step::Complete]).await;
    tickets::send_back(&anna, id, "Звоните мне после шести").await.unwrap();
    let seen = seen_by(&world, world.cast.boris, number).await.unwrap();
    let text = format!("{:?}", seen.story);
    assert!(!text.contains("домофона") && !text.contains("после шести"), "{text}");
    assert!(text.contains("Мастер завтра") && text.contains("Return"), "{text}");
    assert_eq!((seen.contact, seen.card.mine), (None, false));
    assert!(is_not_found(&seen_by(&world, world.cast.nobody, number).await));
}

async fn contacts_are_for_who_wrote_it_and_for_staff(world: World) {
    let number = written(&world, "нет света").await;
    let contact = page(&world, number).await.contact.unwrap();
    assert_eq!((contact.name.as_str(), contact.phone.as_str()), ("Анна Соловьёва", "+79215550107"));
    assert_eq!(seen_by(&world, world.cast.timur, number).await.unwrap().contact, None);
    assert_eq!(sheet(&world, number).await.contact, contact);
    assert!(world.events().await.contains(&"ticket.looked_at".to_owned()));
}

async fn a_page_takes_as_many_statements_however_long_the_story_is(world: World) {
    let number = written(&world, "нет света").await;
    let anna = world.signed_in(world.cast.anna).await;
    let count = async || {
        let before = world.db.statements();
        tickets::page(&anna, number).await.unwrap();
        world.db.statements() - before
    };
    assert_eq!(count().await, 4);
    steps(&world, number, &[Step::Start, Step::Reopen, Step::Start]).await;
    assert_eq!(count().await, 4);
}

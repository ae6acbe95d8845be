use super::desk::{is_not_found, new, page, said, sheet, written};
use crate::support::{World, rejection, twins};
use chrono::TimeDelta;
use domain::{
    Rule,
    tickets::{Category, Kind, NewTicket, State, Whose},
};
use usecases::{Error, tickets};

twins! {
    a_ticket_has_the_next_number_and_its_kind_by_its_words,
    the_same_ticket_twice_is_one_and_other_words_are_another,
    twenty_sendings_at_once_are_one_ticket,
    what_is_wrong_in_the_form_is_told_field_by_field,
    nobody_writes_for_another_account,
    the_form_remembers_whom_to_call,
    a_person_who_writes_without_end_is_stopped,
    signs_that_no_database_keeps_are_left_out,
    a_text_of_which_nothing_can_be_seen_is_no_text,
}

async fn a_ticket_has_the_next_number_and_its_kind_by_its_words(mut world: World) {
    assert_eq!(written(&world, "нет света в квартире").await, 1);
    world.wait(TimeDelta::days(40));
    assert_eq!(written(&world, "Когда починят?").await, 2);
    let first = page(&world, 1).await.card;
    assert_eq!((first.category, first.kind), (Category::Electricity, Kind::Emergency));
    assert_eq!((first.state, first.whose, first.mine), (State::Open, Whose::Unit, true));
    assert_eq!(first.registered_at.to_string(), "2018-01-25 13:20:00");
    let second = page(&world, 2).await.card;
    assert_eq!((second.category, second.kind), (Category::Other, Kind::Ordinary));
    assert!(world.events().await.iter().filter(|kind| *kind == "ticket.registered").count() == 2);
}

async fn the_same_ticket_twice_is_one_and_other_words_are_another(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let sent = new(world.cast.flat.account, "нет света");
    let number = tickets::create(&anna, sent.clone()).await.unwrap();
    assert_eq!(tickets::create(&anna, sent.clone()).await.unwrap(), number);
    let other = NewTicket { text: "нет света и воды".into(), ..sent };
    assert_eq!(tickets::create(&anna, other).await.unwrap(), number + 1);
    assert_eq!(world.letters().await.len(), 2);
}

async fn twenty_sendings_at_once_are_one_ticket(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let sent = new(world.cast.flat.account, "нет света");
    let mut senders = tokio::task::JoinSet::new();
    for _ in 0..20 {
        let (anna, sent) = (anna.clone(), sent.clone());
        senders.spawn(async move { tickets::create(&anna, sent).await.unwrap() });
    }
    let mut numbers = senders.join_all().await;
    numbers.dedup();
    assert_eq!(numbers.len(), 1);
    let timur = world.signed_in(world.cast.timur).await;
    assert_eq!(tickets::mine(&timur, None).await.unwrap().cards.len(), 1);
    assert_eq!(world.letters().await.len(), 1);
}

async fn what_is_wrong_in_the_form_is_told_field_by_field(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let empty = NewTicket { name: " ".into(), phone: "12".into(), ..new(world.cast.flat.account, "") };
    let wrong = rejection(tickets::create(&anna, empty).await);
    assert_eq!(wrong.field("name"), Some(&Rule::NameMissing));
    assert!(matches!(wrong.field("phone"), Some(Rule::Phone(_))));
    assert_eq!(wrong.field("text"), Some(&Rule::TicketTextMissing));
    assert!(world.events().await.iter().all(|kind| kind != "ticket.registered"));
}

async fn nobody_writes_for_another_account(world: World) {
    let anothers = new(world.cast.flat.account, "нет света");
    for user in [world.cast.boris, world.cast.nobody, world.cast.dispatcher] {
        assert!(is_not_found(&tickets::create(&world.signed_in(user).await, anothers.clone()).await));
    }
    assert!(matches!(tickets::create(&world.guest(), anothers).await, Err(Error::SignInRequired)));
    assert!(is_not_found(&tickets::page(&world.signed_in(world.cast.anna).await, 1).await));
}

async fn the_form_remembers_whom_to_call(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let form = tickets::form(&anna).await.unwrap();
    assert_eq!(form.contact.name, "Соловьёва\u{a0}А.\u{a0}П.");
    let tenant = tickets::form(&world.signed_in(world.cast.timur).await).await.unwrap();
    assert_eq!((tenant.contact.name.as_str(), tenant.contact.phone.as_str()), ("", ""));
    written(&world, "нет света").await;
    let form = tickets::form(&anna).await.unwrap();
    assert_eq!((form.contact.name.as_str(), form.contact.phone.as_str()), ("Анна Соловьёва", "+79215550107"));
}

async fn a_person_who_writes_without_end_is_stopped(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    for count in 0..30 {
        tickets::create(&anna, new(world.cast.flat.account, &format!("Капает {count}"))).await.unwrap();
    }
    let one_more = tickets::create(&anna, new(world.cast.flat.account, "Капает")).await;
    assert!(matches!(one_more, Err(Error::TooMany { .. })));
    let id = sheet(&world, 1).await.row.id;
    for count in 0..60 {
        tickets::comment(&anna, said(id, &count.to_string())).await.unwrap();
    }
    assert!(matches!(tickets::comment(&anna, said(id, "Ещё")).await, Err(Error::TooMany { .. })));
}

async fn signs_that_no_database_keeps_are_left_out(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let sent = NewTicket {
        name: "Анна\0".into(),
        ..new(world.cast.flat.account, "нет\0 света\r\nи \u{202e}воды")
    };
    let number = tickets::create(&anna, sent).await.unwrap();
    let told = page(&world, number).await;
    assert_eq!(told.card.text, "нет света\nи воды");
    assert_eq!(told.contact.unwrap().name, "Анна");
    tickets::comment(&anna, said(told.card.id, "Код\0 17")).await.unwrap();
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    assert!(tickets::find(&dispatcher, "Соло\0").await.is_ok());
}

async fn a_text_of_which_nothing_can_be_seen_is_no_text(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let empty = NewTicket { name: "\u{200b}".into(), ..new(world.cast.flat.account, "\u{feff}\u{200f}") };
    let wrong = rejection(tickets::create(&anna, empty).await);
    assert_eq!(wrong.field("name"), Some(&Rule::NameMissing));
    assert_eq!(wrong.field("text"), Some(&Rule::TicketTextMissing));
}

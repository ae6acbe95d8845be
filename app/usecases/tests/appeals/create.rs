use super::desk::{is_not_found, new, page, said, written};
use crate::support::{World, rejection, twins};
use chrono::TimeDelta;
use domain::{
    Rule,
    appeals::{Happening, Kind, NewAppeal, State},
    tickets::{Author, Limit},
};
use usecases::{Error, appeals};

twins! {
    an_appeal_gets_a_number_and_a_term,
    the_same_form_twice_is_one_appeal,
    it_says_what_it_is_about,
    only_who_wrote_it_reads_it,
    who_lives_there_no_more_reads_it_no_more,
    whose_account_is_closed_waits_for_thirty_days,
    the_list_is_of_one_account_the_newest_first,
    a_guest_and_a_strangers_account_get_nothing,
}

async fn an_appeal_gets_a_number_and_a_term(world: World) {
    let number = written(&world, "Прошу сделать <b>перерасчёт</b>").await;
    let page = page(&world, number).await;
    assert_eq!((page.card.state, page.card.kind, page.card.answers), (State::New, Kind::Charges, 0));
    let clock = page.card.clock.unwrap();
    assert_eq!((clock.limit, clock.due.to_string().as_str()), (Limit::Appeal, "2018-02-08 23:59:00"));
    let [entry] = page.story.as_slice() else { panic!("{:?}", page.story) };
    let asked = Happening::Asked { text: "Прошу сделать <b>перерасчёт</b>".into() };
    assert_eq!((&entry.author, &entry.what), (&Author::You, &asked));
    let form = appeals::form(&world.signed_in(world.cast.anna).await).await.unwrap();
    assert_eq!(form.clock.unwrap().due, clock.due);
}

async fn the_same_form_twice_is_one_appeal(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let form = new(world.cast.flat.account, Kind::Certificate, "Нужна справка");
    let number = appeals::create(&anna, form.clone()).await.unwrap();
    assert_eq!(appeals::create(&anna, form.clone()).await.unwrap(), number);
    let other = NewAppeal { text: "Нужны две справки".into(), ..form };
    assert_ne!(appeals::create(&anna, other).await.unwrap(), number);
}

async fn it_says_what_it_is_about(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let empty = NewAppeal { kind: None, ..new(world.cast.flat.account, Kind::Other, " ") };
    let wrong = rejection(appeals::create(&anna, empty).await);
    assert_eq!(wrong.field("kind"), Some(&Rule::AppealKindMissing));
    assert_eq!(wrong.field("text"), Some(&Rule::AppealTextMissing));
}

async fn only_who_wrote_it_reads_it(world: World) {
    let number = written(&world, "Соседи шумят").await;
    let id = page(&world, number).await.card.id;
    for user in [world.cast.timur, world.cast.boris, world.cast.nobody, world.cast.manager] {
        let ctx = world.signed_in(user).await;
        assert!(is_not_found(&appeals::page(&ctx, number).await));
        assert!(is_not_found(&appeals::add(&ctx, said(id, "И у нас")).await));
        assert!(is_not_found(&appeals::reopen(&ctx, said(id, "И у нас")).await));
        assert!(is_not_found(&appeals::close(&ctx, id).await));
    }
    let timur = world.signed_in(world.cast.timur).await;
    assert!(appeals::list(&timur, None).await.unwrap().cards.is_empty());
}

async fn who_lives_there_no_more_reads_it_no_more(world: World) {
    let number = written(&world, "Нужна справка").await;
    let gone = "UPDATE residency SET suspended_at = since \
                WHERE person_id = (SELECT id FROM person WHERE email = 'anna@example.org')";
    store::testing::execute(&world.db, gone).await;
    let anna = world.signed_in(world.cast.anna).await;
    assert!(is_not_found(&appeals::page(&anna, number).await));
}

async fn whose_account_is_closed_waits_for_thirty_days(world: World) {
    store::testing::execute(&world.db, "UPDATE account SET closed_on = '2018-01-01'").await;
    let number = written(&world, "Верните переплату").await;
    let clock = page(&world, number).await.card.clock.unwrap();
    assert_eq!((clock.limit, clock.due.to_string().as_str()), (Limit::OthersAppeal, "2018-02-24 23:59:00"));
}

async fn the_list_is_of_one_account_the_newest_first(mut world: World) {
    for text in ["Первое", "Второе"] {
        written(&world, text).await;
        world.wait(TimeDelta::minutes(1));
    }
    let anna = world.signed_in(world.cast.anna).await;
    appeals::create(&anna, new(world.cast.parking.account, Kind::Other, "О парковке")).await.unwrap();
    let mut of_flat = anna.clone();
    let visitor = anna.visitor.as_ref().unwrap();
    let mut person = visitor.person.clone();
    person.current = person.accounts.iter().position(|account| account.id == world.cast.flat.account);
    of_flat.visitor = Some(std::sync::Arc::new(usecases::Visitor { person, ..(**visitor).clone() }));
    let list = appeals::list(&of_flat, None).await.unwrap();
    let texts: Vec<&str> = list.cards.iter().map(|card| card.text.as_str()).collect();
    assert_eq!((texts.as_slice(), list.older), (["Второе", "Первое"].as_slice(), None));
    let older = appeals::list(&of_flat, Some(list.cards[0].number)).await.unwrap();
    assert_eq!(older.cards.len(), 1);
}

async fn a_guest_and_a_strangers_account_get_nothing(world: World) {
    let form = new(world.cast.flat.account, Kind::Other, "Чужое");
    assert!(matches!(appeals::create(&world.guest(), form.clone()).await, Err(Error::SignInRequired)));
    let boris = world.signed_in(world.cast.boris).await;
    assert!(is_not_found(&appeals::create(&boris, form).await));
}

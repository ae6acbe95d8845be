//! What people are told, and of what they get letters.
use crate::{
    orders::till::Till,
    support::{World, rejection, twins, want_letters},
    tickets::desk::{page as ticket, said, step, steps, written, written_of_house},
};
use chrono::TimeDelta;
use domain::{
    ids::{NoticeId, UserId},
    notices::{Channel, Chosen, Notice, NoticesPage, QuietHours, Subject},
    tickets::{State, Step},
};
use usecases::{Error, notices, tickets};
use uuid::Uuid;

twins! {
    the_newest_comes_first_and_says_what_it_is_about,
    of_ones_own_ticket_one_is_not_told_that_it_is_there,
    what_is_read_is_new_no_more_and_only_for_its_reader,
    a_long_list_comes_in_parts_that_meet,
    who_wants_no_letters_gets_none_and_is_told_all_the_same,
    letters_wait_until_the_night_is_over_and_none_is_lost,
    a_payment_that_is_credited_is_told_to_its_payer,
    who_wants_no_bell_finds_it_in_the_list_all_the_same,
    a_time_that_is_none_changes_nothing,
    a_guest_is_told_nothing,
}

async fn told(world: &World, user: UserId) -> NoticesPage {
    let ctx = world.signed_in(user).await;
    notices::page(&ctx, None).await.unwrap()
}

fn words(page: &NoticesPage) -> Vec<Notice> {
    page.notices.iter().map(|card| card.notice.clone()).collect()
}

async fn the_newest_comes_first_and_says_what_it_is_about(world: World) {
    let number = written(&world, "нет света").await;
    steps(&world, number, &[Step::Start, Step::Complete]).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let id = ticket(&world, number).await.card.id;
    world.letters().await;
    tickets::answer(&dispatcher, said(id, "Проверьте")).await.unwrap();
    world.letters().await;
    let page = told(&world, world.cast.anna).await;
    assert_eq!(page.unread, 3);
    let expected = [
        Notice::TicketComment { number, text: "Проверьте".into() },
        Notice::TicketMoved { number, state: State::Completed, note: Some("Подключил".into()) },
        Notice::TicketMoved { number, state: State::InProgress, note: None },
    ];
    let mut words = words(&page);
    assert_eq!(words.remove(0), expected[0]);
    assert!(expected[1..].iter().all(|notice| words.contains(notice)), "{words:?}");
}

async fn of_ones_own_ticket_one_is_not_told_that_it_is_there(world: World) {
    let number = written_of_house(&world, "Нет отопления").await;
    let id = ticket(&world, number).await.card.id;
    let boris = world.signed_in(world.cast.boris).await;
    tickets::join(&boris, world.cast.neighbours.account, id).await.unwrap();
    world.letters().await;
    assert_eq!(words(&told(&world, world.cast.anna).await), []);
    assert_eq!(words(&told(&world, world.cast.boris).await), [Notice::TicketRegistered { number }]);
}

async fn what_is_read_is_new_no_more_and_only_for_its_reader(world: World) {
    let number = written_of_house(&world, "Нет отопления").await;
    let id = ticket(&world, number).await.card.id;
    let boris = world.signed_in(world.cast.boris).await;
    tickets::join(&boris, world.cast.neighbours.account, id).await.unwrap();
    world.letters().await;
    step(&world, number, Step::Start).await.unwrap();
    world.letters().await;
    let newest = told(&world, world.cast.anna).await.notices[0].id;
    let anna = world.signed_in(world.cast.anna).await;
    for _ in 0..2 {
        notices::read(&anna, newest).await.unwrap();
    }
    let page = told(&world, world.cast.anna).await;
    assert_eq!((page.unread, page.notices[0].is_new), (0, false));
    assert_eq!(told(&world, world.cast.boris).await.unread, 2);
    notices::read(&boris, NoticeId(Uuid::nil())).await.unwrap();
    assert_eq!(told(&world, world.cast.boris).await.unread, 2);
}

async fn a_long_list_comes_in_parts_that_meet(world: World) {
    let number = written(&world, "нет света").await;
    let id = ticket(&world, number).await.card.id;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    for number in 0..45 {
        tickets::answer(&dispatcher, said(id, &format!("Ответ {number}"))).await.unwrap();
    }
    world.letters().await;
    let anna = world.signed_in(world.cast.anna).await;
    let before = world.db.statements();
    let first = notices::page(&anna, None).await.unwrap();
    assert_eq!(world.db.statements() - before, 1);
    assert_eq!((first.notices.len(), first.unread), (30, 45));
    let second = notices::page(&anna, first.older).await.unwrap();
    assert_eq!((second.notices.len(), second.older), (15, None));
    let mut all: Vec<NoticeId> = first.notices.iter().chain(&second.notices).map(|card| card.id).collect();
    all.dedup();
    assert_eq!(all.len(), 45);
    assert!(all.is_sorted_by(|newer, older| newer > older));
}

async fn who_wants_no_letters_gets_none_and_is_told_all_the_same(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let choices = async || notices::settings(&anna).await.unwrap().choices;
    assert!(choices().await.iter().all(|choice| choice.letters));
    want_letters(&anna, &[Subject::Readings]).await;
    let number = written(&world, "нет света").await;
    step(&world, number, Step::Start).await.unwrap();
    assert!(world.letters().await.is_empty());
    assert_eq!(told(&world, world.cast.anna).await.unread, 1);
    for choice in choices().await {
        let fixed = !choice.subject.may_refuse(Channel::Letters);
        assert_eq!(choice.letters, fixed || choice.subject == Subject::Readings, "{choice:?}");
    }
    want_letters(&anna, &Subject::ALL).await;
    step(&world, number, Step::Complete).await.unwrap();
    assert_eq!(world.letters().await.len(), 1);
}

async fn letters_wait_until_the_night_is_over_and_none_is_lost(mut world: World) {
    // 23:20 in Moscow.
    world.wait(TimeDelta::hours(10));
    let number = written(&world, "нет света").await;
    steps(&world, number, &[Step::Start, Step::Complete]).await;
    assert_eq!(world.letters().await, []);
    world.wait(TimeDelta::minutes(8 * 60 + 39));
    assert_eq!(world.letters().await, []);
    world.wait(TimeDelta::minutes(1));
    assert_eq!(world.letters().await.len(), 3);
    assert_eq!(world.letters().await, []);

    // Whoever works at night sleeps by day.
    let anna = world.signed_in(world.cast.anna).await;
    let all = || Subject::ALL.to_vec();
    let chosen = Chosen { bell: all(), letters: all(), push: all() };
    notices::choose(&anna, &chosen, "08:00", "16:00").await.unwrap();
    let number = written(&world, "нет света").await;
    step(&world, number, Step::Start).await.unwrap();
    assert_eq!(world.letters().await, []);
    world.wait(TimeDelta::hours(8));
    assert_eq!(world.letters().await.len(), 2);
}

async fn a_payment_that_is_credited_is_told_to_its_payer(world: World) {
    let till = Till::open(world).await;
    let (order, payment) = till.paid("355").await;
    till.hear(&payment).await;
    till.hear(&payment).await;
    let page = told(&till.world, till.world.cast.anna).await;
    assert!(
        matches!(words(&page)[..], [Notice::PaymentCredited { order: of, .. }] if of == order),
        "{page:?}"
    );
}

async fn who_wants_no_bell_finds_it_in_the_list_all_the_same(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let chosen = Chosen { letters: vec![Subject::Tickets], ..Chosen::default() };
    notices::choose(&anna, &chosen, "00:00", "00:00").await.unwrap();
    let number = written(&world, "нет света").await;
    step(&world, number, Step::Start).await.unwrap();
    world.letters().await;
    let page = told(&world, world.cast.anna).await;
    assert_eq!((page.unread, page.notices.len(), page.notices[0].is_new), (0, 1, false));
}

async fn a_time_that_is_none_changes_nothing(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let before = notices::settings(&anna).await.unwrap();
    let nothing = Chosen::default();
    let refused = rejection(notices::choose(&anna, &nothing, "25:00", "").await);
    assert!(refused.field("quiet_from").is_some() && refused.field("quiet_to").is_some());
    assert_eq!(notices::settings(&anna).await.unwrap(), before);
    assert_eq!(before.quiet, QuietHours::USUAL);
}

async fn a_guest_is_told_nothing(world: World) {
    let guest = world.guest();
    assert!(matches!(notices::page(&guest, None).await, Err(Error::SignInRequired)));
    assert!(matches!(notices::unread(&guest), Err(Error::SignInRequired)));
    assert!(matches!(notices::read(&guest, NoticeId(Uuid::nil())).await, Err(Error::SignInRequired)));
    let nothing = Chosen::default();
    assert!(matches!(notices::choose(&guest, &nothing, "22:00", "08:00").await, Err(Error::SignInRequired)));
    assert!(matches!(notices::settings(&guest).await, Err(Error::SignInRequired)));
}

//! «Обзор»: what needs an employee now.
use crate::{
    appeals::desk::written as appeal,
    support::{World, twins},
    tickets::desk::{other_house, written as ticket},
};
use domain::{
    access::Role,
    ids::{InvitationId, ReadingId, UserId},
    money::Money,
    overview::{Card, Overview},
    staff::NewInvitation,
};
use store::{
    entity::{reading, suspense},
    registry,
};
use usecases::{
    Error,
    jobs::{Job, Letter, enqueue, run_due},
    overview,
    ports::MailError,
    staff,
};
use uuid::Uuid;

twins! {
    each_role_sees_what_it_grants_the_gravest_first,
    a_ticket_that_is_about_to_breach_comes_before_what_merely_waits,
    who_is_bound_to_houses_hears_of_no_others,
    where_nothing_waits_it_is_calm,
    who_works_nowhere_has_no_overview,
    letters_that_failed_are_told_without_their_addresses,
    it_takes_as_many_statements_however_much_there_is,
}

async fn seen_by(world: &World, user: UserId) -> Overview {
    overview::page(&world.signed_in(user).await).await.unwrap()
}

fn names(overview: &Overview) -> Vec<&'static str> {
    let name = |card: &Card| match card {
        Card::Tickets { .. } => "tickets",
        Card::Appeals { .. } => "appeals",
        Card::Failures { .. } => "failures",
        Card::Setup { .. } => "setup",
        Card::Suspended(_) => "suspended",
        Card::Review(_) => "review",
        Card::Month(_) => "month",
        Card::Invitations { .. } => "invitations",
        Card::Drafts(_) => "drafts",
    };
    overview.cards.iter().map(name).collect()
}

/// A letter that the mail server refuses.
async fn refused_letter(world: &World) {
    world.letters().await;
    world.mailbox.fail(Some(MailError::Refused("no such mailbox".into())));
    let letter = Letter {
        to: "anna@example.org".into(),
        subject: "Тема".into(),
        text: "Текст".into(),
        html: "<p>Текст</p>".into(),
    };
    let tx = world.db.begin().await.unwrap();
    enqueue(&tx, &Job::Letter(letter), world.now).await.unwrap();
    tx.commit().await.unwrap();
    run_due(&world.system()).await.unwrap();
    world.mailbox.fail(None);
}

/// Money that nobody knows whose it is, and a reading that waits.
async fn money_and_a_reading(world: &World) {
    let tx = world.db.begin().await.unwrap();
    let unplaced = suspense::Model {
        id: Uuid::now_v7(),
        received_on: "2018-01-24".parse().unwrap(),
        amount: Money(120_000),
        bank: "Северный".into(),
        operation: None,
        account_text: "7000999".into(),
        payer: None,
        recipient_id: None,
        purpose: None,
        reason: "unknown_account".into(),
        order_id: None,
        recorded_at: world.now,
        payment_id: None,
        settled_at: None,
        import_id: None,
        outcome: None,
        why: None,
        for_day: None,
        person_id: None,
        attempts: 0,
        undone_at: None,
    };
    store::insert(&tx, unplaced).await.unwrap();
    let waiting = reading::Model {
        id: ReadingId(Uuid::now_v7()),
        meter_id: world.cast.neighbours.meters[0],
        period: "2018-01".parse().unwrap(),
        taken_on: "2018-01-25".parse().unwrap(),
        recorded_at: world.now,
        value_1: 1_000,
        value_2: None,
        value_3: None,
        value_4: None,
        source: "resident".into(),
        needs_review: true,
        explanation: None,
        corrects_id: None,
        submission_id: None,
        person_id: None,
    };
    registry::put(&tx, vec![waiting]).await.unwrap();
    tx.commit().await.unwrap();
}

async fn each_role_sees_what_it_grants_the_gravest_first(world: World) {
    let cast = &world.cast;
    ticket(&world, "Когда уберут снег?").await;
    appeal(&world, "Перерасчёт").await;
    money_and_a_reading(&world).await;
    let admin = world.signed_in(cast.administrator).await;
    let invited = NewInvitation {
        id: InvitationId(Uuid::now_v7()),
        email: "new@example.org".into(),
        role: Role::Editor.code().into(),
        houses: Vec::new(),
    };
    staff::invite(&admin, invited).await.unwrap();
    refused_letter(&world).await;
    for (user, expected) in [
        (cast.dispatcher, vec!["tickets", "review", "month"]),
        (cast.accountant, vec!["appeals", "suspended", "review", "month"]),
        (cast.editor, vec![]),
        (cast.manager, vec!["tickets", "appeals", "review", "month"]),
        (
            cast.administrator,
            vec!["failures", "tickets", "appeals", "suspended", "review", "invitations", "month"],
        ),
    ] {
        assert_eq!(names(&seen_by(&world, user).await), expected);
    }
    let overview = seen_by(&world, cast.accountant).await;
    let Card::Suspended(suspended) = &overview.cards[1] else { panic!("{overview:?}") };
    assert_eq!((suspended.count, suspended.total), (1, Money(120_000)));
    let Card::Month(month) = &overview.cards[3] else { panic!("{overview:?}") };
    // Of five meters that are read one was given, and waits.
    assert_eq!((month.open, month.meters, month.given), (1, 5, 1));
}

async fn a_ticket_that_is_about_to_breach_comes_before_what_merely_waits(world: World) {
    appeal(&world, "Перерасчёт").await;
    money_and_a_reading(&world).await;
    let number = ticket(&world, "нет света").await;
    let overview = seen_by(&world, world.cast.manager).await;
    let Card::Tickets { counts, nearest } = &overview.cards[0] else { panic!("{overview:?}") };
    assert_eq!((counts.waiting, counts.overdue, nearest[0].number), (1, 0, number));
    assert!(!overview.is_calm());
}

async fn who_is_bound_to_houses_hears_of_no_others(world: World) {
    let (other, _) = other_house(&world).await;
    ticket(&world, "нет света").await;
    appeal(&world, "Перерасчёт").await;
    let admin = world.signed_in(world.cast.administrator).await;
    staff::serve(&admin, "manager@example.org", vec![other]).await.unwrap();
    assert_eq!(names(&seen_by(&world, world.cast.manager).await), Vec::<&str>::new());
}

async fn where_nothing_waits_it_is_calm(world: World) {
    for user in [world.cast.editor, world.cast.manager, world.cast.administrator] {
        let overview = seen_by(&world, user).await;
        assert!(overview.is_calm(), "{overview:?}");
    }
}

async fn who_works_nowhere_has_no_overview(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    assert!(matches!(overview::page(&anna).await, Err(Error::NotFound)));
    assert!(matches!(overview::page(&world.guest()).await, Err(Error::SignInRequired)));
}

async fn letters_that_failed_are_told_without_their_addresses(world: World) {
    refused_letter(&world).await;
    let overview = seen_by(&world, world.cast.administrator).await;
    let Card::Failures { counts, latest } = &overview.cards[0] else { panic!("{overview:?}") };
    assert_eq!((counts.dead, counts.failing), (1, 0));
    let job = &latest[0];
    assert_eq!((job.kind.as_str(), job.reason.as_str(), job.attempts), ("letter", "no such mailbox", 1));
    assert_eq!((&job.to, &job.subject, job.again_at), (&None, &None, None));
}

async fn it_takes_as_many_statements_however_much_there_is(world: World) {
    let admin = world.signed_in(world.cast.administrator).await;
    overview::page(&admin).await.unwrap();
    let count = async || {
        let before = world.db.statements();
        overview::page(&admin).await.unwrap();
        world.db.statements() - before
    };
    let nothing = count().await;
    assert!(nothing <= 14, "{nothing}");
    for text in ["Капает кран", "нет света", "Когда уберут снег?", "Искрит розетка"]
    {
        ticket(&world, text).await;
        appeal(&world, text).await;
    }
    money_and_a_reading(&world).await;
    refused_letter(&world).await;
    assert_eq!(count().await, nothing);
}

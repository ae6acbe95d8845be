use crate::support::{PASSWORD, World, opened, rejection, sign_in, token_in, twins};
use chrono::TimeDelta;
use domain::{
    Rejection, Rule,
    session::{EmailError, LinkState, PasswordError},
};
use usecases::{
    Error,
    recovery::{finish, look, request},
};

twins! {
    a_forgotten_password_is_set_anew_from_the_letter,
    whatever_is_known_the_answer_takes_the_same_work,
    an_unknown_email_gets_a_kind_letter,
    a_newer_letter_closes_the_older_one,
    a_link_works_for_a_day,
    of_two_who_press_at_once_one_gets_in,
    a_bad_password_leaves_the_link_open,
    a_link_for_another_purpose_does_not_work,
    one_email_gets_five_letters_an_hour,
}

const NEW: &str = "новый длинный пароль";

async fn remind(world: &World) -> String {
    request(&world.guest(), "anna@example.org").await.unwrap();
    token_in(&world.letter_to("anna@example.org").await, "recover")
}

fn expired() -> Rejection {
    Rejection::form(Rule::LinkExpired)
}

async fn a_forgotten_password_is_set_anew_from_the_letter(mut world: World) {
    let elsewhere = sign_in(&world.guest(), "anna@example.org", PASSWORD).await.unwrap();
    let token = remind(&world).await;
    assert!(
        matches!(look(&world.guest(), &token).await.unwrap(), LinkState::Open(email) if email.as_str() == "anna@example.org")
    );

    let here = opened(finish(&world.guest(), &token, NEW).await.unwrap());
    assert!(world.with_cookie(&here.token).await.visitor.is_some());
    assert!(world.with_cookie(&elsewhere.token).await.visitor.is_none(), "every other session has ended");
    assert_eq!(look(&world.guest(), &token).await.unwrap(), LinkState::Closed);
    assert_eq!(world.letter_to("anna@example.org").await.subject, "Пароль изменён");

    let old = rejection(sign_in(&world.guest(), "anna@example.org", PASSWORD).await);
    assert_eq!(old, Rejection::form(Rule::WrongCredentials));
    sign_in(&world.guest(), "anna@example.org", NEW).await.unwrap();
    world.origin.device = Some(elsewhere.device);
    for _ in 0..10 {
        rejection(sign_in(&world.guest(), "anna@example.org", PASSWORD).await);
    }
    let forgotten = sign_in(&world.guest(), "anna@example.org", NEW).await;
    assert!(matches!(forgotten, Err(Error::TooMany { .. })), "the old device is not known any more");
    let happened =
        ["session.opened", "recovery.sent", "session.opened", "password.changed", "session.opened"];
    assert_eq!(world.events().await, happened);
}

async fn whatever_is_known_the_answer_takes_the_same_work(world: World) {
    request(&world.guest(), "dispatcher@example.org").await.unwrap();
    let mut work = Vec::new();
    for email in ["anna@example.org", "unknown@example.org"] {
        let before = world.db.statements();
        assert_eq!(request(&world.guest(), email).await.unwrap().as_str(), email);
        work.push(world.db.statements() - before);
    }
    assert_eq!(work[0], work[1]);
    let answer = rejection(request(&world.guest(), "anna").await);
    assert_eq!(answer, Rejection::of("email", EmailError::NoAt));
}

async fn an_unknown_email_gets_a_kind_letter(world: World) {
    request(&world.guest(), "unknown@example.org").await.unwrap();
    let letter = world.letter_to("unknown@example.org").await;
    assert_eq!(letter.subject, "Кабинета с этим адресом нет");
}

async fn a_newer_letter_closes_the_older_one(world: World) {
    let (older, newer) = (remind(&world).await, remind(&world).await);
    assert_eq!(rejection(finish(&world.guest(), &older, NEW).await), expired());
    finish(&world.guest(), &newer, NEW).await.unwrap();
}

async fn a_link_works_for_a_day(mut world: World) {
    let token = remind(&world).await;
    world.wait(TimeDelta::hours(24));
    assert_eq!(look(&world.guest(), &token).await.unwrap(), LinkState::Closed);
    assert_eq!(rejection(finish(&world.guest(), &token, NEW).await), expired());
}

async fn of_two_who_press_at_once_one_gets_in(world: World) {
    let token = remind(&world).await;
    let (one, other) = (world.guest(), world.guest());
    let (one, other) = tokio::join!(finish(&one, &token, NEW), finish(&other, &token, "другой пароль"));
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
}

async fn a_bad_password_leaves_the_link_open(world: World) {
    let token = remind(&world).await;
    let answer = rejection(finish(&world.guest(), &token, "anna@example.org").await);
    assert_eq!(answer, Rejection::of("password", PasswordError::Guessable));
    finish(&world.guest(), &token, NEW).await.unwrap();
}

async fn a_link_for_another_purpose_does_not_work(world: World) {
    let token = remind(&world).await;
    assert_eq!(usecases::registration::look(&world.guest(), &token).await.unwrap(), LinkState::Closed);
    assert_eq!(usecases::residency::look(&world.guest(), &token).await.unwrap(), LinkState::Closed);
    rejection(usecases::residency::confirm(&world.guest(), &token).await);
    rejection(usecases::residency::dispute(&world.guest(), &token).await);
    assert!(matches!(look(&world.guest(), &token).await.unwrap(), LinkState::Open(_)));
}

async fn one_email_gets_five_letters_an_hour(mut world: World) {
    for name in 0..5 {
        world.from(&format!("2001:db8:0:{name}::1"));
        request(&world.guest(), "anna@example.org").await.unwrap();
    }
    let answer = request(&world.guest(), "anna@example.org").await;
    assert!(matches!(answer, Err(Error::TooMany { .. })), "{answer:?}");
}

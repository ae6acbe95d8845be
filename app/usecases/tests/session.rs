use crate::support::{PASSWORD, World, rejection, sign_in, twins};
use chrono::TimeDelta;
use domain::{
    Rejection, Rule,
    access::Role,
    ids::SessionId,
    session::{EmailError, PasswordError},
};
use store::{entity, testing::all};
use usecases::{Error, profile, session};
use uuid::Uuid;

twins! {
    a_cookie_finds_the_person_and_their_accounts,
    an_unknown_cookie_is_nobodys,
    a_session_slides_and_is_noted_once_an_hour,
    a_session_that_is_not_used_ends,
    who_knows_the_password_is_let_in,
    what_is_missing_is_said_beside_each_field,
    an_unknown_email_and_a_wrong_password_get_the_same_answer,
    guesses_are_counted_by_address_and_by_email,
    a_strangers_guesses_do_not_lock_out_a_known_device,
    a_known_device_has_its_own_limit,
    somebody_elses_device_is_not_known,
    signing_in_again_ends_the_session_of_the_browser,
    signing_out_ends_one_session,
    a_strangers_session_is_not_found,
    all_sessions_end_at_once,
}

async fn a_cookie_finds_the_person_and_their_accounts(world: World) {
    let ctx = world.signed_in(world.cast.anna).await;
    let person = &ctx.visitor.as_ref().unwrap().person;
    assert_eq!(person.email, "anna@example.org");
    assert_eq!(person.role, None);
    let addresses: Vec<&str> = person.accounts.iter().map(|card| card.address.as_str()).collect();
    assert_eq!(addresses, ["г Москва, ул Авиаторов, д. 6, 1П", "г Москва, ул Авиаторов, д. 6, 7"]);
    assert_eq!(person.account().unwrap().number, "7000417");

    let cast = &world.cast;
    for (user, role) in [
        (cast.nobody, None),
        (cast.dispatcher, Some(Role::Dispatcher)),
        (cast.accountant, Some(Role::Accountant)),
        (cast.editor, Some(Role::Editor)),
        (cast.manager, Some(Role::Manager)),
        (cast.administrator, Some(Role::Administrator)),
    ] {
        let person = world.signed_in(user).await.visitor.unwrap().person.clone();
        assert_eq!((person.role, person.current), (role, None));
    }
}

async fn an_unknown_cookie_is_nobodys(world: World) {
    let before = world.db.statements();
    assert_eq!(session::authenticate(&world.db, "unknown", world.now).await.unwrap(), None);
    assert_eq!(world.db.statements() - before, 1);
}

async fn a_session_slides_and_is_noted_once_an_hour(mut world: World) {
    let token = sign_in(&world.guest(), "anna@example.org", PASSWORD).await.unwrap().token;
    world.wait(TimeDelta::minutes(59));
    let before = world.db.statements();
    assert!(world.with_cookie(&token).await.visitor.is_some());
    assert_eq!(world.db.statements() - before, 1, "a page view is no write");

    for _ in 0..3 {
        world.wait(TimeDelta::days(session::DAYS - 1));
        assert!(world.with_cookie(&token).await.visitor.is_some());
    }
    let before = world.db.statements();
    assert!(world.with_cookie(&token).await.visitor.is_some());
    assert_eq!(world.db.statements() - before, 1);
    let [kept] = all::<entity::session::Entity>(&world.db).await.try_into().unwrap();
    assert_eq!(kept.seen_at, world.now);
    assert_ne!(kept.token_hash, token, "the token itself is not kept");
}

async fn a_session_that_is_not_used_ends(mut world: World) {
    let token = sign_in(&world.guest(), "anna@example.org", PASSWORD).await.unwrap().token;
    world.wait(TimeDelta::days(session::DAYS));
    assert!(world.with_cookie(&token).await.visitor.is_none());
}

async fn who_knows_the_password_is_let_in(world: World) {
    let signed_in = sign_in(&world.guest(), " Anna@Example.org ", PASSWORD).await.unwrap();
    let ctx = world.with_cookie(&signed_in.token).await;
    assert_eq!(ctx.actor.user(), Ok(world.cast.anna));
    let [card] = profile::page(&ctx).await.unwrap().sessions.try_into().unwrap();
    assert_eq!((card.device.as_str(), card.address.as_str()), ("Chrome, Windows", "198.51.100.7"));
    assert!(card.this_one);
    assert_eq!(world.events().await, ["session.opened"]);
}

async fn what_is_missing_is_said_beside_each_field(world: World) {
    let answer = rejection(sign_in(&world.guest(), "anna", "").await);
    let expected = [("email", Rule::from(EmailError::NoAt)), ("password", PasswordError::Empty.into())];
    assert_eq!(answer, Rejection(expected.map(|(field, rule)| (field.to_owned(), rule)).to_vec()));
}

async fn an_unknown_email_and_a_wrong_password_get_the_same_answer(mut world: World) {
    world.origin.device = Some("a device".into());
    rejection(sign_in(&world.guest(), "boris@example.org", "wrong password").await);
    let mut seen = Vec::new();
    for email in ["anna@example.org", "unknown@example.org"] {
        let before = world.db.statements();
        let answer = rejection(sign_in(&world.guest(), email, "wrong password").await);
        seen.push((answer, world.db.statements() - before));
    }
    assert_eq!(seen[0], seen[1]);
    assert_eq!(seen[0].0, Rejection::form(Rule::WrongCredentials));
}

async fn guesses_are_counted_by_address_and_by_email(mut world: World) {
    for email in ["anna@example.org", "unknown@example.org"] {
        for _ in 0..10 {
            rejection(sign_in(&world.guest(), email, "a guess").await);
        }
        assert_eq!(too_many(sign_in(&world.guest(), email, PASSWORD).await), 15 * 60, "{email}");
    }
    for name in 20..60 {
        rejection(sign_in(&world.guest(), &format!("{name}@example.org"), "a guess").await);
    }
    too_many(sign_in(&world.guest(), "boris@example.org", PASSWORD).await);

    world.wait(TimeDelta::minutes(15));
    sign_in(&world.guest(), "anna@example.org", PASSWORD).await.unwrap();
}

async fn a_strangers_guesses_do_not_lock_out_a_known_device(mut world: World) {
    let device = sign_in(&world.guest(), "anna@example.org", PASSWORD).await.unwrap().device;
    world.from("203.0.113.1");
    for _ in 0..10 {
        rejection(sign_in(&world.guest(), "anna@example.org", "a guess").await);
    }
    too_many(sign_in(&world.guest(), "anna@example.org", PASSWORD).await);

    world.from("198.51.100.7");
    world.origin.device = Some(device);
    sign_in(&world.guest(), "anna@example.org", PASSWORD).await.unwrap();
}

async fn a_known_device_has_its_own_limit(mut world: World) {
    let device = sign_in(&world.guest(), "anna@example.org", PASSWORD).await.unwrap().device;
    world.origin.device = Some(device);
    for _ in 0..10 {
        rejection(sign_in(&world.guest(), "anna@example.org", "a guess").await);
    }
    too_many(sign_in(&world.guest(), "anna@example.org", PASSWORD).await);
}

async fn somebody_elses_device_is_not_known(mut world: World) {
    let device = sign_in(&world.guest(), "boris@example.org", PASSWORD).await.unwrap().device;
    for _ in 0..10 {
        rejection(sign_in(&world.guest(), "anna@example.org", "a guess").await);
    }
    world.origin.device = Some(device);
    too_many(sign_in(&world.guest(), "anna@example.org", PASSWORD).await);
}

async fn signing_in_again_ends_the_session_of_the_browser(mut world: World) {
    let first = sign_in(&world.guest(), "anna@example.org", PASSWORD).await.unwrap();
    world.origin.device = Some(first.device.clone());
    let browser = world.with_cookie(&first.token).await;
    let second = sign_in(&browser, "anna@example.org", PASSWORD).await.unwrap();
    assert_ne!(first, second);
    assert!(world.with_cookie(&first.token).await.visitor.is_none());
    assert!(world.with_cookie(&second.token).await.visitor.is_some());
    let [device] = all::<entity::known_device::Entity>(&world.db).await.try_into().unwrap();
    assert_eq!(device.person_id, world.cast.anna);
}

async fn signing_out_ends_one_session(world: World) {
    let [here, there] = [world.signed_in(world.cast.anna).await, world.signed_in(world.cast.anna).await];
    session::sign_out(&here).await.unwrap();
    session::sign_out(&world.guest()).await.unwrap();
    assert!(session::end(&there, here.visitor.unwrap().session).await.is_err());
    assert_eq!(profile::page(&there).await.unwrap().sessions.len(), 1);
    assert_eq!(world.events().await, ["session.ended"]);
}

async fn a_strangers_session_is_not_found(world: World) {
    let [anna, boris] = [world.signed_in(world.cast.anna).await, world.signed_in(world.cast.boris).await];
    for other in [anna.visitor.as_ref().unwrap().session, SessionId(Uuid::now_v7())] {
        assert!(matches!(session::end(&boris, other).await, Err(Error::NotFound)));
    }
    assert!(matches!(session::end(&world.guest(), SessionId(Uuid::nil())).await, Err(Error::SignInRequired)));
    assert_eq!(profile::page(&anna).await.unwrap().sessions.len(), 1);
}

async fn all_sessions_end_at_once(world: World) {
    let [here, boris] = [world.signed_in(world.cast.anna).await, world.signed_in(world.cast.boris).await];
    world.signed_in(world.cast.anna).await;
    session::end_all(&here).await.unwrap();
    assert_eq!(profile::page(&here).await.unwrap().sessions, []);
    assert_eq!(profile::page(&boris).await.unwrap().sessions.len(), 1);
}

#[track_caller]
fn too_many<T: std::fmt::Debug>(answer: Result<T, Error>) -> u64 {
    match answer {
        Err(Error::TooMany { seconds }) => seconds,
        other => panic!("not too many: {other:?}"),
    }
}

use crate::support::{PASSWORD, World, rejection, sign_in, token_in, twins};
use chrono::TimeDelta;
use domain::{
    Rejection, Rule,
    accounts::AccountNumberError,
    residency::CONSENT_VERSION,
    session::{Email, EmailError, LinkState, PasswordError},
};
use store::{entity, testing::all};
use usecases::{
    Error, profile,
    registration::{Request, finish, look, request},
    residency, session,
};

twins! {
    a_newcomer_registers_from_the_letter_and_is_at_home,
    every_wrong_field_is_named_at_once,
    whatever_is_known_the_answer_takes_the_same_work,
    a_pair_that_is_not_known_gets_a_kind_letter,
    half_of_a_pair_is_not_told_from_none,
    any_owner_will_do_and_spelling_does_not_count,
    a_company_registers_by_its_name_or_inn,
    who_has_a_cabinet_adds_the_unit_to_it,
    who_lives_there_already_is_told_of_the_cabinet,
    a_newer_letter_closes_the_older_one,
    a_link_works_for_a_day,
    of_two_who_press_at_once_one_gets_in,
    of_two_links_for_one_email_one_gets_in,
    a_bad_password_leaves_the_link_open,
    guesses_are_limited_by_email_and_by_account_but_keep_no_neighbour_out,
    the_people_of_the_unit_hear_of_the_newcomer,
    a_closed_account_is_not_known,
}

const EMAIL: &str = "vera@example.org";

fn form(account: &str, surname: &str, email: &str) -> Request {
    Request { account: account.into(), surname: surname.into(), email: email.into(), consent: true }
}

fn expired() -> Rejection {
    Rejection::form(Rule::LinkExpired)
}

/// Sends a form, and takes the token out of the letter.
async fn invite(world: &World, account: &str, surname: &str) -> String {
    request(&world.guest(), form(account, surname, EMAIL)).await.unwrap();
    token_in(&world.letter_to(EMAIL).await, "register")
}

async fn a_newcomer_registers_from_the_letter_and_is_at_home(world: World) {
    let token = invite(&world, " 7000-533 ", "СМИРНОВА ким").await;
    let state = look(&world.guest(), &token).await.unwrap();
    assert_eq!(state, LinkState::Open(Email::parse(EMAIL).unwrap()));

    let signed_in = finish(&world.guest(), &token, "зелёная кнопка 7").await.unwrap();
    let ctx = world.with_cookie(&signed_in.token).await;
    assert_eq!(ctx.visitor.as_ref().unwrap().person.account().unwrap().number, "7000533");
    let page = profile::page(&ctx).await.unwrap();
    assert_eq!(page.consents.len(), 1);
    assert_eq!(page.consents[0].version, CONSENT_VERSION);

    assert_eq!(look(&world.guest(), &token).await.unwrap(), LinkState::Closed);
    assert_eq!(rejection(finish(&world.guest(), &token, "зелёная кнопка 7").await), expired());
    sign_in(&world.guest(), EMAIL, "зелёная кнопка 7").await.unwrap();
    let happened =
        ["residency.added", "person.registered", "consent.given", "session.opened", "session.opened"];
    assert_eq!(world.events().await, happened);
    assert_eq!(world.letters().await, [], "nobody else lives there");
}

async fn every_wrong_field_is_named_at_once(world: World) {
    let empty = Request { consent: false, ..form("70;05", "  ", "vera.example.org") };
    let expected = [
        ("account", Rule::from(AccountNumberError::BadCharacter(';'))),
        ("surname", Rule::SurnameMissing),
        ("email", EmailError::NoAt.into()),
        ("consent", Rule::ConsentMissing),
    ];
    let expected = Rejection(expected.map(|(field, rule)| (field.to_owned(), rule)).to_vec());
    assert_eq!(rejection(request(&world.guest(), empty).await), expected);
    let long = form("7000533", &"я".repeat(101), EMAIL);
    assert_eq!(
        rejection(request(&world.guest(), long).await).field("surname"),
        Some(&Rule::TextTooLong { max: 100 })
    );
    assert_eq!(world.letters().await, []);
}

async fn whatever_is_known_the_answer_takes_the_same_work(world: World) {
    request(&world.guest(), form("1", "Иванов", "a@example.org")).await.unwrap();
    let mut work = Vec::new();
    for (account, surname, email) in [
        ("7000533", "Ким", EMAIL),
        ("7000600", "Иванов", "b@example.org"),
        ("9999999", "Ким", "c@example.org"),
        ("7000418", "Соловьёва", "anna@example.org"),
    ] {
        let before = world.db.statements();
        let answer = request(&world.guest(), form(account, surname, email)).await.unwrap();
        assert_eq!(answer.as_str(), email);
        work.push(world.db.statements() - before);
    }
    assert!(work.windows(2).all(|pair| pair[0] == pair[1]), "{work:?}");
}

async fn a_pair_that_is_not_known_gets_a_kind_letter(world: World) {
    request(&world.guest(), form("7000533", "Иванов", EMAIL)).await.unwrap();
    let letter = world.letter_to(EMAIL).await;
    assert_eq!(letter.subject, "Не нашли лицевой счёт с такой фамилией");
    assert!(letter.text.contains("7000533"));
    assert!(!letter.text.contains("Иванов"), "nobody writes to others through the portal");
}

async fn half_of_a_pair_is_not_told_from_none(world: World) {
    let mut letters = Vec::new();
    for (account, surname) in [("7000533", "Иванов"), ("7000539", "Ким"), ("7000539", "Иванов")]
    {
        request(&world.guest(), form(account, surname, EMAIL)).await.unwrap();
        letters.push(world.letter_to(EMAIL).await.text.replace(account, "№"));
    }
    assert!(letters.windows(2).all(|pair| pair[0] == pair[1]), "{letters:#?}");
}

async fn any_owner_will_do_and_spelling_does_not_count(world: World) {
    invite(&world, "7000533", "ким").await;
    invite(&world, "7 000 533", "Смирнова  Ким").await;
    request(&world.guest(), form("7000533", "Смирнова", EMAIL)).await.unwrap();
    assert!(world.letter_to(EMAIL).await.subject.starts_with("Не нашли"), "half a double name");
    request(&world.guest(), form("07000533", "Ким", EMAIL)).await.unwrap();
    assert!(world.letter_to(EMAIL).await.subject.starts_with("Не нашли"), "leading zeros count");
}

async fn a_company_registers_by_its_name_or_inn(world: World) {
    for name in ["ромашка", "ООО \"Ромашка\"", "7701234567"] {
        invite(&world, world.cast.office.number, name).await;
    }
}

async fn who_has_a_cabinet_adds_the_unit_to_it(world: World) {
    request(&world.guest(), form("7000533", "Ким", "boris@example.org")).await.unwrap();
    let letter = world.letter_to("boris@example.org").await;
    assert_eq!(letter.subject, "Личный кабинет у вас уже есть");
    residency::confirm(&world.guest(), &token_in(&letter, "units/confirm")).await.unwrap();
    let accounts = &world.signed_in(world.cast.boris).await.visitor.unwrap().person.accounts.len();
    assert_eq!(*accounts, 2);
}

async fn who_lives_there_already_is_told_of_the_cabinet(world: World) {
    for (account, surname) in [("7000418", "Соловьева"), ("7000418", "Иванов")] {
        request(&world.guest(), form(account, surname, "anna@example.org")).await.unwrap();
        let letter = world.letter_to("anna@example.org").await;
        assert_eq!(letter.subject, "Личный кабинет у вас уже есть");
        assert!(!letter.text.contains("units/confirm"));
    }
}

async fn a_newer_letter_closes_the_older_one(world: World) {
    let older = invite(&world, "7000533", "Ким").await;
    let newer = invite(&world, "7000533", "Ким").await;
    assert_eq!(look(&world.guest(), &older).await.unwrap(), LinkState::Closed);
    assert_eq!(rejection(finish(&world.guest(), &older, PASSWORD).await), expired());
    finish(&world.guest(), &newer, PASSWORD).await.unwrap();
}

async fn a_link_works_for_a_day(mut world: World) {
    let token = invite(&world, "7000533", "Ким").await;
    world.wait(TimeDelta::hours(24));
    assert_eq!(look(&world.guest(), &token).await.unwrap(), LinkState::Closed);
    assert_eq!(rejection(finish(&world.guest(), &token, PASSWORD).await), expired());
    let kept = all::<entity::letter_token::Entity>(&world.db).await;
    assert!(kept.iter().all(|row| row.token_hash != token), "the token itself is not kept");
}

async fn of_two_who_press_at_once_one_gets_in(world: World) {
    let token = invite(&world, "7000533", "Ким").await;
    let (one, other) = (world.guest(), world.guest());
    let (one, other) = tokio::join!(finish(&one, &token, PASSWORD), finish(&other, &token, PASSWORD));
    let lost = if one.is_ok() { other } else { one };
    assert_eq!(rejection(lost), expired());
    let people = all::<entity::person::Entity>(&world.db).await;
    assert_eq!(people.iter().filter(|person| person.email == EMAIL).count(), 1);
    assert_eq!(all::<entity::consent::Entity>(&world.db).await.len(), 1);
}

async fn of_two_links_for_one_email_one_gets_in(world: World) {
    let first = invite(&world, "7000533", "Ким").await;
    let row = all::<entity::letter_token::Entity>(&world.db).await.remove(0);
    let second = "a second link of the same registration".to_owned();
    let tx = world.db.begin().await.unwrap();
    let copy = entity::letter_token::Model { token_hash: session::token_hash(&second), ..row };
    store::insert(&tx, copy).await.unwrap();
    tx.commit().await.unwrap();

    let (one, other) = (world.guest(), world.guest());
    let (one, other) = tokio::join!(finish(&one, &first, PASSWORD), finish(&other, &second, PASSWORD));
    let lost = if one.is_ok() { other } else { one };
    assert_eq!(rejection(lost), expired());
}

async fn a_bad_password_leaves_the_link_open(world: World) {
    let token = invite(&world, "7000533", "Ким").await;
    let answer = rejection(finish(&world.guest(), &token, "vera").await);
    assert_eq!(answer, Rejection::of("password", PasswordError::TooShort));
    finish(&world.guest(), &token, PASSWORD).await.unwrap();
}

async fn guesses_are_limited_by_email_and_by_account_but_keep_no_neighbour_out(mut world: World) {
    for _ in 0..5 {
        request(&world.guest(), form("7000533", "Иванов", EMAIL)).await.unwrap();
    }
    let answer = request(&world.guest(), form("7000534", "Иванов", EMAIL)).await;
    assert!(matches!(answer, Err(Error::TooMany { seconds: 3600 })), "{answer:?}");
    for name in 0..5 {
        request(&world.guest(), form("7000533", "Иванов", &format!("{name}@example.org"))).await.unwrap();
    }
    let answer = request(&world.guest(), form("7000-533", "Иванов", "new@example.org")).await;
    assert!(matches!(answer, Err(Error::TooMany { .. })), "{answer:?}");
    world.from("2001:db8:0:1::1");
    request(&world.guest(), form("7000533", "Ким", "kim@example.org")).await.unwrap();
    assert_eq!(world.letters().await.len(), 11);

    world.wait(TimeDelta::hours(1));
    request(&world.guest(), form("7000533", "Ким", EMAIL)).await.unwrap();
}

async fn the_people_of_the_unit_hear_of_the_newcomer(world: World) {
    let token = invite(&world, "7000418", "Соловьева").await;
    finish(&world.guest(), &token, PASSWORD).await.unwrap();
    let letters = world.letters().await;
    let mut to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["anna@example.org", "timur@example.org"]);
    assert!(letters.iter().all(|letter| letter.subject == "К вашему помещению добавлен житель"));
    assert_ne!(token_in(&letters[0], "units/dispute"), token_in(&letters[1], "units/dispute"));
}

async fn a_closed_account_is_not_known(mut world: World) {
    let tx = world.db.begin().await.unwrap();
    world.cast.former_household(&tx, world.now).await;
    tx.commit().await.unwrap();
    request(&world.guest(), form("7000599", "Ким", EMAIL)).await.unwrap();
    assert!(world.letter_to(EMAIL).await.subject.starts_with("Не нашли"));
    world.wait(-TimeDelta::days(1));
    invite(&world, "7000599", "Ким").await;
}

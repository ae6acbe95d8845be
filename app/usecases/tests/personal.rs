//! One's own data, taken home and taken away.
use crate::support::{PASSWORD, World, rejection, sign_in, twins};
use domain::{Rejection, Rule, access::Role, session::PasswordError};
use std::io::{Cursor, Read};
use store::{entity, testing::all};
use usecases::{Error, personal, second_factor, staff};

twins! {
    a_person_takes_home_what_is_held_about_them_and_nothing_of_others,
    who_is_deleted_is_known_no_more_and_the_books_stay,
    a_wrong_password_deletes_nothing,
    an_employee_is_not_deleted,
    nobody_else_is_touched,
}

/// The files of a ZIP that are kept whole in it or packed, by the reader of the test.
fn unpacked(archive: Vec<u8>) -> Vec<(String, String)> {
    let mut archive = zip::ZipArchive::new(Cursor::new(archive)).unwrap();
    (0..archive.len())
        .map(|at| {
            let mut file = archive.by_index(at).unwrap();
            let mut text = String::new();
            file.read_to_string(&mut text).unwrap();
            (file.name().unwrap().into_owned(), text)
        })
        .collect()
}

async fn a_person_takes_home_what_is_held_about_them_and_nothing_of_others(world: World) {
    sign_in(&world.guest(), "boris@example.org", PASSWORD).await.unwrap();
    let ctx = world.signed_in(world.cast.anna).await;
    let files = unpacked(personal::export(&ctx).await.unwrap());
    let names: Vec<_> = files.iter().map(|(name, _)| name.as_str()).collect();
    assert_eq!(names, ["data.html", "data.json"]);
    for (_, text) in &files {
        assert!(text.contains("anna@example.org") && text.contains("7000418"), "{text}");
        assert!(!text.contains("7000419") && !text.contains("boris"), "{text}");
    }
    let json: serde_json::Value = serde_json::from_str(&files[1].1).unwrap();
    assert_eq!(json["sections"][0]["rows"].as_array().unwrap().len(), 2, "two homes");
    assert!(world.events().await.contains(&"person.exported".to_owned()));
    assert!(matches!(personal::export(&world.guest()).await, Err(Error::SignInRequired)));
}

async fn who_is_deleted_is_known_no_more_and_the_books_stay(world: World) {
    let anna = world.cast.anna;
    let signed_in = sign_in(&world.guest(), "anna@example.org", PASSWORD).await.unwrap();
    let ctx = world.with_cookie(&signed_in.token).await;
    let readings = all::<entity::meter::Entity>(&world.db).await;
    personal::delete(&ctx, PASSWORD).await.unwrap();
    assert!(world.with_cookie(&signed_in.token).await.visitor.is_none());
    let answer = rejection(sign_in(&world.guest(), "anna@example.org", PASSWORD).await);
    assert_eq!(answer, Rejection::form(Rule::WrongCredentials));
    let people = all::<entity::person::Entity>(&world.db).await;
    assert!(people.iter().all(|person| !person.email.contains("anna")));
    let person = people.iter().find(|person| person.id == anna).unwrap();
    assert_eq!(person.password_hash, "");
    let ties = all::<entity::residency::Entity>(&world.db).await;
    assert!(ties.iter().filter(|tie| tie.person_id == anna).all(|tie| tie.ended_at == Some(world.now)));
    assert_eq!(all::<entity::meter::Entity>(&world.db).await, readings);
    assert_eq!(world.letter_to("anna@example.org").await.subject, "Учётная запись удалена");
    assert_eq!(world.events().await, ["session.opened", "person.deleted"]);
}

async fn a_wrong_password_deletes_nothing(world: World) {
    let ctx = world.signed_in(world.cast.anna).await;
    let before = all::<entity::person::Entity>(&world.db).await;
    let empty = rejection(personal::delete(&ctx, "").await);
    assert_eq!(empty, Rejection::of("password", PasswordError::Empty));
    for _ in 0..10 {
        let wrong = rejection(personal::delete(&ctx, "a guess").await);
        assert_eq!(wrong, Rejection::of("password", Rule::WrongPassword));
    }
    assert!(matches!(personal::delete(&ctx, PASSWORD).await, Err(Error::TooMany { .. })));
    // Nothing is set up to be turned on, but codes are counted first, and they have a count of their own.
    assert!(matches!(second_factor::turn_on(&ctx, "000000").await, Err(Error::NotFound)));
    assert_eq!(all::<entity::person::Entity>(&world.db).await, before);
}

async fn an_employee_is_not_deleted(world: World) {
    staff::appoint(&world.system(), "anna@example.org", Role::Manager).await.unwrap();
    let ctx = world.signed_in(world.cast.anna).await;
    let answer = rejection(personal::delete(&ctx, PASSWORD).await);
    assert_eq!(answer, Rejection::form(Rule::EmployeeStays));
    let admin = world.signed_in(world.cast.administrator).await;
    staff::suspend(&admin, world.cast.anna).await.unwrap();
    let ctx = world.signed_in(world.cast.anna).await;
    personal::delete(&ctx, PASSWORD).await.unwrap();
}

async fn nobody_else_is_touched(world: World) {
    let ctx = world.signed_in(world.cast.anna).await;
    personal::delete(&ctx, PASSWORD).await.unwrap();
    for email in ["timur@example.org", "boris@example.org", "dispatcher@example.org"] {
        let signed_in = sign_in(&world.guest(), email, PASSWORD).await.unwrap();
        assert!(world.with_cookie(&signed_in.token).await.visitor.is_some(), "{email}");
    }
    let timur = world.signed_in(world.cast.timur).await;
    assert_eq!(timur.visitor.unwrap().person.accounts.len(), 1);
}

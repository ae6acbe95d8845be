//! People who work for the company.
mod invitations;
mod people;

use crate::support::{World, twins};
use domain::{
    Rejection, Rule,
    access::Role,
    ids::UserId,
    session::{EmailError, PasswordError},
};
use store::{entity::person, testing::all};
use usecases::{Error, staff};

twins! {
    a_person_is_added_with_a_role,
    a_person_who_is_known_is_not_added_again,
    a_resident_may_be_appointed_and_stays_the_same_person,
    nobody_is_appointed_who_is_not_there,
    what_cannot_be_an_address_or_a_password_is_refused,
    only_administrators_add_people,
}

async fn a_person_is_added_with_a_role(world: World) {
    let user = staff::add(&world.system(), " New@Example.org", Role::Editor, "тихая гавань").await.unwrap();
    let ctx = world.signed_in(user).await;
    let person = &ctx.visitor.as_ref().unwrap().person;
    assert_eq!((person.email.as_str(), person.role), ("new@example.org", Some(Role::Editor)));
}

async fn a_resident_may_be_appointed_and_stays_the_same_person(world: World) {
    let user = staff::appoint(&world.system(), "Anna@example.org", Role::Manager).await.unwrap();
    assert_eq!(user, world.cast.anna);
    let ctx = world.signed_in(user).await;
    assert_eq!(ctx.visitor.as_ref().unwrap().person.role, Some(Role::Manager));
}

async fn a_person_who_is_known_is_not_added_again(world: World) {
    let before = all::<person::Entity>(&world.db).await;
    for known in ["anna@example.org", "manager@example.org"] {
        let outcome = staff::add(&world.system(), known, Role::Administrator, "другой пароль").await;
        assert_eq!(refusal(outcome), Rejection::of("email", Rule::PersonKnown));
    }
    assert_eq!(all::<person::Entity>(&world.db).await, before);
}

async fn nobody_is_appointed_who_is_not_there(world: World) {
    let outcome = staff::appoint(&world.system(), "new@example.org", Role::Editor).await;
    assert_eq!(refusal(outcome), Rejection::of("email", Rule::PersonUnknown));
}

#[track_caller]
fn refusal(outcome: Result<UserId, Error>) -> Rejection {
    match outcome {
        Err(Error::Rejected(rejection)) => rejection,
        other => panic!("{other:?}"),
    }
}

async fn what_cannot_be_an_address_or_a_password_is_refused(world: World) {
    let refused = async |email: &str, password: &str| {
        refusal(staff::add(&world.system(), email, Role::Editor, password).await)
    };
    assert_eq!(refused("nobody", "тихая гавань").await, Rejection::of("email", EmailError::NoAt));
    assert_eq!(refused("new@example.org", "тихо").await, Rejection::of("password", PasswordError::TooShort));
}

async fn only_administrators_add_people(world: World) {
    for user in [world.cast.anna, world.cast.manager, world.cast.accountant] {
        let ctx = world.signed_in(user).await;
        let outcome = staff::add(&ctx, "new@example.org", Role::Editor, "тихая гавань").await;
        assert!(matches!(outcome, Err(Error::NotFound)));
        let outcome = staff::appoint(&ctx, "anna@example.org", Role::Editor).await;
        assert!(matches!(outcome, Err(Error::NotFound)));
    }
    let ctx = world.signed_in(world.cast.administrator).await;
    staff::add(&ctx, "new@example.org", Role::Editor, "тихая гавань").await.unwrap();
}

//! People who work for the company.
use crate::support::{World, twins};
use domain::{
    Rejection,
    access::Role,
    session::{EmailError, PasswordError},
};
use usecases::{Error, staff};

twins! {
    a_person_is_added_with_a_role,
    a_resident_may_be_appointed_and_stays_the_same_person,
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
    let user = staff::add(&world.system(), "anna@example.org", Role::Manager, "другой пароль").await.unwrap();
    assert_eq!(user, world.cast.anna);
    let ctx = world.signed_in(user).await;
    assert_eq!(ctx.visitor.as_ref().unwrap().person.role, Some(Role::Manager));
}

async fn what_cannot_be_an_address_or_a_password_is_refused(world: World) {
    let refused =
        async |email: &str, password: &str| match staff::add(&world.system(), email, Role::Editor, password)
            .await
        {
            Err(Error::Rejected(rejection)) => rejection,
            other => panic!("{other:?}"),
        };
    assert_eq!(refused("nobody", "тихая гавань").await, Rejection::of("email", EmailError::NoAt));
    assert_eq!(refused("new@example.org", "тихо").await, Rejection::of("password", PasswordError::TooShort));
}

async fn only_administrators_add_people(world: World) {
    for user in [world.cast.anna, world.cast.manager, world.cast.accountant] {
        let ctx = world.signed_in(user).await;
        let outcome = staff::add(&ctx, "new@example.org", Role::Editor, "тихая гавань").await;
        assert!(matches!(outcome, Err(Error::NotFound)));
    }
    let ctx = world.signed_in(world.cast.administrator).await;
    staff::add(&ctx, "new@example.org", Role::Editor, "тихая гавань").await.unwrap();
}

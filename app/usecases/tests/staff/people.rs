use crate::support::PASSWORD;
use crate::support::{World, rejection, sign_in, twins};
use domain::{
    Rejection, Rule,
    access::Role,
    ids::{BuildingId, UserId},
    staff::EmployeeChange,
};
use usecases::{Ctx, Error, appeals, staff, tickets};
use uuid::Uuid;

twins! {
    a_role_and_houses_are_changed_at_once,
    who_is_suspended_is_out_at_once_and_comes_back_when_restored,
    who_lives_here_too_stays_a_resident,
    a_suspended_employee_is_no_colleague,
    the_last_administrator_stays,
    of_two_administrators_who_suspend_each_other_one_is_left,
    only_administrators_change_people,
    a_resident_is_no_employee,
}

async fn administrator(world: &World) -> Ctx {
    world.signed_in(world.cast.administrator).await
}

fn change(person: UserId, role: &str, houses: &[BuildingId]) -> EmployeeChange {
    EmployeeChange { person, role: role.into(), houses: houses.to_vec() }
}

async fn a_role_and_houses_are_changed_at_once(world: World) {
    let (admin, cast) = (administrator(&world).await, &world.cast);
    let editor = world.signed_in(cast.editor).await;
    staff::change(&admin, change(cast.editor, "dispatcher", &[cast.house])).await.unwrap();
    let page = staff::employee(&admin, cast.editor).await.unwrap();
    assert_eq!((page.card.role, page.card.houses), (Role::Dispatcher, vec![cast.house]));
    assert!(!page.last_administrator);
    let again = world.signed_in(cast.editor).await;
    tickets::board(&again, domain::tickets::BoardFilter::default(), None).await.unwrap();
    assert!(tickets::board(&editor, domain::tickets::BoardFilter::default(), None).await.is_err());
    // What is the same already is no event.
    staff::change(&admin, change(cast.editor, "dispatcher", &[cast.house])).await.unwrap();
    assert_eq!(world.events().await, ["staff.appointed", "staff.bound"]);
    let missing = rejection(staff::change(&admin, change(cast.editor, "", &[])).await);
    assert_eq!(missing, Rejection::of("role", Rule::RoleMissing));
    let nowhere = staff::change(&admin, change(cast.editor, "editor", &[BuildingId(Uuid::nil())])).await;
    assert!(matches!(nowhere, Err(Error::NotFound)));
}

async fn who_is_suspended_is_out_at_once_and_comes_back_when_restored(world: World) {
    let (admin, cast) = (administrator(&world).await, &world.cast);
    let signed_in = sign_in(&world.guest(), "dispatcher@example.org", PASSWORD).await.unwrap();
    staff::suspend(&admin, cast.dispatcher).await.unwrap();
    staff::suspend(&admin, cast.dispatcher).await.unwrap();
    assert!(world.with_cookie(&signed_in.token).await.visitor.is_none());
    let again = sign_in(&world.guest(), "dispatcher@example.org", PASSWORD).await.unwrap();
    let ctx = world.with_cookie(&again.token).await;
    assert_eq!(ctx.visitor.as_ref().unwrap().person.role, None);
    assert!(matches!(tickets::find(&ctx, "7000418").await, Err(Error::NotFound)));
    assert!(staff::employee(&admin, cast.dispatcher).await.unwrap().card.suspended_at.is_some());

    staff::restore(&admin, cast.dispatcher).await.unwrap();
    staff::restore(&admin, cast.dispatcher).await.unwrap();
    let ctx = world.with_cookie(&again.token).await;
    assert_eq!(ctx.visitor.as_ref().unwrap().person.role, Some(Role::Dispatcher));
    let happened = ["session.opened", "staff.suspended", "session.opened", "staff.restored"];
    assert_eq!(world.events().await, happened);
}

async fn who_lives_here_too_stays_a_resident(world: World) {
    let (admin, cast) = (administrator(&world).await, &world.cast);
    staff::appoint(&world.system(), "anna@example.org", Role::Manager).await.unwrap();
    staff::suspend(&admin, cast.anna).await.unwrap();
    let person = world.signed_in(cast.anna).await.visitor.unwrap().person.clone();
    assert_eq!((person.role, person.accounts.len()), (None, 2));
}

async fn a_suspended_employee_is_no_colleague(world: World) {
    let (admin, cast) = (administrator(&world).await, &world.cast);
    staff::suspend(&admin, cast.accountant).await.unwrap();
    let inbox = appeals::inbox(&admin, domain::appeals::InboxFilter::default(), None).await.unwrap();
    assert!(inbox.colleagues.iter().all(|colleague| colleague.id != cast.accountant));
}

async fn the_last_administrator_stays(world: World) {
    let (admin, cast) = (administrator(&world).await, &world.cast);
    assert!(staff::employee(&admin, cast.administrator).await.unwrap().last_administrator);
    let demoted = rejection(staff::change(&admin, change(cast.administrator, "editor", &[])).await);
    assert_eq!(demoted, Rejection::of("role", Rule::LastAdministrator));
    let suspended = rejection(staff::suspend(&admin, cast.administrator).await);
    assert_eq!(suspended, Rejection::form(Rule::LastAdministrator));

    staff::change(&admin, change(cast.manager, "administrator", &[])).await.unwrap();
    staff::suspend(&admin, cast.manager).await.unwrap();
    // A suspended one does not count.
    let demoted = rejection(staff::change(&admin, change(cast.administrator, "editor", &[])).await);
    assert_eq!(demoted, Rejection::of("role", Rule::LastAdministrator));
    staff::restore(&admin, cast.manager).await.unwrap();
    staff::change(&admin, change(cast.administrator, "editor", &[])).await.unwrap();
}

async fn of_two_administrators_who_suspend_each_other_one_is_left(world: World) {
    let cast = &world.cast;
    staff::appoint(&world.system(), "manager@example.org", Role::Administrator).await.unwrap();
    let (one, other) = (administrator(&world).await, world.signed_in(cast.manager).await);
    let (one, other) =
        tokio::join!(staff::suspend(&one, cast.manager), staff::suspend(&other, cast.administrator));
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
}

async fn only_administrators_change_people(world: World) {
    let cast = &world.cast;
    for user in [cast.anna, cast.dispatcher, cast.accountant, cast.editor, cast.manager] {
        let ctx = world.signed_in(user).await;
        assert!(matches!(staff::employee(&ctx, cast.editor).await, Err(Error::NotFound)));
        assert!(matches!(
            staff::change(&ctx, change(user, "administrator", &[])).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(staff::suspend(&ctx, cast.editor).await, Err(Error::NotFound)));
        assert!(matches!(staff::restore(&ctx, cast.editor).await, Err(Error::NotFound)));
        assert!(matches!(staff::reset_second_factor(&ctx, cast.editor).await, Err(Error::NotFound)));
    }
}

async fn a_resident_is_no_employee(world: World) {
    let (admin, cast) = (administrator(&world).await, &world.cast);
    assert!(matches!(staff::employee(&admin, cast.anna).await, Err(Error::NotFound)));
    assert!(matches!(staff::suspend(&admin, cast.anna).await, Err(Error::NotFound)));
    assert!(matches!(staff::change(&admin, change(cast.anna, "editor", &[])).await, Err(Error::NotFound)));
}

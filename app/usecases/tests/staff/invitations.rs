use crate::support::{PASSWORD, World, opened, rejection, sign_in, token_in, twins};
use chrono::TimeDelta;
use domain::{
    Rejection, Rule,
    access::Role,
    ids::{BuildingId, InvitationId},
    session::{EmailError, LinkState, PasswordError},
    staff::NewInvitation,
};
use store::{entity::invitation, testing::all};
use usecases::{Ctx, Error, staff};
use uuid::Uuid;

twins! {
    who_is_invited_chooses_a_password_and_works_here,
    who_is_on_the_portal_already_keeps_the_password,
    the_same_invitation_twice_is_one_letter,
    whom_an_invitation_cannot_be_for_is_told,
    a_letter_that_is_sent_again_closes_the_older_one,
    an_invitation_that_is_withdrawn_opens_nothing,
    an_invitation_works_for_a_week,
    of_two_who_press_at_once_one_works_here,
    a_bad_password_leaves_the_button_open,
    only_administrators_invite,
}

const EMAIL: &str = "new@example.org";
const NEW: &str = "новый длинный пароль";

fn wish(email: &str, role: &str, houses: &[BuildingId]) -> NewInvitation {
    let id = InvitationId(Uuid::now_v7());
    NewInvitation { id, email: email.into(), role: role.into(), houses: houses.to_vec() }
}

async fn administrator(world: &World) -> Ctx {
    world.signed_in(world.cast.administrator).await
}

/// Invites, and returns the button of the letter.
async fn invited(world: &World, email: &str, role: &str) -> String {
    staff::invite(&administrator(world).await, wish(email, role, &[])).await.unwrap();
    token_in(&world.letter_to(email).await, "join")
}

async fn who_is_invited_chooses_a_password_and_works_here(world: World) {
    let admin = administrator(&world).await;
    let house = world.cast.house;
    staff::invite(&admin, wish(" New@example.org", "dispatcher", &[house])).await.unwrap();
    let letter = world.letter_to(EMAIL).await;
    assert!(
        letter.text.contains("диспетчер") && letter.html.contains("Принять приглашение"),
        "{}",
        letter.text
    );
    let token = token_in(&letter, "join");
    let LinkState::Open(asked) = staff::look(&world.guest(), &token).await.unwrap() else { panic!() };
    assert_eq!((asked.email.as_str(), asked.role, asked.known), (EMAIL, Role::Dispatcher, false));

    let entrance = staff::accept(&world.guest(), &token, NEW).await.unwrap().unwrap();
    let ctx = world.with_cookie(&opened(entrance).token).await;
    let person = &ctx.visitor.as_ref().unwrap().person;
    assert_eq!((person.email.as_str(), person.role), (EMAIL, Some(Role::Dispatcher)));
    let page = staff::page(&admin).await.unwrap();
    assert_eq!(page.invitations, []);
    let card = page.employees.into_iter().find(|card| card.email == EMAIL).unwrap();
    assert_eq!((card.role, card.houses), (Role::Dispatcher, vec![house]));
    assert_eq!(staff::look(&world.guest(), &token).await.unwrap(), LinkState::Closed);
    sign_in(&world.guest(), EMAIL, NEW).await.unwrap();
    let events = world.events().await;
    assert_eq!(events, ["staff.invited", "staff.joined", "session.opened", "session.opened"]);
}

async fn who_is_on_the_portal_already_keeps_the_password(world: World) {
    let token = invited(&world, "anna@example.org", "manager").await;
    let LinkState::Open(asked) = staff::look(&world.guest(), &token).await.unwrap() else { panic!() };
    assert!(asked.known);
    assert_eq!(staff::accept(&world.guest(), &token, "").await.unwrap(), None);
    let signed_in = sign_in(&world.guest(), "anna@example.org", PASSWORD).await.unwrap();
    let person = world.with_cookie(&signed_in.token).await.visitor.unwrap().person.clone();
    assert_eq!((person.user, person.role, person.accounts.len()), (world.cast.anna, Some(Role::Manager), 2));
}

async fn the_same_invitation_twice_is_one_letter(world: World) {
    let admin = administrator(&world).await;
    let wish = wish(EMAIL, "editor", &[]);
    staff::invite(&admin, wish.clone()).await.unwrap();
    staff::invite(&admin, wish).await.unwrap();
    world.letter_to(EMAIL).await;
    assert_eq!(all::<invitation::Entity>(&world.db).await.len(), 1);
}

async fn whom_an_invitation_cannot_be_for_is_told(world: World) {
    let admin = administrator(&world).await;
    let refused =
        async |email: &str, role: &str| rejection(staff::invite(&admin, wish(email, role, &[])).await);
    assert_eq!(refused("manager@example.org", "editor").await, Rejection::of("email", Rule::WorksHere));
    let both = [("email", Rule::from(EmailError::NoAt)), ("role", Rule::RoleMissing)];
    let both = Rejection(both.map(|(field, rule)| (field.to_owned(), rule)).to_vec());
    assert_eq!(refused("new", "owner").await, both);
    staff::invite(&admin, wish(EMAIL, "editor", &[])).await.unwrap();
    assert_eq!(refused(EMAIL, "manager").await, Rejection::of("email", Rule::InvitedAlready));
    let nobodys = staff::invite(&admin, wish("x@example.org", "editor", &[BuildingId(Uuid::nil())])).await;
    assert!(matches!(nobodys, Err(Error::NotFound)));
}

async fn a_letter_that_is_sent_again_closes_the_older_one(mut world: World) {
    let older = invited(&world, EMAIL, "editor").await;
    world.wait(TimeDelta::days(8));
    let admin = administrator(&world).await;
    let [card] = staff::page(&admin).await.unwrap().invitations.try_into().unwrap();
    assert!(card.expired);
    staff::send_again(&admin, card.id).await.unwrap();
    let newer = token_in(&world.letter_to(EMAIL).await, "join");
    assert_eq!(staff::look(&world.guest(), &older).await.unwrap(), LinkState::Closed);
    assert!(!staff::page(&admin).await.unwrap().invitations[0].expired);
    staff::accept(&world.guest(), &newer, NEW).await.unwrap();
    assert!(matches!(staff::send_again(&admin, card.id).await, Err(Error::NotFound)));
}

async fn an_invitation_that_is_withdrawn_opens_nothing(world: World) {
    let token = invited(&world, EMAIL, "editor").await;
    let admin = administrator(&world).await;
    let id = staff::page(&admin).await.unwrap().invitations[0].id;
    staff::withdraw(&admin, id).await.unwrap();
    let answer = rejection(staff::accept(&world.guest(), &token, NEW).await);
    assert_eq!(answer, Rejection::form(Rule::LinkExpired));
    assert!(matches!(staff::withdraw(&admin, id).await, Err(Error::NotFound)));
    staff::invite(&admin, wish(EMAIL, "editor", &[])).await.unwrap();
    assert_eq!(world.events().await, ["staff.invited", "staff.invitation_withdrawn", "staff.invited"]);
}

async fn an_invitation_works_for_a_week(mut world: World) {
    let token = invited(&world, EMAIL, "editor").await;
    world.wait(TimeDelta::days(7));
    let answer = rejection(staff::accept(&world.guest(), &token, NEW).await);
    assert_eq!(answer, Rejection::form(Rule::LinkExpired));
}

async fn of_two_who_press_at_once_one_works_here(world: World) {
    let token = invited(&world, EMAIL, "editor").await;
    let (one, other) = (world.guest(), world.guest());
    let (one, other) = tokio::join!(staff::accept(&one, &token, NEW), staff::accept(&other, &token, NEW));
    assert_eq!(usize::from(one.is_ok()) + usize::from(other.is_ok()), 1);
}

async fn a_bad_password_leaves_the_button_open(world: World) {
    let token = invited(&world, EMAIL, "editor").await;
    let answer = rejection(staff::accept(&world.guest(), &token, "тихо").await);
    assert_eq!(answer, Rejection::of("password", PasswordError::TooShort));
    staff::accept(&world.guest(), &token, NEW).await.unwrap();
}

async fn only_administrators_invite(world: World) {
    let open = {
        invited(&world, EMAIL, "editor").await;
        staff::page(&administrator(&world).await).await.unwrap().invitations[0].id
    };
    for user in [world.cast.anna, world.cast.dispatcher, world.cast.manager, world.cast.accountant] {
        let ctx = world.signed_in(user).await;
        assert!(matches!(staff::page(&ctx).await, Err(Error::NotFound)));
        assert!(matches!(
            staff::invite(&ctx, wish("x@example.org", "editor", &[])).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(staff::send_again(&ctx, open).await, Err(Error::NotFound)));
        assert!(matches!(staff::withdraw(&ctx, open).await, Err(Error::NotFound)));
    }
    assert!(matches!(staff::page(&world.guest()).await, Err(Error::SignInRequired)));
}

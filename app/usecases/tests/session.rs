use crate::support::{World, twins};
use domain::access::Role;
use usecases::session;

twins!(a_cookie_finds_the_person_and_their_accounts, an_unknown_cookie_is_nobodys);

async fn a_cookie_finds_the_person_and_their_accounts(world: World) {
    let ctx = world.signed_in(world.cast.anna).await;
    let person = &ctx.visitor.as_ref().unwrap().person;
    assert_eq!(person.email, "anna@example.org");
    assert_eq!(person.role, None);
    let addresses: Vec<&str> = person.accounts.iter().map(|card| card.address.as_str()).collect();
    assert_eq!(addresses, ["г Москва, ул Авиаторов, д. 6, 1П", "г Москва, ул Авиаторов, д. 6, 7"]);
    assert_eq!(person.account().unwrap().number, "7000417");

    let ctx = world.signed_in(world.cast.dispatcher).await;
    let person = &ctx.visitor.as_ref().unwrap().person;
    assert_eq!((person.role, person.current), (Some(Role::Dispatcher), None));
}

async fn an_unknown_cookie_is_nobodys(world: World) {
    let before = world.db.statements();
    assert_eq!(session::authenticate(&world.db, "unknown", world.now).await.unwrap(), None);
    assert_eq!(world.db.statements() - before, 1);
}

use crate::support::{World, twins};
use usecases::{Error, profile};

twins! {
    the_profile_takes_five_statements_however_much_is_in_it,
    a_guest_has_no_profile,
}

async fn the_profile_takes_five_statements_however_much_is_in_it(world: World) {
    for _ in 0..20 {
        world.signed_in(world.cast.anna).await;
    }
    let anna = world.signed_in(world.cast.anna).await;
    let before = world.db.statements();
    let page = profile::page(&anna).await.unwrap();
    assert!(world.db.statements() - before <= 5);
    assert_eq!((page.email.as_str(), page.sessions.len()), ("anna@example.org", 21));
    assert_eq!(page.sessions.iter().filter(|session| session.this_one).count(), 1);
}

async fn a_guest_has_no_profile(world: World) {
    assert!(matches!(profile::page(&world.guest()).await, Err(Error::SignInRequired)));
}

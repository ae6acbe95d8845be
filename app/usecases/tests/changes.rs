//! Who looks at something hears that it has changed.
use crate::incidents::{accident, corrected_in};
use crate::{
    support::{World, twins},
    tickets::desk::{said, written, written_of_house},
};
use domain::{
    changes::{Desk, Topic},
    ids::{OrderId, TicketId},
};
use std::time::Duration;
use store::{Changes, Heard};
use tokio::time::timeout;
use usecases::{Ctx, Error, changes::watch, incidents, tickets};
use uuid::Uuid;

twins! {
    what_is_committed_is_heard_by_whoever_watches_it,
    what_is_not_committed_is_not_heard,
    everybody_hears_who_may_see_a_ticket,
    who_lives_in_a_house_hears_what_is_the_matter_there,
    the_list_of_outages_hears_of_new_ones_and_of_who_has_them_too,
    what_is_not_theirs_nobody_watches,
    nobody_hears_any_more_once_the_portal_stops,
}

/// Listens to the other instances as well, once there are any.
pub async fn listening(world: &World) {
    let db = world.db.clone();
    let mut changes = db.changes();
    let several = world.db.clone();
    let hearing = tokio::spawn(async move { several.hear_others().await });
    tokio::select! {
        heard = changes.next() => assert_eq!(heard, Some(Heard::Anything)),
        () = async { while !hearing.is_finished() { tokio::task::yield_now().await } } => {}
    }
}

async fn heard(changes: &mut Changes) -> Option<Heard> {
    timeout(Duration::from_secs(10), changes.next()).await.expect("something is heard")
}

/// Hears of this topic, whatever else is heard before.
async fn hears(changes: &mut Changes, topic: Topic) {
    while heard(changes).await != Some(Heard::Changed(topic)) {}
}

async fn watching(ctx: &Ctx, topic: Topic) -> Changes {
    watch(ctx, &[topic]).await.unwrap()
}

async fn ticket(world: &World, number: i64) -> TicketId {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    tickets::sheet(&dispatcher, number).await.unwrap().row.id
}

async fn what_is_committed_is_heard_by_whoever_watches_it(world: World) {
    let id = ticket(&world, written(&world, "нет света").await).await;
    listening(&world).await;
    let anna = world.signed_in(world.cast.anna).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let mut anna_hears = watching(&anna, Topic::Ticket(id)).await;
    let mut desk = watching(&dispatcher, Topic::Desk(Desk::Tickets)).await;
    let mut household = watching(&anna, Topic::Account(world.cast.flat.account)).await;
    tickets::answer(&dispatcher, said(id, "Выехали")).await.unwrap();
    hears(&mut anna_hears, Topic::Ticket(id)).await;
    hears(&mut desk, Topic::Desk(Desk::Tickets)).await;
    hears(&mut household, Topic::Account(world.cast.flat.account)).await;
}

async fn what_is_not_committed_is_not_heard(world: World) {
    listening(&world).await;
    let anna = world.signed_in(world.cast.anna).await;
    let mut changes = watching(&anna, Topic::Person(world.cast.anna)).await;
    let tx = world.db.begin().await.unwrap();
    tx.announce(Topic::Person(world.cast.anna));
    drop(tx);
    let tx = world.db.begin().await.unwrap();
    tx.announce(Topic::Account(world.cast.flat.account));
    tx.commit().await.unwrap();
    assert_eq!(heard(&mut changes).await, Some(Heard::Changed(Topic::Account(world.cast.flat.account))));
}

async fn everybody_hears_who_may_see_a_ticket(world: World) {
    let own = ticket(&world, written(&world, "нет света").await).await;
    let house = ticket(&world, written_of_house(&world, "не горит лампа").await).await;
    for (user, own_is_seen, house_is_seen) in [
        (world.cast.anna, true, true),
        (world.cast.boris, false, true),
        (world.cast.dispatcher, true, true),
        (world.cast.accountant, false, false),
    ] {
        let ctx = world.signed_in(user).await;
        assert_eq!(watch(&ctx, &[Topic::Ticket(own)]).await.is_ok(), own_is_seen);
        assert_eq!(watch(&ctx, &[Topic::Ticket(house)]).await.is_ok(), house_is_seen);
        assert_eq!(watch(&ctx, &[Topic::Ticket(house), Topic::Ticket(own)]).await.is_ok(), own_is_seen);
    }
}

async fn who_lives_in_a_house_hears_what_is_the_matter_there(world: World) {
    let (other, _) = crate::tickets::desk::other_house(&world).await;
    listening(&world).await;
    let anna = world.signed_in(world.cast.anna).await;
    let boris = world.signed_in(world.cast.boris).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let (here, there) = (Topic::Building(world.cast.house), Topic::Building(other));
    let mut of_anna = watching(&anna, here).await;
    let mut of_boris = watching(&boris, there).await;
    for (stranger, topic) in [(&anna, there), (&dispatcher, here)] {
        assert!(matches!(watch(stranger, &[topic]).await, Err(Error::NotFound)), "{topic}");
    }
    let id = incidents::declare(&dispatcher, accident(world.cast.house, None)).await.unwrap();
    hears(&mut of_anna, here).await;
    let elsewhere = corrected_in(id, 0, "Нет воды", "", &[other.to_string()]);
    incidents::edit(&dispatcher, elsewhere).await.unwrap();
    hears(&mut of_anna, here).await;
    hears(&mut of_boris, there).await;
    incidents::end(&dispatcher, id).await.unwrap();
    hears(&mut of_boris, there).await;
}

async fn the_list_of_outages_hears_of_new_ones_and_of_who_has_them_too(world: World) {
    listening(&world).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let list = Topic::Desk(Desk::Incidents);
    let mut desk = watching(&dispatcher, list).await;
    let id = incidents::declare(&dispatcher, accident(world.cast.house, None)).await.unwrap();
    hears(&mut desk, list).await;
    let boris = world.signed_in(world.cast.boris).await;
    let mut desk = watching(&dispatcher, list).await;
    tickets::join_incident(&boris, world.cast.neighbours.account, id).await.unwrap();
    hears(&mut desk, list).await;
    let accountant = world.signed_in(world.cast.accountant).await;
    assert!(matches!(watch(&accountant, &[list]).await, Err(Error::NotFound)));
}

async fn what_is_not_theirs_nobody_watches(world: World) {
    let neighbour = world.signed_in(world.cast.boris).await;
    for topic in [
        Topic::Person(world.cast.anna),
        Topic::Account(world.cast.flat.account),
        Topic::Order(OrderId(Uuid::now_v7())),
        Topic::Ticket(TicketId(Uuid::now_v7())),
        Topic::Desk(Desk::Tickets),
    ] {
        assert!(matches!(watch(&neighbour, &[topic]).await, Err(Error::NotFound)), "{topic}");
        assert!(matches!(watch(&world.guest(), &[topic]).await, Err(Error::SignInRequired)), "{topic}");
    }
    let many = vec![Topic::Person(world.cast.boris); 41];
    assert!(matches!(watch(&neighbour, &many).await, Err(Error::NotFound)));
}

async fn nobody_hears_any_more_once_the_portal_stops(world: World) {
    let anna = world.signed_in(world.cast.anna).await;
    let mut changes = watching(&anna, Topic::Person(world.cast.anna)).await;
    world.db.end_changes();
    assert_eq!(heard(&mut changes).await, None);
    assert_eq!(heard(&mut watching(&anna, Topic::Person(world.cast.anna)).await).await, None);
}

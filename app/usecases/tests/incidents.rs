//! Outages and accidents: whom they touch, and until when.
use crate::support::{World, rejection, twins};
use chrono::TimeDelta;
use domain::{
    Rule,
    ids::{BuildingId, IncidentId},
    incidents::{IncidentKind, NewIncident, Place},
    tickets::{Category, Offered},
};
use usecases::{Error, incidents, tickets};
use uuid::Uuid;

twins! {
    an_incident_is_seen_by_those_whom_it_touches_until_it_is_over,
    an_entrance_that_nobody_knows_may_be_any,
    a_planned_outage_is_shown_a_week_before,
    an_incident_is_offered_and_joined_once,
    the_same_announcement_twice_is_one,
    who_is_bound_to_houses_announces_nothing_in_others,
}

fn accident(building: BuildingId, entrance: Option<&str>) -> NewIncident {
    NewIncident {
        id: IncidentId(Uuid::now_v7()),
        kind: IncidentKind::Emergency,
        category: Category::ColdWater,
        text: "Нет холодной воды: порыв на вводе".into(),
        from: "2018-01-25T12:40:00".parse().unwrap(),
        to: Some("2018-01-25T18:00:00".parse().unwrap()),
        places: vec![Place { building, entrance: entrance.map(str::to_owned) }],
    }
}

async fn an_incident_is_seen_by_those_whom_it_touches_until_it_is_over(mut world: World) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let id = incidents::announce(&dispatcher, accident(world.cast.house, None)).await.unwrap();
    let anna = world.signed_in(world.cast.anna).await;
    let before = world.db.statements();
    let seen = incidents::touching(&anna).await.unwrap();
    assert!(world.db.statements() - before <= 2);
    assert_eq!((seen.len(), seen[0].id, seen[0].from.to_string()), (1, id, "2018-01-25 12:40:00".into()));
    assert_eq!(seen[0].allowed.unwrap().0.to_string(), "2018-01-25 16:40:00");
    assert_eq!(tickets::mine(&anna, None).await.unwrap().incidents, seen);
    let nobody = world.signed_in(world.cast.nobody).await;
    assert!(matches!(incidents::touching(&nobody).await, Err(Error::NotFound)));
    let list = incidents::list(&dispatcher).await.unwrap();
    assert_eq!(list[0].places, [("г Москва, ул Авиаторов, д. 6".to_owned(), None)]);
    world.wait(TimeDelta::hours(3));
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    for _ in 0..2 {
        incidents::end(&dispatcher, id).await.unwrap();
    }
    assert!(incidents::touching(&anna).await.unwrap().is_empty());
    assert!(incidents::list(&dispatcher).await.unwrap().is_empty());
    assert_eq!(world.events().await.iter().filter(|kind| *kind == "incident.ended").count(), 1);
}

async fn an_entrance_that_nobody_knows_may_be_any(world: World) {
    let (other, _) = crate::tickets::desk::other_house(&world).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    incidents::announce(&dispatcher, accident(world.cast.house, Some("3"))).await.unwrap();
    assert_eq!(incidents::touching(&world.signed_in(world.cast.anna).await).await.unwrap().len(), 1);
    incidents::announce(&dispatcher, accident(other, Some("2"))).await.unwrap();
    let mut boris = world.signed_in(world.cast.boris).await;
    let person = &boris.visitor.as_ref().unwrap().person;
    let current = person.accounts.iter().position(|account| account.number == "7000788");
    let visitor = usecases::Visitor {
        person: domain::session::Person { current, ..person.clone() },
        ..(**boris.visitor.as_ref().unwrap()).clone()
    };
    boris.visitor = Some(std::sync::Arc::new(visitor));
    assert!(incidents::touching(&boris).await.unwrap().is_empty());
    incidents::announce(&dispatcher, accident(other, Some("1"))).await.unwrap();
    assert_eq!(incidents::touching(&boris).await.unwrap().len(), 1);
}

async fn a_planned_outage_is_shown_a_week_before(world: World) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let planned = |from: &str| NewIncident {
        kind: IncidentKind::Planned,
        from: from.parse().unwrap(),
        to: None,
        ..accident(world.cast.house, None)
    };
    incidents::announce(&dispatcher, planned("2018-02-02T10:00:00")).await.unwrap();
    let anna = world.signed_in(world.cast.anna).await;
    assert!(incidents::touching(&anna).await.unwrap().is_empty());
    incidents::announce(&dispatcher, planned("2018-01-31T10:00:00")).await.unwrap();
    assert_eq!(incidents::touching(&anna).await.unwrap().len(), 1);
    assert_eq!(incidents::list(&dispatcher).await.unwrap().len(), 2);
}

async fn an_incident_is_offered_and_joined_once(world: World) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let id = incidents::announce(&dispatcher, accident(world.cast.house, None)).await.unwrap();
    let boris = world.signed_in(world.cast.boris).await;
    let offers = tickets::offers(&boris, None, "Нет холодной воды").await.unwrap();
    assert_eq!((offers.len(), offers[0].what), (1, Offered::Incident { id }));
    assert!(tickets::offers(&boris, None, "Лифт стоит").await.unwrap().is_empty());
    for _ in 0..2 {
        tickets::join_incident(&boris, world.cast.neighbours.account, id).await.unwrap();
    }
    let seen = &incidents::touching(&boris).await.unwrap()[0];
    assert_eq!((seen.households, seen.joined), (1, true));
    let of_anna = &incidents::touching(&world.signed_in(world.cast.anna).await).await.unwrap()[0];
    assert_eq!((of_anna.households, of_anna.joined), (1, false));
    let anothers = tickets::join_incident(&boris, world.cast.flat.account, id).await;
    assert!(matches!(anothers, Err(Error::NotFound)));
}

async fn the_same_announcement_twice_is_one(world: World) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let new = accident(world.cast.house, None);
    for _ in 0..2 {
        incidents::announce(&dispatcher, new.clone()).await.unwrap();
    }
    assert_eq!(incidents::list(&dispatcher).await.unwrap().len(), 1);
    let nowhere = NewIncident { places: vec![], ..new };
    let refused = rejection(incidents::announce(&dispatcher, nowhere).await);
    assert_eq!(refused.field("places"), Some(&Rule::PlaceMissing));
}

async fn who_is_bound_to_houses_announces_nothing_in_others(world: World) {
    let (other, _) = crate::tickets::desk::other_house(&world).await;
    let manager = world.signed_in(world.cast.manager).await;
    let id = incidents::announce(&manager, accident(world.cast.house, None)).await.unwrap();
    let administrator = world.signed_in(world.cast.administrator).await;
    usecases::staff::serve(&administrator, "dispatcher@example.org", vec![other]).await.unwrap();
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let refused = incidents::announce(&dispatcher, accident(world.cast.house, None)).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    assert!(matches!(incidents::end(&dispatcher, id).await, Err(Error::NotFound)));
    assert!(incidents::list(&dispatcher).await.unwrap().is_empty());
    for user in [world.cast.anna, world.cast.accountant, world.cast.editor] {
        let ctx = world.signed_in(user).await;
        assert!(matches!(incidents::announce(&ctx, accident(other, None)).await, Err(Error::NotFound)));
        assert!(matches!(incidents::list(&ctx).await, Err(Error::NotFound)));
    }
}

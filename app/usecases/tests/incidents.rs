//! Outages and accidents: whom they touch, and until when.
use crate::support::{World, rejection, twins};
use chrono::TimeDelta;
use domain::{
    Rule,
    ids::{BuildingId, IncidentId},
    incidents::{IncidentChange, IncidentForm, IncidentKind, NewIncident, Place},
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
    a_correction_keeps_what_was_said_before,
    two_who_correct_at_once_do_not_overwrite_each_other,
    what_is_over_is_corrected_no_more,
    where_and_since_when_it_is_is_corrected_too,
    nobody_moves_an_incident_to_houses_that_they_do_not_serve,
    ones_own_page_of_an_incident_is_there_whichever_account_is_open,
    what_went_beyond_the_allowed_break_is_recalculated,
    an_announcement_chooses_among_houses_and_their_entrances,
    an_announcement_is_about_now_and_about_entrances_that_there_are,
}

pub fn accident(building: BuildingId, entrance: Option<&str>) -> NewIncident {
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
    let id = incidents::declare(&dispatcher, accident(world.cast.house, None)).await.unwrap();
    let anna = world.signed_in(world.cast.anna).await;
    let before = world.db.statements();
    let seen = incidents::touching(&anna).await.unwrap();
    assert!(world.db.statements() - before <= 2);
    assert_eq!((seen.len(), seen[0].id, seen[0].from.to_string()), (1, id, "2018-01-25 12:40:00".into()));
    assert_eq!(seen[0].allowed.unwrap().0.to_string(), "2018-01-25 16:40:00");
    assert_eq!(tickets::mine(&anna, None).await.unwrap().incidents, seen);
    let nobody = world.signed_in(world.cast.nobody).await;
    assert!(matches!(incidents::touching(&nobody).await, Err(Error::NotFound)));
    let list = incidents::list(&dispatcher).await.unwrap().current;
    assert_eq!(list[0].places, [("г Москва, ул Авиаторов, д. 6".to_owned(), None)]);
    world.wait(TimeDelta::hours(3));
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    for _ in 0..2 {
        incidents::end(&dispatcher, id).await.unwrap();
    }
    assert!(incidents::touching(&anna).await.unwrap().is_empty());
    let list = incidents::list(&dispatcher).await.unwrap();
    assert_eq!((list.current.len(), list.ended.len()), (0, 1));
    assert_eq!(world.events().await.iter().filter(|kind| *kind == "incident.ended").count(), 1);
}

async fn an_entrance_that_nobody_knows_may_be_any(world: World) {
    let (other, _) = crate::tickets::desk::other_house(&world).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    incidents::declare(&dispatcher, accident(world.cast.house, Some("3"))).await.unwrap();
    assert_eq!(incidents::touching(&world.signed_in(world.cast.anna).await).await.unwrap().len(), 1);
    incidents::declare(&dispatcher, accident(other, Some("2"))).await.unwrap();
    let mut boris = world.signed_in(world.cast.boris).await;
    let person = &boris.visitor.as_ref().unwrap().person;
    let current = person.accounts.iter().position(|account| account.number == "7000788");
    let visitor = usecases::Visitor {
        person: domain::session::Person { current, ..person.clone() },
        ..(**boris.visitor.as_ref().unwrap()).clone()
    };
    boris.visitor = Some(std::sync::Arc::new(visitor));
    assert!(incidents::touching(&boris).await.unwrap().is_empty());
    incidents::declare(&dispatcher, accident(other, Some("1"))).await.unwrap();
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
    incidents::declare(&dispatcher, planned("2018-02-02T10:00:00")).await.unwrap();
    let anna = world.signed_in(world.cast.anna).await;
    assert!(incidents::touching(&anna).await.unwrap().is_empty());
    incidents::declare(&dispatcher, planned("2018-01-31T10:00:00")).await.unwrap();
    assert_eq!(incidents::touching(&anna).await.unwrap().len(), 1);
    assert_eq!(incidents::list(&dispatcher).await.unwrap().current.len(), 2);
}

async fn an_incident_is_offered_and_joined_once(world: World) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let id = incidents::declare(&dispatcher, accident(world.cast.house, None)).await.unwrap();
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
        incidents::declare(&dispatcher, new.clone()).await.unwrap();
    }
    assert_eq!(incidents::list(&dispatcher).await.unwrap().current.len(), 1);
    let nowhere = NewIncident { places: vec![], ..new };
    let refused = rejection(incidents::declare(&dispatcher, nowhere).await);
    assert_eq!(refused.field("places"), Some(&Rule::HouseMissing));
}

async fn who_is_bound_to_houses_announces_nothing_in_others(world: World) {
    let (other, _) = crate::tickets::desk::other_house(&world).await;
    let manager = world.signed_in(world.cast.manager).await;
    let id = incidents::declare(&manager, accident(world.cast.house, None)).await.unwrap();
    let administrator = world.signed_in(world.cast.administrator).await;
    usecases::staff::serve(&administrator, "dispatcher@example.org", vec![other]).await.unwrap();
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let refused = incidents::declare(&dispatcher, accident(world.cast.house, None)).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    assert!(matches!(incidents::end(&dispatcher, id).await, Err(Error::NotFound)));
    assert!(incidents::list(&dispatcher).await.unwrap().current.is_empty());
    for user in [world.cast.anna, world.cast.accountant, world.cast.editor] {
        let ctx = world.signed_in(user).await;
        assert!(matches!(incidents::declare(&ctx, accident(other, None)).await, Err(Error::NotFound)));
        assert!(matches!(incidents::list(&ctx).await, Err(Error::NotFound)));
    }
}

/// A correction of [`accident`] in these places.
pub fn corrected_in(id: IncidentId, seen: i64, text: &str, to: &str, places: &[String]) -> IncidentChange {
    let from = "2018-01-25T12:40".into();
    IncidentChange { id, seen, text: text.into(), from, to: to.into(), places: places.to_vec() }
}

fn corrected(world: &World, id: IncidentId, seen: i64, text: &str, to: &str) -> IncidentChange {
    corrected_in(id, seen, text, to, &[world.cast.house.to_string()])
}

async fn a_correction_keeps_what_was_said_before(world: World) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let id = incidents::declare(&dispatcher, accident(world.cast.house, None)).await.unwrap();
    for _ in 0..2 {
        incidents::edit(&dispatcher, corrected(&world, id, 0, " Воду дадут позже ", "2018-01-25T20:00"))
            .await
            .unwrap();
    }
    let page = incidents::page(&dispatcher, id).await.unwrap();
    assert_eq!(
        (page.incident.card.text.as_str(), page.edits.len(), page.mine),
        ("Воду дадут позже", 1, true)
    );
    assert_eq!(page.edits[0].text, "Нет холодной воды: порыв на вводе");
    assert_eq!(page.edits[0].to.unwrap().to_string(), "2018-01-25 18:00:00");
    assert_eq!(page.incident.card.to.unwrap().to_string(), "2018-01-25 20:00:00");
    let anna = world.signed_in(world.cast.anna).await;
    assert_eq!(incidents::touching(&anna).await.unwrap()[0].text, "Воду дадут позже");
    let refused = rejection(incidents::edit(&dispatcher, corrected(&world, id, 1, " ", "потом")).await);
    assert_eq!(refused.field("to"), Some(&Rule::MomentMissing));
    let refused = rejection(incidents::edit(&dispatcher, corrected(&world, id, 1, " ", "")).await);
    assert_eq!(refused.field("text"), Some(&Rule::TicketTextMissing));
    let refused =
        rejection(incidents::edit(&dispatcher, corrected(&world, id, 1, "Вода", "2018-01-24T20:00")).await);
    assert_eq!(refused.field("to"), Some(&Rule::SpanBackwards));
}

async fn two_who_correct_at_once_do_not_overwrite_each_other(world: World) {
    let (other, _) = crate::tickets::desk::other_house(&world).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let manager = world.signed_in(world.cast.manager).await;
    let id = incidents::declare(&dispatcher, accident(world.cast.house, None)).await.unwrap();
    incidents::edit(&manager, corrected(&world, id, 0, "Раньше", "")).await.unwrap();
    let refused = rejection(incidents::edit(&dispatcher, corrected(&world, id, 0, "Позже", "")).await);
    assert_eq!(refused.field(""), Some(&Rule::IncidentChanged));
    incidents::edit(&dispatcher, corrected(&world, id, 1, "Позже", "")).await.unwrap();
    let administrator = world.signed_in(world.cast.administrator).await;
    usecases::staff::serve(&administrator, "dispatcher@example.org", vec![other]).await.unwrap();
    let bound = world.signed_in(world.cast.dispatcher).await;
    for user in [&bound, &world.signed_in(world.cast.anna).await, &world.signed_in(world.cast.editor).await] {
        assert!(matches!(
            incidents::edit(user, corrected(&world, id, 2, "Никогда", "")).await,
            Err(Error::NotFound)
        ));
        assert!(matches!(incidents::page(user, id).await, Err(Error::NotFound)));
    }
}

async fn what_is_over_is_corrected_no_more(world: World) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let id = incidents::declare(&dispatcher, accident(world.cast.house, None)).await.unwrap();
    incidents::end(&dispatcher, id).await.unwrap();
    let refused = rejection(incidents::edit(&dispatcher, corrected(&world, id, 0, "Позже", "")).await);
    assert_eq!(refused.field(""), Some(&Rule::IncidentOver));
}

async fn what_went_beyond_the_allowed_break_is_recalculated(mut world: World) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let id = incidents::declare(&dispatcher, accident(world.cast.house, None)).await.unwrap();
    let short = incidents::declare(&dispatcher, accident(world.cast.house, None)).await.unwrap();
    incidents::end(&dispatcher, short).await.unwrap();
    assert_eq!(incidents::page(&dispatcher, short).await.unwrap().recalculation, None);
    world.wait(TimeDelta::hours(7));
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    assert_eq!(incidents::page(&dispatcher, id).await.unwrap().recalculation, None);
    incidents::end(&dispatcher, id).await.unwrap();
    let draft = incidents::page(&dispatcher, id).await.unwrap().recalculation.unwrap();
    // From 12:40 to 20:20, four hours of which are allowed.
    let months: Vec<_> = draft.months.iter().map(|month| (month.hours, month.share.to_string())).collect();
    assert_eq!((draft.allowed, months), (240, vec![(3, "0.45\u{a0}%".to_owned())]));
    let accounts: Vec<_> = draft.accounts.iter().map(|account| account.number.as_str()).collect();
    assert!(accounts.contains(&"7000418"), "{accounts:?}");
}

async fn an_announcement_chooses_among_houses_and_their_entrances(world: World) {
    let (other, _) = crate::tickets::desk::other_house(&world).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let desk = incidents::desk(&dispatcher).await.unwrap();
    let of_other = desk.houses.iter().find(|house| house.id == other).unwrap();
    assert_eq!((desk.houses.len(), of_other.entrances.as_slice()), (2, &["1".to_owned()][..]));
    let anna = world.signed_in(world.cast.anna).await;
    assert!(matches!(incidents::desk(&anna).await, Err(Error::NotFound)));
}

async fn where_and_since_when_it_is_is_corrected_too(world: World) {
    let (other, _) = crate::tickets::desk::other_house(&world).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let new =
        NewIncident { from: "2018-01-25T12:40:31".parse().unwrap(), ..accident(world.cast.house, None) };
    let id = incidents::declare(&dispatcher, new).await.unwrap();
    let text = "Нет холодной воды: порыв на вводе";
    let until = "2018-01-25T18:00";
    incidents::edit(&dispatcher, corrected(&world, id, 0, text, until)).await.unwrap();
    assert!(incidents::page(&dispatcher, id).await.unwrap().edits.is_empty());
    let change = IncidentChange {
        from: "2018-01-25T12:10".into(),
        ..corrected_in(id, 0, text, until, &[format!("{other}:1"), other.to_string()])
    };
    for _ in 0..2 {
        incidents::edit(&dispatcher, change.clone()).await.unwrap();
    }
    let page = incidents::page(&dispatcher, id).await.unwrap();
    assert_eq!(page.places, [Place { building: other, entrance: None }]);
    assert_eq!(page.incident.card.from.to_string(), "2018-01-25 12:10:00");
    let [edit] = &page.edits[..] else { panic!("{:?}", page.edits) };
    assert_eq!(edit.from.unwrap().to_string(), "2018-01-25 12:40:31");
    assert_eq!(edit.places, [("г Москва, ул Авиаторов, д. 6".to_owned(), None)]);
    assert_eq!(page.houses.len(), 2);
    assert!(incidents::touching(&world.signed_in(world.cast.anna).await).await.unwrap().is_empty());
    let nowhere = rejection(incidents::edit(&dispatcher, corrected_in(id, 1, text, until, &[])).await);
    assert_eq!(nowhere.field("places"), Some(&Rule::HouseMissing));
}

async fn nobody_moves_an_incident_to_houses_that_they_do_not_serve(world: World) {
    let (other, _) = crate::tickets::desk::other_house(&world).await;
    let administrator = world.signed_in(world.cast.administrator).await;
    usecases::staff::serve(&administrator, "dispatcher@example.org", vec![world.cast.house]).await.unwrap();
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let id = incidents::declare(&dispatcher, accident(world.cast.house, None)).await.unwrap();
    let there = corrected_in(id, 0, "Нет воды", "", &[world.cast.house.to_string(), other.to_string()]);
    assert!(matches!(incidents::edit(&dispatcher, there).await, Err(Error::NotFound)));
    assert_eq!(incidents::page(&dispatcher, id).await.unwrap().places.len(), 1);
}

async fn ones_own_page_of_an_incident_is_there_whichever_account_is_open(mut world: World) {
    let (other, account) = crate::tickets::desk::other_house(&world).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let planned = NewIncident {
        kind: IncidentKind::Planned,
        from: "2018-02-20T10:00:00".parse().unwrap(),
        to: None,
        ..accident(other, Some("1"))
    };
    let id = incidents::declare(&dispatcher, planned).await.unwrap();
    let boris = world.signed_in(world.cast.boris).await;
    assert!(incidents::touching(&boris).await.unwrap().is_empty());
    let before = world.db.statements();
    let page = incidents::known(&boris, id).await.unwrap();
    assert!(world.db.statements() - before <= 3);
    assert_eq!((page.account, page.houses, page.joinable), (account, vec![other], false));
    assert_eq!(page.places, ["г Москва, ул Лётная, д. 14, 88"]);
    for user in [world.cast.anna, world.cast.nobody, world.cast.dispatcher] {
        let other = world.signed_in(user).await;
        assert!(matches!(incidents::known(&other, id).await, Err(Error::NotFound)));
    }
    assert!(matches!(incidents::known(&world.guest(), id).await, Err(Error::SignInRequired)));
    world.wait(TimeDelta::days(20));
    let boris = world.signed_in(world.cast.boris).await;
    assert!(incidents::known(&boris, id).await.unwrap().joinable);
    tickets::join_incident(&boris, account, id).await.unwrap();
    incidents::end(&world.signed_in(world.cast.dispatcher).await, id).await.unwrap();
    let page = incidents::known(&boris, id).await.unwrap();
    assert_eq!((page.card.joined, page.joinable, page.card.ended_at.is_some()), (true, false, true));
}

async fn an_announcement_is_about_now_and_about_entrances_that_there_are(world: World) {
    let (other, _) = crate::tickets::desk::other_house(&world).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let form = |from: &str, to: &str, place: String| IncidentForm {
        id: IncidentId(Uuid::now_v7()),
        kind: IncidentKind::Emergency,
        category: Category::ColdWater,
        text: "Порыв".into(),
        from: from.into(),
        to: to.into(),
        places: vec![place],
    };
    let house = other.to_string();
    for (from, to, field) in [
        ("9999-01-25T10:00", "", "from"),
        ("0000-01-25T10:00", "", "from"),
        ("2018-04-25T10:00", "", "from"),
        ("2018-01-25T10:00", "2018-01-25T10:00", "to"),
        ("2018-01-25T10:00", "9999-01-25T10:00", "to"),
    ] {
        let refused = rejection(incidents::announce(&dispatcher, form(from, to, house.clone())).await);
        assert!(refused.field(field).is_some(), "{from} {to}: {refused:?}");
    }
    let nowhere = form("2018-01-25T10:00", "", format!("{house}:999"));
    assert!(matches!(incidents::announce(&dispatcher, nowhere).await, Err(Error::NotFound)));
    let there = form("2018-01-25T10:00", "", format!("{house}:1"));
    let id = incidents::announce(&dispatcher, there).await.unwrap();
    let moved = corrected_in(id, 0, "Порыв", "", &[format!("{house}:999")]);
    assert!(matches!(incidents::edit(&dispatcher, moved).await, Err(Error::NotFound)));
    let far =
        IncidentChange { from: "2018-04-25T10:00".into(), ..corrected_in(id, 0, "Порыв", "", &[house]) };
    assert!(rejection(incidents::edit(&dispatcher, far).await).field("from").is_some());
}

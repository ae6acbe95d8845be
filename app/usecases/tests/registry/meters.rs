use super::{is_hidden, manager, manager_elsewhere, others};
use crate::{
    readings::household::{at_home, day, line, outcome, period, submit, with_guide},
    support::{World, rejection, twins},
};
use domain::{
    Rejection,
    ids::MeterId,
    quantity::Quantity,
    registry::{Change, Removal, Replacement, Verification, Wrong},
};
use store::{entity, testing};
use usecases::{Ctx, readings, registry};
use uuid::Uuid;

twins! {
    after_a_replacement_the_resident_reads_the_new_meter_from_its_first_value,
    a_replacement_sent_twice_is_one,
    the_reading_of_the_month_is_replaced_by_the_last_one,
    a_closed_month_is_not_touched,
    of_two_replacements_at_once_one_is_made,
    a_verification_is_written_down_once,
    a_removed_meter_is_asked_for_no_more,
    who_may_not_change_changes_nothing,
    what_has_changed_is_in_the_history,
}

fn replacement(world: &World) -> Replacement {
    Replacement {
        meter: world.cast.flat.meters[0],
        fresh: MeterId(Uuid::now_v7()),
        on: "2018-01-20".into(),
        last: vec!["395".into()],
        serial: "77001".into(),
        zones: String::new(),
        digits: String::new(),
        decimals: "3".into(),
        first: vec!["0,012".into()],
        verified_until: "2024-01-10".into(),
        act: "17".into(),
    }
}

fn verification(world: &World) -> Verification {
    let until = "2024-01-19".into();
    Verification { meter: world.cast.flat.meters[0], on: "2018-01-20".into(), until, act: String::new() }
}

fn removal(world: &World, last: &[&str]) -> Removal {
    Removal {
        meter: world.cast.flat.meters[0],
        on: "2018-01-20".into(),
        last: last.iter().map(|value| (*value).to_owned()).collect(),
        reason: "Отключили стояк".into(),
    }
}

async fn readings_of(world: &World, meter: MeterId) -> Vec<entity::reading::Model> {
    let mut found = testing::all::<entity::reading::Entity>(&world.db).await;
    found.retain(|reading| reading.meter_id == meter);
    found.sort_by_key(|reading| (reading.period, reading.id));
    found
}

async fn serials(ctx: &Ctx) -> Vec<String> {
    let page = readings::page(ctx, None, None).await.unwrap();
    page.rows.into_iter().map(|row| row.meter.serial).collect()
}

async fn after_a_replacement_the_resident_reads_the_new_meter_from_its_first_value(world: World) {
    with_guide(&world).await;
    let form = replacement(&world);
    let account = registry::replace(&manager(&world).await, &form).await.unwrap();
    assert_eq!(account, world.cast.flat.account);
    let anna = at_home(&world, world.cast.anna, &world.cast.flat).await;
    assert_eq!(serials(&anna).await, ["77001", "100719727", "9904514"]);
    let page = submit(&anna, vec![line(form.fresh, &["7,5"])]).await.unwrap();
    assert_eq!(outcome(page.answer.as_ref().unwrap()), ["Given"]);
    let row = page.rows.iter().find(|row| row.meter.id == form.fresh).unwrap();
    let first = row.previous.as_ref().unwrap();
    assert_eq!((first.values[0], first.taken_on), (Quantity(12), day("2018-01-20")));
    let old = readings_of(&world, form.meter).await;
    let last = old.last().unwrap();
    assert_eq!((last.period, last.value_1, last.taken_on), (period("2018-01"), 395, day("2018-01-20")));
}

async fn a_replacement_sent_twice_is_one(world: World) {
    with_guide(&world).await;
    let (form, manager) = (replacement(&world), manager(&world).await);
    registry::replace(&manager, &form).await.unwrap();
    registry::replace(&manager, &form).await.unwrap();
    assert_eq!(readings_of(&world, form.meter).await.len(), 7);
    assert_eq!(readings_of(&world, form.fresh).await.len(), 1);
    assert_eq!(world.events().await, ["meter.replaced"]);
    let other = Replacement { fresh: MeterId(Uuid::now_v7()), serial: "77002".into(), ..form };
    let wrong = Wrong::RemovedAlready { on: day("2018-01-20") };
    assert_eq!(rejection(registry::replace(&manager, &other).await), Rejection::of("on", wrong));
}

async fn the_reading_of_the_month_is_replaced_by_the_last_one(world: World) {
    with_guide(&world).await;
    let anna = at_home(&world, world.cast.anna, &world.cast.flat).await;
    submit(&anna, vec![line(world.cast.flat.meters[0], &["399"])]).await.unwrap();
    let form = replacement(&world);
    registry::replace(&manager(&world).await, &form).await.unwrap();
    let old = readings_of(&world, form.meter).await;
    let [.., given, last] = &old[..] else { panic!("two readings") };
    assert_eq!((given.value_1, last.value_1, last.corrects_id), (399, 395, Some(given.id)));
}

async fn a_closed_month_is_not_touched(world: World) {
    with_guide(&world).await;
    let accountant = world.signed_in(world.cast.accountant).await;
    readings::accept_period(&accountant, period("2018-01"), Some(world.cast.house)).await.unwrap();
    let closed = || Rejection::of("on", Wrong::MonthClosed { period: period("2018-01") });
    let manager = manager(&world).await;
    assert_eq!(rejection(registry::replace(&manager, &replacement(&world)).await), closed());
    assert_eq!(rejection(registry::remove(&manager, &removal(&world, &[])).await), closed());
    assert_eq!(readings_of(&world, world.cast.flat.meters[0]).await.len(), 6);
}

async fn of_two_replacements_at_once_one_is_made(world: World) {
    with_guide(&world).await;
    let one = replacement(&world);
    let other = Replacement { fresh: MeterId(Uuid::now_v7()), serial: "77002".into(), ..one.clone() };
    let manager = manager(&world).await;
    let (first, second) =
        tokio::join!(registry::replace(&manager, &one), registry::replace(&manager, &other));
    assert_eq!(usize::from(first.is_ok()) + usize::from(second.is_ok()), 1);
    let meters = testing::all::<entity::meter::Entity>(&world.db).await;
    let of_flat = meters.iter().filter(|meter| meter.account_id == world.cast.flat.account);
    assert_eq!(of_flat.count(), 4);
}

async fn a_verification_is_written_down_once(world: World) {
    let manager = manager(&world).await;
    registry::verify(&manager, &verification(&world)).await.unwrap();
    registry::verify(&manager, &verification(&world)).await.unwrap();
    let page = registry::meter(&manager, world.cast.flat.meters[0]).await.unwrap();
    assert_eq!(page.meter.verified_until, Some(day("2024-01-19")));
    assert_eq!(page.history.len(), 1);
    let before = Verification { until: "2018-01-19".into(), ..verification(&world) };
    let wrong = Wrong::NotAfter { on: day("2018-01-20") };
    assert_eq!(rejection(registry::verify(&manager, &before).await), Rejection::of("until", wrong));
}

async fn a_removed_meter_is_asked_for_no_more(world: World) {
    with_guide(&world).await;
    let manager = manager(&world).await;
    let below = registry::remove(&manager, &removal(&world, &["387"])).await;
    assert_eq!(rejection(below), Rejection::of("last[0]", Wrong::BelowLast { last: "388".into() }));
    registry::remove(&manager, &removal(&world, &["391"])).await.unwrap();
    let anna = at_home(&world, world.cast.anna, &world.cast.flat).await;
    assert_eq!(serials(&anna).await, ["100719727", "9904514"]);
    assert_eq!(readings_of(&world, world.cast.flat.meters[0]).await.last().unwrap().value_1, 391);
    let page = registry::account(&manager, world.cast.flat.account, None).await.unwrap();
    assert_eq!(page.meters.last().unwrap().meter.removed_on, Some(day("2018-01-20")));
}

async fn who_may_not_change_changes_nothing(world: World) {
    let mut strangers = others(&world).await;
    strangers.push(manager_elsewhere(&world).await);
    for ctx in strangers {
        assert!(is_hidden(&registry::replace(&ctx, &replacement(&world)).await));
        assert!(is_hidden(&registry::verify(&ctx, &verification(&world)).await));
        assert!(is_hidden(&registry::remove(&ctx, &removal(&world, &[])).await));
    }
    let meters = testing::all::<entity::meter::Entity>(&world.db).await;
    assert!(meters.iter().all(|meter| meter.removed_on.is_none()));
}

async fn what_has_changed_is_in_the_history(world: World) {
    with_guide(&world).await;
    let manager = manager(&world).await;
    registry::verify(&manager, &verification(&world)).await.unwrap();
    registry::replace(&manager, &replacement(&world)).await.unwrap();
    let page = registry::account(&manager, world.cast.flat.account, None).await.unwrap();
    let mut kinds: Vec<_> = page.history.iter().map(|line| line.kind.as_str()).collect();
    kinds.sort_unstable();
    assert_eq!(kinds, ["meter.replaced", "meter.verified"]);
    assert!(page.history.iter().all(|line| line.who.as_deref() == Some("manager@example.org")));
    let replaced = page.history.iter().find(|line| line.kind == "meter.replaced").unwrap();
    assert!(
        matches!(&replaced.change, Some(Change::MeterReplaced { fresh, last, .. }) if fresh == "77001" && last == &["395"]),
        "{replaced:?}"
    );
}

use super::household::{at_home, import, line, period, submit, with_guide};
use crate::support::{World, twins};
use domain::{
    access::Actor,
    ids::{AccountId, MeterId, SubmissionId},
    readings::{Meter, Resource},
};
use store::meters;
use usecases::{Ctx, Error, readings, session};
use uuid::Uuid;

twins!(
    a_guest_has_to_sign_in,
    a_person_without_an_account_has_no_readings,
    the_page_takes_five_statements_however_many_rows_there_are,
    an_expired_verification_says_what_it_costs,
    an_expired_verification_of_electricity_has_no_factor,
    a_removed_meter_leaves_the_table_and_stays_in_the_history,
    an_automatic_meter_is_shown,
    the_last_reading_is_found_however_old,
    after_the_window_the_next_month_is_due,
    a_later_month_is_not_found,
    an_answer_of_somebody_else_is_not_found,
    an_answer_of_ones_other_account_is_not_shown,
    a_suspended_resident_sees_nothing,
);

async fn a_guest_has_to_sign_in(world: World) {
    let guest = world.guest();
    assert!(matches!(readings::page(&guest, None, None).await, Err(Error::SignInRequired)));
    assert!(matches!(readings::history(&guest, None, None).await, Err(Error::SignInRequired)));
}

async fn a_person_without_an_account_has_no_readings(world: World) {
    let ctx = world.signed_in(world.cast.nobody).await;
    assert!(matches!(readings::page(&ctx, None, None).await, Err(Error::NotFound)));
}

async fn the_page_takes_five_statements_however_many_rows_there_are(world: World) {
    with_guide(&world).await;
    let flat = &world.cast.flat;
    for number in 0..40 {
        let id = add_meter(&world, flat.account, |_| {}, &format!("4000{number}")).await;
        for back in 0..24 {
            import(&world, id, period("2017-12").minus(back), &[i64::from(1_000 - back)]).await;
        }
    }
    let ctx = at_home(&world, world.cast.timur, flat).await;
    let answer = submit(&ctx, vec![line(flat.meters[0], &["395"])]).await.unwrap().answer.unwrap().id;
    let token = "a cookie of timur";
    sign_in(&world, &ctx, token).await;

    let before = world.db.statements();
    session::authenticate(&world.db, token, world.now).await.unwrap().unwrap();
    let page = readings::page(&ctx, None, Some(answer)).await.unwrap();
    assert_eq!(page.rows.len(), 43);
    // One of them for the price of silence; the law is kept for a minute.
    assert_eq!(world.db.statements() - before, 5);

    let before = world.db.statements();
    readings::history(&ctx, None, None).await.unwrap();
    assert_eq!(world.db.statements() - before, 2);
}

async fn an_expired_verification_says_what_it_costs(mut world: World) {
    let expired = |meter: &mut Meter| meter.verified_until = "2018-01-24".parse().ok();
    let flat = world.cast.flat.account;
    add_meter(&world, flat, expired, "1").await;
    assert_eq!(factors(&world).await, [Some(150), None, None, None]);
    world.now = "2025-12-20T10:00:00Z".parse().unwrap();
    assert_eq!(factors(&world).await, [Some(300), Some(300), Some(150), None]);
}

async fn an_expired_verification_of_electricity_has_no_factor(world: World) {
    let expired = |meter: &mut Meter| {
        meter.resource = Resource::Electricity;
        meter.verified_until = "2018-01-24".parse().ok();
    };
    add_meter(&world, world.cast.neighbours.account, expired, "1").await;
    let ctx = world.signed_in(world.cast.boris).await;
    let page = readings::page(&ctx, None, None).await.unwrap();
    assert_eq!(page.rows.iter().map(|row| row.expired_factor).collect::<Vec<_>>(), [None, None]);
}

async fn a_removed_meter_leaves_the_table_and_stays_in_the_history(world: World) {
    let removed = |meter: &mut Meter| meter.removed_on = "2017-11-20".parse().ok();
    let flat = &world.cast.neighbours;
    let old = add_meter(&world, flat.account, removed, "1").await;
    import(&world, old, period("2017-10"), &[17]).await;
    let ctx = world.signed_in(world.cast.boris).await;
    let page = readings::page(&ctx, None, None).await.unwrap();
    assert!(page.rows.iter().all(|row| row.meter.id != old));
    assert!(page.history.meters.iter().any(|meter| meter.id == old));
    assert_eq!(page.history.months.last().unwrap().period, period("2017-10"));
}

async fn an_automatic_meter_is_shown(world: World) {
    let flat = &world.cast.neighbours;
    let read_by_machine = add_meter(&world, flat.account, |meter| meter.automatic = true, "1").await;
    let ctx = world.signed_in(world.cast.boris).await;
    let page = submit(&ctx, vec![line(read_by_machine, &["5"])]).await.unwrap();
    assert!(page.rows.iter().any(|row| row.meter.id == read_by_machine && row.current.is_none()));
    assert_eq!(super::household::outcome(&page.answer.unwrap()), ["Automatic"]);
}

async fn the_last_reading_is_found_however_old(world: World) {
    let home = &world.cast.neighbours;
    for (month, value) in [("2010-03", 10_000), ("2010-05", 12_000), ("2010-06", 13_500)] {
        import(&world, home.meters[0], period(month), &[value]).await;
    }
    let ctx = world.signed_in(world.cast.boris).await;
    let page = readings::page(&ctx, None, None).await.unwrap();
    let row = &page.rows[0];
    assert_eq!(row.previous.as_ref().unwrap().period, period("2010-06"));
    assert_eq!(row.pace.as_ref().map(|pace| (pace.total[0].0, pace.months)), Some((3_500, 3)));
    assert_eq!(page.history.months.len(), 6);
}

async fn after_the_window_the_next_month_is_due(mut world: World) {
    let boris = world.cast.boris;
    for (now, due) in [
        ("2018-01-25T20:59:59Z", "2018-01"),
        ("2018-01-25T21:00:00Z", "2018-02"),
        ("2017-12-26T10:00:00Z", "2018-01"),
        ("2018-02-01T10:00:00Z", "2018-02"),
    ] {
        world.now = now.parse().unwrap();
        let page = readings::page(&world.signed_in(boris).await, None, None).await.unwrap();
        assert_eq!(page.period, period(due), "{now}");
    }
}

async fn a_later_month_is_not_found(world: World) {
    let ctx = world.signed_in(world.cast.boris).await;
    for asked in ["2018-02", "2017-12", "9999-12", "0001-01"] {
        let page = readings::page(&ctx, Some(period(asked)), None).await;
        assert!(matches!(page, Err(Error::NotFound)), "{asked}");
    }
    assert!(readings::page(&ctx, Some(period("2018-01")), None).await.is_ok());
}

async fn an_answer_of_somebody_else_is_not_found(world: World) {
    let boris = world.signed_in(world.cast.boris).await;
    let home = &world.cast.neighbours;
    let answer = submit(&boris, vec![line(home.meters[0], &["1"])]).await.unwrap().answer.unwrap();
    let anna = at_home(&world, world.cast.anna, &world.cast.flat).await;
    for id in [answer.id, SubmissionId(Uuid::now_v7())] {
        assert!(matches!(readings::page(&anna, None, Some(id)).await, Err(Error::NotFound)));
    }
}

async fn an_answer_of_ones_other_account_is_not_shown(world: World) {
    let anna = at_home(&world, world.cast.anna, &world.cast.flat).await;
    let answer = submit(&anna, vec![line(world.cast.flat.meters[0], &["1"])]).await.unwrap().answer.unwrap();
    let parking = at_home(&world, world.cast.anna, &world.cast.parking).await;
    assert_eq!(readings::page(&parking, None, Some(answer.id)).await.unwrap().answer, None);
}

async fn a_suspended_resident_sees_nothing(world: World) {
    let boris = world.signed_in(world.cast.boris).await;
    let home = &world.cast.neighbours;
    let stranger = Ctx {
        actor: Actor::Person { user: world.cast.anna, role: None, bound: false },
        visitor: boris.visitor.clone(),
        ..boris.clone()
    };
    assert!(matches!(readings::page(&stranger, None, None).await, Err(Error::NotFound)));
    assert!(matches!(readings::history(&stranger, None, None).await, Err(Error::NotFound)));
    let submitted = super::household::submission(home.account, vec![line(home.meters[0], &["1"])]);
    assert!(matches!(readings::submit(&stranger, submitted).await, Err(Error::NotFound)));
}

async fn add_meter(
    world: &World,
    account: AccountId,
    change: impl FnOnce(&mut Meter),
    serial: &str,
) -> MeterId {
    let id = MeterId(Uuid::now_v7());
    let mut meter = Meter {
        id,
        resource: Resource::ColdWater,
        serial: serial.into(),
        zones: 1,
        dial: domain::quantity::Dial::new(5, 0).unwrap(),
        place: None,
        automatic: false,
        installed_on: None,
        removed_on: None,
        verified_until: None,
    };
    change(&mut meter);
    let tx = world.db.begin().await.unwrap();
    meters::add(&tx, [(account, meter)]).await.unwrap();
    tx.commit().await.unwrap();
    id
}

async fn factors(world: &World) -> Vec<Option<u32>> {
    let ctx = at_home(world, world.cast.anna, &world.cast.flat).await;
    let page = readings::page(&ctx, None, None).await.unwrap();
    page.rows.iter().map(|row| row.expired_factor).collect()
}

async fn sign_in(world: &World, ctx: &Ctx, token: &str) {
    let row = store::entity::session::Model {
        id: domain::ids::SessionId(Uuid::now_v7()),
        token_hash: session::token_hash(token),
        person_id: ctx.actor.user().unwrap(),
        account_id: None,
        device: String::new(),
        address: String::new(),
        created_at: world.now,
        seen_at: world.now,
        expires_at: world.now + chrono::TimeDelta::days(1),
        ended_at: None,
    };
    let tx = world.db.begin().await.unwrap();
    store::insert(&tx, row).await.unwrap();
    tx.commit().await.unwrap();
}

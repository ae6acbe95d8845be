use super::household::{line, outcome, period, submit};
use crate::support::{World, twins};
use domain::{Rejection, Rule, ids::BuildingId, readings::ReadingState};
use usecases::{Error, readings};
use uuid::Uuid;

twins!(
    an_accepted_month_takes_nothing_more,
    a_month_is_accepted_once,
    a_month_is_accepted_for_one_building,
    nothing_is_awaited_for_a_month_that_is_accepted,
    a_month_that_has_not_begun_is_not_accepted,
    only_who_may_accept_readings_closes_a_month,
);

async fn an_accepted_month_takes_nothing_more(world: World) {
    let meter = world.cast.neighbours.meters[0];
    let ctx = world.signed_in(world.cast.boris).await;
    submit(&ctx, vec![line(meter, &["5"])]).await.unwrap();
    let accountant = world.signed_in(world.cast.accountant).await;
    assert_eq!(readings::accept_period(&accountant, period("2018-01"), None).await.unwrap(), 1);
    let page = submit(&ctx, vec![line(meter, &["6"])]).await.unwrap();
    assert!(page.accepted);
    assert_eq!(page.rows[0].current.as_ref().unwrap().state, ReadingState::Accepted);
    let answer = page.answer.unwrap();
    assert_eq!((outcome(&answer), answer.notice), (vec!["PeriodAccepted".to_owned()], None));
    assert_eq!(answer.lines[0].values, ["6"]);
}

async fn a_month_is_accepted_once(world: World) {
    let system = world.system();
    assert_eq!(readings::accept_period(&system, period("2018-01"), None).await.unwrap(), 1);
    assert_eq!(readings::accept_period(&system, period("2018-01"), None).await.unwrap(), 0);
    assert_eq!(readings::accept_period(&system, period("2017-12"), None).await.unwrap(), 1);
}

async fn a_month_is_accepted_for_one_building(world: World) {
    let system = world.system();
    let elsewhere = Some(BuildingId(Uuid::now_v7()));
    assert_eq!(readings::accept_period(&system, period("2018-01"), elsewhere).await.unwrap(), 0);
    let ctx = world.signed_in(world.cast.boris).await;
    assert!(!readings::page(&ctx, None, None).await.unwrap().accepted);
    let here = Some(world.cast.house);
    assert_eq!(readings::accept_period(&system, period("2018-01"), here).await.unwrap(), 1);
    assert!(readings::page(&ctx, None, None).await.unwrap().accepted);
}

async fn nothing_is_awaited_for_a_month_that_is_accepted(world: World) {
    let ctx = world.signed_in(world.cast.boris).await;
    let awaited = async || {
        let page = readings::page(&ctx, None, None).await.unwrap();
        let history = readings::history(&ctx, None, None).await.unwrap();
        assert_eq!(page.history.awaited, history.awaited);
        history.awaited
    };
    assert_eq!(awaited().await, Some(period("2018-01")));
    readings::accept_period(&world.system(), period("2018-01"), None).await.unwrap();
    assert_eq!(awaited().await, None);
}

async fn a_month_that_has_not_begun_is_not_accepted(world: World) {
    let outcome = readings::accept_period(&world.system(), period("2018-02"), None).await;
    let expected = Rejection::of("period", Rule::MonthNotBegun);
    assert!(matches!(outcome, Err(Error::Rejected(rejection)) if rejection == expected));
}

async fn only_who_may_accept_readings_closes_a_month(world: World) {
    for user in [world.cast.boris, world.cast.dispatcher, world.cast.editor] {
        let ctx = world.signed_in(user).await;
        let outcome = readings::accept_period(&ctx, period("2018-01"), None).await;
        assert!(matches!(outcome, Err(Error::NotFound)));
    }
    let outcome = readings::accept_period(&world.guest(), period("2018-01"), None).await;
    assert!(matches!(outcome, Err(Error::SignInRequired)));
}

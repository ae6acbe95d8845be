use super::household::{line, outcome, period, submit};
use crate::{
    support::{World, twins},
    tickets::desk::other_house,
};
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
    people_close_the_months_that_the_page_offers,
    months_of_another_age_are_not_found,
    a_month_is_closed_in_the_houses_that_one_serves,
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
    let outcome = readings::accept_period(&system, period("2018-01"), elsewhere).await;
    assert!(matches!(outcome, Err(Error::NotFound)));
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

async fn people_close_the_months_that_the_page_offers(world: World) {
    let accountant = world.signed_in(world.cast.accountant).await;
    let here = Some(world.cast.house);
    for month in ["0001-01", "1900-01", "2017-10"] {
        let outcome = readings::accept_period(&accountant, period(month), here).await;
        let expected = Rejection::form(Rule::MonthLongOver { first: period("2017-11") });
        assert!(matches!(outcome, Err(Error::Rejected(rejection)) if rejection == expected), "{month}");
    }
    assert_eq!(readings::accept_period(&accountant, period("2017-11"), here).await.unwrap(), 1);
    assert_eq!(readings::accept_period(&world.system(), period("2017-10"), here).await.unwrap(), 1);
    let may_close = async |month| {
        let page = readings::month(&accountant, Some(period(month))).await.unwrap();
        assert_eq!(page.period, period(month));
        page.may_close
    };
    assert_eq!((may_close("2017-11").await, may_close("2017-10").await), (true, false));
}

async fn months_of_another_age_are_not_found(world: World) {
    let accountant = world.signed_in(world.cast.accountant).await;
    for month in ["0001-01", "1600-01", "1900-01", "2018-02", "2099-01"] {
        let asked = Some(period(month));
        assert!(matches!(readings::month(&accountant, asked).await, Err(Error::NotFound)), "{month}");
        let missing = readings::missing(&accountant, world.cast.house, asked, None).await;
        assert!(matches!(missing, Err(Error::NotFound)), "{month}");
    }
}

async fn a_month_is_closed_in_the_houses_that_one_serves(world: World) {
    let (elsewhere, _) = other_house(&world).await;
    world.bind(world.cast.accountant, elsewhere).await;
    let accountant = world.signed_in(world.cast.accountant).await;
    let closed = readings::accept_period(&accountant, period("2018-01"), Some(world.cast.house)).await;
    assert!(matches!(closed, Err(Error::NotFound)));
    let boris = world.signed_in(world.cast.boris).await;
    assert!(!readings::page(&boris, None, None).await.unwrap().accepted);
    // All of them are those that one serves.
    assert_eq!(readings::accept_period(&accountant, period("2017-12"), None).await.unwrap(), 1);
    assert_eq!(readings::accept_period(&accountant, period("2018-01"), Some(elsewhere)).await.unwrap(), 1);
    assert!(!readings::page(&boris, None, None).await.unwrap().accepted);
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

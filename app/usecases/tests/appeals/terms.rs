use super::desk::{answered, page, said, sheet, written};
use crate::support::{World, rejection, twins};
use chrono::{NaiveDate, TimeDelta};
use domain::{
    Rule,
    appeals::{Extension, Happening, State},
    tickets::Standing,
};
use usecases::{Error, appeals};

twins! {
    a_term_is_extended_once_with_a_reason,
    what_is_late_is_not_extended,
    an_extension_stays_within_the_law,
    who_asks_again_has_a_new_term,
    a_late_answer_stays_late,
}

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn extended(world: &World, number: i64, until: Option<NaiveDate>, reason: &str) -> Result<(), Error> {
    let sheet = sheet(world, number).await;
    let to = Extension { appeal: sheet.row.id, seen: sheet.version, until, reason: reason.into() };
    appeals::extend(&world.signed_in(world.cast.manager).await, to).await
}

async fn a_term_is_extended_once_with_a_reason(world: World) {
    let number = written(&world, "Перерасчёт").await;
    let offered = sheet(&world, number).await;
    assert_eq!(offered.extension, Some(day("2018-03-10")));
    let until = day("2018-02-20");
    let form = Extension {
        appeal: offered.row.id,
        seen: offered.version,
        until: Some(until),
        reason: "Ждём ответа поставщика".into(),
    };
    let manager = world.signed_in(world.cast.manager).await;
    for _ in 0..2 {
        appeals::extend(&manager, form.clone()).await.unwrap();
    }
    let page = page(&world, number).await;
    assert_eq!(page.card.clock.unwrap().due.to_string(), "2018-02-20 23:59:00");
    assert_eq!(page.extended_until, Some(until));
    let reason = "Ждём ответа поставщика".to_owned();
    assert_eq!(page.story.last().unwrap().what, Happening::Extended { until, reason });
    assert_eq!(sheet(&world, number).await.extension, None);
    let again = rejection(extended(&world, number, Some(day("2018-02-25")), "Ещё ждём").await);
    assert_eq!(again.field(""), Some(&Rule::ExtendedAlready { until }));
}

async fn what_is_late_is_not_extended(mut world: World) {
    let number = written(&world, "Перерасчёт").await;
    world.wait(TimeDelta::days(15));
    assert_eq!(sheet(&world, number).await.extension, None);
    let late = rejection(extended(&world, number, Some(day("2018-02-25")), "Забыли").await);
    assert_eq!(late.field(""), Some(&Rule::TermOver));
}

async fn an_extension_stays_within_the_law(world: World) {
    let number = written(&world, "Перерасчёт").await;
    let outside = Rule::ExtensionOutside { first: day("2018-02-09"), last: day("2018-03-10") };
    for until in [None, Some(day("2018-02-08")), Some(day("2018-03-11"))] {
        let wrong = rejection(extended(&world, number, until, "").await);
        assert_eq!(wrong.field("until"), Some(&outside), "{until:?}");
        assert_eq!(wrong.field("reason"), Some(&Rule::ReasonMissing));
    }
    answered(&world, number, "Сделали").await.unwrap();
    let refused = rejection(extended(&world, number, Some(day("2018-02-20")), "Ждём").await);
    assert_eq!(refused.field(""), Some(&Rule::AppealIs { state: State::Answered }));
}

async fn who_asks_again_has_a_new_term(mut world: World) {
    let number = written(&world, "Перерасчёт").await;
    extended(&world, number, Some(day("2018-02-20")), "Ждём").await.unwrap();
    answered(&world, number, "Отказано").await.unwrap();
    world.wait(TimeDelta::days(4));
    let id = page(&world, number).await.card.id;
    let anna = world.signed_in(world.cast.anna).await;
    appeals::reopen(&anna, said(id, "Почему?")).await.unwrap();
    let page = page(&world, number).await;
    assert_eq!(page.card.clock.unwrap().due.to_string(), "2018-02-12 23:59:00");
    assert_eq!((page.card.state, page.extended_until), (State::Reopened, None));
    assert_eq!(sheet(&world, number).await.extension, Some(day("2018-03-14")));
}

async fn a_late_answer_stays_late(mut world: World) {
    let number = written(&world, "Перерасчёт").await;
    world.wait(TimeDelta::days(16));
    let late = page(&world, number).await.card.clock.unwrap();
    assert!(matches!(late.standing, Standing::Breached { .. }));
    answered(&world, number, "Сделали").await.unwrap();
    world.wait(TimeDelta::days(16));
    let done = page(&world, number).await.card.clock.unwrap();
    assert!(matches!(done.standing, Standing::MetLate { .. }), "{done:?}");
}

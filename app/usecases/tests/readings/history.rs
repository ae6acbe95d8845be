use super::household::{at_home, day, explained, import, line, period, submit, with_guide};
use crate::support::{World, twins};
use domain::{
    Rejection, Rule,
    quantity::Quantity,
    readings::{Explanation, History},
};
use usecases::{Ctx, Error, readings};

twins!(
    dates_choose_the_months,
    the_reading_before_the_span_is_its_base,
    an_end_before_the_start_is_refused,
    a_span_is_ten_years_at_the_most,
    dates_beyond_any_calendar_hurt_nobody,
    without_readings_there_is_the_current_month,
    a_reading_after_the_window_is_in_the_history_at_once,
    a_month_without_a_reading_is_an_empty_row,
    the_table_for_spreadsheets_has_a_line_for_each_zone,
    the_state_of_a_reading_is_in_the_table_for_spreadsheets,
);

async fn dates_choose_the_months(world: World) {
    with_guide(&world).await;
    let ctx = at_home(&world, world.cast.anna, &world.cast.flat).await;
    for (from, to, expected) in [
        ("2017-09-15", "2017-10-01", vec!["2017-10", "2017-09"]),
        ("2017-01-01", "2017-08-31", vec!["2017-08", "2017-07"]),
        ("2016-01-01", "2016-12-31", vec![]),
        ("2017-12-01", "2030-01-01", vec!["2018-01", "2017-12"]),
        ("2019-01-01", "2019-02-01", vec![]),
    ] {
        let history = readings::history(&ctx, Some(day(from)), Some(day(to))).await.unwrap();
        assert_eq!(months(&history), expected, "{from} to {to}");
        assert_eq!((history.span.from, history.span.to), (day(from), day(to)));
    }
}

async fn the_reading_before_the_span_is_its_base(world: World) {
    let meter = world.cast.neighbours.meters[0];
    import(&world, meter, period("2012-01"), &[1_000]).await;
    import(&world, meter, period("2015-03"), &[4_500]).await;
    import(&world, meter, period("2017-10"), &[9_000]).await;
    let ctx = world.signed_in(world.cast.boris).await;
    let history = readings::history(&ctx, None, None).await.unwrap();
    let october = history.months.iter().find(|month| month.period == period("2017-10")).unwrap();
    let cell = october.cells[0].as_ref().unwrap();
    assert_eq!(cell.consumption, Some(vec![Quantity(4_500)]));
    assert_eq!(cell.months, 31);
    assert_eq!(history.first, Some(period("2012-01")));
}

async fn an_end_before_the_start_is_refused(world: World) {
    let ctx = world.signed_in(world.cast.boris).await;
    let expected = Rejection::of("to", Rule::SpanBackwards);
    for (from, to) in
        [(Some("2018-01-02"), Some("2018-01-01")), (Some("2018-03-01"), None), (None, Some("2017-01-01"))]
    {
        let outcome = readings::history(&ctx, from.map(day), to.map(day)).await;
        assert!(
            matches!(outcome, Err(Error::Rejected(rejection)) if rejection == expected),
            "{from:?} {to:?}"
        );
    }
}

async fn a_span_is_ten_years_at_the_most(world: World) {
    let meter = world.cast.neighbours.meters[0];
    import(&world, meter, period("2001-01"), &[1_000]).await;
    let ctx = world.signed_in(world.cast.boris).await;
    let history = readings::history(&ctx, Some(day("1990-01-01")), Some(day("2017-12-31"))).await.unwrap();
    assert_eq!(history.span.from, day("2008-01-01"));
    assert_eq!(history.months.len(), 120);
}

async fn dates_beyond_any_calendar_hurt_nobody(world: World) {
    with_guide(&world).await;
    let ctx = at_home(&world, world.cast.anna, &world.cast.flat).await;
    for (from, to) in [
        (chrono::NaiveDate::MIN, chrono::NaiveDate::MAX),
        (chrono::NaiveDate::MIN, chrono::NaiveDate::MIN),
        (chrono::NaiveDate::MAX, chrono::NaiveDate::MAX),
    ] {
        let history = readings::history(&ctx, Some(from), Some(to)).await.unwrap();
        assert!(history.months.len() <= 7, "{from} to {to}");
    }
}

async fn without_readings_there_is_the_current_month(world: World) {
    let ctx = world.signed_in(world.cast.boris).await;
    let history = readings::history(&ctx, None, None).await.unwrap();
    assert_eq!((months(&history), history.first), (vec!["2018-01".to_owned()], None));
    let parking = at_home(&world, world.cast.anna, &world.cast.parking).await;
    assert!(readings::history(&parking, None, None).await.unwrap().meters.is_empty());
}

async fn a_reading_after_the_window_is_in_the_history_at_once(mut world: World) {
    let meter = world.cast.neighbours.meters[0];
    import(&world, meter, period("2017-12"), &[1_000]).await;
    world.now = "2018-01-26T10:00:00Z".parse().unwrap();
    let ctx = world.signed_in(world.cast.boris).await;
    assert_eq!(months(&readings::history(&ctx, None, None).await.unwrap()), ["2018-01", "2017-12"]);
    let page = submit(&ctx, vec![line(meter, &["2"])]).await.unwrap();
    assert_eq!(months(&page.history), ["2018-02", "2018-01", "2017-12"]);
    let history = readings::history(&ctx, None, None).await.unwrap();
    assert_eq!((&history, history.span.to), (&page.history, day("2018-02-28")));
}

async fn a_month_without_a_reading_is_an_empty_row(world: World) {
    let meter = world.cast.neighbours.meters[0];
    import(&world, meter, period("2017-09"), &[1_000]).await;
    import(&world, meter, period("2017-11"), &[3_000]).await;
    let ctx = world.signed_in(world.cast.boris).await;
    let history = readings::history(&ctx, None, None).await.unwrap();
    let used =
        history.months.iter().map(|month| month.cells[0].as_ref().map(|cell| cell.consumption.clone()));
    let used: Vec<_> = used.collect();
    assert_eq!(used, [None, None, Some(Some(vec![Quantity(2_000)])), None, Some(None)]);
}

async fn the_table_for_spreadsheets_has_a_line_for_each_zone(world: World) {
    with_guide(&world).await;
    let ctx = at_home(&world, world.cast.anna, &world.cast.flat).await;
    assert_eq!(
        csv(&ctx, "2017-12-01", "2017-12-31").await,
        "\u{feff}Месяц;Счётчик;№;Зона;Показание;Расход;Дата;Состояние\r
12.2017;ХВС;100708114;;388;6;31.12.2017;учтено\r
12.2017;ГВС;100719727;;341;8;31.12.2017;учтено\r
12.2017;ЭЛТТ;9904514;день;3605,962;81,547;31.12.2017;учтено\r
12.2017;ЭЛТТ;9904514;ночь;3734,278;89,35;31.12.2017;учтено\r
12.2017;ЭЛТТ;9904514;полупик;4600,592;100,044;31.12.2017;учтено\r
"
    );
    assert!(matches!(readings::history_csv(&world.guest(), None, None).await, Err(Error::SignInRequired)));
}

async fn the_state_of_a_reading_is_in_the_table_for_spreadsheets(world: World) {
    let meter = world.cast.neighbours.meters[0];
    import(&world, meter, period("2017-12"), &[2_000]).await;
    let ctx = world.signed_in(world.cast.boris).await;
    submit(&ctx, vec![explained(meter, &["1,5"], Explanation::PreviousWrong)]).await.unwrap();
    assert_eq!(
        csv(&ctx, "2018-01-01", "2018-01-31").await.lines().last().unwrap(),
        "01.2018;ХВС;200100;;1,5;;25.01.2018;на проверке"
    );
}

async fn csv(ctx: &Ctx, from: &str, to: &str) -> String {
    let bytes = readings::history_csv(ctx, Some(day(from)), Some(day(to))).await.unwrap();
    String::from_utf8(bytes).unwrap()
}

fn months(history: &History) -> Vec<String> {
    history.months.iter().map(|month| month.period.to_string()).collect()
}

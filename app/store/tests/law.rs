use chrono::{Datelike, NaiveDate};
use domain::{
    money::Money,
    penalties::{Accrual, Debt, Pause, Reduction, ledger, penalty},
};
use std::time::Duration;
use store::{Db, entity::dated_parameter, law, testing::Scratch};

fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

async fn set(db: &Db, code: &str, since: &str, value: i64) {
    let tx = db.begin().await.unwrap();
    let row = dated_parameter::Model { code: code.into(), since: day(since), value };
    store::insert(&tx, row).await.unwrap();
    tx.commit().await.unwrap();
}

/// Working days of a year as the Russian production calendar counts them, published with it each year.
const WORKING_DAYS: [(i32, usize); 11] = [
    (2017, 247),
    (2018, 247),
    (2019, 247),
    (2020, 248),
    (2021, 247),
    (2022, 247),
    (2023, 247),
    (2024, 248),
    (2025, 247),
    (2026, 247),
    (2027, 247),
];

async fn the_years(scratch: Scratch) {
    let law = law::law(&scratch.db).await.unwrap();
    for (year, expected) in WORKING_DAYS {
        let days =
            NaiveDate::from_ymd_opt(year, 1, 1).unwrap().iter_days().take_while(|day| day.year() == year);
        assert_eq!(days.filter(|day| law.working_days.is_working(*day)).count(), expected, "{year}");
    }
    scratch.discard().await;
}

#[tokio::test]
async fn years_have_as_many_working_days_as_were_published_on_sqlite() {
    the_years(Scratch::sqlite().await).await;
}

#[tokio::test]
async fn years_have_as_many_working_days_as_were_published_on_postgres() {
    if let Some(scratch) = Scratch::postgres().await {
        the_years(scratch).await;
    }
}

/// Rates of a debt that grows from 2019 to 2026, as they come up.
async fn the_rates(scratch: Scratch) {
    let law = law::law(&scratch.db).await.unwrap();
    let debt = Debt { due_on: day("2019-06-10"), principal: Money(100_000), reductions: &[] };
    let ledger = ledger(&law.penalties, debt, day("2026-12-31"));
    let rate = |on: &str| {
        let found = ledger.segments.iter().find(|segment| segment.from <= day(on) && day(on) <= segment.to);
        match found.unwrap().accrual {
            Accrual::Part { rate, divisor } => format!("{rate}/{divisor}"),
            Accrual::Nothing(pause) => format!("{pause:?}"),
        }
    };
    for (on, expected) in [
        ("2019-07-10", "FirstDays"),
        ("2019-07-11", "750/300"),
        ("2019-07-29", "725/300"),
        ("2019-09-09", "700/130"),
        ("2020-04-05", "600/130"),
        ("2020-04-06", "Moratorium"),
        ("2021-01-01", "Moratorium"),
        ("2021-01-02", "425/130"),
        ("2022-02-27", "950/130"),
        // The key rate was 20 %.
        ("2022-03-01", "950/130"),
        ("2022-03-31", "Moratorium"),
        ("2022-10-02", "750/130"),
        ("2026-12-31", "950/130"),
    ] {
        assert_eq!(rate(on), expected, "{on}");
    }
    assert_eq!(law.due_on("2017-12".parse().unwrap()), day("2018-01-10"));
    assert_eq!(law.due_on("2026-03".parse().unwrap()), day("2026-04-15"));
    // New Year's holidays last until the 8th, and the 9th was moved.
    assert_eq!(law.working_days.next_working_day(day("2025-12-31")), day("2026-01-12"));
    scratch.discard().await;
}

#[tokio::test]
async fn a_new_database_knows_the_rates_and_moratoria_on_sqlite() {
    the_rates(Scratch::sqlite().await).await;
}

#[tokio::test]
async fn a_new_database_knows_the_rates_and_moratoria_on_postgres() {
    if let Some(scratch) = Scratch::postgres().await {
        the_rates(scratch).await;
    }
}

#[tokio::test]
async fn the_guides_december_costs_1_19_on_the_31st_day() {
    let scratch = Scratch::sqlite().await;
    let law = law::law(&scratch.db).await.unwrap();
    let advance = [Reduction { on: day("2017-12-20"), amount: Money(1) }];
    let debt = Debt { due_on: day("2018-01-10"), principal: Money(461_160), reductions: &advance };
    assert_eq!(penalty(&law.penalties, debt, day("2018-02-10")), Money(119));
}

#[tokio::test]
async fn pages_do_not_ask_for_the_law_again() {
    let scratch = Scratch::sqlite().await;
    let first = law::law(&scratch.db).await.unwrap();
    let before = scratch.db.statements();
    assert_eq!(law::law(&scratch.db.clone()).await.unwrap(), first);
    assert_eq!(scratch.db.statements(), before);
}

#[tokio::test]
async fn a_correction_counts_a_minute_later_or_at_once_where_it_was_made() {
    let scratch = Scratch::sqlite().await;
    let other = Db::clone(&scratch.db);
    let first = law::law(&other).await.unwrap();
    set(&scratch.db, "penalty.computed", "2018-01-01", 0).await;
    assert_eq!(law::law(&other).await.unwrap(), first);
    tokio::time::pause();
    tokio::time::advance(Duration::from_mins(1)).await;
    tokio::time::resume();
    let second = law::law(&other).await.unwrap();
    assert_ne!(second, first);
    set(&scratch.db, "penalty.computed", "2018-02-01", 1).await;
    law::forget(&scratch.db).await;
    assert_ne!(law::law(&other).await.unwrap(), second);
}

#[tokio::test]
async fn a_company_that_imports_penalties_is_not_computed_for() {
    let scratch = Scratch::sqlite().await;
    set(&scratch.db, "penalty.computed", "2018-01-01", 0).await;
    let law = law::law(&scratch.db).await.unwrap();
    let debt = Debt { due_on: day("2018-01-10"), principal: Money(461_159), reductions: &[] };
    let ledger = ledger(&law.penalties, debt, day("2018-12-31"));
    assert_eq!(ledger.segments.len(), 1);
    assert_eq!((ledger.segments[0].accrual, ledger.total), (Accrual::Nothing(Pause::Imported), Money::ZERO));
}

#[tokio::test]
async fn a_number_that_makes_no_sense_is_an_error_that_names_it() {
    let scratch = Scratch::sqlite().await;
    set(&scratch.db, "penalty.late_divisor", "2018-01-01", 0).await;
    let error = law::law(&scratch.db).await.unwrap_err().to_string();
    assert_eq!(error, "penalty.late_divisor since 2018-01-01 cannot be 0");
}

#[tokio::test]
async fn the_day_from_which_the_portal_counts_penalties_can_be_named_again() {
    let scratch = Scratch::sqlite().await;
    for from in ["2018-02-01", "2018-03-01"] {
        let tx = scratch.db.begin().await.unwrap();
        law::compute_penalties_from(&tx, day(from)).await.unwrap();
        tx.commit().await.unwrap();
        law::forget(&scratch.db).await;
        let penalties = &law::law(&scratch.db).await.unwrap().penalties;
        assert!(!penalties.is_computed(day(from).pred_opt().unwrap()) && penalties.is_computed(day(from)));
    }
}

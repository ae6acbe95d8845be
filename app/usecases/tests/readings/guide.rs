//! The tables of the user guide, cell by cell, at 2018-01-25.
use super::household::{at_home, day, period, with_guide};
use crate::support::{World, twins};
use domain::{
    calendar::Term,
    quantity::Quantity,
    readings::{History, HistoryCell, Meter, MeterRow},
};
use std::fmt::Write as _;
use usecases::readings;

twins!(
    the_page_shows_the_table_of_the_guide,
    the_history_shows_the_table_of_the_guide,
    the_averages_follow_from_the_guide,
);

/// Month, then reading and consumption of each meter, as the guide prints them.
const HISTORY: &str = "\
01.2018 |  |  |
12.2017 | 388 +6 | 341 +8 | 3605.962 3734.278 4600.592 +81.547 +89.35 +100.044
11.2017 | 382 +11 | 333 +10 | 3524.415 3644.928 4500.548 +154.194 +150.535 +207.124
10.2017 | 371 +8 | 323 +8 | 3370.221 3494.393 4293.424 +134.231 +129.663 +182.862
09.2017 | 363 +11 | 315 +11 | 3235.99 3364.73 4110.562 +77.849 +81.893 +98.465
08.2017 | 352 +22 | 304 +16 | 3158.141 3282.837 4012.097 +57.73 +61.941 +99.29
";

const TABLE: &str = "\
ColdWater 100708114 | 388 | 2017-12-31 | None | 3 г. 11 м. 6 д.
HotWater 100719727 | 341 | 2017-12-31 | None | 3 г. 11 м. 6 д.
Electricity 9904514 | 3605.962 3734.278 4600.592 | 2017-12-31 | None | 3 г. 11 м. 6 д.
";

async fn the_page_shows_the_table_of_the_guide(world: World) {
    with_guide(&world).await;
    let ctx = at_home(&world, world.cast.anna, &world.cast.flat).await;
    let page = readings::page(&ctx, None, None).await.unwrap();
    let table: String = page.rows.iter().map(|row| table_row(row) + "\n").collect();
    assert_eq!(table, TABLE);
    assert_eq!((page.period, page.accepted, page.today), (period("2018-01"), false, day("2018-01-25")));
    assert_eq!(printed(&page.history), HISTORY);
}

async fn the_history_shows_the_table_of_the_guide(world: World) {
    with_guide(&world).await;
    let ctx = at_home(&world, world.cast.anna, &world.cast.flat).await;
    let history = readings::history(&ctx, None, None).await.unwrap();
    assert_eq!(printed(&history), HISTORY);
    assert_eq!((history.span.from, history.span.to), (day("2017-08-01"), day("2018-01-31")));
    assert_eq!(history.first, Some(period("2017-07")));
    assert_eq!(history, readings::page(&ctx, None, None).await.unwrap().history);
}

async fn the_averages_follow_from_the_guide(world: World) {
    with_guide(&world).await;
    let ctx = at_home(&world, world.cast.anna, &world.cast.flat).await;
    let page = readings::page(&ctx, None, None).await.unwrap();
    let averages: Vec<Vec<String>> = page.rows.iter().map(averages).collect();
    assert_eq!(averages, [vec!["11.6"], vec!["10.6"], vec!["101.110", "102.676", "137.557"]]);
}

fn table_row(row: &MeterRow) -> String {
    let meter = &row.meter;
    let previous = row.previous.as_ref().unwrap();
    let term = Term::between(day("2018-01-25"), meter.verified_until.unwrap()).unwrap();
    format!(
        "{:?} {} | {} | {} | {:?} | {} г. {} м. {} д.",
        meter.resource,
        meter.serial,
        values(meter, &previous.values, ""),
        previous.taken_on,
        row.current,
        term.years,
        term.months,
        term.days
    )
}

fn averages(row: &MeterRow) -> Vec<String> {
    let pace = row.pace.as_ref().unwrap();
    pace.total.iter().map(|total| row.meter.dial.format_average(*total, pace.months)).collect()
}

fn printed(history: &History) -> String {
    let mut text = String::new();
    for month in &history.months {
        let period = month.period;
        write!(text, "{:02}.{}", period.month(), period.year()).unwrap();
        for (meter, cell) in history.meters.iter().zip(&month.cells) {
            text += " | ";
            text += &cell.as_ref().map_or_else(String::new, |cell| printed_cell(meter, cell));
        }
        text = text.trim_end().to_owned() + "\n";
    }
    text
}

fn printed_cell(meter: &Meter, cell: &HistoryCell) -> String {
    let used = cell.consumption.as_ref().map_or_else(String::new, |used| values(meter, used, "+"));
    format!("{} {used}", values(meter, &cell.reading.values, ""))
}

fn values(meter: &Meter, values: &[Quantity], sign: &str) -> String {
    let texts: Vec<String> =
        values.iter().map(|value| sign.to_owned() + &meter.dial.format(*value)).collect();
    texts.join(" ")
}

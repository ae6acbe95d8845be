//! A town in one evening: what is done in bulk stays in bulk.
use super::{counts, import};
use crate::support::{World, twins};
use std::fmt::Write;
use usecases::imports::{self, Kind, Options, Progress};

twins! {
    twenty_thousand_readings_are_taken_by_few_statements,
}

const METERS: usize = 2_000;
const MONTHS: usize = 10;

async fn twenty_thousand_readings_are_taken_by_few_statements(world: World) {
    let mut accounts = "Лицевой счёт;Адрес;Собственник\n".to_owned();
    let mut meters = "Лицевой счёт;Ресурс;Заводской №;Разрядов;Знаков после запятой\n".to_owned();
    let mut readings = "ЛС;Ресурс;Счётчик;Т1;Дата\n".to_owned();
    for at in 0..METERS {
        writeln!(accounts, "80{at:05};г Тверь, ул Новая, д. {}, {};Жилец-{at} А. А.", at / 100, at % 100)
            .unwrap();
        writeln!(meters, "80{at:05};ХВС;S{at};5;3").unwrap();
        for month in 1..=MONTHS {
            writeln!(
                readings,
                "80{at:05};ХВС;S{at};{},{:03};20.{month:02}.2017",
                at % 90 + month * 4,
                month * 7
            )
            .unwrap();
        }
    }
    assert_eq!(counts(&import(&world, Kind::Accounts, &accounts).await), (METERS, 0, 0));
    assert_eq!(counts(&import(&world, Kind::Meters, &meters).await), (METERS, 0, 0));

    let rows = METERS * MONTHS;
    let before = world.db.statements();
    let mut seen: Vec<Progress> = Vec::new();
    let mut note = |progress| seen.push(progress);
    let summary =
        imports::run(&world.system(), Kind::Readings, readings.as_bytes(), Options::default(), &mut note)
            .await;
    assert_eq!(counts(&summary.unwrap()), (rows, 0, 0));
    let statements = usize::try_from(world.db.statements() - before).unwrap();
    assert!(statements <= rows / 500, "{statements} for {rows} readings");
    assert!(seen.is_sorted_by_key(|progress| progress.done));
    assert_eq!(seen.last(), Some(&Progress { done: rows, total: rows }));

    assert_eq!(counts(&import(&world, Kind::Readings, &readings).await), (0, 0, rows));
}

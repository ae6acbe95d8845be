//! Last readings.
use super::{counts, looked_through, manager, refused, undone, written};
use crate::support::{World, twins};
use domain::imports::{Kind, State, Verdict};
use store::{entity::reading, testing::all};

twins! {
    readings_are_written_and_taken_back,
    a_refused_reading_does_not_hinder_the_next,
    another_value_is_shown_beside_the_one_that_was_there,
    what_was_read_since_hinders_the_undo,
}

async fn values(world: &World) -> Vec<i64> {
    let mut readings = all::<reading::Entity>(&world.db).await;
    readings.sort_by_key(|reading| reading.id);
    readings.into_iter().map(|reading| reading.value_1).collect()
}

const DECEMBER: &str = "Лицевой счёт;№ счётчика;Показание;Дата снятия\n\
                        7000418;100708114;388;31.12.2017\n7000419;200100;41,5;31.12.2017\n";

async fn readings_are_written_and_taken_back(world: World) {
    let manager = manager(&world).await;
    let before = values(&world).await;
    let done = written(&world, &manager, Kind::Readings, DECEMBER).await;
    assert_eq!(counts(&done), [2, 0, 0, 0], "{:?}", refused(&done));
    let rows = all::<reading::Entity>(&world.db).await;
    assert!(
        rows.iter().all(|row| row.person_id == Some(world.cast.manager)),
        "in the name of whoever loaded"
    );
    assert_eq!(values(&world).await.len(), before.len() + 2);
    assert_eq!(undone(&world, &manager, &done).await.card.state, State::Undone);
    assert_eq!(values(&world).await, before);
}

async fn a_refused_reading_does_not_hinder_the_next(world: World) {
    let manager = manager(&world).await;
    written(&world, &manager, Kind::Readings, DECEMBER.replace("31.12.2017", "31.10.2017")).await;
    // November is a typing error; December is measured against October.
    let file = "ЛС;Счётчик;Т1;Дата\n7000418;100708114;395;31.12.2017\n7000418;100708114;38;30.11.2017\n";
    let done = written(&world, &manager, Kind::Readings, file).await;
    assert_eq!(counts(&done), [1, 0, 0, 1]);
    assert!(refused(&done)[0].1.contains("меньше предыдущего: 388"), "{:?}", refused(&done));
    let below = "ЛС;Счётчик;Т1;Дата\n7000418;100708114;40;31.01.2017\n7000418;100708114;39;28.02.2017\n";
    assert_eq!(counts(&written(&world, &manager, Kind::Readings, below).await), [1, 0, 0, 1]);
}

async fn another_value_is_shown_beside_the_one_that_was_there(world: World) {
    let manager = manager(&world).await;
    written(&world, &manager, Kind::Readings, DECEMBER).await;
    let ready = looked_through(&world, &manager, Kind::Readings, DECEMBER.replace("388", "390")).await;
    assert_eq!(counts(&ready), [0, 1, 1, 0]);
    let lines = ready.preview.unwrap().lines;
    let changed = lines.iter().find(|line| line.verdict == Verdict::Changed).unwrap();
    assert_eq!(changed.subject, "7000418, ХВС 100708114");
    let value = changed.changes.iter().find(|change| change.name == "Показание").unwrap();
    assert_eq!((value.was.as_deref(), value.now.as_deref()), (Some("388"), Some("390")));
}

async fn what_was_read_since_hinders_the_undo(mut world: World) {
    let manager = manager(&world).await;
    let done = written(&world, &manager, Kind::Readings, DECEMBER).await;
    world.wait(chrono::TimeDelta::minutes(1));
    let later = super::manager(&world).await;
    let january = DECEMBER.replace("388", "395").replace("41,5", "43").replace("31.12.2017", "25.01.2018");
    let second = written(&world, &later, Kind::Readings, january).await;
    let hindered = undone(&world, &later, &done).await;
    assert_eq!(hindered.card.state, State::Done);
    assert_eq!(hindered.problems, ["После загруженных показаний поданы новые: 2."]);
    assert_eq!(undone(&world, &later, &second).await.card.state, State::Undone);
    assert_eq!(undone(&world, &later, &hindered).await.card.state, State::Undone);
}

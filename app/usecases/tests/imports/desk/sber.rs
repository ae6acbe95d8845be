//! Sber's file of meters: what is taken away is what is brought back.
use super::{counts, looked_through, manager, refused, undone, written};
use crate::{
    readings::household::{at_home, explained, line, period, submit, with_guide},
    support::{World, twins},
    tickets::desk::other_house,
};
use chrono::TimeDelta;
use domain::{
    imports::{Kind, Spot, State},
    readings::Explanation,
};
use store::{entity::reading, executors, testing::all};
use usecases::{Error, readings};

twins! {
    what_was_taken_away_changes_nothing_when_it_comes_back,
    a_reading_that_was_given_late_comes_back_to_its_month,
    what_waits_for_review_is_not_taken_away,
    each_meter_of_a_line_is_told_of_and_taken_back,
    who_serves_other_houses_takes_nothing_away,
}

async fn taken(world: &World, month: &str) -> Vec<u8> {
    readings::export_sber(&manager(world).await, period(month), None).await.unwrap()
}

fn text(file: &[u8]) -> String {
    encoding_rs::WINDOWS_1251.decode(file).0.into_owned()
}

async fn what_was_taken_away_changes_nothing_when_it_comes_back(world: World) {
    with_guide(&world).await;
    let anna = at_home(&world, world.cast.anna, &world.cast.flat).await;
    let [cold, hot, power] = world.cast.flat.meters[..] else { panic!("three meters") };
    let lines = vec![line(cold, &["395"]), line(hot, &["351"]), line(power, &["3700,5", "3800", "4700"])];
    submit(&anna, lines).await.unwrap();
    let before = all::<reading::Entity>(&world.db).await.len();
    for month in ["2018-01", "2017-12"] {
        let file = taken(&world, month).await;
        let text = text(&file);
        assert!(
            text.starts_with("7000418;Соловьёва Анна Павловна;;;г Москва, ул Авиаторов, д. 6, 7;"),
            "{text}"
        );
        let done = written(&world, &manager(&world).await, Kind::Readings, file).await;
        assert_eq!(counts(&done), [0, 0, 3, 0], "{text} {:?}", refused(&done));
    }
    assert!(world.events().await.contains(&"readings.exported".to_owned()));
    assert_eq!(all::<reading::Entity>(&world.db).await.len(), before);
    let january = text(&taken(&world, "2018-01").await);
    assert!(
        january.contains(
            ";5;9904514;ЭЛТТ день;31.12.2021;3700,5;25.01.2018;;7;9904514;ЭЛТТ ночь;31.12.2021;3800;"
        ),
        "{january}"
    );
    assert!(taken(&world, "2016-01").await.is_empty());
}

async fn a_reading_that_was_given_late_comes_back_to_its_month(mut world: World) {
    world.wait(TimeDelta::days(3));
    let boris = world.signed_in(world.cast.boris).await;
    submit(&boris, vec![line(world.cast.neighbours.meters[0], &["41,5"])]).await.unwrap();
    let february = taken(&world, "2018-02").await;
    assert!(text(&february).contains(";200100;ХВС;31.12.2021;41,5;01.02.2018;"), "{}", text(&february));
    world.wait(TimeDelta::days(10));
    let ready = looked_through(&world, &manager(&world).await, Kind::Readings, february).await;
    assert_eq!(counts(&ready), [0, 0, 1, 0], "{:?}", refused(&ready));
}

async fn what_waits_for_review_is_not_taken_away(world: World) {
    with_guide(&world).await;
    let anna = at_home(&world, world.cast.anna, &world.cast.flat).await;
    let [cold, hot, _] = world.cast.flat.meters[..] else { panic!("three meters") };
    let odd = explained(hot, &["331"], Explanation::PreviousWrong);
    submit(&anna, vec![line(cold, &["395"]), odd]).await.unwrap();
    let file = text(&taken(&world, "2018-01").await);
    assert!(file.contains("100708114") && !file.contains("100719727"), "{file}");
}

async fn each_meter_of_a_line_is_told_of_and_taken_back(world: World) {
    let manager = manager(&world).await;
    let file = "\
7000418;;;;;9;100708114;;;388;31.12.2017;;8;100719727;;;34,5,1;31.12.2017;;5;9904514;;;1;31.12.2017;;7;9904514;;;2;31.12.2017;;6;9904514;;;3;31.12.2017;
7000419;;;;;9;200100;;;41,5;31.12.2017;
7000499;;;;;9;1;;;1;31.12.2017;
обрыв
";
    let before = all::<reading::Entity>(&world.db).await.len();
    let done = written(&world, &manager, Kind::Readings, file).await;
    assert_eq!(counts(&done), [3, 0, 0, 3]);
    assert!(done.recognised.starts_with("Узнали: файл Сбера."), "{}", done.recognised);
    let refused: Vec<(String, String)> = refused(&done)
        .into_iter()
        .map(|(row, reason)| (Spot::of(row.unsigned_abs()).to_string(), reason))
        .collect();
    assert_eq!(refused.iter().map(|(spot, _)| spot.as_str()).collect::<Vec<_>>(), ["1.2", "3.1", "4"]);
    assert!(refused[1].1.contains("7000499"), "{}", refused[1].1);
    assert!(refused[2].1.starts_with("после пяти ячеек о счёте нужны показания"), "{}", refused[2].1);
    assert_eq!(undone(&world, &manager, &done).await.card.state, State::Undone);
    assert_eq!(all::<reading::Entity>(&world.db).await.len(), before);
}

async fn who_serves_other_houses_takes_nothing_away(world: World) {
    with_guide(&world).await;
    let (elsewhere, _) = other_house(&world).await;
    let tx = world.db.begin().await.unwrap();
    executors::serve(&tx, world.cast.dispatcher, &[elsewhere]).await.unwrap();
    tx.commit().await.unwrap();
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let here = Some(world.cast.house);
    assert!(readings::export_sber(&dispatcher, period("2017-12"), None).await.unwrap().is_empty());
    let refused = readings::export_sber(&dispatcher, period("2017-12"), here).await;
    assert!(matches!(refused, Err(Error::NotFound)));
    let editor = world.signed_in(world.cast.editor).await;
    let refused = readings::export_sber(&editor, period("2017-12"), None).await;
    assert!(matches!(refused, Err(Error::NotFound)));
}

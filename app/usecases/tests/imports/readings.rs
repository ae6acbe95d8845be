use super::{complaints, counts, import};
use crate::support::{World, twins};
use domain::{
    calendar::Period,
    ids::{MeterId, ReadingId},
};
use store::entity::reading;
use usecases::imports::Kind;
use uuid::Uuid;

twins! {
    readings_count_for_the_month_of_their_day,
    a_reading_again_is_unchanged_and_another_value_corrects_it,
    a_reading_below_the_previous_needs_a_word,
    a_reading_above_the_next_is_told,
    what_cannot_be_a_reading_is_told,
    what_a_resident_has_given_is_corrected_by_the_companys,
    an_unusual_reading_of_this_month_goes_to_review,
}

/// Readings of a meter, the corrected ones first.
async fn of_meter(world: &World, meter: MeterId) -> Vec<reading::Model> {
    let since = Period::new(2000, 1).unwrap();
    let mut readings = store::readings::of_meters(&world.db.read(), &[meter], since).await.unwrap();
    readings.sort_by_key(|reading| (reading.period, reading.id));
    readings
}

fn file(rows: &str) -> String {
    format!("ЛС;Ресурс;Счётчик;Т1;Т2;Т3;Т4;Дата;Вид\n{rows}")
}

async fn readings_count_for_the_month_of_their_day(world: World) {
    let rows = "\
7000418;ХВС;100708114;388;;;;31.12.2017;
7000418;;9904514;3605,962;3734.278;4600,592;;2017-12-31;
7000418;ХВС;100708114;382;;;;30.11.2017;
";
    let summary = import(&world, Kind::Readings, &file(rows)).await;
    assert_eq!(counts(&summary), (3, 0, 0));
    assert!(summary.not_mentioned.contains(&"7000418 100719727".to_owned()));
    let power = of_meter(&world, world.cast.flat.meters[2]).await;
    assert_eq!(power[0].period, Period::new(2017, 12).unwrap());
    assert_eq!(
        (power[0].value_1, power[0].value_2, power[0].value_3, power[0].value_4),
        (3_605_962, Some(3_734_278), Some(4_600_592), None)
    );
    assert_eq!((power[0].source.as_str(), power[0].needs_review), ("import", false));
    assert_eq!(of_meter(&world, world.cast.flat.meters[0]).await.len(), 2);
}

async fn a_reading_again_is_unchanged_and_another_value_corrects_it(world: World) {
    let one = |value: &str| file(&format!("7000418;ХВС;100708114;{value};;;;31.12.2017;\n"));
    assert_eq!(counts(&import(&world, Kind::Readings, &one("388")).await), (1, 0, 0));
    assert_eq!(counts(&import(&world, Kind::Readings, &one("388,0")).await), (0, 0, 1));
    assert_eq!(counts(&import(&world, Kind::Readings, &one("389")).await), (0, 1, 0));
    assert_eq!(counts(&import(&world, Kind::Readings, &one("389")).await), (0, 0, 1));
    let readings = of_meter(&world, world.cast.flat.meters[0]).await;
    assert_eq!(readings.iter().map(|reading| reading.value_1).collect::<Vec<_>>(), [388, 389]);
    assert_eq!(readings[1].corrects_id, Some(readings[0].id));
}

async fn a_reading_below_the_previous_needs_a_word(world: World) {
    import(&world, Kind::Readings, &file("7000418;ХВС;100708114;388;;;;31.10.2017;\n")).await;
    let lower = |kind: &str| file(&format!("7000418;ХВС;100708114;5;;;;31.12.2017;{kind}\n"));
    assert_eq!(
        complaints(&import(&world, Kind::Readings, &lower("")).await),
        [
            "строка 2, «Т1», «5»: меньше предыдущего: 388 от 31.10.2017. Если счётчик заменили, напишите в столбце «Вид» \
             «замена», если прошёл через ноль — «через ноль»"
        ]
    );
    assert_eq!(counts(&import(&world, Kind::Readings, &lower("замена")).await), (1, 0, 0));
    assert_eq!(counts(&import(&world, Kind::Readings, &lower("замена")).await), (0, 0, 1));
    let readings = of_meter(&world, world.cast.flat.meters[0]).await;
    assert_eq!(readings[1].explanation.as_deref(), Some("meter_replaced"));
}

async fn a_reading_above_the_next_is_told(world: World) {
    import(&world, Kind::Readings, &file("7000418;ХВС;100708114;388;;;;31.12.2017;\n")).await;
    let summary = import(&world, Kind::Readings, &file("7000418;ХВС;100708114;390;;;;30.11.2017;\n")).await;
    assert_eq!(complaints(&summary), ["строка 2, «Т1», «390»: больше следующего: 388 от 31.12.2017"]);
}

async fn what_cannot_be_a_reading_is_told(world: World) {
    let rows = "\
70O0418;ХВС;100708114;1;;;;31.12.2017;
7000418;ХВС;100708115;1;;;;31.12.2017;
7000417;ХВС;1;1;;;;31.12.2017;
7000418;ХВС;100708114;1,5;;;;31.12.2017;
7000418;ХВС;100708114;123456;;;;31.12.2017;
7000418;ХВС;100708114;-1;;;;31.12.2017;
7000418;ХВС;100708114;1l;;;;31.12.2017;
7000418;ХВС;100708114;1;2;;;31.12.2017;
7000418;ЭЛ;9904514;1;;3;;31.12.2017;
7000418;ЭЛ;9904514;1;2;123456789;;31.12.2017;
7000418;ХВС;100708114;1;;;;26.01.2018;
7000418;ХВС;100708114;1;;;;30.12.2015;
7000418;ХВС;100708114;1;;;;30.11.2017;
7000418;ХВС;100708114;2;;;;29.11.2017;
";
    let summary = import(&world, Kind::Readings, &file(rows)).await;
    assert_eq!(
        complaints(&summary),
        [
            "строка 2, «ЛС», «70O0418»: такого лицевого счёта нет, есть похожий: 7000418",
            "строка 3, «Счётчик», «100708115»: у этого счёта нет такого счётчика, есть: 100708114, 100719727, 9904514",
            "строка 4, «Счётчик», «1»: у этого счёта нет счётчиков. Сначала загрузите реестр счётчиков",
            "строка 5, «Т1», «1,5»: на счётчике нет знаков после запятой. Пример: 12345",
            "строка 6, «Т1», «123456»: на счётчике 5 цифр до запятой. Пример: 12345",
            "строка 7, «Т1», «-1»: показание меньше нуля. Пример: 388",
            "строка 8, «Т1», «1l»: в показании лишний знак «l». Пример: 388 или 3605,962",
            "строка 9, «Т2», «2»: у счётчика тарифов 1, это значение лишнее",
            "строка 10, «Т2»: нет значения: у счётчика тарифов 3, нужно каждое",
            "строка 11, «Т3», «123456789»: нет запятой. Пример: 123456.789",
            "строка 12, «Дата», «26.01.2018»: этот день ещё не наступил, сегодня 25.01.2018",
            "строка 13, «Дата», «30.12.2015»: счётчик установлен позже, 31.12.2015",
            "строка 15, «Дата», «29.11.2017»: за этот месяц уже есть показание в строке 14. Оставьте одно",
        ]
    );
    assert!(of_meter(&world, world.cast.flat.meters[0]).await.is_empty());
}

async fn what_a_resident_has_given_is_corrected_by_the_companys(world: World) {
    let given = reading::Model {
        id: ReadingId(Uuid::now_v7()),
        meter_id: world.cast.flat.meters[0],
        period: Period::new(2018, 1).unwrap(),
        taken_on: "2018-01-24".parse().unwrap(),
        recorded_at: world.now,
        value_1: 395,
        value_2: None,
        value_3: None,
        value_4: None,
        source: "resident".into(),
        needs_review: true,
        explanation: None,
        corrects_id: None,
        submission_id: None,
        person_id: None,
    };
    let tx = world.db.begin().await.unwrap();
    store::insert(&tx, given).await.unwrap();
    tx.commit().await.unwrap();
    let company = file("7000418;ХВС;100708114;395;;;;25.01.2018;\n");
    assert_eq!(counts(&import(&world, Kind::Readings, &company).await), (0, 1, 0));
    assert_eq!(counts(&import(&world, Kind::Readings, &company).await), (0, 0, 1));
    let readings = of_meter(&world, world.cast.flat.meters[0]).await;
    assert!(!readings[1].needs_review);
}

async fn an_unusual_reading_of_this_month_goes_to_review(world: World) {
    let past = "\
7000418;ХВС;100708114;380;;;;25.08.2017;
7000418;ХВС;100708114;390;;;;25.09.2017;
7000418;ХВС;100708114;400;;;;25.10.2017;
7000418;ХВС;100708114;410;;;;25.11.2017;
7000418;ХВС;100708114;420;;;;25.12.2017;
";
    assert_eq!(counts(&import(&world, Kind::Readings, &file(past)).await), (5, 0, 0));
    let much = file("7000418;ХВС;100708114;900;;;;25.01.2018;\n");
    let summary = import(&world, Kind::Readings, &much).await;
    assert_eq!((counts(&summary), summary.for_review), ((1, 0, 0), 1));
    let again = import(&world, Kind::Readings, &much).await;
    assert_eq!((counts(&again), again.for_review), ((0, 0, 1), 0));
    let readings = of_meter(&world, world.cast.flat.meters[0]).await;
    assert!(readings.last().unwrap().needs_review);
}

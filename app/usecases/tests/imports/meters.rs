use super::{complaints, counts, import};
use crate::support::{World, twins};
use store::{entity::meter, registry};
use usecases::imports::Kind;

twins! {
    meters_are_known_by_account_resource_and_number,
    a_meter_of_which_little_is_said_has_the_usual_dial,
    what_cannot_be_a_meter_is_told,
    a_dial_with_readings_cannot_become_another,
}

async fn of_account(world: &World, number: &str) -> Vec<meter::Model> {
    let tx = world.db.read();
    let account = registry::accounts(&tx).await.unwrap().into_iter().find(|a| a.number == number).unwrap();
    let mut meters = registry::meters(&tx).await.unwrap();
    meters.retain(|meter| meter.account_id == account.id);
    meters.sort_by_key(|meter| meter.id);
    meters
}

async fn meters_are_known_by_account_resource_and_number(world: World) {
    let file = "\
Лицевой счёт;Ресурс;Заводской №;Тарифов;Разрядов;Знаков после запятой;Поверка до;Установлен;Снят;Состояние;Автоматический;Место
7000417;ХВС;AB-12 3;1;5;3;31.12.2030;01.01.2016;;в работе;нет;кухня
7000417;ГВС;AB-12 3;;5;0;;;;;да;
";
    assert_eq!(counts(&import(&world, Kind::Meters, file).await), (2, 0, 0));
    assert_eq!(counts(&import(&world, Kind::Meters, file).await), (0, 0, 2));
    let spelled = file.replace("AB-12 3", "ав123").replace("31.12.2030", "31.12.2031");
    let summary = import(&world, Kind::Meters, &spelled).await;
    assert_eq!(counts(&summary), (0, 1, 1));
    assert!(summary.not_mentioned.contains(&"7000418 100708114".to_owned()), "{:?}", summary.not_mentioned);
    let meters = of_account(&world, "7000417").await;
    assert_eq!(meters.len(), 2);
    assert_eq!((meters[0].serial.as_str(), meters[0].place.as_deref()), ("AB-12 3", Some("кухня")));
    assert!(meters[1].automatic);
}

async fn a_meter_of_which_little_is_said_has_the_usual_dial(world: World) {
    let file = "Лицевой счёт;Ресурс;Заводской №\n7000417;ХВС;1\n7000417;ЭЛТТ;2\n7000417;газ;3\n";
    import(&world, Kind::Meters, file).await;
    let dials: Vec<_> =
        of_account(&world, "7000417").await.iter().map(|m| (m.zones, m.digits, m.decimals)).collect();
    assert_eq!(dials, [(1, 5, 3), (3, 6, 3), (1, 5, 3)]);
}

async fn what_cannot_be_a_meter_is_told(world: World) {
    let file = "\
Лицевой счёт;Ресурс;Заводской №;Тарифов;Разрядов;Знаков после запятой;Установлен;Снят;Состояние
5001;ХВС;1;;;;;;
07000417;ХВС;1;;;;;;
7000417;пар;1;;;;;;
7000417;ЭЛДТ;1;3;;;;;
7000417;ХВС;1;;14;5;;;
7000417;ХВС;1;;;;;;снят
7000417;ХВС;2;;;;02.01.2018;01.01.2018;
7000417;ГВС;7;;5;;;;
7000417;ГВС;7;;6;;;;
7000417;ГВС;8;;;;26.01.2018;;
";
    let summary = import(&world, Kind::Meters, file).await;
    assert_eq!(
        complaints(&summary),
        [
            "строка 2, «Лицевой счёт», «5001»: такого лицевого счёта нет. Сначала загрузите реестр счетов",
            "строка 3, «Лицевой счёт», «07000417»: такого лицевого счёта нет, есть похожий: 7000417",
            "строка 4, «Ресурс», «пар»: такого ресурса портал не знает. Пример: ХВС, ГВС, электроэнергия, отопление, газ",
            "строка 5, «Тарифов», «3»: по названию ресурса тарифов 2",
            "строка 6, «Разрядов», «14»: таких шкал не бывает: до запятой от 1 до 15 цифр, после неё до 7, вместе до 18",
            "строка 7, «Состояние», «снят»: укажите в столбце «Снят» день, когда счётчик сняли. Пример: 31.12.2017",
            "строка 8, «Снят», «01.01.2018»: конец раньше начала. Проверьте обе даты",
            "строка 10, «Заводской №», «7»: этот счётчик уже есть в строке 9 с другими данными. Оставьте одну",
            "строка 11, «Установлен», «26.01.2018»: этот день ещё не наступил, сегодня 25.01.2018",
        ]
    );
    assert!(of_account(&world, "7000417").await.is_empty());
}

async fn a_dial_with_readings_cannot_become_another(world: World) {
    let other = "Лицевой счёт;Ресурс;Заводской №;Знаков после запятой\n7000418;ХВС;100708114;3\n";
    let back = "Лицевой счёт;Ресурс;Заводской №;Знаков после запятой\n7000418;ХВС;100708114;0\n";
    assert_eq!(counts(&import(&world, Kind::Meters, other).await), (0, 1, 0));
    assert_eq!(counts(&import(&world, Kind::Meters, back).await), (0, 1, 0));
    let reading = "ЛС;Счётчик;Т1;Дата\n7000418;100708114;388;31.12.2017\n";
    assert_eq!(counts(&import(&world, Kind::Readings, reading).await), (1, 0, 0));
    let summary = import(&world, Kind::Meters, other).await;
    assert_eq!(summary.errors.len(), 1);
    assert!(complaints(&summary)[0].contains("у счётчика уже есть показания"));
    assert_eq!(of_account(&world, "7000418").await[0].decimals, 0);
}

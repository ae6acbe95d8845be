//! Units with accounts and owners, and meters.
use super::{counts, looked_through, manager, page, refused, undone, written};
use crate::support::{World, twins};
use domain::imports::{Change, ImportPage, Kind, State, Verdict};
use store::{
    entity::{account, account_owner, building, import_change, meter, unit},
    testing::all,
};
use usecases::imports;

twins! {
    a_file_is_looked_through_written_and_taken_back,
    the_same_file_twice_changes_nothing,
    what_changes_is_shown_before_and_after,
    refused_rows_are_named_and_the_rest_is_written,
    what_was_built_on_accounts_hinders_their_undo,
    owners_of_more_than_all_are_remarked_on,
    signs_that_nobody_sees_are_left_out,
    an_undo_that_was_refused_does_not_change_when_it_was_loaded,
    what_was_changed_since_hinders_the_undo,
    an_undo_brings_back_what_was_there,
    a_dial_with_readings_is_refused_alone,
}

const ACCOUNTS: &str = "\
Реестр на 01.01.2018
Номер лицевого счета;Адрес дома;Кв.;Подъезд;ФИО собственника;Доля;Общая площадь;Телефон
8000001;г Москва, ул Новая, д. 1;1;1;Ким Олег;1/2;54,3 м²;+7 911 000-00-01
8000001;г Москва, ул Новая, д. 1;1;1;Ким Вера;1/2;;
8000002;г Москва, ул Новая, д. 1;2;1;Белов Пётр;;1 040,5;
Итого;;;;3;;1094,8;
";

/// How many houses, units, accounts and owners there are.
async fn registry(world: &World) -> [usize; 4] {
    [
        all::<building::Entity>(&world.db).await.len(),
        all::<unit::Entity>(&world.db).await.len(),
        all::<account::Entity>(&world.db).await.len(),
        all::<account_owner::Entity>(&world.db).await.len(),
    ]
}

async fn a_file_is_looked_through_written_and_taken_back(world: World) {
    let manager = manager(&world).await;
    let before = registry(&world).await;
    let ready = looked_through(&world, &manager, Kind::Accounts, ACCOUNTS).await;
    assert_eq!((ready.card.state, counts(&ready)), (State::Ready, [2, 0, 0, 0]));
    assert_eq!(registry(&world).await, before, "nothing is written before it is confirmed");
    imports::commit(&manager, ready.card.id, ready.version).await.unwrap();
    let writer = world.db.begin().await.unwrap();
    let working = page(&manager, ready.card.id).await;
    assert_eq!(
        (working.card.state, working.preview),
        (State::Committing, None),
        "it waits for nobody who writes"
    );
    drop(writer);
    super::work(&world).await;
    let done = page(&manager, ready.card.id).await;
    assert_eq!((done.card.state, counts(&done)), (State::Done, [2, 0, 0, 0]));
    let [houses, units, accounts, owners] = before;
    assert_eq!(registry(&world).await, [houses + 1, units + 2, accounts + 2, owners + 3]);
    let accounts = all::<account::Entity>(&world.db).await;
    let first = accounts.iter().find(|account| account.number == "8000001").unwrap();
    assert_eq!((first.area_hundredths, first.phone.as_deref()), (Some(5430), Some("+7 911 000-00-01")));
    let undone = undone(&world, &manager, &done).await;
    assert_eq!((undone.card.state, undone.problems.len()), (State::Undone, 0));
    assert_eq!(registry(&world).await, before);
}

async fn the_same_file_twice_changes_nothing(world: World) {
    let manager = manager(&world).await;
    written(&world, &manager, Kind::Accounts, ACCOUNTS).await;
    let there = registry(&world).await;
    let again = written(&world, &manager, Kind::Accounts, ACCOUNTS).await;
    assert_eq!(counts(&again), [0, 0, 2, 0]);
    assert_eq!(registry(&world).await, there);
    let changes = all::<import_change::Entity>(&world.db).await;
    assert!(changes.iter().all(|change| change.import_id != again.card.id));
}

async fn what_changes_is_shown_before_and_after(world: World) {
    let manager = manager(&world).await;
    written(&world, &manager, Kind::Accounts, ACCOUNTS).await;
    let other = ACCOUNTS.replace("54,3 м²", "55").replace("Ким Вера", "Ким Вера Львовна");
    let ready = looked_through(&world, &manager, Kind::Accounts, other).await;
    assert_eq!(counts(&ready), [0, 1, 1, 0]);
    let lines = ready.preview.unwrap().lines;
    let changed = lines.iter().find(|line| line.verdict == Verdict::Changed).unwrap();
    assert_eq!((changed.row, changed.subject.as_str()), (3, "8000001"));
    let change = |name: &str, was: Option<&str>, now: Option<&str>| Change {
        name: name.into(),
        was: was.map(str::to_owned),
        now: now.map(str::to_owned),
    };
    assert_eq!(
        changed.changes,
        [
            change("Площадь", Some("54,30"), Some("55,00")),
            change("Доли вместе", None, Some("больше целого, проверьте")),
            change("Собственник", None, Some("Ким Вера Львовна, 1/2")),
        ]
    );
}

async fn refused_rows_are_named_and_the_rest_is_written(world: World) {
    let manager = manager(&world).await;
    let file = "Лицевой счёт;Адрес;Собственник;Площадь;Открыт\n\
                8000001;г Москва, ул Новая, д. 1, 1;Ким Олег;много;\n\
                80;00003;ул Новая;лишнее;;ещё\n\
                8000002;г Москва, ул Новая, д. 1, 2;Белов Пётр;40;31.02.2018\n\
                8000003;г Москва, ул Новая, д. 1, 3;Чернов Пётр;41;43100\n\
                8000003;г Москва, ул Новая, д. 1, 4;Серов Пётр;;\n";
    let done = written(&world, &manager, Kind::Accounts, file).await;
    assert_eq!(counts(&done), [1, 0, 0, 4]);
    let rows: Vec<i64> = refused(&done).into_iter().map(|(row, _)| row).collect();
    assert_eq!(rows, [2, 3, 4, 6]);
    let reason = |row: i64| refused(&done).into_iter().find(|(at, _)| *at == row).unwrap().1;
    assert_eq!(
        reason(2),
        "«Площадь», «много»: нужна площадь в м², не больше двух знаков после запятой. Пример: 55,2"
    );
    assert_eq!(reason(4), "«Открыт», «31.02.2018»: такого дня нет. Пример: 28.02.2018");
    assert!(reason(6).contains("в строке 5 у того же счёта другое"), "{}", reason(6));
    let accounts = all::<account::Entity>(&world.db).await;
    let there = accounts.iter().map(|account| account.number.as_str());
    let there: Vec<&str> = there.filter(|number| number.starts_with('8')).collect();
    assert_eq!(there, ["8000003"]);
    let owners = all::<account_owner::Entity>(&world.db).await;
    assert!(!owners.iter().any(|owner| owner.name.starts_with("Серов")), "a refused row adds no owner");
    let csv = String::from_utf8(imports::refused(&manager, done.card.id).await.unwrap()).unwrap();
    let header = "Строка;Причина отказа;Лицевой счёт;";
    assert!(csv.trim_start_matches('\u{feff}').starts_with(header), "{csv}");
    let first = csv.lines().nth(1).unwrap();
    assert!(
        first.starts_with("2;«Площадь», «много»")
            && first.contains(";8000001;")
            && first.contains("Ким Олег"),
        "{first}"
    );
    let corrected = csv.replace(";много", ";54,3").replace("31.02.2018", "28.02.2018");
    let again = written(&world, &manager, Kind::Accounts, corrected).await;
    assert_eq!(counts(&again), [2, 1, 0, 1], "what was corrected is loaded from the table of refusals");
}

const METERS: &str = "\
Лиц. счет;Вид услуги;№ прибора учета;Разрядность;Знаков после запятой;Место установки
8000001;Холодная вода;A-1;5;3;кухня
8000002;Холодная вода;A-2;5;3;
8000009;Холодная вода;A-3;5;3;
";

async fn what_was_built_on_accounts_hinders_their_undo(world: World) {
    let manager = manager(&world).await;
    let accounts = written(&world, &manager, Kind::Accounts, ACCOUNTS).await;
    let meters = written(&world, &manager, Kind::Meters, METERS).await;
    assert_eq!(counts(&meters), [2, 0, 0, 1]);
    assert_eq!(
        refused(&meters),
        [(
            4,
            "«Лиц. счет», «8000009»: такого лицевого счёта нет. Сначала загрузите реестр счетов".to_owned()
        )]
    );
    let there = registry(&world).await;
    let hindered = undone(&world, &manager, &accounts).await;
    assert_eq!(hindered.card.state, State::Done);
    assert_eq!(
        hindered.problems,
        ["У загруженных счетов уже есть счётчики: 2. Сначала отмените их загрузку."]
    );
    assert_eq!(registry(&world).await, there, "nothing is taken back in part");
    let meters_before = all::<meter::Entity>(&world.db).await.len();
    assert_eq!(undone(&world, &manager, &meters).await.card.state, State::Undone);
    assert_eq!(all::<meter::Entity>(&world.db).await.len(), meters_before - 2);
    assert_eq!(undone(&world, &manager, &hindered).await.card.state, State::Undone);
}

async fn owners_of_more_than_all_are_remarked_on(world: World) {
    let manager = manager(&world).await;
    let remarks = |page: &ImportPage| -> Vec<String> {
        let lines = page.preview.as_ref().unwrap().lines.iter();
        let remarks = lines.flat_map(|line| &line.changes).filter(|change| change.name == "Доли вместе");
        remarks.filter_map(|change| change.now.clone()).collect()
    };
    let even = written(&world, &manager, Kind::Accounts, ACCOUNTS).await;
    assert!(remarks(&even).is_empty());
    let third = "ЛС;Адрес;Собственник;Доля\n8000001;г Москва, ул Новая, д. 1, 1;Ким Мир;1/3\n";
    let more = looked_through(&world, &manager, Kind::Accounts, third).await;
    assert_eq!(remarks(&more), ["больше целого, проверьте"]);
    let whole = "ЛС;Адрес;Собственник;Доля\n8000002;г Москва, ул Новая, д. 1, 2;Белов Пётр;5/1\n";
    let wrong = refused(&looked_through(&world, &manager, Kind::Accounts, whole).await);
    assert_eq!(wrong, [(2, "«Доля», «5/1»: доля больше целого. Пример: 1/2, 50% или 0,5".to_owned())]);
}

async fn signs_that_nobody_sees_are_left_out(world: World) {
    let manager = manager(&world).await;
    let owner = "ЛС;Адрес;Собственник\n8000001;г Москва, ул Новая, д. 1, 1;\u{202e}Ким\u{200b} Олег\u{ad}\n";
    written(&world, &manager, Kind::Accounts, owner).await;
    assert!(all::<account_owner::Entity>(&world.db).await.iter().any(|row| row.name == "Ким Олег"));
    let hung = "ЛС;Ресурс;Номер счётчика\n8000001;ХВС;77\u{202e}01\u{feff}\n";
    written(&world, &manager, Kind::Meters, hung).await;
    assert!(all::<meter::Entity>(&world.db).await.iter().any(|row| row.serial == "7701"));
    let nothing = "ЛС;Ресурс;Номер счётчика\n8000001;ХВС;\u{202e}\n";
    let wrong = refused(&looked_through(&world, &manager, Kind::Meters, nothing).await);
    assert!(wrong[0].1.ends_with("ничего не указано, а без этого нельзя"), "{wrong:?}");
}

async fn an_undo_that_was_refused_does_not_change_when_it_was_loaded(mut world: World) {
    let ctx = manager(&world).await;
    let accounts = written(&world, &ctx, Kind::Accounts, ACCOUNTS).await;
    written(&world, &ctx, Kind::Meters, METERS).await;
    let loaded = accounts.changed_at;
    world.wait(chrono::TimeDelta::minutes(41));
    let later = manager(&world).await;
    let hindered = undone(&world, &later, &accounts).await;
    assert_eq!((hindered.card.state, hindered.problems.len()), (State::Done, 1));
    assert_eq!(hindered.changed_at, loaded);
}

async fn what_was_changed_since_hinders_the_undo(world: World) {
    let manager = manager(&world).await;
    let first = written(&world, &manager, Kind::Accounts, ACCOUNTS).await;
    let second = written(&world, &manager, Kind::Accounts, ACCOUNTS.replace("54,3 м²", "55")).await;
    let hindered = undone(&world, &manager, &first).await;
    assert_eq!((hindered.card.state, hindered.problems.len()), (State::Done, 1));
    assert!(hindered.problems[0].starts_with("Загруженное с тех пор изменили"), "{:?}", hindered.problems);
    assert_eq!(undone(&world, &manager, &second).await.card.state, State::Undone);
    assert_eq!(undone(&world, &manager, &hindered).await.card.state, State::Undone);
}

async fn an_undo_brings_back_what_was_there(world: World) {
    let manager = manager(&world).await;
    written(&world, &manager, Kind::Accounts, ACCOUNTS).await;
    let before = (all::<account::Entity>(&world.db).await, all::<account_owner::Entity>(&world.db).await);
    let other = "ЛС;Адрес;Собственник;Доля;Площадь\n\
                 8000001;г Москва, ул Новая, д. 1, 9;Ким Олег;0;60\n\
                 8000001;г Москва, ул Новая, д. 1, 9;Ким Вера;1;\n";
    let done = written(&world, &manager, Kind::Accounts, other).await;
    assert_eq!(counts(&done), [0, 1, 0, 0]);
    assert_ne!(all::<account_owner::Entity>(&world.db).await.len(), before.1.len());
    assert_eq!(undone(&world, &manager, &done).await.card.state, State::Undone);
    let sorted = |mut accounts: Vec<account::Model>, mut owners: Vec<account_owner::Model>| {
        accounts.sort_by_key(|row| row.id);
        owners.sort_by_key(|row| row.id);
        (accounts, owners)
    };
    let after = (all::<account::Entity>(&world.db).await, all::<account_owner::Entity>(&world.db).await);
    assert_eq!(sorted(after.0, after.1), sorted(before.0, before.1));
}

async fn a_dial_with_readings_is_refused_alone(world: World) {
    let manager = manager(&world).await;
    let reading = "ЛС;Счётчик;Т1;Дата\n7000418;100708114;388;31.12.2017\n";
    written(&world, &manager, Kind::Readings, reading).await;
    let file = "ЛС;Ресурс;Заводской №;Знаков после запятой\n7000418;ХВС;100708114;3\n7000418;ХВС;NEW;3\n";
    let done = written(&world, &manager, Kind::Meters, file).await;
    assert_eq!(counts(&done), [1, 0, 0, 1]);
    assert!(refused(&done)[0].1.contains("у счётчика уже есть показания"), "{:?}", refused(&done));
    let meters = all::<meter::Entity>(&world.db).await;
    assert!(meters.iter().any(|meter| meter.serial == "NEW"));
    assert_eq!(meters.iter().find(|meter| meter.serial == "100708114").unwrap().decimals, 0);
}

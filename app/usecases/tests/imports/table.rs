//! Files as a whole: what was recognised, and what is said of it.
use super::{import, run};
use crate::support::{World, twins};
use store::registry;
use usecases::imports::{self, Kind, Options, text};

twins! {
    a_report_says_what_was_done,
    a_report_of_a_bad_file_says_what_is_wrong,
    other_headers_are_mapped,
    an_import_leaves_one_event_with_the_hash_of_its_file,
}

const ONE: &str = "Лицевой счёт;Адрес;Собственник;Пол\n5101;г Тверь, д. 3, 1;Ильин;м\n";

async fn a_report_says_what_was_done(world: World) {
    let (bytes, _, _) = encoding_rs::WINDOWS_1251.encode(ONE);
    let summary =
        imports::run(&world.system(), Kind::Accounts, &bytes, Options::default(), &mut |_| {}).await.unwrap();
    assert_eq!(
        text::report(&summary),
        "Узнали: Windows-1251, разделитель «;».\n\
         Столбцы, которых портал не знает, пропущены: «Пол».\n\
         Строк: 1. Счетов новых: 1, с изменениями: 0, без изменений: 0.\n\
         Счета и собственники, которых в файле нет, остались как были, 5: 7000417, 7000418, 7000419, 7000533, 7000600."
    );
}

async fn a_report_of_a_bad_file_says_what_is_wrong(world: World) {
    let report = text::report(&import(&world, Kind::Accounts, "Лицевой счёт;Имя\n1;2\n").await);
    assert_eq!(
        report,
        "Не хватает столбцов: «Адрес», «Собственник». В файле есть: «Лицевой счёт», «Имя». Если они названы иначе, \
         сопоставьте: --columns \"Название в файле=Адрес\".\nНичего не изменено."
    );
    let report = text::report(&import(&world, Kind::Accounts, &ONE.replace("5101", "")).await);
    assert!(report.ends_with(
        "строка 2, «Лицевой счёт»: ничего не указано, а без этого нельзя\n\
         Строк: 1, с ошибками: 1. Ничего не изменено: исправьте их и повторите."
    ));
}

async fn other_headers_are_mapped(world: World) {
    let file = ONE.replace("Лицевой счёт", "Абонент");
    let columns = vec![("абонент".to_owned(), "Лицевой счет".to_owned())];
    let summary = run(&world, Kind::Accounts, &file, Options { columns, ..Options::default() }).await;
    assert_eq!((summary.is_good(), summary.added), (true, 1));
}

async fn an_import_leaves_one_event_with_the_hash_of_its_file(world: World) {
    import(&world, Kind::Accounts, ONE).await;
    import(&world, Kind::Accounts, "Лицевой счёт;Адрес;Собственник\n5102;г Тверь;x\n").await;
    let events = registry::imports(&world.db.read()).await.unwrap();
    assert_eq!(events.len(), 1);
    assert_eq!(events[0].kind, "accounts.imported");
    let details = events[0].details.as_deref().unwrap();
    assert!(details.contains("\"sha256\":\"") && details.contains("\"added\":1"), "{details}");
}

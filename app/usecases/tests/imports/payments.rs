use super::{complaints, counts, import, run};
use crate::{
    ledger::{check, recipients},
    support::{World, twins},
};
use domain::money::Money;
use store::{
    entity::{payment, suspense},
    testing,
};
use usecases::imports::{self, Kind, Options, text};

twins! {
    payments_pay_what_is_owed_and_the_rest_is_an_advance,
    the_same_file_twice_credits_nothing,
    a_line_with_a_number_is_known_by_bank_number_and_day,
    an_operation_that_says_something_else_is_refused,
    lines_without_a_number_are_counted,
    what_cannot_be_placed_waits_on_the_suspense_account,
    what_waits_is_credited_once_its_account_is_there,
    a_recipient_is_known_by_name_or_by_account,
    one_bad_line_and_nothing_is_credited,
    a_day_that_cannot_be_meant_is_refused,
    a_dry_run_tells_the_same_and_credits_nothing,
}

const HEADER: &str = "Дата;Номер операции;Банк;Лицевой счёт;Плательщик;Получатель;Сумма;Назначение\n";

fn file(rows: &str) -> String {
    format!("{HEADER}{rows}")
}

async fn pay(world: &World, rows: &str) -> imports::Summary {
    import(world, Kind::Payments, &file(rows)).await
}

async fn suspended(world: &World) -> Vec<suspense::Model> {
    testing::all::<suspense::Entity>(&world.db).await
}

async fn payments_pay_what_is_owed_and_the_rest_is_an_advance(world: World) {
    let [rent, _] = recipients(&world).await;
    let charges = "Период;Лицевой счёт;Услуга;Начислено;К оплате\n12.2017;7000418;ЖКУ;4611,60;4611,60\n";
    import(&world, Kind::Charges, charges).await;
    let summary =
        pay(&world, "20.01.2018;417;ПАО Сбербанк;7000418;Соловьёва А. П.;Квартплата;4700,00;за декабрь\n")
            .await;
    assert_eq!((counts(&summary), summary.money.total), ((1, 0, 0), Money(470_000)));
    let flat = check(&world).await.remove(&(world.cast.flat.account, rent)).unwrap();
    assert_eq!((flat.debt, flat.advance, flat.paid), (0, 8_840, 470_000));
    let [row] = &testing::all::<payment::Entity>(&world.db).await[..] else { panic!() };
    assert_eq!((row.bank.as_str(), row.operation.as_deref()), ("ПАО Сбербанк", Some("417")));
    assert_eq!((row.payer.as_deref(), row.purpose.as_deref()), (Some("Соловьёва А. П."), Some("за декабрь")));
    assert_eq!(
        text::report(&summary),
        "Узнали: UTF-8, разделитель «;».\n\
         Строк: 1. Зачислено оплат: 1, из невыясненных: 0, загружены раньше: 0.\n\
         Зачислено: 4\u{a0}700.00 ₽."
    );
}

async fn the_same_file_twice_credits_nothing(world: World) {
    recipients(&world).await;
    let rows = "\
20.01.2018;417;Банк;7000418;;;100;
20.01.2018;;Банк;7000418;Иванов;;100;ЖКУ
20.01.2018;;Банк;7000418;Иванов;;100;ЖКУ
20.01.2018;418;Банк;555;;;70;
20.01.2018;;Банк;556;;;80;
";
    let summary = pay(&world, rows).await;
    assert_eq!((counts(&summary), summary.money.suspended.count), ((3, 0, 0), 2));
    let again = pay(&world, rows).await;
    assert_eq!((counts(&again), again.money.suspended.count), ((0, 0, 5), 0));
    assert_eq!((again.money.total, suspended(&world).await.len()), (Money::ZERO, 2));
    check(&world).await;
}

async fn a_line_with_a_number_is_known_by_bank_number_and_day(world: World) {
    recipients(&world).await;
    let rows = "\
20.01.2018;417;Банк;7000418;;;100;
20.01.2018;417;Банк;70 00418;Иванов;;100,00;повтор
21.01.2018;417;Банк;7000418;;;100;
20.01.2018;417;Другой банк;7000418;;;100;
";
    assert_eq!(counts(&pay(&world, rows).await), (3, 0, 1));
}

async fn an_operation_that_says_something_else_is_refused(world: World) {
    recipients(&world).await;
    let rows = "20.01.2018;417;Банк;7000418;;;100;\n20.01.2018;417;Банк;7000419;;;100;\n";
    assert_eq!(
        complaints(&pay(&world, rows).await),
        [
            "строка 3, «Номер операции», «417»: операция с этим номером уже есть в строке 2 с другими данными. Проверьте номер"
        ]
    );
    pay(&world, "20.01.2018;417;Банк;7000418;;;100;\n").await;
    for other in ["20.01.2018;417;Банк;7000418;;;101;\n", "20.01.2018;417;Банк;7000419;;;100;\n"] {
        assert_eq!(
            complaints(&pay(&world, other).await),
            [
                "строка 2, «Номер операции», «417»: операция с этим номером уже загружена с другими данными, сумма 100.00 ₽. \
              Проверьте номер"
            ]
        );
    }
}

async fn lines_without_a_number_are_counted(world: World) {
    recipients(&world).await;
    let line = "20.01.2018;;Банк;7000418;Иванов;;100;ЖКУ\n";
    let other = "20.01.2018;;Банк;7000418;Петров;;100;ЖКУ\n";
    assert_eq!(counts(&pay(&world, &line.repeat(2)).await), (2, 0, 0));
    // The files overlap: the larger of the counts is right.
    assert_eq!(counts(&pay(&world, &(line.repeat(3) + other)).await), (2, 0, 2));
    assert_eq!(counts(&pay(&world, line).await), (0, 0, 1));
    assert_eq!(testing::all::<payment::Entity>(&world.db).await.len(), 4);
}

async fn what_cannot_be_placed_waits_on_the_suspense_account(world: World) {
    recipients(&world).await;
    let tx = world.db.begin().await.unwrap();
    world.cast.former_household(&tx, world.now).await;
    tx.commit().await.unwrap();
    let rows = "\
25.01.2018;1;Банк;7000599;;;10;
23.01.2018;2;Банк;7000599;;;20;
25.01.2018;3;Банк;;Иванов;;30;за квартиру
25.01.2018;4;Банк;07000418;;;40;
25.01.2018;5;Банк;7000418;;Горгаз;50;
25.01.2018;6;Банк;7,00042E+06;;;60;
";
    let summary = pay(&world, rows).await;
    assert_eq!((counts(&summary), summary.money.suspended_total), ((1, 0, 0), Money(19_000)));
    let report = text::report(&summary);
    assert!(
        report.contains(
            "Невыясненных платежей на 190.00 ₽, они не зачислены никому: 5.\n\
             строка 2, «Лицевой счёт», «7000599»: счёт закрыт 24.01.2018\n\
             строка 4, «Лицевой счёт»: лицевой счёт не указан\n\
             строка 5, «Лицевой счёт», «07000418»: такого лицевого счёта нет, есть похожий: 7000418\n\
             строка 6, «Получатель», «Горгаз»: такого получателя нет, есть: «Квартплата», «Капремонт»\n\
             строка 7, «Лицевой счёт», «7,00042E+06»: такого лицевого счёта нет"
        ),
        "{report}"
    );
    let mut rows = suspended(&world).await;
    rows.sort_by(|a, b| a.operation.cmp(&b.operation));
    let reasons: Vec<_> = rows.iter().map(|row| row.reason.as_str()).collect();
    assert_eq!(
        reasons,
        ["closed_account", "no_account", "unknown_account", "unknown_recipient", "unknown_account"]
    );
    assert_eq!((rows[1].payer.as_deref(), rows[1].purpose.as_deref()), (Some("Иванов"), Some("за квартиру")));
}

async fn what_waits_is_credited_once_its_account_is_there(world: World) {
    let [rent, _] = recipients(&world).await;
    let rows = "20.01.2018;1;Банк;5101;;;10;\n20.01.2018;;Банк;5101;;;20;\n20.01.2018;;Банк;5101;;;20;\n";
    assert_eq!(pay(&world, rows).await.money.suspended.count, 3);
    let account = "Лицевой счёт;Адрес;Собственник\n5101;г Тверь, д. 3, 1;Ильин\n";
    import(&world, Kind::Accounts, account).await;
    let summary = pay(&world, rows).await;
    assert_eq!((counts(&summary), summary.money.total), ((0, 3, 0), Money(5_000)));
    assert_eq!(counts(&pay(&world, rows).await), (0, 0, 3));
    assert!(
        suspended(&world)
            .await
            .iter()
            .all(|row| row.payment_id.is_some() && row.settled_at == Some(world.now))
    );
    let sums = check(&world).await;
    assert_eq!(sums.iter().find(|((_, recipient), _)| *recipient == rent).unwrap().1.advance, 5_000);
}

async fn a_recipient_is_known_by_name_or_by_account(world: World) {
    let [rent, repair] = recipients(&world).await;
    // Both recipients have one settlement account in this world: it says nothing.
    let rows = "\
20.01.2018;1;Банк;7000418;;капремонт;10;
20.01.2018;2;Банк;7000418;;;20;
20.01.2018;3;Банк;7000418;;40702810138250123017;30;
";
    let summary = pay(&world, rows).await;
    assert_eq!((counts(&summary), summary.money.suspended.count), ((2, 0, 0), 1));
    let sums = check(&world).await;
    let flat = world.cast.flat.account;
    assert_eq!((sums[&(flat, repair)].paid, sums[&(flat, rent)].paid), (1_000, 2_000));
}

async fn one_bad_line_and_nothing_is_credited(world: World) {
    recipients(&world).await;
    let rows = "\
20.01.2018;1;Банк;7000418;;;100;
26.01.2018;2;Банк;7000418;;;100;
31.02.2018;3;Банк;7000418;;;-5;
";
    assert_eq!(
        complaints(&pay(&world, rows).await),
        [
            "строка 3, «Дата», «26.01.2018»: этот день ещё не наступил, сегодня 25.01.2018",
            "строка 4, «Дата», «31.02.2018»: такого дня нет. Пример: 28.02.2018",
            "строка 4, «Сумма», «-5»: сумма меньше нуля. Пример: 1234,50",
        ]
    );
    assert!(testing::all::<payment::Entity>(&world.db).await.is_empty());
}

async fn a_day_that_cannot_be_meant_is_refused(world: World) {
    recipients(&world).await;
    for (day, expected) in [
        ("01.01.1900", Some("слишком давно, раньше 01.01.2008. Проверьте год")),
        ("31.12.2007", Some("слишком давно, раньше 01.01.2008. Проверьте год")),
        ("26.01.2018", Some("этот день ещё не наступил, сегодня 25.01.2018")),
        ("01.01.2008", None),
    ] {
        let told = complaints(&pay(&world, &format!("{day};;Банк;7000418;;;100;\n")).await);
        assert_eq!(
            told.first().and_then(|told| told.split_once(": ")).map(|(_, why)| why),
            expected,
            "{day}"
        );
    }
}

async fn a_dry_run_tells_the_same_and_credits_nothing(world: World) {
    recipients(&world).await;
    let rows = file("20.01.2018;1;Банк;7000418;;;100;\n20.01.2018;2;Банк;555;;;100;\n");
    let options = Options { dry_run: true, ..Options::default() };
    let tried = run(&world, Kind::Payments, &rows, options).await;
    assert!(
        testing::all::<payment::Entity>(&world.db).await.is_empty() && suspended(&world).await.is_empty()
    );
    let done = import(&world, Kind::Payments, &rows).await;
    assert_eq!(imports::Summary { dry_run: false, ..tried }, done);
}

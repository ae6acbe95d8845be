//! Opening debts.
use super::{counts, looked_through, manager, page, proposed, refused, sent, undone, written};
use crate::{
    imports::import,
    ledger::{check, recipients},
    support::{World, rejection, twins},
};
use domain::{
    Rule,
    imports::{ColumnsChoice, Kind, State},
};
use usecases::imports::{self, Kind as FileKind};

twins! {
    debts_are_charged_and_corrected_back,
    the_same_debts_twice_change_nothing,
    a_debt_that_was_paid_stays,
    a_month_and_a_recipient_are_chosen,
    what_is_no_debt_is_refused,
}

const DEBTS: &str = "Номер ЛС;Сальдо на начало\n7000418;4 923,02 ₽\n7000419;-100\nВсего;4823,02\n";

async fn debts_are_charged_and_corrected_back(world: World) {
    let [rent, _] = recipients(&world).await;
    let manager = manager(&world).await;
    let done = written(&world, &manager, Kind::Debts, DEBTS).await;
    assert_eq!(counts(&done), [2, 0, 0, 0]);
    let books = check(&world).await;
    assert_eq!(books[&(world.cast.flat.account, rent)].debt, 492_302);
    assert_eq!(undone(&world, &manager, &done).await.card.state, State::Undone);
    let books = check(&world).await;
    assert_eq!(books[&(world.cast.flat.account, rent)].debt, 0);
    let again = written(&world, &manager, Kind::Debts, DEBTS).await;
    assert_eq!(counts(&again), [0, 2, 0, 0], "the charges are there, and owe nothing");
    assert_eq!(check(&world).await[&(world.cast.flat.account, rent)].debt, 492_302);
}

async fn the_same_debts_twice_change_nothing(world: World) {
    recipients(&world).await;
    let manager = manager(&world).await;
    written(&world, &manager, Kind::Debts, DEBTS).await;
    let again = looked_through(&world, &manager, Kind::Debts, DEBTS).await;
    assert_eq!(counts(&again), [0, 0, 2, 0]);
    let other = looked_through(&world, &manager, Kind::Debts, DEBTS.replace("4 923,02", "5 000")).await;
    assert_eq!(counts(&other), [0, 1, 1, 0]);
    let change = other.preview.unwrap().lines[0].changes[0].clone();
    assert_eq!(
        (change.was.as_deref(), change.now.as_deref()),
        (Some("4\u{a0}923.02 ₽"), Some("5\u{a0}000.00 ₽"))
    );
}

async fn a_debt_that_was_paid_stays(world: World) {
    let [rent, _] = recipients(&world).await;
    let manager = manager(&world).await;
    let done = written(&world, &manager, Kind::Debts, DEBTS).await;
    let payment = "Дата;Лицевой счёт;Сумма\n20.01.2018;7000418;1000\n";
    import(&world, FileKind::Payments, payment).await;
    let hindered = undone(&world, &manager, &done).await;
    assert_eq!(hindered.card.state, State::Done);
    assert!(hindered.problems[0].starts_with("По загруженным счетам уже есть"), "{:?}", hindered.problems);
    assert_eq!(check(&world).await[&(world.cast.flat.account, rent)].debt, 392_302);
}

async fn a_month_and_a_recipient_are_chosen(world: World) {
    recipients(&world).await;
    let manager = manager(&world).await;
    let id = sent(&manager, Kind::Debts, DEBTS).await.unwrap();
    let shown = page(&manager, id).await;
    let form = shown.columns.as_ref().unwrap();
    assert_eq!((form.recipients.len(), form.month.as_str()), (2, "2018-01"));
    let nothing = ColumnsChoice { recipient: String::new(), month: "вчера".into(), ..proposed(&shown) };
    let wrong = rejection(imports::choose(&manager, id, shown.version, &nothing).await);
    assert_eq!(wrong.field("recipient"), Some(&Rule::RecipientMissing));
    assert_eq!(wrong.field("month"), Some(&Rule::MonthMissing));
    let ahead = ColumnsChoice { month: "2018-02".into(), ..proposed(&shown) };
    let wrong = rejection(imports::choose(&manager, id, shown.version, &ahead).await);
    assert_eq!(wrong.field("month"), Some(&Rule::MonthNotBegun));
}

async fn what_is_no_debt_is_refused(world: World) {
    recipients(&world).await;
    let manager = manager(&world).await;
    let file = "ЛС;Долг;Получатель\n7000418;100;\n7000418;100;\n5;1;\n7000419;сто;\n7000417;1;Никто\n";
    let done = written(&world, &manager, Kind::Debts, file).await;
    assert_eq!(counts(&done), [1, 0, 0, 4]);
    let reasons: Vec<String> = refused(&done).into_iter().map(|(_, reason)| reason).collect();
    assert!(reasons[0].contains("долг этого счёта уже есть в строке 2"), "{reasons:?}");
    assert!(reasons[1].contains("такого лицевого счёта нет"), "{reasons:?}");
    assert!(reasons[2].contains("Пример: 1234,50"), "{reasons:?}");
    assert!(reasons[3].contains("такого получателя нет"), "{reasons:?}");
}

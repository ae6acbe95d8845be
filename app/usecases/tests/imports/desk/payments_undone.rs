//! A file of a bank that was loaded by mistake: what it credited leaves the accounts as one act, and it may come again.
use super::{
    accountant, page,
    payments::{commit, looked_through_again, registry, statement},
    undone, work, written,
};
use crate::{
    ledger::{check, recipients},
    support::{World, rejection, twins},
};
use domain::{
    Rule,
    ids::{RefundId, SuspenseId},
    imports::{ImportPage, Kind, State, Verdict},
    money::Money,
    statements::{Outcome, PutAside},
};
use store::{
    entity::{event, ledger_entry, payment, suspense},
    testing::all,
};
use usecases::{
    Ctx, imports,
    ledger::{self, Booking, NewRefund},
    statements,
};
use uuid::Uuid;

twins! {
    a_load_of_payments_is_undone_by_its_opposite_and_comes_again_once,
    an_undo_of_payments_needs_a_reason,
    an_undo_twice_is_one,
    what_waited_leaves_the_queue_and_comes_again,
    what_somebody_has_assigned_leaves_the_account_too,
    an_assignment_that_was_taken_off_does_not_keep_the_line_away,
    a_line_of_another_file_waits_again,
    what_was_partly_refunded_hinders_an_undo,
    what_goes_back_to_its_payer_hinders_an_undo,
    what_overlapped_is_credited_by_the_other_file_again,
    an_undone_payment_of_a_resident_says_so,
    a_load_of_an_earlier_version_is_not_undone,
}

const ROWS: &str =
    "20.01.2018;1;Ким;7000418;100;\n20.01.2018;;Ким;7000418;30;ЖКУ\n20.01.2018;;Ким;7000418;30;ЖКУ\n";

async fn loaded(world: &World, ctx: &Ctx, file: String) -> ImportPage {
    let ready = looked_through_again(world, ctx, file).await;
    commit(world, ctx, ready.card.id).await
}

async fn waits(world: &World) -> SuspenseId {
    let rows = all::<suspense::Entity>(&world.db).await;
    let waiting: Vec<_> = rows.iter().filter(|row| row.settled_at.is_none()).collect();
    let [row] = waiting[..] else { panic!("one payment waits: {rows:?}") };
    SuspenseId(row.id)
}

fn paid(page: &ImportPage) -> (i64, i64) {
    let sums = page.card.sums.unwrap();
    (sums.credited.0, sums.waiting.0)
}

async fn a_load_of_payments_is_undone_by_its_opposite_and_comes_again_once(world: World) {
    let [rent, _] = recipients(&world).await;
    let accountant = accountant(&world).await;
    let books = (world.cast.flat.account, rent);
    let done = written(&world, &accountant, Kind::Payments, registry(ROWS)).await;
    assert_eq!(check(&world).await[&books].paid, 16_000);
    let before = all::<ledger_entry::Entity>(&world.db).await.len();

    let back = undone(&world, &accountant, &done).await;
    assert_eq!((back.card.state, back.why.as_deref()), (State::Undone, Some("Файл не тот")));
    assert_eq!((check(&world).await[&books].paid, check(&world).await[&books].ledger), (0, 0));
    assert_eq!(all::<payment::Entity>(&world.db).await.len(), 3, "nothing is removed");
    assert_eq!(all::<ledger_entry::Entity>(&world.db).await.len(), before + 3, "each has its opposite");
    let events = all::<event::Entity>(&world.db).await;
    let undone_ones = events.iter().filter(|event| event.kind == "payment.undone");
    assert!(undone_ones.clone().all(|event| event.account_id == Some(world.cast.flat.account)));
    assert_eq!(undone_ones.count(), 3);
    let told = events.iter().find(|event| event.kind == "import.undone").unwrap();
    assert_eq!(told.details.as_deref(), Some("Файл не тот"));

    let again = loaded(&world, &accountant, registry(ROWS)).await;
    assert_eq!((again.card.counts.unwrap().new, paid(&again).0), (3, 16_000));
    assert_eq!(check(&world).await[&books].paid, 16_000);
    let third = looked_through_again(&world, &accountant, registry(ROWS)).await;
    assert_eq!((third.card.counts.unwrap().same, third.card.counts.unwrap().new), (3, 0));
}

async fn an_undo_of_payments_needs_a_reason(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    let done = written(&world, &accountant, Kind::Payments, registry(ROWS)).await;
    for why in ["", "  "] {
        let told = rejection(imports::undo(&accountant, done.card.id, done.version, why).await);
        assert_eq!(told.field("why"), Some(&Rule::UndoReasonMissing));
    }
    assert_eq!(page(&accountant, done.card.id).await.card.state, State::Done);
}

async fn an_undo_twice_is_one(world: World) {
    let [rent, _] = recipients(&world).await;
    let accountant = accountant(&world).await;
    let done = written(&world, &accountant, Kind::Payments, registry(ROWS)).await;
    for _ in 0..2 {
        imports::undo(&accountant, done.card.id, done.version, "Не тот банк").await.unwrap();
    }
    work(&world).await;
    let told = rejection(imports::undo(&accountant, done.card.id, done.version, "Не тот банк").await);
    assert_eq!(told.field(""), Some(&Rule::ImportMovedOn));
    assert_eq!(check(&world).await[&(world.cast.flat.account, rent)].paid, 0);
}

async fn what_waited_leaves_the_queue_and_comes_again(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    let file = statement(&[("15", "1", "100.00", "ООО Ромашка", "аренда")]);
    let done = loaded(&world, &accountant, file.clone()).await;
    assert_eq!(statements::desk(&accountant, None).await.unwrap().count, 1);
    let back = undone(&world, &accountant, &done).await;
    assert_eq!(back.preview.unwrap().lines[0].verdict, Verdict::Waits);
    assert_eq!(statements::desk(&accountant, None).await.unwrap().count, 0);
    let settled = statements::settled(&accountant, None).await.unwrap().settled;
    let [row] = &settled[..] else { panic!("{settled:?}") };
    assert_eq!((row.undone, row.may_undo, row.why.as_deref()), (true, false, Some("Файл не тот")));
    assert_eq!(
        rejection(statements::undo(&accountant, row.came.id).await).field(""),
        Some(&Rule::SettledAlready)
    );
    let again = loaded(&world, &accountant, file).await;
    assert_eq!(paid(&again), (0, 10_000));
    assert_eq!(statements::desk(&accountant, None).await.unwrap().count, 1);
}

async fn what_somebody_has_assigned_leaves_the_account_too(world: World) {
    let [rent, _] = recipients(&world).await;
    let accountant = accountant(&world).await;
    let file = registry("20.01.2018;1;Ким;;300;\n");
    let done = written(&world, &accountant, Kind::Payments, file.clone()).await;
    let id = waits(&world).await;
    statements::assign(&accountant, id, "7000418").await.unwrap();
    assert_eq!(undone(&world, &accountant, &done).await.card.state, State::Undone);
    assert_eq!(check(&world).await[&(world.cast.flat.account, rent)].paid, 0);
    let told = rejection(statements::assign(&accountant, id, "7000418").await);
    assert_eq!(told.field(""), Some(&Rule::SettledAlready));
    loaded(&world, &accountant, file).await;
    statements::assign(&accountant, waits(&world).await, "7000419").await.unwrap();
    let books = check(&world).await;
    assert_eq!(books[&(world.cast.neighbours.account, rent)].paid, 30_000);
}

async fn an_assignment_that_was_taken_off_does_not_keep_the_line_away(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    for row in ["20.01.2018;1;Ким;;300;\n", "20.01.2018;;Ким;7000999;200;\n"] {
        let done = loaded(&world, &accountant, registry(row)).await;
        let id = waits(&world).await;
        statements::assign(&accountant, id, "7000418").await.unwrap();
        statements::undo(&accountant, id).await.unwrap();
        assert_eq!(undone(&world, &accountant, &done).await.card.state, State::Undone);
        let again = loaded(&world, &accountant, registry(row)).await;
        assert_eq!(again.card.counts.unwrap().waits, 1, "{row}");
        statements::assign(&accountant, waits(&world).await, "7000418").await.unwrap();
    }
    check(&world).await;
}

async fn a_line_of_another_file_waits_again(world: World) {
    let [rent, _] = recipients(&world).await;
    let accountant = accountant(&world).await;
    written(&world, &accountant, Kind::Payments, registry("20.01.2018;1;Ким;7000999;300;\n")).await;
    let new = "Лицевой счёт;Адрес;Собственник\n7000999;г Тверь, ул Садовая, д. 3, 1;Ким Олег\n";
    written(&world, &super::manager(&world).await, Kind::Accounts, new).await;
    let second = loaded(&world, &accountant, registry("20.01.2018;1;Ким;7000999;300;\n")).await;
    assert_eq!((second.card.counts.unwrap().changed, paid(&second).0), (1, 30_000));
    undone(&world, &accountant, &second).await;
    let rows = all::<suspense::Entity>(&world.db).await;
    assert_eq!((rows.len(), rows[0].settled_at, rows[0].undone_at), (1, None, None));
    let books = check(&world).await;
    assert!(books.iter().filter(|(key, _)| key.1 == rent).all(|(_, sums)| sums.paid == 0));
    let third = loaded(&world, &accountant, registry("20.01.2018;1;Ким;7000999;300;\n")).await;
    assert_eq!(paid(&third).0, 30_000);
}

async fn what_was_partly_refunded_hinders_an_undo(world: World) {
    let [rent, _] = recipients(&world).await;
    let accountant = accountant(&world).await;
    let done = written(&world, &accountant, Kind::Payments, registry(ROWS)).await;
    let payment = all::<payment::Entity>(&world.db).await[0].id;
    let tx = world.db.begin().await.unwrap();
    let new = NewRefund {
        id: RefundId(Uuid::now_v7()),
        payment,
        order: None,
        amount: Money(1_000),
        refunded_on: "2018-01-25".parse().unwrap(),
        acquirer_id: None,
    };
    ledger::refund(&tx, &Booking::open(&world.system()).await.unwrap(), &new).await.unwrap();
    tx.commit().await.unwrap();
    let before = check(&world).await[&(world.cast.flat.account, rent)].paid;
    let kept = undone(&world, &accountant, &done).await;
    assert_eq!((kept.card.state, kept.why), (State::Done, None));
    assert_eq!(kept.problems, ["Часть денег по загруженным оплатам уже вернули плательщикам, оплат: 1."]);
    assert_eq!(check(&world).await[&(world.cast.flat.account, rent)].paid, before);
}

async fn what_goes_back_to_its_payer_hinders_an_undo(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    let done = written(&world, &accountant, Kind::Payments, registry("20.01.2018;1;Ким;;300;\n")).await;
    let id = waits(&world).await;
    let back = |outcome: Outcome| PutAside {
        id,
        outcome: outcome.code().into(),
        why: "Ошибся банком".into(),
        day: String::new(),
    };
    statements::put_aside(&accountant, &back(Outcome::Returned)).await.unwrap();
    let kept = undone(&world, &accountant, &done).await;
    assert_eq!(kept.card.state, State::Done);
    assert!(kept.problems[0].contains("возвращаются плательщикам: 1"), "{:?}", kept.problems);
    statements::undo(&accountant, id).await.unwrap();
    statements::put_aside(&accountant, &back(Outcome::Aside)).await.unwrap();
    assert_eq!(undone(&world, &accountant, &kept).await.card.state, State::Undone);
}

async fn what_overlapped_is_credited_by_the_other_file_again(world: World) {
    let [rent, _] = recipients(&world).await;
    let accountant = accountant(&world).await;
    let first = written(&world, &accountant, Kind::Payments, registry(ROWS)).await;
    let both = format!("{ROWS}21.01.2018;2;Ким;7000418;500;\n");
    loaded(&world, &accountant, registry(&both)).await;
    undone(&world, &accountant, &first).await;
    let books = (world.cast.flat.account, rent);
    assert_eq!(check(&world).await[&books].paid, 50_000, "its own stays");
    loaded(&world, &accountant, registry(&both)).await;
    assert_eq!(check(&world).await[&books].paid, 66_000);
}

async fn an_undone_payment_of_a_resident_says_so(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    let anna = world.signed_in(world.cast.anna).await;
    let open = anna.visitor.as_ref().unwrap().person.account().unwrap().number.clone();
    let rows = format!("20.01.2018;1;Ким;{open};100;\n");
    let done = written(&world, &accountant, Kind::Payments, registry(&rows)).await;
    undone(&world, &accountant, &done).await;
    let from = Some("2018-01-01".parse().unwrap());
    let page = usecases::payments::payments(&anna, from, None).await.unwrap();
    let [card] = &page.payments[..] else { panic!("{:?}", page.payments) };
    assert_eq!((card.undone, card.refunded, card.advance()), (true, Money(10_000), Money::ZERO));
}

async fn a_load_of_an_earlier_version_is_not_undone(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    let done = written(&world, &accountant, Kind::Payments, registry(ROWS)).await;
    let tx = world.db.begin().await.unwrap();
    let mut rows = all::<payment::Entity>(&world.db).await;
    for row in &mut rows {
        row.import_id = None;
    }
    store::registry::put(&tx, rows).await.unwrap();
    tx.commit().await.unwrap();
    let kept = undone(&world, &accountant, &done).await;
    assert_eq!(kept.card.state, State::Done);
    assert!(kept.problems[0].contains("прежняя версия"), "{:?}", kept.problems);
}

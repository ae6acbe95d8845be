//! What banks send: looked through, credited where it is certain, kept waiting where it is not.
use super::{accountant, looked_through, manager, page, proposed, sent, work, written};
use crate::{
    ledger::{check, recipients},
    support::{World, rejection, twins},
};
use domain::{
    Rule,
    ids::ImportId,
    imports::{
        ImportPage, Kind, State,
        Verdict::{self, New, Refused, Same, Waits},
    },
    money::Money,
    notices::Notice,
};
use store::{
    entity::{payment, suspense},
    testing::all,
};
use usecases::{
    Ctx, Error,
    imports::{self, NewImport},
    notices,
};
use uuid::Uuid;

twins! {
    what_is_certain_is_credited_and_the_rest_waits,
    a_purpose_that_names_an_account_is_enough,
    files_that_overlap_credit_once,
    those_who_live_there_hear_of_their_money_once,
    two_honest_payments_of_a_day_both_count,
    a_statement_needs_no_columns,
    the_columns_of_a_bank_are_remembered,
    other_columns_of_the_same_bank_are_asked_for,
    a_registry_needs_a_bank,
    the_name_of_a_bank_turns_no_writing_around,
    payments_are_the_accountants,
}

const HEADER: &str = "Дата платежа;№ операции;ФИО;ЛС;Сумма платежа;Назначение платежа\n";

pub(super) fn registry(rows: &str) -> String {
    format!("{HEADER}{rows}")
}

/// A statement for 1C with incoming payments: number, payer's account, sum, payer and purpose.
pub(super) fn statement(payments: &[(&str, &str, &str, &str, &str)]) -> String {
    let own = "40702810138250123017";
    let documents = payments.iter().map(|(number, account, sum, payer, purpose)| {
        format!(
            "СекцияДокумент=Платежное поручение\nНомер={number}\nДата=20.01.2018\nСумма={sum}\n\
             ПлательщикСчет={account}\nПлательщик1={payer}\nПлательщикБанк1=ПАО СБЕРБАНК\n\
             ПолучательСчет={own}\nНазначениеПлатежа={purpose}\nКонецДокумента\n"
        )
    });
    let documents: String = documents.collect();
    format!("1CClientBankExchange\nВерсияФормата=1.03\nРасчСчет={own}\n{documents}КонецФайла\n")
}

fn verdicts(page: &ImportPage) -> Vec<(i64, Verdict)> {
    page.preview.as_ref().unwrap().lines.iter().map(|line| (line.row, line.verdict)).collect()
}

/// Writes what is ready.
pub(super) async fn commit(world: &World, ctx: &Ctx, id: ImportId) -> ImportPage {
    let ready = page(ctx, id).await;
    assert_eq!(ready.card.state, State::Ready, "{:?}", ready.problems);
    imports::commit(ctx, id, ready.version).await.unwrap();
    work(world).await;
    page(ctx, id).await
}

async fn what_is_certain_is_credited_and_the_rest_waits(world: World) {
    let [rent, _] = recipients(&world).await;
    let accountant = accountant(&world).await;
    let file = registry(
        "20.01.2018;1;Соловьёва А. П.;7000418;4611,60;за декабрь\n\
         20.01.2018;2;Борисов Борис Ильич;;1000;за квартиру\n\
         20.01.2018;3;Ким О.;7000999;500;\n\
         20.01.2018;4;Ким О.;7000533;много;\n",
    );
    let ready = looked_through(&world, &accountant, Kind::Payments, file.clone()).await;
    assert_eq!(verdicts(&ready), [(2, New), (3, Waits), (4, Waits), (5, Refused)]);
    assert_eq!(all::<payment::Entity>(&world.db).await.len(), 0, "nothing is written yet");
    let done = commit(&world, &accountant, ready.card.id).await;
    let (sums, counts) = (done.card.sums.unwrap(), done.card.counts.unwrap());
    assert_eq!((sums.came.0, sums.credited.0, sums.waiting.0), (611_160, 461_160, 150_000));
    assert_eq!((counts.new, counts.waits, counts.refused), (1, 2, 1));
    let books = check(&world).await;
    assert_eq!(books[&(world.cast.flat.account, rent)].paid, 461_160);
    let reasons: Vec<String> =
        all::<suspense::Entity>(&world.db).await.into_iter().map(|row| row.reason).collect();
    assert_eq!(reasons, ["no_account", "unknown_account"]);
}

async fn a_purpose_that_names_an_account_is_enough(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    for (purpose, payer, verdict) in [
        ("ЛС 7000418 за декабрь", "Ким", New),
        ("за 12.2017 7000418", "Соловьёва Анна Павловна", New),
        ("за 12.2017 7000418", "Ким Олег", Waits),
        ("ЛС 7000418 и ЛС 7000419", "Ким Олег", Waits),
        ("ЛС 7000999", "Ким Олег", Waits),
    ] {
        let file = registry(&format!("20.01.2018;1;{payer};;100;{purpose}\n"));
        let ready = looked_through_again(&world, &accountant, file).await;
        assert_eq!(verdicts(&ready), [(2, verdict)], "{purpose}, {payer}");
        imports::cancel(&accountant, ready.card.id).await.unwrap();
        work(&world).await;
    }
}

/// The same as [`looked_through`], whether the layout of the bank is known or not.
pub(super) async fn looked_through_again(world: &World, ctx: &Ctx, file: String) -> ImportPage {
    let id = sent(ctx, Kind::Payments, file).await.unwrap();
    let shown = page(ctx, id).await;
    if shown.card.state == State::Columns {
        imports::choose(ctx, id, shown.version, &proposed(&shown)).await.unwrap();
    }
    work(world).await;
    page(ctx, id).await
}

async fn files_that_overlap_credit_once(world: World) {
    let [rent, _] = recipients(&world).await;
    let accountant = accountant(&world).await;
    let one = "20.01.2018;1;Ким;7000418;100;\n20.01.2018;2;Ким;;70;\n20.01.2018;;Ким;;30;ЖКУ\n";
    let two = format!("{one}21.01.2018;3;Ким;7000418;100;\n");
    written(&world, &accountant, Kind::Payments, registry(one)).await;
    let again = looked_through_again(&world, &accountant, registry(&two)).await;
    assert_eq!(verdicts(&again), [(2, Same), (3, Same), (4, Same), (5, New)]);
    let done = commit(&world, &accountant, again.card.id).await;
    assert_eq!(done.card.sums.unwrap().came, Money(10_000));
    assert_eq!(check(&world).await[&(world.cast.flat.account, rent)].paid, 20_000);
    assert_eq!(all::<suspense::Entity>(&world.db).await.len(), 2);
}

async fn those_who_live_there_hear_of_their_money_once(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    // What is long ago is the history of another portal.
    let one =
        "20.01.2018;1;Ким;7000418;100;\n21.01.2018;2;Ким;7000418;30.50;\n01.12.2017;3;Ким;7000419;500;\n";
    written(&world, &accountant, Kind::Payments, registry(one)).await;
    let two = format!("{one}22.01.2018;4;Ким;7000419;70;\n");
    let again = looked_through_again(&world, &accountant, registry(&two)).await;
    commit(&world, &accountant, again.card.id).await;
    let total = Money(13_050);
    for (person, expected) in [
        (world.cast.anna, vec![Notice::PaymentReceived { number: "7000418".into(), total }]),
        (world.cast.timur, vec![Notice::PaymentReceived { number: "7000418".into(), total }]),
        (world.cast.boris, vec![Notice::PaymentReceived { number: "7000419".into(), total: Money(7_000) }]),
    ] {
        let told = notices::page(&world.signed_in(person).await, None).await.unwrap().notices;
        assert_eq!(told.into_iter().map(|card| card.notice).collect::<Vec<_>>(), expected);
    }
}

async fn two_honest_payments_of_a_day_both_count(world: World) {
    let [rent, _] = recipients(&world).await;
    let accountant = accountant(&world).await;
    let file = registry("20.01.2018;1;Ким;7000418;100;ЖКУ\n20.01.2018;2;Ким;7000418;100;ЖКУ\n");
    written(&world, &accountant, Kind::Payments, file).await;
    assert_eq!(check(&world).await[&(world.cast.flat.account, rent)].paid, 20_000);
}

async fn a_statement_needs_no_columns(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    let file = statement(&[
        ("15", "1", "100.00", "Соловьёва Анна Павловна", "ЛС 7000418"),
        ("15", "2", "100.00", "Борисов Борис Ильич", "л/с 7000419"),
        ("16", "3", "50.00", "ООО Ромашка", "аренда"),
    ]);
    let id = sent(&accountant, Kind::Payments, file.clone()).await.unwrap();
    assert_eq!(page(&accountant, id).await.card.state, State::Preparing);
    work(&world).await;
    // Both recipients have one account at the bank: the first is meant, until somebody says otherwise.
    let ready = page(&accountant, id).await;
    assert_eq!(ready.recognised, "Узнали: выписка банка в формате 1С (1CClientBankExchange).");
    let form = imports::page(&accountant, id, domain::imports::View { columns: true, ..Default::default() });
    let shown = form.await.unwrap();
    imports::choose(&accountant, id, shown.version, &proposed(&shown)).await.unwrap();
    work(&world).await;
    let done = commit(&world, &accountant, id).await;
    assert_eq!((done.card.counts.unwrap().new, done.card.counts.unwrap().waits), (2, 1));
    let again = sent(&accountant, Kind::Payments, file).await.unwrap();
    work(&world).await;
    let again = page(&accountant, again).await;
    assert_eq!(again.card.counts.unwrap().same, 3, "the recipient is remembered too");
}

async fn the_columns_of_a_bank_are_remembered(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    let file = "A;B;C;D\n20.01.2018;7000418;100;7\n";
    let id = sent(&accountant, Kind::Payments, file).await.unwrap();
    let shown = page(&accountant, id).await;
    let mut choice = proposed(&shown);
    for (column, place) in [(0, "0"), (3, "1"), (6, "2"), (1, "3")] {
        choice.places[column] = place.into();
    }
    imports::choose(&accountant, id, shown.version, &choice).await.unwrap();
    work(&world).await;
    assert_eq!(page(&accountant, id).await.card.counts.unwrap().new, 1);
    let next = sent(&accountant, Kind::Payments, "A;B;C;D\n21.01.2018;7000419;100;8\n").await.unwrap();
    work(&world).await;
    let next = page(&accountant, next).await;
    assert_eq!((next.card.state, next.card.counts.unwrap().new), (State::Ready, 1));
}

async fn other_columns_of_the_same_bank_are_asked_for(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    looked_through(&world, &accountant, Kind::Payments, registry("20.01.2018;1;;7000418;1;\n")).await;
    let other = "Сумма;ЛС;Дата\n1;7000418;20.01.2018\n";
    let id = sent(&accountant, Kind::Payments, other).await.unwrap();
    assert_eq!(page(&accountant, id).await.card.state, State::Columns);
}

async fn a_registry_needs_a_bank(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    for bank in ["", "  ", "«»"] {
        let new = NewImport {
            id: ImportId(Uuid::now_v7()),
            kind: Some(Kind::Payments),
            name: "реестр.csv".into(),
            bank: bank.into(),
            contents: registry("").into(),
        };
        let told = rejection(imports::start(&accountant, new).await);
        assert_eq!(told.field("bank"), Some(&Rule::BankMissing), "{bank:?}");
    }
}

async fn the_name_of_a_bank_turns_no_writing_around(world: World) {
    recipients(&world).await;
    let new = NewImport {
        id: ImportId(Uuid::now_v7()),
        kind: Some(Kind::Payments),
        name: "Реестр.csv".into(),
        bank: " Банк\u{202e}\u{0} \tСеверный\u{2066} ".into(),
        contents: "Дата;ЛС;Сумма\n".into(),
    };
    let id = new.id;
    let accountant = accountant(&world).await;
    imports::start(&accountant, new).await.unwrap();
    assert_eq!(page(&accountant, id).await.card.bank.as_deref(), Some("Банк Северный"));
}

async fn payments_are_the_accountants(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    let id = sent(&accountant, Kind::Payments, registry("20.01.2018;1;;7000418;1;\n")).await.unwrap();
    let manager = manager(&world).await;
    let view = domain::imports::View::default();
    assert!(matches!(imports::page(&manager, id, view).await, Err(Error::NotFound)));
    assert!(matches!(imports::cancel(&manager, id).await, Err(Error::NotFound)));
    assert!(matches!(sent(&manager, Kind::Payments, registry("")).await, Err(Error::NotFound)));
    assert_eq!(imports::list(&manager, None).await.unwrap().cards.len(), 0);
}

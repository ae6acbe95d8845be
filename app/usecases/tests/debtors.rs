//! Who owes: the list by debt, its table, and letters that go once a day.
use crate::{
    imports::import,
    ledger::recipients,
    support::{World, rejection, twins},
};
use chrono::TimeDelta;
use domain::{Rule, debtors::DebtorFilter, journal::JournalFilter, money::Money};
use usecases::{Ctx, Error, debtors, imports::Kind, journal, tables::Format};

twins! {
    those_who_owe_are_listed_by_debt,
    a_filter_holds_the_list,
    the_list_is_taken_away_as_a_table,
    a_letter_goes_once_a_day_to_everybody_who_lives_there,
    nobody_is_written_to_who_owes_nothing,
    debtors_are_for_those_who_see_money,
}

async fn accountant(world: &World) -> Ctx {
    world.signed_in(world.cast.accountant).await
}

/// 7000418 owes 2000 for two months, 7000419 owes 500, 7000417 has paid.
async fn debts(world: &World) {
    recipients(world).await;
    let charges = "Период;Лицевой счёт;Услуга;Начислено;К оплате\n10.2017;7000418;ЖКУ;1000;1000\n\
                   11.2017;7000418;ЖКУ;1000;1000\n11.2017;7000419;ЖКУ;500;500\n11.2017;7000417;ЖКУ;300;300\n";
    import(world, Kind::Charges, charges).await;
    import(world, Kind::Payments, "Дата;Лицевой счёт;Сумма\n20.12.2017;7000417;300\n").await;
}

fn filter(least: &str, months: &str) -> DebtorFilter {
    DebtorFilter { building: None, least: least.into(), months: months.into() }
}

async fn those_who_owe_are_listed_by_debt(world: World) {
    debts(&world).await;
    let page = debtors::list(&accountant(&world).await, &filter("", ""), None).await.unwrap();
    let rows: Vec<_> = page
        .debtors
        .iter()
        .map(|row| {
            (row.number.as_str(), row.owed.0, row.months, row.oldest.unwrap().to_string(), row.readers)
        })
        .collect();
    assert_eq!(
        rows,
        [("7000418", 200_000, 2, "2017-10".to_owned(), 2), ("7000419", 50_000, 1, "2017-11".to_owned(), 1),]
    );
    assert_eq!((page.count, page.sum, page.next), (2, Money(250_000), None));
    assert_eq!(page.debtors[0].owner.as_deref(), Some("Соловьёва Анна Павловна"));
    assert!(world.events().await.contains(&"debtors.looked_at".to_owned()));
    assert_eq!(seen(&world).await, ["7000418", "7000419"], "the journal knows whose debts were seen");
}

/// Whose data the accountant saw, as the administrator reads it.
async fn seen(world: &World) -> Vec<String> {
    let admin = world.signed_in(world.cast.administrator).await;
    let of = JournalFilter {
        who: "accountant@example.org".into(),
        what: "looks".into(),
        ..JournalFilter::default()
    };
    let seen = journal::page(&admin, &of, None).await.unwrap().seen.unwrap();
    let mut numbers: Vec<String> = seen.accounts.into_iter().map(|account| account.number).collect();
    numbers.sort();
    numbers
}

async fn a_filter_holds_the_list(world: World) {
    debts(&world).await;
    let accountant = accountant(&world).await;
    for (least, months, count) in [("1000", "", 1), ("", "2", 1), ("500", "1", 2), ("2000,01", "", 0)] {
        let page = debtors::list(&accountant, &filter(least, months), None).await.unwrap();
        assert_eq!(page.count, count, "{least} {months}");
        assert_eq!(i64::try_from(page.debtors.len()), Ok(count));
    }
    let house = DebtorFilter { building: Some(world.cast.house), ..filter("", "") };
    assert_eq!(debtors::list(&accountant, &house, None).await.unwrap().count, 2);
    let wrong = rejection(debtors::list(&accountant, &filter("много", ""), None).await);
    assert!(wrong.field("least").is_some());
}

async fn the_list_is_taken_away_as_a_table(world: World) {
    debts(&world).await;
    let accountant = accountant(&world).await;
    let csv = debtors::export(&accountant, &filter("", ""), Format::Csv).await.unwrap();
    let csv = String::from_utf8(csv).unwrap();
    assert!(csv.contains("7000418;") && csv.contains(";2000,00;2;01.10.2017;"), "{csv}");
    assert!(debtors::export(&accountant, &filter("", ""), Format::Xlsx).await.unwrap().starts_with(b"PK"));
    assert!(world.events().await.contains(&"debtors.exported".to_owned()));
}

async fn a_letter_goes_once_a_day_to_everybody_who_lives_there(mut world: World) {
    debts(&world).await;
    let accounts = [world.cast.flat.account, world.cast.flat.account];
    for (sent, before) in [(1, 0), (0, 1)] {
        let done = debtors::write_to(&accountant(&world).await, &accounts).await.unwrap();
        assert_eq!((done.accounts, done.before), (sent, before));
    }
    let letters = world.letters().await;
    let mut to: Vec<&str> = letters.iter().map(|letter| letter.to.as_str()).collect();
    to.sort_unstable();
    assert_eq!(to, ["anna@example.org", "timur@example.org"]);
    assert_eq!(letters[0].subject, "Долг по лицевому счёту 7000418");
    assert!(letters[0].text.contains("2\u{a0}000.00 ₽"), "{}", letters[0].text);
    world.wait(TimeDelta::days(1));
    let done = debtors::write_to(&accountant(&world).await, &accounts).await.unwrap();
    assert_eq!(done.accounts, 1);
    let page = debtors::list(&accountant(&world).await, &filter("", ""), None).await.unwrap();
    assert_eq!(page.debtors[0].written_on.unwrap().to_string(), "2018-01-26");
}

async fn nobody_is_written_to_who_owes_nothing(world: World) {
    debts(&world).await;
    let accountant = accountant(&world).await;
    let nobody = [world.cast.parking.account, world.cast.newcomers.account];
    let done = debtors::write_to(&accountant, &nobody).await.unwrap();
    assert_eq!((done.accounts, done.nobody), (0, 2));
    assert_eq!(world.letters().await.len(), 0);
    let told = rejection(debtors::write_to(&accountant, &[]).await);
    assert_eq!(told.field(""), Some(&Rule::NobodyChosen));
}

async fn debtors_are_for_those_who_see_money(world: World) {
    debts(&world).await;
    let manager = world.signed_in(world.cast.manager).await;
    assert_eq!(debtors::list(&manager, &filter("", ""), None).await.unwrap().count, 2);
    for user in [world.cast.dispatcher, world.cast.editor, world.cast.anna] {
        let other = world.signed_in(user).await;
        assert!(matches!(debtors::list(&other, &filter("", ""), None).await, Err(Error::NotFound)));
        assert!(matches!(debtors::export(&other, &filter("", ""), Format::Csv).await, Err(Error::NotFound)));
        let write = debtors::write_to(&other, &[world.cast.flat.account]).await;
        assert!(matches!(write, Err(Error::NotFound)));
    }
}

//! Charges on screen: a draft beside the month before, published as a whole bill, corrected by another file.
use super::{accountant, counts, looked_through, manager, refused, sent, work, written};
use crate::{
    imports::import,
    ledger::{check, recipients},
    support::{World, twins},
};
use domain::{imports::Kind, money::Money, notices::Notice};
use store::{
    entity::{charge_draft, notice},
    testing::all,
};
use usecases::{Error, charges, imports, imports::Kind as FileKind};

twins! {
    nothing_is_published_before_somebody_says_so,
    of_a_draft_that_was_given_up_nothing_stays,
    a_draft_stands_beside_the_month_before_with_what_is_odd_on_top,
    a_bill_with_a_bad_row_is_left_out_as_a_whole,
    a_published_month_is_corrected_by_another_file,
    those_who_live_there_hear_of_it_once,
    receipts_are_offered_for_months_that_were_published,
    charges_are_the_accountants,
}

const HEADER: &str = "Период;Лицевой счёт;Услуга;Объём;Тариф;Начислено;К оплате\n";

fn file(rows: &str) -> String {
    format!("{HEADER}{rows}")
}

async fn nothing_is_published_before_somebody_says_so(world: World) {
    let [rent, _] = recipients(&world).await;
    let accountant = accountant(&world).await;
    let rows =
        "12.2017;7000418;ЖКУ;;;1000;1000\n12.2017;7000418;ХВС;2;10,5;21;21\n12.2017;7000419;ЖКУ;;;500;500\n";
    let ready = looked_through(&world, &accountant, Kind::Charges, file(rows)).await;
    assert_eq!(counts(&ready), [2, 0, 0, 0], "a bill is one, however many services it has");
    assert_eq!(check(&world).await.len(), 0);
    imports::commit(&accountant, ready.card.id, ready.version).await.unwrap();
    work(&world).await;
    assert_eq!(check(&world).await[&(world.cast.flat.account, rent)].debt, 102_100);
}

async fn of_a_draft_that_was_given_up_nothing_stays(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    let rows = "12.2017;7000418;ЖКУ;;;1000;1000\n12.2017;7000419;ЖКУ;;;500;500\n";
    let ready = looked_through(&world, &accountant, Kind::Charges, file(rows)).await;
    assert_eq!(all::<charge_draft::Entity>(&world.db).await.len(), 2);
    imports::cancel(&accountant, ready.card.id).await.unwrap();
    work(&world).await;
    assert!(all::<charge_draft::Entity>(&world.db).await.is_empty());
    let shown = charges::draft(&accountant, ready.card.id, 0).await.unwrap();
    assert_eq!((shown.draft.bills, shown.lines.len()), (0, 0));
}

async fn a_draft_stands_beside_the_month_before_with_what_is_odd_on_top(world: World) {
    recipients(&world).await;
    let before = "Период;Лицевой счёт;Услуга;Начислено;К оплате\n11.2017;7000418;ЖКУ;1000;1000\n\
                  11.2017;7000419;ЖКУ;1000;1000\n11.2017;7000417;ЖКУ;300;300\n";
    import(&world, FileKind::Charges, before).await;
    let accountant = accountant(&world).await;
    let rows =
        "12.2017;7000418;ЖКУ;;;1001;1001\n12.2017;7000419;ЖКУ;;;5000;5000\n12.2017;7000533;ЖКУ;;;900;900\n";
    let ready = looked_through(&world, &accountant, Kind::Charges, file(rows)).await;
    let shown = charges::draft(&accountant, ready.card.id, 0).await.unwrap();
    let lines: Vec<_> = shown
        .lines
        .iter()
        .map(|line| (line.number.as_str(), line.was.map(|was| was.0), line.now.0))
        .collect();
    assert_eq!(
        lines,
        [("7000419", Some(100_000), 500_000), ("7000533", None, 90_000), ("7000418", Some(100_000), 100_100)]
    );
    let draft = shown.draft;
    assert_eq!((draft.bills, draft.sum, draft.before, draft.odd), (3, Money(690_100), Money(200_000), 2));
    assert_eq!((draft.gone, shown.gone), (1, vec!["7000417".to_owned()]));
    assert!(world.events().await.contains(&"charges.looked_at".to_owned()));
}

async fn a_bill_with_a_bad_row_is_left_out_as_a_whole(world: World) {
    let [rent, _] = recipients(&world).await;
    let accountant = accountant(&world).await;
    let rows = "12.2017;7000418;ЖКУ;;;1000;1000\n12.2017;7000418;ХВС;2;10,5;30;30\n12.2017;7000419;ЖКУ;2;10,5;21,01;21,01\n";
    let done = written(&world, &accountant, Kind::Charges, file(rows)).await;
    assert_eq!(counts(&done), [1, 0, 0, 2]);
    let reasons = refused(&done);
    assert!(reasons[0].1.contains("строка 3 этого же счёта отказана"), "{reasons:?}");
    let books = check(&world).await;
    assert_eq!(books.len(), 1);
    assert_eq!(books[&(world.cast.neighbours.account, rent)].debt, 2_101);
    let shown = charges::draft(&accountant, done.card.id, 0).await.unwrap();
    assert_eq!(shown.draft.slight, 1, "a kopeck off is told, and taken");
}

async fn a_published_month_is_corrected_by_another_file(world: World) {
    let [rent, _] = recipients(&world).await;
    let accountant = accountant(&world).await;
    let first = file("12.2017;7000418;ЖКУ;;;1000;1000\n12.2017;7000419;ЖКУ;;;500;500\n");
    written(&world, &accountant, Kind::Charges, first).await;
    let second = file("12.2017;7000418;ЖКУ;;;900;900\n12.2017;7000419;ЖКУ;;;500;500\n");
    let done = written(&world, &accountant, Kind::Charges, second).await;
    assert_eq!(counts(&done), [0, 1, 1, 0]);
    assert_eq!(check(&world).await[&(world.cast.flat.account, rent)].debt, 90_000);
}

async fn those_who_live_there_hear_of_it_once(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    let first = file("12.2017;7000418;ЖКУ;;;1000;1000\n12.2017;7000419;ЖКУ;;;500;500\n");
    written(&world, &accountant, Kind::Charges, first.clone()).await;
    let heard = |rows: Vec<notice::Model>| {
        let mut people: Vec<_> = rows.into_iter().map(|row| row.person_id).collect();
        people.sort();
        people
    };
    let told = all::<notice::Entity>(&world.db).await;
    assert!(told.iter().all(|row| {
        let period = "2017-12".parse().unwrap();
        serde_json::from_str::<Notice>(&row.contents).unwrap() == Notice::ChargesIssued { period }
    }));
    let cast = &world.cast;
    let mut everybody = vec![cast.anna, cast.timur, cast.boris];
    everybody.sort();
    assert_eq!(heard(told), everybody);
    // Only those whose bill is another one hear of a correction.
    written(&world, &accountant, Kind::Charges, first.replace("500", "600")).await;
    assert_eq!(all::<notice::Entity>(&world.db).await.len(), 4);
}

async fn receipts_are_offered_for_months_that_were_published(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    let rows =
        "12.2017;7000418;ЖКУ;;;1000;1000\n10.2017;7000418;ЖКУ;;;900;900\n10.2017;7000419;ЖКУ;;;90;90\n";
    import(&world, FileKind::Charges, &file(rows)).await;
    let months = charges::desk(&accountant).await.unwrap().months;
    assert_eq!(months, ["2017-12", "2017-10"].map(|month| month.parse().unwrap()));
}

async fn charges_are_the_accountants(world: World) {
    recipients(&world).await;
    let accountant = accountant(&world).await;
    let rows = file("12.2017;7000418;ЖКУ;;;1000;1000\n");
    let ready = looked_through(&world, &accountant, Kind::Charges, rows.clone()).await;
    let manager = manager(&world).await;
    assert_eq!(charges::desk(&manager).await.unwrap().loads, [], "a manager prints receipts alone");
    assert!(matches!(charges::draft(&manager, ready.card.id, 0).await, Err(Error::NotFound)));
    assert!(matches!(sent(&manager, Kind::Charges, rows).await, Err(Error::NotFound)));
    let desk = charges::desk(&accountant).await.unwrap();
    assert_eq!((desk.loads.len(), desk.houses.len(), desk.months), (1, 1, vec![]));
}

//! Who loads, in which order, and what happens when the portal stops meanwhile.
use super::{accountant, counts, looked_through, manager, page, proposed, sent, work, written};
use crate::{
    changes::listening,
    ledger::recipients,
    support::{World, rejection, twins},
    tickets::desk::other_house,
};
use domain::{
    Rule,
    changes::{Desk, Topic},
    ids::ImportId,
    imports::{ColumnsChoice, Kind, State, Verdict, View},
    overview::Card,
};
use store::{
    Heard,
    entity::{account, import, import_line},
    testing::all,
};
use usecases::{
    Error,
    changes::watch,
    charges,
    imports::{self, NewImport},
    jobs::run_due,
    overview, statements,
    tables::Format,
};
use uuid::Uuid;

twins! {
    only_those_who_load_see_anything,
    files_and_money_are_for_those_who_serve_all_houses,
    a_file_that_cannot_be_read_is_refused_beside_its_field,
    the_same_file_sent_twice_is_one_import,
    columns_are_corrected,
    a_button_pressed_twice_is_one_step,
    what_was_given_up_is_forgotten,
    a_job_that_broke_off_begins_again,
    two_workers_write_once,
    rows_are_shown_in_parts_and_by_what_they_do,
    of_a_great_many_refused_rows_the_first_are_told_and_all_are_counted,
    open_pages_hear_of_each_step,
    samples_are_loaded_as_they_are,
    the_list_goes_on,
}

const FILE: &str = "Код;Где;Кв;Кто\n8000001;г Москва, ул Новая, д. 1;1;Ким Олег\n";

async fn only_those_who_load_see_anything(world: World) {
    let manager = manager(&world).await;
    let id = sent(&manager, Kind::Accounts, FILE).await.unwrap();
    for person in [world.cast.dispatcher, world.cast.editor, world.cast.anna] {
        let other = world.signed_in(person).await;
        assert!(matches!(imports::list(&other, None).await, Err(Error::NotFound)));
        assert!(matches!(imports::page(&other, id, View::default()).await, Err(Error::NotFound)));
        assert!(matches!(sent(&other, Kind::Accounts, FILE).await, Err(Error::NotFound)));
        assert!(matches!(imports::cancel(&other, id).await, Err(Error::NotFound)));
        assert!(matches!(imports::undo(&other, id, 1, "так").await, Err(Error::NotFound)));
        assert!(matches!(watch(&other, &[Topic::Import(id)]).await, Err(Error::NotFound)));
        assert!(matches!(imports::sample(&other, Kind::Meters, Format::Csv), Err(Error::NotFound)));
    }
    assert!(matches!(imports::list(&world.guest(), None).await, Err(Error::SignInRequired)));
    for person in [world.cast.accountant, world.cast.administrator] {
        let other = world.signed_in(person).await;
        assert_eq!(imports::list(&other, None).await.unwrap().cards.len(), 1);
    }
    assert!(world.events().await.contains(&"import.added".to_owned()));
}

async fn files_and_money_are_for_those_who_serve_all_houses(world: World) {
    recipients(&world).await;
    let free = accountant(&world).await;
    let id = sent(&free, Kind::Accounts, FILE).await.unwrap();
    let rows = "Период;Лицевой счёт;Услуга;Начислено;К оплате\n12.2017;7000418;ЖКУ;300;300\n";
    let draft = looked_through(&world, &free, Kind::Charges, rows).await.card.id;
    let (elsewhere, _) = other_house(&world).await;
    for person in [world.cast.accountant, world.cast.manager, world.cast.administrator] {
        world.bind(person, elsewhere).await;
        let bound = world.signed_in(person).await;
        assert!(matches!(imports::list(&bound, None).await, Err(Error::NotFound)));
        assert!(matches!(imports::page(&bound, id, View::default()).await, Err(Error::NotFound)));
        assert!(matches!(sent(&bound, Kind::Accounts, FILE).await, Err(Error::NotFound)));
        assert!(matches!(sent(&bound, Kind::Payments, FILE).await, Err(Error::NotFound)));
        assert!(matches!(imports::cancel(&bound, id).await, Err(Error::NotFound)));
        assert!(matches!(imports::undo(&bound, id, 1, "").await, Err(Error::NotFound)));
        assert!(matches!(imports::refused(&bound, id).await, Err(Error::NotFound)));
        assert!(matches!(watch(&bound, &[Topic::Import(id)]).await, Err(Error::NotFound)));
        assert!(matches!(watch(&bound, &[Topic::Desk(Desk::Payments)]).await, Err(Error::NotFound)));
        let desk = charges::desk(&bound).await.unwrap();
        let houses: Vec<_> = desk.houses.iter().map(|(id, _)| *id).collect();
        assert_eq!(
            (desk.loads.len(), houses),
            (0, vec![elsewhere]),
            "receipts of one's own houses, and no files"
        );
        assert!(matches!(charges::draft(&bound, draft, 0).await, Err(Error::NotFound)));
        assert!(matches!(statements::desk(&bound, None).await, Err(Error::NotFound)));
        assert!(matches!(statements::settled(&bound, None).await, Err(Error::NotFound)));
        let overview = overview::page(&bound).await.unwrap();
        assert!(!overview.cards.iter().any(|card| matches!(card, Card::Suspended(_))));
    }
}

async fn a_file_that_cannot_be_read_is_refused_beside_its_field(world: World) {
    let manager = manager(&world).await;
    let wrong = rejection(sent(&manager, Kind::Accounts, b"PK\x03\x04rest".to_vec()).await);
    let Some(Rule::SheetUnreadable { why }) = wrong.field("file") else { panic!("{wrong:?}") };
    assert!(why.starts_with("Это не книга XLSX и не текст CSV."), "{why}");
    let id = ImportId(Uuid::now_v7());
    let new = NewImport {
        id,
        kind: None,
        name: String::new(),
        bank: String::new(),
        contents: FILE.as_bytes().into(),
    };
    assert_eq!(rejection(imports::start(&manager, new).await).field("kind"), Some(&Rule::ImportKindMissing));
    assert_eq!(all::<import::Entity>(&world.db).await.len(), 0);
    assert_eq!(world.shelf.state().kept.len(), 0);
}

async fn the_same_file_sent_twice_is_one_import(world: World) {
    let manager = manager(&world).await;
    let id = ImportId(Uuid::now_v7());
    let new = || NewImport {
        id,
        kind: Some(Kind::Accounts),
        name: "..\\Реестр \u{202e}2018.csv".into(),
        bank: String::new(),
        contents: FILE.as_bytes().into(),
    };
    imports::start(&manager, new()).await.unwrap();
    imports::start(&manager, new()).await.unwrap();
    assert_eq!(all::<import::Entity>(&world.db).await.len(), 1);
    assert_eq!(page(&manager, id).await.card.file_name, "Реестр 2018.csv");
    let other = world.signed_in(world.cast.administrator).await;
    assert!(matches!(imports::start(&other, new()).await, Err(Error::NotFound)));
}

async fn columns_are_corrected(world: World) {
    let manager = manager(&world).await;
    let id = sent(&manager, Kind::Accounts, FILE).await.unwrap();
    let shown = page(&manager, id).await;
    let form = shown.columns.as_ref().unwrap();
    assert_eq!(form.header, ["Код", "Где", "Кв", "Кто"]);
    assert_eq!(form.first[0].1, ["8000001", "г Москва, ул Новая, д. 1", "1", "Ким Олег"]);
    let wrong = rejection(imports::choose(&manager, id, shown.version, &proposed(&shown)).await);
    let names = vec!["Лицевой счёт".into(), "Адрес".into(), "Собственник".into()];
    assert_eq!(wrong.field("columns"), Some(&Rule::ColumnsMissing { names }));
    let mut choice = proposed(&shown);
    for (column, place) in [(0, "0"), (2, "1"), (4, "0")] {
        choice.places[column] = place.into();
    }
    let wrong = rejection(imports::choose(&manager, id, shown.version, &choice).await);
    assert_eq!(wrong.field("columns"), Some(&Rule::ColumnChosenTwice { name: "Код".into() }));
    choice.places[4] = "3".into();
    imports::choose(&manager, id, shown.version, &choice).await.unwrap();
    work(&world).await;
    let ready = page(&manager, id).await;
    assert_eq!((ready.card.state, ready.card.counts.unwrap().new), (State::Ready, 1));
    // What was chosen is there when the columns are corrected once more.
    let again = imports::page(&manager, id, View { columns: true, ..View::default() }).await.unwrap();
    assert_eq!(proposed(&again).places, choice.places);
}

async fn a_button_pressed_twice_is_one_step(world: World) {
    let manager = manager(&world).await;
    let ready = looked_through(&world, &manager, Kind::Accounts, SAMPLE).await;
    let id = ready.card.id;
    imports::commit(&manager, id, ready.version).await.unwrap();
    imports::commit(&manager, id, ready.version).await.unwrap();
    work(&world).await;
    let moved_on = rejection(imports::commit(&manager, id, ready.version).await);
    assert_eq!(moved_on.field(""), Some(&Rule::ImportMovedOn));
    let moved_on = rejection(imports::cancel(&manager, id).await);
    assert_eq!(moved_on.field(""), Some(&Rule::ImportMovedOn), "what is written is undone, not cancelled");
    let moved_on = rejection(imports::choose(&manager, id, 1, &ColumnsChoice::default()).await);
    assert!(moved_on.field("columns").is_some());
}

const SAMPLE: &str = "ЛС;Адрес;Кв;ФИО\n8000001;г Москва, ул Новая, д. 1;1;Ким Олег\n";

async fn what_was_given_up_is_forgotten(world: World) {
    let manager = manager(&world).await;
    let ready = looked_through(&world, &manager, Kind::Accounts, SAMPLE).await;
    assert_eq!(world.shelf.state().kept.len(), 1);
    imports::cancel(&manager, ready.card.id).await.unwrap();
    imports::cancel(&manager, ready.card.id).await.unwrap();
    work(&world).await;
    assert_eq!(page(&manager, ready.card.id).await.card.state, State::Cancelled);
    assert_eq!(world.shelf.state().kept.len(), 0);
    assert_eq!(all::<import_line::Entity>(&world.db).await.len(), 0);
}

async fn a_job_that_broke_off_begins_again(world: World) {
    let manager = manager(&world).await;
    let id = sent(&manager, Kind::Accounts, SAMPLE).await.unwrap();
    let shown = page(&manager, id).await;
    imports::choose(&manager, id, shown.version, &proposed(&shown)).await.unwrap();
    // What a worker has left that was stopped meanwhile.
    let tx = world.db.begin().await.unwrap();
    let left = import_line::Model {
        import_id: id,
        line: 2,
        verdict: "same".into(),
        subject: "?".into(),
        details: "{}".into(),
    };
    store::imports::add_lines(&tx, vec![left]).await.unwrap();
    tx.commit().await.unwrap();
    work(&world).await;
    let ready = page(&manager, id).await;
    assert_eq!(ready.card.state, State::Ready);
    let [line] = &ready.preview.unwrap().lines[..] else { panic!() };
    assert_eq!((line.subject.as_str(), line.verdict), ("8000001", Verdict::New));
}

async fn two_workers_write_once(world: World) {
    let manager = manager(&world).await;
    let before = all::<account::Entity>(&world.db).await.len();
    let ready = looked_through(&world, &manager, Kind::Accounts, SAMPLE).await;
    imports::commit(&manager, ready.card.id, ready.version).await.unwrap();
    let (one, two) = (world.system(), world.system());
    let (first, second) = tokio::join!(run_due(&one), run_due(&two));
    first.unwrap();
    second.unwrap();
    work(&world).await;
    assert_eq!(page(&manager, ready.card.id).await.card.state, State::Done);
    assert_eq!(all::<account::Entity>(&world.db).await.len(), before + 1);
}

async fn rows_are_shown_in_parts_and_by_what_they_do(world: World) {
    let manager = manager(&world).await;
    let rows: Vec<String> =
        (0..120).map(|n| format!("{};г Москва, ул Новая, д. 1;{n};Ким Олег\n", 8_000_000 + n)).collect();
    let file = format!("ЛС;Адрес;Кв;ФИО\n{}?;нет;;\n", rows.concat());
    let ready = looked_through(&world, &manager, Kind::Accounts, file).await;
    let id = ready.card.id;
    let shown = |view| imports::page(&manager, id, view);
    let first = shown(View::default()).await.unwrap().preview.unwrap();
    assert_eq!((first.lines.len(), first.lines[0].row, first.next), (50, 2, Some(51)));
    let second = shown(View { after: first.next, ..View::default() }).await.unwrap().preview.unwrap();
    assert_eq!((second.lines[0].row, second.next), (52, Some(101)));
    let refused = View { verdict: Some(Verdict::Refused), ..View::default() };
    let refused = shown(refused).await.unwrap().preview.unwrap();
    assert_eq!((refused.lines.len(), refused.lines[0].row, refused.next), (1, 122, None));
}

async fn of_a_great_many_refused_rows_the_first_are_told_and_all_are_counted(world: World) {
    let manager = manager(&world).await;
    let wrong = (0..10_005).map(|at| format!("81{at:05};г Москва, ул Новая, д. 1;{at};Ким Олег;много\n"));
    let file = format!(
        "Лицевой счёт;Адрес;Кв;Собственник;Площадь\n{}8000001;г Москва, ул Новая, д. 2;1;Ким Олег;50\n",
        wrong.collect::<String>()
    );
    let ready = looked_through(&world, &manager, Kind::Accounts, file).await;
    assert_eq!(counts(&ready), [1, 0, 0, 10_005]);
    assert_eq!(ready.preview.unwrap().unlisted, 5);
    let refused = String::from_utf8(imports::refused(&manager, ready.card.id).await.unwrap()).unwrap();
    assert_eq!(refused.lines().count(), 1 + 10_000 + 1);
    assert!(refused.lines().last().unwrap().contains("Не показано ещё: 5."), "{refused}");
    imports::commit(&manager, ready.card.id, ready.version).await.unwrap();
    work(&world).await;
    let done = page(&manager, ready.card.id).await;
    assert_eq!((done.card.state, counts(&done)), (State::Done, [1, 0, 0, 10_005]));
}

async fn open_pages_hear_of_each_step(world: World) {
    let manager = manager(&world).await;
    let id = sent(&manager, Kind::Accounts, SAMPLE).await.unwrap();
    let shown = page(&manager, id).await;
    let topics = [Topic::Import(id), Topic::Desk(Desk::Imports)];
    listening(&world).await;
    let mut changes = watch(&manager, &topics).await.unwrap();
    imports::choose(&manager, id, shown.version, &proposed(&shown)).await.unwrap();
    let heard = changes.next().await;
    assert!(
        matches!(heard, Some(Heard::Changed(topic)) if topics.contains(&topic)),
        "nothing is heard of the step"
    );
}

async fn samples_are_loaded_as_they_are(world: World) {
    recipients(&world).await;
    let manager = manager(&world).await;
    for format in [Format::Csv, Format::Xlsx] {
        for kind in Kind::FIRST {
            let sample = imports::sample(&manager, kind, format).unwrap();
            let done = looked_through(&world, &manager, kind, sample).await;
            assert_eq!(done.card.state, State::Ready, "{kind:?} {format:?}: {:?}", done.problems);
            if kind == Kind::Accounts {
                written(&world, &manager, kind, imports::sample(&manager, kind, format).unwrap()).await;
                assert_eq!(done.card.counts.unwrap().refused, 0);
            }
        }
    }
    let accountant = accountant(&world).await;
    for kind in [Kind::Charges, Kind::Payments] {
        let sample = imports::sample(&accountant, kind, Format::Csv).unwrap();
        let done = looked_through(&world, &accountant, kind, sample).await;
        assert_eq!((done.card.state, done.card.counts.unwrap().refused), (State::Ready, 0), "{kind:?}");
        assert!(matches!(imports::sample(&manager, kind, Format::Xlsx), Err(Error::NotFound)));
    }
}

async fn the_list_goes_on(mut world: World) {
    for _ in 0..21 {
        world.wait(chrono::TimeDelta::seconds(1));
        sent(&manager(&world).await, Kind::Accounts, SAMPLE).await.unwrap();
    }
    let manager = manager(&world).await;
    let first = imports::list(&manager, None).await.unwrap();
    assert_eq!(first.cards.len(), 20);
    let rest = imports::list(&manager, first.next.as_deref()).await.unwrap();
    assert_eq!((rest.cards.len(), rest.next), (1, None));
    assert!(rest.cards[0].created_at < first.cards[19].created_at);
}

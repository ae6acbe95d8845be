use super::{is_hidden, manager, manager_elsewhere};
use crate::{
    readings::household::{import, period, with_guide},
    support::{World, twins},
};
use domain::{
    ids::{AccountId, ImportId, MeterId},
    quantity::Quantity,
    residency::ResidencyKind,
};
use store::entity;
use usecases::registry;
use uuid::Uuid;

twins! {
    the_card_says_whose_it_is_and_what_hangs_there,
    who_sees_no_money_sees_no_debt,
    a_look_at_a_card_is_in_the_journal_once,
    a_card_takes_as_many_statements_however_many_meters_there_are,
    a_meter_has_a_card_of_its_own,
    what_is_of_another_house_is_not_found,
    a_record_names_the_spreadsheets_that_it_comes_from,
}

async fn the_card_says_whose_it_is_and_what_hangs_there(world: World) {
    with_guide(&world).await;
    let page = registry::account(&manager(&world).await, world.cast.flat.account, None).await.unwrap();
    assert_eq!(
        (page.number.as_str(), page.label.as_str(), page.area_hundredths),
        ("7000418", "7", Some(5430))
    );
    assert_eq!(
        page.owners.iter().map(|owner| owner.name.as_str()).collect::<Vec<_>>(),
        ["Соловьёва Анна Павловна"]
    );
    let residents: Vec<_> =
        page.residents.iter().map(|resident| (resident.email.as_str(), resident.kind, resident.to)).collect();
    assert_eq!(
        residents,
        [
            ("anna@example.org", ResidencyKind::Owner, None),
            ("timur@example.org", ResidencyKind::Tenant, None),
        ]
    );
    let last: Vec<_> = page.meters.iter().map(|card| card.last.as_ref().unwrap().values[0]).collect();
    assert_eq!(last, [Quantity(388), Quantity(341), Quantity(3_605_962)]);
    assert!(page.may_change && page.history.is_empty());
}

async fn who_sees_no_money_sees_no_debt(world: World) {
    for (user, sees) in
        [(world.cast.dispatcher, false), (world.cast.accountant, true), (world.cast.manager, true)]
    {
        let ctx = world.signed_in(user).await;
        let page = registry::account(&ctx, world.cast.flat.account, None).await.unwrap();
        assert_eq!(page.debt.is_some(), sees);
        assert_eq!(page.may_change, user == world.cast.manager);
    }
}

async fn a_look_at_a_card_is_in_the_journal_once(world: World) {
    let manager = manager(&world).await;
    registry::find(&manager, "7000418").await.unwrap();
    registry::account(&manager, world.cast.flat.account, None).await.unwrap();
    registry::meter(&manager, world.cast.flat.meters[0]).await.unwrap();
    assert_eq!(world.events().await, ["account.looked_at"]);
}

async fn a_card_takes_as_many_statements_however_many_meters_there_are(world: World) {
    with_guide(&world).await;
    import(&world, world.cast.neighbours.meters[0], period("2017-12"), &[1_000]).await;
    let manager = manager(&world).await;
    // The law is read once for a minute.
    registry::account(&manager, world.cast.parking.account, None).await.unwrap();
    let mut work = Vec::new();
    for home in [&world.cast.flat, &world.cast.neighbours] {
        let before = world.db.statements();
        registry::account(&manager, home.account, None).await.unwrap();
        work.push(world.db.statements() - before);
    }
    assert_eq!(work[0], work[1]);
}

async fn a_meter_has_a_card_of_its_own(world: World) {
    with_guide(&world).await;
    let page = registry::meter(&manager(&world).await, world.cast.flat.meters[0]).await.unwrap();
    assert_eq!((page.meter.serial.as_str(), page.number.as_str()), ("100708114", "7000418"));
    let values: Vec<_> = page.readings.iter().map(|reading| reading.values[0].0).collect();
    assert_eq!(values, [388, 382, 371, 363, 352, 330]);
}

async fn what_is_of_another_house_is_not_found(world: World) {
    let elsewhere = manager_elsewhere(&world).await;
    let (account, meter) = (world.cast.flat.account, world.cast.flat.meters[0]);
    for ctx in [elsewhere, world.signed_in(world.cast.anna).await, world.guest()] {
        assert!(is_hidden(&registry::account(&ctx, account, None).await));
        assert!(is_hidden(&registry::meter(&ctx, meter).await));
    }
    let missing = manager(&world).await;
    assert!(is_hidden(&registry::account(&missing, AccountId(Uuid::now_v7()), None).await));
    assert!(is_hidden(&registry::meter(&missing, MeterId(Uuid::now_v7())).await));
}

async fn a_record_names_the_spreadsheets_that_it_comes_from(world: World) {
    let import = entity::import::Model {
        id: ImportId(Uuid::now_v7()),
        kind: "accounts".into(),
        file_name: "Счета.xlsx".into(),
        bytes: 1,
        sha256: String::new(),
        person_id: Some(world.cast.accountant),
        created_at: world.now,
        changed_at: world.now,
        state: "undone".into(),
        version: 1,
        recognised: String::new(),
        sheet: String::new(),
        choice: None,
        total_rows: 1,
        done_rows: 1,
        new_count: None,
        changed_count: None,
        same_count: None,
        refused_count: None,
        problems: None,
        waiting_count: None,
        bank: None,
        came: None,
        credited: None,
        waiting: None,
        why: None,
        done_at: None,
    };
    let change = entity::import_change::Model {
        import_id: import.id,
        position: 1,
        entity: "account".into(),
        row_id: world.cast.flat.account.0,
        was: None,
        now: Some("{}".into()),
    };
    let tx = world.db.begin().await.unwrap();
    store::insert(&tx, import).await.unwrap();
    store::insert(&tx, change).await.unwrap();
    tx.commit().await.unwrap();
    let manager = manager(&world).await;
    let page = registry::account(&manager, world.cast.flat.account, None).await.unwrap();
    let [loaded] = &page.imports[..] else { panic!("{:?}", page.imports) };
    assert_eq!((loaded.file_name.as_str(), loaded.undone), ("Счета.xlsx", true));
    assert_eq!(loaded.who.as_deref(), Some("accountant@example.org"));
    let other = registry::account(&manager, world.cast.parking.account, None).await.unwrap();
    assert!(other.imports.is_empty());
}

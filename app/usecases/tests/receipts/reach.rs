use super::books::{Issued, New, correct, issue, period, recipient};
use crate::{
    support::{Household, World, twins},
    tickets::desk::other_house,
};
use domain::{
    access::Role,
    charges::ChargeKind,
    ids::{BillId, BuildingId, RecipientId},
};
use std::sync::{Arc, Mutex};
use store::{entity, testing};
use usecases::{Error, ports::LaidOut, receipts};
use uuid::Uuid;

twins!(
    everybody_who_lives_there_sees_the_receipt,
    a_neighbours_receipt_is_not_found,
    staff_who_print_receipts_see_any_and_it_is_written_down,
    a_guest_is_asked_to_sign_in,
    a_building_is_printed_by_unit,
    only_who_may_print_prints_a_building,
    one_receipt_is_printed_as_it_is_shown,
    staff_of_other_houses_find_no_receipts,
    who_serves_other_houses_sees_the_receipt_of_their_own_home,
);

async fn december(world: &World, home: &Household, recipient: RecipientId) -> Issued {
    let account = home.account;
    let kind = ChargeKind::Bill;
    issue(world, New { account, recipient, period: "2017-12", amount: 10_000, penalty: 0, kind }).await
}

async fn everybody_who_lives_there_sees_the_receipt(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let bill = december(&world, &world.cast.flat, rent).await.bill;
    for person in [world.cast.anna, world.cast.timur] {
        let ctx = world.signed_in(person).await;
        assert_eq!(receipts::receipt(&ctx, bill).await.unwrap().bill, bill);
    }
    assert!(!world.events().await.iter().any(|event| event.starts_with("receipts.")));
}

async fn a_neighbours_receipt_is_not_found(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let bill = december(&world, &world.cast.flat, rent).await.bill;
    let cast = &world.cast;
    for person in [cast.boris, cast.nobody, cast.dispatcher, cast.editor] {
        let ctx = world.signed_in(person).await;
        for id in [bill, BillId(Uuid::now_v7())] {
            assert!(matches!(receipts::receipt(&ctx, id).await, Err(Error::NotFound)));
            assert!(matches!(receipts::printed(&ctx, id).await, Err(Error::NotFound)));
        }
    }
}

async fn staff_who_print_receipts_see_any_and_it_is_written_down(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let bill = december(&world, &world.cast.flat, rent).await.bill;
    for person in [world.cast.accountant, world.cast.manager, world.cast.administrator] {
        let ctx = world.signed_in(person).await;
        assert_eq!(receipts::receipt(&ctx, bill).await.unwrap().bill, bill);
    }
    let events = testing::all::<entity::event::Entity>(&world.db).await;
    let looked: Vec<_> = events.into_iter().filter(|event| event.kind == "receipts.looked").collect();
    assert_eq!(looked.len(), 3);
    assert_eq!((looked[0].subject_id, looked[0].account_id), (Some(bill.0), Some(world.cast.flat.account)));
}

async fn a_guest_is_asked_to_sign_in(world: World) {
    let outcome = receipts::receipt(&world.guest(), BillId(Uuid::now_v7())).await;
    assert!(matches!(outcome, Err(Error::SignInRequired)));
}

async fn a_building_is_printed_by_unit(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let repairs = recipient(&world, "Капремонт").await;
    let cast = &world.cast;
    for home in [&cast.newcomers, &cast.office, &cast.neighbours, &cast.parking] {
        december(&world, home, rent).await;
    }
    december(&world, &cast.flat, repairs).await;
    let old = december(&world, &cast.flat, rent).await;
    correct(&world, &old, "2018-01-10", 9_000).await;
    let new = New {
        account: cast.flat.account,
        recipient: rent,
        period: "2018-01",
        amount: 1,
        penalty: 0,
        kind: ChargeKind::Bill,
    };
    issue(&world, new).await;

    let ctx = world.signed_in(cast.manager).await;
    let before = world.db.statements();
    let receipts = receipts::of_building(&ctx, cast.house, period("2017-12")).await.unwrap();
    // Those of one receipt and of the law, and to write it down the beginning, the event and the commit.
    assert!(world.db.statements() - before <= 8);
    let order: Vec<_> = receipts
        .iter()
        .map(|receipt| {
            (receipt.payer.address.rsplit(", ").next().unwrap(), receipt.provider.service.as_str())
        })
        .collect();
    assert_eq!(
        order,
        [
            ("1П", "Квартплата"),
            ("7", "Квартплата"),
            ("7", "Капремонт"),
            ("8", "Квартплата"),
            ("12", "Квартплата"),
            ("офис 1", "Квартплата"),
        ]
    );
    assert_eq!(receipts[1].reference.amount.0, 9_000);
    assert!(world.events().await.contains(&"receipts.printed".to_owned()));

    let heard = Arc::new(Mutex::new(Vec::new()));
    let ears = Arc::clone(&heard);
    let codes: Vec<String> = receipts.iter().map(|receipt| receipt.code.to_string()).collect();
    let pdf =
        receipts::print(&ctx, receipts, LaidOut::new(move |done| ears.lock().unwrap().push(done))).await;
    assert_eq!(String::from_utf8(pdf.unwrap()).unwrap(), codes.join("\n"));
    assert_eq!(*heard.lock().unwrap(), [6]);
}

async fn only_who_may_print_prints_a_building(world: World) {
    let cast = &world.cast;
    for person in [cast.anna, cast.dispatcher, cast.editor] {
        let ctx = world.signed_in(person).await;
        let outcome = receipts::of_building(&ctx, cast.house, period("2017-12")).await;
        assert!(matches!(outcome, Err(Error::NotFound)));
    }
    let none = receipts::of_building(&world.system(), cast.house, period("2017-12")).await.unwrap();
    assert!(none.is_empty());
}

async fn staff_of_other_houses_find_no_receipts(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let bill = december(&world, &world.cast.flat, rent).await.bill;
    let (elsewhere, _) = other_house(&world).await;
    for person in [world.cast.accountant, world.cast.manager, world.cast.administrator] {
        world.bind(person, elsewhere).await;
        let ctx = world.signed_in(person).await;
        assert!(matches!(receipts::receipt(&ctx, bill).await, Err(Error::NotFound)));
        assert!(matches!(receipts::printed(&ctx, bill).await, Err(Error::NotFound)));
        for house in [world.cast.house, BuildingId(Uuid::now_v7())] {
            let outcome = receipts::of_building(&ctx, house, period("2017-12")).await;
            assert!(matches!(outcome, Err(Error::NotFound)));
        }
        assert!(receipts::of_building(&ctx, elsewhere, period("2017-12")).await.unwrap().is_empty());
        world.bind(person, world.cast.house).await;
        assert_eq!(receipts::receipt(&ctx, bill).await.unwrap().bill, bill);
    }
    assert!(world.events().await.iter().filter(|event| *event == "receipts.looked").count() == 3);
}

async fn who_serves_other_houses_sees_the_receipt_of_their_own_home(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let bill = december(&world, &world.cast.flat, rent).await.bill;
    let (elsewhere, _) = other_house(&world).await;
    let tx = world.db.begin().await.unwrap();
    store::staff::set_role(&tx, world.cast.anna, Role::Manager).await.unwrap();
    tx.commit().await.unwrap();
    world.bind(world.cast.anna, elsewhere).await;
    let anna = world.signed_in(world.cast.anna).await;
    assert_eq!(receipts::receipt(&anna, bill).await.unwrap().bill, bill);
    assert!(!world.events().await.contains(&"receipts.looked".to_owned()));
}

async fn one_receipt_is_printed_as_it_is_shown(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let issued = december(&world, &world.cast.flat, rent).await;
    let ctx = world.signed_in(world.cast.anna).await;
    let (receipt, pdf) = receipts::printed(&ctx, issued.bill).await.unwrap();
    assert_eq!(receipt, receipts::receipt(&ctx, issued.bill).await.unwrap());
    assert_eq!(pdf, issued.code.to_string().into_bytes());
}

use super::books::{New, day, issue, lines, period, recipient, recipient_with};
use crate::{
    readings::household::with_guide,
    support::{World, twins},
};
use domain::{
    charges::{
        ChargeKind,
        VolumeSource::{Area, BuildingMeter, Meter},
        total,
    },
    ids::{OwnerId, RecipientId},
    money::Money,
    receipts::Receipt,
};
use usecases::receipts;
use uuid::Uuid;

twins!(
    the_receipt_of_the_guide_adds_up,
    the_code_names_the_payment_and_no_person,
    without_meters_on_the_bill_there_are_none_on_the_receipt,
    an_opening_balance_has_a_receipt_without_lines,
    what_a_bank_would_refuse_is_left_out,
    names_longer_than_the_code_allows_are_cut,
    a_receipt_takes_four_statements,
    a_receipt_names_the_owners_of_the_day_of_its_bill,
);

async fn december(world: &World, recipient: RecipientId) -> Receipt {
    let new = New {
        account: world.cast.flat.account,
        recipient,
        period: "2017-12",
        amount: 461_160,
        penalty: 0,
        kind: ChargeKind::Bill,
    };
    let issued = issue(world, new).await;
    let calculated = [
        ("ХВС", "м³", 6_000_000, Some(Meter), 30_900_000, 18_540),
        ("ГВС", "м³", 8_000_000, Some(Meter), 101_420_000, 81_136),
        ("Водоотведение", "м³", 14_000_000, Some(Meter), 30_900_000, 43_260),
        ("Электроэнергия, день", "кВт·ч", 81_547_000, Some(Meter), 3_260_000, 26_584),
        ("Электроэнергия, ночь", "кВт·ч", 89_350_000, Some(Meter), 1_840_000, 16_440),
        ("Электроэнергия, полупик", "кВт·ч", 100_044_000, Some(Meter), 2_730_000, 27_312),
        ("Отопление", "Гкал", 730_000, Some(BuildingMeter), 1_702_980_000, 124_318),
        ("Содержание жилья", "м²", 55_200_000, Some(Area), 20_005_400, 110_430),
        ("Общедомовые нужды", "м²", 55_200_000, Some(Area), 1_565_200, 8_640),
        ("Домофон", "кв.", 1_000_000, None, 45_000_000, 4_500),
    ];
    lines(world, issued.bill, &calculated).await;
    let ctx = world.signed_in(world.cast.anna).await;
    receipts::receipt(&ctx, issued.bill).await.unwrap()
}

async fn a_receipt_names_the_owners_of_the_day_of_its_bill(world: World) {
    let recipient = recipient(&world, "Квартплата").await;
    let account = world.cast.flat.account;
    let tx = world.db.begin().await.unwrap();
    let [mut seller] = store::registry::owners(&tx, account).await.unwrap().try_into().unwrap();
    seller.to_day = Some(day("2017-12-31"));
    let buyer = store::entity::account_owner::Model {
        id: OwnerId(Uuid::now_v7()),
        name: "Белов Олег Ильич".into(),
        surname_key: "БЕЛОВ".into(),
        from_day: Some(day("2018-01-01")),
        to_day: None,
        ..seller.clone()
    };
    store::registry::put(&tx, vec![seller, buyer]).await.unwrap();
    tx.commit().await.unwrap();
    let december = december(&world, recipient).await;
    assert_eq!(december.payer.name, "Соловьёва\u{a0}А.\u{a0}П.");
    let new = New { account, recipient, period: "2018-01", amount: 100, penalty: 0, kind: ChargeKind::Bill };
    let issued = issue(&world, new).await;
    let anna = world.signed_in(world.cast.anna).await;
    let january = receipts::receipt(&anna, issued.bill).await.unwrap();
    assert_eq!(january.payer.name, "Белов\u{a0}О.\u{a0}И.");
}

async fn the_receipt_of_the_guide_adds_up(world: World) {
    with_guide(&world).await;
    let receipt = december(&world, recipient(&world, "Квартплата").await).await;
    assert_eq!(total(&receipt.lines), receipt.reference.amount);
    assert_eq!(receipt.due(), Money(461_160));
    assert_eq!(receipt.payer.name, "Соловьёва\u{a0}А.\u{a0}П.");
    assert_eq!(receipt.payer.address, "г Москва, ул Авиаторов, д. 6, 7");
    assert_eq!((receipt.payer.area_hundredths, receipt.payer.residents), (Some(5_430), Some(2)));
    assert_eq!(receipt.provider.company, "УК «Уютный дом»");
    assert_eq!(receipt.provider.requisites.legal_name, "ООО «УК Очаг»");
    assert_eq!(receipt.check_url, format!("https://lk.example.org/check/{}", receipt.code));
    let dials: Vec<_> = receipt
        .meters
        .iter()
        .map(|line| {
            let shown = |value| line.dial.format(value);
            format!(
                "{} {:?}: {} – {} = {}",
                line.serial,
                line.zone,
                line.before.map_or_else(String::new, shown),
                line.now.map_or_else(String::new, shown),
                line.used.map_or_else(String::new, shown),
            )
        })
        .collect();
    assert_eq!(
        dials,
        [
            "100708114 Single: 382 – 388 = 6",
            "100719727 Single: 333 – 341 = 8",
            "9904514 Day: 3524.415 – 3605.962 = 81.547",
            "9904514 Night: 3644.928 – 3734.278 = 89.35",
            "9904514 HalfPeak: 4500.548 – 4600.592 = 100.044",
        ]
    );
}

async fn the_code_names_the_payment_and_no_person(world: World) {
    let receipt = december(&world, recipient(&world, "Квартплата").await).await;
    let expected = format!(
        "ST00012|Name=ООО «УК Очаг»|PersonalAcc=40702810000000000001|BankName=ПАО СБЕРБАНК|BIC=044525225\
         |CorrespAcc=30101810400000000225|Sum=461160|Purpose=Квартплата за 12.2017, ЛС 7000418|PayeeINN=7800000000\
         |KPP=780001001|PersAcc=7000418|PaymPeriod=122017|QuittId={}|TechCode=02",
        receipt.code.as_str()
    );
    assert_eq!(receipt.payment_code.unwrap().text, expected);
}

async fn without_meters_on_the_bill_there_are_none_on_the_receipt(world: World) {
    with_guide(&world).await;
    let repairs = recipient(&world, "Капремонт").await;
    let new = New {
        account: world.cast.flat.account,
        recipient: repairs,
        period: "2017-12",
        amount: 93_840,
        penalty: 0,
        kind: ChargeKind::Bill,
    };
    let issued = issue(&world, new).await;
    lines(
        &world,
        issued.bill,
        &[("Взнос на капитальный ремонт", "м²", 55_200_000, Some(Area), 17_000_000, 93_840)],
    )
    .await;
    let ctx = world.signed_in(world.cast.timur).await;
    let receipt = receipts::receipt(&ctx, issued.bill).await.unwrap();
    assert!(receipt.meters.is_empty());
    assert_eq!(receipt.lines.len(), 1);
}

async fn an_opening_balance_has_a_receipt_without_lines(world: World) {
    let rent = recipient(&world, "Квартплата").await;
    let new = New {
        account: world.cast.flat.account,
        recipient: rent,
        period: "2017-11",
        amount: 10_000,
        penalty: 0,
        kind: ChargeKind::Opening,
    };
    let issued = issue(&world, new).await;
    let receipt = receipts::receipt(&world.system(), issued.bill).await.unwrap();
    assert_eq!((receipt.kind, receipt.period), (ChargeKind::Opening, period("2017-11")));
    assert!(receipt.lines.is_empty());
    assert_eq!(receipt.due(), Money(10_000));
}

async fn what_a_bank_would_refuse_is_left_out(world: World) {
    let odd = recipient_with(&world, "Квартплата", |row| row.bank_account = "4070281".into()).await;
    let receipt = december(&world, odd).await;
    assert_eq!(receipt.payment_code, None);
    assert_eq!(receipt.due(), Money(461_160));
}

async fn names_longer_than_the_code_allows_are_cut(world: World) {
    const BANK: &str = "ФИЛИАЛ «ЦЕНТРАЛЬНЫЙ» БАНКА ВТБ (ПАО) В Г. МОСКВЕ, ОТДЕЛЕНИЕ";
    let long = recipient_with(&world, "Квартплата", |row| row.bank_name = BANK.into()).await;
    let receipt = december(&world, long).await;
    assert_eq!(receipt.provider.requisites.bank_name, BANK);
    let text = receipt.payment_code.unwrap().text;
    assert!(text.contains("|BankName=ФИЛИАЛ «ЦЕНТРАЛЬНЫЙ» БАНКА ВТБ (ПАО) В Г. МОС|"), "{text}");
}

async fn a_receipt_takes_four_statements(world: World) {
    with_guide(&world).await;
    let receipt = december(&world, recipient(&world, "Квартплата").await).await;
    let ctx = world.signed_in(world.cast.anna).await;
    let before = world.db.statements();
    receipts::receipt(&ctx, receipt.bill).await.unwrap();
    assert_eq!(world.db.statements() - before, 4);
}

//! Payments that wait: proposed accounts, assigning, putting aside, taking back, and the acquirer day by day.
use crate::{
    imports::import,
    ledger::{check, recipients},
    orders::till::Till,
    support::{World, rejection, twins},
};
use chrono::TimeDelta;
use domain::{
    Rule,
    ids::SuspenseId,
    matching::Reason,
    money::Money,
    statements::{Outcome, PutAside, UNDO_DAYS, Unplaced},
};
use std::fmt::Write;
use store::{
    entity::{event, payment, suspense},
    testing::all,
};
use usecases::{Ctx, Error, imports::Kind, statements};
use uuid::Uuid;

twins! {
    accounts_are_proposed_with_a_score_and_reasons,
    one_look_at_many_payments_is_one_line_of_the_journal,
    a_frequent_surname_leaves_room_for_the_others,
    a_payment_is_assigned_once_however_often_it_is_pressed,
    an_assigned_payment_is_not_credited_again_by_another_file,
    a_payment_is_taken_off_an_account_and_assigned_to_another,
    after_a_month_a_payment_stays,
    what_is_no_payment_is_put_aside_with_a_reason,
    an_account_that_is_not_there_is_told_beside_its_field,
    waiting_payments_are_the_accountants,
    days_of_the_acquirer_are_compared_with_the_bank,
}

const HEADER: &str = "Дата;Номер операции;Банк;Лицевой счёт;Плательщик;Сумма;Назначение\n";

async fn accountant(world: &World) -> Ctx {
    world.signed_in(world.cast.accountant).await
}

async fn came(world: &World, rows: &str) {
    import(world, Kind::Payments, &format!("{HEADER}{rows}")).await;
}

async fn only(world: &World) -> SuspenseId {
    let [row] = &all::<suspense::Entity>(&world.db).await[..] else { panic!("one payment waits") };
    SuspenseId(row.id)
}

fn aside(id: SuspenseId, outcome: Outcome, why: &str, day: &str) -> PutAside {
    PutAside { id, outcome: outcome.code().into(), why: why.into(), day: day.into() }
}

async fn accounts_are_proposed_with_a_score_and_reasons(world: World) {
    recipients(&world).await;
    let charges = "Период;Лицевой счёт;Услуга;Начислено;К оплате\n12.2017;7000417;ЖКУ;300;300\n";
    import(&world, Kind::Charges, charges).await;
    came(&world, "20.01.2018;1;Банк;;Соловьева Анна Павловна;300;квартплата 7000419\n").await;
    let desk = statements::desk(&accountant(&world).await, None).await.unwrap();
    assert_eq!((desk.count, desk.sum), (1, Money(30_000)));
    let [waiting] = &desk.waiting[..] else { panic!("{:?}", desk.waiting) };
    assert_eq!(waiting.why, Unplaced::Uncertain);
    let proposals: Vec<_> = waiting
        .proposals
        .iter()
        .map(|of| (of.number.as_str(), of.fit.score, of.fit.reasons.clone()))
        .collect();
    assert_eq!(
        proposals,
        [
            ("7000419", 60, vec![Reason::AccountMentioned]),
            ("7000417", 45, vec![Reason::FullName, Reason::Sum]),
            ("7000418", 30, vec![Reason::FullName]),
        ]
    );
    assert_eq!(waiting.proposals[1].owed, Money(30_000));
    let events = all::<event::Entity>(&world.db).await;
    let looks: Vec<_> = events.into_iter().filter(|event| event.kind == "payment.looked_at").collect();
    let [look] = &looks[..] else { panic!("{looks:?}") };
    assert_eq!((look.look, look.details.as_deref()), (true, Some("20.01.2018 300.00\u{a0}₽")));
}

async fn one_look_at_many_payments_is_one_line_of_the_journal(world: World) {
    recipients(&world).await;
    came(&world, "20.01.2018;1;Банк;;Ким;300;\n19.01.2018;2;Банк;;Ким;1200,50;\n").await;
    let accountant = accountant(&world).await;
    for _ in 0..2 {
        statements::desk(&accountant, None).await.unwrap();
    }
    // Nothing was seen there.
    statements::settled(&accountant, None).await.unwrap();
    let events = all::<event::Entity>(&world.db).await;
    let looks: Vec<_> = events.into_iter().filter(|event| event.kind == "payment.looked_at").collect();
    assert_eq!(looks.len(), 2);
    for look in looks {
        assert_eq!(look.details.unwrap().split("; ").count(), 2);
    }
}

async fn a_frequent_surname_leaves_room_for_the_others(world: World) {
    recipients(&world).await;
    let mut accounts = "Лицевой счёт;Адрес;Собственник\n".to_owned();
    for at in 0..450 {
        writeln!(accounts, "80{at:05};г Тверь, ул Новая, д. 1, {at};Иванов И. И.").unwrap();
    }
    accounts += "9000001;г Тверь, ул Новая, д. 2, 1;Яковлев Пётр Ильич\n";
    import(&world, Kind::Accounts, &accounts).await;
    came(&world, "20.01.2018;1;Банк;;Иванов И. И.;300;\n20.01.2018;2;Банк;;Яковлев Пётр Ильич;300;\n").await;
    let desk = statements::desk(&accountant(&world).await, None).await.unwrap();
    let of = |payer: &str| {
        desk.waiting.iter().find(|waiting| waiting.came.payer.as_deref() == Some(payer)).unwrap()
    };
    assert_eq!(of("Яковлев Пётр Ильич").proposals[0].number, "9000001");
    assert!(!of("Иванов И. И.").proposals.is_empty());
}

async fn a_payment_is_assigned_once_however_often_it_is_pressed(world: World) {
    let [rent, _] = recipients(&world).await;
    came(&world, "20.01.2018;1;Банк;;Ким;300;\n").await;
    let (accountant, id) = (accountant(&world).await, only(&world).await);
    for _ in 0..2 {
        statements::assign(&accountant, id, " 70 00418 ").await.unwrap();
    }
    let told = rejection(statements::assign(&accountant, id, "7000419").await);
    assert_eq!(told.field(""), Some(&Rule::SettledAlready));
    let books = check(&world).await;
    assert_eq!(books[&(world.cast.flat.account, rent)].paid, 30_000);
    assert_eq!(books.len(), 1);
    assert_eq!(statements::desk(&accountant, None).await.unwrap().count, 0);
    let settled = statements::settled(&accountant, None).await.unwrap().settled;
    assert_eq!((settled[0].account.as_deref(), settled[0].may_undo), (Some("7000418"), true));
    assert_eq!(settled[0].by.as_deref(), Some("accountant@example.org"));
}

async fn an_assigned_payment_is_not_credited_again_by_another_file(world: World) {
    let [rent, _] = recipients(&world).await;
    let accountant = accountant(&world).await;
    // With a number of the bank, and without one.
    for row in ["20.01.2018;1;Банк;;Ким;300;\n", "20.01.2018;;Банк;;Ким;200;\n"] {
        came(&world, row).await;
        let rows = all::<suspense::Entity>(&world.db).await;
        let waits = rows.iter().find(|row| row.settled_at.is_none()).unwrap();
        statements::assign(&accountant, SuspenseId(waits.id), "7000418").await.unwrap();
        came(&world, row).await;
        assert_eq!(statements::desk(&accountant, None).await.unwrap().count, 0, "{row}");
    }
    assert_eq!(check(&world).await[&(world.cast.flat.account, rent)].paid, 50_000);
}

async fn a_payment_is_taken_off_an_account_and_assigned_to_another(world: World) {
    let [rent, _] = recipients(&world).await;
    let row = "20.01.2018;1;Банк;;Ким;300;\n";
    came(&world, row).await;
    let (accountant, id) = (accountant(&world).await, only(&world).await);
    statements::assign(&accountant, id, "7000418").await.unwrap();
    for _ in 0..2 {
        statements::undo(&accountant, id).await.unwrap();
    }
    assert_eq!(check(&world).await[&(world.cast.flat.account, rent)].paid, 0);
    assert_eq!(statements::desk(&accountant, None).await.unwrap().count, 1);
    came(&world, row).await;
    assert_eq!(all::<suspense::Entity>(&world.db).await.len(), 1, "the file brings nothing new");
    statements::assign(&accountant, id, "7000419").await.unwrap();
    let books = check(&world).await;
    assert_eq!(books[&(world.cast.neighbours.account, rent)].paid, 30_000);
    assert_eq!(books[&(world.cast.flat.account, rent)].paid, 0);
    came(&world, row).await;
    assert_eq!(all::<payment::Entity>(&world.db).await.len(), 2);
}

async fn after_a_month_a_payment_stays(mut world: World) {
    recipients(&world).await;
    came(&world, "20.01.2018;1;Банк;;Ким;300;\n").await;
    let id = only(&world).await;
    statements::assign(&accountant(&world).await, id, "7000418").await.unwrap();
    world.wait(TimeDelta::days(UNDO_DAYS));
    let accountant = accountant(&world).await;
    let told = rejection(statements::undo(&accountant, id).await);
    assert_eq!(told.field(""), Some(&Rule::UndoOver { days: UNDO_DAYS }));
    assert!(!statements::settled(&accountant, None).await.unwrap().settled[0].may_undo);
}

async fn what_is_no_payment_is_put_aside_with_a_reason(world: World) {
    recipients(&world).await;
    let row = "20.01.2018;1;Банк;;ООО Ромашка;300;аренда\n";
    came(&world, row).await;
    let (accountant, id) = (accountant(&world).await, only(&world).await);
    let wrong = rejection(statements::put_aside(&accountant, &aside(id, Outcome::Aside, " ", "")).await);
    assert_eq!(wrong.field("why"), Some(&Rule::WhyMissing));
    let wrong = rejection(statements::put_aside(&accountant, &aside(id, Outcome::Acquirer, "", "")).await);
    assert_eq!(wrong.field("day"), Some(&Rule::DayMissing));
    let ahead = aside(id, Outcome::Acquirer, "", "2018-01-26");
    assert!(rejection(statements::put_aside(&accountant, &ahead).await).field("day").is_some());
    let by_hand = aside(id, Outcome::Acquirer, "", "20.01.2018");
    statements::put_aside(&accountant, &by_hand).await.unwrap();
    let settled = statements::settled(&accountant, None).await.unwrap().settled;
    assert_eq!(settled[0].for_day, Some("2018-01-20".parse().unwrap()));
    statements::undo(&accountant, id).await.unwrap();
    let wish = aside(id, Outcome::Aside, "Аренда подвала", "");
    for _ in 0..2 {
        statements::put_aside(&accountant, &wish).await.unwrap();
    }
    came(&world, row).await;
    assert_eq!(statements::desk(&accountant, None).await.unwrap().count, 0);
    let settled = statements::settled(&accountant, None).await.unwrap().settled;
    assert_eq!(
        (settled[0].outcome, settled[0].why.as_deref()),
        (Some(Outcome::Aside), Some("Аренда подвала"))
    );
    statements::undo(&accountant, id).await.unwrap();
    assert_eq!(statements::desk(&accountant, None).await.unwrap().count, 1);
}

async fn an_account_that_is_not_there_is_told_beside_its_field(world: World) {
    recipients(&world).await;
    came(&world, "20.01.2018;1;Банк;;Ким;300;\n").await;
    let (accountant, id) = (accountant(&world).await, only(&world).await);
    for typed in ["", "7000999", "лс;"] {
        let told = rejection(statements::assign(&accountant, id, typed).await);
        assert!(told.field("account").is_some(), "{typed:?}");
    }
    let nobodys = SuspenseId(Uuid::now_v7());
    assert!(matches!(statements::assign(&accountant, nobodys, "7000418").await, Err(Error::NotFound)));
}

async fn waiting_payments_are_the_accountants(world: World) {
    recipients(&world).await;
    came(&world, "20.01.2018;1;Банк;;Ким;300;\n").await;
    let id = only(&world).await;
    for user in [world.cast.manager, world.cast.dispatcher, world.cast.anna] {
        let other = world.signed_in(user).await;
        assert!(matches!(statements::desk(&other, None).await, Err(Error::NotFound)));
        assert!(matches!(statements::settled(&other, None).await, Err(Error::NotFound)));
        assert!(matches!(statements::days(&other, None, None).await, Err(Error::NotFound)));
        assert!(matches!(statements::assign(&other, id, "7000418").await, Err(Error::NotFound)));
        assert!(matches!(statements::undo(&other, id).await, Err(Error::NotFound)));
        let wish = aside(id, Outcome::Aside, "так", "");
        assert!(matches!(statements::put_aside(&other, &wish).await, Err(Error::NotFound)));
    }
    assert!(matches!(statements::desk(&world.guest(), None).await, Err(Error::SignInRequired)));
}

async fn days_of_the_acquirer_are_compared_with_the_bank(world: World) {
    let till = Till::open(world).await;
    till.paid("300").await;
    let world = &till.world;
    let accountant = accountant(world).await;
    let page = statements::days(&accountant, None, None).await.unwrap();
    let [day] = page.days[..] else { panic!("{:?}", page.days) };
    assert_eq!((day.orders, day.paid, day.came, day.missing()), (1, Money(30_000), Money(0), Money(30_000)));
    came(world, "25.01.2018;900;Банк;;ООО НКО ЮМани;300;реестр\n").await;
    let id = only(world).await;
    statements::put_aside(&accountant, &aside(id, Outcome::Acquirer, "", &day.day.to_string()))
        .await
        .unwrap();
    let page = statements::days(&accountant, None, Some(day.day)).await.unwrap();
    assert_eq!((page.days[0].lines, page.days[0].missing()), (1, Money::ZERO));
    let (_, payments) = page.open.unwrap();
    assert_eq!((payments.len(), payments[0].left, page.may_refund), (1, Money(30_000), true));
}

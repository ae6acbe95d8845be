//! A month of reminders: what is to be done is told in time and once, what is done is not.
use crate::{
    imports::{
        desk::{accountant, written},
        import,
    },
    ledger::recipients,
    push::browser,
    readings::household::{at_home, line, submit, with_guide},
    support::{World, twins, want_letters},
};
use chrono::{DateTime, NaiveDate, TimeDelta, Utc};
use domain::{
    ids::{AccountId, MeterId, ResidencyId, UserId},
    imports::Kind as FileKind,
    notices::{Notice, Subject},
    reminders::{Deadline, WindowStep},
};
use store::{
    entity,
    testing::{all, execute},
};
use usecases::{
    imports::Kind,
    jobs, notices,
    ports::{Letter, MailError},
    push,
};
use uuid::Uuid;

twins! {
    a_month_reminds_of_what_is_to_be_done_and_of_nothing_else,
    two_workers_and_a_restart_remind_once,
    a_letter_that_leaves_late_leaves_only_if_there_is_something_to_do,
    nobody_is_reminded_at_night,
    many_households_are_reminded_part_by_part,
    published_charges_come_by_letter_to_those_who_want_letters,
}

fn at(day: &str) -> DateTime<Utc> {
    // Ten in the morning in Moscow.
    format!("2018-{day}T07:00:00Z").parse().unwrap()
}

/// What a person was reminded of, and when, the oldest first.
async fn told(world: &World, user: UserId) -> Vec<String> {
    let page = notices::page(&world.signed_in(user).await, None).await.unwrap();
    let mut told: Vec<String> = page
        .notices
        .iter()
        .map(|card| {
            let what = match &card.notice {
                Notice::ReadingsDue { step: WindowStep::Opens, meters, .. } => {
                    format!("opens {}", meters.len())
                }
                Notice::ReadingsDue { step: WindowStep::FewDays, meters, .. } => {
                    format!("few {}", meters.len())
                }
                Notice::ReadingsDue { meters, .. } => format!("last {}", meters.len()),
                Notice::VerificationEnds { meter, .. } => format!("verify {meter}"),
                Notice::PaymentDue { deadline: Deadline::Ahead, owed, .. } => format!("pay {}", owed.plain()),
                Notice::PaymentDue { owed, .. } => format!("late {}", owed.plain()),
                other => panic!("{other:?}"),
            };
            format!("{} {what}", card.at.format("%d.%m"))
        })
        .collect();
    told.reverse();
    told
}

async fn begin(world: &mut World, day: &str) {
    world.now = at(day);
    jobs::promise_recurring(&world.system()).await.unwrap();
}

/// Lets days pass until one of them, and returns the letters that came, each with its day.
async fn until(world: &mut World, last: &str) -> Vec<(NaiveDate, Letter)> {
    let mut letters = Vec::new();
    loop {
        let day = world.now.date_naive();
        letters.extend(world.letters().await.into_iter().map(|letter| (day, letter)));
        if world.now >= at(last) {
            return letters;
        }
        world.wait(TimeDelta::days(1));
    }
}

async fn debts(world: &World) {
    recipients(world).await;
    let charges = "Период;Лицевой счёт;Услуга;Начислено;К оплате\n\
                   12.2017;7000418;ЖКУ;1000;1000\n12.2017;7000419;ЖКУ;500;500\n";
    import(world, Kind::Charges, charges).await;
}

async fn a_month_reminds_of_what_is_to_be_done_and_of_nothing_else(mut world: World) {
    with_guide(&world).await;
    begin(&mut world, "01-02").await;
    debts(&world).await;
    execute(&world.db, "UPDATE meter SET verified_until = '2018-03-05' WHERE serial = '100719727'").await;
    let anna = at_home(&world, world.cast.anna, &world.cast.flat).await;
    push::subscribe(&anna, &browser("phone")).await.unwrap();

    until(&mut world, "01-08").await;
    import(&world, Kind::Payments, "Дата;Лицевой счёт;Сумма\n08.01.2018;7000418;1000\n").await;
    until(&mut world, "01-16").await;
    let boris = at_home(&world, world.cast.boris, &world.cast.neighbours).await;
    submit(&boris, vec![line(world.cast.neighbours.meters[0], &["12,345"])]).await.unwrap();
    let anna = at_home(&world, world.cast.anna, &world.cast.flat).await;
    submit(&anna, vec![line(world.cast.flat.meters[0], &["395"])]).await.unwrap();
    until(&mut world, "01-23").await;
    let anna = at_home(&world, world.cast.anna, &world.cast.flat).await;
    let [_, hot, power] = world.cast.flat.meters[..] else { panic!("three meters") };
    let rest = vec![line(hot, &["350"]), line(power, &["3702,415", "3801,006", "4712,318"])];
    submit(&anna, rest).await.unwrap();
    until(&mut world, "02-05").await;

    let flat = [
        "04.01 verify ГВС 100719727",
        "07.01 pay 1000.00",
        "15.01 opens 3",
        "22.01 few 2",
        "03.02 verify ГВС 100719727",
    ];
    assert_eq!(told(&world, world.cast.anna).await, flat);
    assert_eq!(told(&world, world.cast.timur).await, flat);
    assert_eq!(
        told(&world, world.cast.boris).await,
        ["07.01 pay 500.00", "11.01 late 500.00", "15.01 opens 1"]
    );
    assert_eq!(told(&world, world.cast.nobody).await, [""; 0]);
    let titles: Vec<String> = world.screens.take().into_iter().map(|(_, title)| title).collect();
    assert_eq!(
        titles,
        [
            "Поверка счётчика до 05.03.2018",
            "Оплатите до 10.01.2018",
            "Сдайте показания до 25.01.2018",
            "Показания принимаем до 25.01.2018",
            "Поверка счётчика до 05.03.2018",
        ]
    );
}

async fn two_workers_and_a_restart_remind_once(mut world: World) {
    begin(&mut world, "01-15").await;
    tokio::join!(world.letters(), world.letters());
    // A restart finds the day begun.
    begin(&mut world, "01-15").await;
    world.wait(TimeDelta::hours(1));
    world.letters().await;
    assert_eq!(told(&world, world.cast.anna).await, ["15.01 opens 3"]);
    // Whatever has become of the day, nobody hears the same thing twice.
    execute(&world.db, "DELETE FROM reminder_day").await;
    world.wait(TimeDelta::hours(1));
    world.letters().await;
    assert_eq!(told(&world, world.cast.anna).await, ["15.01 opens 3"]);
    assert_eq!(told(&world, world.cast.boris).await, ["15.01 opens 1"]);
}

async fn a_letter_that_leaves_late_leaves_only_if_there_is_something_to_do(mut world: World) {
    begin(&mut world, "01-15").await;
    world.mailbox.fail(Some(MailError::Unavailable("no route".into())));
    world.letters().await;
    let boris = at_home(&world, world.cast.boris, &world.cast.neighbours).await;
    submit(&boris, vec![line(world.cast.neighbours.meters[0], &["12,345"])]).await.unwrap();
    world.mailbox.fail(None);
    world.wait(TimeDelta::hours(1));
    let mut letters: Vec<(String, String)> =
        world.letters().await.into_iter().map(|letter| (letter.to, letter.subject)).collect();
    letters.sort();
    let reminded = letters.iter().filter(|(_, subject)| subject.starts_with("Сдайте показания"));
    let reminded: Vec<&str> = reminded.map(|(to, _)| to.as_str()).collect();
    assert_eq!(reminded, ["anna@example.org", "timur@example.org"]);
}

async fn nobody_is_reminded_at_night(mut world: World) {
    // Five in the morning in Moscow.
    world.now = "2018-01-15T02:00:00Z".parse().unwrap();
    jobs::promise_recurring(&world.system()).await.unwrap();
    assert_eq!(world.letters().await, []);
    assert_eq!(told(&world, world.cast.anna).await, [""; 0]);
    world.now = at("01-15");
    assert!(!world.letters().await.is_empty());
    assert_eq!(told(&world, world.cast.anna).await, ["15.01 opens 3"]);
}

async fn many_households_are_reminded_part_by_part(mut world: World) {
    let home = all::<entity::account::Entity>(&world.db).await.remove(0);
    let meter = all::<entity::meter::Entity>(&world.db).await.remove(0);
    let residency = all::<entity::residency::Entity>(&world.db).await.remove(0);
    let tx = world.db.begin().await.unwrap();
    for number in 0..230 {
        let account = AccountId(Uuid::now_v7());
        let number = format!("91{number:04}");
        let row = entity::account::Model {
            id: account,
            number_key: number.clone(),
            number,
            closed_on: None,
            ..home.clone()
        };
        store::insert(&tx, row).await.unwrap();
        let id = MeterId(Uuid::now_v7());
        store::insert(&tx, entity::meter::Model { id, account_id: account, ..meter.clone() }).await.unwrap();
        let (id, person_id) = (ResidencyId(Uuid::now_v7()), world.cast.boris);
        let row = entity::residency::Model { id, person_id, account_id: account, ..residency.clone() };
        store::insert(&tx, row).await.unwrap();
    }
    tx.commit().await.unwrap();
    begin(&mut world, "01-15").await;
    world.letters().await;
    let jobs = all::<entity::outbox::Entity>(&world.db).await;
    assert_eq!(jobs.iter().filter(|job| job.kind == "reminders").count(), 3);
    let ctx = world.signed_in(world.cast.boris).await;
    assert_eq!(notices::unread(&ctx).unwrap(), 231);
}

async fn published_charges_come_by_letter_to_those_who_want_letters(world: World) {
    let timur = world.signed_in(world.cast.timur).await;
    want_letters(&timur, &[Subject::Tickets]).await;
    recipients(&world).await;
    let charges = "Период;Лицевой счёт;Услуга;Начислено;К оплате\n12.2017;7000418;ЖКУ;1000;1000\n";
    written(&world, &accountant(&world).await, FileKind::Charges, charges).await;
    let letter = world.letter_to("anna@example.org").await;
    assert_eq!(letter.subject, "Квитанция за декабрь 2017");
}

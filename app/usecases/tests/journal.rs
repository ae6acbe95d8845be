//! «Журнал».
use crate::support::{World, twins};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    Rejection, Rule,
    ids::{AccountId, UserId},
    journal::{JournalFilter, JournalPage, LINES},
    session::EmailError,
};
use store::event::{self, Event};
use usecases::{Ctx, Error, journal, staff, tickets};
use uuid::Uuid;

twins! {
    the_latest_comes_first_with_who_and_about_whom,
    it_is_read_in_parts_and_nothing_is_left_out,
    changes_and_looks_are_told_apart,
    whose_data_somebody_saw_between_two_moments_is_one_question,
    a_look_stands_for_the_minutes_after_it,
    what_was_done_with_a_persons_data_is_found_by_account_and_by_email,
    what_is_not_understood_is_told_beside_its_field,
    looking_is_in_the_journal_too,
    only_those_who_may_read_it_do,
}

fn typed(who: &str, whose: &str, what: &str) -> JournalFilter {
    JournalFilter { who: who.into(), whose: whose.into(), what: what.into(), ..JournalFilter::default() }
}

fn between(filter: JournalFilter, from: &str, to: &str) -> JournalFilter {
    JournalFilter { from: from.into(), to: to.into(), ..filter }
}

async fn administrator(world: &World) -> Ctx {
    world.signed_in(world.cast.administrator).await
}

async fn read(ctx: &Ctx, filter: &JournalFilter) -> JournalPage {
    journal::page(ctx, filter, None).await.unwrap()
}

fn kinds(page: &JournalPage) -> Vec<&str> {
    page.lines.iter().map(|line| line.kind.as_str()).collect()
}

async fn look(world: &World, who: UserId, account: AccountId, at: DateTime<Utc>) {
    let tx = world.db.begin().await.unwrap();
    let looked = Event::new(at, Some(who), "account.looked_at").of_account(account);
    event::record(&tx, looked).await.unwrap();
    tx.commit().await.unwrap();
}

async fn the_latest_comes_first_with_who_and_about_whom(mut world: World) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    tickets::call(&dispatcher, Some(world.cast.flat.account), None).await.unwrap();
    world.wait(TimeDelta::minutes(1));
    let admin = administrator(&world).await;
    staff::suspend(&admin, world.cast.editor).await.unwrap();
    let page = read(&admin, &JournalFilter::default()).await;
    assert_eq!(kinds(&page), ["staff.suspended", "account.looked_at"]);
    let [suspended, looked] = &page.lines[..] else { panic!() };
    assert_eq!(suspended.who.as_deref(), Some("administrator@example.org"));
    assert_eq!(suspended.subject.as_deref(), Some("editor@example.org"));
    assert_eq!(looked.account.as_ref().unwrap().0, "7000418");
    assert!(looked.look && !suspended.look);
    assert_eq!(page.employees.len(), 5);
}

async fn it_is_read_in_parts_and_nothing_is_left_out(world: World) {
    let cast = &world.cast;
    // Two at each moment: the key has to tell them apart.
    for minute in 0..60 {
        let at = world.now - TimeDelta::minutes(minute);
        look(&world, cast.dispatcher, cast.flat.account, at).await;
        look(&world, cast.dispatcher, cast.neighbours.account, at).await;
    }
    let admin = administrator(&world).await;
    let filter = typed("dispatcher@example.org", "", "");
    let (mut after, mut sizes, mut seen) = (None, Vec::new(), Vec::new());
    loop {
        let page = journal::page(&admin, &filter, after).await.unwrap();
        sizes.push(page.lines.len());
        seen.extend(page.lines.into_iter().map(|line| (line.at, line.account)));
        after = page.next;
        if after.is_none() {
            break;
        }
    }
    assert_eq!(sizes, [LINES, LINES, 20]);
    assert!(seen.is_sorted_by(|one, other| one.0 >= other.0));
    seen.sort();
    seen.dedup();
    assert_eq!(seen.len(), 120);
}

async fn changes_and_looks_are_told_apart(world: World) {
    let admin = administrator(&world).await;
    staff::suspend(&admin, world.cast.editor).await.unwrap();
    look(&world, world.cast.dispatcher, world.cast.flat.account, world.now).await;
    assert_eq!(kinds(&read(&admin, &typed("", "", "changes")).await), ["staff.suspended"]);
    let looks = read(&admin, &typed("", "", "looks")).await;
    assert!(looks.lines.iter().all(|line| line.look) && kinds(&looks).contains(&"account.looked_at"));
    assert_eq!(looks.seen, None, "nobody is asked about");
    assert_eq!(kinds(&read(&admin, &typed("", "", "staff.suspended")).await), ["staff.suspended"]);
    assert_eq!(kinds(&read(&admin, &typed("", "", "no.such")).await), [""; 0]);
}

async fn whose_data_somebody_saw_between_two_moments_is_one_question(world: World) {
    let cast = &world.cast;
    // 13:20 in Moscow.
    for minutes in [0, 30, 60] {
        look(&world, cast.dispatcher, cast.flat.account, world.now - TimeDelta::minutes(minutes)).await;
    }
    look(&world, cast.dispatcher, cast.neighbours.account, world.now - TimeDelta::minutes(45)).await;
    look(&world, cast.manager, cast.newcomers.account, world.now).await;
    let admin = administrator(&world).await;
    let filter = typed("dispatcher@example.org", "", "looks");
    let filter = between(filter, "2018-01-25T12:30", "2018-01-25T13:00");
    let seen = read(&admin, &filter).await.seen.unwrap();
    let seen: Vec<_> = seen.accounts.iter().map(|account| (account.number.as_str(), account.times)).collect();
    assert_eq!(seen, [("7000418", 1), ("7000419", 1)]);
    let all = read(&admin, &typed("dispatcher@example.org", "", "looks")).await.seen.unwrap();
    let all: Vec<_> = all.accounts.iter().map(|account| (account.number.as_str(), account.times)).collect();
    assert_eq!(all, [("7000418", 3), ("7000419", 1)]);
}

async fn a_look_stands_for_the_minutes_after_it(world: World) {
    let cast = &world.cast;
    look(&world, cast.dispatcher, cast.flat.account, world.now - TimeDelta::minutes(25)).await;
    look(&world, cast.dispatcher, cast.neighbours.account, world.now - TimeDelta::minutes(31)).await;
    let admin = administrator(&world).await;
    // From 13:00 on: a look at 12:55 was not written down anew at 13:01.
    let filter = between(typed("dispatcher@example.org", "", "looks"), "2018-01-25T13:00", "");
    let page = read(&admin, &filter).await;
    assert_eq!(page.seen.unwrap().accounts.len(), 1);
    assert_eq!(page.lines.len(), 1);
}

async fn what_was_done_with_a_persons_data_is_found_by_account_and_by_email(world: World) {
    let cast = &world.cast;
    look(&world, cast.dispatcher, cast.flat.account, world.now).await;
    look(&world, cast.dispatcher, cast.parking.account, world.now).await;
    look(&world, cast.dispatcher, cast.neighbours.account, world.now).await;
    let tx = world.db.begin().await.unwrap();
    let of = |kind| Event::new(world.now, Some(cast.accountant), kind);
    event::record(&tx, of("receipts.printed").about(cast.house.0)).await.unwrap();
    event::record(&tx, of("readings.exported").about(Uuid::now_v7())).await.unwrap();
    event::record(&tx, of("debtors.exported")).await.unwrap();
    tx.commit().await.unwrap();
    let admin = administrator(&world).await;
    let of = async |whose: &str| {
        let page = read(&admin, &typed("", whose, "looks")).await;
        let numbers = page.lines.into_iter().map(|line| line.account.map(|(number, _)| number));
        let mut numbers: Vec<_> = numbers.collect();
        numbers.sort();
        numbers
    };
    let some = |number: &str| Some(number.to_owned());
    let wholesale = "its receipts were printed with the house, its debt was taken away with all others, readings of another house were not its own";
    assert_eq!(of("7000419").await, [None, None, some("7000419")], "{wholesale}");
    assert_eq!(of("Anna@example.org").await, [None, None, some("7000417"), some("7000418")]);
    assert!(of("nobody@example.org").await.is_empty());
}

async fn what_is_not_understood_is_told_beside_its_field(world: World) {
    let admin = administrator(&world).await;
    let filter = between(typed("anna", "9999999", ""), "вчера", "");
    let expected = [
        ("who", Rule::from(EmailError::NoAt)),
        ("whose", Rule::NoSuchAccounts { numbers: vec!["9999999".into()] }),
        ("from", Rule::NoSuchMoment),
    ];
    let page = read(&admin, &filter).await;
    assert_eq!(page.refused, Rejection(expected.map(|(field, rule)| (field.to_owned(), rule)).to_vec()));
    assert_eq!(page.lines, []);
    let unknown = read(&admin, &typed("x@example.org", "x@example.org", "")).await.refused;
    assert_eq!(unknown.field("who"), Some(&Rule::PersonUnknown));
    assert_eq!(unknown.field("whose"), Some(&Rule::PersonUnknown));
}

async fn looking_is_in_the_journal_too(world: World) {
    let admin = administrator(&world).await;
    read(&admin, &typed("dispatcher@example.org", "7000418", "looks")).await;
    let page = read(&admin, &typed("administrator@example.org", "", "looks")).await;
    assert_eq!(kinds(&page), ["journal.looked_at"]);
    let asked = page.lines[0].details.as_deref();
    assert_eq!(asked, Some("who: dispatcher@example.org; whose: 7000418; what: looks"));
}

async fn only_those_who_may_read_it_do(world: World) {
    let cast = &world.cast;
    for user in [cast.anna, cast.dispatcher, cast.accountant, cast.editor, cast.manager] {
        let ctx = world.signed_in(user).await;
        let answer = journal::page(&ctx, &JournalFilter::default(), None).await;
        assert!(matches!(answer, Err(Error::NotFound)));
    }
    let guest = journal::page(&world.guest(), &JournalFilter::default(), None).await;
    assert!(matches!(guest, Err(Error::SignInRequired)));
}

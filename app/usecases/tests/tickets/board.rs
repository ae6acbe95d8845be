use super::desk::{executor, is_not_found, other_house, sheet, step, steps, written};
use crate::support::{World, twins};
use chrono::TimeDelta;
use domain::{
    ids::TicketId,
    tickets::{Assignment, BoardFilter, CallersTicket, Category, ExecutorFilter, Kind, State, Step},
};
use usecases::{Ctx, tickets};
use uuid::Uuid;

twins! {
    the_board_is_by_time_left,
    the_board_is_filtered,
    what_is_over_is_on_a_board_of_its_own_the_latest_first,
    a_long_board_is_read_part_by_part,
    who_is_bound_to_houses_sees_nothing_of_others,
    the_board_takes_four_statements_however_long_it_is,
}

async fn texts(ctx: &Ctx, filter: BoardFilter) -> Vec<String> {
    let board = tickets::board(ctx, filter, None).await.unwrap();
    board.rows.into_iter().map(|row| row.text).collect()
}

async fn the_board_is_by_time_left(mut world: World) {
    written(&world, "Когда уберут снег?").await;
    written(&world, "Засор канализации").await;
    world.wait(TimeDelta::minutes(100));
    written(&world, "нет света").await;
    let put_off = written(&world, "Искрит розетка").await;
    step(&world, put_off, Step::Defer).await.unwrap();
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let all = ["Засор канализации", "нет света", "Искрит розетка", "Когда уберут снег?"];
    assert_eq!(texts(&dispatcher, BoardFilter::default()).await, all);
    world.wait(TimeDelta::minutes(25));
    let manager = world.signed_in(world.cast.manager).await;
    let board = tickets::board(&manager, BoardFilter::default(), None).await.unwrap();
    let counts =
        (board.counts.waiting, board.counts.unassigned, board.counts.emergencies, board.counts.overdue);
    assert_eq!(counts, (4, 4, 2, 1));
    assert!(board.rows[0].clock.unwrap().standing.is_breached());
    assert_eq!(board.rows[0].address, "г Москва, ул Авиаторов, д. 6");
    assert_eq!(board.rows[0].label.as_deref(), Some("7"));
}

async fn the_board_is_filtered(world: World) {
    let (other, _) = other_house(&world).await;
    let first = written(&world, "нет света").await;
    written(&world, "Когда уберут снег?").await;
    let electrician = executor(&world, "Сергей П.").await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    let ticket = sheet(&world, first).await.row.id;
    tickets::assign(&dispatcher, Assignment { ticket, seen: 1, executor: Some(electrician), start: true })
        .await
        .unwrap();
    for (filter, expected) in [
        (BoardFilter { kind: Some(Kind::Ordinary), ..BoardFilter::default() }, vec!["Когда уберут снег?"]),
        (BoardFilter { category: Some(Category::Electricity), ..BoardFilter::default() }, vec!["нет света"]),
        (BoardFilter { category: Some(Category::Roof), ..BoardFilter::default() }, vec![]),
        (
            BoardFilter {
                category: Some(Category::Yard),
                kind: Some(Kind::Ordinary),
                ..BoardFilter::default()
            },
            vec!["Когда уберут снег?"],
        ),
        (BoardFilter { state: Some(State::InProgress), ..BoardFilter::default() }, vec!["нет света"]),
        (
            BoardFilter { executor: Some(ExecutorFilter::Nobody), ..BoardFilter::default() },
            vec!["Когда уберут снег?"],
        ),
        (
            BoardFilter { executor: Some(ExecutorFilter::Is(electrician)), ..BoardFilter::default() },
            vec!["нет света"],
        ),
        (BoardFilter { building: Some(other), ..BoardFilter::default() }, vec![]),
        (
            BoardFilter {
                building: Some(world.cast.house),
                kind: Some(Kind::Emergency),
                ..BoardFilter::default()
            },
            vec!["нет света"],
        ),
    ] {
        assert_eq!(texts(&dispatcher, filter).await, expected);
    }
    let board = tickets::board(&dispatcher, BoardFilter::default(), None).await.unwrap();
    assert_eq!((board.houses.len(), board.executors.len()), (2, 1));
}

async fn what_is_over_is_on_a_board_of_its_own_the_latest_first(mut world: World) {
    for text in ["Первая", "Вторая"] {
        let number = written(&world, text).await;
        steps(&world, number, &[Step::Start, Step::Complete]).await;
        world.wait(TimeDelta::minutes(1));
    }
    written(&world, "Третья").await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    assert_eq!(texts(&dispatcher, BoardFilter::default()).await, ["Третья"]);
    let ended = BoardFilter { ended: true, ..BoardFilter::default() };
    assert_eq!(texts(&dispatcher, ended).await, ["Вторая", "Первая"]);
}

async fn many(world: &World, count: i64, ended: bool) {
    for number in 0..count {
        let number = written(world, &number.to_string()).await;
        store::testing::execute(&world.db, "DELETE FROM throttle").await;
        if ended {
            step(world, number, Step::Decline).await.unwrap();
        }
    }
}

async fn a_long_board_is_read_part_by_part(world: World) {
    many(&world, 60, false).await;
    many(&world, 60, true).await;
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    for (ended, expected) in [(false, (1..=60).collect::<Vec<i64>>()), (true, (61..=120).rev().collect())] {
        let filter = BoardFilter { ended, ..BoardFilter::default() };
        let first = tickets::board(&dispatcher, filter, None).await.unwrap();
        let after = first.next.unwrap().to_string().parse().unwrap();
        let second = tickets::board(&dispatcher, filter, Some(after)).await.unwrap();
        assert_eq!((first.rows.len(), second.rows.len(), second.next), (50, 10, None));
        let numbers: Vec<i64> = first.rows.iter().chain(&second.rows).map(|row| row.number).collect();
        assert_eq!(numbers, expected);
    }
}

async fn who_is_bound_to_houses_sees_nothing_of_others(world: World) {
    let (other, _) = other_house(&world).await;
    let here = written(&world, "нет света").await;
    let administrator = world.signed_in(world.cast.administrator).await;
    usecases::staff::serve(&administrator, "dispatcher@example.org", vec![other, other]).await.unwrap();
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    assert!(is_not_found(&tickets::sheet(&dispatcher, here).await));
    assert!(texts(&dispatcher, BoardFilter::default()).await.is_empty());
    assert!(tickets::find(&dispatcher, "7000418").await.unwrap().is_empty());
    let id = sheet_of(&world, here).await;
    assert!(is_not_found(&tickets::localise(&dispatcher, id, 1).await));
    assert!(is_not_found(&tickets::answer(&dispatcher, super::desk::said(id, "Едем")).await));
    let told = |building, account| CallersTicket {
        id: TicketId(Uuid::now_v7()),
        account,
        building,
        category: None,
        house: true,
        name: "Сосед".into(),
        phone: "+7 921 555-01-08".into(),
        text: "Не горит лампа".into(),
    };
    let account = Some(world.cast.flat.account);
    assert!(is_not_found(&tickets::register(&dispatcher, told(None, account)).await));
    assert!(is_not_found(&tickets::register(&dispatcher, told(Some(world.cast.house), None)).await));
    tickets::register(&dispatcher, told(Some(other), None)).await.unwrap();
    let board = tickets::board(&dispatcher, BoardFilter::default(), None).await.unwrap();
    assert_eq!((board.counts.waiting, board.rows.len(), board.houses.len()), (1, 1, 1));
    let manager = world.signed_in(world.cast.manager).await;
    assert_eq!(texts(&manager, BoardFilter::default()).await.len(), 2);
    usecases::staff::serve(&administrator, "dispatcher@example.org", vec![]).await.unwrap();
    assert_eq!(texts(&dispatcher, BoardFilter::default()).await.len(), 2);
    assert!(is_not_found(&usecases::staff::serve(&manager, "dispatcher@example.org", vec![]).await));
}

async fn sheet_of(world: &World, number: i64) -> TicketId {
    tickets::sheet(&world.signed_in(world.cast.manager).await, number).await.unwrap().row.id
}

async fn the_board_takes_four_statements_however_long_it_is(world: World) {
    let dispatcher = world.signed_in(world.cast.dispatcher).await;
    tickets::board(&dispatcher, BoardFilter::default(), None).await.unwrap();
    let count = async || {
        let before = world.db.statements();
        tickets::board(&dispatcher, BoardFilter::default(), None).await.unwrap();
        world.db.statements() - before
    };
    assert_eq!(count().await, 4);
    many(&world, 20, false).await;
    assert_eq!(count().await, 4);
    for user in [world.cast.anna, world.cast.accountant] {
        let refused = tickets::board(&world.signed_in(user).await, BoardFilter::default(), None).await;
        assert!(is_not_found(&refused));
    }
}

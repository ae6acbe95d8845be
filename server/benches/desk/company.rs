//! A company with so many tickets, written in bulk.
use super::{
    bench::Bench,
    support::fill::{Resident, Rows, moment},
};
use anyhow::Result;
use chrono::Duration;
use domain::{
    access::Role,
    ids::{BuildingId, ExecutorId, TicketId},
    tickets::{Category, Kind, State, Whose},
};
use std::mem::take;
use store::{Db, DbSettings, entity};
use uuid::Uuid;

/// Households; some of them have tickets.
const RESIDENTS: usize = 1_000;
const EXECUTORS: usize = 10;
/// Of ten tickets one waits: the others are over.
const WAITS: usize = 10;
/// Tickets that are held in memory at once.
const PORTION: usize = 20_000;

pub struct Company {
    /// Address of its database.
    pub url: String,
    /// The session of a dispatcher who serves all houses.
    pub dispatcher: String,
    pub residents: Vec<Resident>,
}

pub async fn fill(bench: &Bench, tickets: usize) -> Result<Company> {
    let url = format!("sqlite://{}", bench.path(&format!("{tickets}.sqlite")).display());
    let db = Db::open(&DbSettings { url: url.clone(), max_connections: 4 }).await?;
    db.migrate().await?;
    let mut rows = Rows::new(moment());
    let homes: Vec<(Resident, BuildingId)> =
        (0..RESIDENTS).map(|_| (rows.resident(), rows.building)).collect();
    let (_, dispatcher) = rows.person(Some(Role::Dispatcher));
    rows.write(&db).await?;

    let executors: Vec<_> = (0..EXECUTORS)
        .map(|number| entity::executor::Model {
            id: ExecutorId(Uuid::now_v7()),
            name: format!("Слесарь {number}"),
            retired_at: None,
        })
        .collect();
    let mut waiting = Vec::new();
    let ids: Vec<ExecutorId> = executors.iter().map(|executor| executor.id).collect();
    let tx = db.begin().await?;
    store::insert_all(&tx, executors).await?;
    tx.commit().await?;
    for number in 0..tickets {
        waiting.push(ticket(number, &homes[number % homes.len()], ids[number % ids.len()]));
        if waiting.len() == PORTION || number + 1 == tickets {
            let tx = db.begin().await?;
            store::insert_all(&tx, take(&mut waiting)).await?;
            tx.commit().await?;
        }
    }
    db.close().await?;
    Ok(Company { url, dispatcher, residents: homes.into_iter().map(|(resident, _)| resident).collect() })
}

/// Registered one a minute, the latest now.
fn ticket(
    number: usize,
    (home, building): &(Resident, BuildingId),
    executor: ExecutorId,
) -> entity::ticket::Model {
    let ended = !number.is_multiple_of(WAITS);
    let registered_at = moment() - Duration::minutes(i64::try_from(number).unwrap_or(i64::MAX));
    let state = if ended { State::Closed } else { State::Open };
    let later = |days| registered_at + Duration::days(days);
    entity::ticket::Model {
        id: TicketId(Uuid::now_v7()),
        number: i64::try_from(number).unwrap_or(i64::MAX) + 1,
        building_id: *building,
        account_id: Some(home.account),
        person_id: None,
        whose: Whose::Unit.code().into(),
        category: Category::ALL[number % Category::ALL.len()].code().into(),
        kind: Kind::ALL[number % Kind::ALL.len()].code().into(),
        text: "Течёт кран на кухне, ведро наполняется за час".into(),
        contact_name: "Иванова Мария".into(),
        contact_phone: "+7 900 000-00-00".into(),
        registered_at,
        state: state.code().into(),
        state_at: registered_at,
        taken_back: false,
        executor_id: (!number.is_multiple_of(3 * WAITS)).then_some(executor),
        answered_at: None,
        localised_at: None,
        done_at: ended.then(|| later(1)),
        paused_since: None,
        paused_minutes: 0,
        deferred_until: None,
        result: ended.then(|| "Заменили прокладку".into()),
        rating: None,
        version: 1,
        next_at: later(3),
        ended_at: ended.then(|| later(1)),
    }
}

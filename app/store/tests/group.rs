use chrono::{DateTime, Utc};
use std::{collections::BTreeSet, sync::Arc};
use store::{
    Db, StoreError,
    entity::throttle,
    testing::{Scratch, all},
};
use tokio::{sync::Barrier, task::JoinSet};

async fn write(db: &Db, key: String) -> store::Tx {
    let tx = db.begin().await.unwrap();
    let window_start = DateTime::<Utc>::UNIX_EPOCH;
    store::insert(&tx, throttle::Model { key, window_start, attempts: 1 }).await.unwrap();
    tx
}

async fn kept(db: &Db) -> BTreeSet<String> {
    all::<throttle::Entity>(db).await.into_iter().map(|row| row.key).collect()
}

/// 64 writers at once: some give up, some are cut off, and one does what the database refuses.
async fn many_writers(scratch: Scratch) {
    let start = Arc::new(Barrier::new(64));
    let mut writers = JoinSet::new();
    for n in 0..64 {
        let (db, start) = (scratch.db.clone(), Arc::clone(&start));
        writers.spawn(async move {
            start.wait().await;
            let tx = write(&db, format!("{n:02}")).await;
            match n % 16 {
                3 => drop(tx),
                7 => {
                    let again = throttle::Model {
                        key: format!("{n:02}"),
                        window_start: DateTime::UNIX_EPOCH,
                        attempts: 2,
                    };
                    assert!(store::insert(&tx, again).await.unwrap_err().is_duplicate());
                }
                _ => {
                    tx.commit().await.unwrap();
                    return Some(format!("{n:02}"));
                }
            }
            None
        });
    }
    let mut acknowledged = BTreeSet::new();
    while let Some(outcome) = writers.join_next().await {
        acknowledged.extend(outcome.unwrap());
    }
    assert_eq!(acknowledged.len(), 56);
    assert_eq!(kept(&scratch.db).await, acknowledged);
    scratch.discard().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_acknowledged_is_there_and_nothing_else_on_sqlite() {
    many_writers(Scratch::sqlite().await).await;
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_acknowledged_is_there_and_nothing_else_on_postgres() {
    if let Some(scratch) = Scratch::postgres().await {
        many_writers(scratch).await;
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn writers_that_are_cut_off_leave_the_others_alone() {
    let scratch = Scratch::sqlite().await;
    for round in 0..8 {
        let mut writers = JoinSet::new();
        let mut cut_off = Vec::new();
        for n in 0..32 {
            let db = scratch.db.clone();
            let key = format!("{round} {n:02}");
            let task = async move {
                write(&db, key.clone()).await.commit().await.unwrap();
                key
            };
            if n % 4 == 1 { cut_off.push(tokio::spawn(task)) } else { drop(writers.spawn(task)) }
        }
        // Wherever they are by now: in the queue, at work, or waiting for the commit.
        for (n, task) in cut_off.iter().enumerate() {
            for _ in 0..n {
                tokio::task::yield_now().await;
            }
            task.abort();
        }
        let acknowledged: Vec<String> = writers.join_all().await;
        let kept = kept(&scratch.db).await;
        assert_eq!(acknowledged.len(), 24);
        assert!(acknowledged.iter().all(|key| kept.contains(key)), "round {round}");
    }
    write(&scratch.db, "the last one".into()).await.commit().await.unwrap();
    assert!(kept(&scratch.db).await.contains("the last one"));
}

#[tokio::test]
async fn nobody_sees_what_is_not_yet_committed() {
    let scratch = Scratch::sqlite().await;
    let tx = write(&scratch.db, "mine".into()).await;
    assert_eq!(kept(&scratch.db).await, BTreeSet::new());
    tx.commit().await.unwrap();
    assert_eq!(kept(&scratch.db).await.len(), 1);
}

#[tokio::test]
async fn a_file_that_is_in_use_is_not_opened_again() {
    let scratch = Scratch::sqlite().await;
    let second = Db::open(&scratch.settings).await;
    assert!(matches!(second, Err(StoreError::InUse(_))), "{second:?}");
    scratch.db.ping().await.unwrap();
}

#[tokio::test]
async fn what_was_committed_is_there_when_the_file_is_opened_again() {
    let scratch = Scratch::sqlite().await;
    write(&scratch.db, "kept".into()).await.commit().await.unwrap();
    let settings = scratch.settings.clone();
    let folder = scratch.close().await;
    let db = Db::open(&settings).await.unwrap();
    db.migrate().await.unwrap();
    assert!(kept(&db).await.contains("kept"));
    drop(folder);
}

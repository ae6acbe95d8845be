//! Group commit on SQLite. Writers take turns inside one open transaction, each in a savepoint of its own; the last one of
//! a queue commits for all, and everybody is answered after that commit. One fsync makes many acknowledged writes durable.
use crate::{Result, StoreError};
use sea_orm::{
    ConnectionTrait, DatabaseConnection, DatabaseTransaction, SqliteTransactionMode, TransactionOptions,
    TransactionTrait,
};
use std::{
    mem,
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
};
use tokio::sync::{Mutex, OwnedMutexGuard, oneshot};

/// Writers whose work is made durable together at the most.
const LARGEST: usize = 64;

#[derive(Debug)]
pub(crate) struct Group {
    connection: DatabaseConnection,
    batch: Arc<Mutex<Batch>>,
    /// Writers that wait for their turn: as long as there are any, one of them will commit.
    queued: AtomicUsize,
}

#[derive(Debug, Default)]
struct Batch {
    open: Option<DatabaseTransaction>,
    /// Those who are done and wait for the commit.
    done: Vec<oneshot::Sender<Result<(), String>>>,
}

/// One writer's turn.
#[derive(Debug)]
pub(crate) struct Member {
    group: Arc<Group>,
    /// Empty only after the turn has ended.
    turn: Option<OwnedMutexGuard<Batch>>,
}

/// Counts a writer as queued until its turn, or until it gives up.
struct Queued<'a> {
    group: &'a Arc<Group>,
}

impl Drop for Queued<'_> {
    fn drop(&mut self) {
        self.group.queued.fetch_sub(1, Ordering::SeqCst);
    }
}

/// Somebody who gives up while queued may have been the one that the others relied on for the commit.
struct GivesUp<'a>(Option<&'a Arc<Group>>);

impl Drop for GivesUp<'_> {
    fn drop(&mut self) {
        if let Some(group) = self.0.take() {
            let group = Arc::clone(group);
            tokio::spawn(async move {
                let batch = Arc::clone(&group.batch).lock_owned().await;
                group.settle(batch).await;
            });
        }
    }
}

impl Group {
    pub(crate) fn new(connection: DatabaseConnection) -> Arc<Self> {
        Arc::new(Self { connection, batch: Arc::default(), queued: AtomicUsize::new(0) })
    }

    pub(crate) async fn join(group: &Arc<Self>) -> Result<Member> {
        let turn = {
            let mut gives_up = GivesUp(Some(group));
            group.queued.fetch_add(1, Ordering::SeqCst);
            let queued = Queued { group };
            let turn = Arc::clone(&group.batch).lock_owned().await;
            drop(queued);
            gives_up.0 = None;
            turn
        };
        // From here on the drop of `member` leaves the batch in order, wherever this future is dropped.
        let mut member = Member { group: Arc::clone(group), turn: Some(turn) };
        if member.batch().open.is_none() {
            let immediate = TransactionOptions {
                sqlite_transaction_mode: Some(SqliteTransactionMode::Immediate),
                ..Default::default()
            };
            let open = group.connection.begin_with_options(immediate).await?;
            member.batch().open = Some(open);
        }
        member.transaction().execute_unprepared("SAVEPOINT turn").await?;
        Ok(member)
    }

    /// Ends a turn: commits if nobody is left to do it later, and answers everybody.
    async fn settle(&self, mut batch: OwnedMutexGuard<Batch>) {
        if self.queued.load(Ordering::SeqCst) > 0 && batch.done.len() < LARGEST {
            return;
        }
        let Some(open) = batch.open.take() else { return };
        let committed = open.commit().await.map_err(|error| error.to_string());
        Self::answer(&mut batch, &committed);
    }

    /// The batch is lost: nobody's work is kept, and everybody is told.
    async fn fail(mut batch: OwnedMutexGuard<Batch>, reason: String) {
        if let Some(open) = batch.open.take()
            && let Err(error) = open.rollback().await
        {
            tracing::error!(%error, "a group could not be rolled back");
        }
        Self::answer(&mut batch, &Err(reason));
    }

    fn answer(batch: &mut Batch, outcome: &Result<(), String>) {
        for waiting in mem::take(&mut batch.done) {
            // A writer that has gone away needs no answer.
            let _gone = waiting.send(outcome.clone());
        }
    }
}

impl Member {
    #[expect(
        clippy::expect_used,
        reason = "the turn is taken out only by `commit` and `drop`, which consume the member"
    )]
    fn batch(&mut self) -> &mut Batch {
        self.turn.as_mut().expect("a member has its turn")
    }

    #[expect(clippy::expect_used, reason = "`join` opens the transaction before it gives the member away")]
    pub(crate) fn transaction(&self) -> &DatabaseTransaction {
        self.turn.as_ref().and_then(|turn| turn.open.as_ref()).expect("a member has an open transaction")
    }

    /// Leaves the savepoint and waits for the commit of the group. Once this has begun, it ends: dropping it does not undo it.
    pub(crate) async fn commit(mut self) -> Result<()> {
        let (sender, answer) = oneshot::channel();
        let Some(mut turn) = self.turn.take() else { return Ok(()) };
        let group = Arc::clone(&self.group);
        tokio::spawn(async move {
            let released = match &turn.open {
                Some(open) => open.execute_unprepared("RELEASE turn").await.map(drop),
                None => Ok(()),
            };
            turn.done.push(sender);
            match released {
                Ok(()) => group.settle(turn).await,
                Err(error) => Group::fail(turn, error.to_string()).await,
            }
        });
        match answer.await {
            Ok(outcome) => outcome.map_err(StoreError::Group),
            Err(_) => Err(StoreError::Group("the process is stopping".into())),
        }
    }
}

impl Drop for Member {
    fn drop(&mut self) {
        let Some(turn) = self.turn.take() else { return };
        let group = Arc::clone(&self.group);
        tokio::spawn(async move {
            let undone = match &turn.open {
                Some(open) => open.execute_unprepared("ROLLBACK TO turn; RELEASE turn").await.map(drop),
                None => Ok(()),
            };
            match undone {
                Ok(()) => group.settle(turn).await,
                Err(error) => Group::fail(turn, error.to_string()).await,
            }
        });
    }
}

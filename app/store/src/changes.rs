//! Who listens hears what was changed: within one process by a channel, between instances by notifications of PostgreSQL, which it sends
//! when the transaction is committed. Nothing is kept: whoever was not there looks again.
use crate::{Db, Result, Tx};
use domain::changes::Topic;
use sea_orm::{DbBackend, Value, sqlx::postgres::PgListener};
use std::{
    collections::BTreeSet,
    sync::{Mutex, PoisonError},
};
use tokio::sync::broadcast;

const CHANNEL: &str = "domovoy_changes";
/// Changes that a listener may be behind before it is told to look again.
const BEHIND: usize = 1024;
/// PostgreSQL takes 8 000 bytes at once.
const AT_ONCE: usize = 100;

/// What a listener hears.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Heard {
    Changed(Topic),
    /// Something may have been missed.
    Anything,
}

/// The listeners of this process; none any more once it ends.
#[derive(Debug)]
pub(crate) struct Listeners(Mutex<Option<broadcast::Sender<Heard>>>);

impl Default for Listeners {
    fn default() -> Self {
        Self(Mutex::new(Some(broadcast::Sender::new(BEHIND))))
    }
}

impl Listeners {
    fn sender(&self) -> Option<broadcast::Sender<Heard>> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    pub(crate) fn tell(&self, heard: impl IntoIterator<Item = Heard>) {
        let Some(sender) = self.sender() else { return };
        for heard in heard {
            // Nobody may be listening.
            let _unheard = sender.send(heard);
        }
    }

    fn close(&self) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).take();
    }
}

/// Hears what is changed from now on.
#[derive(Debug)]
pub struct Changes(Option<broadcast::Receiver<Heard>>);

impl Changes {
    /// The next change; `None` when the process ends.
    pub async fn next(&mut self) -> Option<Heard> {
        match self.0.as_mut()?.recv().await {
            Ok(heard) => Some(heard),
            Err(broadcast::error::RecvError::Lagged(_)) => Some(Heard::Anything),
            Err(broadcast::error::RecvError::Closed) => None,
        }
    }
}

impl Db {
    /// Hears what is committed from now on.
    #[must_use]
    pub fn changes(&self) -> Changes {
        Changes(self.listeners.sender().map(|sender| sender.subscribe()))
    }

    /// Nobody hears anything any more: who waits is let go.
    pub fn end_changes(&self) {
        self.listeners.close();
    }

    /// Passes on what other instances say, until the database is closed. Returns at once where there are none.
    ///
    /// # Errors
    /// When the database cannot be listened to.
    pub async fn hear_others(&self) -> Result<()> {
        if self.connection.get_database_backend() != DbBackend::Postgres {
            return Ok(());
        }
        let pool = self.connection.get_postgres_connection_pool();
        let mut listener = PgListener::connect_with(pool).await.map_err(broken)?;
        listener.listen(CHANNEL).await.map_err(broken)?;
        self.listeners.tell([Heard::Anything]);
        loop {
            match listener.try_recv().await {
                Ok(Some(said)) => {
                    let topics = said.payload().split(' ').filter_map(|topic| topic.parse().ok());
                    self.listeners.tell(topics.map(Heard::Changed));
                }
                // The connection was lost, and comes back with the next call.
                Ok(None) => self.listeners.tell([Heard::Anything]),
                Err(_) if pool.is_closed() => return Ok(()),
                Err(error) => return Err(broken(error)),
            }
        }
    }
}

fn broken(error: sea_orm::sqlx::Error) -> crate::StoreError {
    sea_orm::DbErr::Conn(sea_orm::RuntimeErr::SqlxError(error.into())).into()
}

impl Tx {
    /// Tells who listens, once this is committed.
    pub fn announce(&self, topic: Topic) {
        self.announced.lock().unwrap_or_else(PoisonError::into_inner).insert(topic);
    }
}

/// Has the database tell all instances when it commits; what is left is to be told here.
pub(crate) async fn before_commit(tx: &Tx) -> Result<Vec<Heard>> {
    let topics: BTreeSet<Topic> =
        std::mem::take(&mut *tx.announced.lock().unwrap_or_else(PoisonError::into_inner));
    if topics.is_empty() || !tx.is_postgres() {
        return Ok(topics.into_iter().map(Heard::Changed).collect());
    }
    let topics: Vec<String> = topics.iter().map(ToString::to_string).collect();
    for some in topics.chunks(AT_ONCE) {
        let values: [Value; 2] = [CHANNEL.into(), some.join(" ").into()];
        tx.change("SELECT pg_notify($1, $2)", values).await?;
    }
    Ok(Vec::new())
}

use crate::{
    Result, StoreError,
    changes::{self, Listeners},
    group::{Group, Member},
    law::Kept,
    migration::Migrator,
    registry,
};
use domain::changes::Topic;
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, DatabaseExecutor, DatabaseTransaction,
    DbBackend, TransactionTrait,
    sqlx::sqlite::{SqliteJournalMode, SqliteSynchronous},
};
use sea_orm_migration::MigratorTrait;
use std::{
    collections::BTreeSet,
    fs::File,
    path::Path,
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::Duration,
};

/// Where the data are.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DbSettings {
    /// `sqlite://PATH` or `postgres://…`.
    pub url: String,
    pub max_connections: u32,
}

/// A handle to the database, cheap to clone.
#[derive(Debug, Clone)]
pub struct Db {
    pub(crate) connection: DatabaseConnection,
    group: Option<Arc<Group>>,
    pub(crate) listeners: Arc<Listeners>,
    statements: Arc<AtomicU64>,
    pub(crate) law: Arc<Kept>,
    /// Held for as long as the SQLite file is open here.
    _lock: Option<Arc<File>>,
}

impl Db {
    /// Opens the database. An SQLite file is made if there is none, and locked against a second process.
    ///
    /// # Errors
    /// [`StoreError::InUse`] when another process has the file; otherwise when it cannot be opened.
    pub async fn open(settings: &DbSettings) -> Result<Self> {
        let mut options = ConnectOptions::new(&settings.url);
        options
            .max_connections(settings.max_connections)
            .sqlx_logging(false)
            .acquire_timeout(Duration::from_secs(10));
        let lock = match settings.url.strip_prefix("sqlite://") {
            Some(path) => {
                options.map_sqlx_sqlite_opts(|o| {
                    o.create_if_missing(true)
                        .journal_mode(SqliteJournalMode::Wal)
                        .synchronous(SqliteSynchronous::Full)
                        .busy_timeout(Duration::from_secs(10))
                        .foreign_keys(true)
                });
                Some(Arc::new(lock(Path::new(path))?))
            }
            None if settings.url.starts_with("postgres") => None,
            None => {
                return Err(StoreError::Settings(
                    "the address of the database begins with sqlite:// or postgres://".into(),
                ));
            }
        };
        let mut connection = Database::connect(options).await?;
        let statements = Arc::new(AtomicU64::new(0));
        let counter = Arc::clone(&statements);
        connection.set_metric_callback(move |_| {
            counter.fetch_add(1, Ordering::Relaxed);
        });
        let group = lock.is_some().then(|| Group::new(connection.clone()));
        Ok(Self {
            connection,
            group,
            listeners: Arc::default(),
            statements,
            law: Arc::default(),
            _lock: lock,
        })
    }

    /// Brings the schema up to date. Several instances may start at once.
    ///
    /// # Errors
    /// When a migration fails; what it did is rolled back.
    pub async fn migrate(&self) -> Result<()> {
        // One connection for all: another one of the pool may still believe in the schema of the step before.
        let tx = self.connection.begin().await?;
        if tx.get_database_backend() == DbBackend::Postgres {
            tx.execute_unprepared("SELECT pg_advisory_xact_lock(4301)").await?;
        }
        Migrator::up(&tx, None).await?;
        let tx = self.tx(Inner::Own(tx));
        // Of houses that were there before their words were.
        registry::learn_addresses(&tx).await?;
        tx.commit().await
    }

    /// Whether the database answers.
    ///
    /// # Errors
    /// When it does not.
    pub async fn ping(&self) -> Result<()> {
        Ok(self.connection.ping().await?)
    }

    /// A handle for reading: each statement stands for itself, and nothing is to be committed.
    #[must_use]
    pub fn read(&self) -> Tx {
        self.tx(Inner::Reader(self.connection.clone()))
    }

    /// Opens a transaction that may write. On SQLite there is one at a time; those that queue are made durable together.
    /// Never await another `begin` while holding one.
    ///
    /// # Errors
    /// When no connection can be had.
    pub async fn begin(&self) -> Result<Tx> {
        #[cfg(feature = "testing")]
        crate::testing::gate::pass(crate::testing::gate::Point::Begin).await;
        Ok(self.tx(match &self.group {
            Some(group) => Inner::Member(Group::join(group).await?),
            None => Inner::Own(self.connection.begin().await?),
        }))
    }

    fn tx(&self, inner: Inner) -> Tx {
        Tx { inner, announced: Mutex::default(), listeners: Arc::clone(&self.listeners) }
    }

    /// Statements sent so far, those of transactions included.
    #[must_use]
    pub fn statements(&self) -> u64 {
        self.statements.load(Ordering::Relaxed)
    }

    /// Waits for statements in flight and closes the connections.
    ///
    /// # Errors
    /// When the database does not let go.
    pub async fn close(self) -> Result<()> {
        Ok(self.connection.close().await?)
    }
}

fn lock(database: &Path) -> Result<File> {
    let path = database.with_extension("lock");
    let file =
        File::create(&path).map_err(|error| StoreError::Settings(format!("{}: {error}", path.display())))?;
    file.try_lock().map_err(|_| StoreError::InUse(database.display().to_string()))?;
    Ok(file)
}

/// Where queries run: a transaction, or single statements. Dropped without [`Tx::commit`], it rolls back.
#[derive(Debug)]
pub struct Tx {
    inner: Inner,
    /// What listeners are to be told.
    pub(crate) announced: Mutex<BTreeSet<Topic>>,
    listeners: Arc<Listeners>,
}

#[derive(Debug)]
enum Inner {
    Reader(DatabaseConnection),
    Own(DatabaseTransaction),
    Member(Member),
}

impl Tx {
    pub(crate) fn on(&self) -> DatabaseExecutor<'_> {
        match &self.inner {
            Inner::Reader(connection) => connection.into(),
            Inner::Own(transaction) => transaction.into(),
            Inner::Member(member) => member.transaction().into(),
        }
    }

    pub(crate) fn is_postgres(&self) -> bool {
        self.on().get_database_backend() == DbBackend::Postgres
    }

    /// Makes everything done in the transaction durable: it is on disk when this returns.
    ///
    /// # Errors
    /// When the database refuses; nothing is kept then.
    pub async fn commit(self) -> Result<()> {
        #[cfg(feature = "testing")]
        crate::testing::gate::pass(crate::testing::gate::Point::Commit).await;
        let unheard = changes::before_commit(&self).await?;
        match self.inner {
            Inner::Reader(_) => {}
            Inner::Own(transaction) => transaction.commit().await?,
            Inner::Member(member) => member.commit().await?,
        }
        self.listeners.tell(unheard);
        #[cfg(feature = "testing")]
        crate::testing::gate::pass(crate::testing::gate::Point::Committed).await;
        Ok(())
    }
}

//! Fresh databases for tests, on SQLite and on PostgreSQL. Not a part of the portal.
#![expect(clippy::missing_panics_doc, reason = "only tests call it")]
use crate::{Db, DbSettings, Result, migration};
use sea_orm::{
    ConnectOptions, ConnectionTrait, Database, DatabaseConnection, EntityTrait, FromQueryResult, Statement,
};
use std::{
    hash::{DefaultHasher, Hash, Hasher},
    path::Path,
    sync::atomic::{AtomicU32, Ordering},
    time::Duration,
};
use tempfile::TempDir;
use tokio::sync::OnceCell;

pub mod gate;

/// Names the server that the tests may make databases on.
pub const POSTGRES: &str = "DOMOVOY_TEST_POSTGRES";
/// Set to 1 where there is no such server.
pub const SKIP_POSTGRES: &str = "DOMOVOY_SKIP_POSTGRES";

const ADVICE: &str = "this test needs PostgreSQL: set DOMOVOY_TEST_POSTGRES=postgres://user@host:port/postgres \
    (`.make/with-postgres COMMAND` starts one), or DOMOVOY_SKIP_POSTGRES=1 to do without";

/// A database of one's own, with the schema, for one test.
#[derive(Debug)]
pub struct Scratch {
    pub db: Db,
    /// To open it once more.
    pub settings: DbSettings,
    keeper: Keeper,
}

#[derive(Debug)]
enum Keeper {
    Folder(#[expect(dead_code, reason = "it is removed when dropped")] TempDir),
    Server { url: String, name: String },
}

impl Scratch {
    pub async fn sqlite() -> Self {
        Self::sqlite_in(tempfile::tempdir().expect("a temporary folder")).await
    }

    /// The same in memory, where the system has a folder for that: durable for no longer than the machine, and quick.
    pub async fn sqlite_in_memory() -> Self {
        let memory = Path::new("/dev/shm");
        let folder = if memory.is_dir() { tempfile::tempdir_in(memory) } else { tempfile::tempdir() };
        Self::sqlite_in(folder.expect("a temporary folder")).await
    }

    async fn sqlite_in(folder: TempDir) -> Self {
        static EMPTY: OnceCell<Vec<u8>> = OnceCell::const_new();
        let empty = EMPTY.get_or_init(empty_file).await;
        let path = folder.path().join("domovoy.db");
        std::fs::write(&path, empty).expect("a new SQLite file");
        let settings = DbSettings { url: format!("sqlite://{}", path.display()), max_connections: 8 };
        let db = Db::open(&settings).await.expect("the new SQLite file");
        Self { db, settings, keeper: Keeper::Folder(folder) }
    }

    /// `None` where PostgreSQL is to be skipped.
    pub async fn postgres() -> Option<Self> {
        static NEXT: AtomicU32 = AtomicU32::new(0);
        static TEMPLATE: OnceCell<String> = OnceCell::const_new();
        let url = match (variable(POSTGRES), variable(SKIP_POSTGRES).as_deref()) {
            (Some(url), _) => url,
            (None, Some("1")) => return None,
            (None, _) => panic!("{ADVICE}"),
        };
        let template = TEMPLATE.get_or_init(|| async { template(&url).await.expect("a template") }).await;
        let name = format!("domovoy_test_{}_{}", std::process::id(), NEXT.fetch_add(1, Ordering::Relaxed));
        let server = server(&url).await.expect("the server");
        let made = format!("CREATE DATABASE {name} TEMPLATE {template}");
        server.execute_unprepared(&made).await.expect("a new database");
        server.close().await.expect("the server lets go");
        let settings = DbSettings { url: with_database(&url, &name), max_connections: 8 };
        let db = Db::open(&settings).await.expect("the new database");
        Some(Self { db, settings, keeper: Keeper::Server { url, name } })
    }

    /// Closes the database and keeps its file, for as long as what is returned.
    pub async fn close(self) -> impl Sized {
        let Self { db, keeper, .. } = self;
        db.close().await.expect("the database lets go");
        keeper
    }

    /// Takes the database away.
    pub async fn discard(self) {
        if let Keeper::Server { url, name } = self.keeper {
            let server = server(&url).await.expect("the server");
            let gone = format!("DROP DATABASE {name} WITH (FORCE)");
            server.execute_unprepared(&gone).await.expect("the database goes");
        }
    }
}

/// Every row of a table.
pub async fn all<E: EntityTrait>(db: &Db) -> Vec<E::Model> {
    E::find().all(&db.read().on()).await.expect("the rows")
}

/// Runs a statement as it is: for tests that take a protection out.
pub async fn execute(db: &Db, sql: &str) {
    let tx = db.begin().await.expect("a transaction");
    tx.on().execute_unprepared(sql).await.expect("the statement");
    tx.commit().await.expect("the commit");
}

/// Names and numbers that a query finds as `name` and `number`.
pub async fn numbers(db: &Db, sql: &str) -> Vec<(String, i64)> {
    #[derive(FromQueryResult)]
    struct Row {
        name: String,
        number: i64,
    }
    let rows: Vec<Row> = db.read().rows(sql, []).await.expect("the numbers");
    rows.into_iter().map(|row| (row.name, row.number)).collect()
}

/// An SQLite file with the schema and nothing else: made once, for it takes longer than most tests.
async fn empty_file() -> Vec<u8> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let path = folder.path().join("domovoy.db");
    let settings = DbSettings { url: format!("sqlite://{}", path.display()), max_connections: 1 };
    let db = Db::open(&settings).await.expect("a new SQLite file");
    db.migrate().await.expect("the schema");
    db.close().await.expect("the database lets go");
    std::fs::read(&path).expect("the file")
}

/// The name of a database with the schema and nothing else: made once for each schema, by whoever comes first.
async fn template(url: &str) -> Result<String> {
    let mut hasher = DefaultHasher::new();
    migration::STEPS.hash(&mut hasher);
    let name = format!("domovoy_schema_{:016x}", hasher.finish());
    let server = server(url).await?;
    server.execute_unprepared("SELECT pg_advisory_lock(4302)").await?;
    let known = Statement::from_sql_and_values(
        server.get_database_backend(),
        "SELECT 1 FROM pg_database WHERE datname = $1",
        [name.clone().into()],
    );
    if server.query_one_raw(known).await?.is_none() {
        let draft = format!("{name}_draft");
        server.execute_unprepared(&format!("DROP DATABASE IF EXISTS {draft} WITH (FORCE)")).await?;
        server.execute_unprepared(&format!("CREATE DATABASE {draft}")).await?;
        let db = Db::open(&DbSettings { url: with_database(url, &draft), max_connections: 2 }).await?;
        db.migrate().await?;
        db.close().await?;
        server.execute_unprepared(&format!("ALTER DATABASE {draft} RENAME TO {name}")).await?;
    }
    server.close().await?;
    Ok(name)
}

async fn server(url: &str) -> Result<DatabaseConnection> {
    let mut options = ConnectOptions::new(url);
    options.max_connections(1).sqlx_logging(false).acquire_timeout(Duration::from_mins(1));
    Ok(Database::connect(options).await?)
}

fn with_database(url: &str, name: &str) -> String {
    let (address, parameters) = url.split_once('?').unwrap_or((url, ""));
    let server = address.rsplit_once('/').map_or(address, |(server, _)| server);
    format!("{server}/{name}?{parameters}")
}

#[expect(clippy::disallowed_methods, reason = "tests are told of a server by their environment")]
fn variable(name: &str) -> Option<String> {
    std::env::var(name).ok()
}

//! The schema, step by step. A step that has been released is never changed again.
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationName, MigrationTrait, MigratorTrait, SchemaManager, async_trait};

/// A step, by its name and what it says.
macro_rules! steps {
    ($($name:literal),+ $(,)?) => { &[$(Step { name: $name, sql: include_str!(concat!($name, ".sql")) }),+] };
}

/// The steps in their order.
pub(crate) const STEPS: &[Step] = steps![
    "m0001_foundation",
    "m0002_money",
    "m0003_law",
    "m0004_tickets",
    "m0005_incident_edits",
    "m0008_notices",
    "m0009_news",
    "m0010_appeals",
    "m0011_files",
    "m0012_outages",
    "m0013_imports",
    "m0014_people",
    "m0015_reviews",
    "m0016_registry",
    "m0017_money_desk",
    "m0018_setup",
    "m0019_house_meters",
    "m0020_undone_payments",
    "m0021_owner_days",
    "m0022_address_words",
    "m0023_months",
    "m0024_reminders",
];

#[derive(Clone, Copy, Hash)]
pub(crate) struct Step {
    name: &'static str,
    sql: &'static str,
}

impl MigrationName for Step {
    fn name(&self) -> &str {
        self.name
    }
}

#[async_trait::async_trait]
impl MigrationTrait for Step {
    async fn up(&self, manager: &SchemaManager) -> Result<(), DbErr> {
        run(manager, self.sql).await
    }
}

pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        STEPS.iter().map(|step| Box::new(*step) as Box<dyn MigrationTrait>).collect()
    }
}

/// Runs SQL that both databases understand, once its types are filled in:
/// `{uuid}`, `{date}` and `{moment}` are spelled differently. What begins with `{postgres}` or `{sqlite}` is for one of them.
async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    let postgres = manager.get_database_backend() == DbBackend::Postgres;
    let [uuid, date, moment] = if postgres {
        ["uuid", "date", "timestamp with time zone"]
    } else {
        ["uuid_text", "date_text", "timestamp_with_timezone_text"]
    };
    let (ours, others) = if postgres { ("{postgres}", "{sqlite}") } else { ("{sqlite}", "{postgres}") };
    let sql = sql.replace("{uuid}", uuid).replace("{date}", date).replace("{moment}", moment);
    for statement in sql.split(';').map(str::trim).filter(|statement| !statement.is_empty()) {
        if !statement.starts_with(others) {
            let statement = statement.strip_prefix(ours).unwrap_or(statement);
            manager.get_connection().execute_unprepared(statement).await?;
        }
    }
    Ok(())
}

//! The schema, step by step. A step that has been released is never changed again.
use sea_orm::{ConnectionTrait, DbBackend, DbErr};
use sea_orm_migration::{MigrationTrait, MigratorTrait, SchemaManager};

mod m0001_foundation;
mod m0002_money;
mod m0003_law;
mod m0004_tickets;
mod m0005_files;
mod m0005_incident_edits;
mod m0008_notices;

/// All that the migrations say, in their order.
#[cfg(feature = "testing")]
pub(crate) const TEXTS: &[&str] = &[
    m0001_foundation::SQL,
    m0002_money::SQL,
    m0003_law::SQL,
    m0004_tickets::SQL,
    m0005_incident_edits::SQL,
    m0005_files::SQL,
    m0008_notices::SQL,
];

pub(crate) struct Migrator;

impl MigratorTrait for Migrator {
    fn migrations() -> Vec<Box<dyn MigrationTrait>> {
        vec![
            Box::new(m0001_foundation::Migration),
            Box::new(m0002_money::Migration),
            Box::new(m0003_law::Migration),
            Box::new(m0004_tickets::Migration),
            Box::new(m0005_incident_edits::Migration),
            Box::new(m0005_files::Migration),
            Box::new(m0008_notices::Migration),
        ]
    }
}

/// Runs SQL that both databases understand, once its types are filled in:
/// `{uuid}`, `{date}` and `{moment}` are spelled differently.
async fn run(manager: &SchemaManager<'_>, sql: &str) -> Result<(), DbErr> {
    let [uuid, date, moment] = match manager.get_database_backend() {
        DbBackend::Postgres => ["uuid", "date", "timestamp with time zone"],
        _ => ["uuid_text", "date_text", "timestamp_with_timezone_text"],
    };
    let sql = sql.replace("{uuid}", uuid).replace("{date}", date).replace("{moment}", moment);
    for statement in sql.split(';').map(str::trim).filter(|statement| !statement.is_empty()) {
        manager.get_connection().execute_unprepared(statement).await?;
    }
    Ok(())
}

//! The management company of the configuration file, in the database.
use crate::config::Config;
use domain::ids::CompanyId;
use store::{Db, StoreError, entity::managing_company, registry};
use uuid::Uuid;

/// One database has one company: instances that start at once give it the same id.
const COMPANY: CompanyId = CompanyId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));

/// Writes the name and the submission window down, as the file has them.
///
/// # Errors
/// When the database cannot answer.
pub async fn settle(db: &Db, config: &Config) -> Result<(), StoreError> {
    match write(db, config).await {
        // Another instance was faster.
        Err(error) if error.is_duplicate() => write(db, config).await,
        outcome => outcome,
    }
}

async fn write(db: &Db, config: &Config) -> Result<(), StoreError> {
    let tx = db.begin().await?;
    let name = config.portal.company.clone();
    let id = registry::company(&tx, &name, COMPANY).await?;
    let window = config.window;
    let company = managing_company::Model {
        id,
        name,
        window_first_day: window.first_day.into(),
        window_last_day: window.last_day.into(),
    };
    registry::put(&tx, vec![company]).await?;
    tx.commit().await
}

//! The management company of the configuration file, and whom accounts pay, in the database.
use crate::config::{Config, Recipient};
use domain::{
    accounts::name_key,
    ids::{CompanyId, RecipientId},
    texts::clean,
};
use store::{
    Db, StoreError, Tx,
    entity::{managing_company, recipient},
    law, orders, registry, settings,
};
use uuid::Uuid;

/// One database has one company: instances that start at once give it the same id.
const COMPANY: CompanyId = CompanyId(Uuid::from_u128(0x0190_0000_0000_7000_8000_0000_0000_0001));

/// Writes the name, the submission window and the recipients down, as the file has them.
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
        time_zone: None,
    };
    // What was changed on the portal stays.
    if settings::changed(&tx, vec![id.0]).await?.is_empty() {
        registry::put(&tx, vec![company]).await?;
    }
    recipients(&tx, id, &config.recipients).await?;
    if let Some(day) = config.penalties.computed_from {
        law::compute_penalties_from(&tx, day).await?;
    }
    tx.commit().await
}

/// A recipient is known by its name. One that is no longer in the file stays, for there may be charges of it, and goes to the end.
async fn recipients(tx: &Tx, company: CompanyId, recipients: &[Recipient]) -> Result<(), StoreError> {
    let known = orders::recipients(tx).await?;
    let changed = settings::changed(tx, known.iter().map(|row| row.id.0).collect()).await?;
    let mut rows: Vec<recipient::Model> = Vec::with_capacity(known.len());
    for (recipient, position) in recipients.iter().zip(0..) {
        let key = name_key(&recipient.name);
        let before = known.iter().find(|row| row.name_key == key);
        // Instances that start at once give it the same id.
        let id = before.map_or_else(|| RecipientId(Uuid::new_v5(&COMPANY.0, key.as_bytes())), |row| row.id);
        let kept = before.filter(|row| changed.contains(&row.id.0));
        rows.push(match kept {
            Some(kept) => recipient::Model { position, ..kept.clone() },
            None => row(id, company, position, key, recipient),
        });
    }
    let gone = known.into_iter().filter(|row| rows.iter().all(|named| named.id != row.id));
    let gone: Vec<_> = gone.zip(0..).collect();
    let after = i16::try_from(rows.len()).unwrap_or(i16::MAX);
    rows.extend(
        gone.into_iter().map(|(row, at)| recipient::Model { position: after.saturating_add(at), ..row }),
    );
    registry::put(tx, rows).await
}

fn row(
    id: RecipientId,
    company: CompanyId,
    position: i16,
    name_key: String,
    recipient: &Recipient,
) -> recipient::Model {
    recipient::Model {
        id,
        company_id: company,
        name: clean(&recipient.name),
        name_key,
        position,
        legal_name: clean(&recipient.legal_name),
        inn: recipient.inn.clone(),
        kpp: recipient.kpp.clone(),
        bank_account: recipient.bank_account.clone(),
        bank_name: clean(&recipient.bank_name),
        bic: recipient.bic.clone(),
        corr_account: recipient.corr_account.clone(),
    }
}

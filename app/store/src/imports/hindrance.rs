//! What was built on what an import added: as long as it stands, the import cannot be taken back.
use crate::{Result, Tx};
use domain::ids::ImportId;

/// Something that was built on an import, and how much of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Hindrance {
    pub built: Built,
    pub count: i64,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Built {
    /// Records that somebody has changed since.
    Changed,
    /// Accounts in units that it added.
    Accounts,
    /// Meters of its accounts.
    Meters,
    /// Residents who have added its accounts.
    Residents,
    /// Charges and payments of its accounts.
    Money,
    /// Tickets and appeals of its houses and accounts.
    Tickets,
    /// Readings of its meters.
    Readings,
    /// Later readings, or ones that correct its own.
    LaterReadings,
    /// Periods that were accepted with its readings.
    AcceptedPeriods,
    /// Payments of which a part was given back.
    PartlyRefunded,
    /// Lines of a bank whose money goes back to its payers.
    Returned,
    /// A file of payments that was written when the portal did not yet keep which ones they are.
    Unknown,
    /// Something else.
    Other,
}

/// For each the rows that stand on what the import `$1` added, which are counted.
fn checks() -> [(Built, String); 9] {
    let on = |table: &str, column: &str, entity: &str| {
        format!(
            "FROM {table} t JOIN import_change c ON c.row_id = t.{column} AND c.entity = '{entity}' AND c.was IS NULL \
             WHERE c.import_id = $1"
        )
    };
    [
        (Built::Accounts, format!("{} AND {NOT_ITS_OWN}", on("account", "unit_id", "unit"))),
        (Built::Meters, on("meter", "account_id", "account")),
        (Built::Residents, on("residency", "account_id", "account")),
        (Built::Money, on("ledger_entry", "account_id", "account")),
        (Built::Tickets, on("ticket", "building_id", "building")),
        (Built::Tickets, on("ticket", "account_id", "account")),
        (Built::Readings, on("reading", "meter_id", "meter")),
        (Built::LaterReadings, LATER_READINGS.to_owned()),
        (Built::AcceptedPeriods, ACCEPTED_PERIODS.to_owned()),
    ]
}

const NOT_ITS_OWN: &str =
    "NOT EXISTS (SELECT 1 FROM import_change o WHERE o.import_id = $1 AND o.row_id = t.id)";

const LATER_READINGS: &str = "\
FROM import_change c JOIN reading o ON o.id = c.row_id JOIN reading r ON r.meter_id = o.meter_id
AND (r.corrects_id = o.id OR r.period > o.period)
WHERE c.import_id = $1 AND c.entity = 'reading'
AND NOT EXISTS (SELECT 1 FROM import_change i WHERE i.import_id = $1 AND i.row_id = r.id)
AND NOT EXISTS (SELECT 1 FROM reading n WHERE n.corrects_id = r.id AND n.id = o.id)
AND r.recorded_at > o.recorded_at";

const ACCEPTED_PERIODS: &str = "\
FROM import_change c JOIN reading o ON o.id = c.row_id JOIN meter m ON m.id = o.meter_id
JOIN account a ON a.id = m.account_id JOIN unit u ON u.id = a.unit_id
JOIN accepted_period p ON p.building_id = u.building_id AND p.period = o.period AND p.at >= o.recorded_at
WHERE c.import_id = $1 AND c.entity = 'reading'";

pub(super) async fn built_on(tx: &Tx, import: ImportId) -> Result<Vec<Hindrance>> {
    let mut found = Vec::new();
    for (built, from) in checks() {
        let count = tx.count(&from, [import.into()]).await?;
        if count > 0 {
            found.push(Hindrance { built, count });
        }
    }
    Ok(found)
}

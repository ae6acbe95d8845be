//! People with meters and readings for the load.
use super::support::fill::{Resident, Rows};
use anyhow::Result;
use chrono::{DateTime, Utc};
use domain::{calendar::Period, ids::MeterId};
use store::{Db, DbSettings};

/// One signed-in person with one account and its meters.
#[derive(Debug, Clone)]
pub struct Household {
    pub resident: Resident,
    pub meters: Vec<MeterId>,
}

/// What is in the database.
pub struct Town {
    /// Three meters and a year of readings.
    pub usual: Household,
    /// Ten times as many meters.
    pub large: Household,
    /// One meter each, for submissions.
    pub crowd: Vec<Household>,
    /// First period of the half year on the page.
    pub since: Period,
    pub due: Period,
}

pub async fn fill(settings: &DbSettings, now: DateTime<Utc>, crowd: usize) -> Result<Town> {
    let db = Db::open(settings).await?;
    db.migrate().await?;
    let mut rows = Rows::new(now);
    let usual = household(&mut rows, 3);
    let large = household(&mut rows, 30);
    let crowd = (0..crowd).map(|_| household(&mut rows, 1)).collect();
    rows.write(&db).await?;
    db.close().await?;
    let due = rows.due;
    Ok(Town { usual, large, crowd, since: due.minus(5), due })
}

fn household(rows: &mut Rows, meters: usize) -> Household {
    let resident = rows.resident();
    let meters = (0..meters).map(|at| rows.meter(resident.account, at)).collect();
    Household { resident, meters }
}

//! The demo: the guide's figures, and data that are fresh on any day.
use crate::support::{World, twins};
use chrono::{Months, NaiveDate};
use domain::{
    accounts::{name_key, surname_of},
    calendar::{Period, Term},
    ids::MeterId,
    readings::{History, Meter},
};
use std::collections::BTreeMap;
use store::{Tx, registry};
use usecases::demo;

twins! {
    everybody_of_the_guide_is_there,
    the_guides_history_follows_from_its_readings,
    fresh_readings_end_last_month_with_one_month_missed,
    an_account_waits_to_be_registered,
}

/// The demo in a database that had nobody in it.
async fn filled(world: &mut World) -> Tx {
    world.empty().await;
    demo::fill(&world.system()).await.unwrap();
    demo::fill(&world.system()).await.unwrap();
    world.db.read()
}

//! The first page of the signed-in person.
use crate::readings::MeterRow;
use serde::{Deserialize, Serialize};

/// What the first page shows of the open account; the window is in its `AccountCard`.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct HomePage {
    /// Every meter in use, with its last readings and the one of the current period.
    pub meters: Vec<MeterRow>,
}

//! Writing the books: bills, payments, refunds, and which money pays what. Everything here runs in the transaction of the caller, and after
//! each of it nothing is both owed and at hand: advances pay what is owed, oldest first.
mod bills;
mod payments;
mod settle;

pub use bills::{Issued, NewBill, issue};
pub use payments::{NewPayment, NewRefund, Origin, Refunded, credit, refund};

pub(crate) use bills::{Touched, record, says_the_same, settle_touched};
pub(crate) use payments::{Standing, record as record_payments, reverse};
pub(crate) use settle::{Fresh, settle};

use crate::{Ctx, Result};
use chrono::{DateTime, NaiveDate, Utc};
use domain::{ledger::Overdue, money::Money};
use std::{fmt, sync::Arc};
use store::law::law;

/// The penalty of a charge that has grown by a day, that day included.
pub type Accrued = dyn Fn(&Overdue, NaiveDate) -> Money + Send + Sync;

/// When something is booked, and how penalties are counted.
#[derive(Clone)]
pub struct Booking {
    pub now: DateTime<Utc>,
    /// Company time.
    pub today: NaiveDate,
    pub accrued: Arc<Accrued>,
}

impl fmt::Debug for Booking {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Booking").field("now", &self.now).field("today", &self.today).finish_non_exhaustive()
    }
}

impl Booking {
    /// The moment of the request. Penalties are those that the company's files bring, and those that the law counts.
    ///
    /// # Errors
    /// When the database cannot answer.
    pub async fn open(ctx: &Ctx) -> Result<Self> {
        let law = law(&ctx.db).await?;
        let accrued = move |charge: &Overdue, day| charge.penalty(&law.penalties, day);
        Ok(Self { now: ctx.now, today: ctx.today(), accrued: Arc::new(accrued) })
    }
}

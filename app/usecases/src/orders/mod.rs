//! Paying through the acquirer: an order from the button to the ledger, and money given back.
//!
//! What a notification says is never believed: it only makes the portal ask the acquirer. Everything that the acquirer answers goes
//! through [`settle`], under the lock of the account, and there through the table of `domain::payments::advance`.
mod books;
mod code;
mod create;
mod form;
mod hear;
mod receipt;
mod reconcile;
mod refund;
mod settle;
mod status;
mod words;

pub use code::code;
pub use create::create;
pub use form::form;
pub use hear::{hear, notified};
pub use receipt::resend_receipt;
pub use reconcile::reconcile;
pub use refund::refund;
pub use settle::settle;
pub use status::{list, status};

pub(crate) use receipt::receipt_letter;

use crate::{Ctx, Error, Result, ports::Acquirer};
use chrono::TimeDelta;
use domain::{ids::ChargeId, payments::OrderState};
use store::entity::payment_order;

/// How long an order is waited for. Acquirers close their page after an hour or so and say that the payment is canceled; this is for one that
/// never says so. It is less than the day for which an acquirer remembers an idempotence key: asked later, the same would be a new payment.
const ORDER_TIME: TimeDelta = TimeDelta::hours(23);

fn acquirer(ctx: &Ctx) -> Result<&dyn Acquirer> {
    ctx.ports.acquirer.as_deref().ok_or(Error::NotFound)
}

fn state_of(order: &payment_order::Model) -> Result<OrderState> {
    OrderState::from_code(&order.state)
        .ok_or_else(|| Error::Broken(format!("an order is in no known state: {}", order.state)))
}

/// Charges as the order keeps them: in one order, whatever the page's was.
fn chosen_text(chosen: &[ChargeId]) -> String {
    let mut chosen: Vec<String> = chosen.iter().map(ToString::to_string).collect();
    chosen.sort_unstable();
    chosen.dedup();
    chosen.join(" ")
}

fn chosen_of(order: &payment_order::Model) -> Vec<ChargeId> {
    order.chosen.split_whitespace().filter_map(|id| id.parse().ok()).collect()
}

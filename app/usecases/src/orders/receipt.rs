use super::acquirer;
use crate::{
    Ctx, Error, Result,
    jobs::{self, Job},
    letters::{self, Words},
    ports::{AcquirerError, Letter, Receipted},
    throttle::Limit,
};
use chrono::{DateTime, TimeDelta, Utc};
use domain::{
    access::Actor,
    ids::{OrderId, RefundId},
    payments::{FiscalReceipt, ReceiptItem, ReceiptKind},
};
use store::{
    Tx,
    entity::{fiscal_receipt, payment_order},
    event, orders,
};
use uuid::Uuid;

/// How long a letter waits for the marks of the cash register; it says so where they do not come.
const WAIT_FOR_MARKS: TimeDelta = TimeDelta::hours(1);

/// Sends the fiscal receipts of an own order once more, to the address that was given with it.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the order is not one's own or has no receipt; `TooMany`.
pub async fn resend_receipt(ctx: &Ctx, id: OrderId) -> Result<()> {
    let scope = ctx.actor.own()?;
    let tx = ctx.db.begin().await?;
    let order = orders::find(&tx, &scope, id).await?.ok_or(Error::NotFound)?;
    let receipts = orders::receipts(&tx, order.id).await?;
    if receipts.is_empty() {
        return Err(Error::NotFound);
    }
    Limit::LETTERS_BY_PERSON.count(&tx, ctx.actor.user()?, ctx.now).await?;
    for receipt in receipts {
        jobs::enqueue(&tx, &Job::FiscalReceipt { id: receipt.id }, ctx.now).await?;
    }
    let event = ctx.event("receipt.sent_again").about(order.id.0).of_account(order.account_id);
    event::record(&tx, event).await?;
    Ok(tx.commit().await?)
}

/// Writes a receipt down and promises its letter.
pub(super) async fn issue(
    ctx: &Ctx,
    tx: &Tx,
    order: &payment_order::Model,
    (kind, refund_id): (ReceiptKind, Option<RefundId>),
    (at, items): (DateTime<Utc>, Vec<ReceiptItem>),
) -> Result<()> {
    let id = Uuid::now_v7();
    let receipt = FiscalReceipt { kind, at: ctx.local(at), items, marks: None };
    let row = fiscal_receipt::Model {
        id,
        order_id: order.id,
        refund_id,
        kind: kind.code().to_owned(),
        contents: text(&receipt)?,
        email: order.email.clone(),
        recorded_at: ctx.now,
    };
    orders::add_receipt(tx, row).await?;
    jobs::enqueue(tx, &Job::FiscalReceipt { id }, ctx.now).await
}

fn text(receipt: &FiscalReceipt) -> Result<String> {
    serde_json::to_string(receipt)
        .map_err(|error| Error::Broken(format!("a receipt is not written: {error}")))
}

/// A receipt as it is kept.
pub(super) fn read(row: &fiscal_receipt::Model) -> Result<FiscalReceipt> {
    serde_json::from_str(&row.contents)
        .map_err(|error| Error::Broken(format!("a receipt is not read: {error}")))
}

/// The letter with a fiscal receipt, once the cash register has registered it; `None` when there is no such receipt.
///
/// # Errors
/// While there is hope for the marks.
pub(crate) async fn receipt_letter(ctx: &Ctx, id: Uuid) -> Result<Option<Letter>> {
    let tx = ctx.db.read();
    let Some(row) = orders::receipt(&tx, id).await? else { return Ok(None) };
    let Some(order) = orders::by_id(&tx, row.order_id).await? else { return Ok(None) };
    let Some(payer) = orders::payer(&tx, &Actor::System.own()?, order.account_id, ctx.today()).await? else {
        return Ok(None);
    };
    let receipt = completed(ctx, &row, &order).await?;
    let marks = receipt.marks.as_ref();
    let words = Words::FiscalReceipt {
        refund: receipt.kind == ReceiptKind::Refund,
        total: receipt.total().to_string(),
        at: letters::moment(receipt.at),
        account: &payer.number,
        address: payer.address(),
        items: receipt.items.iter().map(|item| format!("{}: {}\u{a0}₽", item.name, item.amount)).collect(),
        marks: marks.map(|marks| {
            let (storage, document, attribute) = (&marks.storage, &marks.document, &marks.attribute);
            vec![format!("ФН {storage}"), format!("ФД {document}"), format!("ФПД {attribute}")]
        }),
        link: format!("{}/pay/{}", ctx.portal.base_url, order.id),
    };
    Ok(Some(letters::compose(ctx, &row.email, &words)?))
}

/// The receipt with its marks, as far as they can be had.
async fn completed(
    ctx: &Ctx,
    row: &fiscal_receipt::Model,
    order: &payment_order::Model,
) -> Result<FiscalReceipt> {
    let mut receipt = read(row)?;
    if receipt.marks.is_some() {
        return Ok(receipt);
    }
    let refund = match row.refund_id {
        Some(refund) => orders::refund_at_acquirer(&ctx.db.read(), refund).await?,
        None => None,
    };
    let of = match (receipt.kind, &refund, &order.acquirer_id) {
        (ReceiptKind::Payment, _, Some(payment)) => Receipted::Payment(payment),
        (ReceiptKind::Refund, Some(refund), _) => Receipted::Refund(refund),
        _ => return Ok(receipt),
    };
    receipt.marks = match acquirer(ctx)?.marks(of).await {
        Ok(marks) => marks,
        Err(AcquirerError::Refused(reason)) => {
            tracing::warn!(receipt = %row.id, reason, "the marks of a receipt are not told");
            return Ok(receipt);
        }
        Err(error) => return Err(error.into()),
    };
    if receipt.marks.is_some() {
        let tx = ctx.db.begin().await?;
        orders::complete_receipt(&tx, row.id, &text(&receipt)?).await?;
        tx.commit().await?;
    } else if ctx.now - row.recorded_at < WAIT_FOR_MARKS {
        return Err(Error::Broken("the receipt is not registered yet".into()));
    }
    Ok(receipt)
}

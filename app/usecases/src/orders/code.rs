use crate::{Ctx, Error, Result, payment_code};
use domain::{
    ids::{AccountId, RecipientId},
    money::Money,
    receipts::PaymentCode,
};
use store::orders;

/// The code by which a sum for one's own account is paid to a recipient in a bank's application, past the acquirer.
///
/// # Errors
/// `SignInRequired` for a guest; `NotFound` when the account is not one's own or is closed, nobody is paid by this id, the sum is none, or the
/// requisites are not what a bank takes.
pub async fn code(ctx: &Ctx, account: AccountId, to: RecipientId, sum: Money) -> Result<PaymentCode> {
    let scope = ctx.actor.own()?;
    let tx = ctx.db.read();
    let payer = orders::payer(&tx, &scope, account, ctx.today()).await?.ok_or(Error::NotFound)?;
    if payer.is_closed(ctx.today()) || !sum.is_positive() {
        return Err(Error::NotFound);
    }
    let recipients = orders::recipients(&tx).await?;
    let row = recipients.into_iter().find(|recipient| recipient.id == to).ok_or(Error::NotFound)?;
    let (recipient, requisites) = super::form::with_requisites(row);
    let purpose = format!("{}, ЛС {}", recipient.name, payer.number);
    let payment = payment_code::payment(&requisites, sum, &purpose, &payer.number);
    let drawn = payment_code::draw(payment).inspect_err(|error| {
        tracing::warn!(recipient = recipient.name, %error, "a payment code cannot be made");
    });
    drawn.ok().flatten().ok_or(Error::NotFound)
}

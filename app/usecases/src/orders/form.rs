use super::{books, status};
use crate::{Ctx, Error, Result, readings::open_account};
use domain::{
    Rule,
    charges::{Recipient, Requisites},
    ids::OrderId,
    payments::{PayableCharge, PayerContact, PaymentForm},
};
use store::{entity::recipient, orders, orders::Payer, person};
use uuid::Uuid;

/// The page «Оплата» of the open account.
///
/// # Errors
/// `SignInRequired` for a guest; `NotFound` when the person has no account.
pub async fn form(ctx: &Ctx) -> Result<PaymentForm> {
    let scope = ctx.actor.own()?;
    let account = open_account(ctx)?.id;
    let user = ctx.actor.user()?;
    let tx = ctx.db.read();
    let payer = orders::payer(&tx, &scope, account, ctx.today()).await?.ok_or(Error::NotFound)?;
    let recipients = orders::recipients(&tx).await?;
    let contact = if let Some(known) = orders::contact(&tx, user).await? {
        PayerContact { email: known.email, phone: known.phone, remembered: true }
    } else {
        let email = person::by_id(&tx, user).await?.map(|person| person.email).unwrap_or_default();
        PayerContact { email, phone: None, remembered: false }
    };
    let open = orders::open_of(&tx, account).await?;
    let closed = closed(ctx, &payer, recipients.is_empty());
    let charges = books::charges(ctx, &tx, account).await?.into_iter();
    Ok(PaymentForm {
        fresh: OrderId(Uuid::now_v7()),
        account,
        address: payer.address(),
        number: payer.number,
        payer: payer.name.unwrap_or_default(),
        today: ctx.today(),
        charges: charges.filter(PayableCharge::is_open).collect(),
        standing: orders::standing(&tx, account).await?,
        recipients: recipients.into_iter().map(with_requisites).collect(),
        terms: ctx.portal.terms,
        contact,
        open: open.iter().rev().map(|order| status::card(ctx, order)).collect::<Result<_>>()?,
        closed,
    })
}

/// Why no order can be made.
pub(super) fn closed(ctx: &Ctx, payer: &Payer, no_recipients: bool) -> Option<Rule> {
    if payer.is_closed(ctx.today()) {
        Some(Rule::AccountClosed)
    } else if no_recipients || ctx.ports.acquirer.is_none() {
        Some(Rule::NoAcquirer)
    } else {
        None
    }
}

pub(super) fn with_requisites(row: recipient::Model) -> (Recipient, Requisites) {
    let requisites = Requisites {
        legal_name: row.legal_name,
        inn: row.inn,
        kpp: row.kpp,
        bank_account: row.bank_account,
        bank_name: row.bank_name,
        bic: row.bic,
        corr_account: row.corr_account,
    };
    (Recipient { id: row.id, name: row.name }, requisites)
}

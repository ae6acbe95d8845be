use super::{ORDER_TIME, acquirer, books, chosen_text, form, settle, state_of, words};
use crate::{
    Ctx, Error, Result,
    ports::{AcquirerError, PaymentWish},
};
use domain::{
    Rejection, Rule,
    ids::{ChargeId, OrderId},
    ledger::OpenCharge,
    money::Money,
    payments::{
        CancelReason, CheckedOrder, Confirmation, NewOrder, News, OFFER_VERSION, OrderState, PayableCharge,
        Transition, advance, ask_again, check_order, plan,
    },
    phone::Phone,
};
use std::collections::HashSet;
use store::{
    Tx,
    entity::{payer_contact, payment_order},
    event,
    orders::{self, Payer},
};
use uuid::Uuid;

/// Orders of an account that are looked through for one that is open.
const RECENT: u64 = 50;
/// More charges than any account has.
const MOST_CHOSEN: usize = 1_000;

/// Records a resident's wish to pay for one of their own accounts, and asks the acquirer for the page where it is paid. The answer leads
/// there, or to the order's own page while the acquirer is silent.
///
/// # Errors
/// `SignInRequired`; `NotFound` when the account or a charge is not one's own; a rejection of the fields `amount`, `email`, `phone`,
/// `offer`, or of the form: [`Rule::AccountClosed`], [`Rule::NoAcquirer`], [`Rule::DebtChanged`].
///
/// # Idempotency
/// The same form twice is one order, and the order's id is the acquirer's idempotence key. Another form for the same sum and the same
/// charges continues the order that is still open: two tabs, or two people of one household, pay once.
pub async fn create(ctx: &Ctx, new: NewOrder) -> Result<Confirmation> {
    let scope = ctx.actor.own()?;
    let person = ctx.actor.user()?;
    let checked = check_order(&new, &ctx.portal.terms)?;
    let id = named(&new, checked.amount);
    let tx = ctx.db.begin().await?;
    orders::hold(&tx, new.account).await?;
    let payer = orders::payer(&tx, &scope, new.account).await?.ok_or(Error::NotFound)?;
    let phone = checked.phone.as_ref().map(Phone::as_str);
    let order = match like_this(ctx, &tx, id, &new, checked.amount).await? {
        Some(known) if !state_of(&known)?.is_open() => known.id,
        Some(open) => {
            orders::set_contact(&tx, open.id, checked.email.as_str(), phone).await?;
            open.id
        }
        None => {
            write_down(ctx, &tx, id, &new, &checked, &payer).await?;
            id
        }
    };
    if new.remember {
        let (email, phone) = (checked.email.to_string(), phone.map(str::to_owned));
        orders::remember(&tx, payer_contact::Model { person_id: person, email, phone }).await?;
    } else {
        orders::forget(&tx, person).await?;
    }
    tx.commit().await?;
    confirm(ctx, order).await
}

/// The id of an order: that of the form, made to differ where the sum or the charges do.
fn named(new: &NewOrder, amount: Money) -> OrderId {
    let contents = format!("{} {} {}", new.account, amount.0, chosen_text(&new.chosen));
    OrderId(Uuid::new_v5(&new.id.0, contents.as_bytes()))
}

/// The order of this very form, or one that is open for the same.
async fn like_this(
    ctx: &Ctx,
    tx: &Tx,
    id: OrderId,
    new: &NewOrder,
    amount: Money,
) -> Result<Option<payment_order::Model>> {
    if let Some(known) = orders::by_id(tx, id).await? {
        return Ok(Some(known));
    }
    let chosen = chosen_text(&new.chosen);
    let recent = orders::of_account(tx, new.account, ctx.now - ORDER_TIME, RECENT).await?;
    Ok(recent.into_iter().find(|order| {
        order.amount == amount
            && order.chosen == chosen
            && order.expires_at > ctx.now
            && state_of(order).is_ok_and(OrderState::is_open)
    }))
}

async fn write_down(
    ctx: &Ctx,
    tx: &Tx,
    id: OrderId,
    new: &NewOrder,
    checked: &CheckedOrder,
    payer: &Payer,
) -> Result<()> {
    let recipients = books::recipients(tx).await?;
    if let Some(rule) = form::closed(ctx, payer, recipients.is_empty()) {
        return Err(Rejection::form(rule).into());
    }
    let first = recipients.first().ok_or(Error::NotFound)?;
    let charges = books::charges(tx, new.account).await?;
    let known: HashSet<ChargeId> = charges.iter().map(|charge| charge.id).collect();
    if new.chosen.len() > MOST_CHOSEN || !new.chosen.iter().all(|id| known.contains(id)) {
        return Err(Error::NotFound);
    }
    let owed: Money = charges.iter().map(PayableCharge::owed).sum();
    if owed < new.owed {
        return Err(Rejection::form(Rule::DebtChanged { owed }).into());
    }
    let open: Vec<OpenCharge> = charges.iter().map(OpenCharge::from).collect();
    let plan = plan(&open, checked.amount, &new.chosen, &ctx.portal.terms);
    let row = payment_order::Model {
        id,
        account_id: new.account,
        person_id: ctx.actor.user()?,
        amount: plan.amount,
        fee: plan.fee,
        refunded: Money::ZERO,
        chosen: chosen_text(&new.chosen),
        email: checked.email.to_string(),
        phone: checked.phone.as_ref().map(|phone| phone.as_str().to_owned()),
        state: OrderState::Created.code().to_owned(),
        acquirer_id: None,
        confirmation_url: None,
        reason: None,
        created_at: ctx.now,
        changed_at: ctx.now,
        expires_at: ctx.now + ORDER_TIME,
        asked_at: None,
        ask_again_at: ask_again(OrderState::Created, ctx.now, ctx.now, ctx.now),
    };
    orders::add(tx, row, &plan.allocated.by_recipient(first.id)).await?;
    let event = ctx.event("order.created").about(id.0).of_account(new.account);
    Ok(event::record(tx, event.with(format!("оферта {OFFER_VERSION}"))).await?)
}

/// Where the order is paid, asking the acquirer for it if need be.
async fn confirm(ctx: &Ctx, id: OrderId) -> Result<Confirmation> {
    let nowhere = Confirmation { order: id, url: None };
    let Some(order) = orders::by_id(&ctx.db.read(), id).await? else { return Ok(nowhere) };
    if order.acquirer_id.is_none() {
        match ask(ctx, &order).await {
            Ok(()) => {}
            // The order's own page asks again.
            Err(Error::Acquirer(error)) => tracing::warn!(order = %id, %error, "no page to pay on"),
            Err(error) => return Err(error),
        }
    }
    let order = orders::by_id(&ctx.db.read(), id).await?.filter(|order| order.expires_at > ctx.now);
    let open = order.filter(|order| state_of(order).is_ok_and(OrderState::is_open));
    Ok(Confirmation { url: open.and_then(|order| order.confirmation_url), ..nowhere })
}

/// Asks the acquirer to take an order on that it may not know yet, always with the same key.
pub(super) async fn ask(ctx: &Ctx, order: &payment_order::Model) -> Result<()> {
    if !state_of(order)?.is_open() || order.expires_at <= ctx.now {
        return Ok(());
    }
    let wish = wish(ctx, order).await?;
    match acquirer(ctx)?.create(&wish).await {
        Ok(payment) => settle(ctx, &payment).await,
        Err(AcquirerError::Refused(reason)) => {
            tracing::error!(order = %order.id, reason, "the acquirer does not take an order on");
            refused(ctx, order).await
        }
        Err(error) => Err(error.into()),
    }
}

async fn wish(ctx: &Ctx, order: &payment_order::Model) -> Result<PaymentWish> {
    let tx = ctx.db.read();
    let everything = domain::access::Actor::System.own()?;
    let payer = orders::payer(&tx, &everything, order.account_id).await?.ok_or(Error::NotFound)?;
    let parts = orders::parts(&tx, order.id).await?;
    Ok(PaymentWish {
        order: order.id,
        total: order.amount + order.fee,
        description: words::description(&parts, &payer.number),
        return_url: format!("{}/pay/{}", ctx.portal.base_url, order.id),
        items: words::items(&parts, order.fee, &payer.number),
        email: order.email.clone(),
        phone: order.phone.clone(),
    })
}

async fn refused(ctx: &Ctx, order: &payment_order::Model) -> Result<()> {
    let tx = ctx.db.begin().await?;
    orders::hold(&tx, order.account_id).await?;
    let Some(order) = orders::by_id(&tx, order.id).await? else { return Ok(()) };
    if let Transition::Become(state) = advance(state_of(&order)?, News::Refused) {
        settle::move_on(ctx, &tx, &order, state, Some(CancelReason::Refused.code())).await?;
        tx.commit().await?;
    }
    Ok(())
}

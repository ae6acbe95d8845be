use super::{ORDER_TIME, acquirer, books, chosen_text, form, hear, settle, state_of, words};
use crate::{
    Ctx, Error, Result,
    ports::{AcquirerError, PaymentWish},
};
use chrono::TimeDelta;
use domain::{
    Rejection, Rule,
    ids::{ChargeId, OrderId, UserId},
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
    entity::{payer_contact, payment_order::Model},
    event,
    orders::{self, Payer},
};
use uuid::Uuid;

/// The page of the bank is surely still open.
const FRESH: TimeDelta = TimeDelta::minutes(10);
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
    let mut asked = false;
    loop {
        let tx = ctx.db.begin().await?;
        orders::hold(&tx, new.account).await?;
        let payer = orders::payer(&tx, &scope, new.account, ctx.today()).await?.ok_or(Error::NotFound)?;
        if orders::by_id(&tx, id).await?.is_some() {
            // It may be of this group, and not durable yet.
            tx.commit().await?;
            return confirm(ctx, id).await;
        }
        if orders::standing(&tx, new.account).await? < new.seen {
            let owed = books::charges(ctx, &tx, new.account).await?.iter().map(PayableCharge::owed).sum();
            return Err(Rejection::form(Rule::DebtChanged { owed }).into());
        }
        let order = match open_like(ctx, &tx, &new, checked.amount).await? {
            Some(Model { acquirer_id: Some(payment), .. }) if !asked => {
                // Its page may be closed by now, or it is paid: then there is no order to continue.
                tx.commit().await?;
                asked = true;
                hear(ctx, &payment).await.or_else(|error| unless_silent(id, error))?;
                continue;
            }
            Some(open) => {
                let phone = checked.phone.as_ref().map(Phone::as_str);
                orders::set_contact(&tx, open.id, checked.email.as_str(), phone).await?;
                open.id
            }
            None => {
                write_down(ctx, &tx, id, &new, &checked, &payer).await?;
                id
            }
        };
        remember(&tx, person, &checked, new.remember).await?;
        tx.commit().await?;
        return confirm(ctx, order).await;
    }
}

/// A silent acquirer is no error: the order's own page asks again.
fn unless_silent(order: OrderId, error: Error) -> Result<()> {
    match error {
        Error::Acquirer(error) => {
            tracing::warn!(%order, %error, "no page to pay on");
            Ok(())
        }
        error => Err(error),
    }
}

async fn remember(tx: &Tx, person_id: UserId, checked: &CheckedOrder, wished: bool) -> Result<()> {
    if wished {
        let (email, phone) =
            (checked.email.to_string(), checked.phone.as_ref().map(|p| p.as_str().to_owned()));
        Ok(orders::remember(tx, payer_contact::Model { person_id, email, phone }).await?)
    } else {
        Ok(orders::forget(tx, person_id).await?)
    }
}

/// The id of an order: that of the form, made to differ where the sum or the charges do.
fn named(new: &NewOrder, amount: Money) -> OrderId {
    let contents = format!("{} {} {}", new.account, amount.0, chosen_text(&new.chosen));
    OrderId(Uuid::new_v5(&new.id.0, contents.as_bytes()))
}

/// An order that is open for the same sum and the same charges, however old: it may be paid, and nobody has told us.
async fn open_like(ctx: &Ctx, tx: &Tx, new: &NewOrder, amount: Money) -> Result<Option<Model>> {
    let chosen = chosen_text(&new.chosen);
    let can_be_paid = |order: &Model| order.acquirer_id.is_some() || order.expires_at > ctx.now;
    let open = orders::open_of(tx, new.account).await?.into_iter();
    Ok(open.filter(can_be_paid).find(|order| order.amount == amount && order.chosen == chosen))
}

async fn write_down(
    ctx: &Ctx,
    tx: &Tx,
    id: OrderId,
    new: &NewOrder,
    checked: &CheckedOrder,
    payer: &Payer,
) -> Result<()> {
    let recipients = orders::recipients(tx).await?;
    if let Some(rule) = form::closed(ctx, payer, recipients.is_empty()) {
        return Err(Rejection::form(rule).into());
    }
    let first = recipients.first().ok_or(Error::NotFound)?;
    let charges = books::charges(ctx, tx, new.account).await?;
    let known: HashSet<ChargeId> = charges.iter().map(|charge| charge.id).collect();
    if new.chosen.len() > MOST_CHOSEN || !new.chosen.iter().all(|id| known.contains(id)) {
        return Err(Error::NotFound);
    }
    let open: Vec<OpenCharge> = charges.iter().map(OpenCharge::from).collect();
    let plan = plan(&open, checked.amount, &new.chosen, &ctx.portal.terms);
    let row = Model {
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
    let mut order = orders::by_id(&ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    let asked = match &order.acquirer_id {
        None => ask(ctx, &order).await,
        Some(payment) if ctx.now - order.created_at > FRESH => hear(ctx, payment).await,
        Some(_) => return Ok(confirmation(&order)),
    };
    asked.or_else(|error| unless_silent(id, error))?;
    order = orders::by_id(&ctx.db.read(), id).await?.ok_or(Error::NotFound)?;
    Ok(confirmation(&order))
}

fn confirmation(order: &Model) -> Confirmation {
    let is_open = state_of(order).is_ok_and(OrderState::is_open);
    Confirmation { order: order.id, url: order.confirmation_url.clone().filter(|_| is_open) }
}

/// Asks the acquirer to take an order on that it may not know yet, always with the same key.
pub(super) async fn ask(ctx: &Ctx, order: &Model) -> Result<()> {
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

async fn wish(ctx: &Ctx, order: &Model) -> Result<PaymentWish> {
    let tx = ctx.db.read();
    let everything = domain::access::Actor::System.own()?;
    let payer =
        orders::payer(&tx, &everything, order.account_id, ctx.today()).await?.ok_or(Error::NotFound)?;
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

async fn refused(ctx: &Ctx, order: &Model) -> Result<()> {
    let tx = ctx.db.begin().await?;
    orders::hold(&tx, order.account_id).await?;
    let Some(order) = orders::by_id(&tx, order.id).await? else { return Ok(()) };
    if let Transition::Become(state) = advance(state_of(&order)?, News::Refused) {
        settle::move_on(ctx, &tx, &order, state, Some(CancelReason::Refused.code())).await?;
        tx.commit().await?;
    }
    Ok(())
}

use super::{acquirer, books, chosen_of, receipt, state_of, words};
use crate::{Ctx, Error, Result, notices, ports::AcquirerPayment};
use chrono::NaiveDate;
use domain::{
    access::Actor,
    changes::Topic,
    charges::Recipient,
    ids::RefundId,
    money::Money,
    notices::Notice,
    payments::{
        CancelReason, Doubt, Expected, News, OrderState, ReceiptKind, Received, RefundState, Transition,
        advance, ask_again, doubt,
    },
};
use std::borrow::Cow;
use store::{
    Tx,
    entity::payment_order,
    event,
    orders::{self, Change, Payer, Suspended},
};
use uuid::Uuid;

/// Times that news are written down when somebody else's came in between, or money that is held is taken or let go.
const ATTEMPTS: usize = 5;

/// What is left to do after news are written down.
enum Next {
    Nothing,
    Capture,
    Release,
}

/// Writes down what the acquirer holds true of a payment: the order moves on, money is credited or put under check, and what was given
/// back leaves the ledger, all in one transaction. `payment` is an answer of the acquirer, never the text of a notification.
///
/// # Errors
/// When the database or, for money that is held, the acquirer cannot answer.
///
/// # Idempotency
/// The same answer twice has one effect, and so have two answers at the same time.
pub async fn settle(ctx: &Ctx, payment: &AcquirerPayment) -> Result<()> {
    let mut payment = Cow::Borrowed(payment);
    for _ in 0..ATTEMPTS {
        match write_down(ctx, &payment).await {
            Ok(Next::Nothing) => return Ok(()),
            Ok(Next::Capture) => payment = Cow::Owned(acquirer(ctx)?.capture(&payment.id).await?),
            Ok(Next::Release) => payment = Cow::Owned(acquirer(ctx)?.cancel(&payment.id).await?),
            Err(Error::Store(error)) if error.is_duplicate() => {
                tracing::warn!(payment = payment.id, "the same news came twice at once");
            }
            Err(error) => return Err(error),
        }
    }
    Err(Error::Broken("a payment does not come to rest".into()))
}

async fn write_down(ctx: &Ctx, payment: &AcquirerPayment) -> Result<Next> {
    let bank = acquirer(ctx)?.name();
    let tx = ctx.db.begin().await?;
    let slip = Slip { ctx, tx: &tx, payment, bank };
    let next = if let Some(order) = slip.order().await? {
        let payer = orders::payer(&tx, &Actor::System.own()?, order.account_id, ctx.today()).await?;
        Settling { slip: &slip, order, payer: payer.ok_or(Error::NotFound)? }.settle().await?
    } else {
        if payment.said == News::Succeeded {
            slip.suspend(Doubt::UnknownOrder, None).await?;
        }
        Next::Nothing
    };
    tx.commit().await?;
    Ok(next)
}

/// A payment on its way into the books.
struct Slip<'a> {
    ctx: &'a Ctx,
    tx: &'a Tx,
    payment: &'a AcquirerPayment,
    bank: &'a str,
}

impl Slip<'_> {
    /// The order of the payment, with its account held.
    async fn order(&self) -> Result<Option<payment_order::Model>> {
        let known = match (orders::by_payment(self.tx, &self.payment.id).await?, self.payment.order) {
            (Some(known), _) => Some(known),
            (None, Some(named)) => orders::by_id(self.tx, named).await?,
            (None, None) => None,
        };
        let Some(known) = known else { return Ok(None) };
        orders::hold(self.tx, known.account_id).await?;
        Ok(orders::by_id(self.tx, known.id).await?)
    }

    /// The day of the payment.
    fn day(&self) -> NaiveDate {
        self.ctx.local(self.payment.at).date()
    }

    /// Makes the suspense account hold what the acquirer holds of this payment.
    async fn suspend(&self, doubt: Doubt, order: Option<(&payment_order::Model, &Payer)>) -> Result<()> {
        let AcquirerPayment { id, amount, refunded, currency, .. } = self.payment;
        let roubles = currency == "RUB";
        let suspended = Suspended {
            bank: self.bank,
            payment: id,
            received_on: self.day(),
            account_text: order.map_or("", |(_, payer)| &payer.number),
            purpose: (!roubles).then(|| format!("{} {currency}", amount.plain())),
            reason: doubt.code(),
            order: order.map(|(order, _)| order.id),
            at: self.ctx.now,
        };
        let sum = if roubles { *amount - *refunded } else { Money::ZERO };
        if orders::suspend(self.tx, &suspended, sum).await? {
            let mut event = self.ctx.event("payment.suspended").with(format!("{id}: {}", doubt.code()));
            event.subject = order.map(|(order, _)| order.id.0);
            event.account = order.map(|(order, _)| order.account_id);
            event::record(self.tx, event).await?;
        }
        Ok(())
    }
}

/// A payment and the order it is for.
struct Settling<'a> {
    slip: &'a Slip<'a>,
    order: payment_order::Model,
    payer: Payer,
}

impl Settling<'_> {
    async fn settle(mut self) -> Result<Next> {
        let Slip { tx, payment, .. } = *self.slip;
        let doubt = self.doubt();
        if doubt == Some(Doubt::SecondPayment) {
            match payment.said {
                News::Succeeded => self.suspend(Doubt::SecondPayment).await?,
                News::WaitingForCapture => return Ok(Next::Release),
                _ => {}
            }
            return Ok(Next::Nothing);
        }
        if self.order.acquirer_id.is_none() || self.order.confirmation_url.is_none() {
            orders::name(tx, self.order.id, &payment.id, payment.confirmation_url.as_deref()).await?;
        }
        match (advance(state_of(&self.order)?, payment.said), doubt) {
            (Transition::Stay, _) => {}
            (Transition::Become(state), _) => self.become_(state).await?,
            (Transition::Capture, None) => return Ok(Next::Capture),
            (Transition::Capture, Some(_)) | (Transition::Release, _) => return Ok(Next::Release),
            (Transition::Credit, None) => self.credit().await?,
            (Transition::Credit, Some(doubt)) => self.check(doubt).await?,
            (Transition::Check, doubt) => self.check(doubt.unwrap_or(Doubt::Contradiction)).await?,
        }
        self.given_back().await?;
        Ok(Next::Nothing)
    }

    fn doubt(&self) -> Option<Doubt> {
        let Slip { payment, ctx, .. } = *self.slip;
        let expected = Expected {
            total: self.order.amount + self.order.fee,
            payment: self.order.acquirer_id.as_deref(),
            account_closed: self.payer.is_closed(ctx.today()),
        };
        let received = Received { payment: &payment.id, amount: payment.amount, currency: &payment.currency };
        doubt(expected, received)
    }

    async fn become_(&mut self, state: OrderState) -> Result<()> {
        let Slip { ctx, tx, payment, .. } = *self.slip;
        let canceled = payment.reason.filter(|_| state == OrderState::Canceled);
        move_on(ctx, tx, &self.order, state, canceled.map(CancelReason::code)).await?;
        state.code().clone_into(&mut self.order.state);
        Ok(())
    }

    async fn credit(&mut self) -> Result<()> {
        let Slip { ctx, tx, payment, bank } = *self.slip;
        self.become_(OrderState::Succeeded).await?;
        let order = &self.order;
        let parts = orders::parts(tx, order.id).await?;
        let paid = books::Paid {
            order: order.id,
            account: order.account_id,
            bank,
            operation: &payment.id,
            day: self.slip.day(),
            payer: self.payer.name.clone(),
            parts: parts
                .iter()
                .map(|part| (Recipient { id: part.recipient_id, name: part.recipient.clone() }, part.amount))
                .collect(),
            chosen: chosen_of(order),
        };
        books::credit(ctx, tx, paid).await?;
        let credited = Notice::PaymentCredited { order: order.id, total: order.amount + order.fee };
        notices::tell(ctx, tx, [order.person_id], &credited).await?;
        let items = words::items(&parts, order.fee, &self.payer.number);
        receipt::issue(ctx, tx, order, (ReceiptKind::Payment, None), (payment.at, items)).await
    }

    async fn check(&mut self, doubt: Doubt) -> Result<()> {
        self.become_(OrderState::UnderCheck).await?;
        self.suspend(doubt).await
    }

    async fn suspend(&self, doubt: Doubt) -> Result<()> {
        self.slip.suspend(doubt, Some((&self.order, &self.payer))).await
    }

    /// Writes down what the acquirer gave back without being asked by the portal.
    async fn given_back(&self) -> Result<()> {
        let Slip { ctx, tx, payment, .. } = *self.slip;
        let order = &self.order;
        let mut new = payment.refunded - order.refunded;
        match state_of(order)? {
            _ if !new.is_positive() => return Ok(()),
            OrderState::UnderCheck => {
                let known = orders::suspended(tx, order.id).await?;
                self.suspend(known.and_then(|code| Doubt::from_code(&code)).unwrap_or(Doubt::Contradiction))
                    .await?;
            }
            OrderState::Succeeded => {
                let asked_for = orders::refunds_of(tx, order.id).await?;
                if asked_for
                    .iter()
                    .any(|refund| RefundState::from_code(&refund.state).is_some_and(RefundState::is_open))
                {
                    // It may be ours: whatever is more than that is found afterwards.
                    return Ok(());
                }
                for payment in orders::parts(tx, order.id).await?.iter().filter_map(|part| part.payment_id) {
                    let refundable = orders::refundable(tx, &Actor::System.own()?, payment).await?;
                    let Some(refundable) = refundable else { continue };
                    let amount = refundable.left.min(new);
                    if amount.is_positive() {
                        new -= amount;
                        let back = books::GivenBack {
                            refund: RefundId(Uuid::now_v7()),
                            payment: &refundable.payment,
                            order: order.id,
                            amount,
                            operation: None,
                            on: ctx.today(),
                        };
                        books::give_back(ctx, tx, back).await?;
                    }
                }
                let event = ctx.event("refund.found").about(order.id.0).of_account(order.account_id);
                event::record(tx, event.with((payment.refunded - order.refunded).plain())).await?;
            }
            _ => return Ok(()),
        }
        Ok(orders::set_refunded(tx, order.id, payment.refunded).await?)
    }
}

/// Moves an order on, and says so in the journal.
pub(super) async fn move_on(
    ctx: &Ctx,
    tx: &Tx,
    order: &payment_order::Model,
    state: OrderState,
    reason: Option<&str>,
) -> Result<()> {
    let ask_again_at = match order.acquirer_id {
        None if !state.is_open() && state != OrderState::Succeeded => None,
        _ => ask_again(state, order.created_at, ctx.now, ctx.now),
    };
    let change = Change { state, reason, at: ctx.now, ask_again_at };
    if !orders::change(tx, order, &change).await? {
        return Err(Error::Broken("an order was moved on under its lock".into()));
    }
    tx.announce(Topic::Order(order.id));
    tx.announce(Topic::Account(order.account_id));
    let kind = match state {
        OrderState::Created => "order.created",
        OrderState::Pending => "order.taken_on",
        OrderState::Succeeded => "order.succeeded",
        OrderState::Canceled => "order.canceled",
        OrderState::Expired => "order.expired",
        OrderState::UnderCheck => "order.under_check",
    };
    let mut event = ctx.event(kind).about(order.id.0).of_account(order.account_id);
    event.details = reason.map(str::to_owned);
    Ok(event::record(tx, event).await?)
}

use crate::{Ctx, Error, Result};
use chrono::NaiveDate;
use domain::{
    access::Scope,
    charges::Charge,
    ids::AccountId,
    law::Law,
    ledger::{Balance, Overdue, Purpose, RecipientBalance},
    money::Money,
    penalties::{Debt, Outlook, Reduction, outlook},
};
use std::sync::Arc;
use store::{
    Tx,
    charges::{Book, Booked, Received, book},
    law::law,
};

/// The money side of an account on the day of the request.
pub(crate) struct Standing {
    pub recipients: Vec<Received>,
    /// Newest month first.
    pub charges: Vec<StandingCharge>,
    law: Arc<Law>,
}

/// A charge, and what its penalties are counted from.
pub(crate) struct StandingCharge {
    pub charge: Charge,
    pub overdue: Overdue,
}

impl Standing {
    /// # Errors
    /// `SignInRequired`; `NotFound` when there is no such account in the scope.
    pub(crate) async fn of(ctx: &Ctx, account: AccountId) -> Result<Self> {
        Self::read(ctx, &ctx.db.read(), &ctx.actor.own()?, account).await
    }

    /// The same in a transaction.
    ///
    /// # Errors
    /// `NotFound` when there is no such account in the scope.
    pub(crate) async fn read(ctx: &Ctx, tx: &Tx, scope: &Scope, account: AccountId) -> Result<Self> {
        let Book { recipients, charges } = book(tx, scope, account).await?.ok_or(Error::NotFound)?;
        let law = law(&ctx.db).await?;
        let charges = charges.iter().map(|booked| StandingCharge::at(booked, &law, ctx.today())).collect();
        Ok(Self { recipients, charges, law })
    }

    pub(crate) fn law(&self) -> &Law {
        &self.law
    }

    pub(crate) fn balance(&self, today: NaiveDate) -> Balance {
        let recipients = self.recipients.iter().map(|received| {
            let owed = || {
                let of = self.charges.iter().map(|standing| &standing.charge);
                of.filter(|charge| charge.recipient == received.recipient.id)
            };
            let spent: Money = owed().map(|charge| charge.paid + charge.penalty_paid).sum();
            // A bill below zero gives back what was charged before.
            let given_back: Money = owed().map(|charge| (-charge.left()).or_zero()).sum();
            RecipientBalance {
                debt: owed().map(|charge| charge.left().or_zero()).sum(),
                penalty: owed().map(|charge| charge.penalty_left().or_zero()).sum(),
                advance: received.received - spent + given_back,
                recipient: received.recipient.clone(),
            }
        });
        Balance {
            on: today,
            recipients: recipients.collect(),
            outlook: self.outlook(today, self.charges.iter().collect()),
        }
    }

    /// What becomes of the penalties of charges; `None` when none of them is owed.
    pub(crate) fn outlook(&self, today: NaiveDate, charges: Vec<&StandingCharge>) -> Option<Outlook> {
        let owed = charges.into_iter().filter(|standing| standing.charge.left().is_positive());
        let reductions: Vec<(&StandingCharge, Vec<Reduction>)> =
            owed.map(|standing| (standing, standing.overdue.reductions())).collect();
        if reductions.is_empty() {
            return None;
        }
        let debts: Vec<Debt<'_>> =
            reductions.iter().map(|(standing, reductions)| standing.overdue.debt(reductions)).collect();
        Some(outlook(&self.law.penalties, &debts, today))
    }
}

impl StandingCharge {
    fn at(booked: &Booked, law: &Law, today: NaiveDate) -> Self {
        let towards = booked.shares.iter().filter(|share| share.purpose == Purpose::Charge);
        let overdue = Overdue {
            charge: booked.id,
            recipient: booked.recipient,
            due_on: booked.due_on,
            amount: booked.amount,
            brought: booked.penalty,
            paid: towards.map(|share| (share.on, share.amount)).collect(),
        };
        let charge = Charge {
            id: booked.id,
            bill: booked.bill,
            recipient: booked.recipient,
            period: booked.period,
            kind: booked.kind,
            issued_on: booked.issued_on,
            due_on: booked.due_on,
            amount: booked.amount,
            paid: booked.paid(Purpose::Charge),
            penalty: overdue.penalty(&law.penalties, today),
            penalty_paid: booked.paid(Purpose::Penalty),
        };
        Self { charge, overdue }
    }
}

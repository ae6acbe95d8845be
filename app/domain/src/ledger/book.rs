//! The book of one account with one recipient: what is owed, what came, and which money pays what.
use super::{OpenCharge, Purpose, allocate};
use crate::{
    ids::{ChargeId, PaymentId, RecipientId},
    money::Money,
    penalties::{Debt, Reduction, Timeline, penalty},
};
use chrono::NaiveDate;

/// A charge as its last bill has it. Below zero it gives back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Owed {
    pub id: ChargeId,
    pub due_on: NaiveDate,
    pub amount: Money,
    /// Penalty that came with the bill, from the company's file.
    pub brought: Money,
    /// Penalty of the charge that the ledger has.
    pub entered: Money,
}

/// Money that came, less what was given back of it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Received {
    pub id: PaymentId,
    pub paid_on: NaiveDate,
    pub amount: Money,
}

/// A part of a payment that pays a charge; below zero it is taken back.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Allocation {
    pub payment: PaymentId,
    pub charge: ChargeId,
    pub purpose: Purpose,
    pub amount: Money,
}

impl Allocation {
    fn is_like(&self, other: &Self) -> bool {
        (self.payment, self.charge, self.purpose) == (other.payment, other.charge, other.purpose)
    }
}

/// What a penalty is counted from: a charge and what pays it, day by day.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Overdue {
    pub charge: ChargeId,
    pub recipient: RecipientId,
    pub due_on: NaiveDate,
    pub amount: Money,
    /// Penalty that came with the bill.
    pub brought: Money,
    /// By the day the money came.
    pub paid: Vec<(NaiveDate, Money)>,
}

impl Overdue {
    /// What its penalties are counted from.
    #[must_use]
    pub fn reductions(&self) -> Vec<Reduction> {
        self.paid.iter().map(|(on, amount)| Reduction { on: *on, amount: *amount }).collect()
    }

    /// The penalty that has grown by a day, that day included: what came with the bill, and what is counted.
    #[must_use]
    pub fn penalty(&self, timeline: &Timeline, day: NaiveDate) -> Money {
        let reductions = self.reductions();
        self.brought + penalty(timeline, self.debt(&reductions), day)
    }

    /// The debt as it went up and down.
    #[must_use]
    pub const fn debt<'a>(&self, reductions: &'a [Reduction]) -> Debt<'a> {
        Debt { due_on: self.due_on, principal: self.amount, reductions }
    }
}

/// How a book is settled.
#[derive(Clone, Copy)]
pub struct Settling<'a> {
    pub today: NaiveDate,
    /// The penalty of a charge that has grown by a day, that day included.
    pub accrued: &'a (dyn Fn(&Overdue, NaiveDate) -> Money + Sync),
    /// Payments that are being credited: they pay what is chosen first, and penalties as they were on their day.
    pub fresh: &'a [PaymentId],
    pub chosen: &'a [ChargeId],
    /// The id of a payment of nothing, under which a charge below zero pays others (зачёт).
    pub offset: PaymentId,
}

/// What is new in a book.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Settled {
    pub allocations: Vec<Allocation>,
    /// What the ledger needs of the penalties of charges.
    pub penalties: Vec<(ChargeId, Money)>,
    /// A payment of nothing carries some of the allocations.
    pub offset: bool,
}

/// Everything between one account and one recipient.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Book {
    pub recipient: RecipientId,
    pub charges: Vec<Owed>,
    pub payments: Vec<Received>,
    /// Allocations that stand, the newest last.
    shares: Vec<Allocation>,
}

/// Taking back makes room for spreading, and the other way round; more than a few rounds only a senseless penalty would need.
const ROUNDS: usize = 10;

impl Book {
    /// `allocations` in the order in which they were made.
    #[must_use]
    pub fn new(
        recipient: RecipientId,
        charges: Vec<Owed>,
        payments: Vec<Received>,
        allocations: impl IntoIterator<Item = Allocation>,
    ) -> Self {
        let mut book = Self { recipient, charges, payments, shares: Vec::new() };
        for allocation in allocations {
            book.stand(allocation);
        }
        book
    }

    /// What was paid of a charge.
    #[must_use]
    pub fn paid(&self, charge: ChargeId, purpose: Purpose) -> Money {
        let of_it = self.shares.iter().filter(|share| share.charge == charge && share.purpose == purpose);
        of_it.map(|share| share.amount).sum()
    }

    /// What of a payment pays nothing yet.
    #[must_use]
    pub fn free(&self, payment: &Received) -> Money {
        let used = self.shares.iter().filter(|share| share.payment == payment.id);
        payment.amount - used.map(|share| share.amount).sum()
    }

    /// What was paid, or given back by charges below zero, before there was something to pay.
    #[must_use]
    pub fn advance(&self) -> Money {
        let free: Money = self.payments.iter().map(|payment| self.free(payment)).sum();
        let credit: Money = self.charges.iter().map(|charge| (-self.left(charge)).or_zero()).sum();
        free + credit
    }

    /// What is left of a charge: below zero is what it still gives back.
    #[must_use]
    pub fn left(&self, charge: &Owed) -> Money {
        charge.amount - self.paid(charge.id, Purpose::Charge)
    }

    /// Takes back what pays more than is owed or more than there is, and spreads what is free: payments of one's own choice as chosen,
    /// everything else oldest first. Afterwards nothing is both owed and at hand.
    pub fn settle(&mut self, how: &Settling<'_>) -> Settled {
        let mut settled = Settled::default();
        for _ in 0..ROUNDS {
            let before = settled.allocations.len();
            self.take_back(how, &mut settled.allocations);
            self.set_off(how, &mut settled);
            self.spread(how, &mut settled.allocations);
            if settled.allocations.len() == before {
                break;
            }
        }
        self.take_back(how, &mut settled.allocations);
        for at in 0..self.charges.len() {
            let charge = self.charges[at];
            let needed = charge.brought.max(self.paid(charge.id, Purpose::Penalty));
            if needed != charge.entered {
                settled.penalties.push((charge.id, needed - charge.entered));
                self.charges[at].entered = needed;
            }
        }
        settled
    }

    fn take_back(&mut self, how: &Settling<'_>, made: &mut Vec<Allocation>) {
        for charge in self.charges.clone() {
            let of_charge = |share: &Allocation| share.charge == charge.id;
            let principal = |share: &Allocation| of_charge(share) && share.purpose == Purpose::Charge;
            let paid = self.paid(charge.id, Purpose::Charge);
            self.reduce((paid - charge.amount.or_zero()).or_zero(), principal, made);
            self.reduce(-(charge.amount.min(Money::ZERO) - paid).or_zero(), principal, made);
            let penalty = self.paid(charge.id, Purpose::Penalty);
            if penalty.is_positive() {
                let accrued = self.accrued(&charge, how, how.today);
                let is_penalty = |share: &Allocation| of_charge(share) && share.purpose == Purpose::Penalty;
                self.reduce((penalty - accrued).or_zero(), is_penalty, made);
            }
        }
        for payment in self.payments.clone() {
            let over = -self.free(&payment).min(Money::ZERO);
            self.reduce(over, |share| share.payment == payment.id, made);
        }
    }

    /// Makes shares smaller, the newest first: those above zero by a positive `amount`, those below by a negative one.
    fn reduce(&mut self, amount: Money, which: impl Fn(&Allocation) -> bool, made: &mut Vec<Allocation>) {
        let mut left = amount;
        for share in self.shares.iter_mut().rev().filter(|share| which(share)) {
            if left.is_zero() || left.is_positive() != share.amount.is_positive() {
                continue;
            }
            let part = Money(left.0.signum() * left.abs().0.min(share.amount.abs().0));
            share.amount -= part;
            left -= part;
            made.push(Allocation { amount: -part, ..*share });
        }
        self.shares.retain(|share| !share.amount.is_zero());
    }

    /// Lets charges below zero pay the others.
    fn set_off(&mut self, how: &Settling<'_>, settled: &mut Settled) {
        let credits: Vec<(Owed, Money)> = (self.charges.iter())
            .map(|charge| (*charge, (-self.left(charge)).or_zero()))
            .filter(|(_, credit)| credit.is_positive())
            .collect();
        let credit: Money = credits.iter().map(|(_, credit)| *credit).sum();
        let allocated = allocate(&self.open(how, how.today), credit, &[]);
        let mut used = credit - allocated.advance;
        if used.is_zero() {
            return;
        }
        if !settled.offset {
            settled.offset = true;
            self.payments.push(Received { id: how.offset, paid_on: how.today, amount: Money::ZERO });
        }
        for (charge, credit) in credits {
            let amount = credit.min(used);
            used -= amount;
            if amount.is_positive() {
                let purpose = Purpose::Charge;
                let share = Allocation { payment: how.offset, charge: charge.id, purpose, amount: -amount };
                self.make(share, &mut settled.allocations);
            }
        }
        for share in allocated.shares {
            let (charge, purpose, amount) = (share.charge, share.purpose, share.amount);
            let share = Allocation { payment: how.offset, charge, purpose, amount };
            self.make(share, &mut settled.allocations);
        }
    }

    fn spread(&mut self, how: &Settling<'_>, made: &mut Vec<Allocation>) {
        let mut payments = self.payments.clone();
        payments.sort_by_key(|payment| (payment.paid_on, payment.id));
        for payment in payments {
            let free = self.free(&payment);
            if !free.is_positive() {
                continue;
            }
            let fresh = how.fresh.contains(&payment.id);
            let (day, chosen) = if fresh { (payment.paid_on, how.chosen) } else { (how.today, &[][..]) };
            for share in allocate(&self.open(how, day), free, chosen).shares {
                let (charge, purpose, amount) = (share.charge, share.purpose, share.amount);
                self.make(Allocation { payment: payment.id, charge, purpose, amount }, made);
            }
        }
    }

    /// What can be paid, with penalties up to a day.
    #[must_use]
    fn open(&self, how: &Settling<'_>, day: NaiveDate) -> Vec<OpenCharge> {
        let open = self.charges.iter().map(|charge| OpenCharge {
            id: charge.id,
            recipient: self.recipient,
            due_on: charge.due_on,
            left: self.left(charge),
            penalty_left: self.accrued(charge, how, day) - self.paid(charge.id, Purpose::Penalty),
        });
        open.filter(|open| open.left.is_positive() || open.penalty_left.is_positive()).collect()
    }

    fn accrued(&self, charge: &Owed, how: &Settling<'_>, day: NaiveDate) -> Money {
        (how.accrued)(&self.overdue(charge), day).or_zero()
    }

    /// What the penalty of a charge is counted from.
    #[must_use]
    pub fn overdue(&self, charge: &Owed) -> Overdue {
        let pays = |share: &&Allocation| share.charge == charge.id && share.purpose == Purpose::Charge;
        let day = |share: &Allocation| {
            self.payments.iter().find(|payment| payment.id == share.payment).map(|payment| payment.paid_on)
        };
        let paid = self.shares.iter().filter(pays).filter_map(|share| Some((day(share)?, share.amount)));
        let mut paid: Vec<(NaiveDate, Money)> = paid.collect();
        paid.sort_by_key(|(day, _)| *day);
        Overdue {
            charge: charge.id,
            recipient: self.recipient,
            due_on: charge.due_on,
            amount: charge.amount,
            brought: charge.brought,
            paid,
        }
    }

    fn make(&mut self, allocation: Allocation, made: &mut Vec<Allocation>) {
        self.stand(allocation);
        made.push(allocation);
    }

    /// Lets an allocation stand; one of the other sign takes the newest like it away first.
    fn stand(&mut self, allocation: Allocation) {
        let mut left = allocation.amount;
        for share in self.shares.iter_mut().rev().filter(|share| share.is_like(&allocation)) {
            if share.amount.is_positive() != left.is_positive() {
                let part = Money(share.amount.abs().0.min(left.abs().0) * left.0.signum());
                share.amount += part;
                left -= part;
            }
        }
        self.shares.retain(|share| !share.amount.is_zero());
        if !left.is_zero() {
            self.shares.push(Allocation { amount: left, ..allocation });
        }
    }
}

//! What happens outside the portal: payers on the pages of the bank, and the bank itself.
use super::{
    schedule::{Page, Sim},
    stand::start,
};
use chrono::TimeDelta;
use domain::{
    ids::OrderId,
    money::Money,
    payments::{CancelReason, News},
};
use store::orders as rows;

impl Sim<'_> {
    /// Somebody does something on a page of the bank.
    pub(super) async fn payer(&mut self) -> Result<(), String> {
        if self.pages.is_empty() {
            return Ok(());
        }
        let at = self.dice.index(self.pages.len());
        let page = self.pages[at].clone();
        if !self.bank.can_be_paid(&page.payment) {
            return Ok(());
        }
        match self.dice.below(40) {
            0..=4 => {
                let reason =
                    if self.dice.one_in(2) { CancelReason::NoMoney } else { CancelReason::NotConfirmed };
                self.bank.decline(&page.payment, reason);
                self.say(format!("{} is declined", page.payment));
            }
            5..=7 => {
                self.bank.slow(&page.payment);
                self.count("slow");
                self.say(format!("{} will take its time", page.payment));
                return self.has_paid(page);
            }
            8..=11 => {
                self.bank.hold(&page.payment);
                self.count("held");
                self.say(format!("{} is held", page.payment));
                return self.has_paid(page);
            }
            other => {
                if other == 12 {
                    self.count("wrong sum");
                    self.bank.alter(&page.payment, |payment| payment.amount -= Money(1));
                } else if other == 13 {
                    self.count("wrong currency");
                    self.bank.alter(&page.payment, |payment| payment.currency = "USD".into());
                }
                self.bank.pay(&page.payment);
                self.count("paid");
                self.say(format!("{} is paid", page.payment));
                return self.has_paid(page);
            }
        }
        self.notify(&page.payment);
        Ok(())
    }

    /// Nobody pays twice for the same without having seen, on a page opened afterwards, that it was paid.
    pub(super) fn has_paid(&mut self, page: Page) -> Result<(), String> {
        let same = |other: &Page| other.intent == page.intent && other.payment != page.payment;
        let before = self.paid.iter().find(|(other, step)| same(other) && *step > page.opened);
        if let Some((other, _)) = before {
            return Err(format!("{} and {} were paid for one wish", other.payment, page.payment));
        }
        self.notify(&page.payment);
        self.paid.push((page, self.step));
        Ok(())
    }

    pub(super) fn notify(&mut self, payment: &str) {
        if self.dice.one_in(4) {
            self.count("notification lost");
        } else {
            self.notifications.push(payment.to_owned());
        }
    }

    /// What a bank does by itself, rightly or not.
    pub(super) async fn bank_errs(&mut self) {
        let ids = self.bank.ids();
        let known = rows::of_account(&self.stand.db.read(), self.account, start(), 50).await.unwrap();
        let known: Vec<OrderId> = known.iter().map(|order| order.id).collect();
        match (self.dice.below(4), self.dice.pick(&ids.iter().collect::<Vec<_>>())) {
            (0 | 1, Some(payment)) => {
                let sum = Money(i64::try_from(1 + self.dice.below(900)).unwrap());
                if self.bank.give_back(payment, sum) {
                    self.count("given back by the bank");
                    self.say(format!("the bank gives {} of {payment} back", sum.plain()));
                    self.notify_late(payment);
                }
            }
            (2, Some(payment)) => {
                let seen = self.pages.iter().any(|page| page.payment == *payment);
                if seen && self.bank.payment(payment).said == News::Canceled {
                    self.bank.alter(payment, |payment| payment.said = News::Succeeded);
                    self.count("contradiction");
                    self.say(format!("{payment} was canceled, and is paid after all"));
                    self.notify_late(payment);
                }
            }
            _ => {
                let order = if self.dice.one_in(2) { self.dice.pick(&known) } else { None };
                let payment = self.bank.stray(Money(111), order);
                self.count("stray money");
                self.say(format!("{payment} comes, for {order:?}"));
                self.certain.push(payment.clone());
                self.notifications.push(payment);
            }
        }
    }

    /// After some days the portal asks no more by itself.
    pub(super) fn notify_late(&mut self, payment: &str) {
        if self.now - self.bank.payment(payment).at > TimeDelta::hours(40) {
            self.certain.push(payment.to_owned());
        }
        self.notify(payment);
    }
}

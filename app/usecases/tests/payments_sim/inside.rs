//! What people, notifications and jobs ask of the portal.
use super::{
    schedule::{Page, Sim, Tab},
    stand::start,
};
use domain::{
    access::{Actor, Role},
    ids::{OrderId, PaymentId, RefundId},
    money::Money,
    payments::{NewOrder, NewRefund, News},
};
use store::{orders as rows, testing};
use usecases::orders;

impl Sim<'_> {
    pub(super) async fn open_tab(&mut self) {
        let owed = rows::standing(&self.stand.db.read(), self.account).await.unwrap();
        let amount = match self.dice.below(3) {
            0 if owed >= Money(100) => owed,
            1 => Money(150),
            _ => Money(700),
        };
        let chosen = match self.charges.first() {
            Some(first) if self.dice.one_in(4) => vec![*first],
            _ => Vec::new(),
        };
        let seen = if self.stand.taken_out.seen { Money(-1_000_000_000) } else { owed };
        let form = NewOrder {
            id: OrderId(self.fresh()),
            account: self.account,
            chosen,
            amount: amount.plain(),
            seen,
            email: "payer@example.org".into(),
            phone: String::new(),
            remember: self.dice.one_in(2),
            offer: true,
        };
        self.tabs.push(Tab { form, opened: self.step });
        self.say(format!("tab {} for {}, owed {}", self.tabs.len() - 1, amount.plain(), owed.plain()));
    }

    pub(super) async fn press(&mut self) -> Result<(), String> {
        let number = self.dice.index(self.tabs.len());
        let Tab { form, opened } = self.tabs[number].clone();
        let ctx = self.resident();
        self.count("pressed");
        self.say(format!("«Перейти к оплате» in tab {number}"));
        self.attempt("create", async move {
            let intent = format!("{} {:?}", form.amount, form.chosen);
            let confirmation = orders::create(&ctx, form).await?;
            let payment = confirmation.url.and_then(|url| Some(url.rsplit_once('/')?.1.to_owned()));
            Ok(payment.map(|payment| Page { payment, intent, opened }))
        })
        .await
    }

    pub(super) async fn deliver(&mut self) -> Result<(), String> {
        if self.notifications.is_empty() {
            return Ok(());
        }
        let at = self.dice.index(self.notifications.len());
        let payment = if self.certain.contains(&self.notifications[at]) || self.dice.one_in(2) {
            self.count("told twice");
            self.notifications[at].clone()
        } else {
            self.notifications.swap_remove(at)
        };
        self.say(format!("news of {payment}"));
        self.hear(payment).await
    }

    async fn hear(&mut self, payment: String) -> Result<(), String> {
        let ctx = self.ctx(Actor::System);
        self.attempt("hear", async move { orders::hear(&ctx, &payment).await.map(|()| None) }).await
    }

    /// Somebody who is not the bank says that something was paid.
    pub(super) async fn forge(&mut self) -> Result<(), String> {
        let ids = self.bank.ids();
        if ids.is_empty() {
            return Ok(());
        }
        let payment = ids[self.dice.index(ids.len())].clone();
        self.count("forged");
        self.say(format!("somebody says that {payment} is paid"));
        if !self.stand.taken_out.asking_again {
            return self.hear(payment).await;
        }
        let mut believed = self.bank.payment(&payment);
        believed.said = News::Succeeded;
        let ctx = self.ctx(Actor::System);
        self.attempt("believe", async move { orders::settle(&ctx, &believed).await.map(|()| None) }).await
    }

    /// Somebody looks at the waiting page.
    pub(super) async fn look(&mut self) -> Result<(), String> {
        let known = rows::of_account(&self.stand.db.read(), self.account, start(), 50).await.unwrap();
        let Some(id) = self.dice.pick(&known.iter().map(|order| order.id).collect::<Vec<_>>()) else {
            return Ok(());
        };
        let ctx = self.resident();
        self.say(format!("a look at {id}"));
        self.attempt("status", async move { orders::status(&ctx, id).await.map(|_| None) }).await
    }

    pub(super) async fn reconcile(&mut self) -> Result<(), String> {
        if self.stand.taken_out.reconciliation {
            return Ok(());
        }
        let ctx = self.ctx(Actor::System);
        self.say("reconciliation".into());
        self.attempt("reconcile", async move { orders::reconcile(&ctx).await.map(|_| None) }).await
    }

    /// An accountant gives money back, once or with the same form again.
    pub(super) async fn give_back(&mut self) -> Result<(), String> {
        let sql = format!(
            "SELECT lower(hex(id)) AS name, amount AS number FROM payment WHERE account_id = {}",
            self.key()
        );
        let payments = testing::numbers(&self.stand.db, &sql).await;
        if payments.is_empty() {
            return Ok(());
        }
        let mut known: Vec<NewRefund> = self.asked_back.values().cloned().collect();
        known.sort_by_key(|refund| refund.id);
        let again = known.last().cloned().filter(|_| self.dice.one_in(2));
        let (payment, sum) = payments[self.dice.index(payments.len())].clone();
        let part = i64::try_from(1 + self.dice.below(sum.unsigned_abs())).unwrap();
        let refund = again.unwrap_or_else(|| NewRefund {
            id: RefundId(self.fresh()),
            payment: PaymentId(payment.parse().unwrap()),
            amount: Money(part).plain(),
            reason: String::new(),
        });
        self.asked_back.insert(refund.id, refund.clone());
        self.count("given back");
        self.say(format!("{} is to be given back", refund.amount));
        let (user, role) = (self.stand.accountant, Some(Role::Accountant));
        let ctx = self.ctx(Actor::Person { user, role, bound: false });
        self.attempt("refund", async move { orders::refund(&ctx, refund).await.map(|_| None) }).await
    }
}

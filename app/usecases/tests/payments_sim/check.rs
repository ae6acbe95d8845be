//! What must hold when everything has come to rest.
use super::schedule::Sim;
use domain::{
    money::Money,
    payments::{News, OrderState},
};
use std::collections::HashMap;
use store::testing::numbers;

impl Sim<'_> {
    pub async fn check(&mut self) -> Result<(), String> {
        let credited =
            self.by_operation("SELECT operation AS name, SUM(amount) AS number FROM payment").await;
        let suspended = self.by_operation("SELECT operation AS name, COUNT(*) AS number FROM suspense").await;
        let orders = self.orders().await;
        let payments = self.bank.state().payments.clone();
        for payment in payments.values() {
            let order = orders.iter().find(|order| order.acquirer_id.as_deref() == Some(&payment.id));
            let came = payment.said == News::Succeeded;
            let due = order.map_or(0, |order| order.amount.0);
            let credited = credited.get(&payment.id).copied().unwrap_or(0);
            let suspended = suspended.get(&payment.id).copied().unwrap_or(0);
            match (came, credited, suspended) {
                (false, 0, 0) => {}
                (true, credited, 0) if credited == due && due > 0 => self.count("credited"),
                (true, 0, 1) => self.count("under check"),
                _ => {
                    let id = &payment.id;
                    return Err(format!(
                        "{id}: came {came}, {credited} of {due} credited, {suspended} times under check"
                    ));
                }
            }
        }
        let mut fees = Money::ZERO;
        for order in &orders {
            let payment = order.acquirer_id.as_ref().and_then(|id| payments.get(id));
            let refunded = payment.map_or(Money::ZERO, |payment| payment.refunded);
            match Self::state(order) {
                OrderState::Created | OrderState::Pending => {
                    return Err(format!("{} is open for ever", order.id));
                }
                OrderState::Succeeded => {
                    fees += order.fee - (refunded - order.amount).or_zero();
                    if refunded != order.refunded {
                        return Err(format!(
                            "{}: {} was given back, not {}",
                            order.id, refunded, order.refunded
                        ));
                    }
                }
                OrderState::Canceled => self.count("canceled"),
                OrderState::Expired => self.count("expired"),
                OrderState::UnderCheck => {}
            }
        }
        let roubles = payments.values().filter(|held| held.said == News::Succeeded && held.currency == "RUB");
        let bank: Money = roubles.map(|payment| payment.amount - payment.refunded).sum();
        let (ledger, suspense) = (self.ledger().await, self.suspense().await);
        if bank != ledger + suspense + fees {
            return Err(format!("the bank holds {bank}; ledger {ledger}, fees {fees}, suspense {suspense}"));
        }
        self.check_refunds().await?;
        self.check_papers(&orders).await
    }

    /// Nobody gets back more than was wished.
    async fn check_refunds(&self) -> Result<(), String> {
        let wished = self.asked_back.values().filter_map(|refund| Money::parse(&refund.amount).ok());
        let wished: Money = wished.sum();
        let done: Money = self.bank.state().refunds.values().map(|refund| refund.amount).sum();
        let times = self.bank.state().refunds.len();
        if done > wished || times > self.asked_back.len() {
            return Err(format!(
                "{done} was given back in {times} times, of {wished} in {}",
                self.asked_back.len()
            ));
        }
        let account = self.key();
        let open = format!(
            "SELECT 'open' AS name, COUNT(*) AS number FROM refund_order r JOIN payment_order o ON o.id = r.order_id \
             WHERE o.account_id = {account} AND r.state IN ('created', 'pending')"
        );
        match numbers(&self.stand.db, &open).await[0].1 {
            0 => Ok(()),
            open => Err(format!("{open} refunds are open for ever")),
        }
    }

    /// One receipt for each payment, and no charge paid more than whole.
    async fn check_papers(&self, orders: &[store::entity::payment_order::Model]) -> Result<(), String> {
        let account = self.key();
        let paid = orders.iter().filter(|order| Self::state(order) == OrderState::Succeeded).count();
        let sql = format!(
            "SELECT r.kind AS name, COUNT(*) AS number FROM fiscal_receipt r JOIN payment_order o ON o.id = r.order_id \
             WHERE o.account_id = {account} AND r.kind = 'payment' GROUP BY r.kind"
        );
        let receipts = numbers(&self.stand.db, &sql).await.first().map_or(0, |(_, number)| *number);
        if usize::try_from(receipts) != Ok(paid) {
            return Err(format!("{receipts} receipts for {paid} payments"));
        }
        let sql = format!(
            "SELECT hex(c.id) AS name, SUM(a.amount) - b.amount - b.penalty AS number FROM charge c \
             JOIN bill b ON b.charge_id = c.id JOIN payment_allocation a ON a.charge_id = c.id \
             WHERE c.account_id = {account} GROUP BY c.id, b.amount, b.penalty"
        );
        match numbers(&self.stand.db, &sql).await.into_iter().find(|(_, over)| *over > 0) {
            None => Ok(()),
            Some((charge, over)) => Err(format!("{over} too much was paid of {charge}")),
        }
    }

    async fn by_operation(&self, select: &str) -> HashMap<String, i64> {
        let sql = format!(
            "{select} WHERE operation LIKE '{}-%' AND operation NOT LIKE '%/%' GROUP BY operation",
            self.prefix
        );
        numbers(&self.stand.db, &sql).await.into_iter().collect()
    }

    async fn ledger(&self) -> Money {
        let sql = format!(
            "SELECT 'ledger' AS name, COALESCE(SUM(-amount), 0) AS number FROM ledger_entry \
             WHERE account_id = {} AND kind IN ('payment', 'refund')",
            self.key()
        );
        Money(numbers(&self.stand.db, &sql).await[0].1)
    }

    async fn suspense(&self) -> Money {
        let sql = format!(
            "SELECT 'suspense' AS name, COALESCE(SUM(amount), 0) AS number FROM suspense \
             WHERE operation LIKE '{}-%' AND payment_id IS NULL",
            self.prefix
        );
        Money(numbers(&self.stand.db, &sql).await[0].1)
    }
}

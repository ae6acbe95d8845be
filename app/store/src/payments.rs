//! Money that came for an account.
use crate::{Result, Tx, charges::unknown, scope};
use chrono::NaiveDate;
use domain::{
    access::Scope,
    calendar::{Period, Span},
    ids::{AccountId, OrderId, PaymentId},
    ledger::Purpose,
    money::Money,
    payments::{Closed, PaymentCard},
};
use sea_orm::FromQueryResult;

#[derive(FromQueryResult)]
struct Row {
    payment: PaymentId,
    paid_on: NaiveDate,
    bank: String,
    service: String,
    amount: Money,
    refunded: i64,
    undone: bool,
    order_id: Option<OrderId>,
    period: Option<Period>,
    purpose: Option<String>,
    allocated: Option<i64>,
    charged: Option<i64>,
}

fn listed(own: &str) -> String {
    format!(
        "\
SELECT p.id AS payment, p.paid_on, p.bank, r.name AS service, p.amount, p.order_id,
       (SELECT COALESCE(CAST(SUM(f.amount) AS BIGINT), 0) FROM refund f WHERE f.payment_id = p.id) AS refunded,
       p.undone_at IS NOT NULL AS undone,
       c.period, l.purpose, CAST(SUM(l.amount) AS BIGINT) AS allocated,
       b.amount AS charged
FROM payment p {own}
JOIN recipient r ON r.id = p.recipient_id
LEFT JOIN payment_allocation l ON l.payment_id = p.id
LEFT JOIN charge c ON c.id = l.charge_id
LEFT JOIN bill b ON b.charge_id = c.id AND NOT EXISTS (SELECT 1 FROM bill n WHERE n.corrects_id = b.id)
WHERE p.account_id = $1 AND p.paid_on >= $2 AND p.paid_on <= $3 AND p.amount > 0
GROUP BY p.id, p.paid_on, p.bank, r.name, p.amount, p.order_id, p.undone_at, c.period, l.purpose, b.amount
ORDER BY p.paid_on DESC, p.id DESC, c.period, l.purpose"
    )
}

/// The payments of an account in the scope, newest first, with what they closed.
///
/// # Errors
/// When the database cannot answer.
pub async fn list(tx: &Tx, scope: &Scope, account: AccountId, span: Span) -> Result<Vec<PaymentCard>> {
    let mut values = vec![account.into(), span.from.into(), span.to.into()];
    let own = scope::own(scope, "p.account_id", &mut values);
    let rows: Vec<Row> = tx.rows(&listed(&own), values).await?;
    let mut cards: Vec<PaymentCard> = Vec::new();
    for row in rows {
        if cards.last().is_none_or(|last| last.id != row.payment) {
            cards.push(PaymentCard {
                id: row.payment,
                paid_on: row.paid_on,
                bank: row.bank,
                service: row.service,
                amount: row.amount,
                refunded: Money(row.refunded),
                undone: row.undone,
                closes: Vec::new(),
                order: row.order_id,
            });
        }
        if let (Some(period), Some(purpose), Some(amount)) = (row.period, row.purpose, row.allocated)
            && amount != 0
            && let Some(card) = cards.last_mut()
        {
            let purpose = Purpose::from_code(&purpose).ok_or_else(|| unknown("purpose", &purpose))?;
            let charged = Money(row.charged.unwrap_or_default());
            card.closes.push(Closed { period, purpose, amount: Money(amount), charged });
        }
    }
    Ok(cards)
}

//! Charges with their bills, and what was paid of them, written in bulk.
use super::{services::RECIPIENTS, support::fill::moment};
use anyhow::Result;
use chrono::{DateTime, Utc};
use domain::{
    accounts::name_key,
    calendar::Period,
    charges::{ChargeKind, ServiceLine, total},
    ids::{AccountId, BillId, ChargeId, CompanyId, PaymentId, RecipientId},
    ledger::Purpose,
    papers::PaperCode,
};
use std::mem::take;
use store::{Db, entity, ledger::EntryKind};
use uuid::Uuid;

/// Rows that wait to be written.
pub struct Books {
    now: DateTime<Utc>,
    recipients: Vec<RecipientId>,
    charges: Vec<entity::charge::Model>,
    bills: Vec<entity::bill::Model>,
    lines: Vec<entity::bill_line::Model>,
    payments: Vec<entity::payment::Model>,
    allocations: Vec<entity::payment_allocation::Model>,
    entries: Vec<entity::ledger_entry::Model>,
}

impl Books {
    /// Writes the recipients of a company; the settings find them by their names.
    pub async fn new(db: &Db, company: CompanyId) -> Result<Self> {
        let recipients: Vec<_> =
            RECIPIENTS.iter().zip(0..).map(|(name, at)| recipient(company, name, at)).collect();
        let ids = recipients.iter().map(|row| row.id).collect();
        let tx = db.begin().await?;
        store::insert_all(&tx, recipients).await?;
        tx.commit().await?;
        Ok(Self {
            now: moment(),
            recipients: ids,
            charges: Vec::new(),
            bills: Vec::new(),
            lines: Vec::new(),
            payments: Vec::new(),
            allocations: Vec::new(),
            entries: Vec::new(),
        })
    }

    /// Charges an account for a month; a bill that is paid was paid in time.
    pub fn add(
        &mut self,
        account: AccountId,
        recipient: usize,
        period: Period,
        lines: Vec<ServiceLine>,
        paid: bool,
    ) {
        let (charge, bill, amount) = (ChargeId(Uuid::now_v7()), BillId(Uuid::now_v7()), total(&lines));
        let recipient = self.recipients[recipient];
        let after = period.plus(1);
        self.charges.push(entity::charge::Model {
            id: charge,
            account_id: account,
            recipient_id: recipient,
            period,
            kind: ChargeKind::Bill.code().into(),
        });
        self.bills.push(entity::bill::Model {
            id: bill,
            charge_id: charge,
            corrects_id: None,
            issued_on: after.first_day(),
            due_on: after.day(15),
            amount,
            penalty: domain::money::Money::ZERO,
            code: PaperCode::from_random(rand::random()).as_str().to_owned(),
            recorded_at: self.now,
        });
        self.lines.extend(lines.into_iter().zip(0..).map(|(line, position)| row(bill, position, line)));
        let mut entry = entity::ledger_entry::Model {
            id: Uuid::now_v7(),
            account_id: account,
            recipient_id: recipient,
            kind: EntryKind::Charge.code().into(),
            amount,
            on_day: after.first_day(),
            charge_id: Some(charge),
            payment_id: None,
            refund_id: None,
            recorded_at: self.now,
        };
        self.entries.push(entry.clone());
        if paid {
            let payment = PaymentId(Uuid::now_v7());
            self.payments.push(entity::payment::Model {
                id: payment,
                account_id: account,
                recipient_id: recipient,
                paid_on: after.day(8),
                amount,
                bank: "ПАО Сбербанк".into(),
                operation: None,
                payer: None,
                purpose: None,
                order_id: None,
                recorded_at: self.now,
                import_id: None,
                suspense_id: None,
                undone_at: None,
            });
            self.allocations.push(entity::payment_allocation::Model {
                id: Uuid::now_v7(),
                payment_id: payment,
                charge_id: charge,
                purpose: Purpose::Charge.code().into(),
                amount,
                recorded_at: self.now,
            });
            entry.id = Uuid::now_v7();
            entry.kind = EntryKind::Payment.code().into();
            entry.amount = -amount;
            entry.on_day = after.day(8);
            (entry.charge_id, entry.payment_id) = (None, Some(payment));
            self.entries.push(entry);
        }
    }

    /// Writes the rows that wait; their accounts are there.
    pub async fn write(&mut self, db: &Db) -> Result<()> {
        let tx = db.begin().await?;
        store::insert_all(&tx, take(&mut self.charges)).await?;
        store::insert_all(&tx, take(&mut self.bills)).await?;
        store::insert_all(&tx, take(&mut self.lines)).await?;
        store::insert_all(&tx, take(&mut self.payments)).await?;
        store::insert_all(&tx, take(&mut self.allocations)).await?;
        store::insert_all(&tx, take(&mut self.entries)).await?;
        Ok(tx.commit().await?)
    }
}

/// The settings have its bank details, and write them here when the portal starts.
fn recipient(company: CompanyId, name: &str, position: i16) -> entity::recipient::Model {
    entity::recipient::Model {
        id: RecipientId(Uuid::now_v7()),
        company_id: company,
        name: name.into(),
        name_key: name_key(name),
        position,
        legal_name: name.into(),
        inn: String::new(),
        kpp: None,
        bank_account: String::new(),
        bank_name: String::new(),
        bic: String::new(),
        corr_account: String::new(),
    }
}

fn row(bill: BillId, position: i16, line: ServiceLine) -> entity::bill_line::Model {
    entity::bill_line::Model {
        bill_id: bill,
        position,
        service: line.service,
        unit: line.unit,
        volume: line.volume,
        source: line.source.map(|source| source.code().into()),
        tariff: line.tariff,
        charged: line.charged,
        factor: line.factor.map(i64::from),
        factor_sum: line.factor_sum,
        recalculation: line.recalculation,
        benefit: line.benefit,
    }
}

use super::Booking;
use crate::Result;
use domain::{
    ids::{AccountId, ChargeId, PaymentId, RecipientId},
    ledger::{Allocation, Book, Settling},
    money::Money,
};
use std::collections::{BTreeMap, BTreeSet};
use store::{
    Tx,
    entity::payment,
    ledger::{self, Entry, EntryKind},
};
use uuid::Uuid;

/// Accounts whose books are in memory at once.
const MANY: usize = 500;

/// Books that want settling, each with the payments that are being credited.
pub(crate) type Fresh = BTreeMap<(AccountId, RecipientId), Vec<PaymentId>>;

/// Settles books. Their accounts are held.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn settle(tx: &Tx, booking: &Booking, fresh: &Fresh, chosen: &[ChargeId]) -> Result<()> {
    let accounts: BTreeSet<AccountId> = fresh.keys().map(|(account, _)| *account).collect();
    let accounts: Vec<AccountId> = accounts.into_iter().collect();
    for accounts in accounts.chunks(MANY) {
        let mut news = News::default();
        for (key, mut book) in ledger::books(tx, accounts).await? {
            if let Some(fresh) = fresh.get(&key) {
                news.settle(booking, key.0, &mut book, fresh, chosen);
            }
        }
        news.write(tx, booking).await?;
    }
    Ok(())
}

/// What is new in some books.
#[derive(Default)]
struct News {
    offsets: Vec<payment::Model>,
    allocations: Vec<Allocation>,
    entries: Vec<Entry>,
}

impl News {
    fn settle(
        &mut self,
        booking: &Booking,
        account: AccountId,
        book: &mut Book,
        fresh: &[PaymentId],
        chosen: &[ChargeId],
    ) {
        let offset = PaymentId(Uuid::now_v7());
        let accrued = &*booking.accrued;
        let settled = book.settle(&Settling { today: booking.today, accrued, fresh, chosen, offset });
        if settled.offset {
            self.offsets.push(offset_row(booking, offset, account, book.recipient));
        }
        self.allocations.extend(settled.allocations);
        self.entries.extend(settled.penalties.into_iter().map(|(charge, amount)| Entry {
            account,
            recipient: book.recipient,
            kind: EntryKind::Penalty,
            amount,
            on_day: booking.today,
            charge: Some(charge),
            payment: None,
            refund: None,
        }));
    }

    async fn write(self, tx: &Tx, booking: &Booking) -> Result<()> {
        ledger::add_payments(tx, self.offsets).await?;
        ledger::allocate(tx, self.allocations, booking.now).await?;
        Ok(ledger::enter(tx, self.entries, booking.now).await?)
    }
}

/// A payment of nothing that a charge below zero pays others with (зачёт).
fn offset_row(
    booking: &Booking,
    id: PaymentId,
    account: AccountId,
    recipient: RecipientId,
) -> payment::Model {
    payment::Model {
        id,
        account_id: account,
        recipient_id: recipient,
        paid_on: booking.today,
        amount: Money::ZERO,
        bank: String::new(),
        operation: None,
        payer: None,
        purpose: None,
        order_id: None,
        recorded_at: booking.now,
        import_id: None,
        suspense_id: None,
        undone_at: None,
    }
}

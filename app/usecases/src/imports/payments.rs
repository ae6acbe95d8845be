//! Payments of a bank's registry. What cannot be placed waits on the suspense account.
use super::{
    Progress, Reason,
    names::{Numbers, Recipients},
    outcome::{BadRow, Doubt, Outcome},
    register::{Index, Line, Register, Seen},
    unreadable,
};
use crate::{
    Ctx, Result,
    ledger::{self, Booking, Fresh, NewPayment},
};
use domain::{
    accounts::AccountNumber,
    ids::{AccountId, PaymentId, RecipientId},
    money::Money,
};
use exchange::{
    LargeTable,
    payments::{self as columns, PaymentRow},
};
use std::{
    collections::BTreeSet,
    io::{Read, Seek},
};
use store::{
    Tx,
    entity::suspense,
    ledger::{add_suspense, hold, known, settle_suspense},
};
use uuid::Uuid;

/// Rows that are in memory at once.
const PART: usize = 5_000;

pub(super) async fn take<S: Read + Seek + Send>(
    ctx: &Ctx,
    tx: &Tx,
    recipients: Recipients,
    table: &mut LargeTable<S>,
    dry_run: bool,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Outcome> {
    let booking = Booking::open(ctx).await?;
    let headers = [columns::DATE, columns::OPERATION, columns::ACCOUNT, columns::RECIPIENT];
    let headers = headers.map(|column| table.header(column).to_owned());
    let mut desk = Desk { booking, recipients, headers, outcome: Outcome::default(), fresh: Fresh::new() };
    let mut done = 0;
    loop {
        let mut rows: Vec<(usize, PaymentRow)> = Vec::new();
        let read = |row: &exchange::Row<'_>| {
            rows.extend(desk.outcome.cells(columns::read(row)).map(|cells| (row.number, cells)));
        };
        let read = table.part(PART, read).map_err(|error| unreadable(&error))?;
        if read == 0 {
            break;
        }
        desk.take(tx, rows).await?;
        done += read;
        progress(Progress { done, total: table.len() });
    }
    if desk.outcome.is_good() && !dry_run {
        let accounts: BTreeSet<AccountId> = desk.fresh.keys().map(|(account, _)| *account).collect();
        hold(tx, &accounts.into_iter().collect::<Vec<_>>()).await?;
        ledger::settle(tx, &desk.booking, &desk.fresh, &[]).await?;
    }
    Ok(desk.outcome)
}

struct Desk {
    booking: Booking,
    recipients: Recipients,
    /// Of day, operation, account and recipient.
    headers: [String; 4],
    outcome: Outcome,
    fresh: Fresh,
}

impl Desk {
    async fn take(&mut self, tx: &Tx, rows: Vec<(usize, PaymentRow)>) -> Result<()> {
        let keys: Vec<Option<AccountNumber>> =
            rows.iter().map(|(_, cells)| AccountNumber::parse(&cells.account).ok()).collect();
        let named = || keys.iter().flatten().map(AccountNumber::as_str);
        let numbers = Numbers::load(tx, named()).await?;
        let similar = numbers.similar(tx, named()).await?;
        let mut register = Register::default();
        for ((row, cells), key) in rows.into_iter().zip(&keys) {
            if cells.paid_on > self.booking.today {
                let value = cells.paid_on.format("%d.%m.%Y").to_string();
                self.refuse(row, 0, value, Reason::InTheFuture { today: self.booking.today });
                continue;
            }
            let account = key.as_ref().and_then(|key| numbers.get(key.as_str()));
            let recipient = self.recipients.find(cells.recipient.as_deref());
            let place = match (account, recipient) {
                (None, _) if cells.account.is_empty() => Err(Doubt::NoAccount),
                (None, _) => {
                    let similar = key.as_ref().and_then(|key| similar.get(key.as_str())).cloned();
                    Err(Doubt::UnknownAccount { similar })
                }
                (Some(account), _) if account.closed_on.is_some_and(|on| on < cells.paid_on) => {
                    Err(Doubt::ClosedAccount { on: account.closed_on.unwrap_or(cells.paid_on) })
                }
                (Some(_), None) => Err(Doubt::UnknownRecipient { known: self.recipients.names() }),
                (Some(account), Some(recipient)) => Ok((account.id, recipient)),
            };
            let number = account.map_or_else(|| cells.account.clone(), |account| account.number.clone());
            if let Err((row, operation, first)) = register.add(row, cells, place, recipient, number) {
                self.refuse(row, 1, operation, Reason::OperationTwice { row: first });
            }
        }
        self.outcome.unchanged += register.repeated;
        let known = known(tx, &register.wanted()).await?;
        let known = Index::of(&known);
        let mut write = Write::default();
        for line in register.lines {
            match line.seen(&known) {
                Seen::Otherwise { amount } => {
                    let operation = line.cells.operation.clone().unwrap_or_default();
                    let reason = Reason::OperationDiffers { amount };
                    self.refuse(line.rows[0], 1, operation, reason);
                }
                Seen::Before { times, waiting } => self.place(&line, times, &waiting, &mut write),
            }
        }
        // After the first error nothing is written any more, only told.
        if self.outcome.is_good() {
            ledger::record_payments(tx, &self.booking, write.payments, &mut self.fresh).await?;
            add_suspense(tx, write.suspended).await?;
            settle_suspense(tx, &write.settled, self.booking.now).await?;
        }
        Ok(())
    }

    /// Credits or suspends what of a line is new: it was seen so many times before, and some of that waits on the suspense account.
    fn place(&mut self, line: &Line, times: usize, waiting: &[Uuid], write: &mut Write) {
        let count = line.rows.len();
        let seen = count.min(times);
        let cells = &line.cells;
        match &line.place {
            Ok(place) => {
                // What waits and can be placed now is placed now.
                let placed = waiting.len().min(count.saturating_sub(times - waiting.len()));
                for waiting in waiting.iter().take(placed) {
                    let payment = payment(*place, cells);
                    write.settled.push((*waiting, payment.id));
                    write.payments.push(payment);
                }
                write.payments.extend((seen..count).map(|_| payment(*place, cells)));
                self.outcome.unchanged += seen - placed;
                self.outcome.changed += placed;
                self.outcome.added += count - seen;
                let credited = i64::try_from(count - seen + placed).unwrap_or(i64::MAX);
                self.outcome.money.total += Money(cells.amount.0.saturating_mul(credited));
            }
            Err(doubt) => {
                self.outcome.unchanged += seen;
                for row in line.rows.iter().skip(seen) {
                    let header =
                        &self.headers[if matches!(doubt, Doubt::UnknownRecipient { .. }) { 3 } else { 2 }];
                    let value = match doubt {
                        Doubt::UnknownRecipient { .. } => cells.recipient.clone().unwrap_or_default(),
                        _ => cells.account.clone(),
                    };
                    self.outcome.money.suspended_total += cells.amount;
                    self.outcome.money.suspended.add(|| BadRow {
                        row: *row,
                        column: header.clone(),
                        value,
                        reason: Reason::Suspended(doubt.clone()),
                    });
                    write.suspended.push(self.suspense(line, doubt));
                }
            }
        }
    }

    fn suspense(&self, line: &Line, doubt: &Doubt) -> suspense::Model {
        let cells = &line.cells;
        suspense::Model {
            id: Uuid::now_v7(),
            received_on: cells.paid_on,
            amount: cells.amount,
            bank: cells.bank.clone(),
            operation: cells.operation.clone(),
            account_text: cells.account.clone(),
            payer: cells.payer.clone(),
            recipient_id: line.recipient,
            purpose: cells.purpose.clone(),
            reason: doubt.code().to_owned(),
            order_id: None,
            recorded_at: self.booking.now,
            payment_id: None,
            settled_at: None,
        }
    }

    fn refuse(&mut self, row: usize, column: usize, value: String, reason: Reason) {
        let column = self.headers[column].clone();
        self.outcome.complain(BadRow { row, column, value, reason });
    }
}

#[derive(Default)]
struct Write {
    payments: Vec<NewPayment>,
    suspended: Vec<suspense::Model>,
    settled: Vec<(Uuid, PaymentId)>,
}

fn payment((account, recipient): (AccountId, RecipientId), cells: &PaymentRow) -> NewPayment {
    NewPayment {
        id: PaymentId(Uuid::now_v7()),
        account,
        recipient,
        paid_on: cells.paid_on,
        amount: cells.amount,
        bank: cells.bank.clone(),
        operation: cells.operation.clone(),
        payer: cells.payer.clone(),
        purpose: cells.purpose.clone(),
        order: None,
    }
}

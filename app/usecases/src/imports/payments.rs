//! Payments of a bank's registry. What cannot be placed waits on the suspense account.
use super::{
    Progress, Reason,
    mentions::{Account, Mentions},
    mode::{Mode, day},
    names::{Numbers, Recipients},
    outcome::{BadRow, Doubt, Outcome},
    register::{Index, Line, Place, Register, Seen},
    text, unreadable,
};
use crate::{
    Ctx, Result,
    ledger::{self, Booking, Fresh, NewPayment, Origin},
};
use chrono::NaiveDate;
use domain::{
    accounts::AccountNumber,
    calendar::Period,
    ids::{AccountId, PaymentId, RecipientId, SuspenseId},
    imports::{Change, Verdict},
    money::Money,
};
use exchange::{
    LargeTable, Table,
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
/// Months that a payment may be back: ten years. What is older is a slip of the hand.
const MOST_MONTHS: u32 = 120;

pub(super) async fn take<S: Read + Seek + Send>(
    ctx: &Ctx,
    tx: &Tx,
    recipients: Recipients,
    table: &mut LargeTable<S>,
    dry_run: bool,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Outcome> {
    let headers = HEADERS.map(|column| table.header(column).to_owned());
    let mut desk = Desk::open(ctx, recipients, headers, Mode::of(dry_run)).await?;
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
        desk.settle(tx).await?;
    }
    Ok(desk.outcome)
}

/// The same of a registry that staff load: what is refused is left out, and `bank` sent what names no bank.
pub(super) async fn take_table(
    ctx: &Ctx,
    tx: &Tx,
    recipients: Recipients,
    table: &Table<'_>,
    bank: &str,
    mode: Mode,
) -> Result<Outcome> {
    let headers = HEADERS.map(|column| table.header(column).to_owned());
    let mut desk = Desk::open(ctx, recipients, headers, mode).await?;
    let mut rows: Vec<(usize, PaymentRow)> = Vec::new();
    for row in table.rows() {
        let Some(mut cells) = desk.outcome.cells(columns::read(&row)) else { continue };
        if cells.bank.is_empty() {
            bank.clone_into(&mut cells.bank);
        }
        rows.push((row.number, cells));
    }
    desk.take(tx, rows).await?;
    if matches!(mode, Mode::Apply(_)) {
        desk.settle(tx).await?;
    }
    Ok(desk.outcome)
}

/// Columns that a refusal names.
const HEADERS: [usize; 4] = [columns::DATE, columns::OPERATION, columns::ACCOUNT, columns::RECIPIENT];

struct Desk {
    booking: Booking,
    recipients: Recipients,
    /// Of [`HEADERS`].
    headers: [String; 4],
    mode: Mode,
    outcome: Outcome,
    fresh: Fresh,
}

impl Desk {
    async fn open(ctx: &Ctx, recipients: Recipients, headers: [String; 4], mode: Mode) -> Result<Self> {
        let booking = Booking::open(ctx).await?;
        Ok(Self { booking, recipients, headers, mode, outcome: Outcome::default(), fresh: Fresh::new() })
    }

    /// Whether what is new is written: of a file that is all or nothing, as long as nothing was wrong with it.
    fn writes(&self) -> bool {
        match self.mode {
            Mode::Look | Mode::All => self.outcome.is_good(),
            Mode::Preview => false,
            Mode::Apply(_) => true,
        }
    }

    async fn settle(&self, tx: &Tx) -> Result<()> {
        let accounts: BTreeSet<AccountId> = self.fresh.keys().map(|(account, _)| *account).collect();
        hold(tx, &accounts.into_iter().collect::<Vec<_>>()).await?;
        ledger::settle(tx, &self.booking, &self.fresh, &[]).await
    }

    async fn take(&mut self, tx: &Tx, rows: Vec<(usize, PaymentRow)>) -> Result<()> {
        let keys: Vec<Option<AccountNumber>> =
            rows.iter().map(|(_, cells)| AccountNumber::parse(&cells.account).ok()).collect();
        let named = || keys.iter().flatten().map(AccountNumber::as_str);
        let numbers = Numbers::load(tx, named()).await?;
        let similar = numbers.similar(tx, named()).await?;
        let mentions = Mentions::load(tx, &rows, &keys, self.booking.today).await?;
        let mut register = Register::default();
        let first = Period::of(self.booking.today).minus(MOST_MONTHS).first_day();
        for (at, ((row, cells), key)) in rows.into_iter().zip(&keys).enumerate() {
            if cells.paid_on > self.booking.today {
                let value = day(cells.paid_on);
                self.refuse(row, 0, value, Reason::InTheFuture { today: self.booking.today });
                continue;
            }
            if cells.paid_on < first {
                self.refuse(row, 0, day(cells.paid_on), Reason::LongAgo { first });
                continue;
            }
            let column = key.as_ref().and_then(|key| numbers.get(key.as_str())).map(|known| Account {
                id: known.id,
                number: known.number.clone(),
                closed_on: known.closed_on,
            });
            let similar = || key.as_ref().and_then(|key| similar.get(key.as_str())).cloned();
            let account = mentions.account(at, &cells, column, similar);
            let recipient = self.recipients.find(cells.recipient.as_deref());
            let number =
                account.as_ref().map_or_else(|_| cells.account.clone(), |known| known.number.clone());
            let place = self.place_of(account, recipient, cells.paid_on);
            if let Err((row, operation, first)) = register.add(row, cells, place, recipient, number) {
                self.refuse(row, 1, operation, Reason::OperationTwice { row: first });
            }
        }
        self.outcome.unchanged += register.repeated.len();
        for row in std::mem::take(&mut register.repeated) {
            self.say(row, Verdict::Same, String::new(), Vec::new());
        }
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
        // After the first error of a file that is all or nothing, nothing is written any more, only told.
        if self.writes() {
            ledger::record_payments(tx, &self.booking, write.payments, &mut self.fresh).await?;
            add_suspense(tx, write.suspended).await?;
            settle_suspense(tx, &write.settled, self.booking.now).await?;
        }
        Ok(())
    }

    fn place_of(
        &self,
        account: Result<Account, Doubt>,
        recipient: Option<RecipientId>,
        paid_on: NaiveDate,
    ) -> Place {
        let account = account?;
        if let Some(on) = account.closed_on.filter(|on| *on < paid_on) {
            return Err(Doubt::ClosedAccount { on });
        }
        let recipient =
            recipient.ok_or_else(|| Doubt::UnknownRecipient { known: self.recipients.names() })?;
        Ok((account.id, recipient))
    }

    /// Credits or suspends what of a line is new: it was seen so many times before, and some of that waits on the suspense account.
    fn place(&mut self, line: &Line, times: usize, waiting: &[Uuid], write: &mut Write) {
        let count = line.rows.len();
        let seen = count.min(times);
        let cells = &line.cells;
        let fresh = Origin { import: self.mode.import(), waited: None };
        let sum = |now: Money| {
            vec![Change { name: "Сумма".to_owned(), was: None, now: Some(format!("{now} ₽")) }]
        };
        match &line.place {
            Ok(place) => {
                // What waits and can be placed now is placed now.
                let placed = waiting.len().min(count.saturating_sub(times - waiting.len()));
                for waiting in waiting.iter().take(placed) {
                    let origin = Origin { import: self.mode.import(), waited: Some(SuspenseId(*waiting)) };
                    let payment = payment(*place, cells, origin);
                    write.settled.push((*waiting, payment.id));
                    write.payments.push(payment);
                }
                write.payments.extend((seen..count).map(|_| payment(*place, cells, fresh)));
                self.outcome.unchanged += seen - placed;
                self.outcome.changed += placed;
                self.outcome.added += count - seen;
                let credited = i64::try_from(count - seen + placed).unwrap_or(i64::MAX);
                self.outcome.money.total += Money(cells.amount.0.saturating_mul(credited));
                for (at, row) in line.rows.iter().enumerate() {
                    let verdict = if at < seen - placed {
                        Verdict::Same
                    } else if at < seen {
                        Verdict::Changed
                    } else {
                        Verdict::New
                    };
                    self.say(*row, verdict, line.number.clone(), sum(cells.amount));
                }
            }
            Err(doubt) => {
                self.outcome.unchanged += seen;
                for row in line.rows.iter().take(seen) {
                    self.say(*row, Verdict::Same, line.number.clone(), sum(cells.amount));
                }
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
                    let why = text::reason(&Reason::Suspended(doubt.clone()));
                    let mut changes = sum(cells.amount);
                    changes.push(Change { name: "Ждёт".to_owned(), was: None, now: Some(why) });
                    self.say(*row, Verdict::Waits, line.number.clone(), changes);
                }
            }
        }
    }

    fn say(&mut self, row: usize, verdict: Verdict, subject: String, changes: Vec<Change>) {
        if self.mode.tells() {
            self.outcome.tell(row, verdict, subject, changes);
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
            import_id: self.mode.import(),
            outcome: None,
            why: None,
            for_day: None,
            person_id: None,
            attempts: 0,
            undone_at: None,
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

fn payment((account, recipient): (AccountId, RecipientId), cells: &PaymentRow, origin: Origin) -> NewPayment {
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
        origin,
    }
}

use super::{Booking, Fresh, settle};
use crate::Result;
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    charges::{ChargeKind, ServiceLine, total},
    ids::{AccountId, BillId, ChargeId, RecipientId},
    money::Money,
    papers::PaperCode,
};
use std::collections::{BTreeMap, HashMap};
use store::{
    Tx,
    entity::{bill, charge},
    ledger::{self, Entry, EntryKind, StandingBill},
};
use uuid::Uuid;

/// What an account is charged for a month.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NewBill {
    pub account: AccountId,
    pub recipient: RecipientId,
    pub period: Period,
    pub kind: ChargeKind,
    pub issued_on: NaiveDate,
    pub due_on: NaiveDate,
    /// Penalty that the company has counted itself.
    pub penalty: Money,
    pub lines: Vec<ServiceLine>,
}

/// How many bills were new, corrected a bill that was there, or said the same as one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Issued {
    pub added: usize,
    pub changed: usize,
    pub unchanged: usize,
    /// What they add to what is owed.
    pub charged: Money,
    pub penalties: Money,
}

/// Issues bills: new ones, and corrections of those that stand for the same account, recipient, period and kind. A correction keeps the last
/// day to pay. Advances pay what is newly owed; what was paid of a charge that has become smaller is an advance again.
///
/// # Errors
/// When the database cannot answer.
///
/// # Idempotency
/// A bill that says what the standing one says changes nothing.
pub async fn issue(tx: &Tx, booking: &Booking, bills: Vec<NewBill>) -> Result<Issued> {
    let mut touched = Touched::default();
    let issued = record(tx, booking, bills, &mut touched).await?;
    settle_touched(tx, booking, &touched).await?;
    Ok(issued)
}

/// Books that bills were recorded in, and are not settled yet: what they added, and whether that is all there is to do.
#[derive(Debug, Default)]
pub(crate) struct Touched(BTreeMap<(AccountId, RecipientId), Touch>);

#[derive(Debug, Default, Clone, Copy)]
struct Touch {
    added: Money,
    unsettled: bool,
}

/// Records bills, and leaves their books unsettled. No charge twice.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn record(
    tx: &Tx,
    booking: &Booking,
    bills: Vec<NewBill>,
    touched: &mut Touched,
) -> Result<Issued> {
    let mut issued = Issued::default();
    let periods = || bills.iter().map(|bill| bill.period);
    let (Some(from), Some(to)) = (periods().min(), periods().max()) else { return Ok(issued) };
    let mut accounts: Vec<AccountId> = bills.iter().map(|bill| bill.account).collect();
    accounts.sort_unstable();
    accounts.dedup();
    let key = |bill: &StandingBill| (bill.account, bill.recipient, bill.period, bill.kind);
    let standing = ledger::standing(tx, &accounts, from, to).await?;
    let standing: HashMap<_, StandingBill> = standing.into_iter().map(|bill| (key(&bill), bill)).collect();
    let mut write = Write::default();
    for bill in bills {
        let before = standing.get(&(bill.account, bill.recipient, bill.period, bill.kind));
        if before.is_some_and(|before| says_the_same(before, &bill)) {
            issued.unchanged += 1;
            continue;
        }
        let amount = total(&bill.lines);
        let touch = touched.0.entry((bill.account, bill.recipient)).or_default();
        if let Some(before) = before {
            issued.changed += 1;
            issued.charged += amount - before.amount;
            issued.penalties += bill.penalty - before.penalty;
            touch.unsettled = true;
        } else {
            issued.added += 1;
            issued.charged += amount;
            issued.penalties += bill.penalty;
            touch.added += amount + bill.penalty;
            touch.unsettled |= amount.is_negative();
        }
        write.bill(booking, bill, amount, before);
    }
    ledger::add_bills(tx, write.charges, write.bills).await?;
    ledger::enter(tx, write.entries, booking.now).await?;
    Ok(issued)
}

/// Settles the books that bills were recorded in. Those without an advance need nothing: all that came pays something already.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn settle_touched(tx: &Tx, booking: &Booking, touched: &Touched) -> Result<()> {
    let mut accounts: Vec<AccountId> = touched.0.keys().map(|(account, _)| *account).collect();
    accounts.dedup();
    ledger::hold(tx, &accounts).await?;
    let mut unsettled = Fresh::new();
    for (account, recipient, sum) in ledger::sums(tx, &accounts).await? {
        let key = (account, recipient);
        if let Some(touch) = touched.0.get(&key)
            && (touch.unsettled || (sum - touch.added).is_negative())
        {
            unsettled.insert(key, Vec::new());
        }
    }
    settle(tx, booking, &unsettled, &[]).await
}

/// Whether a new bill says what the standing one says.
pub(crate) fn says_the_same(before: &StandingBill, bill: &NewBill) -> bool {
    if before.penalty != bill.penalty || before.lines.len() != bill.lines.len() {
        return false;
    }
    // The order of lines does not count.
    let mut rest: Vec<&ServiceLine> = before.lines.iter().collect();
    bill.lines
        .iter()
        .all(|line| rest.iter().position(|known| *known == line).map(|at| rest.swap_remove(at)).is_some())
}

#[derive(Default)]
struct Write {
    charges: Vec<charge::Model>,
    bills: Vec<(bill::Model, Vec<ServiceLine>)>,
    entries: Vec<Entry>,
}

impl Write {
    fn bill(&mut self, booking: &Booking, new: NewBill, amount: Money, before: Option<&StandingBill>) {
        let id = before.map_or_else(|| ChargeId(Uuid::now_v7()), |before| before.charge);
        let entry = |kind, amount| Entry {
            account: new.account,
            recipient: new.recipient,
            kind,
            amount,
            on_day: if before.is_some() { booking.today } else { new.issued_on },
            charge: Some(id),
            payment: None,
            refund: None,
        };
        let entries = match before {
            // What becomes of the penalty depends on what was paid of it: settling enters it.
            Some(before) => {
                [entry(EntryKind::Correction, amount - before.amount), entry(EntryKind::Penalty, Money::ZERO)]
            }
            None => [entry(EntryKind::Charge, amount), entry(EntryKind::Penalty, new.penalty)],
        };
        let worth = |entry: &Entry| entry.kind == EntryKind::Charge || !entry.amount.is_zero();
        self.entries.extend(entries.into_iter().filter(worth));
        if before.is_none() {
            self.charges.push(charge::Model {
                id,
                account_id: new.account,
                recipient_id: new.recipient,
                period: new.period,
                kind: new.kind.code().to_owned(),
            });
        }
        let row = bill::Model {
            id: BillId(Uuid::now_v7()),
            charge_id: id,
            corrects_id: before.map(|before| before.id),
            issued_on: if before.is_some() { booking.today } else { new.issued_on },
            due_on: before.map_or(new.due_on, |before| before.due_on),
            amount,
            penalty: new.penalty,
            code: PaperCode::from_random(rand::random()).as_str().to_owned(),
            recorded_at: booking.now,
        };
        self.bills.push((row, new.lines));
    }
}

//! Charges of the company's accounting: bills, and corrections of bills that are there.
mod draft;

pub(super) use draft::{Drafted, take_table};

use super::{
    Progress, Reason,
    names::{Numbers, Recipients},
    outcome::{BadRow, Outcome},
    unreadable,
};
use crate::{
    Ctx, Result,
    ledger::{self, Booking, NewBill, Touched},
};
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    charges::{ChargeKind, LineSum, ServiceLine, line_faults},
    ids::RecipientId,
    law::Law,
    money::Money,
};
use exchange::{
    LargeTable, Row,
    charges::{self as columns, ChargeRow},
};
use std::{
    collections::{BTreeSet, HashMap},
    io::{Read, Seek},
    sync::Arc,
};
use store::{Tx, registry};

/// Rows that are in memory at once.
const PART: usize = 10_000;
/// Lines of one bill.
const MOST_LINES: usize = 500;
/// Accounts without a bill that are named.
const NAMED: u64 = 20;

pub(super) async fn take<S: Read + Seek + Send>(
    ctx: &Ctx,
    tx: &Tx,
    recipients: Recipients,
    table: &mut LargeTable<S>,
    dry_run: bool,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Outcome> {
    let booking = Booking::open(ctx).await?;
    let law = store::law::law(&ctx.db).await?;
    let mut desk =
        Desk { today: ctx.today(), law, recipients, outcome: Outcome::default(), periods: BTreeSet::new() };
    let mut touched = Touched::default();
    let mut done = 0;
    loop {
        let mut drafts = Drafts::default();
        let read = table.part(PART, |row| desk.read(row, &mut drafts)).map_err(|error| unreadable(&error))?;
        if read == 0 {
            break;
        }
        let bills = desk.bills(tx, drafts.list, table.header(columns::ACCOUNT), None).await?;
        // After the first error nothing is written any more, only told.
        if desk.outcome.is_good() {
            let issued = ledger::record(tx, &booking, bills, &mut touched).await?;
            desk.outcome.count(&issued);
        }
        done += read;
        progress(Progress { done, total: table.len() });
    }
    if desk.outcome.is_good() {
        if !dry_run {
            ledger::settle_touched(tx, &booking, &touched).await?;
        }
        if let [period] = desk.periods.iter().copied().collect::<Vec<_>>()[..] {
            let (count, named) = registry::without_charge(tx, period, NAMED).await?;
            desk.outcome.money.without_bill = usize::try_from(count).unwrap_or(usize::MAX);
            desk.outcome.not_mentioned = named;
        }
    }
    Ok(desk.outcome)
}

/// Reads rows one by one.
struct Desk {
    today: NaiveDate,
    law: Arc<Law>,
    recipients: Recipients,
    outcome: Outcome,
    periods: BTreeSet<Period>,
}

/// A bill that is put together.
struct Draft {
    /// Folded, and as written.
    account: String,
    written: String,
    recipient: RecipientId,
    period: Period,
    kind: ChargeKind,
    penalty: Money,
    lines: Vec<ServiceLine>,
    /// Of each line.
    rows: Vec<usize>,
}

type Key = (String, RecipientId, Period, ChargeKind);

#[derive(Default)]
struct Drafts {
    list: Vec<Draft>,
    places: HashMap<Key, usize>,
}

impl Drafts {
    /// The draft of a bill; rows of one mostly follow each other.
    fn of(&mut self, key: Key, written: &str) -> &mut Draft {
        let same = |draft: &Draft| {
            (&draft.account, draft.recipient, draft.period, draft.kind) == (&key.0, key.1, key.2, key.3)
        };
        let at = match self.list.last().filter(|last| same(last)).map(|_| self.list.len() - 1) {
            Some(last) => last,
            None => self.places.get(&key).copied().unwrap_or(self.list.len()),
        };
        if at == self.list.len() {
            self.places.insert(key.clone(), at);
            self.list.push(Draft {
                account: key.0,
                written: written.to_owned(),
                recipient: key.1,
                period: key.2,
                kind: key.3,
                penalty: Money::ZERO,
                lines: Vec::new(),
                rows: Vec::new(),
            });
        }
        &mut self.list[at]
    }
}

impl Desk {
    fn read(&mut self, row: &Row<'_>, drafts: &mut Drafts) {
        let Some(cells) = self.outcome.cells(columns::read(row)) else { return };
        let sums_are_good = self.check(row, &cells);
        let recipient = self.recipients.find(cells.recipient.as_deref());
        let Some(recipient) = recipient else {
            let known = self.recipients.names();
            self.outcome.refuse(row, columns::RECIPIENT, Reason::UnknownRecipient { known });
            return;
        };
        self.periods.insert(cells.period);
        let key = (cells.account.into(), recipient, cells.period, cells.kind);
        let draft = drafts.of(key, row.cell(columns::ACCOUNT));
        let same = draft.lines.iter().position(|line| *line == cells.line);
        if let Some(at) = same {
            let reason = Reason::SameLine { row: draft.rows[at] };
            self.outcome.refuse(row, columns::SERVICE, reason);
        } else if draft.lines.len() == MOST_LINES {
            self.outcome.refuse(row, columns::SERVICE, Reason::TooManyLines { max: MOST_LINES });
        } else if sums_are_good {
            draft.penalty += cells.penalty;
            draft.lines.push(cells.line);
            draft.rows.push(row.number);
        }
    }

    /// Whether the sums of a row add up, its month has come, and its penalties are not counted by the portal.
    fn check(&mut self, row: &Row<'_>, cells: &ChargeRow) -> bool {
        let mut good = true;
        if cells.period > Period::of(self.today) {
            self.outcome.refuse(row, columns::PERIOD, Reason::PeriodAhead { today: self.today });
            good = false;
        }
        let (issued_on, _) = self.dates(cells.kind, cells.period);
        let computed = cells.kind == ChargeKind::Bill && self.law.penalties.is_computed(issued_on);
        if computed && !cells.penalty.is_zero() {
            self.outcome.refuse(row, columns::PENALTY, Reason::PenaltyComputed);
            good = false;
        }
        for fault in line_faults(&cells.line, cells.due) {
            let column = match fault.sum {
                LineSum::Charged => columns::CHARGED,
                LineSum::Factor => columns::FACTOR_SUM,
                LineSum::Due => columns::DUE,
            };
            if fault.is_slight() {
                self.outcome.money.slight.add(|| BadRow::of(row, column, Reason::Sum(fault)));
            } else {
                self.outcome.refuse(row, column, Reason::Sum(fault));
                good = false;
            }
        }
        good
    }

    /// The day of a bill, and its last day to pay. An opening debt was to be paid before its month began.
    fn dates(&self, kind: ChargeKind, period: Period) -> (NaiveDate, NaiveDate) {
        let (issued_on, due_on) = match kind {
            ChargeKind::Bill => (self.law.issued_on(period), self.law.due_on(period)),
            ChargeKind::Opening => (period.first_day(), period.minus(1).last_day()),
        };
        (issued_on.min(self.today), due_on)
    }

    /// Bills of the drafts whose accounts are known; what there is to tell of each, if that is asked for.
    async fn bills(
        &mut self,
        tx: &Tx,
        drafts: Vec<Draft>,
        header: &str,
        mut told: Option<(&mut Vec<draft::Told>, &[i64])>,
    ) -> Result<Vec<NewBill>> {
        let keys = || drafts.iter().map(|draft| draft.account.as_str());
        let numbers = Numbers::load(tx, keys()).await?;
        let similar = numbers.similar(tx, keys()).await?;
        let mut bills = Vec::with_capacity(drafts.len());
        for (at, draft) in drafts.into_iter().enumerate() {
            let Some(account) = numbers.get(&draft.account) else {
                for row in draft.rows {
                    self.outcome.complain(BadRow {
                        row,
                        column: header.to_owned(),
                        value: draft.written.clone(),
                        reason: Reason::UnknownAccount { similar: similar.get(&draft.account).cloned() },
                    });
                }
                continue;
            };
            if let Some((told, slight)) = &mut told {
                let row = draft.rows.first().copied().unwrap_or(0);
                told.push((row, account.number.clone(), slight.get(at).copied().unwrap_or(0)));
            }
            let (issued_on, due_on) = self.dates(draft.kind, draft.period);
            bills.push(NewBill {
                account: account.id,
                recipient: draft.recipient,
                period: draft.period,
                kind: draft.kind,
                issued_on,
                due_on,
                penalty: draft.penalty,
                lines: draft.lines,
            });
        }
        Ok(bills)
    }
}

impl Outcome {
    fn count(&mut self, issued: &ledger::Issued) {
        self.added += issued.added;
        self.changed += issued.changed;
        self.unchanged += issued.unchanged;
        self.money.total += issued.charged;
        self.money.penalties += issued.penalties;
    }
}

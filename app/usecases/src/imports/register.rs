//! The lines of a bank's registry, and which of them earlier files had. With a number of an operation a line is known by bank, number and
//! day. Without one identical lines are counted: of two files that overlap the larger count is right.
use super::outcome::Doubt;
use chrono::NaiveDate;
use domain::{
    ids::{AccountId, PaymentId, RecipientId},
    money::Money,
};
use exchange::payments::PaymentRow;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use store::{
    entity::{payment, suspense},
    ledger::{Known, Wanted},
};
use uuid::Uuid;

/// Where a payment goes, or why nowhere.
pub(super) type Place = Result<(AccountId, RecipientId), Doubt>;

/// Rows that are the same payment, or as many payments alike.
pub(super) struct Line {
    pub cells: PaymentRow,
    pub rows: Vec<usize>,
    pub place: Place,
    /// Known even where the account is not.
    pub recipient: Option<RecipientId>,
    /// Of the account, as the company writes it.
    pub number: String,
}

#[derive(Default)]
pub(super) struct Register {
    pub lines: Vec<Line>,
    /// Rows that say once more what an earlier one of the same operation says.
    pub repeated: Vec<usize>,
    places: HashMap<Identity, usize>,
}

#[derive(PartialEq, Eq, Hash)]
enum Identity {
    Operation {
        bank: String,
        number: String,
        day: NaiveDate,
    },
    Alike {
        account: Result<AccountId, String>,
        recipient: Option<RecipientId>,
        day: NaiveDate,
        amount: Money,
        payer: Option<String>,
        purpose: Option<String>,
    },
}

/// What is known of a line.
pub(super) enum Seen {
    /// So many of it were imported; these wait on the suspense account.
    Before { times: usize, waiting: Vec<Uuid> },
    /// The operation is known, but it is not this.
    Otherwise { amount: Money },
}

impl Register {
    /// Adds a row. Its operation may be in an earlier row, which then says something else.
    pub(super) fn add(
        &mut self,
        row: usize,
        cells: PaymentRow,
        place: Place,
        recipient: Option<RecipientId>,
        number: String,
    ) -> Result<(), (usize, String, usize)> {
        let line = Line { cells, rows: vec![row], place, recipient, number };
        let identity = line.identity();
        let Some(at) = self.places.get(&identity) else {
            self.places.insert(identity, self.lines.len());
            self.lines.push(line);
            return Ok(());
        };
        let known = &mut self.lines[*at];
        match (&line.cells.operation, known.is_like(&line)) {
            (None, _) => known.rows.push(row),
            (Some(_), true) => self.repeated.push(row),
            (Some(number), false) => return Err((row, number.clone(), known.rows[0])),
        }
        Ok(())
    }

    /// What has to be known to tell which lines are new.
    pub(super) fn wanted(&self) -> Wanted {
        let mut operations: BTreeMap<&str, Vec<String>> = BTreeMap::new();
        let mut accounts: BTreeSet<AccountId> = BTreeSet::new();
        let mut days: Option<(NaiveDate, NaiveDate)> = None;
        for line in &self.lines {
            let day = line.cells.paid_on;
            if let Some(number) = &line.cells.operation {
                operations.entry(&line.cells.bank).or_default().push(number.clone());
            } else {
                accounts.extend(line.place.iter().map(|(account, _)| *account));
                days = Some(days.map_or((day, day), |(from, to)| (from.min(day), to.max(day))));
            }
        }
        let operations = operations.into_iter().map(|(bank, numbers)| (bank.to_owned(), numbers)).collect();
        Wanted { operations, accounts: accounts.into_iter().collect(), days }
    }
}

impl Line {
    fn identity(&self) -> Identity {
        let cells = &self.cells;
        match &cells.operation {
            Some(number) => {
                Identity::Operation { bank: cells.bank.clone(), number: number.clone(), day: cells.paid_on }
            }
            None => Identity::Alike {
                account: self.place.as_ref().map(|(account, _)| *account).map_err(|_| cells.account.clone()),
                recipient: self.recipient,
                day: cells.paid_on,
                amount: cells.amount,
                payer: cells.payer.clone(),
                purpose: cells.purpose.clone(),
            },
        }
    }

    /// Whether two lines of one operation say the same.
    fn is_like(&self, other: &Self) -> bool {
        (self.cells.amount, &self.number) == (other.cells.amount, &other.number)
    }

    pub(super) fn seen(&self, known: &Index<'_>) -> Seen {
        let Some(number) = &self.cells.operation else { return self.seen_alike(known) };
        let operation = (self.cells.bank.as_str(), number.as_str(), self.cells.paid_on);
        if let Some(paid) = known.paid_operations.get(&operation) {
            // Whom it was credited to is settled, even if the account cannot be paid for any more.
            let same = self.place.as_ref().is_ok_and(|(account, _)| *account == paid.account_id)
                || self.place.is_err();
            return if same && paid.amount == self.cells.amount {
                Seen::Before { times: 1, waiting: Vec::new() }
            } else {
                Seen::Otherwise { amount: paid.amount }
            };
        }
        match known.suspended_operations.get(&operation) {
            None => Seen::Before { times: 0, waiting: Vec::new() },
            Some(row) if row.amount == self.cells.amount && row.account_text == self.cells.account => {
                let waiting = if row.settled_at.is_none() { vec![row.id] } else { Vec::new() };
                Seen::Before { times: 1, waiting }
            }
            Some(row) => Seen::Otherwise { amount: row.amount },
        }
    }

    fn seen_alike(&self, known: &Index<'_>) -> Seen {
        let account = self.place.as_ref().ok().map(|(account, _)| *account);
        let payments = account.and_then(|account| known.payments.get(&account));
        let paid: Vec<PaymentId> =
            (payments.into_iter().flatten()).filter(|row| self.is_payment(row)).map(|row| row.id).collect();
        let suspended = known.suspended.get(self.cells.account.as_str());
        let suspended: Vec<_> =
            suspended.into_iter().flatten().filter(|row| self.is_suspended(row)).collect();
        let waiting = suspended.iter().filter(|row| row.settled_at.is_none()).map(|row| row.id).collect();
        // What waited and is one of these payments now is not counted twice.
        let others =
            suspended.iter().filter(|row| row.payment_id.is_none_or(|became| !paid.contains(&became)));
        let others = others.count();
        Seen::Before { times: paid.len() + others, waiting }
    }

    fn is_payment(&self, row: &payment::Model) -> bool {
        let cells = &self.cells;
        self.place == Ok((row.account_id, row.recipient_id))
            && (row.paid_on, row.amount) == (cells.paid_on, cells.amount)
            && (&row.payer, &row.purpose) == (&cells.payer, &cells.purpose)
    }

    fn is_suspended(&self, row: &suspense::Model) -> bool {
        let cells = &self.cells;
        row.recipient_id == self.recipient
            && row.account_text == cells.account
            && (row.received_on, row.amount) == (cells.paid_on, cells.amount)
            && (&row.payer, &row.purpose) == (&cells.payer, &cells.purpose)
    }
}

/// Rows of the database where a line finds them.
#[derive(Default)]
pub(super) struct Index<'k> {
    paid_operations: HashMap<(&'k str, &'k str, NaiveDate), &'k payment::Model>,
    suspended_operations: HashMap<(&'k str, &'k str, NaiveDate), &'k suspense::Model>,
    /// Those without a number of an operation.
    payments: HashMap<AccountId, Vec<&'k payment::Model>>,
    suspended: HashMap<&'k str, Vec<&'k suspense::Model>>,
}

impl<'k> Index<'k> {
    pub(super) fn of(known: &'k Known) -> Self {
        let mut index = Self::default();
        for row in &known.payments {
            if let Some(number) = &row.operation {
                index.paid_operations.insert((&row.bank, number, row.paid_on), row);
            } else {
                index.payments.entry(row.account_id).or_default().push(row);
            }
        }
        for row in &known.suspended {
            if let Some(number) = &row.operation {
                index.suspended_operations.insert((&row.bank, number, row.received_on), row);
            } else {
                index.suspended.entry(&row.account_text).or_default().push(row);
            }
        }
        index
    }
}

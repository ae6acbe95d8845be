//! Charges that staff load: each bill beside the one that stands and beside the month before. A bill is published as a whole: where one of its
//! rows is refused, the others of the account are left out with it.
use super::{Desk, Drafts, columns};
use crate::{
    Ctx, Result,
    imports::{
        Reason,
        mode::{Mode, change},
        names::Recipients,
        outcome::{BadRow, Outcome},
    },
    ledger::{self, Booking, NewBill, Touched, says_the_same},
};
use domain::{
    accounts::AccountNumber,
    calendar::Period,
    charges::{ChargeKind, total},
    ids::{AccountId, RecipientId},
    imports::Verdict,
    money::Money,
};
use exchange::Table;
use std::collections::{BTreeSet, HashMap, HashSet};
use store::{
    Tx,
    ledger::{StandingBill, standing},
};

/// A bill beside the month before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::imports) struct Drafted {
    pub account: AccountId,
    pub recipient: RecipientId,
    pub period: Period,
    pub was: Option<Money>,
    pub now: Money,
    /// Sums of its rows that are a kopeck off.
    pub slight: i64,
}

pub(in crate::imports) async fn take_table(
    ctx: &Ctx,
    tx: &Tx,
    recipients: Recipients,
    table: &Table<'_>,
    mode: Mode,
) -> Result<Outcome> {
    let booking = Booking::open(ctx).await?;
    let law = store::law::law(&ctx.db).await?;
    let mut desk =
        Desk { today: ctx.today(), law, recipients, outcome: Outcome::default(), periods: BTreeSet::new() };
    let mut drafts = Drafts::default();
    // By the account: its first row that is refused.
    let mut broken: HashMap<String, usize> = HashMap::new();
    // Rows whose sums are a kopeck off.
    let mut slight: HashSet<usize> = HashSet::new();
    for row in table.rows() {
        let (wrong, off) = (desk.outcome.complaints(), desk.outcome.money.slight.count);
        desk.read(&row, &mut drafts);
        let Ok(account) = AccountNumber::parse(row.cell(columns::ACCOUNT)) else { continue };
        if desk.outcome.complaints() > wrong {
            broken.entry(account.into()).or_insert(row.number);
        } else if desk.outcome.money.slight.count > off {
            slight.insert(row.number);
        }
    }
    let header = table.header(columns::ACCOUNT).to_owned();
    let mut whole = Vec::with_capacity(drafts.list.len());
    for draft in drafts.list {
        let Some(first) = broken.get(&draft.account) else {
            whole.push(draft);
            continue;
        };
        for row in draft.rows.into_iter().filter(|row| row != first) {
            desk.outcome.complain(BadRow {
                row,
                column: header.clone(),
                value: draft.written.clone(),
                reason: Reason::BillBroken { row: *first },
            });
        }
    }
    let mut told = Vec::with_capacity(whole.len());
    let slight = whole.iter().map(|draft| draft.rows.iter().filter(|row| slight.contains(row)).count());
    let slight: Vec<i64> = slight.map(|rows| i64::try_from(rows).unwrap_or(i64::MAX)).collect();
    let bills = desk.bills(tx, whole, &header, Some((&mut told, slight.as_slice()))).await?;
    let mut outcome = desk.outcome;
    let known = stands(tx, &bills).await?;
    for (bill, told) in bills.iter().zip(told) {
        judge(&mut outcome, bill, told, &known);
    }
    if matches!(mode, Mode::Apply(_)) {
        let mut touched = Touched::default();
        ledger::record(tx, &booking, bills, &mut touched).await?;
        ledger::settle_touched(tx, &booking, &touched).await?;
    }
    Ok(outcome)
}

/// The first row of a bill, the number of its account, and how many of its sums are a kopeck off.
pub(super) type Told = (usize, String, i64);

type Known = HashMap<(AccountId, RecipientId, Period, ChargeKind), StandingBill>;

/// The bills that stand for the same months, and for those before.
async fn stands(tx: &Tx, bills: &[NewBill]) -> Result<Known> {
    let periods = || bills.iter().map(|bill| bill.period);
    let (Some(from), Some(to)) = (periods().min(), periods().max()) else { return Ok(Known::new()) };
    let accounts: BTreeSet<AccountId> = bills.iter().map(|bill| bill.account).collect();
    let accounts: Vec<AccountId> = accounts.into_iter().collect();
    let found = standing(tx, &accounts, from.minus(1), to).await?.into_iter();
    Ok(found.map(|bill| ((bill.account, bill.recipient, bill.period, bill.kind), bill)).collect())
}

fn judge(outcome: &mut Outcome, bill: &NewBill, (row, number, slight): Told, known: &Known) {
    let of = |period: Period| known.get(&(bill.account, bill.recipient, period, bill.kind));
    let now = total(&bill.lines);
    let before = of(bill.period);
    let verdict = match before {
        None => Verdict::New,
        Some(before) if says_the_same(before, bill) => Verdict::Same,
        Some(_) => Verdict::Changed,
    };
    let mut changes = Vec::new();
    if verdict != Verdict::Same {
        let was = before.map(|before| before.amount);
        change(&mut changes, &columns::COLUMNS[columns::DUE], was.as_ref(), Some(&now), |sum| {
            format!("{sum} ₽")
        });
    }
    outcome.tell(row, verdict, number, changes);
    if bill.kind == ChargeKind::Bill && verdict != Verdict::Same {
        outcome.drafts.push(Drafted {
            account: bill.account,
            recipient: bill.recipient,
            period: bill.period,
            was: of(bill.period.minus(1)).map(|before| before.amount),
            now,
            slight,
        });
    }
}

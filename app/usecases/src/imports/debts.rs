//! Opening debts: what accounts owed before the portal, one charge «Входящее сальдо» for an account and a recipient.
use super::{
    Progress, Reason,
    mode::{Mode, change},
    names::{Numbers, Recipients},
    outcome::{BadRow, Outcome},
};
use crate::{
    Ctx, Result,
    ledger::{self, Booking, NewBill, Touched},
};
use domain::{
    calendar::Period,
    charges::{ChargeKind, ServiceLine},
    ids::{AccountId, ChargeId, RecipientId},
    imports::Verdict,
    money::Money,
};
use exchange::{
    Table,
    debts::{self as columns, COLUMNS, DEBT},
};
use std::collections::HashMap;
use store::{
    Tx,
    imports::{Debt, note_debts},
    ledger::{StandingBill, standing},
};

const SERVICE: &str = "Входящее сальдо";

/// What a file of debts does not say itself.
#[derive(Debug, Clone, Copy)]
pub(super) struct Wanted {
    /// Whom debts are owed to that name no recipient.
    pub recipient: RecipientId,
    /// At whose beginning they were owed.
    pub period: Period,
}

struct Draft {
    row: usize,
    /// Folded, and as written.
    account: String,
    written: String,
    recipient: RecipientId,
    debt: Money,
}

type Key = (AccountId, RecipientId);

pub(super) async fn take(
    ctx: &Ctx,
    tx: &Tx,
    table: &Table<'_>,
    wanted: Wanted,
    mode: Mode,
    progress: &mut (dyn FnMut(Progress) + Send),
) -> Result<Outcome> {
    let mut outcome = Outcome::default();
    let drafts = drafts(tx, table, wanted, &mut outcome).await?;
    let keys = || drafts.iter().map(|draft| draft.account.as_str());
    let numbers = Numbers::load(tx, keys()).await?;
    let similar = numbers.similar(tx, keys()).await?;
    let accounts: Vec<AccountId> =
        keys().filter_map(|key| numbers.get(key)).map(|account| account.id).collect();
    let before = standing_debts(tx, &accounts, wanted.period).await?;
    let (mut bills, mut written) = (Vec::new(), Vec::new());
    for draft in &drafts {
        let Some(account) = numbers.get(&draft.account) else {
            outcome.complain(BadRow {
                row: draft.row,
                column: table.header(columns::ACCOUNT).to_owned(),
                value: draft.written.clone(),
                reason: Reason::UnknownAccount { similar: similar.get(&draft.account).cloned() },
            });
            continue;
        };
        let key = (account.id, draft.recipient);
        let was = before.get(&key).map(|bill| bill.amount);
        let verdict = match was {
            Some(was) if was == draft.debt => Verdict::Same,
            None if draft.debt.is_zero() => Verdict::Same,
            Some(_) => Verdict::Changed,
            None => Verdict::New,
        };
        match verdict {
            Verdict::New => outcome.added += 1,
            Verdict::Changed => outcome.changed += 1,
            Verdict::Same | Verdict::Waits | Verdict::Refused => outcome.unchanged += 1,
        }
        let mut changes = Vec::new();
        if verdict != Verdict::Same {
            change(&mut changes, &COLUMNS[DEBT], was.as_ref(), Some(&draft.debt), |sum| format!("{sum} ₽"));
            bills.push(bill(ctx, key, wanted.period, draft.debt));
            written.push((key, was, draft.debt));
        }
        outcome.tell(draft.row, verdict, account.number.clone(), changes);
    }
    progress(Progress { done: table.len(), total: table.len() });
    if let Mode::Apply(import) = mode {
        record(ctx, tx, bills).await?;
        let now = standing_debts(tx, &accounts, wanted.period).await?;
        let noted = written
            .into_iter()
            .filter_map(|(key, was, debt)| Some(Debt { charge: now.get(&key)?.charge, was, now: debt }));
        note_debts(tx, import, &noted.collect::<Vec<_>>()).await?;
    }
    Ok(outcome)
}

async fn drafts(tx: &Tx, table: &Table<'_>, wanted: Wanted, outcome: &mut Outcome) -> Result<Vec<Draft>> {
    let mut recipients = Recipients::load(tx).await?;
    let mut seen: HashMap<(String, RecipientId), usize> = HashMap::new();
    let mut drafts = Vec::new();
    for row in table.rows() {
        let Some(cells) = outcome.cells(columns::read(&row)) else { continue };
        let recipient = match cells.recipient.as_deref() {
            None => Some(wanted.recipient),
            named => recipients.find(named),
        };
        let Some(recipient) = recipient else {
            let known = recipients.names();
            outcome.refuse(&row, columns::RECIPIENT, Reason::UnknownRecipient { known });
            continue;
        };
        let account = cells.account.to_string();
        if let Some(first) = seen.get(&(account.clone(), recipient)) {
            outcome.refuse(&row, columns::ACCOUNT, Reason::DebtTwice { row: *first });
            continue;
        }
        seen.insert((account.clone(), recipient), row.number);
        let written = row.cell(columns::ACCOUNT).to_owned();
        drafts.push(Draft { row: row.number, account, written, recipient, debt: cells.debt });
    }
    Ok(drafts)
}

async fn standing_debts(
    tx: &Tx,
    accounts: &[AccountId],
    period: Period,
) -> Result<HashMap<Key, StandingBill>> {
    let bills = standing(tx, accounts, period, period).await?.into_iter();
    let opening = bills.filter(|bill| bill.kind == ChargeKind::Opening);
    Ok(opening.map(|bill| ((bill.account, bill.recipient), bill)).collect())
}

/// A debt was to be paid before its month began.
fn bill(ctx: &Ctx, (account, recipient): Key, period: Period, debt: Money) -> NewBill {
    NewBill {
        account,
        recipient,
        period,
        kind: ChargeKind::Opening,
        issued_on: period.first_day().min(ctx.today()),
        due_on: period.minus(1).last_day(),
        penalty: Money::ZERO,
        lines: vec![ServiceLine {
            service: SERVICE.to_owned(),
            unit: String::new(),
            volume: None,
            source: None,
            tariff: None,
            charged: debt,
            factor: None,
            factor_sum: Money::ZERO,
            recalculation: Money::ZERO,
            benefit: Money::ZERO,
        }],
    }
}

async fn record(ctx: &Ctx, tx: &Tx, bills: Vec<NewBill>) -> Result<()> {
    let booking = Booking::open(ctx).await?;
    let mut touched = Touched::default();
    ledger::record(tx, &booking, bills, &mut touched).await?;
    ledger::settle_touched(tx, &booking, &touched).await
}

/// A debt that is corrected back to what it was.
pub(super) struct Back {
    pub account: AccountId,
    pub recipient: RecipientId,
    pub period: Period,
    pub was: Option<Money>,
}

/// Corrects debts back: nothing is ever removed from the books.
pub(super) async fn correct_back(ctx: &Ctx, tx: &Tx, debts: Vec<Back>) -> Result<()> {
    let back =
        |debt: Back| bill(ctx, (debt.account, debt.recipient), debt.period, debt.was.unwrap_or(Money::ZERO));
    record(ctx, tx, debts.into_iter().map(back).collect()).await
}

/// By the charge of each.
pub(super) fn before(debts: Vec<Debt>) -> HashMap<ChargeId, Debt> {
    debts.into_iter().map(|debt| (debt.charge, debt)).collect()
}

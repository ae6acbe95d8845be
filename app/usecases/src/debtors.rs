//! «Должники»: who owes, a table of them, and letters to those that somebody has chosen.
use crate::{
    Ctx, Result,
    jobs::{self, Job},
    letters::{self, Words},
    notices,
    registry::note_looks,
    tables::Format,
};
use domain::{
    Rejection, Rule,
    access::{Actor, Permission},
    debtors::{Asked, Debtor, DebtorFilter, DebtorKey, DebtorsPage, LettersSent},
    ids::AccountId,
    money::Money,
    tickets::House,
};
use exchange::write::Cell;
use std::collections::BTreeSet;
use store::{Tx, debtors, entity::debt_letter, event, residency, tickets};

/// Accounts of one part of the list.
const PART: usize = 50;
/// Rows of a table at most.
const MOST: i64 = 100_000;
/// Accounts that are written to at once.
const LETTERS: usize = 500;

/// Who owes, the greatest debt first. That somebody looked is in the journal.
///
/// # Errors
/// `NotFound` without the permission; a rejection of `least`.
pub async fn list(ctx: &Ctx, filter: &DebtorFilter, after: Option<&str>) -> Result<DebtorsPage> {
    let scope = ctx.actor.staff_of_houses(Permission::SeeDebtors)?;
    let asked = asked(filter)?;
    let after = after.and_then(|key| key.parse::<DebtorKey>().ok());
    let tx = ctx.db.begin().await?;
    let most = i64::try_from(PART + 1).unwrap_or(i64::MAX);
    let mut rows = debtors::list(&tx, &scope, asked, ctx.today(), after, most).await?;
    let more = rows.len() > PART;
    rows.truncate(PART);
    let next = rows.last().filter(|_| more).map(|last| DebtorKey(last.owed, last.account).to_string());
    let (count, sum) = debtors::total(&tx, &scope, asked, ctx.today()).await?;
    let houses = tickets::houses(&tx, &scope).await?.into_iter();
    let shown: Vec<_> = rows.iter().map(|row| row.account).collect();
    note_looks(ctx, &tx, &shown).await?;
    event::record(&tx, ctx.event("debtors.looked_at")).await?;
    tx.commit().await?;
    Ok(DebtorsPage {
        today: ctx.today(),
        debtors: rows.into_iter().map(debtor).collect(),
        count,
        sum,
        next,
        houses: houses.map(|(id, address)| House { id, address }).collect(),
    })
}

fn asked(filter: &DebtorFilter) -> Result<Asked> {
    Ok(filter.check().map_err(|error| Rejection::of("least", error))?)
}

fn debtor(row: debtors::Row) -> Debtor {
    Debtor {
        account: row.account,
        number: row.number,
        address: row.address,
        label: row.label,
        owner: row.owner,
        owed: row.owed,
        months: row.months,
        oldest: row.oldest,
        readers: row.readers,
        written_on: row.written_on,
    }
}

/// The same as a table. That it was taken away is in the journal.
///
/// # Errors
/// As [`list`].
pub async fn export(ctx: &Ctx, filter: &DebtorFilter, format: Format) -> Result<Vec<u8>> {
    const HEADER: [&str; 8] =
        ["ЛС", "Адрес", "Помещение", "Собственник", "Долг", "Месяцев", "С какого месяца", "Последнее письмо"];
    let scope = ctx.actor.staff_of_houses(Permission::SeeDebtors)?;
    let asked = asked(filter)?;
    let tx = ctx.db.begin().await?;
    let rows = debtors::list(&tx, &scope, asked, ctx.today(), None, MOST).await?;
    event::record(&tx, ctx.event("debtors.exported").with(rows.len().to_string())).await?;
    tx.commit().await?;
    let rows = rows.into_iter().map(cells);
    format.table("Должники", &HEADER, rows)
}

fn cells(row: debtors::Row) -> Vec<Cell> {
    let empty = || Cell::Text(String::new());
    vec![
        Cell::Text(row.number),
        Cell::Text(row.address),
        Cell::Text(row.label),
        Cell::Text(row.owner.unwrap_or_default()),
        Cell::Money(row.owed),
        Cell::Number(row.months.to_string()),
        row.oldest.map_or_else(empty, |period| Cell::Date(period.first_day())),
        row.written_on.map_or_else(empty, Cell::Date),
    ]
}

/// Has those who live in the chosen accounts reminded of what they owe, by letter. Nothing is sent to those who owe nothing any more.
///
/// # Errors
/// `NotFound` without the permission; a rejection of the form when nobody is chosen.
///
/// # Idempotency
/// An account is written to once a day, whoever asks and however often.
pub async fn write_to(ctx: &Ctx, accounts: &[AccountId]) -> Result<LettersSent> {
    let scope = ctx.actor.staff_of_houses(Permission::SeeDebtors)?;
    let chosen: BTreeSet<AccountId> = accounts.iter().copied().take(LETTERS).collect();
    if chosen.is_empty() {
        return Err(Rejection::form(Rule::NobodyChosen).into());
    }
    let tx = ctx.db.begin().await?;
    let mut sent = LettersSent::default();
    let mut written = Vec::new();
    for account in chosen {
        let owing = debtors::owing(&tx, &scope, account).await?;
        let Some(owing) = owing.filter(|owing| owing.owed.is_positive() && owing.readers > 0) else {
            sent.nobody += 1;
            continue;
        };
        let letter = debt_letter::Model {
            account_id: account,
            sent_on: ctx.today(),
            owed: owing.owed,
            person_id: ctx.actor.user().ok(),
            recorded_at: ctx.now,
        };
        if !debtors::note_letter(&tx, letter).await? {
            sent.before += 1;
            continue;
        }
        written.push(account);
    }
    sent.accounts = i64::try_from(written.len()).unwrap_or(i64::MAX);
    let letters: Vec<Job> = written.iter().map(|account| Job::DebtLetter { account: *account }).collect();
    jobs::enqueue_all(&tx, &letters, ctx.now, ctx.now).await?;
    let events = written.iter().map(|account| ctx.event("debtor.written_to").of_account(*account));
    event::record_all(&tx, events).await?;
    tx.commit().await?;
    Ok(sent)
}

/// Promises the letters of one account, with what is owed by now.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn remind(ctx: &Ctx, tx: &Tx, account: AccountId) -> Result<()> {
    let owing = debtors::owing(tx, &Actor::System.own()?, account).await?;
    let Some(owing) = owing.filter(|owing| owing.owed > Money::ZERO) else { return Ok(()) };
    let words = Words::Debt {
        number: &owing.number,
        address: format!("{}, {}", owing.address, owing.label),
        owed: owing.owed.to_string(),
        day: ctx.today().format("%d.%m.%Y").to_string(),
        link: format!("{}/pay", ctx.portal.base_url),
    };
    let residents = residency::residents(tx, account).await?;
    let readers =
        notices::readers(ctx, tx, None, residents.iter().map(|resident| resident.person_id)).await?;
    let to = residents.iter().filter_map(|to| Some((to.email.as_str(), *readers.get(&to.person_id)?)));
    letters::promise_each(ctx, tx, to, &words).await
}

//! «Журнал»: every change, and every look at somebody's data.
use crate::{Ctx, Result};
use domain::{
    Rejection, Rule,
    access::{Permission, Role},
    accounts::AccountNumber,
    ids::UserId,
    journal::{JournalFilter, JournalKey, JournalLine, JournalPage, LINES, Seen, SeenAccount, What},
    session::Email,
};
use store::{
    Tx, event,
    journal::{self, Line, Query, Whose},
};

/// Accounts of the summary, at most.
const ACCOUNTS: usize = 200;

/// A part of the journal; where one person's looks are asked for, with the accounts they saw. That somebody looked is in the journal.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn page(ctx: &Ctx, filter: &JournalFilter, after: Option<JournalKey>) -> Result<JournalPage> {
    ctx.actor.staff(Permission::ReadJournal)?;
    let tx = ctx.db.begin().await?;
    let employees = store::staff::employees(&tx).await?.into_iter().map(|row| row.email).collect();
    let mut page =
        JournalPage { lines: Vec::new(), next: None, seen: None, employees, refused: Rejection::default() };
    match query(ctx, &tx, filter, after).await? {
        Ok(query) => {
            let mut found = journal::lines(&tx, &query, LINES + 1).await?;
            if found.len() > LINES {
                found.truncate(LINES);
                page.next = found.last().map(|line| JournalKey { at: line.at, id: line.id });
            }
            page.lines = found.into_iter().map(|line| told(ctx, line)).collect();
            if let (Some(who), What::Looks, None, None) = (query.who, &query.what, &query.whose, after) {
                page.seen = Some(seen(ctx, &tx, who, &query).await?);
            }
        }
        Err(refused) => page.refused = refused,
    }
    event::record(&tx, ctx.event("journal.looked_at").with(asked(filter))).await?;
    tx.commit().await?;
    Ok(page)
}

/// Who and whose, found by e-mail and number.
async fn query(
    ctx: &Ctx,
    tx: &Tx,
    filter: &JournalFilter,
    after: Option<JournalKey>,
) -> Result<Result<Query, Rejection>> {
    let mut rejection = Rejection::default();
    let (who, whose) = (filter.who.trim(), filter.whose.trim());
    let who = if who.is_empty() { Ok(None) } else { person(tx, who).await?.map(Some) };
    let who = rejection.check("who", who);
    let whose = if whose.is_empty() { Ok(None) } else { about(tx, whose).await?.map(Some) };
    let whose = rejection.check("whose", whose);
    let asked = match filter.check() {
        Ok(asked) => Some(asked),
        Err(wrong) => {
            rejection.0.extend(wrong.0);
            None
        }
    };
    let (Some(who), Some(whose), Some(asked)) = (who, whose, asked) else { return Ok(Err(rejection)) };
    let moment = |at: chrono::NaiveDateTime| ctx.moment(at);
    let (from, to) = (asked.from.map(moment), asked.to.map(moment));
    Ok(Ok(Query { who, whose, what: asked.what, from, to, after }))
}

async fn person(tx: &Tx, email: &str) -> Result<Result<UserId, Rule>> {
    let email = match Email::parse(email) {
        Ok(email) => email,
        Err(wrong) => return Ok(Err(wrong.into())),
    };
    let found = store::person::by_email(tx, email.as_str()).await?;
    Ok(found.map(|person| person.id).ok_or(Rule::PersonUnknown))
}

async fn about(tx: &Tx, whose: &str) -> Result<Result<Whose, Rule>> {
    let (person, homes) = if whose.contains('@') {
        match person(tx, whose).await? {
            Ok(id) => (Some(id), journal::homes_of(tx, id).await?),
            Err(wrong) => return Ok(Err(wrong)),
        }
    } else {
        let number = match AccountNumber::parse(whose) {
            Ok(number) => number,
            Err(wrong) => return Ok(Err(wrong.into())),
        };
        match journal::account(tx, number.as_str()).await? {
            homes if homes.is_empty() => {
                return Ok(Err(Rule::NoSuchAccounts { numbers: vec![whose.to_owned()] }));
            }
            homes => (None, homes),
        }
    };
    let (accounts, mut buildings): (Vec<_>, Vec<_>) = homes.into_iter().unzip();
    buildings.sort_unstable();
    buildings.dedup();
    Ok(Ok(Whose { person, accounts, buildings }))
}

async fn seen(ctx: &Ctx, tx: &Tx, who: UserId, query: &Query) -> Result<Seen> {
    let mut rows = journal::seen(tx, who, query, ACCOUNTS + 1).await?;
    let more = rows.len() > ACCOUNTS;
    rows.truncate(ACCOUNTS);
    let accounts = rows.into_iter().map(|row| SeenAccount {
        number: row.number,
        address: format!("{}, {}", row.address, row.label),
        times: row.times,
        first: ctx.local(row.first),
        last: ctx.local(row.last),
    });
    Ok(Seen { accounts: accounts.collect(), more })
}

fn told(ctx: &Ctx, line: Line) -> JournalLine {
    let address = line.address.zip(line.label).map(|(address, label)| format!("{address}, {label}"));
    let numbered = line.ticket.or(line.appeal).map(|number| format!("№\u{a0}{number}"));
    JournalLine {
        at: ctx.local(line.at),
        who: line.who,
        role: line.role.as_deref().and_then(Role::from_code),
        kind: line.kind,
        account: line.number.zip(address),
        subject: line.subject.or(numbered).or(line.house),
        details: line.details,
        look: line.look,
    }
}

/// What was asked, for the line about it.
fn asked(filter: &JournalFilter) -> String {
    let JournalFilter { who, whose, what, from, to } = filter;
    let fields = [("who", who), ("whose", whose), ("what", what), ("from", from), ("to", to)];
    let known = fields.into_iter().filter(|(_, value)| !value.is_empty());
    let words: Vec<String> = known.map(|(name, value)| format!("{name}: {value}")).collect();
    words.join("; ").chars().take(300).collect()
}

//! «Начисления» of the accountant: a draft beside the month before, and what residents hear once it is published.
use crate::{
    Ctx, Error, Result, imports,
    jobs::{self, Job},
    letters::{self, Words},
    notices,
    ports::Letter,
    readings::words::month_in_full,
    registry::note_looks,
};
use chrono::TimeDelta;
use domain::{
    access::Permission,
    charges::{ChargesDesk, DraftPage, weight},
    ids::{ImportId, UserId},
    imports::{Kind, Limits},
    money::Money,
    notices::Notice,
};
use serde::{Deserialize, Serialize};
use std::collections::BTreeSet;
use store::{Tx, charges, event, imports as kept, person, tickets};
use uuid::Uuid;

/// Files of the list.
const LOADS: i64 = 12;
/// Months whose receipts are offered.
const MONTHS: i64 = 24;
/// Bills of one part of a draft.
const LINES: usize = 50;
/// Accounts without a bill that are named.
const GONE: i64 = 20;
/// People who are told in one transaction: others write in between.
const AT_ONCE: i64 = 200;
/// The letters of a part leave so long after those of the part before, so that other letters do not wait for all of them.
const APART: TimeDelta = TimeDelta::seconds(10);

/// Whom the publication of charges is told to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Charged {
    pub import: ImportId,
    /// Who was told last.
    pub after: Option<UserId>,
    /// From 0.
    #[serde(default)]
    pub part: i32,
}

/// «Начисления»: the houses whose receipts one prints, and the files that were loaded where one publishes them.
///
/// # Errors
/// `NotFound` without the permission to print receipts.
pub async fn desk(ctx: &Ctx) -> Result<ChargesDesk> {
    let scope = ctx.actor.staff_of_houses(Permission::PrintReceipts)?;
    let tx = ctx.db.read();
    let loads = match ctx.actor.staff(Permission::PublishCharges) {
        Ok(all) => kept::list(&tx, &all, &[Kind::Charges], None, LOADS).await?,
        Err(_) => Vec::new(),
    };
    Ok(ChargesDesk {
        loads: loads.into_iter().map(|row| imports::card(ctx, row)).collect::<Result<_>>()?,
        fresh: ImportId(Uuid::now_v7()),
        limits: Limits::default(),
        houses: tickets::houses(&tx, &scope).await?,
        months: charges::months(&tx, MONTHS).await?,
    })
}

/// A draft beside the month before, what is odd on top. That somebody looked is in the journal.
///
/// # Errors
/// `NotFound` without the permission, or when there is no such file of charges.
pub async fn draft(ctx: &Ctx, id: ImportId, skip: i64) -> Result<DraftPage> {
    let scope = ctx.actor.staff(Permission::PublishCharges)?;
    let tx = ctx.db.begin().await?;
    let row = kept::find(&tx, &scope, id).await?.filter(|row| row.kind == Kind::Charges.code());
    let row = row.ok_or(Error::NotFound)?;
    let listed = kept::listed(&tx, &scope, id).await?.ok_or(Error::NotFound)?;
    // A first bill has the least weight of those that are odd.
    let least = weight(None, Money::ZERO);
    let (draft, gone) = charges::draft(&tx, &scope, id, least, GONE).await?;
    let skip = skip.max(0);
    let most = i64::try_from(LINES + 1).unwrap_or(i64::MAX);
    let mut lines = charges::draft_lines(&tx, &scope, id, skip, most).await?;
    let more = lines.len() > LINES;
    lines.truncate(LINES);
    let shown: BTreeSet<_> = lines.iter().map(|line| line.account).collect();
    note_looks(ctx, &tx, &Vec::from_iter(shown)).await?;
    event::record(&tx, ctx.event("charges.looked_at").about(id.0)).await?;
    tx.commit().await?;
    let next = more.then(|| skip + i64::try_from(LINES).unwrap_or(0));
    Ok(DraftPage { card: imports::card(ctx, listed)?, version: row.version, draft, lines, next, gone })
}

/// Promises to tell those who live where was charged.
pub(crate) async fn promise(ctx: &Ctx, tx: &Tx, import: ImportId) -> Result<()> {
    jobs::enqueue(tx, &Job::Charged(Charged { import, after: None, part: 0 }), ctx.now).await
}

/// Tells a part of them, and promises the next part.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn tell(ctx: &Ctx, tx: &Tx, charged: Charged) -> Result<()> {
    let Some(row) = kept::by_id(tx, charged.import).await? else { return Ok(()) };
    let Some(period) = charges::draft_period(tx, charged.import).await? else { return Ok(()) };
    let people = charges::charged(tx, charged.import, charged.after, AT_ONCE).await?;
    let what = Notice::ChargesIssued { period };
    let to = people.iter().map(|person| (*person, None));
    let told = notices::tell_once(ctx, tx, to, &what, row.id.0, row.changed_at).await?;
    let readers = notices::readers(ctx, tx, Some(what.subject()), told).await?;
    let wanted: Vec<UserId> = readers.keys().copied().collect();
    let month = month_in_full(period);
    let words =
        Words::ChargesIssued { month: &month, link: format!("{}{}", ctx.portal.base_url, what.path()) };
    let letter = letters::compose(ctx, "", &words)?;
    let turn = ctx.now + APART * charged.part;
    let letters = person::emails(tx, &wanted).await?.into_iter().map(|(person, to)| {
        let at = readers.get(&person).map_or(turn, |at| turn.max(*at));
        (at, Job::Letter(Letter { to, ..letter.clone() }))
    });
    jobs::enqueue_each(tx, letters, ctx.now).await?;
    let is_full = i64::try_from(people.len()).is_ok_and(|count| count == AT_ONCE);
    if let Some(last) = people.last().filter(|_| is_full) {
        let next = Charged { after: Some(*last), part: charged.part + 1, ..charged };
        jobs::enqueue(tx, &Job::Charged(next), ctx.now).await?;
    }
    Ok(())
}

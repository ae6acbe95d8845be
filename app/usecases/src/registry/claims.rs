use super::{known_kind, managing, note, note_looks, tell};
use crate::{Ctx, Error, Result, residency};
use domain::{
    Rejection,
    ids::{AccountId, ResidencyClaimId},
    notices::UnitOutcome,
    registry::{
        Change, ClaimConfirmation, ClaimRefusal, ClaimedAccount, ClaimsPage, Disputed, WaitingClaim, Wrong,
    },
};
use std::collections::HashMap;
use store::{
    Tx,
    letter_token::{self, Purpose},
    registry::{self, ClaimRow},
    residency_claim,
};

/// Claims, or disputes, of one part of the list.
const PART: usize = 20;

/// Who wants a unit, and whom those who live there do not know, in the houses that one serves; claims for accounts that nobody has, too. That somebody
/// looked is in the journal. Five statements at the most.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn claims(ctx: &Ctx, after: Option<ResidencyClaimId>) -> Result<ClaimsPage> {
    let scope = managing(ctx)?;
    let most = i64::try_from(PART + 1).unwrap_or(i64::MAX);
    let tx = ctx.db.begin().await?;
    let mut found = registry::claims(&tx, &scope, after, most).await?;
    let more = found.len() > PART;
    found.truncate(PART);
    let mut disputes = match after {
        None => registry::disputes(&tx, &scope, most).await?,
        Some(_) => Vec::new(),
    };
    let more_disputes = disputes.len() > PART;
    disputes.truncate(PART);
    let accounts: Vec<AccountId> = found.iter().filter_map(|row| row.account).collect();
    let mut owners: HashMap<AccountId, Vec<String>> = HashMap::new();
    for owner in registry::owners_on(&tx, &accounts, ctx.today()).await? {
        owners.entry(owner.account_id).or_default().push(owner.name);
    }
    let mut seen = accounts;
    seen.extend(disputes.iter().map(|row| row.account));
    seen.sort_unstable();
    seen.dedup();
    note_looks(ctx, &tx, &seen).await?;
    tx.commit().await?;
    let next = found.last().filter(|_| more).map(|last| last.id);
    let claims = found.into_iter().map(|row| waiting(ctx, row, &owners)).collect();
    let disputes = disputes.into_iter().map(|row| {
        Ok(Disputed {
            id: row.id,
            email: row.email,
            kind: known_kind(&row.kind)?,
            account: row.account,
            number: row.number,
            address: format!("{}, {}", row.address, row.label),
            suspended_at: ctx.local(row.suspended_at),
        })
    });
    Ok(ClaimsPage { claims, next, disputes: disputes.collect::<Result<_>>()?, more_disputes })
}

fn waiting(ctx: &Ctx, row: ClaimRow, owners: &HashMap<AccountId, Vec<String>>) -> WaitingClaim {
    let account = match (row.account, row.number, row.address, row.label) {
        (Some(id), Some(number), Some(address), Some(label)) => Some(ClaimedAccount {
            id,
            number,
            address: format!("{address}, {label}"),
            owners: owners.get(&id).cloned().unwrap_or_default(),
            closed_on: row.closed_on,
            fits: row.fits,
        }),
        _ => None,
    };
    WaitingClaim {
        id: row.id,
        number: row.claimed,
        surname: row.surname,
        email: row.email,
        requested_at: ctx.local(row.requested_at),
        account,
    }
}

/// A claim that waits within reach; whoever was faster has closed it.
async fn open_claim(ctx: &Ctx, tx: &Tx, id: ResidencyClaimId) -> Result<ClaimRow> {
    let scope = managing(ctx)?;
    registry::claim(tx, &scope, id).await?.ok_or(Error::NotFound)
}

async fn close_claim(ctx: &Ctx, tx: &Tx, id: ResidencyClaimId) -> Result<()> {
    if !residency_claim::close(tx, id, ctx.now).await? {
        return Err(Rejection::form(Wrong::DecidedAlready).into());
    }
    Ok(letter_token::close(tx, Purpose::ResidencyClaim, id.0, ctx.now).await?)
}

/// The company gives a unit to whoever asked for it; they are told, and so are those who live there. Returns the account.
///
/// # Errors
/// `NotFound` without the permission, and for a claim that waits no more or is for a house that one does not serve; a rejection of `account`
/// ([`Wrong::NoSuchAccount`], [`Wrong::TiedAlready`], [`Wrong::ClosedAlready`]), `kind` or `note`.
///
/// # Idempotency
/// It is decided about once.
pub async fn confirm(ctx: &Ctx, form: &ClaimConfirmation) -> Result<AccountId> {
    let scope = managing(ctx)?;
    let tx = ctx.db.begin().await?;
    let claim = open_claim(ctx, &tx, form.claim).await?;
    let (number, kind, words) = form.check()?;
    let wrong = |wrong: Wrong| Error::from(Rejection::of("account", wrong));
    let numbered = registry::numbered(&tx, &[number.as_str()]).await?.into_iter().next();
    let account = numbered.ok_or_else(|| wrong(Wrong::NoSuchAccount))?;
    registry::account(&tx, &scope, account.id).await?.ok_or_else(|| wrong(Wrong::NoSuchAccount))?;
    if let Some(on) = account.closed_on.filter(|on| *on < ctx.today()) {
        return Err(wrong(Wrong::ClosedAlready { on }));
    }
    close_claim(ctx, &tx, claim.id).await?;
    if !residency::add(ctx, &tx, claim.person_id, account.id, kind).await? {
        return Err(wrong(Wrong::TiedAlready));
    }
    let change = Change::ClaimConfirmed { kind, note: words.clone() };
    note(ctx, &tx, Some(account.id), claim.id.0, &change).await?;
    tell(ctx, &tx, (claim.person_id, &claim.email), &account.number, UnitOutcome::Added, &words).await?;
    tx.commit().await?;
    Ok(account.id)
}

/// The company refuses a unit; whoever asked for it reads why.
///
/// # Errors
/// `NotFound` as of [`confirm`]; a rejection of `reason`.
///
/// # Idempotency
/// It is decided about once.
pub async fn refuse(ctx: &Ctx, form: &ClaimRefusal) -> Result<()> {
    managing(ctx)?;
    let tx = ctx.db.begin().await?;
    let claim = open_claim(ctx, &tx, form.claim).await?;
    let reason = form.check()?;
    close_claim(ctx, &tx, claim.id).await?;
    let change = Change::ClaimRefused { reason: reason.clone() };
    note(ctx, &tx, claim.account, claim.id.0, &change).await?;
    tell(ctx, &tx, (claim.person_id, &claim.email), &claim.claimed, UnitOutcome::Refused, &reason).await?;
    Ok(tx.commit().await?)
}

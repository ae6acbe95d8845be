use super::{EXCERPT, end_of, markdown, second, state_of, tell::promise};
use crate::{Ctx, Error, Result, files};
use domain::{
    Rejection, Rule,
    access::Permission,
    accounts::AccountNumber,
    changes::Topic,
    files::Owner,
    ids::NewsId,
    news::{Audience, CheckedNews, NewsDraft, NewsState, Target, check_news, numbers},
};
use store::{
    Tx,
    entity::{news::Model, news_revision},
    event, news,
};

/// Keeps an item as it was typed, with the pictures that were added to it: a draft may be unfinished; what is published already has to stay
/// complete, and its change is a correction.
///
/// # Errors
/// `NotFound` without the permission; a rejection of its fields ([`check_news`], and `accounts` where a number is not known), or of the form
/// when a colleague saved it meanwhile ([`Rule::SavedMeanwhile`]).
///
/// # Idempotency
/// The same form twice is saved once.
pub async fn save(ctx: &Ctx, draft: &NewsDraft) -> Result<NewsId> {
    ctx.actor.staff(Permission::PublishNews)?;
    let mut checked = check_news(draft, ctx.today())?;
    let tx = ctx.db.begin().await?;
    checked.audience = with_units(ctx, &tx, draft, checked.audience).await?;
    let known = news::by_id(&tx, draft.id).await?;
    let audience_before = news::audience(&tx, draft.id).await?;
    let row = Model { version: draft.version + 1, ..filled(ctx, draft, &checked, known.as_ref()) };
    let out = known.as_ref().is_some_and(|known| state_of(known, ctx.now).is_out());
    if !out && checked.is_over(ctx.today()) {
        return Err(Rejection::of("to", Rule::DayOver).into());
    }
    let Some(known) = known else {
        if !news::add(&tx, row.clone()).await? {
            return Err(meanwhile(ctx, &tx, &row).await?);
        }
        news::place(&tx, &row, &checked.audience).await?;
        files::attach(ctx, &tx, Owner::News(row.id), row.id.0).await?;
        event::record(&tx, ctx.event("news.written").about(row.id.0)).await?;
        tx.commit().await?;
        return Ok(row.id);
    };
    if known.version != draft.version {
        let same = is_same(&row, &known) && checked.audience == audience_before;
        return if same { Ok(known.id) } else { Err(meanwhile(ctx, &tx, &known).await?) };
    }
    if is_same(&row, &known) && checked.audience == audience_before && !draft.again {
        return Ok(known.id);
    }
    let row = if out { corrected(ctx, draft, &checked, row, &known)? } else { row };
    if !news::update(&tx, row.clone()).await? {
        return Err(meanwhile(ctx, &tx, &known).await?);
    }
    news::place(&tx, &row, &checked.audience).await?;
    files::attach(ctx, &tx, Owner::News(row.id), row.id.0).await?;
    if out {
        revise(ctx, &tx, &row).await?;
        if row.announced_at != known.announced_at {
            promise(ctx, &tx, &row).await?;
        }
        tx.announce(Topic::News);
    }
    let what = if out { "news.corrected" } else { "news.written" };
    event::record(&tx, ctx.event(what).about(row.id.0)).await?;
    tx.commit().await?;
    Ok(row.id)
}

/// Shows an item to its audience, at once or from the moment that it names; they are told of it then.
///
/// # Errors
/// `NotFound` without the permission, or when there is no such item; a rejection of the fields that are missing, or of the form when a colleague
/// saved it meanwhile ([`Rule::SavedMeanwhile`]).
///
/// # Idempotency
/// What is published stays published at its moment.
pub async fn publish(ctx: &Ctx, id: NewsId, version: i64) -> Result<()> {
    ctx.actor.staff(Permission::PublishNews)?;
    let tx = ctx.db.begin().await?;
    let known = news::by_id(&tx, id).await?.ok_or(Error::NotFound)?;
    if state_of(&known, ctx.now).is_out() && news::was_told(&tx, id, version + 1).await? {
        return Ok(());
    }
    if known.version != version || state_of(&known, ctx.now).is_out() {
        return Err(meanwhile(ctx, &tx, &known).await?);
    }
    let audience = news::audience(&tx, id).await?;
    as_checked(ctx, &known, audience.clone()).complete(ctx.today())?;
    let now = second(ctx.now);
    let from = known.starts_at.filter(|from| *from > now).unwrap_or(now);
    let row = Model {
        version: version + 1,
        published_at: Some(from),
        announced_at: Some(from),
        corrected_at: None,
        withdrawn_at: None,
        saved_at: now,
        saved_by: ctx.actor.user().ok(),
        ..known.clone()
    };
    if !news::update(&tx, row.clone()).await? {
        return Err(meanwhile(ctx, &tx, &known).await?);
    }
    news::place(&tx, &row, &audience).await?;
    revise(ctx, &tx, &row).await?;
    promise(ctx, &tx, &row).await?;
    event::record(&tx, ctx.event("news.published").about(id.0)).await?;
    tx.announce(Topic::News);
    Ok(tx.commit().await?)
}

/// Takes an item back: nobody sees it any more, and its editor has it as a draft.
///
/// # Errors
/// As [`publish`].
///
/// # Idempotency
/// What was taken back stays so.
pub async fn withdraw(ctx: &Ctx, id: NewsId, version: i64) -> Result<()> {
    ctx.actor.staff(Permission::PublishNews)?;
    let tx = ctx.db.begin().await?;
    let known = news::by_id(&tx, id).await?.ok_or(Error::NotFound)?;
    if known.withdrawn_at.is_some() && known.version == version + 1 {
        return Ok(());
    }
    if known.version != version || !state_of(&known, ctx.now).is_out() {
        return Err(meanwhile(ctx, &tx, &known).await?);
    }
    let now = second(ctx.now);
    let row = Model {
        version: version + 1,
        published_at: None,
        announced_at: None,
        withdrawn_at: Some(now),
        saved_at: now,
        saved_by: ctx.actor.user().ok(),
        ..known.clone()
    };
    if !news::update(&tx, row.clone()).await? {
        return Err(meanwhile(ctx, &tx, &known).await?);
    }
    let audience = news::audience(&tx, id).await?;
    news::place(&tx, &row, &audience).await?;
    event::record(&tx, ctx.event("news.withdrawn").about(id.0)).await?;
    tx.announce(Topic::News);
    Ok(tx.commit().await?)
}

/// Throws a draft away that nobody has seen, with its pictures.
///
/// # Errors
/// As [`publish`]; what was ever published is told to have changed meanwhile.
///
/// # Idempotency
/// What is gone stays gone.
pub async fn discard(ctx: &Ctx, id: NewsId, version: i64) -> Result<()> {
    ctx.actor.staff(Permission::PublishNews)?;
    let tx = ctx.db.begin().await?;
    let Some(known) = news::by_id(&tx, id).await? else { return Ok(()) };
    if known.version != version || state_of(&known, ctx.now) != NewsState::Draft {
        return Err(meanwhile(ctx, &tx, &known).await?);
    }
    files::let_go(ctx, &tx, Owner::News(id)).await?;
    news::remove(&tx, id).await?;
    event::record(&tx, ctx.event("news.discarded").about(id.0)).await?;
    Ok(tx.commit().await?)
}

/// A row as a form, to be checked for what is missing.
pub(super) fn as_checked(ctx: &Ctx, row: &Model, audience: Audience) -> CheckedNews {
    CheckedNews {
        title: row.title.clone(),
        source: row.source.clone(),
        audience,
        from: row.starts_at.map(|from| ctx.local(from)),
        to: row.last_day,
    }
}

/// The form as a row; what it does not speak of stays.
fn filled(ctx: &Ctx, draft: &NewsDraft, checked: &CheckedNews, known: Option<&Model>) -> Model {
    Model {
        id: draft.id,
        version: draft.version,
        kind: draft.kind.code().to_owned(),
        title: checked.title.clone(),
        source: checked.source.clone(),
        excerpt: markdown::excerpt(&checked.source, EXCERPT),
        must_read: draft.must_read,
        pops_up: draft.pops_up,
        starts_at: checked.from.map(|from| ctx.moment(from)),
        last_day: checked.to,
        published_at: known.and_then(|known| known.published_at),
        expires_at: checked.to.map(|day| end_of(ctx, day)),
        announced_at: known.and_then(|known| known.announced_at),
        corrected_at: known.and_then(|known| known.corrected_at),
        withdrawn_at: known.and_then(|known| known.withdrawn_at),
        saved_at: second(ctx.now),
        saved_by: ctx.actor.user().ok(),
    }
}

fn is_same(row: &Model, known: &Model) -> bool {
    let plain = Model {
        version: known.version,
        published_at: known.published_at,
        announced_at: known.announced_at,
        corrected_at: known.corrected_at,
        withdrawn_at: known.withdrawn_at,
        saved_at: known.saved_at,
        saved_by: known.saved_by,
        ..row.clone()
    };
    plain == *known
}

/// The correction of an item that is out. One that nobody has seen yet may be moved.
fn corrected(
    ctx: &Ctx,
    draft: &NewsDraft,
    checked: &CheckedNews,
    row: Model,
    known: &Model,
) -> Result<Model> {
    let now = second(ctx.now);
    // Its time may be over: then it was complete once, and may stay as it is.
    checked.complete(checked.to.filter(|to| Some(*to) == known.last_day).unwrap_or_else(|| ctx.today()))?;
    if known.published_at.is_some_and(|at| at > now) {
        let from = row.starts_at.filter(|from| *from > now).unwrap_or(now);
        return Ok(Model { published_at: Some(from), announced_at: Some(from), ..row });
    }
    let announced_at = if draft.again { Some(now) } else { known.announced_at };
    Ok(Model { announced_at, corrected_at: Some(now), ..row })
}

/// Keeps what residents get.
async fn revise(ctx: &Ctx, tx: &Tx, row: &Model) -> Result<()> {
    let revision = news_revision::Model {
        news_id: row.id,
        version: row.version,
        at: row.saved_at,
        person_id: ctx.actor.user().ok(),
        kind: row.kind.clone(),
        title: row.title.clone(),
        source: row.source.clone(),
    };
    Ok(store::insert(tx, revision).await?)
}

/// Adds the units of the accounts that were typed.
async fn with_units(ctx: &Ctx, tx: &Tx, draft: &NewsDraft, audience: Audience) -> Result<Audience> {
    let Audience::Only(mut targets) = audience else { return Ok(audience) };
    let typed: Vec<&str> = numbers(&draft.accounts).collect();
    let key =
        |number: &str| AccountNumber::parse(number).map(|number| number.to_string()).unwrap_or_default();
    let keys: Vec<String> = typed.iter().map(|number| key(number)).collect();
    let found = news::units(tx, &keys, ctx.today()).await?;
    let unknown = typed.iter().zip(&keys).filter(|(_, key)| !found.iter().any(|(known, _)| known == *key));
    let unknown: Vec<String> = unknown.map(|(number, _)| (*number).to_owned()).collect();
    if !unknown.is_empty() {
        return Err(Rejection::of("accounts", Rule::NoSuchAccounts { numbers: unknown }).into());
    }
    targets.extend(found.into_iter().map(|(_, unit)| Target::Unit(unit)));
    Ok(Audience::of(targets))
}

async fn meanwhile(ctx: &Ctx, tx: &Tx, known: &Model) -> Result<Error> {
    let by = super::email_of(tx, known.saved_by).await?;
    let rule = Rule::SavedMeanwhile { at: ctx.local(known.saved_at), by };
    Ok(Rejection::form(rule).into())
}

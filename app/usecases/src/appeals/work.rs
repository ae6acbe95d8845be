use super::{
    named, state_of,
    write::{Hand, clock_of, marks_of},
};
use crate::{Ctx, Error, Result, files};
use domain::{
    Rejection, Rule,
    access::{Permission, Role, Scope},
    appeals::{
        Answer, Assignee, Assignment, Extension, Happening, Note, check_answer, check_extension, check_note,
        last_extension, may_be_extended,
    },
    files::Owner,
    ids::{AppealId, EntryId, UserId},
    texts::clean,
    tickets::By,
};
use store::{Tx, appeals, law::law};
use uuid::Uuid;

/// Gives an appeal to an employee, or takes it away; what waits is in work then.
///
/// # Errors
/// `NotFound` without the permission, when the appeal is of no house that one serves, or the employee may not answer; a rejection of the
/// form: [`Rule::AppealIs`], [`Rule::AppealChanged`] with what others did since the page was shown.
///
/// # Idempotency
/// The same form twice has one effect.
pub async fn assign(ctx: &Ctx, to: Assignment) -> Result<()> {
    let scope = serving(ctx)?;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.begin().await?;
    let hand = Hand { ctx, tx: &tx, law: &law, by: By::Staff, tells: true };
    let row = hand.take(&scope, to.appeal).await?;
    let assignee = match to.employee {
        Some(employee) => Some(employed(&tx, employee).await?),
        None => None,
    };
    let wanted = Happening::Assigned { to: assignee };
    if hand.is_current(&row, to.seen, &wanted).await? && row.assignee_id != to.employee {
        hand.happen(row, EntryId(Uuid::now_v7()), wanted).await?;
    }
    Ok(tx.commit().await?)
}

/// An employee whose role lets them answer.
async fn employed(tx: &Tx, id: UserId) -> Result<Assignee> {
    let person = store::person::by_id(tx, id).await?.ok_or(Error::NotFound)?;
    let role = person.role.as_deref().and_then(Role::from_code);
    let role = role.filter(|role| role.grants(Permission::AnswerAppeals)).ok_or(Error::NotFound)?;
    Ok(Assignee { id, email: person.email, role })
}

/// Answers an appeal, with the files that wait for the answer; what is answered may be answered once more. The resident gets a letter.
///
/// # Errors
/// As [`assign`]; a rejection of the field `text`.
///
/// # Idempotency
/// The same answer twice is one. The same id with another text is another answer.
pub async fn answer(ctx: &Ctx, new: Answer) -> Result<()> {
    let scope = serving(ctx)?;
    let text = check_answer(&new.text)?;
    write(ctx, &scope, (new.id, new.appeal), Some(new.seen), Happening::Answered { text }).await
}

/// Writes a note for colleagues.
///
/// # Errors
/// `NotFound` as with [`assign`]; a rejection of the field `note`.
///
/// # Idempotency
/// As [`answer`].
pub async fn note(ctx: &Ctx, new: Note) -> Result<()> {
    let scope = serving(ctx)?;
    let text = check_note(&new.text)?;
    write(ctx, &scope, (new.id, new.appeal), None, Happening::Noted { text }).await
}

async fn write(
    ctx: &Ctx,
    scope: &Scope,
    (form, appeal): (EntryId, AppealId),
    seen: Option<i64>,
    what: Happening,
) -> Result<()> {
    let id = named(form, &format!("{appeal} {what:?}"));
    let law = law(&ctx.db).await?;
    let tx = ctx.db.begin().await?;
    let hand = Hand { ctx, tx: &tx, law: &law, by: By::Staff, tells: true };
    let row = hand.take(scope, appeal).await?;
    if appeals::is_told(&tx, id).await? {
        return Ok(tx.commit().await?);
    }
    if let Some(seen) = seen
        && !hand.is_current(&row, seen, &what).await?
    {
        return Ok(tx.commit().await?);
    }
    let is_answer = matches!(what, Happening::Answered { .. });
    hand.happen(row, id, what).await?;
    // The forms of answers and of notes have one id; files are of the answer.
    if is_answer {
        files::attach(ctx, &tx, Owner::AppealEntry(form), id.0).await?;
    }
    Ok(tx.commit().await?)
}

/// Extends the term of an appeal, once and before it is over; the resident reads why, in a letter too.
///
/// # Errors
/// As [`assign`]; a rejection of the fields `until` and `reason`, or of the form: [`Rule::ExtendedAlready`], [`Rule::TermOver`].
///
/// # Idempotency
/// The same form twice has one effect.
pub async fn extend(ctx: &Ctx, to: Extension) -> Result<()> {
    let scope = serving(ctx)?;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.begin().await?;
    let hand = Hand { ctx, tx: &tx, law: &law, by: By::Staff, tells: true };
    let row = hand.take(&scope, to.appeal).await?;
    let sent = to.until.map(|until| Happening::Extended { until, reason: clean(&to.reason) });
    if let Some(sent) = &sent
        && !hand.is_current(&row, to.seen, sent).await?
    {
        return Ok(tx.commit().await?);
    }
    let state = state_of(&row)?;
    if !state.is_waiting() {
        return Err(Rejection::form(Rule::AppealIs { state }).into());
    }
    let marks = marks_of(ctx, &row)?;
    let due = clock_of(ctx, &law, &row)?.map_or_else(|| ctx.local(ctx.now), |clock| clock.due);
    may_be_extended(&marks, due, ctx.local(ctx.now)).map_err(Rejection::form)?;
    let last = last_extension(due, &law.limits).unwrap_or(due.date());
    let (until, reason) = check_extension(to.until, &to.reason, due, last)?;
    hand.happen(row, EntryId(Uuid::now_v7()), Happening::Extended { until, reason }).await?;
    Ok(tx.commit().await?)
}

fn serving(ctx: &Ctx) -> Result<Scope> {
    Ok(ctx.actor.staff_of_houses(Permission::AnswerAppeals)?)
}

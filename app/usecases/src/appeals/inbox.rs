use super::{
    kind_of,
    page::thread,
    state_of,
    write::{clock_of, marks_of, shown_clock},
};
use crate::{Ctx, Error, Result, files};
use domain::{
    access::{Permission, Role, Scope},
    accounts::given_names,
    appeals::{
        Colleague, Inbox, InboxCounts, InboxFilter, InboxRow, Phrase, StaffAppeal, Values, fill,
        last_extension, may_be_extended, steps,
    },
    ids::EntryId,
    law::Law,
    tickets::{BoardKey, By, House},
};
use store::{
    Tx,
    appeals::{self, InboxLine, templates},
    event,
    law::law,
    tickets,
};
use uuid::Uuid;

/// Rows of one part of the inbox.
const PART: i64 = 50;

/// The inbox of the houses that one serves, by time left. Four statements.
///
/// # Errors
/// `NotFound` without the permission.
pub async fn inbox(ctx: &Ctx, filter: InboxFilter, after: Option<BoardKey>) -> Result<Inbox> {
    let scope = ctx.actor.staff_of_houses(Permission::AnswerAppeals)?;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.read();
    // One more tells whether there is another part.
    let mut lines = appeals::inbox(&tx, &scope, &filter, after, PART + 1, ctx.today()).await?;
    let part = usize::try_from(PART).unwrap_or(usize::MAX);
    let more = lines.len() > part;
    lines.truncate(part);
    let houses = tickets::houses(&tx, &scope).await?.into_iter();
    Ok(Inbox {
        now: ctx.local(ctx.now),
        counts: appeals::counts(&tx, &scope, ctx.actor.user().ok(), ctx.now).await?,
        next: lines.last().filter(|_| more).map(InboxLine::key),
        rows: lines.iter().map(|line| row(ctx, &law, line)).collect::<Result<_>>()?,
        houses: houses.map(|(id, address)| House { id, address }).collect(),
        colleagues: colleagues(ctx, &tx).await?,
    })
}

/// How much waits, and what has the least time left: two statements.
pub(crate) async fn nearest(
    ctx: &Ctx,
    tx: &Tx,
    scope: &Scope,
    most: usize,
) -> Result<(InboxCounts, Vec<InboxRow>)> {
    let law = law(&ctx.db).await?;
    let counts = appeals::counts(tx, scope, ctx.actor.user().ok(), ctx.now).await?;
    let most = i64::try_from(most).unwrap_or(i64::MAX);
    let lines = appeals::inbox(tx, scope, &InboxFilter::default(), None, most, ctx.today()).await?;
    Ok((counts, lines.iter().map(|line| row(ctx, &law, line)).collect::<Result<_>>()?))
}

/// An appeal as staff see it, with notes and filled templates. That somebody looked is in the journal.
///
/// # Errors
/// `NotFound` without the permission, or when it is of no house that one serves.
pub async fn sheet(ctx: &Ctx, number: i64) -> Result<StaffAppeal> {
    let scope = ctx.actor.staff_of_houses(Permission::AnswerAppeals)?;
    let law = law(&ctx.db).await?;
    let tx = ctx.db.begin().await?;
    let line = appeals::inbox_line(&tx, &scope, number, ctx.today()).await?.ok_or(Error::NotFound)?;
    let told = appeals::story(&tx, line.appeal.id, 0).await?;
    let files = files::of_appeal(&tx, line.appeal.id).await?;
    let colleagues = colleagues(ctx, &tx).await?;
    let templates = templates::all(&tx).await?;
    let looked = ctx.event("appeal.looked_at").about(line.appeal.id.0);
    event::record(&tx, looked.of_account(line.appeal.account_id)).await?;
    tx.commit().await?;
    let row = row(ctx, &law, &line)?;
    let values = Values {
        number: row.number.to_string(),
        date: row.registered_at.format("%d.%m.%Y").to_string(),
        name: line.name.as_deref().and_then(given_names).unwrap_or_default(),
        address: format!("{}, {}", line.address, line.label),
    };
    let phrases = templates.into_iter().map(|template| Phrase {
        id: template.id,
        name: template.name,
        text: fill(&template.text, &values),
    });
    Ok(StaffAppeal {
        version: line.appeal.version,
        account: line.appeal.account_id,
        extended_until: line.appeal.extended_until,
        extension: extension(ctx, &law, &line)?,
        story: thread(ctx, told, files)?,
        steps: steps(row.state, By::Staff),
        colleagues,
        phrases: phrases.collect(),
        fresh: EntryId(Uuid::now_v7()),
        limits: ctx.portal.files,
        account_number: line.account_number,
        name: line.name,
        email: line.email,
        phone: line.phone,
        row,
    })
}

/// The last day that the term may be extended to, while it may be.
fn extension(ctx: &Ctx, law: &Law, line: &InboxLine) -> Result<Option<chrono::NaiveDate>> {
    if !state_of(&line.appeal)?.is_waiting() {
        return Ok(None);
    }
    let due = clock_of(ctx, law, &line.appeal)?.map(|clock| clock.due);
    let marks = marks_of(ctx, &line.appeal)?;
    let may = |due: &_| may_be_extended(&marks, *due, ctx.local(ctx.now)).is_ok();
    Ok(due.filter(may).and_then(|due| last_extension(due, &law.limits)))
}

/// Those whose role lets them answer.
async fn colleagues(ctx: &Ctx, tx: &Tx) -> Result<Vec<Colleague>> {
    let me = ctx.actor.user().ok();
    let roles = Role::ALL.into_iter().filter(|role| role.grants(Permission::AnswerAppeals));
    let people = store::staff::with_roles(tx, &roles.collect::<Vec<_>>()).await?.into_iter();
    let colleague = |person: store::entity::person::Model| {
        let role = Role::from_code(person.role.as_deref()?)?;
        Some(Colleague { id: person.id, email: person.email, role, me: me == Some(person.id) })
    };
    Ok(people.filter_map(colleague).collect())
}

fn row(ctx: &Ctx, law: &Law, line: &InboxLine) -> Result<InboxRow> {
    let appeal = &line.appeal;
    let role = line.assignee_role.as_deref().and_then(Role::from_code);
    let assignee = appeal.assignee_id.zip(line.assignee_email.clone()).zip(role);
    Ok(InboxRow {
        id: appeal.id,
        number: appeal.number,
        registered_at: ctx.local(appeal.registered_at),
        kind: kind_of(appeal)?,
        text: appeal.text.clone(),
        state: state_of(appeal)?,
        state_at: ctx.local(appeal.state_at),
        address: line.address.clone(),
        label: line.label.clone(),
        assignee: assignee.map(|((id, email), role)| Colleague {
            id,
            email,
            role,
            me: ctx.actor.user().ok() == Some(id),
        }),
        clock: shown_clock(ctx, law, appeal)?,
    })
}

use super::{known_houses, people::known_role};
use crate::{
    Ctx, Error, Result,
    letters::{self, Words},
    password,
    session::{self, Entrance},
    throttle::Limit,
    token,
};
use chrono::TimeDelta;
use domain::{
    Rejection, Rule,
    access::{Permission, Role},
    ids::{InvitationId, UserId},
    session::{Email, LinkState, check_password},
    staff::{INVITATION_DAYS, Invited, NewInvitation, check_role},
};
use store::{
    Tx,
    entity::invitation::Model as Invitation,
    event::{self, Event},
    invitation,
    letter_token::{self, Purpose},
    staff,
};

/// Asks somebody to work here: a letter with a button that works for a week.
///
/// # Errors
/// `NotFound` without the permission, or for a house that is not there; a rejection of `email` ([`Rule::WorksHere`], [`Rule::InvitedAlready`]) or
/// `role`; `TooMany` letters.
///
/// # Idempotency
/// The same id twice is one invitation, and one letter.
pub async fn invite(ctx: &Ctx, new: NewInvitation) -> Result<()> {
    let scope = ctx.actor.staff(Permission::ManageStaff)?;
    let mut rejection = Rejection::default();
    let email = rejection.check("email", Email::parse(&new.email));
    let role = rejection.check("role", check_role(&new.role));
    let (Some(email), Some(role)) = (email, role) else { return Err(rejection.into()) };
    let tx = ctx.db.begin().await?;
    let houses = known_houses(&tx, &scope, new.houses).await?;
    let known = store::person::by_email(&tx, email.as_str()).await?;
    if known.is_some_and(|person| person.role.is_some()) {
        return Err(Rejection::of("email", Rule::WorksHere).into());
    }
    match invitation::of_email(&tx, email.as_str()).await? {
        Some(open) if open.id == new.id => return Ok(()),
        Some(_) => return Err(Rejection::of("email", Rule::InvitedAlready).into()),
        None => {}
    }
    let row = Invitation {
        id: new.id,
        email: email.to_string(),
        role: role.code().to_owned(),
        person_id: None,
        sent_at: ctx.now,
        expires_at: ctx.now + TimeDelta::days(INVITATION_DAYS),
        closed_at: None,
    };
    match invitation::add(&tx, row, &houses).await {
        // Somebody else was faster.
        Err(error) if error.is_duplicate() => {
            return Err(Rejection::of("email", Rule::InvitedAlready).into());
        }
        added => {
            if !added? {
                return Ok(());
            }
        }
    }
    send(ctx, &tx, new.id, &email, role).await?;
    let invited = ctx.event("staff.invited").about(new.id.0).with(format!("{email}: {}", role.code()));
    event::record(&tx, invited).await?;
    Ok(tx.commit().await?)
}

/// Sends the letter once more; the button of the older one works no more.
///
/// # Errors
/// `NotFound` without the permission, or when the invitation is not open; `TooMany` letters.
pub async fn send_again(ctx: &Ctx, id: InvitationId) -> Result<()> {
    ctx.actor.staff(Permission::ManageStaff)?;
    let tx = ctx.db.begin().await?;
    let open = invitation::open_one(&tx, id).await?.ok_or(Error::NotFound)?;
    if !invitation::sent(&tx, id, ctx.now, ctx.now + TimeDelta::days(INVITATION_DAYS)).await? {
        return Err(Error::NotFound);
    }
    send(ctx, &tx, id, &letters::known(&open.email)?, known_role(&open.role)?).await?;
    event::record(&tx, ctx.event("staff.invited_again").about(id.0).with(open.email)).await?;
    Ok(tx.commit().await?)
}

/// Takes an invitation back: its button works no more.
///
/// # Errors
/// `NotFound` without the permission, or when the invitation is not open.
pub async fn withdraw(ctx: &Ctx, id: InvitationId) -> Result<()> {
    ctx.actor.staff(Permission::ManageStaff)?;
    let tx = ctx.db.begin().await?;
    let open = invitation::open_one(&tx, id).await?.ok_or(Error::NotFound)?;
    if !invitation::close(&tx, id, None, ctx.now).await? {
        return Err(Error::NotFound);
    }
    letter_token::close(&tx, Purpose::Invitation, id.0, ctx.now).await?;
    event::record(&tx, ctx.event("staff.invitation_withdrawn").about(id.0).with(open.email)).await?;
    Ok(tx.commit().await?)
}

async fn send(ctx: &Ctx, tx: &Tx, id: InvitationId, email: &Email, role: Role) -> Result<()> {
    Limit::LETTERS_BY_EMAIL.count(tx, email, ctx.now).await?;
    letter_token::close(tx, Purpose::Invitation, id.0, ctx.now).await?;
    let subject = (Purpose::Invitation, id.0);
    let token = token::lasting(ctx, tx, subject, TimeDelta::days(INVITATION_DAYS)).await?;
    let link = letters::link(ctx, "join", &token);
    letters::promise(ctx, tx, email.as_str(), &Words::Invitation { role: role.code(), link: &link }).await
}

/// What the button of the letter leads to.
///
/// # Errors
/// When the database cannot answer.
pub async fn look(ctx: &Ctx, token: &str) -> Result<LinkState<Invited>> {
    let tx = ctx.db.read();
    let id = token::subject(ctx, &tx, token, Purpose::Invitation).await?.map(InvitationId);
    let Some(id) = id else { return Ok(LinkState::Closed) };
    let Some(open) = invitation::open_one(&tx, id).await? else { return Ok(LinkState::Closed) };
    let known = store::person::by_email(&tx, &open.email).await?.is_some();
    Ok(LinkState::Open(Invited { role: known_role(&open.role)?, email: open.email, known }))
}

/// Begins to work here. Who is new on the portal chooses a password and is let in; who has one keeps it and signs in with it (`None`).
///
/// # Errors
/// A rejection of `password`, or of the form ([`Rule::LinkExpired`]).
pub async fn accept(ctx: &Ctx, token: &str, password: &str) -> Result<Option<Entrance>> {
    let LinkState::Open(invited) = look(ctx, token).await? else { return Err(token::expired()) };
    let hash = if invited.known {
        None
    } else {
        let email = letters::known(&invited.email)?;
        check_password(password, &email).map_err(|wrong| Rejection::of("password", wrong))?;
        Some(password::hash(password).await?)
    };
    let tx = ctx.db.begin().await?;
    let id = InvitationId(token::use_up(ctx, &tx, token, Purpose::Invitation).await?);
    let open = invitation::open_one(&tx, id).await?.ok_or_else(token::expired)?;
    let role = known_role(&open.role)?;
    let person = match hash {
        Some(hash) => Some(newcomer(ctx, &tx, &open.email, hash, role).await?),
        None => None,
    };
    let user = match person {
        Some(user) => user,
        None => staff::appoint(&tx, &open.email, role).await?.ok_or_else(token::expired)?,
    };
    if !invitation::close(&tx, id, Some(user), ctx.now).await? {
        return Err(token::expired());
    }
    let houses = invitation::houses(&tx, vec![id]).await?.into_iter().map(|(_, house)| house);
    store::executors::serve(&tx, user, &houses.collect::<Vec<_>>()).await?;
    let joined = Event::new(ctx.now, Some(user), "staff.joined").about(user.0).with(role.code());
    event::record(&tx, joined).await?;
    let entrance = match person {
        Some(user) => Some(session::enter(ctx, &tx, user).await?),
        None => None,
    };
    tx.commit().await?;
    Ok(entrance)
}

/// A person who was not on the portal before.
///
/// # Errors
/// A rejection of the form when somebody with the e-mail has come meanwhile: the button works still.
async fn newcomer(ctx: &Ctx, tx: &Tx, email: &str, password_hash: String, role: Role) -> Result<UserId> {
    let added = store::person::add(tx, email, password_hash, Some(role), ctx.now).await?;
    added.ok_or_else(|| Rejection::form(Rule::PersonKnown).into())
}

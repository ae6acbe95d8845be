//! One's own data: taken home, or taken away for good (152-ФЗ, arts. 14 and 21).
mod words;

use crate::{
    Ctx, Error, Result,
    letters::{self, Words},
    password,
    throttle::Limit,
};
use domain::{
    Rejection, Rule,
    personal::{Section, Topic},
    session::PasswordError,
};
use exchange::archive;
use minijinja::{AutoEscape, Environment, context, value::Serde};
use serde::Serialize;
use store::{event, personal, session};
use words::words;

/// A topic with its words.
#[derive(Serialize)]
struct Table {
    topic: Topic,
    title: &'static str,
    columns: &'static [&'static str],
    rows: Vec<Vec<String>>,
}

/// Everything that is held about whoever asks, as a ZIP with a page to read and a file for programs. That it was taken is in the journal.
///
/// # Errors
/// `SignInRequired` for a guest.
pub async fn export(ctx: &Ctx) -> Result<Vec<u8>> {
    let user = ctx.actor.user()?;
    let visitor = ctx.visitor.as_ref().ok_or(Error::SignInRequired)?;
    let tx = ctx.db.begin().await?;
    let sections = personal::of_person(&tx, user).await?;
    event::record(&tx, ctx.event("person.exported").about(user.0)).await?;
    tx.commit().await?;
    let tables: Vec<Table> = sections.into_iter().map(|section| table(ctx, section)).collect();
    let (email, at) = (&visitor.person.email, letters::moment(ctx.local(ctx.now)));
    let broken = |error: &dyn std::fmt::Display| Error::Broken(format!("data for a person: {error}"));
    let json = serde_json::json!({ "email": email, "at": ctx.now, "sections": &tables });
    let json = serde_json::to_vec_pretty(&json).map_err(|error| broken(&error))?;
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(|_| AutoEscape::Html);
    let values = context! { email, at, company => &ctx.portal.company, sections => Serde(&tables) };
    let html = environment.render_str(include_str!("data.html.jinja"), values);
    let html = html.map_err(|error| broken(&error))?;
    archive::pack(&[("data.html", html.as_bytes()), ("data.json", &json)]).map_err(|error| broken(&error))
}

fn table(ctx: &Ctx, section: Section) -> Table {
    let (title, columns) = words(section.topic);
    let rows = section.rows.into_iter().map(|(at, texts)| {
        let at = ctx.local(at).format("%d.%m.%Y %H:%M").to_string();
        std::iter::once(at).chain(texts).collect()
    });
    Table { topic: section.topic, title, columns, rows: rows.collect() }
}

/// Takes the person away: who they are is known no more, and nobody signs in with their e-mail until they register anew. The books stay.
///
/// # Errors
/// `SignInRequired` for a guest; a rejection of `password`, or of the form ([`Rule::EmployeeStays`]) for whoever works here; `TooMany` passwords.
pub async fn delete(ctx: &Ctx, password: &str) -> Result<()> {
    let user = ctx.actor.user()?;
    if password.is_empty() {
        return Err(Rejection::of("password", PasswordError::Empty).into());
    }
    let tx = ctx.db.begin().await?;
    Limit::PASSWORDS_BY_PERSON.count(&tx, user, ctx.now).await?;
    tx.commit().await?;
    let person = store::person::by_id(&ctx.db.read(), user).await?.ok_or(Error::SignInRequired)?;
    if !password::verify(password, Some(&person.password_hash)).await? {
        return Err(Rejection::of("password", Rule::WrongPassword).into());
    }
    let tx = ctx.db.begin().await?;
    let person = store::person::held(&tx, user).await?.ok_or(Error::SignInRequired)?;
    if person.role.is_some() && person.suspended_at.is_none() {
        return Err(Rejection::form(Rule::EmployeeStays).into());
    }
    session::end_all(&tx, user, ctx.now).await?;
    personal::forget(&tx, user, &person.email, ctx.now).await?;
    event::record(&tx, ctx.event("person.deleted").about(user.0)).await?;
    letters::promise(ctx, &tx, &person.email, &Words::PersonDeleted).await?;
    Ok(tx.commit().await?)
}

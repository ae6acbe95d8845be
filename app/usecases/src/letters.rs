//! Letters in HTML and text: both come from one template, so that they always say the same.
use crate::{Ctx, Error, Result, jobs, ports::Letter};
use chrono::{DateTime, NaiveDateTime, Utc};
use domain::session::Email;
use minijinja::{
    AutoEscape, Environment, UndefinedBehavior, Value, context, syntax::SyntaxConfig, value::Serde,
};
use store::Tx;

#[cfg(test)]
mod tests;
mod words;

pub(crate) use words::Words;

/// Writes a letter.
pub(crate) fn compose(ctx: &Ctx, to: &str, words: &Words<'_>) -> Result<Letter> {
    write(&ctx.portal.company, &ctx.portal.base_url, to, words)
        .map_err(|error| Error::Broken(format!("a letter was not written: {error:#}")))
}

/// Promises a letter.
pub(crate) async fn promise(ctx: &Ctx, tx: &Tx, to: &str, words: &Words<'_>) -> Result<()> {
    promise_at(ctx, tx, to, ctx.now, words).await
}

/// Promises a letter that leaves at a moment.
pub(crate) async fn promise_at(
    ctx: &Ctx,
    tx: &Tx,
    to: &str,
    at: DateTime<Utc>,
    words: &Words<'_>,
) -> Result<()> {
    let letter = compose(ctx, to, words)?;
    jobs::enqueue_all(tx, &[jobs::Job::Letter(letter)], at, ctx.now).await
}

/// Promises the same letter to each of several people, each with the moment at which it leaves.
pub(crate) async fn promise_each(
    ctx: &Ctx,
    tx: &Tx,
    to: impl Iterator<Item = (&str, DateTime<Utc>)>,
    words: &Words<'_>,
) -> Result<()> {
    let letter = compose(ctx, "", words)?;
    let letters = to.map(|(to, at)| (at, jobs::Job::Letter(Letter { to: one_line(to), ..letter.clone() })));
    jobs::enqueue_each(tx, letters, ctx.now).await
}

fn write(company: &str, base_url: &str, to: &str, words: &Words<'_>) -> Result<Letter, minijinja::Error> {
    let values = context! { company, base_url, ..Serde(words) };
    let letter = words.template();
    let html = [include_str!("letters/layout.html.jinja"), include_str!("letters/parts.html.jinja"), letter];
    let text = [include_str!("letters/layout.text.jinja"), include_str!("letters/parts.text.jinja"), letter];
    let (_, html) = render(|| AutoEscape::Html, html, &values)?;
    let (subject, text) = render(|| AutoEscape::None, text, &values)?;
    Ok(Letter { to: one_line(to), subject: one_line(&subject), text, html })
}

/// The subject of a letter and its body.
fn render(
    escape: fn() -> AutoEscape,
    [layout, parts, letter]: [&str; 3],
    values: &Value,
) -> Result<(String, String), minijinja::Error> {
    let mut environment = Environment::new();
    environment.set_auto_escape_callback(move |_| escape());
    environment.set_undefined_behavior(UndefinedBehavior::Strict);
    environment.set_syntax(SyntaxConfig::builder().trim_blocks(true).lstrip_blocks(true).build()?);
    environment.add_template("layout", layout)?;
    environment.add_template("parts", parts)?;
    environment.add_template("letter", letter)?;
    let mut letter = environment.get_template("letter")?.render_captured(values.clone())?;
    let subject = letter.with_state_mut(|state| state.render_block("subject"))?;
    Ok((subject, letter.into_output()))
}

/// A header has one line, whatever is in it.
fn one_line(text: &str) -> String {
    text.split(char::is_control).map(str::trim).filter(|part| !part.is_empty()).collect::<Vec<_>>().join(" ")
}

/// As letters say a moment: «25.01.2018 в 13:20».
pub(crate) fn moment(at: NaiveDateTime) -> String {
    at.format("%d.%m.%Y в %H:%M").to_string()
}

/// Enough of an address to know it by: «v•••@example.org».
pub(crate) fn masked(email: &str) -> String {
    let (name, domain) = email.split_once('@').unwrap_or((email, ""));
    format!("{}•••@{domain}", name.chars().next().unwrap_or('•'))
}

/// An account number that somebody typed, if it is safe to repeat to a stranger: digits alone make no link.
pub(crate) fn repeatable(number: &str) -> Option<&str> {
    (!number.is_empty() && number.chars().all(|c| c.is_ascii_digit())).then_some(number)
}

/// The address of a button.
pub(crate) fn link(ctx: &Ctx, path: &str, token: &str) -> String {
    format!("{}/{path}/{token}", ctx.portal.base_url)
}

/// The address as the portal knows it.
pub(crate) fn known(email: &str) -> Result<Email> {
    Email::parse(email).map_err(|error| Error::Broken(format!("a stored e-mail is none: {error}")))
}

//! Letters in HTML and text: both come from one template, so that they always say the same.
use crate::{Ctx, Error, Result, jobs, ports::Letter};
use chrono::{DateTime, NaiveDateTime, Utc};
use domain::{incidents::Turn, session::Email};
use minijinja::{
    AutoEscape, Environment, UndefinedBehavior, Value, context, syntax::SyntaxConfig, value::Serde,
};
use serde::Serialize;
use store::Tx;

#[cfg(test)]
mod tests;

/// What a letter says. Whatever a stranger typed and another person may read is checked first: nobody writes to others through the portal.
#[derive(Debug, Serialize)]
#[serde(untagged)]
pub(crate) enum Words<'a> {
    /// Number and surname fit: the button leads to the password.
    Registration {
        number: &'a str,
        link: &'a str,
    },
    /// The pair of number and surname is not known.
    RegistrationNotFound {
        number: Option<&'a str>,
    },
    /// The e-mail has a cabinet; with `link`, the unit can be added to it.
    CabinetExists {
        number: Option<&'a str>,
        link: Option<&'a str>,
    },
    Recovery {
        link: &'a str,
    },
    /// There is no cabinet with this e-mail.
    RecoveryUnknown,
    PasswordChanged {
        at: String,
    },
    ResidencyClaim {
        number: &'a str,
        link: &'a str,
    },
    ResidencyClaimNotFound {
        number: Option<&'a str>,
    },
    /// The person is tied to the account already.
    ResidencyClaimNeedless {
        number: &'a str,
    },
    /// To those who live there: somebody was added.
    Newcomer {
        number: &'a str,
        address: String,
        email: String,
        at: String,
        link: &'a str,
    },
    /// Readings were taken.
    Notice {
        number: &'a str,
        at: String,
        account: &'a str,
        address: &'a str,
        month: String,
        /// A meter with its values each.
        taken: Vec<String>,
        /// How many rows wait for an answer, in words.
        waiting: Option<String>,
        code: String,
        link: String,
    },
    /// Кассовый чек.
    FiscalReceipt {
        refund: bool,
        total: String,
        at: String,
        account: &'a str,
        address: String,
        items: Vec<String>,
        /// ФН, ФД, ФПД; none while the cash register is silent.
        marks: Option<Vec<String>>,
        link: String,
    },
    /// A ticket was registered.
    TicketRegistered {
        number: i64,
        at: String,
        address: String,
        /// What was asked for; only to the household itself.
        text: Option<&'a str>,
        /// By when something has to be done.
        due: Option<String>,
        link: String,
    },
    /// A ticket has moved on.
    TicketMoved {
        number: i64,
        address: String,
        /// «на исполнении».
        state: &'static str,
        at: String,
        /// Why, or what was done.
        note_text: Option<&'a str>,
        until: Option<String>,
        /// It is done: the words are its result.
        done: bool,
        link: String,
    },
    /// Staff have decided about a reading that waited for them.
    ReadingReviewed {
        /// «ГВС 100719727»
        meter: &'a str,
        /// «январь 2018»
        month: String,
        given: String,
        /// `counted`, `corrected`, `refused` or `moved`.
        outcome: &'static str,
        /// The values, or the meter, that it counts as; empty otherwise.
        instead: String,
        /// What staff say; may be empty.
        note_text: &'a str,
        link: String,
    },
    /// Staff wrote something on a ticket.
    TicketComment {
        number: i64,
        address: String,
        text: &'a str,
        link: String,
    },
    /// An appeal was registered.
    AppealRegistered {
        number: i64,
        at: String,
        /// Of the unit.
        address: String,
        /// «начисления и перерасчёт».
        about: &'static str,
        /// The last day of the term.
        due: Option<String>,
        link: String,
    },
    /// The company answers.
    AppealAnswered {
        number: i64,
        address: String,
        text: &'a str,
        link: String,
    },
    /// The term of an appeal is extended.
    AppealExtended {
        number: i64,
        address: String,
        until: String,
        reason: &'a str,
        link: String,
    },
    /// Something is off at one's home, or will be.
    Outage {
        turn: Turn,
        /// «Авария: холодная вода».
        title: String,
        /// «25.01.2018 с 11:40 до 15:40».
        when: String,
        /// When it was over.
        ended: Option<String>,
        /// One's houses; empty where it is in none any more.
        places: String,
        text: &'a str,
        link: String,
    },
    /// An item must be read.
    NewsAnnounced {
        title: &'a str,
        /// Its first words.
        begins: &'a str,
        link: String,
    },
    /// Readings are taken, and some are missing.
    ReadingsDue {
        number: &'a str,
        address: String,
        /// «январь 2018»
        month: String,
        last: String,
        /// It is today.
        last_day: bool,
        /// «ХВС 100708114»
        meters: Vec<String>,
        link: String,
    },
    /// The verification of a meter ends.
    VerificationEnds {
        number: &'a str,
        address: String,
        meter: String,
        until: String,
        link: String,
    },
    /// What is charged is to be paid, or should have been.
    PaymentDue {
        number: &'a str,
        address: String,
        owed: String,
        due_on: String,
        /// The day is over.
        over: bool,
        link: String,
    },
    /// What one is charged for a month is there.
    ChargesIssued {
        month: &'a str,
        link: String,
    },
    /// What is owed by an account.
    Debt {
        number: &'a str,
        address: String,
        owed: String,
        day: String,
        link: String,
    },
    /// To somebody who is to work here.
    Invitation {
        /// The code of a role.
        role: &'static str,
        link: &'a str,
    },
    /// The last letter to a person.
    PersonDeleted,
    /// From now on a code is asked for besides the password.
    SecondFactorOn {
        at: String,
    },
    /// The password alone lets one in again.
    SecondFactorOff {
        at: String,
    },
    /// The same, by an administrator.
    SecondFactorReset {
        at: String,
    },
    /// To the newcomer: the residency is suspended.
    ResidencySuspended {
        number: &'a str,
        address: String,
    },
    /// To those who live there: the newcomer is suspended.
    NewcomerSuspended {
        number: &'a str,
        address: String,
        email: String,
    },
    /// The company has decided who uses a unit.
    UnitDecided {
        number: &'a str,
        /// The code of a `UnitOutcome`.
        outcome: &'static str,
        /// Why; may be empty.
        note_text: &'a str,
        link: String,
    },
}

macro_rules! template {
    ($name:literal) => {
        include_str!(concat!("letters/", $name, ".jinja"))
    };
}

impl Words<'_> {
    const fn template(&self) -> &'static str {
        match self {
            Self::Registration { .. } => template!("registration"),
            Self::RegistrationNotFound { .. } => template!("registration_not_found"),
            Self::CabinetExists { .. } => template!("cabinet_exists"),
            Self::Recovery { .. } => template!("recovery"),
            Self::RecoveryUnknown => template!("recovery_unknown"),
            Self::PasswordChanged { .. } => template!("password_changed"),
            Self::ResidencyClaim { .. } => template!("residency_claim"),
            Self::ResidencyClaimNotFound { .. } => template!("residency_claim_not_found"),
            Self::ResidencyClaimNeedless { .. } => template!("residency_claim_needless"),
            Self::Newcomer { .. } => template!("newcomer"),
            Self::Notice { .. } => template!("notice"),
            Self::FiscalReceipt { .. } => template!("fiscal_receipt"),
            Self::TicketRegistered { .. } => template!("ticket_registered"),
            Self::TicketMoved { .. } => template!("ticket_moved"),
            Self::TicketComment { .. } => template!("ticket_comment"),
            Self::ReadingReviewed { .. } => template!("reading_reviewed"),
            Self::AppealRegistered { .. } => template!("appeal_registered"),
            Self::AppealAnswered { .. } => template!("appeal_answered"),
            Self::AppealExtended { .. } => template!("appeal_extended"),
            Self::Outage { .. } => template!("outage"),
            Self::NewsAnnounced { .. } => template!("news_announced"),
            Self::ReadingsDue { .. } => template!("readings_due"),
            Self::VerificationEnds { .. } => template!("verification_ends"),
            Self::PaymentDue { .. } => template!("payment_due"),
            Self::ChargesIssued { .. } => template!("charges_issued"),
            Self::Debt { .. } => template!("debt"),
            Self::Invitation { .. } => template!("invitation"),
            Self::PersonDeleted => template!("person_deleted"),
            Self::SecondFactorOn { .. } => template!("second_factor_on"),
            Self::SecondFactorOff { .. } => template!("second_factor_off"),
            Self::SecondFactorReset { .. } => template!("second_factor_reset"),
            Self::ResidencySuspended { .. } => template!("residency_suspended"),
            Self::NewcomerSuspended { .. } => template!("newcomer_suspended"),
            Self::UnitDecided { .. } => template!("unit_decided"),
        }
    }
}

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
    let html = [template!("layout.html"), template!("parts.html"), letter];
    let text = [template!("layout.text"), template!("parts.text"), letter];
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

//! The secrets in the buttons of letters: each works once, for a while.
use crate::{Result, Tx, entity};
use chrono::{DateTime, Utc};
use sea_orm::FromQueryResult;
use uuid::Uuid;

/// What pressing the button does, and what the subject of the token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Purpose {
    /// Subject: the registration.
    Registration,
    /// Subject: the person.
    Recovery,
    /// Subject: the claim.
    ResidencyClaim,
    /// Subject: the residency.
    Dispute,
    /// Subject: the invitation.
    Invitation,
    /// Of no letter: the way from the password to the code. Subject: the person.
    SecondStep,
    /// Of no letter: the link that is printed while nobody works here. Subject: nil.
    Setup,
}

impl Purpose {
    const fn code(self) -> &'static str {
        match self {
            Self::Registration => "registration",
            Self::Recovery => "recovery",
            Self::ResidencyClaim => "residency_claim",
            Self::Dispute => "dispute",
            Self::Invitation => "invitation",
            Self::SecondStep => "second_step",
            Self::Setup => "setup",
        }
    }
}

#[derive(FromQueryResult)]
struct Subject {
    subject_id: Uuid,
}

/// Lets a button work until `expires_at`.
///
/// # Errors
/// When the database cannot.
pub async fn add(
    tx: &Tx,
    token_hash: String,
    (purpose, subject): (Purpose, Uuid),
    now: DateTime<Utc>,
    expires_at: DateTime<Utc>,
) -> Result<()> {
    let row = entity::letter_token::Model {
        token_hash,
        purpose: purpose.code().to_owned(),
        subject_id: subject,
        created_at: now,
        expires_at,
        used_at: None,
    };
    crate::insert(tx, row).await
}

/// The subject of a button that still works.
///
/// # Errors
/// When the database cannot answer.
pub async fn look(tx: &Tx, token_hash: &str, purpose: Purpose, now: DateTime<Utc>) -> Result<Option<Uuid>> {
    const SQL: &str = "\
SELECT subject_id FROM letter_token
WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3";
    let found: Option<Subject> = tx.row(SQL, [token_hash.into(), purpose.code().into(), now.into()]).await?;
    Ok(found.map(|token| token.subject_id))
}

/// Uses a button up, and returns its subject. Of two who press at once only one gets it.
///
/// # Errors
/// When the database cannot.
pub async fn take(tx: &Tx, token_hash: &str, purpose: Purpose, now: DateTime<Utc>) -> Result<Option<Uuid>> {
    const SQL: &str = "\
UPDATE letter_token SET used_at = $3
WHERE token_hash = $1 AND purpose = $2 AND used_at IS NULL AND expires_at > $3
RETURNING subject_id";
    let taken: Option<Subject> = tx.row(SQL, [token_hash.into(), purpose.code().into(), now.into()]).await?;
    Ok(taken.map(|token| token.subject_id))
}

/// Closes the buttons of older letters about a subject.
///
/// # Errors
/// When the database cannot.
pub async fn close(tx: &Tx, purpose: Purpose, subject: Uuid, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str =
        "UPDATE letter_token SET used_at = $3 WHERE subject_id = $1 AND purpose = $2 AND used_at IS NULL";
    tx.change(SQL, [subject.into(), purpose.code().into(), now.into()]).await?;
    Ok(())
}

/// Closes the buttons of older letters that let an e-mail register.
///
/// # Errors
/// When the database cannot.
pub async fn close_registrations(tx: &Tx, email: &str, now: DateTime<Utc>) -> Result<()> {
    const SQL: &str = "\
UPDATE letter_token SET used_at = $3
WHERE purpose = $2 AND used_at IS NULL AND subject_id IN (SELECT id FROM registration WHERE email = $1)";
    tx.change(SQL, [email.into(), Purpose::Registration.code().into(), now.into()]).await?;
    Ok(())
}

use super::Kind;
use crate::{
    Rejection, Rule,
    calendar::day_of_form,
    ids::{AccountId, AppealId, EntryId, UserId},
    texts::{self, is_blank},
};
use chrono::{NaiveDate, NaiveDateTime};
use serde::{Deserialize, Serialize};

/// Longest text of an appeal, an answer or a reason, in characters.
pub const MAX_TEXT: u32 = 10_000;

/// «Новое обращение», as it was filled in.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct NewAppeal {
    /// Chosen by the page: sending it twice is one appeal. The same id with other words is another appeal.
    pub id: AppealId,
    pub account: AccountId,
    #[serde(default)]
    pub kind: Option<Kind>,
    #[serde(default)]
    pub text: String,
}

/// A form whose fields are good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedAppeal {
    pub kind: Kind,
    pub text: String,
}

/// What a resident adds: while they wait, or because the answer did not help.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Addition {
    /// Chosen by the page: sending it twice is one entry.
    pub id: EntryId,
    pub appeal: AppealId,
    #[serde(default)]
    pub text: String,
}

/// The answer of the company.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Answer {
    /// As in [`Addition::id`].
    pub id: EntryId,
    pub appeal: AppealId,
    /// [`super::StaffAppeal::version`] of the page.
    pub seen: i64,
    #[serde(default)]
    pub text: String,
}

/// A note for colleagues.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Note {
    /// As in [`Addition::id`].
    pub id: EntryId,
    pub appeal: AppealId,
    #[serde(default)]
    pub text: String,
}

/// Gives an appeal to an employee, who has it in work then, or takes it away from them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Assignment {
    pub appeal: AppealId,
    /// [`super::StaffAppeal::version`] of the page.
    pub seen: i64,
    #[serde(default)]
    pub employee: Option<UserId>,
}

/// Moves the end of the term, and says why.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Extension {
    pub appeal: AppealId,
    /// [`super::StaffAppeal::version`] of the page.
    pub seen: i64,
    #[serde(default, deserialize_with = "day_of_form")]
    pub until: Option<NaiveDate>,
    #[serde(default)]
    pub reason: String,
}

/// Checks what was typed: the fields `kind` and `text`.
///
/// # Errors
/// Every field that is wrong.
pub fn check_appeal(kind: Option<Kind>, text: &str) -> Result<CheckedAppeal, Rejection> {
    let mut rejection = Rejection::default();
    let kind = rejection.check("kind", kind.ok_or(Rule::AppealKindMissing));
    let text = rejection.check("text", words(text, Rule::AppealTextMissing));
    match (kind, text) {
        (Some(kind), Some(text)) => Ok(CheckedAppeal { kind, text }),
        _ => Err(rejection),
    }
}

/// The text of what a resident adds; what comes `with_files` needs none.
///
/// # Errors
/// A rejection of the field `text`.
pub fn check_addition(text: &str, with_files: bool) -> Result<String, Rejection> {
    if with_files && is_blank(text) {
        return Ok(String::new());
    }
    words(text, Rule::AppealTextMissing).map_err(|rule| Rejection::of("text", rule))
}

/// The text of an answer. A placeholder of a template that is still in it would reach the resident.
///
/// # Errors
/// A rejection of the field `text`.
pub fn check_answer(text: &str) -> Result<String, Rejection> {
    let checked = words(text, Rule::AnswerMissing).and_then(|text| match super::template::first(&text) {
        Some(name) => Err(Rule::PlaceholderLeft { name: name.to_owned() }),
        None => Ok(text),
    });
    checked.map_err(|rule| Rejection::of("text", rule))
}

/// The text of a note for colleagues.
///
/// # Errors
/// A rejection of the field `note`.
pub fn check_note(text: &str) -> Result<String, Rejection> {
    words(text, Rule::CommentMissing).map_err(|rule| Rejection::of("note", rule))
}

/// An extension of a term that ends at `due` to a day after it, up to `last`: the fields `until` and `reason`.
///
/// # Errors
/// Every field that is wrong.
pub fn check_extension(
    until: Option<NaiveDate>,
    reason: &str,
    due: NaiveDateTime,
    last: NaiveDate,
) -> Result<(NaiveDate, String), Rejection> {
    let mut rejection = Rejection::default();
    let first = due.date().succ_opt().unwrap_or(last);
    let until = until.filter(|day| (first..=last).contains(day));
    let until = rejection.check("until", until.ok_or(Rule::ExtensionOutside { first, last }));
    let reason = rejection.check("reason", words(reason, Rule::ReasonMissing));
    match (until, reason) {
        (Some(until), Some(reason)) => Ok((until, reason)),
        _ => Err(rejection),
    }
}

pub(super) fn words(text: &str, missing: Rule) -> Result<String, Rule> {
    texts::words(text, MAX_TEXT, missing)
}

//! Taking meter readings, and showing what was taken.
use crate::{Ctx, Result};
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    ids::SubmissionId,
    readings::{CheckedPaper, History, ReadingsPage, Submission},
};

/// The page of the open account. `period` other than the due one opens an earlier one for correction; `answer` is the submission whose answer is
/// shown.
///
/// # Errors
/// `SignInRequired` for a guest; `NotFound` when the person has no account, or the submission is not theirs.
pub async fn page(ctx: &Ctx, period: Option<Period>, answer: Option<SubmissionId>) -> Result<ReadingsPage> {
    let _ = (ctx, period, answer);
    todo!()
}

/// Records readings that a resident submits for one of their own accounts, and returns the id under which the answer is found.
pub async fn submit(ctx: &Ctx, submission: Submission) -> Result<SubmissionId> {
    let _ = (ctx, submission);
    todo!()
}

/// «История показаний» of the open account; half a year where no dates are given.
///
/// # Errors
/// `SignInRequired`, `NotFound`; a rejection of field `to` ([`domain::Rule::SpanBackwards`]) when the end is before the start.
pub async fn history(ctx: &Ctx, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<History> {
    let _ = (ctx, from, to);
    todo!()
}

/// What `/check/{code}` tells anyone. `None` when there is no such paper.
///
/// # Errors
/// `TooMany` when one address asks too often.
pub async fn check_paper(ctx: &Ctx, code: &str) -> Result<Option<CheckedPaper>> {
    let _ = (ctx, code);
    todo!()
}

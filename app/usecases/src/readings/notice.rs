use super::words;
use crate::{
    Ctx, Result,
    letters::{self, Words},
    ports::Letter,
};
use domain::{
    ids::{MeterId, SubmissionId},
    readings::{AnsweredLine, Meter, ReadingState, Verdict},
};
use std::collections::HashMap;
use store::{meters, submissions};

/// The letter about a submission; `None` when there is nothing to tell, or nobody to tell it to.
///
/// # Errors
/// When the database cannot answer.
pub(crate) async fn notice(ctx: &Ctx, id: SubmissionId) -> Result<Option<Letter>> {
    let scope = ctx.actor.own()?;
    let tx = ctx.db.read();
    let Some(submission) = submissions::find(&tx, &scope, id).await? else { return Ok(None) };
    let Some(person) = submissions::addressee(&tx, id).await? else { return Ok(None) };
    let Some((number, code)) = submission.notice else { return Ok(None) };
    let meters = meters::of_accounts(&tx, &[submission.account]).await?;
    let meters: HashMap<MeterId, Meter> = meters.into_iter().map(|(_, meter)| (meter.id, meter)).collect();
    let taken: Vec<String> = submission.lines.iter().filter_map(|line| taken(&meters, line)).collect();
    let words = Words::Notice {
        number: &number,
        at: letters::moment(ctx.local(submission.at)),
        account: &person.number,
        address: &format!("{}, {}", person.address, person.label),
        month: words::month_in_full(submission.period),
        waiting: words::waiting(submission.lines.len() - taken.len()),
        taken,
        link: format!("{}/check/{code}", ctx.portal.base_url),
        code: code.to_string(),
    };
    Ok(Some(letters::compose(ctx, &person.email, &words)?))
}

/// «ЭЛТТ 9904514: день 3702.415, ночь 3801.006, полупик 4712.318».
fn taken(meters: &HashMap<MeterId, Meter>, line: &AnsweredLine) -> Option<String> {
    let Verdict::Taken { values, state, .. } = &line.verdict else { return None };
    let meter = meters.get(&line.meter)?;
    let values: Vec<String> = values
        .iter()
        .zip(meter.zones())
        .map(|(value, zone)| {
            format!("{} {}", words::zone(*zone), meter.dial.format(*value)).trim().to_owned()
        })
        .collect();
    let review = if *state == ReadingState::ForReview { " (на проверке)" } else { "" };
    Some(format!("{} {}: {}{review}", words::resource(meter), meter.serial, values.join(", ")))
}

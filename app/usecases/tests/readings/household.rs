//! The flat of the cast with the readings of the guide, and how a test fills in its page.
use crate::support::{Household, World};
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    ids::{AccountId, MeterId, ReadingId, SubmissionId, UserId},
    quantity::Quantity,
    readings::{Explanation, Line, ReadingsPage, Submission, SubmissionAnswer, Verdict},
};
use std::sync::Arc;
use store::readings::{NewReading, Source, record};
use usecases::{Ctx, Result, Visitor, readings};
use uuid::Uuid;

/// Cold, hot, and the three zones of electricity, from 07.2017, which is the base of the guide's first row.
const GUIDE: [(u32, [i64; 5]); 6] = [
    (7, [330, 288, 3_100_411, 3_220_896, 3_912_807]),
    (8, [352, 304, 3_158_141, 3_282_837, 4_012_097]),
    (9, [363, 315, 3_235_990, 3_364_730, 4_110_562]),
    (10, [371, 323, 3_370_221, 3_494_393, 4_293_424]),
    (11, [382, 333, 3_524_415, 3_644_928, 4_500_548]),
    (12, [388, 341, 3_605_962, 3_734_278, 4_600_592]),
];

pub fn period(text: &str) -> Period {
    text.parse().unwrap()
}

pub fn day(text: &str) -> NaiveDate {
    text.parse().unwrap()
}

/// Imports the readings of the guide's second half of 2017, each of the last day of its month.
pub async fn with_guide(world: &World) {
    let [cold, hot, power] = world.cast.flat.meters[..] else { panic!("three meters") };
    for (month, [c, h, day, night, half]) in GUIDE {
        let period = Period::new(2017, month).unwrap();
        import(world, cold, period, &[c]).await;
        import(world, hot, period, &[h]).await;
        import(world, power, period, &[day, night, half]).await;
    }
}

/// Imports a reading of the last day of a month.
pub async fn import(world: &World, meter: MeterId, period: Period, values: &[i64]) {
    let reading = NewReading {
        id: ReadingId(Uuid::now_v7()),
        meter,
        period,
        taken_on: period.last_day(),
        recorded_at: world.now,
        values: values.iter().copied().map(Quantity).collect(),
        source: Source::Import,
        needs_review: false,
        explanation: None,
        corrects: None,
        submission: None,
        person: None,
    };
    let tx = world.db.begin().await.unwrap();
    record(&tx, [reading]).await.unwrap();
    tx.commit().await.unwrap();
}

/// The person in front of the page of one of their accounts.
pub async fn at_home(world: &World, user: UserId, home: &Household) -> Ctx {
    let ctx = world.signed_in(user).await;
    let mut visitor = Visitor::clone(ctx.visitor.as_ref().unwrap());
    visitor.person.current = visitor.person.accounts.iter().position(|card| card.id == home.account);
    Ctx { visitor: Some(Arc::new(visitor)), ..ctx }
}

pub fn line(meter: MeterId, values: &[&str]) -> Line {
    let values = values.iter().map(|value| (*value).to_owned()).collect();
    Line { meter, base: None, values, explanation: None }
}

pub fn explained(meter: MeterId, values: &[&str], said: Explanation) -> Line {
    Line { explanation: Some(said), ..line(meter, values) }
}

pub fn over(base: ReadingId, line: Line) -> Line {
    Line { base: Some(base), ..line }
}

/// A submission for the month that is due on the day of [`World::new`].
pub fn submission(account: AccountId, lines: Vec<Line>) -> Submission {
    Submission { id: SubmissionId(Uuid::now_v7()), account, period: period("2018-01"), lines }
}

/// Submits for the account that is open, and opens the page with the answer.
pub async fn submit(ctx: &Ctx, lines: Vec<Line>) -> Result<ReadingsPage> {
    let account = ctx.visitor.as_ref().unwrap().person.account().unwrap().id;
    let page = readings::page(ctx, None, None).await?;
    let submission = Submission { id: page.fresh, account, period: page.period, lines };
    let id = readings::submit(ctx, submission).await?;
    readings::page(ctx, None, Some(id)).await
}

/// What became of each row, in a word or two.
pub fn outcome(answer: &SubmissionAnswer) -> Vec<String> {
    let word = |verdict: &Verdict| match verdict {
        Verdict::Taken { state, .. } => format!("{state:?}"),
        Verdict::Asked { question, .. } => first_word(&format!("{question:?}")),
        Verdict::Refused(refusal) => first_word(&format!("{refusal:?}")),
    };
    answer.lines.iter().map(|line| word(&line.verdict)).collect()
}

fn first_word(text: &str) -> String {
    text.split([' ', '{', '(']).next().unwrap_or_default().to_owned()
}

//! The readings of one meter, month after month: what is recorded, and what a file adds.
use super::{
    Reason,
    mode::Mode,
    outcome::{BadRow, Outcome},
    readings::Taken,
};
use crate::Ctx;
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    ids::ReadingId,
    imports::{Change, Verdict as Told},
    quantity::Quantity,
    readings::{
        Entry, Explanation, Meter, Question, Reading, ReadingState, SubmissionWindow, Verdict, check_reading,
        meter_row,
    },
};
use exchange::{
    Table,
    readings::{DATE, Kind, VALUES},
};
use std::collections::{BTreeMap, HashSet};
use store::{entity::reading, readings::Source};
use uuid::Uuid;

pub(super) struct Line<'m> {
    meter: &'m Meter,
    table: &'m Table<'m>,
    points: BTreeMap<Period, Point>,
    mode: Mode,
    /// The account and the meter, in words.
    subject: String,
}

/// The reading that stands for a month.
struct Point {
    values: Vec<Quantity>,
    taken_on: NaiveDate,
    counts: bool,
    /// Not measured against the one before.
    restarts: bool,
    recorded: Option<Recorded>,
    /// Row of the file.
    row: Option<usize>,
}

struct Recorded {
    id: ReadingId,
    /// By an import.
    imported: bool,
}

impl<'m> Line<'m> {
    /// `recorded` are the readings of the meter, corrected ones too.
    pub(super) fn new(
        meter: &'m Meter,
        recorded: Vec<reading::Model>,
        table: &'m Table<'m>,
        mode: Mode,
        subject: String,
    ) -> Self {
        let corrected: HashSet<ReadingId> =
            recorded.iter().filter_map(|reading| reading.corrects_id).collect();
        let standing = recorded.into_iter().filter(|reading| !corrected.contains(&reading.id));
        let points = standing.map(|reading| (reading.period, Point::recorded(&reading, meter))).collect();
        Self { meter, table, points, mode, subject }
    }

    /// Judges the rows of a file, and returns what is to be recorded.
    pub(super) fn judge(mut self, ctx: &Ctx, rows: Vec<Taken>, outcome: &mut Outcome) -> Vec<reading::Model> {
        let mut fresh = Vec::new();
        let mut judged = Vec::new();
        for row in rows {
            match self.place(&row) {
                Placed::Repeats(first) => outcome.complain(BadRow {
                    row: row.row,
                    column: self.table.header(DATE).to_owned(),
                    value: row.on.format("%d.%m.%Y").to_string(),
                    reason: Reason::MonthTwice { row: first },
                }),
                Placed::Same => {
                    outcome.unchanged += 1;
                    self.tell(outcome, &row, Told::Same, None);
                }
                Placed::New => judged.push((row, None)),
                Placed::Instead(recorded, before) => judged.push((row, Some((recorded, before)))),
            }
        }
        if self.mode.tells() {
            judged.sort_by_key(|(row, _)| row.period());
        }
        for (row, instead) in judged {
            if let Some(bad) = self.out_of_line(&row) {
                outcome.complain(bad);
                if self.mode.tells() {
                    // It is left out, and the next one is measured against what was there.
                    self.points.remove(&row.period());
                    self.points.extend(instead.map(|(_, before)| (row.period(), before)));
                }
                continue;
            }
            let needs_review = row.period() >= Period::of(ctx.today()) && self.is_odd(&row);
            outcome.for_review += usize::from(needs_review);
            let before = instead.as_ref().map(|(_, before)| before);
            if before.is_some() {
                outcome.changed += 1;
            } else {
                outcome.added += 1;
            }
            self.tell(outcome, &row, if before.is_some() { Told::Changed } else { Told::New }, before);
            fresh.push(self.model(ctx, &row, needs_review, instead.map(|(recorded, _)| recorded)));
        }
        fresh
    }

    fn tell(&self, outcome: &mut Outcome, row: &Taken, verdict: Told, before: Option<&Point>) {
        if !self.mode.tells() {
            return;
        }
        let dial = self.meter.dial;
        let text = |values: &[Quantity]| {
            values.iter().map(|value| dial.format(*value)).collect::<Vec<_>>().join(" / ")
        };
        let changes = if verdict == Told::Same {
            Vec::new()
        } else {
            let day = |day: NaiveDate| day.format("%d.%m.%Y").to_string();
            let change = |name: &str, was, now| Change { name: name.to_owned(), was, now: Some(now) };
            vec![
                change("Показание", before.map(|before| text(&before.values)), text(&row.values)),
                change("Дата", before.map(|before| day(before.taken_on)), day(row.on)),
            ]
        };
        outcome.tell(row.row, verdict, self.subject.clone(), changes);
    }

    /// Puts a row into the line.
    fn place(&mut self, row: &Taken) -> Placed {
        let point = |recorded| Point {
            values: row.values.clone(),
            taken_on: row.on,
            counts: true,
            restarts: row.kind != Kind::Ordinary,
            recorded,
            row: Some(row.row),
        };
        let Some(there) = self.points.get_mut(&row.period()) else {
            self.points.insert(row.period(), point(None));
            return Placed::New;
        };
        let same = there.values == row.values;
        if let Some(first) = there.row {
            return if same && there.taken_on == row.on { Placed::Same } else { Placed::Repeats(first) };
        }
        let same_day = there.taken_on == row.on;
        let Some(recorded) = there.recorded.take() else { return Placed::Same };
        // A reading of a resident that waits for review is confirmed by the same one from the company.
        if same && if recorded.imported { same_day } else { there.counts } {
            there.row = Some(row.row);
            return Placed::Same;
        }
        let before = std::mem::replace(there, point(None));
        Placed::Instead(recorded.id, before)
    }

    /// Below the month before without a word for it, or above a later one.
    fn out_of_line(&self, row: &Taken) -> Option<BadRow> {
        let dial = self.meter.dial;
        let lower = |values: &[Quantity], than: &[Quantity]| {
            values.iter().zip(than).position(|(value, than)| value < than)
        };
        let bad = |zone: usize, reason| BadRow {
            row: row.row,
            column: self.table.header(VALUES + zone).to_owned(),
            value: row.values.get(zone).map(|value| dial.format(*value)).unwrap_or_default(),
            reason,
        };
        let previous =
            self.points.range(..row.period()).rev().map(|(_, point)| point).find(|point| point.counts);
        if row.kind == Kind::Ordinary
            && let Some(previous) = previous
            && let Some(zone) = lower(&row.values, &previous.values)
        {
            let (value, on) = (dial.format(previous.values[zone]), previous.taken_on);
            return Some(bad(zone, Reason::BelowPrevious { previous: value, on }));
        }
        let next =
            self.points.range(row.period().plus(1)..).map(|(_, point)| point).find(|point| point.counts)?;
        // A row of the file answers for itself.
        if next.row.is_some() || next.restarts {
            return None;
        }
        let zone = lower(&next.values, &row.values)?;
        let (value, on) = (dial.format(next.values[zone]), next.taken_on);
        Some(bad(zone, Reason::AboveNext { next: value, on }))
    }

    /// What a resident would be asked about goes to review.
    fn is_odd(&self, row: &Taken) -> bool {
        let earlier: Vec<Reading> = (self.points.range(..row.period()))
            .map(|(period, point)| Reading {
                id: ReadingId(Uuid::nil()),
                period: *period,
                taken_on: point.taken_on,
                values: point.values.clone(),
                state: if point.counts { ReadingState::Accepted } else { ReadingState::ForReview },
                refusal: None,
            })
            .collect();
        let meter = Meter { automatic: false, ..self.meter.clone() };
        let values = meter.shown(&row.values);
        let known = meter_row(meter, &earlier, row.period());
        let entry = Entry {
            values: &values,
            // Nobody is asked about an empty flat before the third month of it.
            explanation: Some(Explanation::NobodyHome),
            base: None,
            period: row.period(),
            period_accepted: false,
            window: SubmissionWindow::DEFAULT,
            today: row.on,
        };
        match check_reading(&known, entry) {
            Verdict::Taken { state, .. } => state == ReadingState::ForReview,
            Verdict::Asked { question: Question::BelowPrevious { .. }, .. } => row.kind == Kind::Ordinary,
            Verdict::Asked { .. } => true,
            Verdict::Refused(_) => false,
        }
    }

    fn model(
        &self,
        ctx: &Ctx,
        row: &Taken,
        needs_review: bool,
        instead: Option<ReadingId>,
    ) -> reading::Model {
        let value = |zone: usize| row.values.get(zone).map(|value| value.0);
        let explanation = match row.kind {
            Kind::Ordinary => None,
            Kind::Replaced => Some(Explanation::MeterReplaced),
            Kind::RolledOver => Some(Explanation::RolledOver),
        };
        reading::Model {
            id: ReadingId(Uuid::now_v7()),
            meter_id: self.meter.id,
            period: row.period(),
            taken_on: row.on,
            recorded_at: ctx.now,
            value_1: value(0).unwrap_or_default(),
            value_2: value(1),
            value_3: value(2),
            value_4: value(3),
            source: Source::Import.code().to_owned(),
            needs_review,
            explanation: explanation.map(|said| said.code().to_owned()),
            corrects_id: instead,
            submission_id: None,
            person_id: ctx.actor.user().ok(),
        }
    }
}

enum Placed {
    New,
    /// In place of one that is recorded.
    Instead(ReadingId, Point),
    /// Nothing new.
    Same,
    /// Another row of the file says something else for the month.
    Repeats(usize),
}

impl Point {
    fn recorded(reading: &reading::Model, meter: &Meter) -> Self {
        let values = [Some(reading.value_1), reading.value_2, reading.value_3, reading.value_4];
        Self {
            values: values.into_iter().take(meter.zones().len()).flatten().map(Quantity).collect(),
            taken_on: reading.taken_on,
            counts: !reading.needs_review,
            restarts: reading.explanation.is_some(),
            recorded: Some(Recorded { id: reading.id, imported: reading.source == Source::Import.code() }),
            row: None,
        }
    }
}

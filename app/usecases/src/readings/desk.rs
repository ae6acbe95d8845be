use crate::Ctx;
use domain::{
    calendar::Period,
    ids::{MeterId, ReadingId, SubmissionId},
    readings::{
        AnsweredLine, Entry, Explanation, Line, MeterRow, Reading, ReadingState, SubmissionWindow, Verdict,
        check_reading, meter_row,
    },
};
use std::collections::HashMap;
use store::readings::{NewReading, Sheet, Source};
use uuid::Uuid;

/// Where the rows of one submission are judged.
pub(super) struct Desk<'a> {
    ctx: &'a Ctx,
    source: Source,
    submission: SubmissionId,
    period: Period,
    accepted: bool,
    window: SubmissionWindow,
    rows: HashMap<MeterId, MeterRow>,
    pub(super) taken: Vec<NewReading>,
}

impl<'a> Desk<'a> {
    pub(super) fn new(
        ctx: &'a Ctx,
        source: Source,
        submission: SubmissionId,
        period: Period,
        sheet: Sheet,
    ) -> Self {
        let rows = sheet.rows.into_iter().map(|row| {
            let factor = row.expired_factor;
            let row = meter_row(row.meter, &row.readings, period);
            (row.meter.id, MeterRow { expired_factor: factor, ..row })
        });
        Self {
            ctx,
            source,
            submission,
            period,
            accepted: sheet.accepted,
            window: sheet.window,
            rows: rows.collect(),
            taken: Vec::new(),
        }
    }

    /// Whether every row is of a meter of the account.
    pub(super) fn knows(&self, lines: &[Line]) -> bool {
        lines.iter().all(|line| self.rows.contains_key(&line.meter))
    }

    /// Readings are given for the period that is due; in an earlier one they are only corrected.
    pub(super) fn is_open_for(&self, lines: &[Line]) -> bool {
        let due = self.window.due_period(self.ctx.today());
        let given = |line: &Line| self.rows.get(&line.meter).is_some_and(|row| row.current.is_some());
        self.period == due || (self.period < due && lines.iter().all(given))
    }

    /// Judges the rows one after the other; what is taken gathers in `taken`.
    pub(super) fn answer(&mut self, lines: &[Line]) -> Vec<AnsweredLine> {
        lines.iter().filter_map(|line| self.answer_one(line)).collect()
    }

    fn answer_one(&mut self, line: &Line) -> Option<AnsweredLine> {
        let row = self.rows.get_mut(&line.meter)?;
        let entry = Entry {
            values: &line.values,
            explanation: line.explanation,
            base: line.base,
            period: self.period,
            period_accepted: self.accepted,
            window: self.window,
            today: self.ctx.today(),
        };
        let verdict = check_reading(row, entry);
        if let Verdict::Taken { values, state, .. } = &verdict
            && row.current.as_ref().is_none_or(|current| current.is_refused() || current.values != *values)
        {
            let new = Reading {
                id: ReadingId(Uuid::now_v7()),
                period: self.period,
                taken_on: entry.taken_on(row),
                values: values.clone(),
                state: *state,
                refusal: None,
            };
            self.taken.push(NewReading {
                id: new.id,
                meter: line.meter,
                period: new.period,
                taken_on: new.taken_on,
                recorded_at: self.ctx.now,
                values: new.values.clone(),
                source: self.source,
                needs_review: new.state == ReadingState::ForReview,
                explanation: line.explanation.filter(|said| *said != Explanation::Typo),
                corrects: row.current.as_ref().map(|current| current.id),
                submission: Some(self.submission),
                person: self.ctx.actor.user().ok(),
            });
            row.current = Some(new);
        }
        Some(AnsweredLine {
            meter: line.meter,
            values: line.values.clone(),
            explanation: line.explanation,
            verdict,
        })
    }
}

//! Meter readings (показания): what a dial shows, for which month it counts, and what to think of it.
mod check;
mod history;
mod meter;
mod progress;
mod review;
mod submission;
mod window;

#[cfg(test)]
pub(crate) mod tests;

pub use check::{Entry, Explanation, Note, Question, Refusal, Verdict, check_reading};
pub use history::{History, HistoryCell, HistoryMonth, Pace, consumption, meter_row};
pub use meter::{Meter, MeterRow, Reading, ReadingState, Resource, VerificationState, Zone};
pub use progress::{Estimate, HouseProgress, MissingAccount, MissingMeter, MissingPage, MonthPage, estimate};
pub use review::{
    Concern, Decision, Doubt, Proposal, ReadingSheet, ReadingSource, Review, ReviewPage, WaitingReading, Why,
    doubt,
};
pub use submission::{AnsweredLine, CallerReadings, Line, ReadingsPage, Submission, SubmissionAnswer};
pub use window::{SubmissionWindow, WindowState};

//! Meter readings (показания): what a dial shows, for which month it counts, and what to think of it.
mod check;
mod history;
mod meter;
mod submission;
mod window;

#[cfg(test)]
mod tests;

pub use check::{Entry, Explanation, Note, Question, Refusal, Verdict, check_reading};
pub use history::{History, HistoryCell, HistoryMonth, Pace, consumption, meter_row};
pub use meter::{Meter, MeterRow, Reading, ReadingState, Resource, VerificationState, Zone};
pub use submission::{AnsweredLine, Line, ReadingsPage, Submission, SubmissionAnswer};
pub use window::{SubmissionWindow, WindowState};

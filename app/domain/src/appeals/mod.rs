//! Appeals (обращения): what somebody writes to the company, by when they are answered, how it goes on, and what its pages show.
mod clock;
mod form;
mod kind;
mod pages;
mod staff;
mod state;
mod story;
mod template;

pub use clock::{Asker, Marks, clock, due, last_extension, may_be_extended};
pub use form::{
    Addition, Answer, Assignment, CheckedAppeal, Extension, MAX_TEXT, NewAppeal, Note, check_addition,
    check_answer, check_appeal, check_extension, check_note,
};
pub use kind::Kind;
pub use pages::{AppealCard, AppealPage, AppealsPage, NewAppealForm};
pub use staff::{
    AssigneeFilter, Colleague, Inbox, InboxCounts, InboxFilter, InboxRow, Phrase, StaffAppeal, TemplateCard,
    TemplatesPage,
};
pub use state::{State, Step, advance, steps};
pub use story::{Assignee, Change, Entry, Happening};
pub use template::{CheckedTemplate, EditedTemplate, PLACEHOLDERS, Values, check_template, fill};

#[cfg(test)]
mod tests;

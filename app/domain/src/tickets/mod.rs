//! Tickets (заявки): what is asked for, by when it has to be done, how it moves on, and what its pages show.
mod category;
mod clock;
mod form;
mod kind;
mod limits;
mod pages;
mod recognise;
mod staff;
mod state;
mod story;

pub use category::{Category, Whose};
pub use clock::{Clock, Marks, Standing, clocks, headline};
pub(crate) use clock::{due as due_of, end_of};
pub use form::{
    CallersTicket, CheckedTicket, MAX_TEXT, NewComment, NewTicket, Rating, Verdict, check_comment,
    check_note, check_ticket, check_until,
};
pub use kind::Kind;
pub use limits::{Act, Clause, Limit, Limits, Term, Unit};
pub use pages::{Contact, NewTicketForm, Offer, Offered, TicketCard, TicketPage, TicketsPage};
pub use recognise::{recognise, sort};
pub use staff::{
    Around, Assignment, Board, BoardCounts, BoardFilter, BoardKey, BoardRow, CallDesk, Caller, Executor,
    ExecutorFilter, Finding, House, Move, Sorting, StaffTicket,
};
pub use state::{By, State, Step, advance, steps};
pub use story::{Author, Entry, Happening, What};

#[cfg(test)]
mod tests;

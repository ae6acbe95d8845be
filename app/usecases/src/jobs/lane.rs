//! The queues of the outbox.
use store::outbox;

/// The kind of [`super::Job::Push`].
pub(super) const PUSH: &str = "push";

/// What stands in one queue. Push services are many and strangers: one that does not answer holds up no letters.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lane {
    Pushes,
    EverythingElse,
}

impl Lane {
    pub const ALL: [Self; 2] = [Self::EverythingElse, Self::Pushes];

    pub(super) const fn of_outbox(self) -> outbox::Lane {
        match self {
            Self::Pushes => outbox::Lane::Only(PUSH),
            Self::EverythingElse => outbox::Lane::Without(PUSH),
        }
    }
}

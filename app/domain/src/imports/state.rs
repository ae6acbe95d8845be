use serde::{Deserialize, Serialize};

/// How far an import is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum State {
    /// Its columns are to be chosen.
    Columns,
    /// Its rows are looked through; nothing is written.
    Preparing,
    /// What it would do can be seen.
    Ready,
    Committing,
    Done,
    Undoing,
    Undone,
    Cancelled,
    /// The file turned out to be unreadable.
    Failed,
}

/// What a person does with an import.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Step {
    /// Choose columns, for the first time or anew.
    Choose,
    Commit,
    Undo,
    Cancel,
}

impl State {
    pub const ALL: [Self; 9] = [
        Self::Columns,
        Self::Preparing,
        Self::Ready,
        Self::Committing,
        Self::Done,
        Self::Undoing,
        Self::Undone,
        Self::Cancelled,
        Self::Failed,
    ];

    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Columns => "columns",
            Self::Preparing => "preparing",
            Self::Ready => "ready",
            Self::Committing => "committing",
            Self::Done => "done",
            Self::Undoing => "undoing",
            Self::Undone => "undone",
            Self::Cancelled => "cancelled",
            Self::Failed => "failed",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether a job is at it.
    #[must_use]
    pub const fn is_working(self) -> bool {
        matches!(self, Self::Preparing | Self::Committing | Self::Undoing)
    }

    /// Where a step leads; `None` where it cannot be taken. What is being written is not cancelled: it is undone afterwards.
    #[must_use]
    pub const fn after(self, step: Step) -> Option<Self> {
        match (self, step) {
            (Self::Columns | Self::Ready | Self::Failed, Step::Choose) => Some(Self::Preparing),
            (Self::Ready, Step::Commit) => Some(Self::Committing),
            (Self::Done, Step::Undo) => Some(Self::Undoing),
            (Self::Columns | Self::Preparing | Self::Ready | Self::Failed, Step::Cancel) => {
                Some(Self::Cancelled)
            }
            _ => None,
        }
    }
}

use serde::{Deserialize, Serialize};

/// Where a ticket stands: новая, на исполнении, отложена, выполнена, отклонена, закрыта.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum State {
    Open,
    InProgress,
    Deferred,
    Completed,
    Declined,
    Closed,
}

/// What somebody does with a ticket to move it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Step {
    Start,
    Defer,
    Complete,
    Decline,
    /// Back to the new ones: taken from whoever works on it, or no longer put off.
    Reopen,
    /// «Вернуть в работу»: it is not done.
    Return,
    Close,
    /// The resident needs it no more.
    TakeBack,
}

/// Which side acts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum By {
    /// Somebody of the household whose ticket it is.
    Resident,
    /// Staff with the permission to handle tickets; also for a caller.
    Staff,
}

impl State {
    pub const ALL: [Self; 6] =
        [Self::Open, Self::InProgress, Self::Deferred, Self::Completed, Self::Declined, Self::Closed];

    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Open => "open",
            Self::InProgress => "in_progress",
            Self::Deferred => "deferred",
            Self::Completed => "completed",
            Self::Declined => "declined",
            Self::Closed => "closed",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether something is still to be done.
    #[must_use]
    pub const fn is_active(self) -> bool {
        matches!(self, Self::Open | Self::InProgress | Self::Deferred)
    }
}

impl Step {
    pub const ALL: [Self; 8] = [
        Self::Start,
        Self::Defer,
        Self::Complete,
        Self::Decline,
        Self::Reopen,
        Self::Return,
        Self::Close,
        Self::TakeBack,
    ];

    /// The state after it, wherever it is allowed.
    #[must_use]
    pub const fn leads_to(self) -> State {
        match self {
            Self::Start => State::InProgress,
            Self::Defer => State::Deferred,
            Self::Complete => State::Completed,
            Self::Decline | Self::TakeBack => State::Declined,
            Self::Reopen | Self::Return => State::Open,
            Self::Close => State::Closed,
        }
    }

    /// Whether it has to be explained: the resident reads why, or what was done; whoever works on it reads what is still wrong.
    #[must_use]
    pub const fn needs_words(self) -> bool {
        matches!(self, Self::Defer | Self::Decline | Self::Complete | Self::Return)
    }
}

impl By {
    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Resident => "resident",
            Self::Staff => "staff",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Resident, Self::Staff].into_iter().find(|by| by.code() == code)
    }
}

/// The state after a step; `None` where it is not allowed. A declined ticket and a closed one stay as they are.
#[must_use]
pub const fn advance(state: State, step: Step, by: By) -> Option<State> {
    use State::{Completed, Deferred, InProgress, Open};
    let allowed = match (by, step) {
        // Nobody works on it yet: staff may begin, the resident may take it back. For a caller staff decline it and say why.
        (By::Staff, Step::Start) | (By::Resident, Step::TakeBack) => matches!(state, Open),
        (By::Staff, Step::Defer) => matches!(state, Open | InProgress),
        (By::Staff, Step::Complete) => matches!(state, InProgress),
        (By::Staff, Step::Decline) => matches!(state, Open | InProgress | Deferred),
        (By::Staff, Step::Reopen) => matches!(state, InProgress | Deferred),
        // Staff return or close it for a caller.
        (By::Resident | By::Staff, Step::Return | Step::Close) => matches!(state, Completed),
        (By::Resident, Step::Start | Step::Defer | Step::Complete | Step::Decline | Step::Reopen)
        | (By::Staff, Step::TakeBack) => false,
    };
    if allowed { Some(step.leads_to()) } else { None }
}

/// What a side may do next: the buttons of its page.
#[must_use]
pub fn steps(state: State, by: By) -> Vec<Step> {
    Step::ALL.into_iter().filter(|step| advance(state, *step, by).is_some()).collect()
}

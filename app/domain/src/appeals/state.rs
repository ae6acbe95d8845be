use crate::tickets::By;
use serde::{Deserialize, Serialize};

/// Where an appeal stands: новое, в работе, есть ответ, возобновлено, закрыто.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum State {
    New,
    InWork,
    Answered,
    Reopened,
    Closed,
}

/// What somebody does with an appeal to move it on.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Step {
    /// An employee takes it, or is given it.
    Take,
    /// Also one more answer to what is answered.
    Answer,
    /// The answer did not help.
    Reopen,
    /// The resident needs no more.
    Close,
}

impl State {
    pub const ALL: [Self; 5] = [Self::New, Self::InWork, Self::Answered, Self::Reopened, Self::Closed];

    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::New => "new",
            Self::InWork => "in_work",
            Self::Answered => "answered",
            Self::Reopened => "reopened",
            Self::Closed => "closed",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|state| state.code() == code)
    }

    /// Whether an answer is owed.
    #[must_use]
    pub const fn is_waiting(self) -> bool {
        matches!(self, Self::New | Self::InWork | Self::Reopened)
    }
}

impl Step {
    pub const ALL: [Self; 4] = [Self::Take, Self::Answer, Self::Reopen, Self::Close];

    /// The state after it, wherever it is allowed.
    #[must_use]
    pub const fn leads_to(self) -> State {
        match self {
            Self::Take => State::InWork,
            Self::Answer => State::Answered,
            Self::Reopen => State::Reopened,
            Self::Close => State::Closed,
        }
    }
}

/// The state after a step; `None` where it is not allowed. Only the resident ends the talk: an answer that did not help is none.
#[must_use]
pub const fn advance(state: State, step: Step, by: By) -> Option<State> {
    use State::{Answered, Closed, New, Reopened};
    let allowed = match (by, step) {
        (By::Staff, Step::Take) => matches!(state, New | Reopened),
        (By::Staff, Step::Answer) | (By::Resident, Step::Close) => !matches!(state, Closed),
        (By::Resident, Step::Reopen) => matches!(state, Answered),
        (By::Staff, Step::Reopen | Step::Close) | (By::Resident, Step::Take | Step::Answer) => false,
    };
    if allowed { Some(step.leads_to()) } else { None }
}

/// What a side may do next: the buttons of its page.
#[must_use]
pub fn steps(state: State, by: By) -> Vec<Step> {
    Step::ALL.into_iter().filter(|step| advance(state, *step, by).is_some()).collect()
}

use serde::{Deserialize, Serialize};

/// What an appeal is about (тип обращения).
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Kind {
    /// Справка.
    Certificate,
    /// Начисления и перерасчёт.
    Charges,
    /// Качество услуг.
    Quality,
    /// Содержание дома.
    Upkeep,
    /// Жалоба.
    Complaint,
    /// Предложение.
    Suggestion,
    /// Запрос документов и сведений о доме.
    Documents,
    Other,
}

impl Kind {
    pub const ALL: [Self; 8] = [
        Self::Certificate,
        Self::Charges,
        Self::Quality,
        Self::Upkeep,
        Self::Complaint,
        Self::Suggestion,
        Self::Documents,
        Self::Other,
    ];

    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Certificate => "certificate",
            Self::Charges => "charges",
            Self::Quality => "quality",
            Self::Upkeep => "upkeep",
            Self::Complaint => "complaint",
            Self::Suggestion => "suggestion",
            Self::Documents => "documents",
            Self::Other => "other",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }
}

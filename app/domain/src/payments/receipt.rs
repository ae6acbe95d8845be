use crate::money::Money;
use chrono::NaiveDateTime;
use serde::{Deserialize, Serialize};

/// Кассовый чек (54-ФЗ).
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiscalReceipt {
    pub kind: ReceiptKind,
    /// Company time.
    pub at: NaiveDateTime,
    pub items: Vec<ReceiptItem>,
    /// Once the cash register has registered it.
    pub marks: Option<FiscalMarks>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum ReceiptKind {
    /// Приход.
    Payment,
    /// Возврат прихода.
    Refund,
}

/// A line of it: a service of one recipient, or the fee.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct ReceiptItem {
    /// «Квартплата, ЛС 7000418».
    pub name: String,
    pub amount: Money,
}

/// Фискальные признаки: what tells one receipt from all others.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FiscalMarks {
    /// ФН, the storage device.
    pub storage: String,
    /// ФД, the document.
    pub document: String,
    /// ФПД, the attribute of the document.
    pub attribute: String,
}

impl FiscalReceipt {
    #[must_use]
    pub fn total(&self) -> Money {
        self.items.iter().map(|item| item.amount).sum()
    }
}

impl ReceiptKind {
    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Payment => "payment",
            Self::Refund => "refund",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        [Self::Payment, Self::Refund].into_iter().find(|kind| kind.code() == code)
    }
}

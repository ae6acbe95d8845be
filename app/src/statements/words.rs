//! What reasons and outcomes of payments are called.
use domain::{
    matching::Reason,
    statements::{Outcome, Unplaced},
};

pub(super) const PAYMENTS: &str = "/staff/payments";
pub(super) const SETTLED: &str = "/staff/payments/settled";
pub(super) const DAYS: &str = "/staff/payments/days";

/// «номер счёта в назначении».
pub(super) const fn reason(reason: Reason) -> &'static str {
    match reason {
        Reason::AccountColumn => "номер счёта в строке банка",
        Reason::AccountMarked => "номер счёта после «ЛС» в назначении",
        Reason::AccountMentioned => "номер счёта встретился в назначении",
        Reason::FullName => "плательщик назван как собственник",
        Reason::Surname => "фамилия собственника",
        Reason::Sum => "сумма как в квитанции",
    }
}

/// Why a payment waits.
pub(super) const fn unplaced(why: Unplaced) -> &'static str {
    match why {
        Unplaced::NoAccount => "лицевой счёт не назван",
        Unplaced::UnknownAccount => "такого лицевого счёта нет",
        Unplaced::ClosedAccount => "лицевой счёт закрыт",
        Unplaced::UnknownRecipient => "получатель не узнан",
        Unplaced::Uncertain => "счёт похож, но уверенности нет",
        Unplaced::Several => "подходят несколько счетов",
    }
}

/// «Вернуть плательщику»: as one chooses it, and as one reads it afterwards.
pub(super) const fn outcome(outcome: Outcome) -> (&'static str, &'static str) {
    match outcome {
        Outcome::Returned => ("Вернуть плательщику", "возвращается плательщику"),
        Outcome::Aside => ("Это не оплата жителя", "не оплата жителя"),
        Outcome::Acquirer => ("Эквайер перечислил оплаты за день", "деньги эквайера"),
    }
}

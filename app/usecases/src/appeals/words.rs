//! The Russian words of appeals in letters.
use chrono::NaiveDate;
use domain::appeals::Kind;

/// «начисления и перерасчёт»
pub(super) const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Certificate => "справка",
        Kind::Charges => "начисления и перерасчёт",
        Kind::Quality => "качество услуг",
        Kind::Upkeep => "содержание дома",
        Kind::Complaint => "жалоба",
        Kind::Suggestion => "предложение",
        Kind::Documents => "документы и сведения о доме",
        Kind::Other => "другое",
    }
}

pub(super) fn day(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

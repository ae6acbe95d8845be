//! The Russian words of tickets in letters.
use chrono::{NaiveDate, NaiveDateTime};
use domain::tickets::State;

/// «на исполнении».
pub(crate) const fn state(state: State) -> &'static str {
    match state {
        State::Open => "снова новая",
        State::InProgress => "на исполнении",
        State::Deferred => "отложена",
        State::Completed => "выполнена",
        State::Declined => "отклонена",
        State::Closed => "закрыта",
    }
}

/// «25.01.2018 13:32».
pub(super) fn due(moment: NaiveDateTime) -> String {
    moment.format("%d.%m.%Y %H:%M").to_string()
}

pub(super) fn day(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

/// «Файлы: щиток.jpg, акт.pdf»
pub(super) fn files(names: &[String]) -> String {
    let word = if names.len() == 1 { "Файл" } else { "Файлы" };
    format!("{word}: {}", names.join(", "))
}

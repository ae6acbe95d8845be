//! What is said about readings that wait.
use crate::readings::face::{grouped, zone_word};
use domain::{
    quantity::Quantity,
    readings::{Concern, Explanation, Meter, Question, ReadingSource, WaitingReading, Why},
};

/// As a filter names it.
pub(super) const fn concern(concern: Concern) -> &'static str {
    match concern {
        Concern::Below => "Меньше прежнего",
        Concern::AboveLater => "Больше следующего",
        Concern::AboveUsual => "Слишком много",
        Concern::Swapped => "Зоны перепутаны",
        Concern::RolledOver => "Через ноль",
        Concern::Idle => "Нет расхода",
        Concern::Settled => "Вопрос снят",
    }
}

/// «меньше предыдущего на 10»
pub(super) fn why(reading: &WaitingReading) -> String {
    let meter = &reading.row.meter;
    match (reading.doubt.concern, &reading.doubt.question) {
        (Concern::RolledOver, _) => "похоже, прошёл через ноль".to_owned(),
        (_, Some(Question::BelowPrevious { zone, value, previous, .. })) => {
            let less = meter.dial.format(Quantity(previous.0 - value.0));
            format!("{}меньше предыдущего на {less}", in_zone(meter, *zone))
        }
        (Concern::AboveLater, _) => "больше показания следующего месяца".to_owned(),
        (_, Some(Question::AboveUsual { zone, consumption, usual })) => format!(
            "{}расход {}, обычно {}",
            in_zone(meter, *zone),
            grouped(meter.dial, *consumption),
            grouped(meter.dial, *usual)
        ),
        (_, Some(Question::ZonesSwapped { .. })) => "похоже, зоны перепутаны".to_owned(),
        (_, Some(Question::NothingUsed)) => match reading.row.idle_months {
            0 => "расхода нет".to_owned(),
            months => format!("расхода нет {} мес. подряд", months + 1),
        },
        (_, None) if reading.row.previous.is_none() => "сравнить не с чем".to_owned(),
        (_, Some(Question::Conflict { .. }) | None) => "уже не выглядит странным".to_owned(),
    }
}

fn in_zone(meter: &Meter, zone: usize) -> String {
    match meter.zones().get(zone).map_or("", |zone| zone_word(*zone)) {
        "" => String::new(),
        word => format!("{word}: "),
    }
}

/// What the resident said to the question.
pub(super) const fn explanation(said: Explanation) -> &'static str {
    match said {
        Explanation::Typo => "опечатка",
        Explanation::RolledOver => "прошёл через ноль",
        Explanation::MeterReplaced => "счётчик заменили",
        Explanation::PreviousWrong => "предыдущее неверное",
        Explanation::Correct => "всё верно",
        Explanation::NobodyHome => "никого не было",
    }
}

/// Why other values make sense.
pub(super) const fn proposal(why: Why) -> (&'static str, &'static str) {
    match why {
        Why::RolledOver => {
            ("Похоже, счётчик прошёл через ноль", "Расход выйдет обычным, если принять как есть.")
        }
        Why::Swapped => ("Похоже, зоны перепутаны", "Если поменять их местами, расход выйдет обычным."),
        Why::Typo => {
            ("Похоже на опечатку", "Одна цифра другая или две рядом переставлены, и расход выйдет обычным.")
        }
    }
}

pub(super) const fn source(source: ReadingSource) -> &'static str {
    match source {
        ReadingSource::Resident => "сдал житель",
        ReadingSource::Staff => "записал сотрудник по звонку",
        ReadingSource::Import => "загружено из файла",
    }
}

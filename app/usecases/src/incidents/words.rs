//! The Russian words of incidents in letters.
use chrono::NaiveDateTime;
use domain::{
    incidents::{IncidentKind, Turn},
    tickets::Category,
};

/// «Закончилось: плановое отключение, холодная вода».
pub(crate) fn title(turn: Turn, kind: IncidentKind, of: Category) -> String {
    let what = match kind {
        IncidentKind::Planned => "плановое отключение",
        IncidentKind::Emergency => "авария",
    };
    let of = category(of);
    match (turn, kind) {
        (Turn::Announced, IncidentKind::Planned) => format!("Плановое отключение: {of}"),
        (Turn::Announced, IncidentKind::Emergency) => format!("Авария: {of}"),
        (Turn::Changed, _) => format!("Изменилось: {what}, {of}"),
        (Turn::Elsewhere, _) => format!("Вас больше не касается: {what}, {of}"),
        (Turn::Ended, _) => format!("Закончилось: {what}, {of}"),
        (Turn::Cancelled, _) => format!("Отменено: {what}, {of}"),
    }
}

/// «холодная вода».
const fn category(category: Category) -> &'static str {
    match category {
        Category::Electricity => "электричество",
        Category::ColdWater => "холодная вода",
        Category::HotWater => "горячая вода",
        Category::Heating => "отопление",
        Category::Gas => "газ",
        Category::Plumbing => "сантехника",
        Category::Sewage => "канализация",
        Category::Chute => "мусоропровод",
        Category::Lift => "лифт",
        Category::Entrance => "подъезд",
        Category::Roof => "крыша",
        Category::Meter => "счётчики",
        Category::Yard => "двор и уборка",
        Category::Other => "другое",
    }
}

/// «25.01.2018 с 11:40 до 15:40», as it stands in a sentence.
pub(crate) fn span(from: NaiveDateTime, to: Option<NaiveDateTime>) -> String {
    let moment = |at: NaiveDateTime| at.format("%d.%m.%Y %H:%M").to_string();
    match to {
        Some(to) if to.date() == from.date() => {
            format!("{} до {}", from.format("%d.%m.%Y с %H:%M"), to.format("%H:%M"))
        }
        Some(to) => format!("с {} до {}", moment(from), moment(to)),
        None => format!("с {}, когда закончится, пока неизвестно", moment(from)),
    }
}

#[cfg(test)]
mod tests {
    use super::span;

    #[test]
    fn a_day_is_named_once_and_an_unknown_end_is_said() {
        let at = |text: &str| text.parse().unwrap();
        let from = at("2018-01-25T11:40:00");
        assert_eq!(span(from, Some(at("2018-01-25T15:40:00"))), "25.01.2018 с 11:40 до 15:40");
        assert_eq!(span(from, Some(at("2018-01-26T09:00:00"))), "с 25.01.2018 11:40 до 26.01.2018 09:00");
        assert!(span(from, None).ends_with("пока неизвестно"));
    }
}

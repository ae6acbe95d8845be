//! The words of news that errors and pages need.
use crate::ui::{date, plural, time};
use domain::{
    Rule,
    news::{NewsKind, NewsState},
};

/// «отключение»
#[must_use]
pub const fn kind(kind: NewsKind) -> &'static str {
    match kind {
        NewsKind::Ordinary => "объявление",
        NewsKind::Planned => "отключение",
        NewsKind::Emergency => "авария",
    }
}

/// «черновик»
#[must_use]
pub const fn state(state: NewsState) -> &'static str {
    match state {
        NewsState::Draft => "черновик",
        NewsState::Scheduled => "ждёт срока",
        NewsState::Published => "опубликована",
        NewsState::Expired => "срок вышел",
        NewsState::Withdrawn => "снята",
    }
}

/// «131 житель»
#[must_use]
pub fn people(count: i64) -> String {
    counted(count, "житель", "жителя", "жителей")
}

/// «для 131 жителя»
#[must_use]
pub fn for_people(count: i64) -> String {
    format!("для {}", counted(count, "жителя", "жителей", "жителей"))
}

/// «84 помещения»
#[must_use]
pub fn units(count: i64) -> String {
    counted(count, "помещение", "помещения", "помещений")
}

/// A number with its noun.
#[must_use]
pub fn counted(count: i64, one: &'static str, few: &'static str, many: &'static str) -> String {
    format!("{count}\u{a0}{}", plural(count.unsigned_abs(), one, few, many))
}

pub(super) fn rule(rule: &Rule) -> String {
    match rule {
        Rule::NewsTitleMissing => {
            "Напишите заголовок: его видно на плитке. Пример: «26.01.2018 г. отключение отопления».".into()
        }
        Rule::NewsTextMissing => {
            "Напишите, что произойдёт, где и когда. Пример: «Отопления не будет с 10:00 до 14:00».".into()
        }
        Rule::AudienceMissing => "Выберите, кому показать: всем, домам, подъездам или помещениям.".into(),
        Rule::NoSuchAccounts { numbers } => {
            let which = if numbers.len() == 1 {
                "Такого лицевого счета нет"
            } else {
                "Таких лицевых счетов нет"
            };
            format!("{which}: {}. Пример: 7000418, 7000425.", numbers.join(", "))
        }
        Rule::NoSuchMoment => "Такой даты нет. Выберите день в календаре. Пример: 26.01.2018.".into(),
        Rule::DayOver => "Этот день уже прошёл. Выберите сегодняшний или более поздний.".into(),
        Rule::SavedMeanwhile { at, by } => {
            let who = by.as_ref().map(|by| format!(" ({by})")).unwrap_or_default();
            format!(
                "Пока вы писали, новость изменили {} в {}{who}. Откройте её в новой вкладке, сравните и перенесите своё.",
                date(at.date()),
                time(*at)
            )
        }
        _ => String::new(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn residents_are_counted_in_russian() {
        assert_eq!(people(131), "131\u{a0}житель");
        assert_eq!(for_people(131), "для 131\u{a0}жителя");
        assert_eq!(for_people(2), "для 2\u{a0}жителей");
        assert_eq!(units(84), "84\u{a0}помещения");
    }

    #[test]
    fn numbers_that_are_not_known_are_named() {
        let wrong = Rule::NoSuchAccounts { numbers: vec!["7".into(), "8".into()] };
        assert_eq!(rule(&wrong), "Таких лицевых счетов нет: 7, 8. Пример: 7000418, 7000425.");
    }
}

//! The words of appeals that errors need.
use crate::ui::date;
use chrono::NaiveDate;
use domain::{
    access::Role,
    appeals::{Change, PLACEHOLDERS, State},
};

/// «в работе»
#[must_use]
pub const fn state(state: State) -> &'static str {
    match state {
        State::New => "новое",
        State::InWork => "в работе",
        State::Answered => "есть ответ",
        State::Reopened => "возобновлено",
        State::Closed => "закрыто",
    }
}

pub(super) fn not_in_this_state(now: State) -> String {
    let advice = match now {
        State::New | State::InWork | State::Reopened => "На него ещё не ответили.",
        State::Answered => "Если ответ не помог, обращение можно продолжить.",
        State::Closed => "Если вопрос остался, напишите новое обращение.",
    };
    format!("Сейчас обращение: {}. {advice}", state(now))
}

/// What others did while somebody was typing.
pub(super) fn changed_meanwhile(changes: &[Change]) -> String {
    let done: Vec<String> = changes.iter().map(change).collect();
    format!(
        "Пока вы заполняли форму, обращение изменилось: {}. Проверьте и отправьте ещё раз.",
        done.join("; ")
    )
}

fn change(change: &Change) -> String {
    match change {
        Change::Asked => "оно подано".into(),
        Change::Added => "житель дополнил его".into(),
        Change::Assigned { to: Some((email, role)) } => {
            format!("теперь его ведёт {} {email}", super::role(*role).to_lowercase())
        }
        Change::Assigned { to: None } => "его больше никто не ведёт".into(),
        Change::Answered => "на него ответили".into(),
        Change::Noted => "появилась заметка".into(),
        Change::Extended { until } => format!("срок продлён до {}", date(*until)),
        Change::Reopened => "житель продолжил его".into(),
        Change::Closed => "житель закрыл его".into(),
    }
}

pub(super) fn extended_already(until: NaiveDate) -> String {
    format!("Срок уже продлён до {}, второй раз нельзя.", date(until))
}

pub(super) fn extension_outside(first: NaiveDate, last: NaiveDate) -> String {
    format!("Выберите день с {} по {}: продлить можно не больше чем на 30 дней.", date(first), date(last))
}

pub(super) fn placeholder_unknown(name: &str) -> String {
    let known = PLACEHOLDERS.map(|name| format!("{{{name}}}")).join(", ");
    format!("Подстановки «{{{name}}}» нет. Есть такие: {known}.")
}

/// «Бухгалтер, accountant@example.org»
#[must_use]
pub fn employee(role: Role, email: &str) -> String {
    format!("{}, {email}", super::role(role))
}

//! The words of appeals on both sides.
use crate::{
    text::appeals::state as state_word,
    ui::{Badge, IconName, Tone, date},
};
use chrono::NaiveDate;
use domain::{
    access::Role,
    appeals::{Kind, State},
    tickets::Author,
};
use leptos::prelude::*;

/// «Справка», and what it is for.
pub const fn kind(kind: Kind) -> (&'static str, &'static str) {
    match kind {
        Kind::Certificate => ("Справка", "о долге, составе семьи, для банка или суда"),
        Kind::Charges => ("Начисления и перерасчёт", "вопрос по квитанции, просьба пересчитать"),
        Kind::Quality => ("Качество услуг", "холодно, плохая вода, шум"),
        Kind::Upkeep => ("Содержание дома", "ремонт, уборка, двор"),
        Kind::Complaint => ("Жалоба", "на работу сотрудников или подрядчика"),
        Kind::Suggestion => ("Предложение", "что сделать лучше"),
        Kind::Documents => ("Документы и сведения", "отчёты, договоры, акты по дому"),
        Kind::Other => ("Другое", "если ничто не подошло"),
    }
}

/// «есть ответ 25.01.2018»: a word, a shape and a colour.
pub fn state_badge(state: State, at: Option<NaiveDate>) -> AnyView {
    let (tone, icon) = match state {
        State::New => (None, IconName::Clock),
        State::InWork => (Some(Tone::Info), IconName::Edit),
        State::Answered => (Some(Tone::Ok), IconName::Check),
        State::Reopened => (Some(Tone::Ask), IconName::Refresh),
        State::Closed => (None, IconName::Check),
    };
    let word = state_word(state);
    let label = at.map_or_else(|| word.to_owned(), |at| format!("{word} {}", date(at)));
    match tone {
        Some(tone) => view! { <Badge tone=tone icon=icon label=label /> }.into_any(),
        None => view! { <Badge icon=icon label=label /> }.into_any(),
    }
}

/// «№ 1042»
pub fn numbered(number: i64) -> String {
    format!("№\u{a0}{number}")
}

/// Who wrote an entry, as others read it.
pub const fn author(author: Author) -> &'static str {
    match author {
        Author::You => "Вы",
        Author::Resident => "Житель",
        Author::Staff(Some(Role::Accountant)) => "Бухгалтер",
        Author::Staff(Some(Role::Manager)) => "Управляющий",
        Author::Staff(_) => "Управляющая компания",
    }
}

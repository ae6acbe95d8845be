//! The words of tickets on both sides: categories, kinds, limits and where the law says so.
use crate::{
    text::tickets::state as state_word,
    ui::{Badge, IconName, Tone, date, date_time, plural, time},
};
use chrono::{NaiveDate, NaiveDateTime};
use domain::{
    access::Role,
    tickets::{Act, Author, Category, Clause, Kind, Limit, State, Term, Whose},
};
use leptos::prelude::*;

#[cfg(test)]
mod tests;

/// «Электричество» with an example for whoever does not know what belongs where.
pub const fn category(category: Category) -> (&'static str, &'static str) {
    match category {
        Category::Electricity => ("Электричество", "нет света, искрит розетка"),
        Category::ColdWater => ("Холодная вода", "нет воды, слабый напор"),
        Category::HotWater => ("Горячая вода", "нет воды, чуть тёплая"),
        Category::Heating => ("Отопление", "холодные батареи"),
        Category::Gas => ("Газ", "пахнет газом"),
        Category::Plumbing => ("Сантехника", "капает кран, течёт труба"),
        Category::Sewage => ("Канализация", "засор, вода не уходит"),
        Category::Chute => ("Мусоропровод", "засорился, сломан клапан"),
        Category::Lift => ("Лифт", "не едет, застрял"),
        Category::Entrance => ("Подъезд", "дверь, окно, домофон"),
        Category::Roof => ("Крыша", "протекает потолок"),
        Category::Meter => ("Счётчики", "проверка, пломба"),
        Category::Yard => ("Двор и уборка", "снег, мусор, газон"),
        Category::Other => ("Другое", "если ничто не подошло"),
    }
}

pub const fn category_icon(category: Category) -> IconName {
    match category {
        Category::Electricity => IconName::Bolt,
        Category::ColdWater => IconName::Drop,
        Category::HotWater => IconName::HotDrop,
        Category::Heating => IconName::Heat,
        Category::Gas => IconName::Flame,
        Category::Plumbing => IconName::Tap,
        Category::Sewage => IconName::Pipe,
        Category::Chute => IconName::Bin,
        Category::Lift => IconName::Lift,
        Category::Entrance => IconName::Door,
        Category::Roof => IconName::Roof,
        Category::Meter => IconName::Gauge,
        Category::Yard => IconName::Tree,
        Category::Other => IconName::More,
    }
}

/// «авария»: what the clocks are of.
pub const fn kind(kind: Kind) -> &'static str {
    match kind {
        Kind::Emergency => "авария",
        Kind::Sewer => "засор канализации",
        Kind::Chute => "засор мусоропровода",
        Kind::Quality => "качество услуги",
        Kind::MeterCheck => "проверка счётчика",
        Kind::Roof => "протечка кровли",
        Kind::Door => "дверь подъезда",
        Kind::Window => "разбитое окно",
        Kind::Ordinary => "обычная",
    }
}

/// «общедомовая»
pub const fn whose(whose: Whose) -> &'static str {
    match whose {
        Whose::Unit => "по квартире",
        Whose::House => "общедомовая",
    }
}

/// What has to be done within a limit: «устранить аварию»; and once it is done: «Авария устранена».
pub const fn limit(limit: Limit) -> (&'static str, &'static str) {
    match limit {
        Limit::Answer => ("ответить", "Диспетчер ответил"),
        Limit::Localise => ("устранить аварию", "Авария устранена"),
        Limit::Repair => ("исправить повреждения", "Повреждения исправлены"),
        Limit::Sewer => ("прочистить канализацию", "Канализация прочищена"),
        Limit::Chute => ("прочистить мусоропровод", "Мусоропровод прочищен"),
        Limit::Quality => ("проверить качество", "Качество проверено"),
        Limit::MeterCheck => ("проверить счётчик", "Счётчик проверен"),
        Limit::Roof => ("устранить протечку", "Протечка устранена"),
        Limit::Door => ("починить дверь", "Дверь починена"),
        Limit::WindowInWinter | Limit::WindowInSummer => ("заменить стекло", "Стекло заменено"),
        Limit::Ordinary => ("рассмотреть заявку", "Заявка рассмотрена"),
        Limit::WaterBreak => ("дать воду", "Вода есть"),
        Limit::HeatingBreak => ("дать тепло", "Тепло есть"),
        Limit::Appeal | Limit::OthersAppeal | Limit::AppealExtension => ("ответить", "Ответ дан"),
    }
}

/// «Правила № 416, п. 13»
pub fn clause(clause: Clause) -> String {
    let point = clause.point;
    match clause.act {
        Act::Management416 => format!("Правила №\u{a0}416, п.\u{a0}{point}"),
        Act::Services354 => format!("Правила №\u{a0}354, п.\u{a0}{point}"),
        Act::Services354Appendix => format!("Правила №\u{a0}354, приложение №\u{a0}{point}"),
        Act::Upkeep170Appendix => format!("Правила №\u{a0}170, приложение №\u{a0}{point}"),
    }
}

const HOUR: u64 = 60;
const DAY: u64 = 24 * HOUR;

/// How long in at most two units, after «за» or «на»: «1 час 20 минут», «3 дня 4 часа», «минуту».
pub fn duration(minutes: i64) -> String {
    if minutes == 0 {
        return "минуту".to_owned();
    }
    spell(minutes.unsigned_abs(), "минуту")
}

/// The same as a sentence about what is left: «Осталась 1 минута», «Осталось 2 дня».
pub fn left(minutes: i64) -> String {
    let minutes = minutes.unsigned_abs();
    let (first, feminine) = match minutes {
        0..HOUR => (minutes, true),
        HOUR..DAY => (minutes / HOUR, false),
        _ => (minutes / DAY, false),
    };
    let verb = match (plural(first, "one", "few", "many"), feminine) {
        ("one", true) => "Осталась",
        ("one", false) => "Остался",
        _ => "Осталось",
    };
    if minutes == 0 {
        return "Осталось меньше минуты".to_owned();
    }
    format!("{verb} {}", spell(minutes, "минута"))
}

fn spell(minutes: u64, minute: &'static str) -> String {
    let part = |count: u64, word: &str| (count > 0).then(|| format!("{count}\u{a0}{word}"));
    let minutes_of = |count| part(count, plural(count, minute, "минуты", "минут"));
    let hours_of = |count| part(count, plural(count, "час", "часа", "часов"));
    let days_of = |count| part(count, plural(count, "день", "дня", "дней"));
    let parts = match minutes {
        0 => return "0\u{a0}минут".to_owned(),
        1..DAY => [hours_of(minutes / HOUR), minutes_of(minutes % HOUR)],
        _ if minutes < 7 * DAY => [days_of(minutes / DAY), hours_of(minutes % DAY / HOUR)],
        _ => [days_of(minutes / DAY), None],
    };
    parts.into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// «30 минут», «сутки», «10 рабочих дней»
pub fn term(term: Term) -> String {
    match term {
        Term::Minutes(count) => match (u64::from(count) / DAY, u64::from(count) % DAY) {
            (1, 0) => "сутки".to_owned(),
            (days, 0) if days > 0 => format!("{days}\u{a0}суток"),
            _ => spell(count.into(), "минута"),
        },
        Term::Days(count) => format!("{count}\u{a0}{}", plural(count.into(), "день", "дня", "дней")),
        Term::WorkingDays(count) => {
            let words = plural(count.into(), "рабочий\u{a0}день", "рабочих\u{a0}дня", "рабочих\u{a0}дней");
            format!("{count}\u{a0}{words}")
        }
    }
}

/// «до 13:32» on the same day, «до 28.01.2018 13:02» otherwise; a day that ends with it: «до 28.01.2018».
pub fn until(due: NaiveDateTime, today: Option<NaiveDate>) -> String {
    let clock = time(due);
    match (today == Some(due.date()), clock.as_str()) {
        (true, "23:59") => "до конца дня".to_owned(),
        (true, _) => format!("до {clock}"),
        (false, "23:59") => format!("до {}", date(due.date())),
        (false, _) => format!("до {}", date_time(due)),
    }
}

/// «на исполнении 25.01.2018»: a word, a shape and a colour.
pub fn state_badge(state: State, at: Option<NaiveDate>, taken_back: bool) -> AnyView {
    let (tone, icon) = match state {
        State::Open => (None, IconName::Clock),
        State::InProgress => (Some(Tone::Info), IconName::Wrench),
        State::Deferred => (Some(Tone::Ask), IconName::Calendar),
        State::Completed => (Some(Tone::Ok), IconName::Check),
        State::Declined if taken_back => (None, IconName::Close),
        State::Declined => (Some(Tone::No), IconName::No),
        State::Closed => (None, IconName::Check),
    };
    let word = if taken_back { "отозвана" } else { state_word(state) };
    let label = at.map_or_else(|| word.to_owned(), |at| format!("{word} {}", date(at)));
    match tone {
        Some(tone) => view! { <Badge tone=tone icon=icon label=label /> }.into_any(),
        None => view! { <Badge icon=icon label=label /> }.into_any(),
    }
}

/// Who did or said something, as others read it.
pub const fn author(author: Author) -> &'static str {
    match author {
        Author::You => "Вы",
        Author::Resident => "Житель",
        Author::Staff(Some(Role::Dispatcher)) => "Диспетчер",
        Author::Staff(Some(Role::Manager)) => "Управляющий",
        Author::Staff(Some(Role::Accountant)) => "Бухгалтер",
        Author::Staff(Some(Role::Editor | Role::Administrator) | None) => "Управляющая компания",
    }
}

/// «14 квартир»: how many said «И у меня».
pub fn households(count: i64) -> String {
    let count = count.unsigned_abs();
    format!("{count}\u{a0}{}", plural(count, "квартира", "квартиры", "квартир"))
}

/// «сообщила 1 квартира», «сообщили 3 квартиры»
pub fn reported(count: i64) -> String {
    let verb = plural(count.unsigned_abs(), "сообщила", "сообщили", "сообщили");
    format!("{verb} {}", households(count))
}

/// «25.01.2018 с 11:40 до 15:40»
pub fn span(from: NaiveDateTime, to: Option<NaiveDateTime>) -> String {
    match to {
        Some(to) if to.date() == from.date() => {
            format!("{} с {} до {}", date(from.date()), time(from), time(to))
        }
        Some(to) => format!("С {} до {}", date_time(from), date_time(to)),
        None => format!("С {}. Когда закончится, пока неизвестно", date_time(from)),
    }
}

/// «+7 921 555-01-07»
pub fn phone_spaced(phone: &str) -> String {
    match phone.strip_prefix("+7") {
        Some(rest) if rest.len() == 10 && rest.is_ascii() => {
            format!("+7\u{a0}{}\u{a0}{}-{}-{}", &rest[..3], &rest[3..6], &rest[6..8], &rest[8..])
        }
        _ => phone.to_owned(),
    }
}

//! What is said about a reading: the same sentences while one types and in the answer of the server.
mod refusal;

use super::face::{grouped, said, short_name, unit, zone_word};
use crate::ui::{date, month_name, plural};
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    quantity::{Dial, Quantity},
    readings::{
        Explanation, Meter, MeterRow, Note, Question, ReadingState, SubmissionWindow, Verdict, WindowState,
        Zone,
    },
};

pub use refusal::none_of_the_dial;
use refusal::{in_zone, refused};

/// A bold verdict and what goes with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Said {
    pub title: String,
    pub text: String,
}

fn say(title: impl Into<String>, text: impl Into<String>) -> Said {
    Said { title: title.into(), text: text.into() }
}

pub fn verdict(row: &MeterRow, verdict: &Verdict) -> Said {
    match verdict {
        Verdict::Taken { values, consumption, state, notes } => {
            taken(row, values, consumption.as_deref(), *state, notes)
        }
        Verdict::Asked { values, question } => asked(&row.meter, values, question),
        Verdict::Refused(reason) => refused(row, reason),
    }
}

fn taken(
    row: &MeterRow,
    values: &[Quantity],
    consumption: Option<&[Quantity]>,
    state: ReadingState,
    notes: &[Note],
) -> Said {
    let title = match state {
        ReadingState::Given => "Принято",
        ReadingState::ForReview => "Принято на проверку",
        ReadingState::Refused => "Не принято",
        ReadingState::Accepted => "Учтено в расчёте",
    };
    let used = consumption.filter(|_| state != ReadingState::ForReview).map(|used| usage(row, used));
    // Zones stand in their fields; to repeat them would be three numbers more.
    let mut text = match used {
        Some(used) if row.meter.zones < 2 => format!("{}, {used}.", said(&row.meter, values)),
        Some(used) => format!("{}.", sentence(&used)),
        None => format!("{}.", sentence(&said(&row.meter, values))),
    };
    if row.previous.is_none() {
        text.push_str(" Это первое показание: расход посчитаем со следующего.");
    }
    if state == ReadingState::ForReview {
        text.push_str(" Сотрудник проверит, до этого в расчёт оно не пойдёт.");
    }
    for note in notes {
        text.push(' ');
        text.push_str(&self::note(note));
    }
    say(title, text)
}

/// With a capital.
pub fn sentence(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().into_iter().flat_map(char::to_uppercase).chain(letters).collect()
}

/// «расход 7 — в пределах обычного», «расход: день 96.453, ночь 66.728»
pub fn usage(row: &MeterRow, used: &[Quantity]) -> String {
    let meter = &row.meter;
    let mut text = String::from(if meter.zones < 2 { "расход " } else { "расход: " });
    for (place, (zone, used)) in meter.zones().iter().zip(used).enumerate() {
        if place > 0 {
            text.push_str(", ");
        }
        if *zone != Zone::Single {
            text.push_str(zone_word(*zone));
            text.push(' ');
        }
        text.push_str(&grouped(meter.dial, *used));
    }
    let known = row.pace.as_ref().is_some_and(|pace| pace.months >= 3);
    if known && used.iter().any(|used| used.0 > 0) {
        text.push_str(" — в пределах обычного");
    }
    text
}

pub fn note(note: &Note) -> String {
    match note {
        Note::BeforeWindow { opens } => {
            format!("Приём откроется {}, но показание учтём за этот же месяц.", date(*opens))
        }
        Note::NextPeriod { period } => {
            format!("Приём за прошлый месяц закончился: учтём за {}.", month_name(period.first_day()))
        }
        Note::VerificationExpired { on, factor } => {
            let factor = factor.map(|hundredths| {
                let dial = Dial { digits: 3, decimals: 2 };
                format!(" с коэффициентом {}", dial.format(Quantity(i64::from(hundredths))))
            });
            format!(
                "Поверка истекла {}: пока её нет, начисляем по нормативу{}.",
                date(*on),
                factor.unwrap_or_default()
            )
        }
        Note::MonthsMissed { months } => format!(
            "Показаний не было {months} {}: расход за них войдёт в этот месяц.",
            plural(u64::from(*months), "месяц", "месяца", "месяцев")
        ),
    }
}

fn asked(meter: &Meter, values: &[Quantity], question: &Question) -> Said {
    let dial = meter.dial;
    match question {
        Question::BelowPrevious { zone, value, previous, .. } => say(
            format!(
                "Подтвердите: {}{} меньше предыдущего {} на {}",
                in_zone(meter, *zone),
                dial.format(*value),
                dial.format(*previous),
                dial.format(Quantity(previous.0 - value.0)),
            ),
            "Счётчик назад не крутится. Что случилось?",
        ),
        Question::AboveUsual { zone, consumption, usual } => say(
            format!(
                "Подтвердите: {}расход {}, а обычно около {}",
                in_zone(meter, *zone),
                grouped(dial, *consumption),
                grouped(dial, *usual),
            ),
            "Это больше обычного в три раза и более. Что случилось?",
        ),
        Question::ZonesSwapped { first, second } => say(
            format!(
                "Подтвердите: похоже, «{}» и «{}» перепутаны местами",
                zone_of(meter, *first),
                zone_of(meter, *second),
            ),
            "Если поменять их, расход выйдет обычным. Как на счётчике?",
        ),
        Question::NothingUsed => say(
            "Подтвердите: расхода нет",
            "Показание то же, что в прошлый раз, а обычно счётчик идёт. Что случилось?",
        ),
        Question::Conflict { theirs } => say(
            format!("С другого устройства уже сдано {}", said(meter, theirs)),
            format!(
                "Здесь введено {}. Если верно введённое здесь, нажмите «Сдать показания» ещё раз. Если верно сданное раньше, ничего делать не нужно.",
                said(meter, values),
            ),
        ),
    }
}

/// What a person may say to a question, and what it would mean.
pub fn choice(row: &MeterRow, question: &Question, explanation: Explanation) -> (&'static str, String) {
    let meter = &row.meter;
    match explanation {
        Explanation::Typo => {
            let meant = match question {
                Question::BelowPrevious { expected, .. } => *expected,
                _ => None,
            };
            let hint = meant.map_or_else(
                || "Ничего не запишем, введите ещё раз".to_owned(),
                |meant| format!("Обычно выходит около {}", meter.dial.format(meant)),
            );
            ("Опечатка, исправлю", hint)
        }
        Explanation::RolledOver => {
            let hint = match question {
                Question::BelowPrevious { rolled, likely, .. } => {
                    let doubt =
                        if *likely == Explanation::RolledOver { "" } else { ": похоже, не то" };
                    format!(
                        "Тогда расход {}\u{a0}{}{doubt}",
                        grouped(meter.dial, *rolled),
                        unit(meter.resource)
                    )
                }
                _ => String::new(),
            };
            ("Счётчик прошёл через ноль", hint)
        }
        Explanation::MeterReplaced => ("Счётчик заменили", "Сотрудник спросит дату и акт замены".to_owned()),
        Explanation::PreviousWrong => {
            ("Предыдущее показание неверное", "Сотрудник проверит за 10 дней".to_owned())
        }
        Explanation::Correct => ("Всё верно", "Сотрудник посмотрит до расчёта".to_owned()),
        Explanation::NobodyHome => {
            let hint = if row.idle_months >= 2 {
                "Третий месяц подряд: сотрудник уточнит"
            } else {
                "Показание примем"
            };
            ("Никого не было", hint.to_owned())
        }
    }
}

/// What stands in a row whose reading staff have refused.
pub fn not_counted(row: &MeterRow) -> Option<Said> {
    let reading = row.current.as_ref().filter(|reading| reading.is_refused())?;
    let note = reading.refusal.clone().unwrap_or_default();
    Some(say(
        format!("Не приняли {}", said(&row.meter, &reading.values)),
        format!("Управляющая компания пишет: «{note}» Сдайте другое показание."),
    ))
}

fn zone_of(meter: &Meter, zone: usize) -> &'static str {
    meter.zones().get(zone).map_or("", |zone| zone_word(*zone))
}

/// Where the day stands to the submission window, and what follows.
pub fn lead(period: Period, accepted: bool, window: SubmissionWindow, today: NaiveDate) -> String {
    let month = period.first_day();
    if accepted {
        return format!("Показания за {} уже учтены в расчёте: изменить их нельзя.", month_of(period));
    }
    if period != window.due_period(today) {
        return format!(
            "Показания за {}. Исправить их можно, пока управляющая компания не учла их в расчёте.",
            month_of(period)
        );
    }
    match window.state(today) {
        WindowState::Open { last, days: 0 } => format!(
            "Сегодня, {}, последний день за {}. Запятая и точка подходят обе.",
            date(last),
            month_name(month)
        ),
        WindowState::Open { last, days } => {
            let days = days.unsigned_abs();
            format!(
                "{} {days}\u{a0}{}: сдайте до {}. Запятая и точка подходят обе.",
                plural(days, "Остался", "Осталось", "Осталось"),
                plural(days, "день", "дня", "дней"),
                date(last)
            )
        }
        WindowState::Ahead { opens, .. } => format!(
            "Приём за {} откроется {}. Можно сдать и сейчас: учтём за {0}.",
            month_name(month),
            date(opens)
        ),
        WindowState::Closed { closed_on, next } => format!(
            "Приём за {} закончился {}: показание учтём за {}.",
            month_name(closed_on),
            date(closed_on),
            month_name(next.first_day())
        ),
    }
}

/// «январь 2018»
pub fn month_of(period: Period) -> String {
    format!("{} {}", month_name(period.first_day()), period.year())
}

/// What waits in a submission: «Две строки ждут вас ниже.»
pub fn waiting(rows: usize) -> String {
    match rows {
        0 => String::new(),
        1 => "Одна строка ждёт вас ниже. ".to_owned(),
        2 => "Две строки ждут вас ниже. ".to_owned(),
        3 => "Три строки ждут вас ниже. ".to_owned(),
        4 => "Четыре строки ждут вас ниже. ".to_owned(),
        rows => {
            let count = u64::try_from(rows).unwrap_or(0);
            format!("{rows} {} вас ниже. ", plural(count, "строка ждёт", "строки ждут", "строк ждут"))
        }
    }
}

/// The heading of a meter: «ЭЛТТ 9904514».
pub fn heading(meter: &Meter) -> String {
    format!("{} {}", short_name(meter), meter.serial)
}

#[cfg(test)]
mod tests;

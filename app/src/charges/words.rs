//! The words of a bill that explains itself.
use crate::ui::{date, month_genitive, month_name, rubles};
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    charges::{Bar, Cause, Explanation, Parts, Rest},
    money::{Money, Tariff, Volume},
    penalties::{Accrual, Growth, Outlook, Pause, Segment},
};

#[cfg(test)]
mod tests;

/// «Декабрь 2017»
pub fn month_title(period: Period) -> String {
    format!("{} {}", capitalised(month_name(period.first_day())), period.year())
}

/// «Декабрь»
pub fn month_word(period: Period) -> String {
    capitalised(month_name(period.first_day()))
}

/// «декабре»
pub fn month_locative(day: NaiveDate) -> String {
    let genitive = month_genitive(day);
    let stem = genitive.strip_suffix(['я', 'а']).unwrap_or(genitive);
    format!("{stem}е")
}

fn capitalised(word: &str) -> String {
    let mut letters = word.chars();
    letters.next().map_or_else(String::new, |first| first.to_uppercase().chain(letters).collect())
}

/// With its sign; nothing has none.
pub fn signed(sum: Money) -> String {
    if sum.is_positive() { format!("+{sum}") } else { sum.to_string() }
}

/// «На 311.41 ₽ меньше, чем в ноябре»: what changed, and by how much.
pub fn difference(explanation: &Explanation, before: Period) -> (&'static str, String, String) {
    let sum = explanation.difference();
    let month = month_locative(before.first_day());
    if sum.is_zero() {
        return ("Столько же, сколько", String::new(), format!("в {month}"));
    }
    let word = if sum.is_negative() { "меньше" } else { "больше" };
    ("На", rubles(sum.abs()), format!("{word}, чем в {month}"))
}

/// «Дешевле: электроэнергия и ХВС. Дороже: отопление.»
pub fn in_short(bars: &[Bar], now: Period, before: Period) -> String {
    let named = |cheaper: bool| {
        let bars = bars.iter().filter(|bar| {
            bar.amount.is_negative() == cheaper && !matches!(bar.cause, Cause::Recalculation { .. })
        });
        listed(&bars.map(|bar| lower(&bar.service)).collect::<Vec<_>>())
    };
    let mut sentences = Vec::new();
    if let Some(names) = named(true) {
        sentences.push(format!("Дешевле: {names}."));
    }
    if let Some(names) = named(false) {
        sentences.push(format!("Дороже: {names}."));
    }
    let again = bars.iter().filter_map(|bar| match bar.cause {
        Cause::Recalculation { before, now } => Some((before, now)),
        _ => None,
    });
    let again: Vec<_> = again.collect();
    let (had, has) =
        (again.iter().any(|(before, _)| !before.is_zero()), again.iter().any(|(_, now)| !now.is_zero()));
    let month = |period: Period| month_locative(period.first_day());
    match (had, has) {
        (true, false) => {
            sentences.push(format!("Перерасчёта, который был в {}, больше нет.", month(before)));
        }
        (_, true) => sentences.push(format!("В {} есть перерасчёт.", month(now))),
        (false, false) => {}
    }
    sentences.join(" ")
}

/// «электроэнергия, ГВС и ХВС»
fn listed(names: &[String]) -> Option<String> {
    let (last, others) = names.split_last()?;
    Some(if others.is_empty() { last.clone() } else { format!("{} и {last}", others.join(", ")) })
}

/// In the middle of a sentence; abbreviations stay as they are.
fn lower(service: &str) -> String {
    let mut letters = service.chars();
    match (letters.next(), letters.clone().next()) {
        (Some(first), Some(second)) if second.is_lowercase() => first.to_lowercase().chain(letters).collect(),
        _ => service.to_owned(),
    }
}

/// «отопления», «ХВС»; `None` where the form is not known.
fn genitive(service: &str) -> Option<String> {
    if service.contains(' ') {
        return None;
    }
    if service.chars().all(char::is_uppercase) {
        return Some(service.to_owned());
    }
    let endings = [("ие", "ия"), ("ия", "ии")];
    endings.iter().find_map(|(end, new)| Some(format!("{}{new}", lower(service).strip_suffix(end)?)))
}

/// The name of a bar.
pub fn bar_name(bar: &Bar) -> String {
    match bar.cause {
        Cause::Recalculation { .. } => match genitive(&bar.service) {
            Some(service) => format!("Перерасчёт {service}"),
            None => format!("Перерасчёт: {}", lower(&bar.service)),
        },
        _ => bar.service.clone(),
    }
}

/// Why the bar is there.
pub fn cause(cause: &Cause, now: Period, before: Period) -> String {
    let month = |period: Period| month_locative(period.first_day());
    match cause {
        Cause::Volume { by, unit } => {
            let word = if by.0 < 0 { "меньше" } else { "больше" };
            format!("на {} {word}", volume(Volume(by.0.saturating_abs()), unit))
        }
        Cause::Tariff { before, now } => {
            let word = if now > before { "вырос" } else { "снизился" };
            format!("тариф {word} с {} до {}\u{a0}₽", tariff(*before), tariff(*now))
        }
        Cause::Recalculation { now: sum, .. } if sum.is_zero() => format!("в {} его нет", month(now)),
        Cause::Recalculation { before: sum, .. } if sum.is_zero() => {
            format!("в {} его не было", month(before))
        }
        Cause::Recalculation { before, now } => format!("было {}, стало {}", rubles(*before), rubles(*now)),
        Cause::New => format!("в {} не начисляли", month(before)),
        Cause::Ended => format!("в {} не начисляли", month(now)),
        Cause::Several(several) => parts(*several).join(", "),
    }
}

/// «объём +60.00», «тариф −21.00»; of a single part its name alone.
pub fn parts(parts: Parts) -> Vec<String> {
    let Parts { volume, tariff, factor, recalculation, benefit, rest } = parts;
    let named = [
        ("объём", volume),
        ("тариф", tariff),
        ("коэффициент", factor),
        ("перерасчёт", recalculation),
        ("льгота", benefit),
        ("другая сумма", rest),
    ];
    let named: Vec<_> = named.into_iter().filter(|(_, sum)| !sum.is_zero()).collect();
    match named.as_slice() {
        [(name, _)] => vec![(*name).to_owned()],
        several => several.iter().map(|(name, sum)| format!("{name}\u{a0}{}", signed(*sum))).collect(),
    }
}

/// What «Остальное» holds.
pub fn rest(rest: Rest) -> &'static str {
    if rest.small == 0 { "без изменений" } else { "мелкие изменения" }
}

/// «6 м³», «0.730 Гкал»
pub fn volume(volume: Volume, unit: &str) -> String {
    let number = volume.format(if unit == "Гкал" { 3 } else { 0 });
    if unit.is_empty() { number } else { format!("{number}\u{a0}{unit}") }
}

/// «30.90», «20.0054»
pub fn tariff(tariff: Tariff) -> String {
    tariff.format(2)
}

/// «7.75 %»
pub fn rate(hundredths: u32) -> String {
    let fraction = format!("{:02}", hundredths % 100);
    let fraction = fraction.trim_end_matches('0');
    let point = if fraction.is_empty() { "" } else { "." };
    format!("{}{point}{fraction}\u{a0}%", hundredths / 100)
}

/// «31–32-й день»
pub fn numbers(segment: &Segment) -> String {
    let (first, last) = (segment.number, segment.last_number());
    if first == last { format!("{first}-й день") } else { format!("{first}–{last}-й день") }
}

/// «4 611.59 × 7.75 % × 1/300 × 2»; `None` where days cost nothing.
pub fn formula(segment: &Segment) -> Option<String> {
    let Accrual::Part { rate: of, divisor } = segment.accrual else { return None };
    Some(format!("{} × {} × 1/{divisor} × {}", segment.debt, rate(of), segment.days()))
}

/// Why days cost nothing.
pub const fn reason(pause: Pause) -> &'static str {
    match pause {
        Pause::FirstDays => "первые дни без пени",
        Pause::Moratorium => "мораторий",
        Pause::Imported => "считает компания",
        Pause::NoRate => "ставка неизвестна",
    }
}

/// «Пени сегодня 0.00 ₽. Если не оплатить до 10.02.2018, начнут расти на 1.19 ₽ в день.»
pub fn penalty_note(outlook: &Outlook, today: NaiveDate) -> String {
    let sum = rubles(outlook.today);
    match outlook.growth {
        None => format!("Пени сегодня {sum}."),
        Some(Growth { from, daily }) if from <= today => {
            format!("Пени сегодня {sum}, растут на {} в день.", rubles(daily))
        }
        Some(Growth { from, daily }) => {
            let word = if outlook.today.is_zero() {
                "начнут расти"
            } else {
                "снова начнут расти"
            };
            let (day, daily) = (date(from), rubles(daily));
            format!("Пени сегодня {sum}. Если не оплатить до {day}, {word} на {daily} в день.")
        }
    }
}

/// When penalties grow: «С 10.02.2018, в день».
pub fn growth_label(growth: Growth, today: NaiveDate) -> String {
    if growth.from <= today {
        "Растут, в день".to_owned()
    } else {
        format!("С {}, в день", date(growth.from))
    }
}

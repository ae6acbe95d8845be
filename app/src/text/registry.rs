//! What is said about the registries: errors, and what has changed.
use crate::{
    readings::face::resource_name,
    ui::{date, month_name},
};
use domain::{
    Rule,
    calendar::Period,
    registry::{Change, Wrong},
    residency::ResidencyKind,
};

/// What is wrong with a common meter of a house.
pub(super) fn house_meter(rule: &Rule) -> String {
    match rule {
        Rule::RemovalDayMissing => "Укажите последний день счётчика. Пример: 31.12.2017.".into(),
        Rule::ResourceMissing => "Выберите, что считает счётчик. Пример: холодная вода.".into(),
        Rule::SerialMissing => "Напишите заводской номер: он на корпусе счётчика. Пример: 100708114.".into(),
        Rule::OneZone => "Тарифы бывают только у счётчиков электроэнергии. Оставьте 1.".into(),
        Rule::MeterKnown => "Такой счётчик у дома уже есть. Проверьте номер.".into(),
        _ => String::new(),
    }
}

/// What stands below a field.
#[must_use]
pub fn wrong(wrong: &Wrong) -> String {
    match wrong {
        Wrong::DayMissing => "Укажите день. Пример: 25.01.2018.".into(),
        Wrong::InFuture { today } => format!("Этот день ещё не наступил. Укажите не позже {}.", date(*today)),
        Wrong::BeforeInstalled { on } => {
            format!("Счётчик установлен {}: раньше этого дня с ним ничего не могло быть.", date(*on))
        }
        Wrong::BeforeReading { on } => {
            format!(
                "{} с этого счётчика ещё сняли показание. Укажите этот день или более поздний.",
                date(*on)
            )
        }
        Wrong::LaterReading { period } => format!(
            "За {} по этому счётчику уже есть показание. Укажите более поздний день или сначала исправьте его.",
            month(*period)
        ),
        Wrong::MonthClosed { period } => {
            format!("{} уже закрыт и пошёл в расчёт. Укажите более поздний день.", capital(&month(*period)))
        }
        Wrong::BelowLast { last } => {
            format!("Меньше предыдущего показания {last}. Проверьте цифры: конечное не бывает меньше.")
        }
        Wrong::SerialMissing => "Укажите заводской №, как на счётчике. Пример: 100708114.".into(),
        Wrong::SerialKnown => {
            "Счётчик с таким номером у этого лицевого счёта уже есть. Проверьте цифры на новом.".into()
        }
        Wrong::NoSuchDial => {
            "Такой шкалы нет: цифр до запятой от 1 до 15, после запятой не больше 7. Пример: 5 и 3.".into()
        }
        Wrong::NoSuchZones => "Тарифов бывает от 1 до 4. Пример: 2.".into(),
        Wrong::RemovedAlready { on } => format!("Счётчик уже снят {}. Обновите страницу.", date(*on)),
        Wrong::NotAfter { on } => format!("Нужен день после {}.", date(*on)),
        Wrong::TooLate { latest } => {
            format!("Так долго поверка не действует. Укажите не позже {}.", date(*latest))
        }
        Wrong::WhyMissing => "Напишите почему. Пример: «Отключили стояк».".into(),
        Wrong::BeforeOpened { on } => format!("Счёт открыт {}: раньше закрыть его нельзя.", date(*on)),
        Wrong::ClosedAlready { on } => format!("Счёт закрыт {}.", date(*on)),
        Wrong::OpenAlready => "Счёт уже открыт. Обновите страницу.".into(),
        Wrong::KindMissing => "Выберите, кто это: собственник, наниматель или зарегистрированный.".into(),
        Wrong::TiedAlready => "Этот человек уже пользуется этим лицевым счётом.".into(),
        Wrong::NoSuchAccount => {
            "Счёта с таким номером в ваших домах нет. Найдите его в реестре. Пример: 7000418.".into()
        }
        Wrong::DecidedAlready => "Пока страница была открыта, это уже решили. Обновите её.".into(),
    }
}

/// «январь 2018»
fn month(period: Period) -> String {
    format!("{} {}", month_name(period.first_day()), period.year())
}

fn capital(text: &str) -> String {
    let mut letters = text.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}

/// «собственник»
#[must_use]
pub const fn kind(kind: ResidencyKind) -> &'static str {
    match kind {
        ResidencyKind::Owner => "собственник",
        ResidencyKind::Tenant => "наниматель",
        ResidencyKind::Registered => "зарегистрирован",
    }
}

/// What has changed, in one line.
#[must_use]
pub fn change(change: &Change) -> String {
    match change {
        Change::MeterReplaced { resource, serial, on, last, fresh, first, act } => {
            let (last, first) = (last.join(" / "), first.join(" / "));
            let act = number_of_act(act);
            format!(
                "{} {serial}, конечное {last}; новый {fresh}, начальное {first}; {}{act}",
                resource_name(*resource),
                date(*on)
            )
        }
        Change::MeterVerified { resource, serial, on, until, before, act } => {
            let before = before.map(|before| format!(", было до {}", date(before))).unwrap_or_default();
            let act = number_of_act(act);
            let name = resource_name(*resource);
            format!("{name} {serial}, поверен {}, действует до {}{before}{act}", date(*on), date(*until))
        }
        Change::MeterRemoved { resource, serial, on, last, reason } => {
            let last = if last.is_empty() {
                String::new()
            } else {
                format!(", конечное {}", last.join(" / "))
            };
            format!("{} {serial}, {}{last}. {reason}", resource_name(*resource), date(*on))
        }
        Change::AccountClosed { on, reason } => format!("последний день {}. {reason}", date(*on)),
        Change::AccountOpened { on, reason } => format!("с {}. {reason}", date(*on)),
        Change::OwnerDated { from, to } => {
            let from =
                from.map_or_else(|| "первый день не указан".to_owned(), |from| format!("с {}", date(from)));
            let to = to.map_or_else(|| ", владеет сейчас".to_owned(), |to| format!(" по {}", date(to)));
            format!("{from}{to}")
        }
        Change::ResidencyDated { kind: of, from, to } => {
            let to = to.map(|to| format!(" по {}", date(to))).unwrap_or_default();
            format!("{}, с {}{to}", kind(*of), date(*from))
        }
        Change::ClaimConfirmed { kind: of, note } if note.is_empty() => kind(*of).to_owned(),
        Change::ClaimConfirmed { kind: of, note } => format!("{}. {note}", kind(*of)),
        Change::ClaimRefused { reason } => reason.clone(),
        Change::DisputeSettled { stays: true, reason } => format!("доступ возвращён. {reason}"),
        Change::DisputeSettled { stays: false, reason } => format!("доступ закрыт. {reason}"),
    }
}

fn number_of_act(act: &str) -> String {
    if act.is_empty() { String::new() } else { format!(", акт № {act}") }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_closed_month_is_named() {
        let wrong = wrong(&Wrong::MonthClosed { period: "2018-01".parse().unwrap() });
        assert_eq!(wrong, "Январь 2018 уже закрыт и пошёл в расчёт. Укажите более поздний день.");
    }

    #[test]
    fn a_change_is_one_line() {
        let on = "2018-01-20".parse().unwrap();
        let closed = Change::AccountClosed { on, reason: "Продали".into() };
        assert_eq!(change(&closed), "последний день 20.01.2018. Продали");
        let dated = Change::ResidencyDated { kind: ResidencyKind::Tenant, from: on, to: None };
        assert_eq!(change(&dated), "наниматель, с 20.01.2018");
    }
}

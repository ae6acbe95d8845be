//! Settings and the numbers of the law, in words.
use crate::{
    tickets::words::{clause, duration},
    ui::plural,
};
use domain::{
    requisites::RequisiteError,
    settings::Requisite,
    tickets::{Limit, Unit},
};

/// «Р/сч.»
#[must_use]
pub fn field_name(field: &str) -> &'static str {
    match field {
        "name" => "название",
        "first_day" => "показания с числа",
        "last_day" => "показания по число",
        "time_zone" => "часовой пояс",
        "due_day" => "оплатить до числа",
        "legal_name" => "получатель",
        "inn" => "ИНН",
        "kpp" => "КПП",
        "bank_account" => "р/сч.",
        "bank_name" => "банк",
        "bic" => "БИК",
        "corr_account" => "к/сч.",
        _ => "настройка",
    }
}

/// What is wrong with a number of bank details.
#[must_use]
pub fn requisite(which: Requisite, error: &RequisiteError) -> String {
    let (length, example) = match which {
        Requisite::Inn => ("10 цифр, у предпринимателя 12", "7800000002"),
        Requisite::Kpp => ("9 знаков", "780001001"),
        Requisite::Bic => ("9 цифр", "044030001"),
        Requisite::Account => ("20 цифр", "40702810800000000001"),
        Requisite::CorrAccount => ("20 цифр", "30101810000000000001"),
    };
    match (error, which) {
        (RequisiteError::NotADigit(c), _) => format!("Знаку «{c}» здесь не место. Пример: {example}."),
        (RequisiteError::Length { given }, _) => {
            format!("Нужно {length}, а здесь {given}. Пример: {example}.")
        }
        (RequisiteError::OfEntrepreneur, _) => {
            "В ИНН 12 цифр, это предприниматель: КПП у него нет. Оставьте поле пустым.".into()
        }
        (RequisiteError::Control, Requisite::Bic) => format!("БИК начинается с нуля. Пример: {example}."),
        (RequisiteError::Control, Requisite::Account | Requisite::CorrAccount) => {
            "Номер не сходится с БИК: в одном из них описка. Сверьте оба с договором банка.".into()
        }
        (RequisiteError::Control, _) => {
            "Контрольные цифры не сходятся: в номере описка. Сверьте его с документом.".into()
        }
    }
}

/// Norms differ by region.
const REGION: &str = "Постановление региона; задаётся на странице «Баланс дома»";

/// What a number is of, and where it is written.
#[must_use]
pub fn number_words(code: &str) -> (&'static str, String) {
    if let Some(limit) = Limit::from_code(code) {
        return (limit_words(limit), clause(limit.clause()));
    }
    let (title, source) = match code {
        "bill.due_day" => ("Квитанцию оплатить до числа следующего месяца", "ЖК РФ, ст. 155, ч. 1"),
        "penalty.rate" => (
            "Ставка для пеней",
            "Ключевая ставка Банка России; не выше 9.5 %: постановления № 474 (2022) и № 329 (2025)",
        ),
        "penalty.free_days" => ("Дней просрочки без пеней", "ЖК РФ, ст. 155, ч. 14"),
        "penalty.early_days" => ("До этого дня просрочки пени меньше", "ЖК РФ, ст. 155, ч. 14"),
        "penalty.early_divisor" => ("Доля ставки в день сначала", "ЖК РФ, ст. 155, ч. 14"),
        "penalty.late_divisor" => ("Доля ставки в день потом", "ЖК РФ, ст. 155, ч. 14"),
        "penalty.computed" => ("Пени считает портал", "Файл настроек компании"),
        "expired_factor.cold_water" => {
            ("Коэффициент к нормативу при просроченной поверке, ХВС", "Правила № 354, п. 60")
        }
        "expired_factor.hot_water" => {
            ("Коэффициент к нормативу при просроченной поверке, ГВС", "Правила № 354, п. 60")
        }
        "norm.cold_water" => ("Норматив на человека в месяц, холодная вода", REGION),
        "norm.hot_water" => ("Норматив на человека в месяц, горячая вода", REGION),
        "norm.electricity" => ("Норматив на человека в месяц, электроэнергия", REGION),
        "norm.heat" => ("Норматив на человека в месяц, отопление", REGION),
        "norm.gas" => ("Норматив на человека в месяц, газ", REGION),
        _ => ("Число компании", ""),
    };
    (title, source.to_owned())
}

/// «8.5 %», «3 дня», «1.5».
#[must_use]
pub fn value_words(code: &str, value: i64) -> String {
    let days = |value: i64| {
        let word = plural(value.unsigned_abs(), "день", "дня", "дней");
        format!("{value} {word}")
    };
    if let Some(limit) = Limit::from_code(code) {
        return match limit.unit() {
            Unit::Minutes => duration(value),
            Unit::Days => days(value),
            Unit::WorkingDays => {
                let word = plural(value.unsigned_abs(), "рабочий день", "рабочих дня", "рабочих дней");
                format!("{value} {word}")
            }
        };
    }
    match code {
        "penalty.rate" => format!("{} %", hundredths(value)),
        "penalty.free_days" | "penalty.early_days" => days(value),
        "penalty.early_divisor" | "penalty.late_divisor" => format!("1/{value}"),
        "penalty.computed" => (if value == 0 { "нет" } else { "да" }).to_owned(),
        _ if code.starts_with("expired_factor.") => hundredths(value),
        _ if code.starts_with("norm.") => domain::money::Volume(value.saturating_mul(1_000)).format(0),
        _ => value.to_string(),
    }
}

fn hundredths(value: i64) -> String {
    let text = format!("{}.{:02}", value / 100, value % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

const fn limit_words(limit: Limit) -> &'static str {
    match limit {
        Limit::Answer => "Ответить на звонок или заявку",
        Limit::Localise => "Локализовать аварию",
        Limit::Repair => "Устранить аварию",
        Limit::Sewer => "Устранить засор канализации",
        Limit::Chute => "Устранить засор мусоропровода",
        Limit::Quality => "Проверить качество услуги",
        Limit::MeterCheck => "Проверить счётчик",
        Limit::Roof => "Устранить протечку кровли",
        Limit::Door => "Починить входную дверь",
        Limit::WindowInWinter => "Починить окно зимой",
        Limit::WindowInSummer => "Починить окно летом",
        Limit::Ordinary => "Выполнить обычную заявку",
        Limit::WaterBreak => "Допустимый перерыв воды",
        Limit::HeatingBreak => "Допустимый перерыв отопления",
        Limit::Appeal => "Ответить на обращение собственника",
        Limit::OthersAppeal => "Ответить на обращение других",
        Limit::AppealExtension => "Продлить срок ответа не больше чем на",
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_of_the_law_is_read_in_its_unit() {
        for (code, value, words) in [
            ("penalty.rate", 950, "9.5 %"),
            ("penalty.rate", 1100, "11 %"),
            ("penalty.late_divisor", 130, "1/130"),
            ("expired_factor.cold_water", 150, "1.5"),
            ("ticket.ordinary.working_days", 10, "10 рабочих дней"),
            ("ticket.meter_check.days", 10, "10 дней"),
            ("bill.due_day", 15, "15"),
            ("penalty.computed", 1, "да"),
        ] {
            assert_eq!(value_words(code, value), words, "{code}");
        }
    }
}

//! What is wrong with a step of the first start, and zones in words.
use crate::ui::plural;
use domain::{Rule, setup::ZONES};

pub fn rule(rule: &Rule) -> String {
    match rule {
        Rule::NoSuchZone => "Выберите часовой пояс домов. Пример: Москва.".into(),
        Rule::AddressIncomplete => {
            "Нужны улица и номер дома через запятую. Пример: г. Москва, ул. Лётная, д. 1.".into()
        }
        Rule::HouseKnown => "Такой дом уже есть. Укажите другой или идите дальше.".into(),
        _ => "Проверьте это поле.".into(),
    }
}

/// «Екатеринбург, МСК+2»; a zone that is none of Russia's as it is.
#[must_use]
pub fn zone(name: &str) -> String {
    let Some((_, ahead)) = ZONES.iter().find(|(zone, _)| *zone == name) else { return name.to_owned() };
    let town = match name {
        "Europe/Kaliningrad" => "Калининград",
        "Europe/Moscow" => "Москва",
        "Europe/Samara" => "Самара",
        "Asia/Yekaterinburg" => "Екатеринбург",
        "Asia/Omsk" => "Омск",
        "Asia/Krasnoyarsk" => "Красноярск, Новосибирск",
        "Asia/Irkutsk" => "Иркутск",
        "Asia/Yakutsk" => "Якутск",
        "Asia/Vladivostok" => "Владивосток",
        "Asia/Magadan" => "Магадан",
        _ => "Камчатка",
    };
    match ahead {
        0 => format!("{town}, МСК"),
        ahead if *ahead < 0 => format!("{town}, МСК−{}", ahead.unsigned_abs()),
        ahead => format!("{town}, МСК+{ahead}"),
    }
}

/// «3 дома»
#[must_use]
pub fn houses(count: usize) -> String {
    format!("{count} {}", plural(count as u64, "дом", "дома", "домов"))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_zone_is_told_by_its_distance_from_moscow() {
        for (name, words) in [
            ("Europe/Moscow", "Москва, МСК"),
            ("Europe/Kaliningrad", "Калининград, МСК−1"),
            ("Asia/Kamchatka", "Камчатка, МСК+9"),
            ("Asia/Tokyo", "Asia/Tokyo"),
        ] {
            assert_eq!(zone(name), words);
        }
    }
}

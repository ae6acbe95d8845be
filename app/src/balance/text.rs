//! What is said of common meters and of a difference.
use crate::{
    readings::face::unit,
    ui::{month_year, plural},
};
use domain::{
    balance::{Balance, Concern, HouseDoubt, HouseMeter, Meaning, Month, Part},
    money::Volume,
    readings::Resource,
};

pub const fn resource(resource: Resource) -> &'static str {
    match resource {
        Resource::ColdWater => "Холодная вода",
        Resource::HotWater => "Горячая вода",
        Resource::Electricity => "Электроэнергия",
        Resource::Heat => "Отопление",
        Resource::Gas => "Газ",
    }
}

/// With two decimals at most, heat with three: «1 234.5».
pub fn amount(resource: Resource, volume: Volume) -> String {
    let step = if resource == Resource::Heat { 1_000 } else { 10_000 };
    let rounded = (volume.0.saturating_add(step / 2)).div_euclid(step) * step;
    Volume(rounded).format(0)
}

/// «20 м³».
pub fn measured(resource: Resource, volume: Volume) -> String {
    format!("{}\u{a0}{}", amount(resource, volume), unit(resource))
}

/// «+12.5 %»: of tenths of a percent.
pub fn percent(permille: i64) -> String {
    let sign = match permille {
        0 => "",
        1.. => "+",
        _ => "−",
    };
    let (whole, tenth) = (permille.unsigned_abs() / 10, permille.unsigned_abs() % 10);
    let tenth = if tenth == 0 { String::new() } else { format!(".{tenth}") };
    format!("{sign}{whole}{tenth}\u{a0}%")
}

/// «20 м³, 3 счётчика».
pub fn part(resource: Resource, part: Part) -> String {
    let meters = plural(u64::from(part.count), "счётчик", "счётчика", "счётчиков");
    format!("{}, {} {meters}", measured(resource, part.volume), part.count)
}

/// «№ 200100, ввод 1, ×40».
pub fn which(of: &HouseMeter) -> String {
    let place = of.meter.place.as_ref().map(|place| format!(", {place}")).unwrap_or_default();
    let ratio = if of.ratio > 1 { format!(", ×{}", of.ratio) } else { String::new() };
    format!("№\u{a0}{}{place}{ratio}", of.meter.serial)
}

/// A value of a common meter that is asked about.
#[must_use]
pub fn doubt(doubt: &HouseDoubt) -> String {
    match doubt {
        HouseDoubt::Below { previous, rolled } => format!(
            "Меньше прежнего: было {previous}. Исправьте, если это описка. Если счётчик прошёл через ноль, расход {rolled}: \
             отметьте «Всё верно»."
        ),
        HouseDoubt::Above { used, usual } => {
            format!(
                "Слишком много: расход {used}, обычно {usual}. Сверьте со шкалой и исправьте или отметьте «Всё верно»."
            )
        }
        HouseDoubt::AboveLater { later } => {
            format!(
                "Больше, чем потом: {later}. Исправьте или отметьте «Всё верно» и исправьте то показание."
            )
        }
        HouseDoubt::Swapped => {
            "Похоже, тарифы перепутаны. Поменяйте их местами или отметьте «Всё верно».".to_owned()
        }
        HouseDoubt::NothingUsed => {
            "Расхода нет, а обычно он есть. Сверьте со шкалой и исправьте или отметьте «Всё верно»."
                .to_owned()
        }
    }
}

/// Why a unit is named.
pub fn concern(concern: Concern) -> String {
    match concern {
        Concern::Silent { months: None } => "показаний нет".to_owned(),
        Concern::Silent { months: Some(1) } => "не сдано за этот месяц".to_owned(),
        Concern::Silent { months: Some(months) } => format!("не сдают {months} мес. подряд"),
        Concern::Idle { months } => format!("нет расхода {months} мес. подряд"),
        Concern::Unmetered => "счётчика нет".to_owned(),
    }
}

/// What a difference means, in short and in full.
pub fn meaning(balance: &Balance, month: &Month) -> (&'static str, String) {
    match month.meaning() {
        Meaning::NoMeter => (
            "Общедомового счётчика нет",
            "Сравнить не с чем. Добавить счётчик можно внизу страницы.".to_owned(),
        ),
        Meaning::NotRead => (
            "Показаний дома нет",
            format!(
                "Расход дома виден по двум показаниям подряд, за {} и за прежний месяц. Запишите их на странице «Показания дома».",
                month_year(month.period.first_day())
            ),
        ),
        Meaning::PartlyRead => (
            "Записаны не все счётчики дома",
            format!(
                "Показания есть по {} из {}. Разница будет видна, когда запишете остальные.",
                month.house.read, month.house.of
            ),
        ),
        Meaning::Even => ("Сходится", "Дом получил столько, сколько насчитали помещения.".to_owned()),
        Meaning::Above => (
            "Дом получил больше, чем насчитали помещения",
            format!(
                "Это общедомовые нужды: уборка, освещение, промывка. Если разница больше обычной, ищите утечку, расход мимо \
                 счётчика или неверные показания.{}",
                guessed(balance)
            ),
        ),
        Meaning::Below => (
            "Помещения насчитали больше, чем получил дом",
            format!(
                "Так не бывает: проверьте показание дома и коэффициент его счётчика, потом помещения из списка ниже.{}",
                guessed(balance)
            ),
        ),
    }
}

fn guessed(balance: &Balance) -> String {
    if !balance.is_a_guess() {
        return String::new();
    }
    let without = measured(balance.resource, balance.guessed());
    format!(" Без показаний посчитано {without}: вся разница может быть в них.")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn volumes_and_percents_are_rounded_for_the_eye() {
        for (resource, millionths, expected) in [
            (Resource::ColdWater, 20_000_000, "20"),
            (Resource::ColdWater, 1_234_567_890, "1\u{a0}234.57"),
            (Resource::ColdWater, -5_004_999, "−5"),
            (Resource::Heat, 1_234_567, "1.235"),
        ] {
            let shown = amount(resource, Volume(millionths)).replace(' ', "\u{a0}");
            assert_eq!(shown, expected, "{millionths}");
        }
        for (permille, expected) in
            [(0, "0\u{a0}%"), (125, "+12.5\u{a0}%"), (-250, "−25\u{a0}%"), (3, "+0.3\u{a0}%")]
        {
            assert_eq!(percent(permille), expected);
        }
    }
}

//! What silence costs, in words.
use crate::ui::{date, month_genitive, month_name, rubles};
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    money::Volume,
    silence::{Basis, Bill, Price, Silence},
};

/// What comes of it, sentence by sentence; `unit` is «м³».
#[must_use]
pub fn price(price: &Price, unit: &str, today: NaiveDate) -> String {
    let first = match price.silence {
        Silence::NotGiven => format!("За {} посчитаем {}.", month(price.period), bill(&price.bill, unit)),
        Silence::Unverified { until } if until < today => {
            let bill = bill(&price.bill, unit);
            format!("Поверка закончилась {}: показания не считаются. Считаем {bill}.", date(until))
        }
        Silence::Unverified { until } => {
            format!(
                "Поверка до {}. Потом вместо показаний посчитаем {}.",
                date(until),
                bill(&price.bill, unit)
            )
        }
    };
    let later = price.later.map(|(period, later)| {
        format!("С {} {} {}.", month_genitive(period.first_day()), period.year(), bill(&later, unit))
    });
    let extra = price.extra().map(|extra| format!("Это на {} в месяц больше обычного.", rubles(extra)));
    [Some(first), later, extra].into_iter().flatten().collect::<Vec<_>>().join(" ")
}

/// «январь 2018»
fn month(period: Period) -> String {
    format!("{} {}", month_name(period.first_day()), period.year())
}

/// «по нормативу с коэффициентом 3: 56.94 м³, около 2 015.68 ₽»
fn bill(bill: &Bill, unit: &str) -> String {
    let basis = match bill.basis {
        Basis::Average => "по среднему".to_owned(),
        Basis::Norm => "по нормативу".to_owned(),
        Basis::RaisedNorm { factor } => format!("по нормативу с коэффициентом {}", hundredths(factor)),
    };
    let cost = bill.cost.map(|cost| format!(", около {}", rubles(cost))).unwrap_or_default();
    format!("{basis}: {}\u{a0}{unit}{cost}", thousandths(bill.volume))
}

fn hundredths(number: u32) -> String {
    let text = format!("{}.{:02}", number / 100, number % 100);
    text.trim_end_matches('0').trim_end_matches('.').to_owned()
}

/// More decimals than a dial has would look exact.
fn thousandths(volume: Volume) -> String {
    Volume((volume.0 + 500).div_euclid(1_000) * 1_000).format(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use domain::money::Money;

    fn bill_of(basis: Basis, volume: i64, cost: i64) -> Bill {
        Bill { basis, volume: Volume(volume), cost: Some(Money(cost)) }
    }

    #[test]
    fn the_price_is_told_with_what_it_is_counted_by() {
        let period: Period = "2018-01".parse().unwrap();
        let today = "2018-01-25".parse().unwrap();
        let usual = bill_of(Basis::Average, 11_600_000, 41_064);
        let silent = Price {
            silence: Silence::NotGiven,
            period,
            bill: usual,
            later: Some((period.plus(3), bill_of(Basis::Norm, 18_980_000, 67_189))),
            usual: Some(usual),
        };
        let text = price(&silent, "м³", today).replace('\u{a0}', " ");
        assert_eq!(
            text,
            "За январь 2018 посчитаем по среднему: 11.6 м³, около 410.64 ₽. С апреля 2018 по нормативу: 18.98 м³, \
             около 671.89 ₽. Это на 261.25 ₽ в месяц больше обычного."
        );
        let raised = Price {
            silence: Silence::Unverified { until: "2018-01-24".parse().unwrap() },
            bill: bill_of(Basis::RaisedNorm { factor: 150 }, 28_470_000, 100_784),
            later: None,
            ..silent
        };
        let text = price(&raised, "м³", today).replace('\u{a0}', " ");
        assert_eq!(
            text,
            "Поверка закончилась 24.01.2018: показания не считаются. Считаем по нормативу с коэффициентом 1.5: 28.47 м³, \
             около 1 007.84 ₽. Это на 597.20 ₽ в месяц больше обычного."
        );
        let soon = Price {
            silence: Silence::Unverified { until: "2018-03-12".parse().unwrap() },
            bill: Bill { cost: None, ..usual },
            usual: None,
            ..raised
        };
        let text = price(&soon, "м³", today).replace('\u{a0}', " ");
        assert_eq!(text, "Поверка до 12.03.2018. Потом вместо показаний посчитаем по среднему: 11.6 м³.");
    }
}

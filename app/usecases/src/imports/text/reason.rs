use super::Reason;
use chrono::NaiveDate;
use domain::{
    accounts::{AccountNumber, AccountNumberError},
    quantity::{Dial, Quantity, ValueError},
    session::{Email, EmailError},
};
use exchange::CellError;

/// What is wrong with a cell, and what a right value looks like.
#[must_use]
pub fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Cell(error) => cell(error),
        Reason::Disagrees { row, value } => {
            format!("в строке {row} у того же счёта другое: «{value}». Напишите одинаково")
        }
        Reason::UnknownAccount { similar: None } => {
            "такого лицевого счёта нет. Сначала загрузите реестр счетов".to_owned()
        }
        Reason::UnknownAccount { similar: Some(similar) } => {
            format!("такого лицевого счёта нет, есть похожий: {similar}")
        }
        Reason::UnknownMeter { known } if known.is_empty() => {
            "у этого счёта нет счётчиков. Сначала загрузите реестр счётчиков".to_owned()
        }
        Reason::UnknownMeter { known } => {
            format!("у этого счёта нет такого счётчика, есть: {}", known.join(", "))
        }
        Reason::ResourceNeeded => {
            "у счёта несколько счётчиков с этим номером. Укажите ресурс, например: ХВС".to_owned()
        }
        Reason::Repeated { row } => {
            format!("этот счётчик уже есть в строке {row} с другими данными. Оставьте одну")
        }
        Reason::MonthTwice { row } => {
            format!("за этот месяц уже есть показание в строке {row}. Оставьте одно")
        }
        Reason::HasReadings => {
            "у счётчика уже есть показания: число тарифов, разрядов и знаков после запятой \
                                поменять нельзя. Если счётчик заменили, добавьте новый"
                .to_owned()
        }
        Reason::Value(error) => value(error),
        Reason::ZoneMissing { zones } => format!("нет значения: у счётчика тарифов {zones}, нужно каждое"),
        Reason::NoSuchZone { zones } => format!("у счётчика тарифов {zones}, это значение лишнее"),
        Reason::InTheFuture { today } => format!("этот день ещё не наступил, сегодня {}", day(*today)),
        Reason::NotInstalled { on } => format!("счётчик установлен позже, {}", day(*on)),
        Reason::Removed { on } => format!("счётчик снят раньше, {}", day(*on)),
        Reason::BelowPrevious { previous, on } => format!(
            "меньше предыдущего: {previous} от {}. Если счётчик заменили, напишите в столбце «Вид» «замена», если \
             прошёл через ноль — «через ноль»",
            day(*on)
        ),
        Reason::AboveNext { next, on } => format!("больше следующего: {next} от {}", day(*on)),
    }
}

fn cell(error: &CellError) -> String {
    match error {
        CellError::Empty => "ничего не указано, а без этого нельзя".to_owned(),
        CellError::TooLong { max } => format!("длиннее {max} знаков"),
        CellError::Extra => {
            "ячеек больше, чем столбцов. Если в тексте есть разделитель, возьмите текст в кавычки".to_owned()
        }
        CellError::AccountNumber(error) => account_number(error),
        CellError::UnitMissing => {
            "после последней запятой нужен номер помещения. Пример: г Москва, ул Авиаторов, д. 6 корп. 3, 7"
                .to_owned()
        }
        CellError::NotADate => "это не дата. Пример: 31.12.2017 или 2017-12-31".to_owned(),
        CellError::NoSuchDay => "такого дня нет. Пример: 28.02.2018".to_owned(),
        CellError::OddYear => "проверьте год. Пример: 31.12.2017".to_owned(),
        CellError::NotWhole { min, max } => format!("нужно целое число от {min} до {max}"),
        CellError::NotAnArea => {
            "нужна площадь в м², не больше двух знаков после запятой. Пример: 55,2".to_owned()
        }
        CellError::NotAShare => "это не доля. Пример: 1/2, 50% или 0,5; 0 — больше не собственник".to_owned(),
        CellError::NotAPhone => "это не номер телефона. Пример: +7 911 123-45-67".to_owned(),
        CellError::Email(error) => email(error),
        CellError::UnknownResource => {
            "такого ресурса портал не знает. Пример: ХВС, ГВС, электроэнергия, отопление, газ".to_owned()
        }
        CellError::NotYesNo => "нужно «да» или «нет»".to_owned(),
        CellError::UnknownState => {
            "такого состояния портал не знает. Пример: «в работе» или «снят»".to_owned()
        }
        CellError::RemovalMissing => {
            "укажите в столбце «Снят» день, когда счётчик сняли. Пример: 31.12.2017".to_owned()
        }
        CellError::UnknownKind => {
            "такого вида портал не знает. Пример: «текущее», «начальное», «замена» или «через ноль»"
                .to_owned()
        }
        CellError::TariffsDisagree { named } => format!("по названию ресурса тарифов {named}"),
        CellError::NoSuchDial => format!(
            "таких шкал не бывает: до запятой от 1 до {} цифр, после неё до {}, вместе до 18",
            Dial::MAX_DIGITS,
            Dial::MAX_DECIMALS
        ),
        CellError::CutOff
        | CellError::Money(_)
        | CellError::NotAPeriod
        | CellError::NotAVolume
        | CellError::NotATariff
        | CellError::NotAFactor
        | CellError::UnknownSource => "значение не подходит".to_owned(),
        CellError::Backwards => "конец раньше начала. Проверьте обе даты".to_owned(),
    }
}

fn account_number(error: &AccountNumberError) -> String {
    match error {
        AccountNumberError::Empty => "нет номера. Пример: 7000418".to_owned(),
        AccountNumberError::BadCharacter(',' | '+') => {
            "номер записан числом и потерял цифры. Сделайте столбец текстовым. Пример: 7000418".to_owned()
        }
        AccountNumberError::BadCharacter(wrong) => {
            format!("в номере не бывает знака «{wrong}». Пример: 7000418")
        }
        AccountNumberError::TooLong => format!("длиннее {} знаков. Пример: 7000418", AccountNumber::MAX),
    }
}

fn email(error: &EmailError) -> String {
    let wrong = match error {
        EmailError::Empty => "нет адреса".to_owned(),
        EmailError::NoAt => "в адресе нет знака @".to_owned(),
        EmailError::BadCharacter(wrong) => format!("в адресе лишний знак «{wrong}»"),
        EmailError::Incomplete => "адрес неполный".to_owned(),
        EmailError::TooLong => format!("длиннее {} знаков", Email::MAX),
    };
    format!("{wrong}. Пример: anna@example.ru")
}

fn value(error: &ValueError) -> String {
    match error {
        ValueError::Empty => "нет показания".to_owned(),
        ValueError::NotANumber(wrong) => {
            format!("в показании лишний знак «{wrong}». Пример: 388 или 3605,962")
        }
        ValueError::Negative => "показание меньше нуля. Пример: 388".to_owned(),
        ValueError::PointMissing { dial, meant } => {
            format!("нет запятой. Пример: {}", dial.format_full(*meant))
        }
        ValueError::TooManyDigits { dial, .. } => {
            format!("на счётчике {} цифр до запятой. Пример: {}", dial.digits, example(*dial))
        }
        ValueError::TooManyDecimals { dial, .. } if dial.decimals == 0 => {
            format!("на счётчике нет знаков после запятой. Пример: {}", example(*dial))
        }
        ValueError::TooManyDecimals { dial, .. } => {
            format!("на счётчике {} знаков после запятой. Пример: {}", dial.decimals, example(*dial))
        }
    }
}

/// A value that fills the dial: `12345.678`.
fn example(dial: Dial) -> String {
    let digits = "123456789012345678".get(..usize::from(dial.digits + dial.decimals));
    dial.format_full(Quantity(digits.and_then(|digits| digits.parse().ok()).unwrap_or(0)))
}

fn day(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

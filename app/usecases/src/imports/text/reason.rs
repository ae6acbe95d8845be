use crate::imports::{Doubt, Reason};
use chrono::NaiveDate;
use domain::{
    accounts::{AccountNumber, AccountNumberError},
    charges::{LineFault, LineSum},
    imports::Spot,
    money::MoneyError,
    quantity::{Dial, Quantity, ValueError},
    session::{Email, EmailError},
};
use exchange::CellError;

/// «12», or «12.3» for the third meter of row 12.
pub(super) fn spot(row: usize) -> Spot {
    Spot::of(row as u64)
}

/// What is wrong with a cell, and what a right value looks like.
#[must_use]
pub fn reason(reason: &Reason) -> String {
    match reason {
        Reason::Cell(error) => cell(error),
        Reason::Disagrees { row, value } => {
            let row = spot(*row);
            format!("в строке {row} у того же счёта другое: «{value}». Напишите одинаково")
        }
        Reason::UnknownAccount { similar } => unknown_account(similar.as_deref()),
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
            let row = spot(*row);
            format!("этот счётчик уже есть в строке {row} с другими данными. Оставьте одну")
        }
        Reason::MonthTwice { row } => {
            format!("за этот месяц уже есть показание в строке {}. Оставьте одно", spot(*row))
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
        Reason::LongAgo { first } => format!("слишком давно, раньше {}. Проверьте год", day(*first)),
        Reason::NotInstalled { on } => format!("счётчик установлен позже, {}", day(*on)),
        Reason::Removed { on } => format!("счётчик снят раньше, {}", day(*on)),
        Reason::BelowPrevious { previous, on } => format!(
            "меньше предыдущего: {previous} от {}. Если счётчик заменили, напишите в столбце «Вид» «замена», если \
             прошёл через ноль — «через ноль»",
            day(*on)
        ),
        Reason::AboveNext { next, on } => format!("больше следующего: {next} от {}", day(*on)),
        Reason::UnknownRecipient { known } => unknown_recipient(known),
        Reason::Sum(fault) => sum(fault),
        Reason::SameLine { row } => format!("такая же строка уже есть: {row}. Оставьте одну"),
        Reason::TooManyLines { max } => format!("в одном начислении больше {max} строк"),
        Reason::PenaltyComputed => {
            "пени за этот месяц считает портал: оставьте клетку пустой, иначе они войдут в долг дважды"
                .to_owned()
        }
        Reason::PeriodAhead { today } => format!("этот месяц ещё не наступил, сегодня {}", day(*today)),
        Reason::OperationTwice { row } => {
            format!("операция с этим номером уже есть в строке {row} с другими данными. Проверьте номер")
        }
        Reason::OperationDiffers { amount } => {
            format!(
                "операция с этим номером уже загружена с другими данными, сумма {amount} ₽. Проверьте номер"
            )
        }
        Reason::DebtTwice { row } => {
            format!("долг этого счёта уже есть в строке {row}. Сложите их в одну или оставьте одну")
        }
        Reason::BillBroken { row } => format!(
            "счёт публикуют целиком, а строка {row} этого же счёта отказана. Исправьте её и загрузите файл снова"
        ),
        Reason::Suspended(doubt) => suspended(doubt),
    }
}

fn unknown_account(similar: Option<&str>) -> String {
    match similar {
        None => "такого лицевого счёта нет. Сначала загрузите реестр счетов".to_owned(),
        Some(similar) => format!("такого лицевого счёта нет, есть похожий: {similar}"),
    }
}

fn unknown_recipient(known: &[String]) -> String {
    let known: Vec<String> = known.iter().map(|name| format!("«{name}»")).collect();
    format!("такого получателя нет, есть: {}", known.join(", "))
}

fn sum(fault: &LineFault) -> String {
    let from = match fault.sum {
        LineSum::Charged => "объём × тариф",
        LineSum::Factor => "начислено × (коэффициент − 1)",
        LineSum::Due => "начислено + сумма повышения + перерасчёт − льгота",
    };
    format!("должно быть {} ₽: {from}", fault.expected)
}

fn suspended(doubt: &Doubt) -> String {
    match doubt {
        Doubt::NoAccount => "лицевой счёт не указан".to_owned(),
        Doubt::UnknownAccount { similar: None } => "такого лицевого счёта нет".to_owned(),
        Doubt::UnknownAccount { similar: Some(similar) } => unknown_account(Some(similar)),
        Doubt::ClosedAccount { on } => format!("счёт закрыт {}", day(*on)),
        Doubt::UnknownRecipient { known } => unknown_recipient(known),
        Doubt::Uncertain => "счёт похож, но уверенности нет".to_owned(),
        Doubt::Several => "подходят несколько счетов".to_owned(),
    }
}

fn money(error: &MoneyError) -> String {
    match error {
        MoneyError::Empty => "нет суммы. Пример: 1234,50".to_owned(),
        MoneyError::NotANumber(wrong) => format!("в сумме лишний знак «{wrong}». Пример: 1234,50"),
        MoneyError::Negative => "сумма меньше нуля. Пример: 1234,50".to_owned(),
        MoneyError::Zero => "сумма равна нулю. Пример: 1234,50".to_owned(),
        MoneyError::TooManyDecimals => {
            "у суммы больше двух знаков после запятой, а это доли копейки. Пример: 1234,50".to_owned()
        }
        MoneyError::TooSmall { min } => format!("сумма меньше {min} ₽. Проверьте её"),
        MoneyError::TooLarge { max } => format!("сумма больше {max} ₽. Проверьте её"),
    }
}

fn cell(error: &CellError) -> String {
    match error {
        CellError::Empty => "ничего не указано, а без этого нельзя".to_owned(),
        CellError::TooLong { max } => format!("длиннее {max} знаков"),
        CellError::Extra => {
            "ячеек больше, чем столбцов. Если в тексте есть разделитель, возьмите текст в кавычки".to_owned()
        }
        CellError::RegisterCut { cells: 0 } => {
            "после пяти ячеек о счёте нужны показания, а их нет. Пример: 9;100708114;ХВС;31.12.2021;388;31.12.2017;кухня"
                .to_owned()
        }
        CellError::RegisterCut { cells } => format!(
            "после пяти ячеек о счёте нужно по семь на каждое показание, а здесь лишних {cells}. Пример: \
             9;100708114;ХВС;31.12.2021;388;31.12.2017;кухня"
        ),
        CellError::NoSuchRegister { kind } => {
            format!("типа прибора «{kind}» нет: они от 1 до 10. Пример: 9 — холодная вода, 8 — горячая")
        }
        CellError::RegistersDisagree => {
            "у прибора с этим номером типы, которых вместе не бывает. Пример: 3 и 4 — день и ночь, 5, 6 и 7 — пик, \
             полупик и ночь"
                .to_owned()
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
        CellError::MoreThanAll => "доля больше целого. Пример: 1/2, 50% или 0,5".to_owned(),
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
        CellError::CutOff => "файл обрывается посреди этой строки. Выгрузите его заново целиком".to_owned(),
        CellError::Money(error) => money(error),
        CellError::NotAPeriod => "это не месяц. Пример: 12.2017".to_owned(),
        CellError::NotAVolume => {
            "это не объём: нужно число, не больше шести знаков после запятой. Пример: 6,25".to_owned()
        }
        CellError::NotATariff => {
            "это не тариф: нужно число не меньше нуля, не больше шести знаков после запятой. Пример: 38,06"
                .to_owned()
        }
        CellError::NotAFactor => "это не коэффициент: нужно число от 0,01 до 100. Пример: 1,5".to_owned(),
        CellError::UnknownSource => {
            "такого источника объёма портал не знает. Пример: счётчик, норматив, среднее, ОДПУ, \
                                     площадь, проживающие"
                .to_owned()
        }
        CellError::BrokenFormula => {
            "формула в этой ячейке не посчиталась. Напишите вместо неё значение".to_owned()
        }
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
        ValueError::TwoPoints => "в показании два разделителя. Пример: 3605,962".to_owned(),
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

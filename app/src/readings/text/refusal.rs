//! Why a reading is refused, with an example of a right one.
use super::{Said, date, month_name, plural, say, zone_of};
use domain::{
    quantity::{Quantity, ValueError},
    readings::{Meter, MeterRow, Refusal},
};

pub(super) fn refused(row: &MeterRow, reason: &Refusal) -> Said {
    let meter = &row.meter;
    match reason {
        Refusal::Value { zone, error } => value(row, *zone, error),
        Refusal::ZoneMissing { zone } if meter.zones < 2 => {
            say("Отклонено: показание не введено", example(row, *zone))
        }
        Refusal::ZoneMissing { zone } => say(
            format!("Отклонено: не заполнена зона «{}»", zone_of(meter, *zone)),
            format!("Зоны одного счётчика сдают вместе. {}", example(row, *zone)),
        ),
        Refusal::Automatic => say("Счётчик передаёт показания сам", "Вводить ничего не нужно."),
        Refusal::NotInstalled { on } => {
            say(format!("Счётчик установлен {}", date(*on)), "Показания принимаем начиная с этого дня.")
        }
        Refusal::Removed { on } => {
            say(format!("Счётчик снят {}", date(*on)), "Если он на месте, сообщите в управляющую компанию.")
        }
        Refusal::PeriodAccepted { period } => {
            let month = period.first_day();
            say(
                format!("Показания за {} уже учтены в расчёте", month_name(month)),
                "Изменить их нельзя. Если в них ошибка, сообщите в управляющую компанию.",
            )
        }
    }
}

fn value(row: &MeterRow, zone: usize, error: &ValueError) -> Said {
    let meter = &row.meter;
    let place = in_zone(meter, zone);
    let digits = |count: u8| format!("{count}\u{a0}{}", plural(u64::from(count), "цифра", "цифры", "цифр"));
    match error {
        ValueError::Empty => refused(row, &Refusal::ZoneMissing { zone }),
        ValueError::NotANumber(sign) => say(
            format!("Отклонено: {place}лишний знак {}", visible(*sign)),
            format!("Нужны только цифры, запятая или точка. {}", example(row, zone)),
        ),
        ValueError::TwoPoints => say(
            format!("Отклонено: {place}два разделителя"),
            format!("Запятая или точка нужна одна, перед красными цифрами. {}", example(row, zone)),
        ),
        ValueError::Negative => say(
            format!("Отклонено: {place}показание меньше нуля"),
            format!("Перепишите цифры со счётчика, без минуса. {}", example(row, zone)),
        ),
        ValueError::PointMissing { dial, meant } => say(
            format!("Отклонено: {place}пропущена запятая"),
            format!(
                "У этого счётчика {} до запятой и {} после, а введено {} подряд. Например: {}.",
                digits(dial.digits),
                dial.decimals,
                dial.digits + dial.decimals,
                dial.format_full(*meant),
            ),
        ),
        ValueError::TooManyDigits { dial, given } => say(
            format!("Отклонено: {place}слишком много цифр"),
            format!(
                "У этого счётчика {} до запятой, а введено {given}. {}",
                digits(dial.digits),
                example(row, zone),
            ),
        ),
        ValueError::TooManyDecimals { dial, .. } if dial.decimals == 0 => say(
            format!("Отклонено: {place}нужны только целые"),
            format!("Цифры после запятой (обычно красные) не вводите. {}", example(row, zone)),
        ),
        ValueError::TooManyDecimals { dial, given } => say(
            format!("Отклонено: {place}слишком много цифр после запятой"),
            format!(
                "У этого счётчика {} после запятой, а введено {given}. {}",
                digits(dial.decimals),
                example(row, zone),
            ),
        ),
    }
}

/// Why a text is no value of a dial, below a field that has no row.
pub fn none_of_the_dial(error: &ValueError) -> String {
    match error {
        ValueError::Empty => "Введите показание. Например: 351.".into(),
        ValueError::NotANumber(sign) => {
            format!("Лишний знак {}: нужны только цифры, запятая или точка. Например: 351.", visible(*sign))
        }
        ValueError::TwoPoints => "Два разделителя: нужен один. Например: 351,5.".into(),
        ValueError::Negative => "Показание меньше нуля. Введите без минуса, например: 351.".into(),
        ValueError::PointMissing { dial, meant } => {
            format!("Пропущена запятая. Например: {}.", dial.format_full(*meant))
        }
        ValueError::TooManyDigits { dial, given } => {
            format!("Слишком много цифр: введено {given}, а у счётчика {} до запятой.", dial.digits)
        }
        ValueError::TooManyDecimals { dial, given } => {
            format!("Слишком много цифр после запятой: введено {given}, а у счётчика {}.", dial.decimals)
        }
    }
}

/// «#», or the code of a sign that cannot be seen: «U+202E».
fn visible(sign: char) -> String {
    if sign.is_alphanumeric() || sign.is_ascii_graphic() || "№«»—–−₽€°²³".contains(sign) {
        format!("«{sign}»")
    } else {
        format!("«U+{:04X}»", u32::from(sign))
    }
}

/// A right value for this zone: where the pace leads to, or the shape of the dial.
fn example(row: &MeterRow, zone: usize) -> String {
    let dial = row.meter.dial;
    let last = row.previous.as_ref().and_then(|reading| reading.values.get(zone));
    let step =
        row.pace.as_ref().and_then(|pace| Some(pace.total.get(zone)?.0 / i64::from(pace.months.max(1))));
    let text = if let Some(last) = last {
        dial.format_full(Quantity((last.0 + step.unwrap_or(0)) % dial.capacity()))
    } else {
        let whole = "123".get(..usize::from(dial.digits.min(3))).unwrap_or("1");
        let point = if dial.decimals > 0 { "." } else { "" };
        let fraction = "4567890".get(..usize::from(dial.decimals)).unwrap_or_default();
        format!("{whole}{point}{fraction}")
    };
    format!("Например: {text}.")
}

/// «в зоне «полупик» », or nothing where there is but one.
pub(super) fn in_zone(meter: &Meter, zone: usize) -> String {
    match zone_of(meter, zone) {
        "" => String::new(),
        word => format!("в зоне «{word}» "),
    }
}

//! What an import says, in Russian.
mod reason;

use super::{BadRow, Kind, Listed, Problem, Summary};
use exchange::{Delimiter, Encoding, FileProblem, Form, Recognised};
use reason::spot;
use std::fmt::Write;

pub use reason::reason;

/// Names that are listed before «и ещё».
const LISTED: usize = 20;

/// The whole answer, line by line: every bad line with its reason, or what was done.
#[must_use]
pub fn report(summary: &Summary) -> String {
    lines(summary).join("\n")
}

fn lines(summary: &Summary) -> Vec<String> {
    let mut lines = Vec::new();
    let mut line = |sentence: String| lines.push(sentence);
    if let Some(found) = &summary.problem {
        line(match found {
            Problem::File(problem) => file_problem(problem),
            Problem::NoRecipients => {
                "Получателей платежей ещё нет. Опишите их в файле настроек, раздел [[recipient]], \
                                      и повторите."
                    .to_owned()
            }
        });
        line("Ничего не изменено.".to_owned());
        return lines;
    }
    if let Some(recognised) = summary.recognised {
        line(recognition(recognised));
    }
    if !summary.unknown_columns.is_empty() {
        let list = quoted(&summary.unknown_columns);
        line(format!("Столбцы, которых портал не знает, пропущены: {list}."));
    }
    if summary.open_end {
        line("Последняя строка не кончается переводом строки: проверьте, что файл дошёл целиком.".to_owned());
    }
    for bad in &summary.errors {
        line(bad_row(bad));
    }
    if summary.more_errors > 0 {
        line(format!("И ещё ошибок: {}.", summary.more_errors));
    }
    if !summary.errors.is_empty() {
        line(format!(
            "Строк: {}, с ошибками: {}. Ничего не изменено: исправьте их и повторите.",
            summary.rows, summary.bad_rows
        ));
        return lines;
    }
    line(done(summary));
    for sentence in money(summary) {
        line(sentence);
    }
    if summary.for_review > 0 {
        line(format!(
            "На проверку: {}. Такой расход непривычен; показания записаны, но в расход не идут, пока их не посмотрят.",
            summary.for_review
        ));
    }
    if !summary.not_mentioned.is_empty() {
        line(rest(summary));
    }
    if summary.dry_run {
        line("Это проверка: ничего не записано.".to_owned());
    }
    lines
}

/// «строка 23, «Дата», «31.02.2018»: такого дня нет. Пример: 28.02.2018».
#[must_use]
pub fn bad_row(bad: &BadRow) -> String {
    let mut text = format!("строка {}", spot(bad.row));
    if !bad.column.is_empty() {
        let _ = write!(text, ", «{}»", bad.column);
    }
    if !bad.value.is_empty() {
        let short: String = bad.value.chars().take(60).collect();
        let _ = write!(text, ", «{short}»");
    }
    let _ = write!(text, ": {}", reason(&bad.reason));
    text
}

fn done(summary: &Summary) -> String {
    let what = match summary.kind {
        Kind::Payments => {
            return format!(
                "Строк: {}. Зачислено оплат: {}, из невыясненных: {}, загружены раньше: {}.",
                summary.rows, summary.added, summary.changed, summary.unchanged
            );
        }
        Kind::Charges => "Начислений",
        Kind::Accounts => "Счетов",
        Kind::Meters => "Счётчиков",
        Kind::Readings => "Показаний",
    };
    format!(
        "Строк: {}. {what} новых: {}, с изменениями: {}, без изменений: {}.",
        summary.rows, summary.added, summary.changed, summary.unchanged
    )
}

fn rest(summary: &Summary) -> String {
    let what = match summary.kind {
        Kind::Accounts => "Счета и собственники, которых в файле нет, остались как были",
        Kind::Meters => "Счётчики, которых в файле нет, остались как были",
        Kind::Readings => "Счётчики в работе, по которым в файле нет показаний",
        Kind::Charges | Kind::Payments => "Открытые счета, которым за этот месяц ничего не начислено",
    };
    let names = &summary.not_mentioned;
    let count = names.len().max(summary.money.without_bill);
    let listed = names.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = count.saturating_sub(LISTED.min(names.len()));
    let more = if more > 0 { format!(" и ещё {more}") } else { String::new() };
    format!("{what}, {count}: {listed}{more}.")
}

/// What there is to say of money.
fn money(summary: &Summary) -> Vec<String> {
    let money = &summary.money;
    let mut lines = Vec::new();
    if summary.kind == Kind::Charges && !(money.total.is_zero() && money.penalties.is_zero()) {
        let penalties = match money.penalties {
            none if none.is_zero() => String::new(),
            sum => format!(", пени {sum} ₽"),
        };
        lines.push(format!("К оплате добавилось: {} ₽{penalties}.", money.total));
    }
    if summary.kind == Kind::Payments && !money.total.is_zero() {
        lines.push(format!("Зачислено: {} ₽.", money.total));
    }
    if money.slight.count > 0 {
        let what = "Сумм, которые расходятся на копейку и взяты как есть";
        lines.extend(listed(what, &money.slight));
    }
    if money.suspended.count > 0 {
        let what = format!("Невыясненных платежей на {} ₽, они не зачислены никому", money.suspended_total);
        lines.extend(listed(&what, &money.suspended));
    }
    lines
}

/// How many there are, and a line for each of the first.
fn listed(what: &str, rows: &Listed) -> Vec<String> {
    let more = rows.count - rows.first.len();
    let more = (more > 0).then(|| format!("и ещё {more}"));
    let heading = format!("{what}: {}.", rows.count);
    [heading].into_iter().chain(rows.first.iter().map(bad_row)).chain(more).collect()
}

/// How a file was understood.
#[must_use]
pub fn recognition(recognised: Recognised) -> String {
    if recognised.form == Form::Sber {
        return "Узнали: файл Сбера. Строка 12.3 — третий прибор в строке 12.".to_owned();
    }
    let encoding = match recognised.encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16 => "UTF-16",
        Encoding::Windows1251 => "Windows-1251",
        Encoding::Workbook => return "Узнали: книга Excel.".to_owned(),
        Encoding::Statement => {
            return "Узнали: выписка банка в формате 1С (1CClientBankExchange).".to_owned();
        }
    };
    let delimiter = match recognised.delimiter {
        Delimiter::Semicolon => "«;»",
        Delimiter::Comma => "«,»",
        Delimiter::Tab => "табуляция",
    };
    format!("Узнали: {encoding}, разделитель {delimiter}.")
}

/// How many refused rows are not told of one by one.
#[must_use]
pub fn unlisted(rows: i64) -> String {
    format!(
        "Здесь первые из отказанных строк. Не показано ещё: {rows}. Исправьте эти и загрузите файл снова."
    )
}

fn quoted<T: AsRef<str>>(names: &[T]) -> String {
    names.iter().map(|name| format!("«{}»", name.as_ref())).collect::<Vec<_>>().join(", ")
}

/// Why a file as a whole was not read.
#[must_use]
pub fn file_problem(problem: &FileProblem) -> String {
    match problem {
        FileProblem::TooLarge { max_bytes } => {
            format!("Файл больше {} МБ. Разделите его на части.", max_bytes / (1024 * 1024))
        }
        FileProblem::TooManyRows { max } => format!("В файле больше {max} строк. Разделите его на части."),
        FileProblem::Empty => "В файле ничего нет. Первой строкой нужны названия столбцов.".to_owned(),
        FileProblem::Unfinished => {
            "Выписка обрывается: в конце нет строки «КонецФайла». Выгрузите её из банка ещё раз.".to_owned()
        }
        FileProblem::Workbook => {
            "Это не книга XLSX и не текст CSV. В Excel: «Файл», «Сохранить как», «Книга Excel \
                                  (.xlsx)» или «CSV UTF-8 (разделитель — запятая)»."
                .to_owned()
        }
        FileProblem::Macros => {
            "В книге есть макросы, такие портал не открывает. В Excel: «Файл», «Сохранить как», \
                                «Книга Excel (.xlsx)»."
                .to_owned()
        }
        FileProblem::Unpacks => {
            "В распакованном виде книга слишком велика. Оставьте в ней один лист с данными и \
                                 сохраните заново."
                .to_owned()
        }
        FileProblem::TooWide { max } => {
            format!("В таблице больше {max} столбцов. Уберите лишние справа и сохраните заново.")
        }
        FileProblem::NotText => "Это не текст CSV. Сохраните таблицу как CSV и повторите.".to_owned(),
        FileProblem::QuoteNotClosed { row } => format!(
            "Строка {row}: кавычка открыта и до конца файла не закрыта. Кавычки внутри ячейки удваивают: \
             \"ООО \"\"Ромашка\"\"\"."
        ),
        FileProblem::LineTooLong { row, max } => format!(
            "Строка {row} длиннее {max} байтов: в ней не хватает конца строки или закрывающей кавычки."
        ),
        FileProblem::ColumnsMissing { missing, found } => format!(
            "Не хватает столбцов: {}. В файле есть: {}. Если они названы иначе, сопоставьте: \
             --columns \"Название в файле={}\".",
            quoted(missing),
            quoted(found),
            missing.first().unwrap_or(&"")
        ),
        FileProblem::ColumnTwice { name } => format!("Столбец «{name}» встретился дважды. Оставьте один."),
        FileProblem::NoSuchHeader { header } => {
            format!(
                "Столбца «{header}» из ключа --columns в файле нет. Проверьте, как он назван в первой строке."
            )
        }
        FileProblem::NoSuchColumn { name, known } => {
            format!("Столбца «{name}» из ключа --columns портал не знает. Он знает: {}.", quoted(known))
        }
    }
}

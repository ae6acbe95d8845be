//! What an import says, in Russian.
mod reason;

use super::{BadRow, Kind, Reason, Summary};
use exchange::{Delimiter, Encoding, FileProblem, Recognised};
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
        line(problem(found));
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
    for bad in &summary.errors {
        line(bad_row(bad));
    }
    if !summary.errors.is_empty() {
        let bad = summary.bad_rows();
        line(format!(
            "Строк: {}, с ошибками: {bad}. Ничего не изменено: исправьте их и повторите.",
            summary.rows
        ));
        return lines;
    }
    line(done(summary));
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

impl Summary {
    /// Rows with at least one bad cell.
    #[must_use]
    pub fn bad_rows(&self) -> usize {
        let mut rows: Vec<usize> = self.errors.iter().map(|bad| bad.row).collect();
        rows.dedup();
        rows.len()
    }
}

/// «строка 23, «Дата», «31.02.2018»: такого дня нет. Пример: 28.02.2018».
#[must_use]
pub fn bad_row(bad: &BadRow) -> String {
    let mut text = format!("строка {}", bad.row);
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
    };
    let names = &summary.not_mentioned;
    let listed = names.iter().take(LISTED).map(String::as_str).collect::<Vec<_>>().join(", ");
    let more = names.len().saturating_sub(LISTED);
    let more = if more > 0 { format!(" и ещё {more}") } else { String::new() };
    format!("{what}, {}: {listed}{more}.", names.len())
}

fn recognition(recognised: Recognised) -> String {
    let encoding = match recognised.encoding {
        Encoding::Utf8 => "UTF-8",
        Encoding::Utf16 => "UTF-16",
        Encoding::Windows1251 => "Windows-1251",
    };
    let delimiter = match recognised.delimiter {
        Delimiter::Semicolon => "«;»",
        Delimiter::Comma => "«,»",
        Delimiter::Tab => "табуляция",
    };
    format!("Узнали: {encoding}, разделитель {delimiter}.")
}

fn quoted<T: AsRef<str>>(names: &[T]) -> String {
    names.iter().map(|name| format!("«{}»", name.as_ref())).collect::<Vec<_>>().join(", ")
}

/// Why a file as a whole was not read.
#[must_use]
pub fn problem(problem: &FileProblem) -> String {
    match problem {
        FileProblem::LineTooLong { row, max } => format!("строка {row} длиннее {max} байт"),
        FileProblem::TooLarge { max_bytes } => {
            format!("Файл больше {} МБ. Разделите его на части.", max_bytes / (1024 * 1024))
        }
        FileProblem::TooManyRows { max } => format!("В файле больше {max} строк. Разделите его на части."),
        FileProblem::Empty => "В файле ничего нет. Первой строкой нужны названия столбцов.".to_owned(),
        FileProblem::Workbook => "Это книга таблиц, а нужен текст CSV. В Excel: «Файл», «Сохранить как», \
                                  «CSV UTF-8 (разделитель — запятая)»."
            .to_owned(),
        FileProblem::NotText => "Это не текст CSV. Сохраните таблицу как CSV и повторите.".to_owned(),
        FileProblem::QuoteNotClosed { row } => format!(
            "Строка {row}: кавычка открыта и до конца файла не закрыта. Кавычки внутри ячейки удваивают: \
             \"ООО \"\"Ромашка\"\"\"."
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

//! What is wrong with a configuration file: the file, the line, and what is allowed there.
use adapters::typst::TemplateError;
use std::{fmt, io, path::Path};

/// A sentence for the person who wrote the file.
#[derive(Debug, PartialEq, Eq)]
pub struct ConfigError {
    place: String,
    sentence: String,
}

impl std::error::Error for ConfigError {}

impl fmt::Display for ConfigError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}: {}", self.place, self.sentence)
    }
}

impl ConfigError {
    pub(super) fn file(path: &Path, error: &io::Error) -> Self {
        let sentence = match error.kind() {
            io::ErrorKind::NotFound => "такого файла нет".to_owned(),
            io::ErrorKind::PermissionDenied => "файл не разрешено читать".to_owned(),
            _ => format!("файл не читается: {error}"),
        };
        Self { place: path.display().to_string(), sentence }
    }

    pub(super) fn no_secret(path: &Path) -> Self {
        Self {
            place: place(path, Some(1)),
            sentence: "первая строка пуста, а в ней должен стоять секрет".to_owned(),
        }
    }

    pub(super) fn no_key(path: &Path, sentence: &str) -> Self {
        Self { place: place(path, Some(1)), sentence: sentence.to_owned() }
    }

    /// A template of receipts; what is wrong with it is in the words of Typst.
    pub(super) fn template(error: TemplateError) -> Self {
        match error {
            TemplateError::Unreadable { file, kind } => Self::file(Path::new(&file), &kind.into()),
            TemplateError::Broken { file, line, message } => Self {
                place: place(Path::new(&file), line),
                sentence: format!("шаблон квитанции: {message}"),
            },
        }
    }

    pub(super) fn toml(path: &Path, text: &str, error: &toml::de::Error) -> Self {
        let line = error.span().map(|span| line_of(text, span.start));
        Self { place: place(path, line), sentence: translate(error.message()) }
    }

    /// Something is wrong with a section as a whole.
    pub(super) fn section(path: &Path, text: &str, odd: &Odd) -> Self {
        let header = format!("[{}]", odd.section);
        let start = text.match_indices(&header).nth(odd.which).map(|(start, _)| start);
        Self { place: place(path, start.map(|start| line_of(text, start))), sentence: odd.sentence.clone() }
    }
}

/// What is wrong with a section, where no single value is.
#[derive(Debug)]
pub(super) struct Odd {
    pub section: &'static str,
    /// Of several sections of the name, from 0.
    pub which: usize,
    pub sentence: String,
}

impl Odd {
    pub(super) fn of(section: &'static str, sentence: impl Into<String>) -> Self {
        Self { section, which: 0, sentence: sentence.into() }
    }
}

fn place(path: &Path, line: Option<usize>) -> String {
    match line {
        Some(line) => format!("{}:{line}", path.display()),
        None => path.display().to_string(),
    }
}

fn line_of(text: &str, at: usize) -> usize {
    text.get(..at).unwrap_or(text).matches('\n').count() + 1
}

/// The sentences of serde, in Russian; our own are Russian already.
fn translate(message: &str) -> String {
    let (first, rest) = message.split_once(", expected ").unwrap_or((message, ""));
    let allowed = |what: &str| match names(rest) {
        names if names.is_empty() => String::new(),
        names => format!("; {what}: {names}"),
    };
    if let Some(key) = quoted(first, "unknown field ") {
        format!("неизвестный ключ «{key}»{}", allowed("возможны"))
    } else if let Some(key) = quoted(message, "missing field ") {
        format!("нет обязательного ключа «{key}»")
    } else if let Some(key) =
        quoted(message, "duplicate field ").or_else(|| quoted(message, "duplicate key "))
    {
        format!("ключ «{key}» указан дважды")
    } else if let Some(value) = quoted(first, "unknown variant ") {
        format!("неизвестное значение «{value}»{}", allowed("возможны"))
    } else if let Some(given) =
        first.strip_prefix("invalid type: ").or_else(|| first.strip_prefix("invalid value: "))
    {
        format!("значение не подходит: {given}; ожидается {}", kind(rest))
    } else if message.is_ascii() {
        format!("не читается как TOML: {message}")
    } else {
        message.to_owned()
    }
}

fn quoted<'a>(message: &'a str, start: &str) -> Option<&'a str> {
    message.strip_prefix(start)?.split('`').nth(1)
}

/// Every name in back quotes.
fn names(text: &str) -> String {
    text.split('`').skip(1).step_by(2).collect::<Vec<_>>().join(", ")
}

fn kind(expected: &str) -> &str {
    match expected {
        "a string" | "string" => "строка в кавычках",
        "a boolean" => "true или false",
        "a sequence" => "список в квадратных скобках",
        "socket address" => "адрес и порт, например \"127.0.0.1:3000\"",
        "u8" | "u16" | "u32" | "usize" => "целое число",
        "path string" => "путь в кавычках",
        other => other,
    }
}

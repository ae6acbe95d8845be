//! `1CClientBankExchange` 1.03, the statement of a bank: read as a table of the payments that came to our accounts, with the columns of
//! [`crate::payments`]. Each stands in the row where its document begins in the file.
use crate::{FileProblem, payments};
use std::{borrow::Cow, collections::HashMap, fmt::Write as _};

const SIGN: &str = "1CClientBankExchange";
/// Where a payer is written with the bank first: «ПАО СБЕРБАНК//ИВАНОВ ИВАН ИВАНОВИЧ//адрес//».
const PARTS: &str = "//";

/// Whether a text is such a statement.
pub(crate) fn is(text: &str) -> bool {
    text.trim_start_matches('\u{feff}').starts_with(SIGN)
}

/// Whether a file is one, before it is decoded.
pub(crate) fn begins(bytes: &[u8]) -> bool {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).starts_with(SIGN.as_bytes())
}

/// Whether its letters are those of DOS: it says so itself, and the word is the same in every encoding.
pub(crate) fn is_of_dos(bytes: &[u8]) -> bool {
    let head = bytes.get(..bytes.len().min(400)).unwrap_or_default();
    begins(bytes) && head.windows(4).any(|word| word == b"=DOS")
}

/// One payment order, by the names of its fields.
#[derive(Default)]
struct Document<'t> {
    row: usize,
    fields: HashMap<&'t str, Cow<'t, str>>,
    /// A line without a name goes on with this field.
    last: &'t str,
}

/// The payments that came in, as a text of the columns that [`payments::COLUMNS`] has.
///
/// # Errors
/// [`FileProblem::Unfinished`] when the end of a document, or of the file, is not there.
pub(crate) fn table(text: &str) -> Result<String, FileProblem> {
    let mut own: Vec<&str> = Vec::new();
    let mut table = payments::COLUMNS.iter().map(|column| column.name).collect::<Vec<_>>().join(";");
    let mut written = 1;
    let mut open: Option<Document<'_>> = None;
    for (row, line) in (1..).zip(text.lines()) {
        let line = line.trim_end();
        let (name, value) = match line.split_once('=') {
            Some((name, value)) => (name.trim(), Some(value.trim())),
            None => (line.trim(), None),
        };
        match (&mut open, name, value) {
            (None, "КонецФайла", None) => {
                table.push('\n');
                return Ok(table);
            }
            (None, "СекцияДокумент", _) => open = Some(Document { row, ..Document::default() }),
            (None, "РасчСчет", Some(account)) => own.push(account),
            (Some(_), "КонецДокумента", None) => {
                if let Some(document) = open.take()
                    && document.came_in(&own)
                {
                    while written < document.row {
                        table.push('\n');
                        written += 1;
                    }
                    document.write(&mut table);
                }
            }
            (Some(_), "СекцияДокумент" | "КонецФайла", _) => {
                return Err(FileProblem::Unfinished);
            }
            (Some(document), name, Some(value)) => {
                document.fields.insert(name, Cow::Borrowed(value));
                document.last = name;
            }
            (Some(document), more, None) if !more.is_empty() => {
                if let Some(field) = document.fields.get_mut(document.last) {
                    let field = field.to_mut();
                    field.push(' ');
                    field.push_str(more);
                }
            }
            (None, ..) | (Some(_), _, None) => {}
        }
    }
    Err(FileProblem::Unfinished)
}

impl Document<'_> {
    /// The first of the fields that says something.
    fn any(&self, names: &[&str]) -> &str {
        let found = names.iter().find_map(|name| self.fields.get(*name).filter(|value| !value.is_empty()));
        found.map_or("", |value| value)
    }

    fn to(&self) -> &str {
        self.any(&["ПолучательРасчСчет", "ПолучательСчет"])
    }

    fn from(&self) -> &str {
        self.any(&["ПлательщикРасчСчет", "ПлательщикСчет"])
    }

    /// To an account of ours, and not from another one of ours. A statement that names no account tells by the day of receipt.
    fn came_in(&self, own: &[&str]) -> bool {
        if own.is_empty() {
            return !self.any(&["ДатаПоступило"]).is_empty();
        }
        let direct = |name: &str| self.fields.get(name).map_or("", |value| value);
        let is_own = |account: &str| !account.is_empty() && own.contains(&account);
        let to_us = is_own(self.to()) || is_own(direct("ПолучательСчет"));
        let from_us = is_own(self.from()) || is_own(direct("ПлательщикСчет"));
        to_us && !from_us
    }

    /// A number is the payer's own: two payers of one bank may have the same one on a day, so their accounts tell them apart.
    fn operation(&self) -> String {
        match (self.any(&["Номер"]), self.from()) {
            ("", _) => String::new(),
            (number, "") => number.to_owned(),
            (number, account) => format!("{number}/{account}"),
        }
    }

    fn purpose(&self) -> String {
        let whole = self.any(&["НазначениеПлатежа"]);
        if !whole.is_empty() {
            return whole.to_owned();
        }
        let parts = (1..=6).map(|at| self.fields.get(format!("НазначениеПлатежа{at}").as_str()));
        parts.flatten().map(AsRef::as_ref).collect::<Vec<&str>>().join(" ").trim().to_owned()
    }

    fn write(&self, table: &mut String) {
        let purpose = self.purpose();
        let cells = [
            self.any(&["ДатаПоступило", "Дата"]),
            &self.operation(),
            self.any(&["ПлательщикБанк1"]),
            "",
            short(payer(self.any(&["Плательщик1", "Плательщик"])), 200),
            self.to(),
            self.any(&["Сумма"]),
            short(&purpose, 300),
        ];
        for (at, cell) in cells.into_iter().enumerate() {
            let mark = if at == 0 { "" } else { ";" };
            let _ = write!(table, "{mark}\"{}\"", cell.replace('"', "\"\""));
        }
    }
}

/// The first characters: what banks add behind them says nothing more.
fn short(text: &str, most: usize) -> &str {
    text.char_indices().nth(most).and_then(|(end, _)| text.get(..end)).unwrap_or(text)
}

/// The name alone: without «ИНН 7701234567» before it, and of a payment that a bank passes on the person behind the bank.
fn payer(text: &str) -> &str {
    let named = text.strip_prefix("ИНН ").and_then(|rest| {
        let (number, name) = rest.split_once(' ')?;
        number.bytes().all(|byte| byte.is_ascii_digit()).then_some(name.trim())
    });
    let text = named.unwrap_or(text);
    if !text.contains(PARTS) {
        return text;
    }
    let is_name = |part: &&str| {
        let letters = part.chars().all(|c| c.is_alphabetic() || matches!(c, ' ' | '-' | '.' | '\''));
        letters && part.split_whitespace().count() > 1 && !part.to_uppercase().contains("БАНК")
    };
    text.split(PARTS).map(str::trim).find(is_name).unwrap_or(text)
}

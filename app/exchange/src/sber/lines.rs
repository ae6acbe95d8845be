//! Sber's file as it is written.
use super::{BLOCK, HEAD};
use crate::write::neutral;
use chrono::NaiveDate;
use encoding_rs::WINDOWS_1251;

/// A line: one account with the registers of its meters.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Account {
    pub number: String,
    pub name: String,
    /// The unified number (ЕЛС).
    pub unified: String,
    pub address: String,
    pub registers: Vec<Register>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Register {
    /// As [`super::types`] has it.
    pub kind: u8,
    pub serial: String,
    pub name: String,
    pub verified_until: Option<NaiveDate>,
    /// Written by us: a number with a decimal comma.
    pub value: String,
    pub taken_on: NaiveDate,
    pub note: String,
}

/// The whole file: in Windows-1251, or in UTF-8 with its mark where that lacks a letter, so that no number of a meter is lost.
#[must_use]
pub fn lines(accounts: impl IntoIterator<Item = Account>) -> Vec<u8> {
    let mut file = String::new();
    for account in accounts {
        line(&mut file, account);
    }
    let (bytes, _, lacking) = WINDOWS_1251.encode(&file);
    if lacking { format!("\u{feff}{file}").into_bytes() } else { bytes.into_owned() }
}

fn line(file: &mut String, account: Account) {
    let Account { number, name, unified, address, registers } = account;
    let mut cells = Vec::with_capacity(HEAD + registers.len() * BLOCK);
    cells.extend([exact(number), plain(&name), exact(unified), String::new(), plain(&address)]);
    for register in registers {
        cells.extend([
            register.kind.to_string(),
            exact(register.serial),
            plain(&register.name),
            register.verified_until.map(day).unwrap_or_default(),
            register.value,
            day(register.taken_on),
            plain(&register.note),
        ]);
    }
    file.push_str(&cells.join(";"));
    file.push_str("\r\n");
}

fn day(day: NaiveDate) -> String {
    day.format("%d.%m.%Y").to_string()
}

/// What a reader has to find again as it is.
fn exact(text: String) -> String {
    let text = neutral(text);
    if text.contains([';', '\n', '\r']) || text.starts_with('"') || text.trim() != text {
        format!("\"{}\"", text.replace('"', "\"\""))
    } else {
        text
    }
}

/// Words beside it: readers of this layout do not know quotation marks, so nothing stands in them that would need some.
fn plain(text: &str) -> String {
    let text: String = text
        .chars()
        .map(|c| {
            if c == ';' {
                ','
            } else if c.is_control() {
                ' '
            } else {
                c
            }
        })
        .collect();
    neutral(text.trim().trim_start_matches('"').to_owned())
}

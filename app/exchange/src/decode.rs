use crate::{FileProblem, Limits, statement, workbook::Workbook};
use encoding_rs::{IBM866, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};
use std::borrow::Cow;

/// How the letters of a file were written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Encoding {
    Utf8,
    Utf16,
    Windows1251,
    /// A workbook (XLSX).
    Workbook,
    /// A statement of a bank (`1CClientBankExchange`), in whatever letters.
    Statement,
}

/// Zip: XLSX, ODS.
const ARCHIVE: &[u8] = b"PK\x03\x04";
/// That, and the older compound file (XLS).
const WORKBOOKS: [&[u8]; 2] = [ARCHIVE, b"\xD0\xCF\x11\xE0"];

pub(crate) fn is_workbook(bytes: &[u8]) -> bool {
    WORKBOOKS.iter().any(|magic| bytes.starts_with(magic))
}

/// The text of any file: of a workbook the sheet that `score` gives most, the first one of equals.
pub(crate) fn readable(
    bytes: &[u8],
    limits: Limits,
    score: impl Fn(&str) -> usize,
) -> Result<(Cow<'_, str>, Encoding), FileProblem> {
    if bytes.len() > limits.bytes {
        return Err(FileProblem::TooLarge { max_bytes: limits.bytes });
    }
    if statement::is_of_dos(bytes) {
        let text = statement::table(&IBM866.decode_without_bom_handling(bytes).0)?;
        return Ok((Cow::Owned(text), Encoding::Statement));
    }
    if !bytes.starts_with(ARCHIVE) {
        let (text, encoding) = decode(bytes)?;
        return if statement::is(&text) {
            Ok((Cow::Owned(statement::table(&text)?), Encoding::Statement))
        } else {
            Ok((text, encoding))
        };
    }
    let mut best: Option<(usize, String)> = None;
    for text in Workbook::open(bytes, limits)?.texts() {
        let text = text?;
        let score = score(&text);
        if best.as_ref().is_none_or(|(most, _)| score > *most) {
            best = Some((score, text));
        }
    }
    let (_, text) = best.ok_or(FileProblem::Empty)?;
    Ok((Cow::Owned(text), Encoding::Workbook))
}

/// The text of a file: by its byte order mark, otherwise UTF-8 if it can be that, otherwise Windows-1251.
pub(crate) fn decode(bytes: &[u8]) -> Result<(Cow<'_, str>, Encoding), FileProblem> {
    if is_workbook(bytes) {
        return Err(FileProblem::Workbook);
    }
    let (charset, marked) = encoding_rs::Encoding::for_bom(bytes).unwrap_or((UTF_8, 0));
    let rest = bytes.get(marked..).unwrap_or_default();
    let utf16 = charset == UTF_16LE || charset == UTF_16BE;
    let (text, encoding) = match charset.decode_without_bom_handling_and_without_replacement(rest) {
        Some(text) => (text, if utf16 { Encoding::Utf16 } else { Encoding::Utf8 }),
        None if marked > 0 => return Err(FileProblem::NotText),
        None => (WINDOWS_1251.decode_without_bom_handling(rest).0, Encoding::Windows1251),
    };
    if text.contains('\0') {
        return Err(FileProblem::NotText);
    }
    Ok((text, encoding))
}

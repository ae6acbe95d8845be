//! Documents that are archives inside: DOCX, XLSX and ODT. Only their lists of contents are read.
use domain::files::{FileKind, Refusal, What};
use std::io::{Cursor, Read};
use zip::{ZipArchive, result::ZipResult};

/// Parts of a document at most.
const MOST_PARTS: usize = 10_000;
/// Bytes that a document unpacks to at most, and how many times its own size.
const MOST_UNPACKED: u128 = 500 * 1024 * 1024;
const MOST_TIMES: u128 = 100;
/// A document so small when unpacked is no bomb, however well it is packed.
const SMALL: u128 = 20 * 1024 * 1024;
/// Bytes of the parts that tell what a document is.
const LARGEST_LABEL: u64 = 256 * 1024;

const ODT: &[u8] = b"application/vnd.oasis.opendocument.text";

type Archive<'a> = ZipArchive<Cursor<&'a [u8]>>;

pub(crate) fn kind_of(file: &[u8]) -> Result<FileKind, Refusal> {
    let archive = ZipArchive::new(Cursor::new(file));
    let mut archive = archive.map_err(|_| Refusal::NotAllowed(What::Archive))?;
    if archive.len() > MOST_PARTS {
        return Err(Refusal::Unpacks);
    }
    let has = |archive: &Archive<'_>, name: &str| archive.index_for_name(name).is_some();
    let kind = if has(&archive, "[Content_Types].xml") && has(&archive, "word/document.xml") {
        FileKind::Docx
    } else if has(&archive, "[Content_Types].xml") && has(&archive, "xl/workbook.xml") {
        FileKind::Xlsx
    } else if label(&mut archive, "mimetype").is_ok_and(|label| label.trim_ascii() == ODT) {
        FileKind::Odt
    } else {
        return Err(Refusal::NotAllowed(What::Archive));
    };
    check(&mut archive, kind, file.len() as u128)?;
    Ok(kind)
}

fn check(archive: &mut Archive<'_>, kind: FileKind, packed: u128) -> Result<(), Refusal> {
    let broken = |_| Refusal::Broken { kind };
    let mut unpacked: u128 = 0;
    for at in 0..archive.len() {
        let part = archive.by_index_raw(at).map_err(broken)?;
        let name = part.name().map_err(broken)?.to_ascii_lowercase();
        if part.encrypted() {
            return Err(Refusal::NotAllowed(What::OldOffice));
        }
        if runs(&name) {
            return Err(Refusal::NotAllowed(What::Macros));
        }
        if name.starts_with('/') || name.contains('\\') || name.split('/').any(|step| step == "..") {
            return Err(Refusal::Broken { kind });
        }
        unpacked += u128::from(part.size());
    }
    if unpacked > MOST_UNPACKED
        || (unpacked > SMALL && unpacked > packed * MOST_TIMES)
        || archive.has_overlapping_entries().map_err(broken)?
    {
        return Err(Refusal::Unpacks);
    }
    if kind != FileKind::Odt {
        let types = label(archive, "[Content_Types].xml").map_err(broken)?.to_ascii_lowercase();
        if super::contains(&types, b"macroenabled") || super::contains(&types, b"vbaproject") {
            return Err(Refusal::NotAllowed(What::Macros));
        }
    }
    Ok(())
}

/// Whether a part of a document is something that runs.
fn runs(name: &str) -> bool {
    name.ends_with("vbaproject.bin")
        || name.ends_with("vbadata.xml")
        || name.contains("/activex/")
        || name.contains("/macrosheets/")
        || name.starts_with("basic/")
        || name.starts_with("scripts/")
}

/// The beginning of a part.
fn label(archive: &mut Archive<'_>, name: &str) -> ZipResult<Vec<u8>> {
    let mut text = Vec::new();
    archive.by_name(name)?.take(LARGEST_LABEL).read_to_end(&mut text)?;
    Ok(text)
}

//! Files that people add: what they are, by their content and not by their name.
pub(crate) mod package;
mod picture;

pub use picture::{Picture, Redrawn};

use domain::files::{FileKind, Limits, Refusal, What};
use infer::MatcherType;

/// A file that may be taken.
#[derive(Debug)]
pub enum Seen {
    /// To be drawn anew: what is in the file besides the picture is not kept.
    Picture(Picture),
    /// To be kept as it is.
    AsIs(FileKind),
}

/// Says what a file is. Nothing is decoded or unpacked for it.
///
/// # Errors
/// Why it is not taken.
pub fn look(file: &[u8], limits: &Limits) -> Result<Seen, Refusal> {
    limits.check_bytes(file.len() as u64)?;
    match kind_of(file)? {
        kind @ (FileKind::Jpeg | FileKind::Png | FileKind::Webp) => {
            Picture::open(file, kind, limits).map(Seen::Picture)
        }
        kind => Ok(Seen::AsIs(kind)),
    }
}

fn kind_of(file: &[u8]) -> Result<FileKind, Refusal> {
    if file.starts_with(b"PK\x03\x04") || file.starts_with(b"PK\x05\x06") {
        return package::kind_of(file);
    }
    let known = infer::get(file);
    let refused = match known.map(|known| (known.mime_type(), known.matcher_type())) {
        Some(("image/jpeg", _)) => return Ok(FileKind::Jpeg),
        Some(("image/png", _)) => return Ok(FileKind::Png),
        Some(("image/webp", _)) => return Ok(FileKind::Webp),
        Some(("image/heif", _)) => return Ok(FileKind::Heic),
        Some(("application/pdf", _)) => return pdf(file),
        Some((_, MatcherType::Image)) => What::Picture,
        Some(("application/vnd.openxmlformats" | "application/x-ole-storage", _) | (_, MatcherType::Doc)) => {
            What::OldOffice
        }
        Some((_, MatcherType::Archive)) => What::Archive,
        Some((_, MatcherType::App)) => What::Program,
        Some((_, MatcherType::Video)) => What::Film,
        Some((_, MatcherType::Audio)) => What::Sound,
        _ if file.starts_with(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1") => What::OldOffice,
        _ => words(file),
    };
    Err(Refusal::NotAllowed(refused))
}

/// One that ends before its end is said to be broken.
fn pdf(file: &[u8]) -> Result<FileKind, Refusal> {
    /// How far from the end of the file readers look for the end of a document.
    const TAIL: usize = 4096;
    let tail = &file[file.len().saturating_sub(TAIL)..];
    if contains(tail, b"%%EOF") { Ok(FileKind::Pdf) } else { Err(Refusal::Broken { kind: FileKind::Pdf }) }
}

/// What a file of words is: a drawing, something that a browser or a shell runs, or just words.
fn words(file: &[u8]) -> What {
    /// A drawing names itself within the first of its bytes.
    const HEAD: usize = 4096;
    let head = file[..file.len().min(HEAD)].to_ascii_lowercase();
    let start = String::from_utf8_lossy(&head);
    let start = start.trim_start_matches(['\u{feff}', ' ', '\t', '\r', '\n']);
    if contains(&head, b"<svg") {
        What::Svg
    } else if ["#!", "<!doctype", "<html", "<script", "<?php", "<?xml", "@echo"]
        .iter()
        .any(|sign| start.starts_with(sign))
        || contains(&head, b"<script")
    {
        What::Program
    } else if !head.contains(&0) && is_text(&head) {
        What::Text
    } else {
        What::Other
    }
}

/// A letter may be cut in two at the end.
fn is_text(head: &[u8]) -> bool {
    std::str::from_utf8(head).map_or_else(|error| error.error_len().is_none(), |_| true)
}

fn contains(text: &[u8], part: &[u8]) -> bool {
    text.windows(part.len()).any(|window| window == part)
}

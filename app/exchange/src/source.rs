//! A file before it is read: its encoding is found, and its beginning taken.
use crate::{
    Encoding, FileProblem, Limits,
    decode::{is_workbook, readable},
    large::LargeError,
    statement,
};
use encoding_rs::{UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1251};
use std::io::{self, Cursor, Read, Seek, SeekFrom};

/// The header has to stand within so many bytes.
const HEAD: usize = 256 * 1024;

/// A file, or a text that was made of it.
#[derive(Debug)]
pub(crate) enum Source<S> {
    File(S),
    Text(Cursor<Vec<u8>>),
}

impl<S: Read> Read for Source<S> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        match self {
            Self::File(file) => file.read(buffer),
            Self::Text(text) => text.read(buffer),
        }
    }
}

impl<S: Seek> Seek for Source<S> {
    fn seek(&mut self, position: SeekFrom) -> io::Result<u64> {
        match self {
            Self::File(file) => file.seek(position),
            Self::Text(text) => text.seek(position),
        }
    }
}

pub(crate) struct Prepared<S> {
    pub source: Source<S>,
    pub encoding: Encoding,
    /// Where the text begins: after its byte order mark.
    pub begins: u64,
    /// The first lines.
    pub head: String,
}

/// Finds the encoding of all of a file: by its byte order mark, otherwise UTF-8 if it can be that, otherwise Windows-1251. A workbook and
/// UTF-16, where a line break is no single byte, are held as a text and have the limit of files that are.
pub(crate) fn prepare<S: Read + Seek>(
    mut file: S,
    limits: Limits,
    fits: impl Fn(&str) -> bool,
) -> Result<Prepared<S>, LargeError> {
    let length = file.seek(SeekFrom::End(0))?;
    if length > limits.bytes as u64 {
        return Err(FileProblem::TooLarge { max_bytes: limits.bytes }.into());
    }
    file.rewind()?;
    let mut head = Vec::new();
    (&mut file).take(HEAD as u64).read_to_end(&mut head)?;
    if is_workbook(&head) || statement::begins(&head) {
        return held(file, length, fits);
    }
    let (charset, marked) = encoding_rs::Encoding::for_bom(&head).unwrap_or((UTF_8, 0));
    if charset == UTF_16LE || charset == UTF_16BE {
        return held(file, length, fits);
    }
    file.seek(SeekFrom::Start(marked as u64))?;
    let utf8 = is_utf8(&mut file)?;
    if !utf8 && marked > 0 {
        return Err(FileProblem::NotText.into());
    }
    let text = head.get(marked..).unwrap_or_default();
    // A piece of a file may end in the middle of a line, and of a letter.
    let whole = if (head.len() as u64) < length {
        text.iter().rposition(|byte| matches!(byte, b'\n' | b'\r')).map_or(text.len(), |end| end + 1)
    } else {
        text.len()
    };
    let text = text.get(..whole).unwrap_or_default();
    let head = if utf8 {
        String::from_utf8_lossy(text).into_owned()
    } else {
        WINDOWS_1251.decode_without_bom_handling(text).0.into_owned()
    };
    let encoding = if utf8 { Encoding::Utf8 } else { Encoding::Windows1251 };
    Ok(Prepared { source: Source::File(file), encoding, begins: marked as u64, head })
}

fn held<S: Read + Seek>(
    mut file: S,
    length: u64,
    fits: impl Fn(&str) -> bool,
) -> Result<Prepared<S>, LargeError> {
    let limit = Limits::default().bytes;
    if length > limit as u64 {
        return Err(FileProblem::TooLarge { max_bytes: limit }.into());
    }
    file.rewind()?;
    let mut bytes = Vec::new();
    file.read_to_end(&mut bytes)?;
    let (text, encoding) = readable(&bytes, Limits::default(), |text| usize::from(fits(text)))?;
    let text = text.into_owned();
    let head = text.get(..text.floor_char_boundary(HEAD)).unwrap_or_default().to_owned();
    Ok(Prepared { source: Source::Text(Cursor::new(text.into_bytes())), encoding, begins: 0, head })
}

/// Whether the rest of a file is UTF-8.
///
/// # Errors
/// [`FileProblem::NotText`] when there is a zero byte in it.
fn is_utf8(file: &mut impl Read) -> Result<bool, LargeError> {
    let mut piece = vec![0; HEAD];
    let mut kept = 0;
    let mut good = true;
    loop {
        let read = file.read(piece.get_mut(kept..).unwrap_or_default())?;
        let bytes = piece.get(..kept + read).unwrap_or_default();
        if bytes.contains(&0) {
            return Err(FileProblem::NotText.into());
        }
        if read == 0 {
            return Ok(good && kept == 0);
        }
        match std::str::from_utf8(bytes) {
            _ if !good => kept = 0,
            Ok(_) => kept = 0,
            // A letter that the piece has only the beginning of.
            Err(error) if error.error_len().is_none() => {
                let from = error.valid_up_to();
                let end = kept + read;
                piece.copy_within(from..end, 0);
                kept = end - from;
            }
            Err(_) => (good, kept) = (false, 0),
        }
    }
}

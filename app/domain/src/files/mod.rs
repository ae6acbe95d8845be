//! Files that people add to what they write: what may be added, under which name it is shown, and whose it is.
mod kind;
mod name;

pub use kind::FileKind;
pub use name::{clean_name, given_name};

#[cfg(test)]
mod tests;

use crate::ids::{CommentId, EntryId, FileId, NewsId, TicketId};
use serde::{Deserialize, Serialize};
use std::{fmt, str::FromStr};
use uuid::Uuid;

/// What files belong to. While it is being written, the id is the one that its form has: the files wait for it as drafts. Its text is `ticket/`
/// and the id, as addresses say it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
pub enum Owner {
    Ticket(TicketId),
    TicketComment(CommentId),
    /// What was asked, added or answered.
    AppealEntry(EntryId),
    News(NewsId),
}

/// A text that names nothing that files belong to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
#[error("nothing that files belong to")]
pub struct NoOwner;

impl Owner {
    /// As the database writes it.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Ticket(_) => "ticket",
            Self::TicketComment(_) => "ticket_comment",
            Self::AppealEntry(_) => "appeal_entry",
            Self::News(_) => "news",
        }
    }

    #[must_use]
    pub const fn id(self) -> Uuid {
        match self {
            Self::Ticket(TicketId(id))
            | Self::TicketComment(CommentId(id))
            | Self::AppealEntry(EntryId(id))
            | Self::News(NewsId(id)) => id,
        }
    }

    /// Another of the same.
    #[must_use]
    pub const fn with_id(self, id: Uuid) -> Self {
        match self {
            Self::Ticket(_) => Self::Ticket(TicketId(id)),
            Self::TicketComment(_) => Self::TicketComment(CommentId(id)),
            Self::AppealEntry(_) => Self::AppealEntry(EntryId(id)),
            Self::News(_) => Self::News(NewsId(id)),
        }
    }

    #[must_use]
    pub fn from_code(code: &str, id: Uuid) -> Option<Self> {
        match code {
            "ticket" => Some(Self::Ticket(TicketId(id))),
            "ticket_comment" => Some(Self::TicketComment(CommentId(id))),
            "appeal_entry" => Some(Self::AppealEntry(EntryId(id))),
            "news" => Some(Self::News(NewsId(id))),
            _ => None,
        }
    }

    /// Whether nothing but pictures is added to it: they stand in its text.
    #[must_use]
    pub const fn only_pictures(self) -> bool {
        matches!(self, Self::News(_))
    }

    /// Whether a file of this kind may be added to it.
    ///
    /// # Errors
    /// [`Refusal::OnlyPictures`].
    pub const fn check_kind(self, kind: FileKind) -> Result<(), Refusal> {
        if self.only_pictures() && !kind.is_shown() { Err(Refusal::OnlyPictures) } else { Ok(()) }
    }
}

impl fmt::Display for Owner {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}/{}", self.code(), self.id())
    }
}

impl FromStr for Owner {
    type Err = NoOwner;

    fn from_str(text: &str) -> Result<Self, NoOwner> {
        let (code, id) = text.split_once('/').ok_or(NoOwner)?;
        Self::from_code(code, id.parse().map_err(|_| NoOwner)?).ok_or(NoOwner)
    }
}

/// How much may be added: settings of an installation.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Limits {
    /// Bytes of one file.
    pub bytes: u64,
    /// Files of one ticket, comment or whatever they belong to.
    pub files: u32,
    /// Pixels of a picture.
    pub pixels: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self { bytes: 20 * 1024 * 1024, files: 10, pixels: 50_000_000 }
    }
}

impl Limits {
    /// # Errors
    /// [`Refusal::Empty`], [`Refusal::TooLarge`].
    pub const fn check_bytes(&self, bytes: u64) -> Result<(), Refusal> {
        match bytes {
            0 => Err(Refusal::Empty),
            _ if bytes > self.bytes => Err(Refusal::TooLarge { limit: self.bytes }),
            _ => Ok(()),
        }
    }

    /// Whether one more may be added to so many.
    ///
    /// # Errors
    /// [`Refusal::TooMany`].
    pub const fn check_count(&self, there: u64) -> Result<(), Refusal> {
        if there >= self.files as u64 { Err(Refusal::TooMany { most: self.files }) } else { Ok(()) }
    }

    /// # Errors
    /// [`Refusal::TooManyPixels`]; [`Refusal::Broken`] where a side is 0.
    pub const fn check_picture(&self, kind: FileKind, (width, height): (u32, u32)) -> Result<(), Refusal> {
        if width == 0 || height == 0 {
            return Err(Refusal::Broken { kind });
        }
        if width as u64 * height as u64 > self.pixels {
            return Err(Refusal::TooManyPixels { width, height, limit: self.pixels });
        }
        Ok(())
    }
}

/// Why a file is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum Refusal {
    #[error("empty")]
    Empty,
    /// In bytes.
    #[error("larger than {limit} bytes")]
    TooLarge { limit: u64 },
    #[error("{most} files are there already")]
    TooMany { most: u32 },
    #[error("too many files wait that were not sent")]
    TooManyDrafts,
    /// It goes into a text, where a document cannot be shown.
    #[error("only pictures are taken")]
    OnlyPictures,
    #[error("not taken: {0:?}")]
    NotAllowed(What),
    #[error("{width} × {height}, and {limit} pixels at most")]
    TooManyPixels { width: u32, height: u32, limit: u64 },
    /// It says that it is of this kind, and cannot be read.
    #[error("broken: {kind:?}")]
    Broken { kind: FileKind },
    /// It unpacks to far more than any document has.
    #[error("it unpacks to too much")]
    Unpacks,
    /// It did not arrive whole.
    #[error("interrupted")]
    Interrupted,
}

/// What a file is that is not taken.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum What {
    Svg,
    /// A picture of another kind: GIF, BMP, TIFF.
    Picture,
    Archive,
    /// A document with macros.
    Macros,
    /// DOC and XLS of before 2007, and documents behind a password: from outside they are the same.
    OldOffice,
    /// Something that runs: a program, a script, a page.
    Program,
    Film,
    Sound,
    Text,
    Other,
}

/// A file as pages show it.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FileCard {
    pub id: FileId,
    /// To be shown, and offered for saving; never a path.
    pub name: String,
    pub kind: FileKind,
    pub bytes: u64,
    /// Width and height of a picture that can be shown small.
    pub size: Option<(u32, u32)>,
}

impl FileCard {
    /// Where it is downloaded.
    #[must_use]
    pub fn path(&self) -> String {
        format!("/files/{}", self.id)
    }

    /// Where it is seen small, if it can be.
    #[must_use]
    pub fn preview(&self) -> Option<String> {
        self.size.map(|_| format!("/files/{}/preview", self.id))
    }
}

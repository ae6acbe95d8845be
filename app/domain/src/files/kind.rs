use serde::{Deserialize, Serialize};

/// What a file is, by its content.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum FileKind {
    Jpeg,
    Png,
    /// Kept as a JPEG or a PNG.
    Webp,
    /// Kept as it is, without a preview.
    Heic,
    Pdf,
    Docx,
    Xlsx,
    Odt,
}

impl FileKind {
    pub const ALL: [Self; 8] =
        [Self::Jpeg, Self::Png, Self::Webp, Self::Heic, Self::Pdf, Self::Docx, Self::Xlsx, Self::Odt];

    /// What choosers of files offer. HEIC is taken but not offered: telephones make a JPEG of it then, which everybody can see.
    pub const ACCEPT: &'static str = "image/jpeg,image/png,image/webp,application/pdf,.docx,.xlsx,.odt";

    /// What choosers of pictures offer.
    pub const ACCEPT_PICTURES: &'static str = "image/jpeg,image/png,image/webp";

    /// Whether every browser shows it as a picture.
    #[must_use]
    pub const fn is_shown(self) -> bool {
        matches!(self, Self::Jpeg | Self::Png | Self::Webp)
    }

    /// As the database writes it; the ending of a name, too.
    #[must_use]
    pub const fn code(self) -> &'static str {
        match self {
            Self::Jpeg => "jpg",
            Self::Png => "png",
            Self::Webp => "webp",
            Self::Heic => "heic",
            Self::Pdf => "pdf",
            Self::Docx => "docx",
            Self::Xlsx => "xlsx",
            Self::Odt => "odt",
        }
    }

    #[must_use]
    pub fn from_code(code: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.code() == code)
    }

    /// The media type.
    #[must_use]
    pub const fn mime(self) -> &'static str {
        match self {
            Self::Jpeg => "image/jpeg",
            Self::Png => "image/png",
            Self::Webp => "image/webp",
            Self::Heic => "image/heic",
            Self::Pdf => "application/pdf",
            Self::Docx => "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
            Self::Xlsx => "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
            Self::Odt => "application/vnd.oasis.opendocument.text",
        }
    }
}

use super::press::Press;
use std::{
    fmt, fs, io,
    path::{Path, PathBuf},
};

/// How receipts look.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Template {
    /// What errors call it.
    pub(super) name: String,
    pub(super) source: String,
    /// Where pictures that it names are looked for.
    pub(super) folder: Option<PathBuf>,
}

/// What is wrong with a company's template.
#[derive(Debug, PartialEq, Eq)]
pub enum TemplateError {
    Unreadable {
        file: String,
        kind: io::ErrorKind,
    },
    /// In the words of Typst.
    Broken {
        file: String,
        line: Option<usize>,
        message: String,
    },
}

impl fmt::Display for TemplateError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Unreadable { file, kind } => write!(f, "{file}: {kind}"),
            Self::Broken { file, line: Some(line), message } => write!(f, "{file}:{line}: {message}"),
            Self::Broken { file, line: None, message } => write!(f, "{file}: {message}"),
        }
    }
}

impl std::error::Error for TemplateError {}

impl Template {
    /// The one that ships.
    #[must_use]
    pub fn shipped() -> Self {
        Self {
            name: "receipt.typ".into(),
            source: include_str!("../../templates/receipt.typ").into(),
            folder: None,
        }
    }

    /// A company's own, tried on receipts of every kind: what is wrong with it is known before a resident meets it.
    ///
    /// # Errors
    /// When it cannot be read, or does not take them.
    pub fn open(file: &Path) -> Result<Self, TemplateError> {
        let name = file.display().to_string();
        let source = fs::read_to_string(file)
            .map_err(|error| TemplateError::Unreadable { file: name.clone(), kind: error.kind() })?;
        let folder = file.parent().map(Path::to_path_buf);
        let template = Self { name, source, folder };
        Press::new(template.clone()).try_out()?;
        Ok(template)
    }
}

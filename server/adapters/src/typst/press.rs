use super::{
    Template, TemplateError,
    data::{self, Batch},
};
use domain::receipts::Receipt;
use std::{
    collections::HashMap,
    fmt, fs,
    path::PathBuf,
    sync::{LazyLock, Mutex, PoisonError},
};
use typst::{
    Library, LibraryExt, World, WorldExt,
    diag::{FileError, FileResult, SourceDiagnostic},
    ecow::EcoVec,
    foundations::{Bytes, Datetime, Duration, Smart},
    syntax::{FileId, Source, VirtualPath, VirtualRoot},
    text::{Font, FontBook},
    utils::LazyHash,
};
use typst_layout::PagedDocument;
use typst_pdf::{PdfOptions, PdfStandards};
use usecases::ports::{LaidOut, PrintError};

/// Receipts that are laid out together. All pages of a document stay in memory until it is written; what is remembered of the layout
/// besides goes after each batch.
const BATCH: usize = if cfg!(test) { 2 } else { 200 };

/// How many prints ago a remembered part was last of use before it is forgotten.
const REMEMBERED: usize = 8;

const DATA: &str = "/receipts.json";

/// What is the same for every paper of the process.
struct Stock {
    library: LazyHash<Library>,
    book: LazyHash<FontBook>,
    fonts: Vec<Font>,
}

static STOCK: LazyLock<Stock> = LazyLock::new(|| {
    const FILES: [&[u8]; 2] = [
        include_bytes!("../../fonts/DomovoySans-Regular.ttf"),
        include_bytes!("../../fonts/DomovoySans-Bold.ttf"),
    ];
    let fonts: Vec<Font> = FILES.into_iter().flat_map(|file| Font::iter(Bytes::new(file))).collect();
    Stock {
        library: LazyHash::new(Library::default()),
        book: LazyHash::new(FontBook::from_fonts(&fonts)),
        fonts,
    }
});

/// A template at work.
pub struct Press {
    template: Template,
    /// The template as it was read: that of the first batch.
    main: Source,
    /// The files beside the template that it has asked for.
    beside: Mutex<HashMap<PathBuf, FileResult<Bytes>>>,
}

impl fmt::Debug for Press {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Press").field("template", &self.template.name).finish_non_exhaustive()
    }
}

impl Press {
    pub fn new(template: Template) -> Self {
        let main = source(0, &template);
        Self { template, main, beside: Mutex::default() }
    }

    /// Receipts as one PDF.
    pub fn print(&self, receipts: &[Receipt], laid_out: &LaidOut) -> Result<Vec<u8>, PrintError> {
        let printed = self.pdf(receipts, laid_out, PdfStandards::default());
        printed.map_err(|error| PrintError(error.to_string()))
    }

    /// Prints receipts of every kind, and throws them away.
    pub fn try_out(&self) -> Result<(), TemplateError> {
        self.pdf(&data::specimens(), &LaidOut::unheard(), PdfStandards::default()).map(drop)
    }

    /// As [`Press::print`], but refused where somebody could not read it aloud (PDF/UA-1).
    #[cfg(test)]
    pub fn accessible(&self, receipts: &[Receipt]) -> Result<Vec<u8>, TemplateError> {
        let standards = PdfStandards::new(&[typst_pdf::PdfStandard::Ua_1]).unwrap();
        self.pdf(receipts, &LaidOut::unheard(), standards)
    }

    fn pdf(
        &self,
        receipts: &[Receipt],
        laid_out: &LaidOut,
        standards: PdfStandards,
    ) -> Result<Vec<u8>, TemplateError> {
        let batches: Vec<&[Receipt]> = receipts.chunks(BATCH).collect();
        let mut document: Option<PagedDocument> = None;
        let mut pages = EcoVec::new();
        let mut done = 0;
        for (number, batch) in batches.iter().enumerate() {
            let data = data::encode(&Batch::of(batch, receipts.len()));
            let sheet = self.sheet(number, data);
            let part: PagedDocument =
                typst::compile(&sheet).output.map_err(|errors| self.complaint(&sheet, &errors))?;
            if batches.len() > 1 {
                pages.extend(part.pages().iter().cloned());
                comemo::evict(0);
            }
            document.get_or_insert(part);
            done += batch.len();
            laid_out.say(done);
        }
        let sheet = self.sheet(0, Bytes::new([]));
        let Some(mut document) = document else { return Err(self.broken(None, "nothing to print".into())) };
        if batches.len() > 1 {
            let info = typst::model::Document::info(&document).clone();
            document = PagedDocument::new(pages, info);
        }
        let options =
            PdfOptions {
                creator: Smart::Custom(Some("Домовой".into())), standards, ..PdfOptions::default()
            };
        let pdf = typst_pdf::pdf(&document, &options).map_err(|errors| self.complaint(&sheet, &errors));
        drop(document);
        comemo::evict(REMEMBERED);
        pdf
    }

    /// The template with the data of a batch. Each batch has a name of its own: places in a document are told apart by where they come
    /// from.
    fn sheet(&self, batch: usize, data: Bytes) -> Sheet<'_> {
        let main = if batch == 0 { self.main.clone() } else { source(batch, &self.template) };
        Sheet { press: self, main, data }
    }

    /// The first of the errors, with its line.
    fn complaint(&self, sheet: &Sheet<'_>, errors: &[SourceDiagnostic]) -> TemplateError {
        let Some(first) = errors.first() else { return self.broken(None, String::new()) };
        // An error inside of a function of Typst is traced back to where the template called it.
        let spans = std::iter::once(first.span).chain(first.trace.iter().map(|point| point.span.into()));
        let line = spans
            .filter(|span| span.id() == Some(sheet.main.id()))
            .find_map(|span| sheet.range(span))
            .and_then(|range| sheet.main.lines().byte_to_line(range.start))
            .map(|line| line + 1);
        let hints = first.hints.iter().map(|hint| format!("; {}", hint.v));
        self.broken(line, format!("{}{}", first.message, hints.collect::<String>()))
    }

    fn broken(&self, line: Option<usize>, message: String) -> TemplateError {
        TemplateError::Broken { file: self.template.name.clone(), line, message }
    }

    /// A picture that lies beside the template.
    fn beside(&self, path: &VirtualPath) -> FileResult<Bytes> {
        let Some(folder) = &self.template.folder else { return Err(FileError::AccessDenied) };
        let path = path.realize(folder).map_err(|_| FileError::AccessDenied)?;
        let mut known = self.beside.lock().unwrap_or_else(PoisonError::into_inner);
        known
            .entry(path)
            .or_insert_with_key(|path| {
                fs::read(path).map(Bytes::new).map_err(|error| FileError::from_io(error, path))
            })
            .clone()
    }
}

/// A name for each batch, without a place on any disk.
fn source(batch: usize, template: &Template) -> Source {
    let first = Source::detached(template.source.clone());
    if batch == 0 {
        return first;
    }
    let name = first.id().get().map(|path| path.with_extension(&format!("{batch}.typ")));
    Source::new(name.intern(), template.source.clone())
}

/// One compilation: the world as Typst sees it.
struct Sheet<'a> {
    press: &'a Press,
    main: Source,
    data: Bytes,
}

impl World for Sheet<'_> {
    fn library(&self) -> &LazyHash<Library> {
        &STOCK.library
    }

    fn book(&self) -> &LazyHash<FontBook> {
        &STOCK.book
    }

    fn main(&self) -> FileId {
        self.main.id()
    }

    fn source(&self, id: FileId) -> FileResult<Source> {
        if id == self.main.id() { Ok(self.main.clone()) } else { Err(FileError::AccessDenied) }
    }

    fn file(&self, id: FileId) -> FileResult<Bytes> {
        let path = id.get();
        match path.root() {
            VirtualRoot::Project if path.vpath().get_with_slash() == DATA => Ok(self.data.clone()),
            VirtualRoot::Project => self.press.beside(path.vpath()),
            VirtualRoot::Package(_) => Err(FileError::AccessDenied),
        }
    }

    fn font(&self, index: usize) -> Option<Font> {
        STOCK.fonts.get(index).cloned()
    }

    /// A receipt has the dates of its bill.
    fn today(&self, _: Option<Duration>) -> Option<Datetime> {
        None
    }
}

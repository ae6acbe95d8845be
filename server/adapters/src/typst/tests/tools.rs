//! Independent readers of what was printed.
use std::{path::PathBuf, process::Command};
use tempfile::TempDir;

/// A printed file.
pub struct Pdf {
    pub bytes: Vec<u8>,
    folder: TempDir,
}

impl Pdf {
    pub fn new(bytes: Vec<u8>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        std::fs::write(folder.path().join("receipt.pdf"), &bytes).unwrap();
        Self { bytes, folder }
    }

    pub fn path(&self) -> PathBuf {
        self.folder.path().join("receipt.pdf")
    }

    /// What a reader copies out of it, lines as they stand on the paper, one space where there are several.
    pub fn text(&self) -> String {
        let text = run("pdftotext", &["-layout", "{file}", "-"], self);
        let lines = text.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>().join("\n")
    }

    pub fn pages(&self) -> usize {
        let info = run("pdfinfo", &["{file}"], self);
        let pages = info.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap();
        pages.trim().parse().unwrap()
    }

    /// What a camera reads off a page, drawn at so many dots an inch.
    pub fn code(&self, page: usize, dots: usize) -> String {
        let picture = self.folder.path().join("page");
        let (page, dots, picture) = (page.to_string(), dots.to_string(), picture.to_str().unwrap());
        let range = ["-f", &page, "-l", &page, "-r", &dots, "-gray", "-singlefile", "{file}", picture];
        run("pdftoppm", &range, self);
        let read = ["--quiet", "--raw", "-Sdisable", "-Sqrcode.enable", &format!("{picture}.pgm")];
        run("zbarimg", &read, self).trim_end_matches('\n').to_owned()
    }
}

/// Runs a program on the file, and returns what it says.
pub fn run(program: &str, arguments: &[&str], pdf: &Pdf) -> String {
    let path = pdf.path();
    let arguments = arguments.iter().map(|argument| argument.replace("{file}", path.to_str().unwrap()));
    let output = Command::new(program).args(arguments).output();
    let output = output.unwrap_or_else(|error| panic!("{program}: {error}; `make setup-tests` installs it"));
    assert!(output.status.success(), "{program}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

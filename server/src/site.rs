//! What the browser downloads: where it lies, and what it is called.
use leptos::config::{Env, LeptosOptions};
use std::{
    fs,
    path::{Path, PathBuf},
};

/// As in `[[workspace.metadata.leptos]]`.
const OUTPUT: &str = "domovoy";
const PKG: &str = "pkg";
const HASHES: &str = "hash.txt";

/// The folder that `make build` fills: wasm, scripts, styles and public files.
#[derive(Debug, Clone)]
pub struct Site {
    pub root: PathBuf,
    pub options: LeptosOptions,
    /// Path of the style sheet, for pages that the application does not render.
    pub stylesheet: String,
}

impl Site {
    /// The site in `folder`, or the first of `target/site` and the folders beside the binary.
    #[must_use]
    pub fn find(folder: Option<&Path>) -> Self {
        let beside =
            std::env::current_exe().ok().and_then(|exe| exe.parent().map(Path::to_owned)).unwrap_or_default();
        let usual = [PathBuf::from("target/site"), beside.join("site"), beside.join("../site")];
        let root = match folder {
            Some(folder) => folder.to_owned(),
            None => usual.iter().find(|place| place.is_dir()).unwrap_or(&usual[0]).clone(),
        };
        let hashes =
            [beside.join(HASHES), root.join(HASHES)].iter().find_map(|file| file.canonicalize().ok());
        let hash = |kind: &str| {
            let text = fs::read_to_string(hashes.as_ref()?).ok()?;
            let hash = text.lines().find_map(|line| line.trim().strip_prefix(kind)?.strip_prefix(':'))?;
            Some(format!(".{}", hash.trim()))
        };
        let stylesheet = format!("/{PKG}/{OUTPUT}{}.css", hash("css").unwrap_or_default());
        if !root.join(&stylesheet[1..]).is_file() {
            tracing::warn!(folder = %root.display(), "this build's site is not there: pages come without styles and scripts");
        }
        Self { options: options(&root, hashes.as_deref()), root, stylesheet }
    }
}

impl Default for Site {
    /// A site without files, for commands that answer nobody.
    fn default() -> Self {
        let root = PathBuf::new();
        Self { options: options(&root, None), root, stylesheet: String::new() }
    }
}

fn options(root: &Path, hashes: Option<&Path>) -> LeptosOptions {
    LeptosOptions::builder()
        .output_name(OUTPUT)
        .site_root(root.to_string_lossy())
        .site_pkg_dir(PKG)
        .env(Env::PROD)
        .hash_files(hashes.is_some())
        .hash_file(hashes.unwrap_or(Path::new(HASHES)).to_string_lossy().into_owned().into())
        .build()
}

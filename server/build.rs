//! Puts the commit into the build, where there is one.
use std::process::Command;

fn main() {
    let commit = git(&["rev-parse", "--short=9", "HEAD"]).map(|commit| format!("+{commit}"));
    println!("cargo:rustc-env=DOMOVOY_COMMIT={}", commit.unwrap_or_default());
    for name in ["HEAD", "logs/HEAD"] {
        if let Some(path) = git(&["rev-parse", "--path-format=absolute", "--git-path", name]) {
            println!("cargo:rerun-if-changed={path}");
        }
    }
    println!("cargo:rerun-if-changed=build.rs");
}

fn git(arguments: &[&str]) -> Option<String> {
    let answer = Command::new("git").args(arguments).output().ok()?;
    let text = String::from_utf8(answer.stdout).ok()?;
    answer.status.success().then(|| text.trim().to_owned()).filter(|text| !text.is_empty())
}

use super::FileKind;
use crate::texts::is_unseen;

/// Longest name, in characters, without its ending.
const LONGEST: usize = 80;
/// Longest ending that is taken for one.
const LONGEST_ENDING: usize = 5;

/// The name that a file is shown by: what the sender called it, with the ending of what it is.
#[must_use]
pub fn clean_name(declared: &str, kind: FileKind) -> String {
    let name = given_name(declared);
    let name: String = without_ending(&name).chars().take(LONGEST).collect();
    let name = name.trim_matches(|sign: char| sign == '.' || sign.is_whitespace());
    format!("{}.{}", if name.is_empty() { "файл" } else { name }, kind.code())
}

/// What the sender called a file, without folders and signs that are not seen: for a file that was not taken.
#[must_use]
pub fn given_name(declared: &str) -> String {
    let last = declared.rsplit(['/', '\\']).next().unwrap_or_default();
    let seen: String = last.chars().filter(|sign| !is_unseen(*sign)).collect();
    let words = seen.split_whitespace().collect::<Vec<_>>().join(" ");
    words.chars().take(LONGEST + LONGEST_ENDING + 1).collect()
}

fn without_ending(name: &str) -> &str {
    match name.rsplit_once('.') {
        Some((before, ending))
            if ending.len() <= LONGEST_ENDING
                && ending.chars().all(|sign| sign.is_ascii_alphanumeric())
                && ending.chars().any(|sign| sign.is_ascii_alphabetic()) =>
        {
            before
        }
        _ => name,
    }
}

//! What people write, fit to be kept and shown.
use crate::Rule;

#[cfg(test)]
mod tests;

/// A text without what no database keeps or what would turn the writing around it: control characters but newline and tab, bidirectional
/// embeddings, overrides and isolates. A line ends with `\n` alone, no blanks are around the text, and it is empty where nothing can be seen.
#[must_use]
pub fn clean(text: &str) -> String {
    let lines = text.replace("\r\n", "\n").replace('\r', "\n");
    let kept: String = lines.chars().filter(|sign| !is_unfit(*sign)).collect();
    if is_blank(&kept) { String::new() } else { kept.trim().to_owned() }
}

/// Whether nothing of it can be seen.
#[must_use]
pub fn is_blank(text: &str) -> bool {
    text.chars().all(|sign| sign.is_whitespace() || is_unseen(sign) || is_filler(sign))
}

/// A cleaned text that must be there.
///
/// # Errors
/// `missing`, or [`Rule::TextTooLong`].
pub fn words(text: &str, max: u32, missing: Rule) -> Result<String, Rule> {
    let text = at_most(text, max)?;
    if text.is_empty() { Err(missing) } else { Ok(text) }
}

/// A cleaned text that may be empty.
///
/// # Errors
/// [`Rule::TextTooLong`].
pub fn at_most(text: &str, max: u32) -> Result<String, Rule> {
    let text = clean(text);
    if text.chars().count() > max as usize { Err(Rule::TextTooLong { max }) } else { Ok(text) }
}

/// Signs that control, turn the direction of writing, or have no width.
#[must_use]
pub fn is_unseen(sign: char) -> bool {
    sign.is_control()
        || matches!(
            sign,
            '\u{ad}' | '\u{61c}' | '\u{180e}' | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}'
                | '\u{2060}'..='\u{206f}' | '\u{feff}' | '\u{fff9}'..='\u{fffb}' | '\u{e0000}'..='\u{e007f}'
        )
}

fn is_unfit(sign: char) -> bool {
    (sign.is_control() && sign != '\n' && sign != '\t')
        || matches!(sign, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// Letters and marks of which nothing is drawn where they stand alone.
const fn is_filler(sign: char) -> bool {
    matches!(
        sign,
        '\u{34f}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180d}' | '\u{2800}'
            | '\u{3164}' | '\u{fe00}'..='\u{fe0f}' | '\u{ffa0}' | '\u{e0100}'..='\u{e01ef}'
    )
}

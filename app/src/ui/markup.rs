//! Text on its way into HTML where the framework does not look after it.

/// Text in HTML that is put together by hand.
#[must_use]
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// What stands in a `<textarea>` or in `<title>`. On the server the framework writes it as it is, so that a text could leave its place; in the
/// browser it never passes through HTML.
#[must_use]
pub fn raw_text(text: String) -> String {
    if cfg!(feature = "ssr") { kept_in(&text) } else { text }
}

/// Browsers drop the first line break.
fn kept_in(text: &str) -> String {
    let first = if text.starts_with('\n') { "\n" } else { "" };
    format!("{first}{}", escaped(text))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_does_not_leave_its_place() {
        assert_eq!(
            kept_in("</textarea><script>a & b</script>"),
            "&lt;/textarea&gt;&lt;script&gt;a &amp; b&lt;/script&gt;"
        );
        assert_eq!(kept_in("\n\"x\""), "\n\n&quot;x&quot;");
        assert_eq!(kept_in(""), "");
    }
}

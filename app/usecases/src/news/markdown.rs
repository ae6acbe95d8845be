//! Markdown of editors, made into HTML that may stand in a page. Two walls: the reader of Markdown drops raw HTML, foreign pictures and
//! links with other schemes; whatever it makes goes through a list of what is allowed.
use ammonia::{Builder, UrlRelative};
use pulldown_cmark::{CowStr, Event, HeadingLevel, Options, Parser, Tag, TagEnd, html::push_html};
use std::{
    collections::{HashMap, HashSet},
    sync::LazyLock,
};
use uuid::Uuid;

#[cfg(test)]
mod tests;

const TAGS: [&str; 21] = [
    "a",
    "blockquote",
    "br",
    "code",
    "del",
    "em",
    "h2",
    "h3",
    "hr",
    "img",
    "li",
    "ol",
    "p",
    "pre",
    "strong",
    "table",
    "tbody",
    "td",
    "th",
    "thead",
    "tr",
];
const SCHEMES: [&str; 4] = ["http", "https", "mailto", "tel"];
/// Files of the portal: the only pictures there are.
const FILES: &str = "/files/";

static ALLOWED: LazyLock<Builder<'static>> = LazyLock::new(|| {
    let mut allowed = Builder::empty();
    allowed
        .tags(TAGS.into_iter().chain(["ul"]).collect())
        .tag_attributes(HashMap::from([
            ("a", HashSet::from(["href"])),
            ("img", HashSet::from(["src", "alt"])),
            ("ol", HashSet::from(["start"])),
        ]))
        .set_tag_attribute_values(HashMap::from([("img", HashMap::from([("loading", "lazy")]))]))
        .url_schemes(SCHEMES.into_iter().collect())
        .url_relative(UrlRelative::PassThrough)
        .link_rel(Some("nofollow noopener noreferrer"))
        .attribute_filter(|element, attribute, value| match (element, attribute) {
            ("img", "src") => is_own_file(value).then(|| value.into()),
            ("a", "href") => is_safe_link(value).then(|| value.into()),
            _ => Some(value.into()),
        });
    allowed
});

/// The HTML of a text: a line stays a line, headings stand below the title, tables are tables.
#[must_use]
pub fn render(source: &str) -> String {
    let mut html = String::with_capacity(source.len() * 2);
    push_html(&mut html, Kept::of(source));
    ALLOWED.clean(&html).to_string()
}

/// The beginning of a text without its marks and the words for its pictures, cut at a word.
#[must_use]
pub fn excerpt(source: &str, most: usize) -> String {
    let mut words = String::new();
    let mut pictures = 0_usize;
    for event in Kept::of(source) {
        match event {
            Event::Start(Tag::Image { .. }) => pictures += 1,
            Event::End(TagEnd::Image) => pictures = pictures.saturating_sub(1),
            _ if pictures > 0 => {}
            Event::Text(text) | Event::Code(text) => words.push_str(&text),
            Event::SoftBreak | Event::HardBreak | Event::End(_) => words.push(' '),
            _ => {}
        }
        // More than is needed, since blanks shrink.
        if words.len() > most * 8 {
            break;
        }
    }
    let words = words.split_whitespace().collect::<Vec<_>>().join(" ");
    let Some((end, _)) = words.char_indices().nth(most) else { return words };
    let cut = words[..end].rfind(' ').unwrap_or(end);
    format!("{}…", words[..cut].trim_end_matches([',', ';', ':', '.', ' ', '—', '–']))
}

/// What is kept of a text.
struct Kept<'a> {
    events: Parser<'a>,
    /// For each link and picture that is open: whether its mark is kept.
    open: Vec<bool>,
}

impl<'a> Kept<'a> {
    fn of(source: &'a str) -> Self {
        let options = Options::ENABLE_TABLES | Options::ENABLE_STRIKETHROUGH;
        Self { events: Parser::new_ext(source, options), open: Vec::new() }
    }
}

impl<'a> Iterator for Kept<'a> {
    type Item = Event<'a>;

    fn next(&mut self) -> Option<Event<'a>> {
        loop {
            let event = match self.events.next()? {
                // The block around it goes on without it.
                Event::Html(_) | Event::InlineHtml(_) => continue,
                Event::Start(Tag::HtmlBlock) => Event::Start(Tag::Paragraph),
                Event::End(TagEnd::HtmlBlock) => Event::End(TagEnd::Paragraph),
                Event::SoftBreak => Event::HardBreak,
                Event::Start(Tag::Heading { level, .. }) => {
                    let level = below_title(level);
                    Event::Start(Tag::Heading { level, id: None, classes: Vec::new(), attrs: Vec::new() })
                }
                Event::End(TagEnd::Heading(level)) => Event::End(TagEnd::Heading(below_title(level))),
                Event::Start(tag @ (Tag::Link { .. } | Tag::Image { .. })) => {
                    let kept = match &tag {
                        Tag::Link { dest_url, .. } => is_safe_link(dest_url),
                        Tag::Image { dest_url, .. } => is_own_file(dest_url),
                        _ => false,
                    };
                    self.open.push(kept);
                    if !kept {
                        continue;
                    }
                    Event::Start(untitled(tag))
                }
                end @ Event::End(TagEnd::Link | TagEnd::Image) => {
                    if !self.open.pop().unwrap_or_default() {
                        continue;
                    }
                    end
                }
                Event::Start(Tag::CodeBlock(_)) => {
                    Event::Start(Tag::CodeBlock(pulldown_cmark::CodeBlockKind::Indented))
                }
                other => other,
            };
            return Some(event);
        }
    }
}

/// Titles of links and pictures are seen by a mouse alone.
fn untitled(tag: Tag<'_>) -> Tag<'_> {
    let title = CowStr::Borrowed("");
    match tag {
        Tag::Link { link_type, dest_url, id, .. } => Tag::Link { link_type, dest_url, title, id },
        Tag::Image { link_type, dest_url, id, .. } => Tag::Image { link_type, dest_url, title, id },
        other => other,
    }
}

const fn below_title(level: HeadingLevel) -> HeadingLevel {
    match level {
        HeadingLevel::H1 | HeadingLevel::H2 => HeadingLevel::H2,
        _ => HeadingLevel::H3,
    }
}

/// A page of the portal, or an address with a scheme that opens a page, a letter or a call.
fn is_safe_link(url: &str) -> bool {
    if url.chars().any(|c| c.is_control() || c.is_whitespace() || c == '\\') {
        return false;
    }
    if let Some(path) = url.strip_prefix('/') {
        return !path.starts_with('/');
    }
    let Some((scheme, rest)) = url.split_once(':') else { return false };
    !rest.is_empty() && SCHEMES.iter().any(|known| known.eq_ignore_ascii_case(scheme))
}

/// `/files/ID`, letter by letter as the portal writes it.
fn is_own_file(url: &str) -> bool {
    let Some(id) = url.strip_prefix(FILES) else { return false };
    id.parse::<Uuid>().is_ok_and(|known| known.to_string() == id)
}

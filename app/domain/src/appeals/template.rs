use super::form::words;
use crate::{Rejection, Rule, ids::TemplateId, texts};
use serde::{Deserialize, Serialize};

/// What a template may leave open: number of the appeal, its day, name of the resident, address.
pub const PLACEHOLDERS: [&str; 4] = ["номер", "дата", "имя", "адрес"];

/// Longest name of a template, in characters.
const MAX_NAME: u32 = 100;

/// A template of an answer, as it was typed.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct EditedTemplate {
    /// Of a new one chosen by the page: sending it twice is one template.
    pub id: TemplateId,
    #[serde(default)]
    pub name: String,
    #[serde(default)]
    pub text: String,
}

/// A template whose fields are good.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct CheckedTemplate {
    pub name: String,
    pub text: String,
}

/// What the placeholders stand for, in the order of [`PLACEHOLDERS`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Values {
    pub number: String,
    pub date: String,
    pub name: String,
    pub address: String,
}

/// Checks what was typed: the fields `name` and `text`. Braces are only for placeholders that there are.
///
/// # Errors
/// Every field that is wrong.
pub fn check_template(name: &str, text: &str) -> Result<CheckedTemplate, Rejection> {
    let mut rejection = Rejection::default();
    let name = texts::words(name, MAX_NAME, Rule::TemplateNameMissing);
    let text = words(text, Rule::AnswerMissing).and_then(|text| match unknown(&text) {
        Some(name) => Err(Rule::PlaceholderUnknown { name: name.to_owned() }),
        None => Ok(text),
    });
    let (name, text) = (rejection.check("name", name), rejection.check("text", text));
    match (name, text) {
        (Some(name), Some(text)) => Ok(CheckedTemplate { name, text }),
        _ => Err(rejection),
    }
}

/// The text of a template with its placeholders filled in; what nobody knows is left open, to be seen.
#[must_use]
pub fn fill(text: &str, values: &Values) -> String {
    let values = [&values.number, &values.date, &values.name, &values.address];
    let known = PLACEHOLDERS.into_iter().zip(values).filter(|(_, value)| !value.is_empty());
    known.fold(text.to_owned(), |text, (name, value)| text.replace(&format!("{{{name}}}"), value))
}

/// The first placeholder that is open.
pub(super) fn first(text: &str) -> Option<&str> {
    braced(text).find(|name| PLACEHOLDERS.contains(name))
}

fn unknown(text: &str) -> Option<&str> {
    braced(text).find(|name| !PLACEHOLDERS.contains(name))
}

/// What stands between braces.
fn braced(text: &str) -> impl Iterator<Item = &str> {
    text.split('{').skip(1).filter_map(|rest| rest.split_once('}').map(|(name, _)| name))
}

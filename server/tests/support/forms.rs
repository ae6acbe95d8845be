//! As much of HTML as the portal's own forms need.

/// The fields of the form that leads to `action`, with what is typed into it.
pub fn fill(page: &str, action: &str, typed: &[(&str, &str)]) -> Vec<(String, String)> {
    let form = page
        .split("<form")
        .skip(1)
        .filter_map(|form| form.split("</form>").next())
        .find(|form| attribute(form.split('>').next().unwrap(), "action").as_deref() == Some(action))
        .unwrap_or_else(|| panic!("no form leads to {action}: {}", text(page)));
    let mut fields: Vec<(String, String)> = ["<input", "<textarea"]
        .into_iter()
        .flat_map(|tag| form.split(tag).skip(1).filter_map(move |rest| field(tag, rest)))
        .chain(form.split("<select").skip(1).filter_map(chosen))
        .collect();
    for (name, value) in typed {
        fields.retain(|(field, _)| field != name);
        fields.push(((*name).to_owned(), (*value).to_owned()));
    }
    fields
}

fn field(tag: &str, rest: &str) -> Option<(String, String)> {
    let (attributes, after) = rest.split_once('>')?;
    let kind = attribute(attributes, "type").unwrap_or_default();
    let ticked = !matches!(kind.as_str(), "checkbox" | "radio") || attributes.contains(" checked");
    let value = match tag {
        "<textarea" => after.split("</textarea>").next().map(unescape),
        _ => attribute(attributes, "value"),
    };
    ticked.then_some(())?;
    Some((attribute(attributes, "name")?, value.unwrap_or_default()))
}

/// The option that a browser sends: the one that is selected, or the first.
fn chosen(rest: &str) -> Option<(String, String)> {
    let (attributes, after) = rest.split_once('>')?;
    let options: Vec<&str> = after
        .split("</select>")
        .next()?
        .split("<option")
        .skip(1)
        .filter_map(|option| option.split('>').next())
        .collect();
    let option = options.iter().find(|option| option.contains(" selected")).or(options.first())?;
    Some((attribute(attributes, "name")?, attribute(option, "value").unwrap_or_default()))
}

fn attribute(attributes: &str, name: &str) -> Option<String> {
    let value = attributes.split(&format!(" {name}=\"")).nth(1)?;
    Some(unescape(value.split('"').next()?))
}

/// The words of a page, without tags.
pub fn text(page: &str) -> String {
    let body = page.split("<body").nth(1).unwrap_or(page);
    let mut words = String::new();
    for piece in body.split('<') {
        let hidden = piece.starts_with("script") || piece.starts_with("style");
        if let Some((_, text)) = piece.split_once('>').filter(|_| !hidden) {
            words.push_str(&unescape(text));
            words.push(' ');
        }
    }
    words.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn unescape(text: &str) -> String {
    text.replace("&lt;", "<")
        .replace("&gt;", ">")
        .replace("&quot;", "\"")
        .replace("&#x27;", "'")
        .replace("&#x2f;", "/")
        .replace("&amp;", "&")
}

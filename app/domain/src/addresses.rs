//! Addresses as people say them: «Авиаторов 6к3, кв. 7».

#[cfg(test)]
mod tests;

/// «г Москва, ул Авиаторов, д. 6 корп. 3 лит. А» is «Авиаторов 6к3» among colleagues. What is written in another way stays as it is.
#[must_use]
pub fn short_address(address: &str) -> String {
    let mut parts: Vec<&str> = address.split(',').map(str::trim).collect();
    if parts.len() > 2 && is_town(parts[0]) {
        parts.remove(0);
    }
    let [street, house, ..] = parts.as_slice() else { return address.to_owned() };
    let street = ["ул. ", "ул "].iter().find_map(|prefix| street.strip_prefix(prefix)).unwrap_or(street);
    let Some(house) = house.strip_prefix("д.").or_else(|| house.strip_prefix("д ")) else {
        return parts.join(", ");
    };
    let mut number = String::new();
    let mut words = house.split_whitespace();
    while let Some(word) = words.next() {
        match word {
            "лит." | "литера" => break,
            "корп." | "к." | "корпус" => {
                number.push('к');
                number.push_str(words.next().unwrap_or_default());
            }
            "стр." | "строение" => {
                number.push('с');
                number.push_str(words.next().unwrap_or_default());
            }
            other => number.push_str(other),
        }
    }
    format!("{street} {number}")
}

/// «Авиаторов 6к3, кв. 7» of an address whose unit stands behind the last comma.
#[must_use]
pub fn short_unit(address: &str) -> String {
    address.rsplit_once(", ").map_or_else(
        || address.to_owned(),
        |(house, unit)| format!("{}, {}", short_address(house), unit_name(unit)),
    )
}

/// «кв. 7» where the register has a number alone; «офис 1» as it is.
#[must_use]
pub fn unit_name(label: &str) -> String {
    if label.chars().all(|c| c.is_ascii_digit()) { format!("кв.\u{a0}{label}") } else { label.to_owned() }
}

/// What was typed, read as a part of an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Spot {
    /// The house, and perhaps others too.
    House,
    /// One unit of it.
    Unit(String),
}

/// Words that an address needs to have, so that somebody who types a part of it may mean it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Asked {
    /// The beginning of a word: the longest of what was typed.
    pub longest: String,
    pub others: Vec<AskedWord>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub struct AskedWord {
    pub text: String,
    /// A number; everything else may be cut short.
    pub whole: bool,
}

/// More words than an address has.
const MOST_WORDS: usize = 20;

/// What [`spot`] asks of every address at least; `None` where what is typed is no part of any.
#[must_use]
pub fn asked(typed: &str) -> Option<Asked> {
    let mut typed = words(typed);
    if !begins(&typed) || typed.len() > MOST_WORDS {
        return None;
    }
    // It may be the unit.
    let numbers = typed.iter().filter(|word| is_number(word)).count();
    if numbers > 1 && typed.last().is_some_and(|word| is_number(word)) {
        typed.pop();
    }
    let said = typed.iter().enumerate().filter(|(_, word)| !is_number(word));
    let (at, _) = said.max_by_key(|(_, word)| word.chars().count())?;
    let longest = typed.swap_remove(at);
    let others = typed.into_iter().map(|text| AskedWord { whole: is_number(&text), text });
    Some(Asked { longest, others: others.collect() })
}

/// Whether somebody who types «авиат 6к3 7» may mean this house. Words may be cut short, numbers may not; what is left over after the number
/// of the house is the unit.
#[must_use]
pub fn spot(address: &str, typed: &str) -> Option<Spot> {
    let (known, typed) = (words(address), words(typed));
    let begins = begins(&typed);
    let (mut from, mut numbers) = (0, 0);
    for (at, word) in typed.iter().enumerate() {
        let fits = |other: &String| {
            if is_number(word) { word == other } else { other.starts_with(word.as_str()) }
        };
        if let Some(found) = known[from..].iter().position(fits) {
            from += found + 1;
            numbers += usize::from(is_number(word));
        } else if numbers > 0 && at + 1 == typed.len() && is_number(word) {
            return begins.then(|| Spot::Unit(word.clone()));
        } else {
            return None;
        }
    }
    begins.then_some(Spot::House)
}

/// A word that says enough stands first.
fn begins(typed: &[String]) -> bool {
    typed.first().is_some_and(|word| word.chars().count() > 2 && !is_number(word))
}

fn is_town(part: &str) -> bool {
    ["г ", "г. ", "город ", "пос ", "пос. "].iter().any(|prefix| part.starts_with(prefix))
}

fn is_number(word: &str) -> bool {
    word.starts_with(|c: char| c.is_ascii_digit())
}

/// Words and numbers apart, without what only says what they are: «6к3» is «6», «3».
#[must_use]
pub fn words(text: &str) -> Vec<String> {
    const SAID: [&str; 16] = [
        "г",
        "город",
        "ул",
        "улица",
        "д",
        "дом",
        "к",
        "корп",
        "корпус",
        "лит",
        "литера",
        "кв",
        "квартира",
        "с",
        "стр",
        "строение",
    ];
    let mut words: Vec<String> = Vec::new();
    let mut before = None;
    for c in text.to_lowercase().replace('ё', "е").chars() {
        let sort = c.is_alphanumeric().then(|| c.is_ascii_digit());
        match (sort, words.last_mut()) {
            (None, _) => {}
            (Some(_), Some(word)) if before == sort => word.push(c),
            (Some(_), _) => words.push(c.to_string()),
        }
        before = sort;
    }
    words.retain(|word| !SAID.contains(&word.as_str()));
    words
}

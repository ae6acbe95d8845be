//! Whose payment a line of a bank is: how well it fits an account, and why. Only what is certain is credited by itself.
use crate::{
    accounts::{AccountNumber, name_key},
    money::Money,
};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// Of a hundred: from here on a line is certain to be of the account, unless another one fits as well.
pub const CERTAIN: u8 = 90;

/// What a bank says of a payment.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct BankLine<'a> {
    /// In the column of its own; empty where the bank has none.
    pub account: &'a str,
    pub payer: Option<&'a str>,
    pub purpose: Option<&'a str>,
    pub amount: Money,
}

/// An account that a line may be of.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Candidate {
    /// Folded.
    pub number: String,
    /// Full names, as the registry has them.
    pub owners: Vec<String>,
    /// Sums that are expected: the last bill, and all that is owed.
    pub sums: Vec<Money>,
}

/// Why a line may be of an account.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub enum Reason {
    /// The number stands in the column of accounts.
    AccountColumn,
    /// The number stands in the purpose, after «ЛС», «лицевой счёт».
    AccountMarked,
    /// The number stands somewhere in the purpose.
    AccountMentioned,
    /// The payer is called as an owner, all names.
    FullName,
    /// The payer has the surname of an owner, and initials that do not contradict.
    Surname,
    /// The sum is that of the bill, or all that is owed.
    Sum,
}

impl Reason {
    const fn worth(self) -> u8 {
        match self {
            Self::AccountColumn => 100,
            Self::AccountMarked => 90,
            Self::AccountMentioned => 60,
            Self::FullName => 30,
            Self::Surname => 20,
            Self::Sum => 15,
        }
    }
}

/// How well a line fits an account.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct Fit {
    /// Of a hundred.
    pub score: u8,
    pub reasons: Vec<Reason>,
}

impl Fit {
    #[must_use]
    pub const fn is_certain(&self) -> bool {
        self.score >= CERTAIN
    }
}

/// How well a line fits an account; `None` where nothing speaks for it. A sum alone says nothing.
#[must_use]
pub fn fit(line: &BankLine<'_>, candidate: &Candidate) -> Option<Fit> {
    let column = AccountNumber::parse(line.account).is_ok_and(|number| number.as_str() == candidate.number);
    let number = if column {
        Some(Reason::AccountColumn)
    } else {
        let mentioned = mentioned(line.purpose.unwrap_or_default());
        let own = mentioned.iter().filter(|mention| mention.number == candidate.number);
        own.map(Mention::reason).max_by_key(|reason| reason.worth())
    };
    let named = line.payer.and_then(|payer| {
        candidate.owners.iter().filter_map(|owner| is_named(payer, owner)).max_by_key(|reason| reason.worth())
    });
    if number.is_none() && named.is_none() {
        return None;
    }
    let sum = candidate.sums.iter().any(|sum| sum.is_positive() && *sum == line.amount);
    let reasons: Vec<Reason> = [number, named, sum.then_some(Reason::Sum)].into_iter().flatten().collect();
    let score = reasons.iter().map(|reason| u32::from(reason.worth())).sum::<u32>().min(100);
    Some(Fit { score: u8::try_from(score).unwrap_or(100), reasons })
}

/// The one account that a line is certain to be of: `None` where none is, or several are.
#[must_use]
pub fn certain<T: Copy>(fits: &[(T, Fit)]) -> Option<T> {
    let mut certain = fits.iter().filter(|(_, fit)| fit.is_certain());
    match (certain.next(), certain.next()) {
        (Some((account, _)), None) => Some(*account),
        _ => None,
    }
}

/// Something in a purpose that may be the number of an account.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Mention {
    /// Folded.
    pub number: String,
    /// «ЛС» stands before it.
    pub marked: bool,
}

impl Mention {
    const fn reason(&self) -> Reason {
        if self.marked { Reason::AccountMarked } else { Reason::AccountMentioned }
    }
}

/// Digits of the shortest number that is looked for: «кв. 7» and «12.2017» are none.
const SHORTEST: usize = 4;
/// Numbers of one purpose that are looked at.
const MOST: usize = 12;

/// What in a purpose may be the number of an account: a word with digits after «ЛС», or one that has enough of them. Of «7000418-12» both the
/// whole and what stands before the mark.
#[must_use]
pub fn mentioned(purpose: &str) -> Vec<Mention> {
    let mut found: Vec<Mention> = Vec::new();
    let is_part = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_' | '/');
    // The words since the last number, letters alone: «Л/С№» is «ЛС».
    let mut before: Vec<String> = Vec::new();
    for word in purpose.split("//").flat_map(|part| part.split(|c: char| !is_part(c))) {
        let Some(at) = word.find(|c: char| c.is_ascii_digit()) else {
            before.extend(Some(letters(word)).filter(|letters| !letters.is_empty()));
            continue;
        };
        // «ЛС7000418» is written without a space.
        let (glued, rest) = word.split_at(at);
        let glued = letters(glued);
        let (marked, whole) = if is_mark(std::slice::from_ref(&glued)) {
            (true, rest)
        } else {
            (glued.is_empty() && is_mark(&before), word)
        };
        before.clear();
        let first = whole.split(['-', '/']).next().unwrap_or(whole);
        for text in std::iter::once(whole).chain((first != whole).then_some(first)) {
            let digits = text.chars().filter(char::is_ascii_digit).count();
            let number = AccountNumber::parse(text).ok().filter(|_| marked || digits >= SHORTEST);
            let Some(number) = number else { continue };
            if let Some(known) = found.iter_mut().find(|mention| mention.number == number.as_str()) {
                known.marked |= marked;
            } else if found.len() < MOST {
                found.push(Mention { number: number.into(), marked });
            }
        }
    }
    found
}

fn letters(word: &str) -> String {
    word.chars().filter(|c| c.is_alphabetic()).flat_map(char::to_uppercase).collect()
}

/// Whether the words before a number say that it is one of an account.
fn is_mark(words: &[String]) -> bool {
    const MARKS: [&str; 12] = [
        "ЛС",
        "ЛСЧ",
        "ЛСЧЕТ",
        "ЕЛС",
        "ЛИЦСЧ",
        "ЛИЦСЧЕТ",
        "ЛИЦЕВОЙ",
        "ЛИЦЕВОЙСЧЕТ",
        "ЛИЦЕВОГОСЧЕТА",
        "ЛИЦЕВОМУСЧЕТУ",
        "ЛИЦЕВЫМСЧЕТОМ",
        "ЛИЦЕВОМСЧЕТЕ",
    ];
    /// What may stand between the mark and the number.
    const BETWEEN: [&str; 4] = ["N", "НОМЕР", "NO", "НОМ"];
    let words = match words.split_last() {
        Some((last, rest)) if BETWEEN.contains(&last.as_str()) => rest,
        _ => words,
    };
    let tail = |count: usize| words.get(words.len().saturating_sub(count)..).unwrap_or_default().concat();
    (1..=2).any(|count| MARKS.contains(&tail(count).replace('Ё', "Е").as_str()))
}

/// Whether a payer is an owner: by all names, or by the surname with given names or initials that do not contradict.
fn is_named(payer: &str, owner: &str) -> Option<Reason> {
    let (payer, owner) = (name_key(payer), name_key(owner));
    let (payer, owner): (Vec<&str>, Vec<&str>) =
        (payer.split_whitespace().collect(), owner.split_whitespace().collect());
    if payer.is_empty() || payer.first() != owner.first() {
        return None;
    }
    if payer.len() > 1 && payer == owner {
        return Some(Reason::FullName);
    }
    let agrees = |(given, known): (&&str, &&str)| {
        given == known || (given.chars().count() == 1 && known.starts_with(*given))
    };
    payer.iter().zip(&owner).skip(1).all(agrees).then_some(Reason::Surname)
}

/// What a payer may be called by in the registry: the first word of the name, the first two of a double one, or all of it.
#[must_use]
pub fn surname_keys(payer: &str) -> Vec<String> {
    let name = name_key(payer);
    let words: Vec<&str> = name.split_whitespace().collect();
    let parts = [1, 2, words.len()].map(|count| words.get(..count).map(|words| words.join(" ")));
    let mut keys: Vec<String> = parts.into_iter().flatten().filter(|key| key.chars().count() > 1).collect();
    keys.dedup();
    keys
}

//! Control digits of bank details: most slips of the pen are found by them.
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// What is wrong with a number of bank details.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum RequisiteError {
    #[error("{0:?} is not a digit")]
    NotADigit(char),
    #[error("{given} digits")]
    Length { given: usize },
    /// A digit is wrong, or two have changed places.
    #[error("the control digits do not agree")]
    Control,
    /// Entrepreneurs have no KPP.
    #[error("a KPP beside the INN of an entrepreneur")]
    OfEntrepreneur,
}

/// An INN: 10 digits of an organisation, 12 of an entrepreneur; the last one or two are computed from the others.
///
/// # Errors
/// The first [`RequisiteError`] that the text deserves.
pub fn check_inn(text: &str) -> Result<(), RequisiteError> {
    const WEIGHTS: [u32; 11] = [3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8];
    let digits = digits(text)?;
    let control = |last: usize| {
        let weighted = digits[..last].iter().zip(&WEIGHTS[WEIGHTS.len() - last..]);
        weighted.map(|(digit, weight)| digit * weight).sum::<u32>() % 11 % 10 == digits[last]
    };
    let good = match digits.len() {
        10 => control(9),
        12 => control(10) && control(11),
        given => return Err(RequisiteError::Length { given }),
    };
    if good { Ok(()) } else { Err(RequisiteError::Control) }
}

/// A KPP: four digits of the tax office, two digits or letters of the reason, three digits of the number.
///
/// # Errors
/// The first [`RequisiteError`] that the text deserves.
pub fn check_kpp(text: &str) -> Result<(), RequisiteError> {
    let given = text.chars().count();
    if given != 9 {
        return Err(RequisiteError::Length { given });
    }
    let fits = |(at, letter): (usize, char)| match at {
        4 | 5 => letter.is_ascii_digit() || letter.is_ascii_uppercase(),
        _ => letter.is_ascii_digit(),
    };
    match text.chars().enumerate().find(|letter| !fits(*letter)) {
        Some((_, wrong)) => Err(RequisiteError::NotADigit(wrong)),
        None => Ok(()),
    }
}

/// The KPP beside an INN: twelve digits are of an entrepreneur, who has none.
///
/// # Errors
/// [`RequisiteError::OfEntrepreneur`].
pub fn check_kpp_of(inn: &str, kpp: &str) -> Result<(), RequisiteError> {
    if inn.len() == 12 && !kpp.is_empty() { Err(RequisiteError::OfEntrepreneur) } else { Ok(()) }
}

/// A BIC: nine digits, of banks in Russia beginning with 0.
///
/// # Errors
/// The first [`RequisiteError`] that the text deserves.
pub fn check_bic(text: &str) -> Result<(), RequisiteError> {
    match digits(text)?[..] {
        [0, _, _, _, _, _, _, _, _] => Ok(()),
        [_, _, _, _, _, _, _, _, _] => Err(RequisiteError::Control),
        ref other => Err(RequisiteError::Length { given: other.len() }),
    }
}

/// A settlement account (р/сч.) at the bank of a BIC.
///
/// # Errors
/// The first [`RequisiteError`] that the account deserves; a BIC that is none makes the control digits disagree.
pub fn check_account(account: &str, bic: &str) -> Result<(), RequisiteError> {
    // Accounts at the central bank itself are counted with its department, others with the number of the bank.
    let bank = match bic.get(6..9) {
        Some("000" | "001" | "002") => format!("0{}", bic.get(4..6).unwrap_or_default()),
        Some(number) => number.to_owned(),
        None => return Err(RequisiteError::Control),
    };
    keyed(account, &bank)
}

/// A correspondent account (к/сч.) of the bank of a BIC.
///
/// # Errors
/// As [`check_account`].
pub fn check_corr_account(account: &str, bic: &str) -> Result<(), RequisiteError> {
    let department = bic.get(4..6).ok_or(RequisiteError::Control)?;
    keyed(account, &format!("0{department}"))
}

/// Twenty digits that add up with three of the bank (Bank of Russia, 08.09.1997 № 515).
fn keyed(account: &str, bank: &str) -> Result<(), RequisiteError> {
    const WEIGHTS: [u32; 3] = [7, 1, 3];
    let account = digits(account)?;
    if account.len() != 20 {
        return Err(RequisiteError::Length { given: account.len() });
    }
    let all = digits(bank)?.into_iter().chain(account).zip(WEIGHTS.iter().cycle());
    let sum: u32 = all.map(|(digit, weight)| digit * weight % 10).sum();
    if sum.is_multiple_of(10) { Ok(()) } else { Err(RequisiteError::Control) }
}

fn digits(text: &str) -> Result<Vec<u32>, RequisiteError> {
    text.chars().map(|letter| letter.to_digit(10).ok_or(RequisiteError::NotADigit(letter))).collect()
}

//! What a dial can show.
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// An amount of a resource in the smallest step of one dial: on a dial with three decimals 1 kWh is `Quantity(1_000)`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
pub struct Quantity(pub i64);

/// The register of a meter: `digits` before the decimal point and `decimals` after it, 18 together at the most.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Dial {
    pub digits: u8,
    pub decimals: u8,
}

/// Why a text is not a reading of a dial.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum ValueError {
    #[error("no value")]
    Empty,
    #[error("{0:?} is not a part of a number")]
    NotANumber(char),
    #[error("below zero")]
    Negative,
    #[error("more than one decimal point")]
    TwoPoints,
    /// As many digits as the whole dial has, and no point among them: the point is missing.
    #[error("the decimal point is missing")]
    PointMissing { dial: Dial, meant: Quantity },
    #[error("more than {} digits before the point", .dial.digits)]
    TooManyDigits { dial: Dial, given: u16 },
    #[error("more than {} decimals", .dial.decimals)]
    TooManyDecimals { dial: Dial, given: u16 },
}

impl Dial {
    pub const MAX_DIGITS: u8 = 15;
    pub const MAX_DECIMALS: u8 = 7;

    /// `None` when no such dial exists: 1–15 digits, at most 7 decimals, 18 in all.
    #[must_use]
    pub const fn new(digits: u8, decimals: u8) -> Option<Self> {
        let fits = digits >= 1
            && digits <= Self::MAX_DIGITS
            && decimals <= Self::MAX_DECIMALS
            && digits + decimals <= 18;
        if fits { Some(Self { digits, decimals }) } else { None }
    }

    /// Steps in one unit of the resource.
    #[must_use]
    pub const fn scale(self) -> i64 {
        10_i64.pow(self.decimals as u32)
    }

    /// The number of values the dial can show: one more than the greatest, where it rolls over to zero.
    #[must_use]
    pub const fn capacity(self) -> i64 {
        10_i64.pow(self.digits as u32 + self.decimals as u32)
    }

    /// Reads what a person typed. Comma and point are both a decimal mark; spaces around and leading zeros do not count,
    /// nor do zeros beyond the decimals of the dial.
    ///
    /// # Errors
    /// The first [`ValueError`] that the text deserves.
    pub fn parse(self, text: &str) -> Result<Quantity, ValueError> {
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if text.is_empty() {
            return Err(ValueError::Empty);
        }
        if text.starts_with(['-', '−', '–']) {
            return Err(ValueError::Negative);
        }
        let (whole, fraction) = text.split_once([',', '.']).unwrap_or((&text, ""));
        if fraction.contains([',', '.']) && text.chars().all(|c| c.is_ascii_digit() || c == ',' || c == '.') {
            return Err(ValueError::TwoPoints);
        }
        if let Some(wrong) = whole.chars().chain(fraction.chars()).find(|c| !c.is_ascii_digit()) {
            return Err(ValueError::NotANumber(wrong));
        }
        if whole.is_empty() && fraction.is_empty() {
            return Err(ValueError::NotANumber(text.chars().next().unwrap_or(',')));
        }
        let whole = whole.trim_start_matches('0');
        let fraction = fraction.trim_end_matches('0');
        let decimals = count(fraction);
        if decimals > u16::from(self.decimals) {
            return Err(ValueError::TooManyDecimals { dial: self, given: decimals });
        }
        let digits = count(whole);
        if digits > u16::from(self.digits) {
            let meant = whole.parse().map(Quantity);
            return Err(match meant {
                Ok(meant)
                    if fraction.is_empty()
                        && self.decimals > 0
                        && digits == u16::from(self.digits + self.decimals) =>
                {
                    ValueError::PointMissing { dial: self, meant }
                }
                _ => ValueError::TooManyDigits { dial: self, given: digits },
            });
        }
        let number = |text: &str| text.parse::<i64>().unwrap_or(0);
        let missing = u32::from(self.decimals).saturating_sub(u32::from(decimals));
        Ok(Quantity(number(whole) * self.scale() + number(fraction) * 10_i64.pow(missing)))
    }

    /// As the guide writes it: no grouping, a point, trailing zeros trimmed (`3235.99`).
    #[must_use]
    pub fn format(self, value: Quantity) -> String {
        let text = self.format_full(value);
        if self.decimals == 0 { text } else { text.trim_end_matches('0').trim_end_matches('.').to_owned() }
    }

    /// With all decimals of the dial (`3235.990`).
    #[must_use]
    pub fn format_full(self, value: Quantity) -> String {
        fixed(value.0, self.decimals)
    }

    /// `total / parts` with the decimals of the dial, one at least, rounded half up: the average of whole units keeps a tenth.
    #[must_use]
    pub fn format_average(self, total: Quantity, parts: u32) -> String {
        let more = u8::from(self.decimals == 0);
        let parts = i128::from(parts.max(1));
        let total = i128::from(total.0) * if more == 1 { 10 } else { 1 };
        let rounded = (2 * total + parts).div_euclid(2 * parts);
        fixed(i64::try_from(rounded).unwrap_or(i64::MAX), self.decimals + more)
    }
}

fn count(digits: &str) -> u16 {
    u16::try_from(digits.len()).unwrap_or(u16::MAX)
}

fn fixed(value: i64, decimals: u8) -> String {
    if decimals == 0 {
        return value.to_string();
    }
    let scale = 10_u64.pow(u32::from(decimals));
    let sign = if value < 0 { "-" } else { "" };
    let (whole, rest) = (value.unsigned_abs() / scale, value.unsigned_abs() % scale);
    format!("{sign}{whole}.{rest:0width$}", width = usize::from(decimals))
}

//! Money, and what it is computed from: whole kopecks, and decimals where a law says so.
use rust_decimal::{Decimal, RoundingStrategy, prelude::ToPrimitive};
use serde::{Deserialize, Serialize};
use std::{
    fmt,
    iter::Sum,
    ops::{Add, AddAssign, Neg, Sub, SubAssign},
};

#[cfg(test)]
mod tests;

/// Whole kopecks; below zero is money owed the other way.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
#[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
pub struct Money(pub i64);

/// Why a text is not a sum.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize, thiserror::Error)]
pub enum MoneyError {
    #[error("no sum")]
    Empty,
    #[error("{0:?} is not a part of a sum")]
    NotANumber(char),
    #[error("below zero")]
    Negative,
    #[error("zero")]
    Zero,
    /// Parts of a kopeck.
    #[error("more than two decimals")]
    TooManyDecimals,
    #[error("less than {}", .min)]
    TooSmall { min: Money },
    #[error("more than {}", .max)]
    TooLarge { max: Money },
}

impl Money {
    pub const ZERO: Self = Self(0);
    /// The largest sum that is read from a person or a file: sums of millions of them still fit into 64 bits.
    pub const MAX: Self = Self(99_999_999_999);

    /// Reads what a person typed: «4 611,60», «4611.6», «4611 ₽». Comma and point are both a decimal mark. Zero is a sum.
    ///
    /// # Errors
    /// The first [`MoneyError`] that the text deserves; never [`MoneyError::Zero`] or [`MoneyError::TooSmall`].
    pub fn parse(text: &str) -> Result<Self, MoneyError> {
        let text = text.trim();
        let text = ["₽", "руб.", "руб", "р."].iter().find_map(|sign| text.strip_suffix(sign)).unwrap_or(text);
        let text: String = text.chars().filter(|c| !c.is_whitespace()).collect();
        if text.is_empty() {
            return Err(MoneyError::Empty);
        }
        if text.starts_with(['-', '−', '–']) {
            return Err(MoneyError::Negative);
        }
        let (whole, fraction) = text.split_once([',', '.']).unwrap_or((&text, ""));
        if let Some(wrong) = whole.chars().chain(fraction.chars()).find(|c| !c.is_ascii_digit()) {
            return Err(MoneyError::NotANumber(wrong));
        }
        if whole.is_empty() && fraction.is_empty() {
            return Err(MoneyError::NotANumber(text.chars().next().unwrap_or(',')));
        }
        let fraction = fraction.trim_end_matches('0');
        if fraction.len() > 2 {
            return Err(MoneyError::TooManyDecimals);
        }
        let whole = whole.trim_start_matches('0');
        let kopecks =
            format!("{whole}{fraction:0<2}").parse().map_err(|_| MoneyError::TooLarge { max: Self::MAX })?;
        if kopecks > Self::MAX.0 { Err(MoneyError::TooLarge { max: Self::MAX }) } else { Ok(Self(kopecks)) }
    }

    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.0 == 0
    }

    #[must_use]
    pub const fn is_positive(self) -> bool {
        self.0 > 0
    }

    #[must_use]
    pub const fn is_negative(self) -> bool {
        self.0 < 0
    }

    #[must_use]
    pub const fn abs(self) -> Self {
        Self(self.0.saturating_abs())
    }

    /// This sum, or nothing where it is below zero.
    #[must_use]
    pub fn or_zero(self) -> Self {
        self.max(Self::ZERO)
    }

    /// Roubles as a decimal.
    #[must_use]
    pub fn roubles(self) -> Decimal {
        Decimal::new(self.0, 2)
    }

    /// A sum in roubles, rounded half up (away from zero) to a kopeck. Sums beyond 64 bits end at the greatest one.
    #[must_use]
    pub fn rounded(roubles: Decimal) -> Self {
        let kopecks = (roubles * Decimal::ONE_HUNDRED)
            .round_dp_with_strategy(0, RoundingStrategy::MidpointAwayFromZero);
        Self(kopecks.to_i64().unwrap_or(if kopecks.is_sign_negative() { i64::MIN } else { i64::MAX }))
    }

    /// With a point and no grouping, as files and the acquirer want it: `4611.60`.
    #[must_use]
    pub fn plain(self) -> String {
        let sign = if self.0 < 0 { "-" } else { "" };
        format!("{sign}{}.{:02}", self.0.unsigned_abs() / 100, self.0.unsigned_abs() % 100)
    }
}

/// «4 611.60»: groups kept together by U+00A0, a point, two decimals, U+2212 for minus. The rouble sign is the page's.
impl fmt::Display for Money {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.0 < 0 {
            f.write_str("−")?;
        }
        write!(f, "{}.{:02}", grouped(self.0.unsigned_abs() / 100), self.0.unsigned_abs() % 100)
    }
}

/// Whole digits in groups of three.
#[must_use]
pub fn grouped(number: u64) -> String {
    let digits = number.to_string();
    let mut text = String::with_capacity(digits.len() * 2);
    for (at, digit) in digits.chars().enumerate() {
        if at > 0 && (digits.len() - at).is_multiple_of(3) {
            text.push('\u{a0}');
        }
        text.push(digit);
    }
    text
}

impl Add for Money {
    type Output = Self;
    fn add(self, other: Self) -> Self {
        Self(self.0 + other.0)
    }
}

impl Sub for Money {
    type Output = Self;
    fn sub(self, other: Self) -> Self {
        Self(self.0 - other.0)
    }
}

impl Neg for Money {
    type Output = Self;
    fn neg(self) -> Self {
        Self(-self.0)
    }
}

impl AddAssign for Money {
    fn add_assign(&mut self, other: Self) {
        self.0 += other.0;
    }
}

impl SubAssign for Money {
    fn sub_assign(&mut self, other: Self) {
        self.0 -= other.0;
    }
}

impl Sum for Money {
    fn sum<I: Iterator<Item = Self>>(sums: I) -> Self {
        Self(sums.map(|sum| sum.0).sum())
    }
}

impl<'a> Sum<&'a Self> for Money {
    fn sum<I: Iterator<Item = &'a Self>>(sums: I) -> Self {
        sums.copied().sum()
    }
}

/// Millionths of one unit: how volumes and tariffs are kept, since both have up to six decimals.
macro_rules! millionths {
    ($($(#[$doc:meta])* $name:ident),* $(,)?) => { $(
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Default, Serialize, Deserialize)]
        #[cfg_attr(feature = "sea-orm", derive(sea_orm::DeriveValueType))]
        pub struct $name(pub i64);

        impl $name {
            #[must_use]
            pub fn decimal(self) -> Decimal {
                Decimal::new(self.0, 6)
            }

            /// `None` for more than six decimals, or more than twelve digits before the point.
            #[must_use]
            pub fn from_decimal(value: Decimal) -> Option<Self> {
                let steps = value.checked_mul(Decimal::from(1_000_000))?;
                if !steps.is_integer() { return None }
                steps.to_i64().filter(|steps| steps.unsigned_abs() < 1_000_000_000_000_000_000).map(Self)
            }

            /// At least `least` decimals, more as far as they are there: `45.00`, `20.0054`. No grouping.
            #[must_use]
            pub fn format(self, least: usize) -> String {
                let sign = if self.0 < 0 { "−" } else { "" };
                let (whole, rest) = (self.0.unsigned_abs() / 1_000_000, self.0.unsigned_abs() % 1_000_000);
                let mut rest = format!("{rest:06}");
                while rest.len() > least && rest.ends_with('0') {
                    rest.pop();
                }
                let point = if rest.is_empty() { "" } else { "." };
                format!("{sign}{}{point}{rest}", grouped(whole))
            }
        }
    )* };
}

millionths! {
    /// How much of a service was used, in millionths of its unit; below zero where it is taken back.
    Volume,
    /// Roubles for one unit, in millionths of a rouble.
    Tariff,
}

/// Volume × tariff, rounded half up to a kopeck.
#[must_use]
pub fn cost(volume: Volume, tariff: Tariff) -> Money {
    Money::rounded(volume.decimal() * tariff.decimal())
}

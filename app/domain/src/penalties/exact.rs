use crate::money::{Money, grouped};
use std::{
    iter::Sum,
    num::NonZeroU16,
    ops::{Add, AddAssign},
};

/// A sum in kopecks, as a fraction: nothing is lost before it is rounded. Never below zero.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Exact {
    kopecks: i128,
    parts: i128,
}

impl Exact {
    pub const ZERO: Self = Self { kopecks: 0, parts: 1 };

    /// So many days of 1/divisor of a yearly rate, given in hundredths of a percent.
    #[must_use]
    pub fn part(debt: Money, rate: u32, days: u32, divisor: NonZeroU16) -> Self {
        let kopecks = i128::from(debt.or_zero().0) * i128::from(rate) * i128::from(days);
        Self { kopecks, parts: 10_000 * i128::from(divisor.get()) }
    }

    #[must_use]
    pub const fn is_zero(self) -> bool {
        self.kopecks == 0
    }

    /// To a kopeck, half up.
    #[must_use]
    pub fn rounded(self) -> Money {
        Money(i64::try_from(self.steps(1)).unwrap_or(i64::MAX))
    }

    /// In roubles with so many decimals, half up, grouped: `1.1913`.
    #[must_use]
    pub fn format(self, decimals: u8) -> String {
        let scale = 10_i128.pow(u32::from(decimals));
        let steps = Self { parts: self.parts * 100, ..self }.steps(scale);
        let whole = grouped(u64::try_from(steps / scale).unwrap_or(u64::MAX));
        if decimals == 0 {
            whole
        } else {
            format!("{whole}.{:0width$}", steps % scale, width = decimals.into())
        }
    }

    /// How many `1/scale` there are, half up.
    fn steps(self, scale: i128) -> i128 {
        (2 * self.kopecks * scale + self.parts) / (2 * self.parts)
    }
}

impl Add for Exact {
    type Output = Self;

    fn add(self, other: Self) -> Self {
        let (wide, narrow) = if self.parts >= other.parts { (self, other) } else { (other, self) };
        let parts =
            if wide.parts % narrow.parts == 0 { wide.parts } else { common(wide.parts, narrow.parts) };
        let kopecks = wide.kopecks * (parts / wide.parts) + narrow.kopecks * (parts / narrow.parts);
        Self { kopecks, parts }
    }
}

/// The least common multiple.
fn common(one: i128, other: i128) -> i128 {
    let (mut divisor, mut rest) = (one, other);
    while rest != 0 {
        (divisor, rest) = (rest, divisor % rest);
    }
    one / divisor * other
}

impl AddAssign for Exact {
    fn add_assign(&mut self, other: Self) {
        *self = *self + other;
    }
}

impl Sum for Exact {
    fn sum<I: Iterator<Item = Self>>(sums: I) -> Self {
        sums.fold(Self::ZERO, Add::add)
    }
}

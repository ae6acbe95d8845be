use crate::money::{Money, MoneyError};
use serde::{Deserialize, Serialize};

/// Комиссия: what the payer pays on top.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Fee {
    /// Hundredths of a percent.
    pub rate: u32,
    /// The least fee, where there is one at all.
    pub least: Money,
}

impl Fee {
    /// The fee for a sum, rounded half up to a kopeck. Without a rate there is none.
    #[must_use]
    pub fn of(self, amount: Money) -> Money {
        if self.rate == 0 || !amount.is_positive() {
            return Money::ZERO;
        }
        let share = (i128::from(amount.0) * i128::from(self.rate) + 5_000) / 10_000;
        Money(i64::try_from(share).unwrap_or(i64::MAX)).max(self.least)
    }
}

/// What the company and the acquirer allow.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct Terms {
    pub fee: Fee,
    /// The least sum that the acquirer takes.
    pub least: Money,
    /// The largest one.
    pub most: Money,
}

impl Default for Terms {
    /// No fee; from one rouble to 350 000, as most acquirers have it for cards.
    fn default() -> Self {
        Self { fee: Fee::default(), least: Money(100), most: Money(35_000_000) }
    }
}

impl Terms {
    /// The sum that a person typed. More than the debt is no error: it is an advance.
    ///
    /// # Errors
    /// What is wrong with it.
    pub fn sum(&self, typed: &str) -> Result<Money, MoneyError> {
        // «1.500» may be meant as one and a half thousand: nobody guesses.
        let fraction = typed.trim().rsplit_once([',', '.']).map_or("", |(_, fraction)| fraction);
        if fraction.chars().take_while(char::is_ascii_digit).count() > 2 {
            return Err(MoneyError::TooManyDecimals);
        }
        let parsed = Money::parse(typed).map_err(|error| match error {
            MoneyError::TooLarge { .. } => MoneyError::TooLarge { max: self.most },
            error => error,
        });
        match parsed? {
            Money::ZERO => Err(MoneyError::Zero),
            sum if sum < self.least => Err(MoneyError::TooSmall { min: self.least }),
            sum if sum > self.most => Err(MoneyError::TooLarge { max: self.most }),
            sum => Ok(sum),
        }
    }
}

use super::ServiceLine;
use crate::money::{Money, cost};
use serde::{Deserialize, Serialize};

#[cfg(test)]
mod tests;

/// A sum of a line that follows from others.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub enum LineSum {
    /// Volume × tariff.
    Charged,
    /// What the factor adds to what is charged.
    Factor,
    /// Charged + what the factor adds + recalculation − benefit.
    Due,
}

/// A sum that is not what it follows from.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct LineFault {
    pub sum: LineSum,
    pub given: Money,
    pub expected: Money,
}

impl LineFault {
    /// A kopeck, where somebody else may have rounded otherwise. Totals are exact.
    #[must_use]
    pub fn is_slight(&self) -> bool {
        self.sum != LineSum::Due && (self.given - self.expected).abs() <= Money(1)
    }
}

/// Whether the sums of a line add up; `due` is what its source says is to be paid. Where a line has no volume, no tariff or no factor, the
/// sum that would follow from it is taken as it is.
pub fn line_faults(line: &ServiceLine, due: Money) -> impl Iterator<Item = LineFault> {
    let charged = line.volume.zip(line.tariff).map(|(volume, tariff)| LineFault {
        sum: LineSum::Charged,
        given: line.charged,
        expected: cost(volume, tariff),
    });
    let factor = line.factor.map(|factor| LineFault {
        sum: LineSum::Factor,
        given: line.factor_sum,
        expected: added_by(factor, line.charged),
    });
    let due = Some(LineFault { sum: LineSum::Due, given: due, expected: line.due() });
    [charged, factor, due].into_iter().flatten().filter(|fault| fault.given != fault.expected)
}

/// What a factor in hundredths adds to a sum, rounded half up (away from zero) to a kopeck.
fn added_by(factor: u32, charged: Money) -> Money {
    let hundredths = (i128::from(factor) - 100) * i128::from(charged.0);
    let rounded = (hundredths.abs() + 50) / 100 * hundredths.signum();
    Money(i64::try_from(rounded).unwrap_or(i64::MAX))
}

use std::fmt;

/// Where something stands in a file: its row, and its place within the row where a row has several things, as in Sber's layout.
///
/// It is one number wherever rows are counted, sorted and kept; a row without parts is that number itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Spot {
    /// As a spreadsheet numbers it.
    pub row: u64,
    /// From 1; 0 is the row as a whole.
    pub part: Option<u64>,
}

/// More than any file has rows.
const PARTED: u64 = 1 << 40;
/// More parts than a row may have.
const PARTS: u64 = 1_000;

impl Spot {
    #[must_use]
    pub const fn of(number: u64) -> Self {
        match number.checked_sub(PARTED) {
            Some(parted) => Self { row: parted / PARTS, part: Some(parted % PARTS) },
            None => Self { row: number, part: None },
        }
    }

    #[must_use]
    pub const fn number(self) -> u64 {
        match self.part {
            Some(part) if part < PARTS => PARTED + self.row * PARTS + part,
            Some(_) => PARTED + self.row * PARTS + PARTS - 1,
            None => self.row,
        }
    }
}

/// «12», and «12.3» for the third thing in row 12.
impl fmt::Display for Spot {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.part {
            Some(part) if part > 0 => write!(f, "{}.{part}", self.row),
            _ => self.row.fmt(f),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_place_in_a_file_is_one_number_that_keeps_the_order() {
        let spots = [
            (1, None, "1"),
            (999_999, None, "999999"),
            (1, Some(1), "1.1"),
            (1, Some(2), "1.2"),
            (2, Some(0), "2"),
            (2, Some(1), "2.1"),
        ];
        let mut last = None;
        for (row, part, text) in spots {
            let spot = Spot { row, part };
            assert_eq!((Spot::of(spot.number()), spot.to_string().as_str()), (spot, text));
            assert!(last < Some(spot.number()), "{text}");
            last = Some(spot.number());
        }
    }
}

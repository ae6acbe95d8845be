//! The figures, in words that say what was aimed at.
use std::time::Duration;

/// A ratio in hundredths, without floats.
#[derive(Debug, Clone, Copy)]
pub struct Ratio {
    pub of: u64,
    pub to: u64,
}

impl Ratio {
    pub fn hundredths(self) -> u64 {
        (self.of * 100 + self.to / 2) / self.to.max(1)
    }
}

impl std::fmt::Display for Ratio {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let hundredths = self.hundredths();
        write!(f, "{}.{:02}", hundredths / 100, hundredths % 100)
    }
}

/// The middle of several rounds.
pub fn median(rounds: &mut [u64]) -> u64 {
    rounds.sort_unstable();
    rounds[rounds.len() / 2]
}

pub fn per_second(count: u64, time: Duration) -> u64 {
    count * 1_000 / u64::try_from(time.as_millis()).unwrap_or(1).max(1)
}

/// One line: what, how much, the aim, and whether it is met.
pub fn line(what: &str, value: &str, aim: &str, met: bool) {
    println!("  {} {what:<58} {value:>22}   aim {aim}", if met { "✓" } else { "✗" });
}

//! Codes that change by the time: RFC 6238 with SHA-1, thirty seconds and six digits, as every application makes them.
use chrono::{DateTime, Utc};
use hmac::{Hmac, KeyInit, Mac};
use sha1::Sha1;

/// Seconds of a step.
const STEP: i64 = 30;
const CODES: u32 = 1_000_000;

/// The step of a moment.
fn step_of(now: DateTime<Utc>) -> i64 {
    now.timestamp().div_euclid(STEP)
}

/// The code of a step. `None` for a step before 1970.
fn code(secret: &[u8], step: i64) -> Option<u32> {
    let counter = u64::try_from(step).ok()?;
    let mut mac = Hmac::<Sha1>::new_from_slice(secret).ok()?;
    mac.update(&counter.to_be_bytes());
    let digest = mac.finalize().into_bytes();
    let at = usize::from(digest.last()? & 0xf);
    let four: [u8; 4] = digest.get(at..at + 4)?.try_into().ok()?;
    Some((u32::from_be_bytes(four) & 0x7fff_ffff) % CODES)
}

/// The step whose code it is, of those around a moment: clocks differ by half a minute.
pub(super) fn step_with(secret: &[u8], given: u32, now: DateTime<Utc>) -> Option<i64> {
    let current = step_of(now);
    (current - 1..=current + 1).find(|step| code(secret, *step) == Some(given))
}

/// The code of a moment, as the application on a telephone shows it.
pub(super) fn code_at(secret: &[u8], now: DateTime<Utc>) -> Option<u32> {
    code(secret, step_of(now))
}

#[cfg(test)]
mod tests {
    use super::*;

    const SECRET: &[u8] = b"12345678901234567890";

    #[track_caller]
    fn check(seconds: i64, expected: u32) {
        let now = DateTime::from_timestamp(seconds, 0).unwrap();
        assert_eq!(code_at(SECRET, now), Some(expected));
    }

    /// The vectors of RFC 6238, appendix B, for SHA-1: the last six of their eight digits.
    #[test]
    fn codes_are_those_of_the_rfc() {
        check(59, 287_082);
        check(1_111_111_109, 81_804);
        check(1_111_111_111, 50_471);
        check(1_234_567_890, 5_924);
        check(2_000_000_000, 279_037);
        check(20_000_000_000, 353_130);
    }

    #[test]
    fn a_clock_may_be_half_a_minute_off() {
        let now = DateTime::from_timestamp(1_111_111_109, 0).unwrap();
        let given = code_at(SECRET, now).unwrap();
        let at = |seconds| step_with(SECRET, given, now + chrono::TimeDelta::seconds(seconds));
        let step = step_of(now);
        assert_eq!([at(-30), at(0), at(30)], [Some(step); 3]);
        assert_eq!([at(-60), at(61)], [None; 2]);
    }
}

use super::{Asked, DebtorFilter, DebtorKey};
use crate::{ids::AccountId, money::Money};
use uuid::Uuid;

#[test]
fn a_filter_is_read_as_it_is_typed() {
    let asked = |least: &str, months: &str| {
        DebtorFilter { building: None, least: least.into(), months: months.into() }.check()
    };
    for (least, months, expected) in
        [("", "", (0, 0)), ("5 000", "3", (500_000, 3)), ("0,5", "-1", (50, 0)), ("", "много", (0, 0))]
    {
        let expected = Asked { building: None, least: Money(expected.0), months: expected.1 };
        assert_eq!(asked(least, months), Ok(expected), "{least:?} {months:?}");
    }
    assert!(asked("много", "").is_err());
}

#[test]
fn a_key_is_read_as_it_is_written() {
    let key = DebtorKey(Money(461_160), AccountId(Uuid::from_u128(7)));
    assert_eq!(key.to_string().parse(), Ok(key));
}

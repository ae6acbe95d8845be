use super::*;
use chrono::DateTime;

#[test]
fn a_place_of_the_board_is_read_back_from_its_address() {
    for (at, number) in [(1_516_876_320, 7_218_204), (-60, 1)] {
        let key = BoardKey { at: DateTime::from_timestamp(at, 0).unwrap(), number };
        assert_eq!(key.to_string().parse(), Ok(key));
    }
    assert!(["", "-", "7218204", "x-1", "1-x"].iter().all(|text| text.parse::<BoardKey>().is_err()));
}

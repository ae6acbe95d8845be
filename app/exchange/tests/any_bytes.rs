//! No bytes make it panic, and what it reads it names by its row.
use exchange::{Column, Limits, Table, accounts, meters, readings};
use proptest::prelude::*;

fn read_all(bytes: &[u8]) {
    let kinds: [&'static [Column]; 3] = [accounts::COLUMNS, meters::COLUMNS, readings::COLUMNS];
    for known in kinds {
        let Ok(table) = Table::open(bytes, known, &[], Limits::default()) else { continue };
        let mut last = 0;
        let mut count = 0;
        for row in table.rows() {
            assert!(row.number > last);
            last = row.number;
            count += 1;
            let _ = accounts::read(&row);
            let _ = meters::read(&row);
            let _ = readings::read(&row);
        }
        assert_eq!(count, table.len());
    }
}

/// A header that is recognised, and after it the pieces that break parsers.
fn broken_tables() -> impl Strategy<Value = Vec<u8>> {
    let header = prop_oneof![
        Just("ЛС;Ресурс;Счётчик;Т1;Т2;Т3;Т4;Дата;Вид\n"),
        Just("Лицевой счёт,Адрес,Собственник,Доля,Площадь\r\n"),
        Just("\u{feff}Лицевой счёт\tРесурс\tЗаводской №\tТарифов\tРазрядов\tЗнаков после запятой\n"),
    ];
    let piece = prop_oneof![
        "[-0-9.,/%'\"=+@;\t\r\n №]{0,6}",
        "[а-яё ]{0,4}",
        "\\PC{0,4}",
        Just("31.12.2017".to_owned()),
        Just("г Москва, д. 1, 7".to_owned()),
        Just("ЭЛДТ".to_owned()),
        Just(";".to_owned()),
        Just("\"".to_owned()),
    ];
    (header, prop::collection::vec(piece, 0..40), any::<bool>()).prop_map(|(header, pieces, cut)| {
        let mut bytes = (header.to_owned() + &pieces.concat()).into_bytes();
        if cut {
            bytes.pop();
        }
        bytes
    })
}

proptest! {
    #[test]
    fn any_bytes_are_read_or_refused(bytes in prop::collection::vec(any::<u8>(), 0..400)) {
        read_all(&bytes);
    }

    #[test]
    fn any_table_is_read_or_refused(bytes in broken_tables()) {
        read_all(&bytes);
    }
}

//! No bytes make it panic, and what it reads it names by its row.
use exchange::{
    Column, Key, LargeError, LargeTable, Limits, Table, accounts, charges, meters, payments, readings,
};
use proptest::prelude::*;
use std::io::Cursor;

fn read_all(bytes: &[u8]) {
    let kinds: [(&'static [Column], Key); 5] = [
        (accounts::COLUMNS, charges::key),
        (meters::COLUMNS, charges::key),
        (readings::COLUMNS, charges::key),
        (charges::COLUMNS, charges::key),
        (payments::COLUMNS, payments::key),
    ];
    for (known, key) in kinds {
        let table = Table::open(bytes, known, &[], Limits::default());
        let large = LargeTable::open(Cursor::new(bytes), known, &[], Limits::default(), key);
        let table = match (table, large) {
            (Ok(table), Ok(large)) => {
                same_rows(&table, large);
                table
            }
            (Err(problem), Err(LargeError::Problem(same))) => {
                assert_eq!(problem, same);
                continue;
            }
            (table, large) => panic!("{:?}, but {:?}", table.err(), large.err()),
        };
        let mut last = 0;
        let mut count = 0;
        for row in table.rows() {
            assert!(row.number > last);
            last = row.number;
            count += 1;
            let _ = accounts::read(&row);
            let _ = meters::read(&row);
            let _ = readings::read(&row);
            let _ = charges::read(&row);
            let _ = payments::read(&row);
        }
        assert_eq!(count, table.len());
    }
}

/// A table that is read in parts has the same rows, and never parts those that belong together.
fn same_rows(table: &Table<'_>, mut large: LargeTable<Cursor<&[u8]>>) {
    let text =
        |row: &exchange::Row<'_>| (row.number, (0..15).map(|at| row.cell(at).to_owned()).collect::<Vec<_>>());
    let (mut rows, mut keys, mut parts) = (Vec::new(), Vec::new(), 0);
    while large
        .part(3, |row| {
            rows.push(text(row));
            keys.push((charges::key(row), parts));
        })
        .unwrap()
        > 0
    {
        parts += 1;
    }
    rows.sort();
    let mut whole: Vec<_> = table.rows().map(|row| text(&row)).collect();
    whole.sort();
    assert_eq!((rows, large.len(), large.recognised), (whole, table.len(), table.recognised));
    keys.sort_unstable();
    keys.dedup();
    if table.header(0) == "Период" {
        assert!(keys.windows(2).all(|pair| pair[0].0 != pair[1].0), "one bill in two parts");
    }
}

/// A header that is recognised, and after it the pieces that break parsers.
fn broken_tables() -> impl Strategy<Value = Vec<u8>> {
    let header = prop_oneof![
        Just("ЛС;Ресурс;Счётчик;Т1;Т2;Т3;Т4;Дата;Вид\n"),
        Just("Лицевой счёт,Адрес,Собственник,Доля,Площадь\r\n"),
        Just("Период;Лицевой счёт;Получатель;Услуга;Объём;Тариф;Начислено;К оплате\n"),
        Just("Дата;Номер операции;Лицевой счёт;Плательщик;Сумма\r\n"),
        Just("\u{feff}Лицевой счёт\tРесурс\tЗаводской №\tТарифов\tРазрядов\tЗнаков после запятой\n"),
    ];
    let piece = prop_oneof![
        "[-0-9.,/%'\"=+@;\t\r\n №]{0,6}",
        "[а-яё ]{0,4}",
        "\\PC{0,4}",
        Just("31.12.2017".to_owned()),
        Just("г Москва, д. 1, 7".to_owned()),
        Just("ЭЛДТ".to_owned()),
        Just("\n12.2017;1;;ХВС;6,5;38,06;247,39;247,39".to_owned()),
        Just("\n12.2017;2;;ХВС;;;1;1".to_owned()),
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

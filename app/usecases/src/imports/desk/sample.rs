//! Samples of files, to be filled in.
use super::{columns, permission};
use crate::{Ctx, Result, tables::Format};
use domain::imports::Kind;
use exchange::write::Cell;

/// A file with all columns that its kind knows, and rows that show how they are filled in.
///
/// # Errors
/// `NotFound` without the permission.
pub fn sample(ctx: &Ctx, kind: Kind, format: Format) -> Result<Vec<u8>> {
    ctx.actor.staff(permission(kind))?;
    let header: Vec<&str> = columns(kind).iter().map(|column| column.name).collect();
    let rows = rows(kind).iter().map(|row| row.iter().map(|cell| Cell::Text((*cell).to_owned())).collect());
    format.table("Образец", &header, rows)
}

const CHARGES: &[&[&str]] = &[
    &[
        "12.2017",
        "7000418",
        "Квартплата",
        "ХВС",
        "м³",
        "5",
        "счётчик",
        "38,06",
        "190,30",
        "",
        "",
        "",
        "",
        "190,30",
        "",
    ],
    &[
        "12.2017",
        "7000418",
        "Квартплата",
        "Содержание жилья",
        "м²",
        "55,2",
        "площадь",
        "25",
        "1380,00",
        "",
        "",
        "-100,00",
        "",
        "1280,00",
        "",
    ],
];

const PAYMENTS: &[&[&str]] = &[
    &[
        "20.01.2018",
        "417",
        "ПАО Сбербанк",
        "7000418",
        "Петрова Анна Викторовна",
        "Квартплата",
        "4611,60",
        "за декабрь",
    ],
    &["20.01.2018", "418", "ПАО Сбербанк", "", "Ким Олег", "", "1200,00", "ЛС 7000419"],
];

const fn rows(kind: Kind) -> &'static [&'static [&'static str]] {
    match kind {
        Kind::Accounts => &[
            &[
                "7000418",
                "",
                "г Москва, ул Авиаторов, д. 6 корп. 3 лит. А",
                "1",
                "Петрова Анна Викторовна",
                "1/2",
                "55,2",
                "2",
                "01.03.2012",
                "",
                "+7 911 000-00-01",
                "anna@example.ru",
                "7",
                "",
                "",
                "",
            ],
            &[
                "7000418",
                "",
                "г Москва, ул Авиаторов, д. 6 корп. 3 лит. А",
                "",
                "Петров Олег Ильич",
                "1/2",
                "",
                "",
                "",
                "",
                "",
                "",
                "7",
                "",
                "15.06.2016",
                "",
            ],
            &[
                "7000417",
                "",
                "г Москва, ул Авиаторов, д. 7 лит. А",
                "",
                "ООО «Ромашка»",
                "1",
                "13,25",
                "0",
                "",
                "",
                "",
                "",
                "1П",
                "",
                "",
                "",
            ],
        ],
        Kind::Meters => &[
            &[
                "7000418",
                "ХВС",
                "100708114",
                "1",
                "5",
                "0",
                "31.12.2021",
                "01.01.2016",
                "",
                "в работе",
                "нет",
                "кухня",
            ],
            &["7000418", "ЭЛТТ", "9904514", "3", "4", "3", "31.12.2021", "", "", "", "", ""],
        ],
        Kind::Readings => &[
            &["7000418", "ХВС", "100708114", "388", "", "", "", "31.12.2017", ""],
            &["7000418", "ЭЛ", "9904514", "3605,962", "3734,278", "4600,592", "", "31.12.2017", ""],
        ],
        Kind::Debts => &[&["7000418", "4923,02", "Квартплата"], &["7000417", "0", ""]],
        Kind::Charges => CHARGES,
        Kind::Payments => PAYMENTS,
    }
}

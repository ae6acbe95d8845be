use super::{BankLine, Candidate, Fit, Mention, Reason, certain, fit, mentioned, surname_keys};
use crate::money::Money;

const BILL: Money = Money(461_160);

fn petrova() -> Candidate {
    Candidate {
        number: "7000418".into(),
        owners: vec!["Петрова Анна Викторовна".into(), "Петров Олег Ильич".into()],
        sums: vec![BILL, Money(923_020)],
    }
}

fn line<'a>(account: &'a str, payer: &'a str, purpose: &'a str, kopecks: i64) -> BankLine<'a> {
    let some = |text: &'a str| Some(text).filter(|text| !text.is_empty());
    BankLine { account, payer: some(payer), purpose: some(purpose), amount: Money(kopecks) }
}

#[test]
fn a_line_fits_an_account_by_number_name_and_sum() {
    use Reason::{AccountColumn, AccountMarked, AccountMentioned, FullName, Sum, Surname};
    let cases: &[(BankLine<'_>, u8, &[Reason])] = &[
        (line("7000418", "", "", 1), 100, &[AccountColumn]),
        (line("70 00-418", "Ким О.", "", 1), 100, &[AccountColumn]),
        (line("", "", "ЛС 7000418", 1), 90, &[AccountMarked]),
        (line("", "", "ЖКУ л/с № 7000418 за 12.2017", 1), 90, &[AccountMarked]),
        (line("", "", "лицевой счёт: 7000418", 1), 90, &[AccountMarked]),
        (line("", "", "ЛС7000418", 1), 90, &[AccountMarked]),
        (line("", "", "за квартиру 7000418", 1), 60, &[AccountMentioned]),
        (line("", "", "7000418 кв 7", BILL.0), 75, &[AccountMentioned, Sum]),
        (line("", "Петрова Анна Викторовна", "7000418", 1), 90, &[AccountMentioned, FullName]),
        (line("", "ПЕТРОВА АННА ВИКТОРОВНА", "квартплата", 1), 30, &[FullName]),
        (line("", "Петрова А. В.", "квартплата", BILL.0), 35, &[Surname, Sum]),
        (line("", "Петров О И", "", 923_020), 35, &[Surname, Sum]),
        (line("", "Петров", "", 1), 20, &[Surname]),
        (
            line("7000419", "Петрова Анна Викторовна", "ЛС 7000418", BILL.0),
            100,
            &[AccountMarked, FullName, Sum],
        ),
    ];
    for (line, score, reasons) in cases {
        let expected = Fit { score: *score, reasons: reasons.to_vec() };
        assert_eq!(fit(line, &petrova()), Some(expected), "{line:?}");
    }
}

#[test]
fn what_is_of_somebody_else_does_not_fit() {
    for line in [
        line("7000419", "", "", 1),
        line("", "", "", BILL.0),
        line("", "Ким Олег", "за декабрь", BILL.0),
        line("", "Петрова Ольга Викторовна", "", 1),
        line("", "Петрова В. А.", "", BILL.0),
        line("", "", "ЛС 07000418", 1),
        line("", "", "ЛС 70004180", 1),
    ] {
        assert_eq!(fit(&line, &petrova()), None, "{line:?}");
    }
}

#[test]
fn only_one_certain_account_is_certain() {
    let of = |score| Fit { score, reasons: Vec::new() };
    for (scores, account) in [
        (vec![(1, 100)], Some(1)),
        (vec![(1, 60), (2, 90)], Some(2)),
        (vec![(1, 89)], None),
        (vec![(1, 100), (2, 90)], None),
        (vec![], None),
    ] {
        let fits: Vec<(i32, Fit)> = scores.into_iter().map(|(account, score)| (account, of(score))).collect();
        assert_eq!(certain(&fits), account, "{fits:?}");
    }
}

#[test]
fn numbers_are_found_in_purposes() {
    let cases: &[(&str, &[(&str, bool)])] = &[
        ("", &[]),
        ("за декабрь 2017", &[("2017", false)]),
        ("кв. 7, 12.17", &[]),
        ("Л/С 415", &[("415", true)]),
        ("л.с. 5001 и л.с. 5002", &[("5001", true), ("5002", true)]),
        ("ЕЛС 30ВВ123456-01", &[("30BB12345601", true), ("30BB123456", true)]),
        ("лиц. счет N 7000418", &[("7000418", true)]),
        ("по лицевому счету номер 7000418", &[("7000418", true)]),
        ("договор 7000418; ЛС: 7000418", &[("7000418", true)]),
        ("плата за полс 7000418", &[("7000418", false)]),
        ("ЛС 7000418-12", &[("700041812", true), ("7000418", true)]),
        ("//ЛСИ//7000418//012018", &[("7000418", false), ("012018", false)]),
    ];
    for (purpose, numbers) in cases {
        let expected: Vec<Mention> = numbers
            .iter()
            .map(|(number, marked)| Mention { number: (*number).into(), marked: *marked })
            .collect();
        assert_eq!(mentioned(purpose), expected, "{purpose}");
    }
}

#[test]
fn a_payer_is_looked_for_by_the_beginning_of_the_name() {
    for (payer, keys) in [
        ("Петрова А. В.", vec!["ПETPOBA", "ПETPOBA A", "ПETPOBA A B"]),
        ("Петрова-Ким Анна", vec!["ПETPOBA", "ПETPOBA KИM", "ПETPOBA KИM AHHA"]),
        ("ООО «Ромашка»", vec!["POMAШKA"]),
        ("П.", vec![]),
        ("", vec![]),
    ] {
        assert_eq!(surname_keys(payer), keys, "{payer}");
    }
}

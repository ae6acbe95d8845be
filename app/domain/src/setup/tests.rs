use super::*;
use crate::{ids::RecipientId, requisites::RequisiteError, settings::Requisite};
use uuid::Uuid;

fn house(address: &str, entrances: &str, units: &str) -> HouseStep {
    let id = BuildingId(Uuid::nil());
    HouseStep { id, address: address.into(), entrances: entrances.into(), units: units.into() }
}

fn dates(zone: &str, first: &str, last: &str, due: &str) -> DatesStep {
    DatesStep { zone: zone.into(), first_day: first.into(), last_day: last.into(), due_day: due.into() }
}

fn company() -> CompanyStep {
    CompanyStep {
        company: " УК «Очаг» ".into(),
        recipient: RecipientForm {
            id: RecipientId(Uuid::nil()),
            name: "Квартплата".into(),
            legal_name: "ООО «УК Очаг»".into(),
            inn: "7800000002".into(),
            kpp: String::new(),
            bank_account: "40702 810 8 0000 0000001".into(),
            bank_name: "Банк «Северный»".into(),
            bic: "044030001".into(),
            corr_account: "30101810000000000001".into(),
        },
    }
}

#[test]
fn an_address_has_a_street_and_a_house() {
    for (address, whole) in [
        ("г. Москва, ул. Лётная, д. 1", true),
        ("ул. Лётная, 1к2", true),
        (" ул. Лётная, д. 1, ", true),
        ("ул. Лётная", false),
        ("ул. Лётная, дом", false),
        (", 5", false),
        ("", false),
    ] {
        assert_eq!(house(address, "2", "40").check().is_ok(), whole, "{address:?}");
    }
}

#[test]
fn a_house_has_at_least_a_flat_in_each_entrance() {
    let outside = |field: &str, min, max| Err(Rejection::of(field, Rule::NotWhole { min, max }));
    let good = "ул. Лётная, д. 1";
    assert_eq!(house(good, "0", "40").check(), outside("entrances", 1, 60));
    assert_eq!(house(good, "4", "3").check(), outside("units", 4, 3_000));
    assert_eq!(house(good, "4", "сто").check(), outside("units", 4, 3_000));
    let checked = CheckedHouse { address: good.into(), entrances: 4, units: 4 };
    assert_eq!(house(good, " 4 ", "4").check(), Ok(checked));
}

#[test]
fn flats_are_shared_out_among_the_entrances() {
    for (entrances, units, expected) in
        [(1, 3, vec![3]), (3, 10, vec![4, 3, 3]), (2, 4, vec![2, 2]), (3, 3, vec![1, 1, 1])]
    {
        let house = CheckedHouse { address: String::new(), entrances, units };
        let flats: Vec<(u16, u16)> = house.flats().collect();
        let numbers: Vec<u16> = flats.iter().map(|(number, _)| *number).collect();
        assert_eq!(numbers, (1..=units).collect::<Vec<_>>());
        let in_each = (1..=entrances).map(|of| flats.iter().filter(|(_, entrance)| *entrance == of).count());
        assert_eq!(in_each.collect::<Vec<_>>(), expected, "{units} in {entrances}");
    }
}

#[test]
fn dates_are_days_that_every_month_has_in_a_zone_of_russia() {
    let moscow = "Europe/Moscow";
    for (form, wrong) in [
        (dates(moscow, "15", "25", "15"), None),
        (dates("Asia/Omsk", "1", "25", "10"), None),
        (dates(moscow, "15", "26", "15"), Some("last_day")),
        (dates("Asia/Tokyo", "15", "25", "15"), Some("zone")),
        (dates(moscow, "15", "31", "15"), Some("last_day")),
        (dates(moscow, "20", "10", "15"), Some("last_day")),
        (dates(moscow, "15", "25", "после зарплаты"), Some("due_day")),
    ] {
        let fields = form.check(moscow).map_err(|rejection| rejection.0[0].0.clone()).err();
        assert_eq!(fields.as_deref(), wrong, "{form:?}");
    }
    assert!(dates("Asia/Tokyo", "15", "25", "15").check("Asia/Tokyo").is_ok(), "what holds may stay");
}

#[test]
fn bank_details_are_checked_by_their_control_digits() {
    let checked = company().check().unwrap();
    assert_eq!(checked.company, "УК «Очаг»");
    assert_eq!(checked.recipient.bank_account, "40702810800000000001");
    let mut slip = company();
    slip.company = String::new();
    slip.recipient.inn = "7800000003".into();
    let wrong = slip.check().unwrap_err();
    assert_eq!(wrong.field("company"), Some(&Rule::WordsMissing));
    let error = Rule::Requisite { which: Requisite::Inn, error: RequisiteError::Control };
    assert_eq!(wrong.field("inn"), Some(&error));
}

#[test]
fn the_next_step_is_the_first_that_is_not_done() {
    for (done, next) in [
        (vec![], Some(Step::Company)),
        (vec![Step::Dates], Some(Step::Company)),
        (vec![Step::Company, Step::Dates], Some(Step::House)),
        (Step::ALL.to_vec(), None),
    ] {
        assert_eq!(Step::next(&done), next, "{done:?}");
    }
    for step in Step::ALL {
        assert_eq!(Step::from_code(step.code()), Some(step));
    }
}

use super::*;
use chrono::NaiveDate;
use uuid::Uuid;

fn place(building: u128, entrance: &str) -> Place {
    let entrance = Some(entrance.to_owned()).filter(|entrance| !entrance.is_empty());
    Place { building: BuildingId(Uuid::from_u128(building)), entrance }
}

fn new(text: &str, to: Option<&str>, places: Vec<Place>) -> NewIncident {
    NewIncident {
        id: IncidentId(Uuid::nil()),
        kind: IncidentKind::Planned,
        category: Category::ColdWater,
        text: text.to_owned(),
        from: "2018-01-25T10:00:00".parse().unwrap(),
        to: to.map(|to| to.parse().unwrap()),
        places,
    }
}

#[test]
fn an_incident_is_somewhere_and_says_something() {
    let wrong = check_incident(&new(" ", Some("2018-01-25T09:59:00"), vec![])).unwrap_err();
    assert_eq!(wrong.field("text"), Some(&Rule::TicketTextMissing));
    assert_eq!(wrong.field("to"), Some(&Rule::SpanBackwards));
    assert_eq!(wrong.field("places"), Some(&Rule::HouseMissing));
}

#[test]
fn a_whole_house_holds_its_entrances_whatever_comes_first() {
    let places = vec![place(1, "2"), place(1, " "), place(1, "3"), place(2, " 1 "), place(2, "1")];
    let places = check_incident(&new("Нет воды", None, places)).unwrap();
    assert_eq!(places, [place(1, ""), place(2, "1")]);
}

#[test]
fn an_incident_begins_and_ends_about_now() {
    use IncidentKind::{Emergency, Planned};
    let today: NaiveDate = "2018-01-25".parse().unwrap();
    for (kind, from, taken) in [
        (Emergency, "2018-01-25T23:59:00", true),
        (Emergency, "2018-01-26T00:00:00", false),
        (Emergency, "2017-12-25T00:00:00", true),
        (Emergency, "2017-12-24T23:59:00", false),
        (Planned, "2018-07-25T10:00:00", true),
        (Planned, "2019-01-26T10:00:00", false),
        (Planned, "9999-12-31T10:00:00", false),
        (Planned, "0000-01-01T10:00:00", false),
    ] {
        assert_eq!(check_beginning(kind, at(from), today).is_ok(), taken, "{kind:?} {from}");
    }
    let from = at("2018-01-25T10:00:00");
    assert_eq!(check_end(from, None), Ok(()));
    assert_eq!(check_end(from, Some(at("2018-01-25T10:01:00"))), Ok(()));
    assert_eq!(check_end(from, Some(from)), Err(Rule::SpanEmpty));
    assert_eq!(check_end(from, Some(at("2018-01-25T09:59:00"))), Err(Rule::SpanBackwards));
    assert!(matches!(check_end(from, Some(at("2019-01-26T10:00:00"))), Err(Rule::DayOutside { .. })));
}

#[test]
fn a_kind_is_known_by_its_code() {
    for kind in [IncidentKind::Planned, IncidentKind::Emergency] {
        assert_eq!(IncidentKind::from_code(kind.code()), Some(kind));
    }
}

fn at(text: &str) -> NaiveDateTime {
    text.parse().unwrap()
}

#[test]
fn what_goes_beyond_the_allowed_break_is_counted_in_whole_hours_by_month() {
    for (from, ended, allowed, expected) in [
        ("2018-01-25T10:00:00", "2018-01-25T14:00:00", 240, vec![]),
        ("2018-01-25T10:00:00", "2018-01-25T14:59:00", 240, vec![]),
        ("2018-01-25T10:00:00", "2018-01-25T15:00:00", 240, vec![("2018-01", 1, "0.15\u{a0}%")]),
        ("2018-01-25T10:00:00", "2018-01-26T10:30:00", 240, vec![("2018-01", 20, "3.00\u{a0}%")]),
        (
            "2018-01-31T16:00:00",
            "2018-02-01T03:10:00",
            240,
            vec![("2018-01", 4, "0.60\u{a0}%"), ("2018-02", 3, "0.45\u{a0}%")],
        ),
        ("2018-01-25T10:00:00", "2018-01-24T10:00:00", 240, vec![]),
        ("2018-01-01T00:00:00", "2018-01-31T00:00:00", 0, vec![("2018-01", 720, "100.00\u{a0}%")]),
    ] {
        let found = beyond(at(from), at(ended), allowed);
        let found: Vec<_> = found
            .iter()
            .map(|month| (month.period.to_string(), month.hours, month.share.to_string()))
            .collect();
        let expected: Vec<_> = expected
            .into_iter()
            .map(|(month, hours, share)| (month.to_owned(), hours, share.to_owned()))
            .collect();
        assert_eq!(found, expected, "{from} {ended}");
    }
}

fn form(from: &str, to: &str, places: &[&str]) -> IncidentForm {
    IncidentForm {
        id: IncidentId(Uuid::nil()),
        kind: IncidentKind::Planned,
        category: Category::ColdWater,
        text: "Промывка".to_owned(),
        from: from.to_owned(),
        to: to.to_owned(),
        places: places.iter().map(|place| (*place).to_owned()).collect(),
    }
}

#[test]
fn a_form_says_where_by_a_house_and_perhaps_its_entrance() {
    let house = BuildingId(Uuid::from_u128(1)).to_string();
    let read = form("2018-01-25T10:00", "", &[&house, &format!("{house}:2")]).read().unwrap();
    assert_eq!((read.from, read.to), (at("2018-01-25T10:00:00"), None));
    assert_eq!(read.places, [place(1, ""), place(1, "2")]);
    let by_hand = form("25.01.2018 10:00", "26.01.2018 9:30", &[&house]).read().unwrap();
    assert_eq!((by_hand.from, by_hand.to), (read.from, Some(at("2018-01-26T09:30:00"))));
    let wrong = form("", "завтра", &["дом"]).read().unwrap_err();
    for field in ["from", "to"] {
        assert_eq!(wrong.field(field), Some(&Rule::MomentMissing));
    }
    assert_eq!(wrong.field("places"), Some(&Rule::HouseMissing));
}

use super::*;
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
    assert_eq!(wrong.field("places"), Some(&Rule::PlaceMissing));
}

#[test]
fn a_whole_house_holds_its_entrances_whatever_comes_first() {
    let places = vec![place(1, "2"), place(1, " "), place(1, "3"), place(2, " 1 "), place(2, "1")];
    let places = check_incident(&new("Нет воды", None, places)).unwrap();
    assert_eq!(places, [place(1, ""), place(2, "1")]);
}

#[test]
fn a_kind_is_known_by_its_code() {
    for kind in [IncidentKind::Planned, IncidentKind::Emergency] {
        assert_eq!(IncidentKind::from_code(kind.code()), Some(kind));
    }
}

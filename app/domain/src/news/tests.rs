use super::*;
use crate::{
    Rule,
    ids::{BuildingId, NewsId, UnitId},
};
use chrono::{DateTime, NaiveDate, Utc};
use uuid::Uuid;

const HOUSE: BuildingId = BuildingId(Uuid::from_u128(6));
const OTHER: BuildingId = BuildingId(Uuid::from_u128(8));
const FLAT: UnitId = UnitId(Uuid::from_u128(42));

fn home(building: BuildingId, entrance: Option<&str>, unit: UnitId) -> Home {
    Home { building, entrance: entrance.map(str::to_owned), unit }
}

#[test]
fn an_item_is_seen_by_those_whom_it_is_for() {
    let second = Target::Entrance(HOUSE, "2".into());
    let cases: [(&str, Audience, [bool; 4]); 6] = [
        ("everyone", Audience::Everyone, [true, true, true, true]),
        ("a house", Audience::of(vec![Target::Building(HOUSE)]), [true, true, true, false]),
        ("an entrance", Audience::of(vec![second.clone()]), [false, true, true, false]),
        ("a unit", Audience::of(vec![Target::Unit(FLAT)]), [true, false, false, false]),
        ("both", Audience::of(vec![second, Target::Building(OTHER)]), [false, true, true, true]),
        ("nobody", Audience::of(vec![]), [false, false, false, false]),
    ];
    // An entrance that nobody knows may be any.
    let homes = [
        home(HOUSE, Some("1"), FLAT),
        home(HOUSE, Some("2"), UnitId(Uuid::from_u128(43))),
        home(HOUSE, None, UnitId(Uuid::from_u128(44))),
        home(OTHER, Some("2"), UnitId(Uuid::from_u128(45))),
    ];
    for (name, audience, seen) in cases {
        assert_eq!(homes.each_ref().map(|home| audience.includes(home)), seen, "{name}");
        assert_eq!(Audience::of_keys(audience.keys().iter().map(String::as_str)), audience, "{name}");
    }
}

#[test]
fn a_whole_house_holds_its_entrances() {
    let entrance = Target::Entrance(HOUSE, "2".into());
    let audience = Audience::of(vec![entrance.clone(), Target::Building(HOUSE), Target::Building(HOUSE)]);
    assert_eq!(audience.targets(), [Target::Building(HOUSE)]);
    assert_eq!(Audience::of(vec![entrance.clone(), entrance.clone()]).targets(), [entrance]);
}

#[test]
fn a_place_is_read_as_it_is_written() {
    for target in [Target::Building(HOUSE), Target::Entrance(HOUSE, "2:а".into()), Target::Unit(FLAT)] {
        assert_eq!(target.to_string().parse(), Ok(target));
    }
    for wrong in ["", "all", "b:", "b:6", "u:x", "e:6:2", "x:00000000-0000-0000-0000-000000000006"] {
        assert_eq!(wrong.parse::<Target>(), Err(NoTarget), "{wrong}");
    }
    assert_eq!(format!("e:{HOUSE}: ").parse::<Target>(), Err(NoTarget));
}

#[test]
fn an_item_is_shown_from_its_moment_until_its_end() {
    let at = |hour: &str| format!("2018-01-25T{hour}:00:00Z").parse::<DateTime<Utc>>().unwrap();
    let now = at("12");
    let shown = |from: Option<&str>, until: Option<&str>, withdrawn| {
        Shown { from: from.map(at), until: until.map(at), withdrawn }.state(now)
    };
    assert_eq!(shown(None, None, false), NewsState::Draft);
    assert_eq!(shown(None, Some("13"), true), NewsState::Withdrawn);
    assert_eq!(shown(Some("13"), None, false), NewsState::Scheduled);
    assert_eq!(shown(Some("12"), None, false), NewsState::Published);
    assert_eq!(shown(Some("11"), Some("13"), false), NewsState::Published);
    assert_eq!(shown(Some("11"), Some("12"), false), NewsState::Expired);
}

#[test]
fn codes_and_keys_are_read_as_they_are_written() {
    for kind in NewsKind::ALL {
        assert_eq!(NewsKind::from_code(kind.code()), Some(kind));
    }
    for state in NewsState::ALL {
        assert_eq!(NewsState::from_code(state.code()), Some(state));
    }
    let key = NewsKey { at: "2018-01-25T10:32:00Z".parse().unwrap(), id: NewsId(Uuid::from_u128(7)) };
    assert_eq!(key.to_string().parse(), Ok(key));
    assert_eq!("1516876320".parse::<NewsKey>(), Err(NoNewsKey));
}

fn draft() -> NewsDraft {
    NewsDraft {
        id: NewsId(Uuid::nil()),
        version: 0,
        kind: NewsKind::Planned,
        title: " Отключение отопления ".into(),
        source: "С 10:00 до 14:00.".into(),
        must_read: false,
        pops_up: true,
        everyone: true,
        places: vec![],
        accounts: String::new(),
        from: "2018-01-25T10:00".into(),
        to: "2018-01-26".into(),
        again: false,
    }
}

fn today() -> NaiveDate {
    NaiveDate::from_ymd_opt(2018, 1, 25).unwrap()
}

#[test]
fn a_good_form_is_taken() {
    let checked = check_news(&draft(), today()).unwrap();
    assert_eq!(checked.title, "Отключение отопления");
    assert_eq!(checked.from, Some("2018-01-25T10:00:00".parse().unwrap()));
    let by_hand = NewsDraft { from: "25.01.2018 10:00".into(), to: "26.01.2018".into(), ..draft() };
    assert_eq!(check_news(&by_hand, today()), Ok(checked.clone()));
    assert_eq!(checked.complete("2018-01-26".parse().unwrap()), Ok(()));
    let over = checked.complete(NaiveDate::from_ymd_opt(2018, 1, 27).unwrap()).unwrap_err();
    assert_eq!(over.field("to"), Some(&Rule::DayOver));
}

#[test]
fn each_wrong_field_says_what_is_wrong() {
    let outside =
        Rule::DayOutside { first: "2000-01-01".parse().unwrap(), last: "2020-01-25".parse().unwrap() };
    let cases: [(NewsDraft, &str, Rule); 8] = [
        (NewsDraft { from: "2150-01-01T10:00".into(), ..draft() }, "from", outside.clone()),
        (NewsDraft { from: "-0001-01-01T10:00".into(), ..draft() }, "from", Rule::NoSuchMoment),
        (NewsDraft { to: "2020-01-26".into(), ..draft() }, "to", outside),
        (NewsDraft { title: "ё".repeat(81), ..draft() }, "title", Rule::TextTooLong { max: 80 }),
        (NewsDraft { source: "ё".repeat(8_001), ..draft() }, "source", Rule::TextTooLong { max: 8_000 }),
        (NewsDraft { from: "завтра".into(), ..draft() }, "from", Rule::NoSuchMoment),
        (NewsDraft { to: "2018-02-30".into(), ..draft() }, "to", Rule::NoSuchMoment),
        (NewsDraft { to: "2018-01-24".into(), ..draft() }, "to", Rule::SpanBackwards),
    ];
    for (draft, field, rule) in cases {
        assert_eq!(check_news(&draft, today()).unwrap_err().field(field), Some(&rule));
    }
}

#[test]
fn a_draft_may_be_unfinished_and_what_is_published_may_not() {
    let missing = |draft| check_news(&draft, today()).unwrap().complete(today()).unwrap_err();
    let untitled = missing(NewsDraft { title: String::new(), everyone: false, ..draft() });
    assert_eq!(untitled.field("title"), Some(&Rule::NewsTitleMissing));
    assert_eq!(untitled.field("places"), Some(&Rule::AudienceMissing));
    let silent = missing(NewsDraft { source: " ".into(), ..draft() });
    assert_eq!(silent.field("source"), Some(&Rule::NewsTextMissing));
}

#[test]
fn nothing_at_all_is_no_draft() {
    let empty = NewsDraft { title: " ".into(), source: String::new(), ..draft() };
    assert_eq!(check_news(&empty, today()).unwrap_err().field("title"), Some(&Rule::NewsTitleMissing));
}

#[test]
fn numbers_stand_apart_however_they_are_typed() {
    let typed = "7000418, №7000419;7000420\n 7000421";
    assert_eq!(numbers(typed).collect::<Vec<_>>(), ["7000418", "7000419", "7000420", "7000421"]);
    assert_eq!(numbers(" , ").count(), 0);
}

use super::*;

const AVIATORS: &str = "г Москва, ул Авиаторов, д. 6 корп. 3 лит. А";

#[test]
fn an_address_is_short_among_colleagues() {
    for (long, short) in [
        (AVIATORS, "Авиаторов 6к3"),
        ("г Москва, ул Авиаторов, д. 7 лит. А", "Авиаторов 7"),
        ("г Москва, ул Лётная, д. 12 корп. 1", "Лётная 12к1"),
        ("г Москва, ул Лётная, д. 12А стр. 2", "Лётная 12Ас2"),
        ("Садовая, 5", "Садовая, 5"),
        ("Дом у озера", "Дом у озера"),
    ] {
        assert_eq!(short_address(long), short);
    }
    assert_eq!((unit_name("7"), unit_name("1П")), ("кв.\u{a0}7".to_owned(), "1П".to_owned()));
}

#[test]
fn a_house_is_found_by_the_beginning_of_its_street_and_its_whole_number() {
    let unit = |label: &str| Some(Spot::Unit(label.to_owned()));
    for (typed, meant) in [
        ("авиаторов", Some(Spot::House)),
        ("авиат 6", Some(Spot::House)),
        ("Авиаторов 6к3", Some(Spot::House)),
        ("ул. Авиаторов, д. 6, корп. 3, кв. 7", unit("7")),
        ("авиаторов 6к3 45", unit("45")),
        ("авиаторов 6 45", unit("45")),
        ("авиаторов 7", None),
        ("авиаторов 6к4 45", None),
        ("летная 6", None),
        ("6 3", None),
        ("ав", None),
        ("", None),
    ] {
        assert_eq!(spot(AVIATORS, typed), meant, "{typed}");
    }
    assert_eq!(spot("г Москва, ул Лётная, д. 14", "летная 14-88"), unit("88"));
}

#[test]
fn what_is_asked_of_an_address_every_address_has_that_is_meant() {
    let fits = |asked: &Asked, address: &str| {
        let known = words(address);
        let begins = |text: &str| known.iter().any(|word| word.starts_with(text));
        let others =
            |word: &AskedWord| if word.whole { known.contains(&word.text) } else { begins(&word.text) };
        begins(&asked.longest) && asked.others.iter().all(others)
    };
    for typed in [
        "авиаторов",
        "авиат 6",
        "Авиаторов 6к3",
        "ул. Авиаторов, д. 6, корп. 3, кв. 7",
        "авиаторов 6к3 45",
        "авиаторов 6 45",
        "москва авиаторов 6",
        "Авиаторов 6 лит. А",
    ] {
        assert!(spot(AVIATORS, typed).is_some(), "{typed}");
        assert!(fits(&asked(typed).unwrap(), AVIATORS), "{typed}");
    }
    for other in ["авиаторов 7", "авиаторов 6к4 45", "летная 6"] {
        assert!(!fits(&asked(other).unwrap(), AVIATORS), "{other}");
    }
    for nothing in ["7000418", "6 3", "ав", ""] {
        assert_eq!(asked(nothing), None, "{nothing}");
    }
}

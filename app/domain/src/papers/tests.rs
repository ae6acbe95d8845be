use super::PaperCode;

#[test]
fn a_code_is_read_however_it_is_typed() {
    let code = PaperCode::parse("7KM2Q-X8RAV").unwrap();
    assert_eq!(code.to_string(), "7KM2Q-X8RAV");
    assert_eq!(code.as_str(), "7KM2QX8RAV");
    for typed in ["7km2qx8rav", " 7KM2Q X8RAV ", "7-K-M-2-Q-X-8-R-A-V"] {
        assert_eq!(PaperCode::parse(typed).as_ref(), Some(&code), "{typed}");
    }
    assert_eq!(PaperCode::parse("OoIiL-00000").unwrap().to_string(), "00111-00000");
}

#[test]
fn what_cannot_be_a_code_is_none() {
    for typed in ["", "7KM2Q-X8RA", "7KM2Q-X8RAVV", "7KM2Q-X8RAU", "7КМ2Q-X8RAV", "７KM2QX8RA"] {
        assert_eq!(PaperCode::parse(typed), None, "{typed}");
    }
}

#[test]
fn a_random_code_leads_back() {
    for byte in 0..=u8::MAX {
        let code = PaperCode::from_random([byte; 10]);
        assert_eq!(PaperCode::parse(&code.to_string()), Some(code));
    }
}

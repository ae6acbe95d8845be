use super::*;

#[test]
fn a_text_keeps_what_can_be_read() {
    let cases = [
        ("  нет воды \n", "нет воды"),
        ("строка\r\nещё\rи ещё", "строка\nещё\nи ещё"),
        ("столбец\tдругой", "столбец\tдругой"),
        ("нет\0 воды\u{8}\u{7f}\u{85}", "нет воды"),
        ("счёт \u{202e}fdp.exe", "счёт fdp.exe"),
        ("\u{2066}а\u{2069}б", "аб"),
        ("семья 👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}", "семья 👨\u{200d}👩\u{200d}👧 ❤\u{fe0f}"),
    ];
    for (typed, kept) in cases {
        assert_eq!(clean(typed), kept, "{typed:?}");
    }
}

#[test]
fn a_text_of_which_nothing_can_be_seen_is_none() {
    for blank in [
        "",
        " \n",
        "\0",
        "\u{200b}",
        "\u{feff}",
        "\u{200f}",
        "\u{a0}",
        "\u{2800}\u{3164}",
        "\u{200d}\u{fe0f}",
        "\u{ad}",
    ] {
        assert_eq!(words(blank, 9, Rule::TextMissing), Err(Rule::TextMissing), "{blank:?}");
        assert_eq!(at_most(blank, 9), Ok(String::new()), "{blank:?}");
    }
    assert_eq!(words("ё\u{200b}", 9, Rule::TextMissing), Ok("ё\u{200b}".to_owned()));
}

#[test]
fn what_is_taken_away_does_not_count() {
    assert_eq!(words("ёё\0\0\r\n", 2, Rule::TextMissing), Ok("ёё".to_owned()));
    assert_eq!(words("ёёё", 2, Rule::TextMissing), Err(Rule::TextTooLong { max: 2 }));
}

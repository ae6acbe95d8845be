//! Browsers in words.

/// The `User-Agent` in words, as the list «Где открыт кабинет» says it: «Chrome, Windows». An installed app adds `Domovoy` to it.
pub(crate) fn in_words(user_agent: &str) -> String {
    let browser = first(
        user_agent,
        &[
            ("Domovoy", "Приложение «Домовой»"),
            ("YaBrowser", "Яндекс Браузер"),
            ("Edg", "Edge"),
            ("OPR/", "Opera"),
            ("SamsungBrowser", "Samsung Internet"),
            ("Firefox", "Firefox"),
            ("FxiOS", "Firefox"),
            ("CriOS", "Chrome"),
            ("Chrome", "Chrome"),
            ("Safari", "Safari"),
        ],
    );
    let system = first(
        user_agent,
        &[
            ("iPad", "iPad"),
            ("iPhone", "iPhone"),
            ("Android", "Android"),
            ("Windows", "Windows"),
            ("Mac OS X", "macOS"),
            ("CrOS", "ChromeOS"),
            ("Linux", "Linux"),
        ],
    );
    match (browser, system) {
        (Some(browser), Some(system)) => format!("{browser}, {system}"),
        (Some(one), None) | (None, Some(one)) => one.to_owned(),
        (None, None) => "Неизвестный браузер".to_owned(),
    }
}

/// The word of the first sign that is found: those that others pretend to be come last.
fn first(text: &str, signs: &[(&str, &'static str)]) -> Option<&'static str> {
    signs.iter().find(|(sign, _)| text.contains(sign)).map(|(_, word)| *word)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[track_caller]
    fn check(user_agent: &str, expected: &str) {
        assert_eq!(in_words(user_agent), expected);
    }

    #[test]
    fn a_browser_is_named_with_its_system() {
        check(
            "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0.0.0 Safari/537.36",
            "Chrome, Windows",
        );
        check(
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/118.0.0.0 YaBrowser/23.11.0 Safari/537.36",
            "Яндекс Браузер, Windows",
        );
        check(
            "Mozilla/5.0 (iPad; CPU OS 17_0 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/17.0 Safari/604.1",
            "Safari, iPad",
        );
        check("Mozilla/5.0 (X11; Linux x86_64; rv:121.0) Gecko/20100101 Firefox/121.0", "Firefox, Linux");
        check(
            "Mozilla/5.0 (Linux; Android 14; Pixel 8) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/120.0 Mobile Safari/537.36 Domovoy/1",
            "Приложение «Домовой», Android",
        );
    }

    #[test]
    fn what_says_nothing_is_said_so() {
        check("", "Неизвестный браузер");
        check("curl/8.0", "Неизвестный браузер");
    }
}

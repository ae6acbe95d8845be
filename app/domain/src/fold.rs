//! Letters that look alike and are typed for each other.

/// The Latin twin of a Cyrillic capital that looks the same, otherwise the letter itself.
pub(crate) const fn latin_twin(letter: char) -> char {
    match letter {
        'А' => 'A',
        'В' => 'B',
        'Е' | 'Ё' => 'E',
        'К' => 'K',
        'М' => 'M',
        'Н' => 'H',
        'О' => 'O',
        'Р' => 'P',
        'С' => 'C',
        'Т' => 'T',
        'У' => 'Y',
        'Х' => 'X',
        other => other,
    }
}

/// Capitals, with look-alikes folded into one.
pub(crate) fn capitals(text: &str) -> impl Iterator<Item = char> {
    text.chars().flat_map(char::to_uppercase).map(latin_twin)
}

pub(crate) const fn is_dash(letter: char) -> bool {
    matches!(letter, '-' | '‐' | '‑' | '‒' | '–' | '—' | '−')
}

pub(crate) const fn is_apostrophe(letter: char) -> bool {
    matches!(letter, '\'' | '’' | '‘' | 'ʼ' | '`' | '´' | '′' | '"')
}

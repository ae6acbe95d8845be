//! Words of headers and cells, folded so that spellings that mean the same are equal.

/// Capitals without spaces and signs, ё as е, Latin look-alikes as Cyrillic letters.
pub(crate) fn word(text: &str) -> String {
    text.chars().flat_map(char::to_uppercase).map(cyrillic_twin).filter(|c| c.is_alphanumeric()).collect()
}

const fn cyrillic_twin(letter: char) -> char {
    match letter {
        'A' => 'А',
        'B' => 'В',
        'C' => 'С',
        'Ё' | 'E' => 'Е',
        'H' => 'Н',
        'K' => 'К',
        'M' => 'М',
        'O' => 'О',
        'P' => 'Р',
        'T' => 'Т',
        'X' => 'Х',
        'Y' => 'У',
        other => other,
    }
}

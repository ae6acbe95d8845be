//! Where the header of a sheet is, and which of its columns may be which: proposed by words, for a person to correct.
use crate::{
    fold::word,
    layout::{Column, Delimiter, TITLE_ROWS},
    records::{Record, Records},
};

/// What is proposed.
#[derive(Debug, Clone)]
pub(crate) struct Proposal {
    pub delimiter: Delimiter,
    /// The last row of the header, as a spreadsheet numbers it.
    pub header_row: usize,
    pub header: Vec<String>,
    /// For each known column its place in the file.
    pub places: Vec<Option<usize>>,
    /// 0 when no header names a column.
    pub score: u32,
}

/// A header that names a column exactly.
const EXACT: u32 = 1_000;
/// A header that is a known synonym of it.
const SYNONYM: u32 = 900;
/// Longer headers are no names.
const LONGEST: usize = 80;
/// A word within a header means something from so many letters on.
const SHORTEST: usize = 4;

/// How well a text is understood; 0 when nothing of it is.
pub(crate) fn score(text: &str, known: &'static [Column]) -> usize {
    find(text, known).map_or(0, |found| found.score as usize)
}

/// The row of the first ones that names most columns, or two rows where both together name more; the first row with two cells where none names
/// any.
pub(crate) fn find(text: &str, known: &'static [Column]) -> Option<Proposal> {
    let heads = Delimiter::ALL.map(|delimiter| {
        let records = Records::new(text, delimiter.char()).map_while(Result::ok).take(TITLE_ROWS + 1);
        (delimiter, records.collect::<Vec<Record<'_>>>())
    });
    let mut best: Option<Proposal> = None;
    let mut consider = |found: Proposal| {
        if best.as_ref().is_none_or(|best| found.better_than(best)) {
            best = Some(found);
        }
    };
    for (delimiter, rows) in &heads {
        for row in rows.iter().take(TITLE_ROWS).filter(|row| named(row) > 1 && !is_remark(row)) {
            let names = row.cells.iter().map(ToString::to_string).collect();
            consider(Proposal::of(*delimiter, row.row, names, &[], known));
        }
    }
    for (delimiter, rows) in &heads {
        for pair in rows.windows(2).filter(|pair| pair[1].row == pair[0].row + 1 && named(&pair[0]) > 1) {
            if let Some((names, lower)) = merged(&pair[0], &pair[1]) {
                consider(Proposal::of(*delimiter, pair[1].row, names, &lower, known));
            }
        }
    }
    best
}

/// `#FILESUM;12345,00`: what a bank says of a registry as a whole.
fn is_remark(row: &Record<'_>) -> bool {
    row.cells.first().is_some_and(|cell| cell.starts_with('#'))
}

/// How many cells say something: a title has one.
fn named(row: &Record<'_>) -> usize {
    row.cells.iter().filter(|cell| !cell.is_empty()).count()
}

/// A header whose upper cells stand over several lower ones: «Собственник» over «ФИО» and «Телефон». With the lower names alone.
fn merged(upper: &Record<'_>, lower: &Record<'_>) -> Option<(Vec<String>, Vec<String>)> {
    let is_data = |cell: &str| !cell.is_empty() && !cell.chars().any(char::is_alphabetic);
    if lower.cells.iter().any(|cell| is_data(cell)) {
        return None;
    }
    let mut over = "";
    let width = upper.cells.len().max(lower.cells.len());
    let cell = |row: &Record<'_>, at: usize| row.cells.get(at).map(ToString::to_string).unwrap_or_default();
    let mut names = Vec::with_capacity(width);
    let below: Vec<String> = (0..width).map(|at| cell(lower, at)).collect();
    for (at, low) in below.iter().enumerate() {
        if let Some(above) = upper.cells.get(at).filter(|above| !above.is_empty()) {
            over = above;
        }
        names.push(match (low.is_empty(), over.is_empty()) {
            (true, _) => cell(upper, at),
            (false, true) => low.clone(),
            (false, false) => format!("{over} {low}"),
        });
    }
    Some((names, below))
}

impl Proposal {
    fn of(
        delimiter: Delimiter,
        header_row: usize,
        header: Vec<String>,
        lower: &[String],
        known: &'static [Column],
    ) -> Self {
        let mut fits: Vec<(u32, usize, usize)> = Vec::new();
        for (at, name) in header.iter().enumerate() {
            let whole = word(name);
            let low = lower.get(at).map(|low| word(low)).unwrap_or_default();
            for (column, known) in known.iter().enumerate() {
                let fit = fit(&whole, known).max(fit(&low, known));
                if fit > 0 {
                    fits.push((fit, at, column));
                }
            }
        }
        fits.sort_unstable_by_key(|(fit, at, column)| (std::cmp::Reverse(*fit), *at, *column));
        let mut places: Vec<Option<usize>> = vec![None; known.len()];
        let mut score = 0;
        for (fit, at, column) in fits {
            if places[column].is_none() && !places.contains(&Some(at)) {
                places[column] = Some(at);
                score += 10 + fit / SYNONYM;
            }
        }
        Self { delimiter, header_row, header, places, score }
    }

    fn better_than(&self, other: &Self) -> bool {
        self.score > other.score
    }
}

/// How well a folded header fits a column.
fn fit(header: &str, column: &Column) -> u32 {
    let length = header.chars().count();
    if length == 0 || length > LONGEST {
        return 0;
    }
    if header == word(column.name) {
        return EXACT;
    }
    let words = column.also.iter().copied().map(word);
    let within = words.chain([word(column.name)]).map(|known| {
        let letters = known.chars().count();
        if known == header {
            SYNONYM
        } else if letters >= SHORTEST && header.contains(&known) {
            u32::try_from(letters).unwrap_or(0)
        } else {
            0
        }
    });
    within.max().unwrap_or(0)
}

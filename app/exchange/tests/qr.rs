//! Drawn codes against the modules they are drawn from.
use exchange::qr::draw;
use fast_qr::{ECL, QRBuilder};

/// Fills the outline row by row: a module is dark when the borders to its left wind around it.
fn filled(path: &str, size: usize) -> Vec<Vec<bool>> {
    let mut winding = vec![vec![0_i32; size + 1]; size];
    for figure in path.split('z').filter(|figure| !figure.is_empty()) {
        let (start, rest) = figure.trim_start_matches('M').split_at(figure.find(['h', 'v']).unwrap() - 1);
        let (x, y) = start.split_once(' ').unwrap();
        let (from_x, from_y): (i32, i32) = (x.parse().unwrap(), y.parse().unwrap());
        let (mut x, mut y) = (from_x, from_y);
        let mut walk = |x: i32, from: i32, to: i32| {
            for row in from.min(to)..from.max(to) {
                winding[usize::try_from(row).unwrap()][usize::try_from(x).unwrap()] +=
                    if to > from { 1 } else { -1 };
            }
        };
        let mut rest = rest;
        while !rest.is_empty() {
            let end = rest[1..].find(['h', 'v']).map_or(rest.len(), |end| end + 1);
            let steps: i32 = rest[1..end].parse().unwrap();
            if rest.starts_with('h') {
                x += steps;
            } else {
                walk(x, y, y + steps);
                y += steps;
            }
            rest = &rest[end..];
        }
        walk(x, y, from_y);
        assert!(x == from_x || y == from_y, "a figure closes with a straight line");
    }
    winding
        .into_iter()
        .map(|row| {
            let mut sum = 0;
            row[..size]
                .iter()
                .map(|step| {
                    sum += step;
                    sum != 0
                })
                .collect()
        })
        .collect()
}

#[test]
fn the_outline_holds_exactly_the_dark_modules() {
    for text in ["7", "ST00012|Name=ООО «УК Очаг»|PersonalAcc=40702810000000000001", &"Ж".repeat(700)]
    {
        let drawing = draw(text).unwrap();
        let code = QRBuilder::new(text).ecl(ECL::M).build().unwrap();
        assert_eq!(usize::from(drawing.size), code.size);
        let modules: Vec<Vec<bool>> =
            (0..code.size).map(|y| (0..code.size).map(|x| code[y][x].value()).collect()).collect();
        assert_eq!(filled(&drawing.path, code.size), modules);
    }
}

/// What a reader that shares nothing with the writer sees: eight points a module, in a quiet zone of four.
fn read(path: &str, size: usize) -> String {
    const POINT: usize = 8;
    const QUIET: usize = 4;
    let modules = filled(path, size);
    let width = (size + 2 * QUIET) * POINT;
    let module = |at: usize| (at / POINT).checked_sub(QUIET).filter(|module| *module < size);
    let mut photo = rqrr::PreparedImage::prepare_from_bitmap(
        width,
        width,
        |x, y| matches!((module(x), module(y)), (Some(x), Some(y)) if modules[y][x]),
    );
    let [code] = &photo.detect_grids()[..] else { panic!("there is not one code") };
    let mut bytes = Vec::new();
    code.decode_to(&mut bytes).unwrap();
    String::from_utf8(bytes).unwrap()
}

#[test]
fn an_independent_reader_reads_what_was_drawn() {
    for text in ["ST00012|Name=ООО «УК Очаг»|PersonalAcc=40702810000000000001|Sum=461160", &"Ж".repeat(300)]
    {
        let drawing = draw(text).unwrap();
        assert_eq!(read(&drawing.path, usize::from(drawing.size)), text);
    }
}

#[test]
fn a_text_that_no_code_holds_is_not_drawn() {
    assert_eq!(draw(&"Ж".repeat(2_000)), None);
}

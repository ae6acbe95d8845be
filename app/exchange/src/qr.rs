//! QR codes as one outline, so that no hair lines show between modules.
use fast_qr::{ECL, QRBuilder, QRCode};
use std::fmt::Write;

/// A code to be drawn.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Drawing {
    /// Modules of a side, without a quiet zone.
    pub size: u16,
    /// The dark modules as an SVG path, one unit a module.
    pub path: String,
}

/// Draws a text so that a seventh of it may be dirty. `None` when it is longer than a code holds.
#[must_use]
pub fn draw(text: &str) -> Option<Drawing> {
    let code = QRBuilder::new(text).ecl(ECL::M).build().ok()?;
    Some(Drawing { size: u16::try_from(code.size).ok()?, path: outline(&code) })
}

/// Right, down, left, up.
const TURNS: usize = 4;

/// Walks along every border between dark and light, with dark on the right hand, so that holes turn the other way round.
fn outline(code: &QRCode) -> String {
    let corners = code.size + 1;
    let mut borders = borders(code);
    let mut path = String::new();
    for start in 0..corners * corners {
        // The first corner of a border in reading order leads to the right, or down around a hole.
        while let Some(mut heading) = borders[start].iter().position(|leads| *leads) {
            let (mut at, mut steps) = (start, 0);
            write(&mut path, format_args!("M{} {}", start % corners, start / corners));
            loop {
                borders[at][heading] = false;
                steps += 1;
                at = match heading {
                    0 => at + 1,
                    1 => at + corners,
                    2 => at - 1,
                    _ => at - corners,
                };
                if at == start {
                    path.push('z');
                    break;
                }
                let right_straight_left = [1, 0, TURNS - 1].map(|turn| (heading + turn) % TURNS);
                let Some(next) = right_straight_left.into_iter().find(|next| borders[at][*next]) else {
                    break;
                };
                if next != heading {
                    stretch(&mut path, heading, steps);
                    (heading, steps) = (next, 0);
                }
            }
        }
    }
    path
}

/// Where a border leads from each corner.
fn borders(code: &QRCode) -> Vec<[bool; TURNS]> {
    let (size, corners) = (code.size, code.size + 1);
    let is_dark = |x: usize, y: usize| x < size && y < size && code[y][x].value();
    let mut borders = vec![[false; TURNS]; corners * corners];
    for (y, x) in (0..size).flat_map(|y| (0..size).map(move |x| (y, x))).filter(|(y, x)| is_dark(*x, *y)) {
        let corner = |right: usize, down: usize| (y + down) * corners + x + right;
        // Beyond the left and the upper edge `wrapping_sub` is beyond every size.
        borders[corner(0, 0)][0] |= !is_dark(x, y.wrapping_sub(1));
        borders[corner(1, 0)][1] |= !is_dark(x + 1, y);
        borders[corner(1, 1)][2] |= !is_dark(x, y + 1);
        borders[corner(0, 1)][3] |= !is_dark(x.wrapping_sub(1), y);
    }
    borders
}

fn stretch(path: &mut String, heading: usize, steps: usize) {
    let axis = if heading.is_multiple_of(2) { 'h' } else { 'v' };
    let sign = if heading < 2 { "" } else { "-" };
    write(path, format_args!("{axis}{sign}{steps}"));
}

fn write(path: &mut String, words: std::fmt::Arguments<'_>) {
    // A string takes everything.
    let _always = path.write_fmt(words);
}

//! Sber's file as a table of readings: a row for each meter.
use super::{BLOCK, HEAD, resource, zones};
use crate::{
    CellError,
    cell::date,
    layout::{Delimiter, TITLE_ROWS},
    readings::COLUMNS,
    records::{NotClosed, Record, Records},
    resource as names,
    write::line,
};
use domain::{
    imports::Spot,
    readings::{Meter, Resource},
};
use std::{borrow::Cow, collections::BTreeMap};

/// Where the rows of an unfolded table come from.
#[derive(Debug, Clone, Default)]
pub(crate) struct Rows {
    /// For each row below the header, [`Spot::number`].
    spots: Vec<u64>,
    /// Rows that stand for a line, or a meter of it, that cannot be understood.
    faults: BTreeMap<usize, CellError>,
}

impl Rows {
    /// Where a row of the table stands in the file.
    pub(crate) fn number(&self, row: usize) -> usize {
        let spot = row.checked_sub(2).and_then(|at| self.spots.get(at));
        spot.and_then(|number| usize::try_from(*number).ok()).unwrap_or(row)
    }

    pub(crate) fn fault(&self, row: usize) -> Option<CellError> {
        self.faults.get(&row).cloned()
    }
}

/// Whether one of the first lines has registers as Sber writes them, with a day and a type that there is.
pub(super) fn is_sber(text: &str) -> bool {
    let records = Records::new(text, Delimiter::Semicolon.char()).map_while(Result::ok).take(TITLE_ROWS);
    records.filter(|record| !is_comment(record)).any(|record| {
        let cells = filled(&record.cells);
        let blocks = cells.get(HEAD..).unwrap_or_default();
        let is_register = |block: &[Cow<'_, str>]| {
            let day = |at: usize| block.get(at).is_none_or(|cell| cell.is_empty() || date(cell).is_ok());
            let known = kind(block).is_some_and(|kind| resource(kind).is_some());
            block.iter().all(|cell| cell.is_empty()) || (known && day(3) && day(5))
        };
        let dated = |block: &[Cow<'_, str>]| block.get(5).is_some_and(|cell| date(cell).is_ok());
        !blocks.is_empty()
            && blocks.len().is_multiple_of(BLOCK)
            && blocks.chunks(BLOCK).all(is_register)
            && blocks.chunks(BLOCK).any(dated)
    })
}

/// Makes a row of each meter, under the header of readings. What cannot be understood becomes a row with a fault; a meter without a value,
/// none.
pub(super) fn unfold(text: &str) -> Result<(String, Rows), NotClosed> {
    let mut unfolded = Unfolded::default();
    line(&mut unfolded.text, COLUMNS.iter().map(|column| column.name.to_owned()));
    for record in Records::new(text, Delimiter::Semicolon.char()) {
        let record = record?;
        if is_comment(&record) {
            continue;
        }
        let cells = filled(&record.cells);
        let account = cells.first().map_or("", |cell| cell);
        let blocks = cells.get(HEAD..).unwrap_or_default();
        if blocks.is_empty() || !blocks.len().is_multiple_of(BLOCK) {
            let fault = CellError::RegisterCut { cells: blocks.len() % BLOCK };
            unfolded.push(Spot { row: record.row as u64, part: Some(0) }, row_of(account), Some(fault));
            continue;
        }
        for (at, meter) in meters(blocks) {
            let spot = Spot { row: record.row as u64, part: Some(at as u64 + 1) };
            match meter.cells(account) {
                Ok(Some(cells)) => unfolded.push(spot, cells, None),
                Ok(None) => {}
                Err(fault) => unfolded.push(spot, row_of(account), Some(fault)),
            }
        }
    }
    Ok((unfolded.text, unfolded.rows))
}

#[derive(Default)]
struct Unfolded {
    text: String,
    rows: Rows,
}

impl Unfolded {
    fn push(&mut self, spot: Spot, cells: [String; COLUMNS.len()], fault: Option<CellError>) {
        line(&mut self.text, cells.into_iter());
        self.rows.spots.push(spot.number());
        if let Some(fault) = fault {
            self.rows.faults.insert(self.rows.spots.len() + 1, fault);
        }
    }
}

fn row_of(account: &str) -> [String; COLUMNS.len()] {
    // A row of nothing would be none.
    let account = if account.is_empty() { "—" } else { account };
    std::array::from_fn(|column| if column == 0 { account.to_owned() } else { String::new() })
}

/// `#` stands before what is said of a file.
fn is_comment(record: &Record<'_>) -> bool {
    record.cells.first().is_some_and(|cell| cell.starts_with('#'))
}

/// Without the empty cell that a delimiter at the end of the line makes.
fn filled<'r, 'a>(cells: &'r [Cow<'a, str>]) -> &'r [Cow<'a, str>] {
    match cells.split_last() {
        Some((last, rest)) if last.is_empty() && (cells.len().saturating_sub(HEAD)) % BLOCK == 1 => rest,
        _ => cells,
    }
}

fn kind(block: &[Cow<'_, str>]) -> Option<u8> {
    block.first()?.parse().ok()
}

/// The registers of one meter.
struct Registers<'r, 'a> {
    resource: Option<Resource>,
    serial: &'r str,
    blocks: Vec<&'r [Cow<'a, str>]>,
}

/// The meters of a line, each with the place of its first register.
fn meters<'r, 'a>(cells: &'r [Cow<'a, str>]) -> Vec<(usize, Registers<'r, 'a>)> {
    let mut meters: Vec<(usize, Registers<'r, 'a>)> = Vec::new();
    for (at, block) in cells.chunks(BLOCK).enumerate() {
        if block.iter().all(|cell| cell.is_empty()) {
            continue;
        }
        let (resource, serial) = (kind(block).and_then(resource), block.get(1).map_or("", |cell| cell));
        let same = |meter: &&mut (usize, Registers<'_, '_>)| {
            meter.1.resource.is_some()
                && meter.1.resource == resource
                && Meter::serial_key(meter.1.serial) == Meter::serial_key(serial)
        };
        match meters.iter_mut().find(same) {
            Some((_, meter)) => meter.blocks.push(block),
            None => meters.push((at, Registers { resource, serial, blocks: vec![block] })),
        }
    }
    meters
}

impl Registers<'_, '_> {
    /// A row of readings; none where no value was given.
    fn cells(&self, account: &str) -> Result<Option<[String; COLUMNS.len()]>, CellError> {
        let cell =
            |block: &[Cow<'_, str>], at: usize| block.get(at).map(ToString::to_string).unwrap_or_default();
        let Some(resource) = self.resource else {
            let kind = self.blocks.first().map(|block| cell(block, 0)).unwrap_or_default();
            return Err(CellError::NoSuchRegister { kind });
        };
        let kinds: Vec<u8> = self.blocks.iter().filter_map(|block| kind(block)).collect();
        let zones = zones(&kinds).ok_or(CellError::RegistersDisagree)?;
        if self.blocks.iter().all(|block| cell(block, 4).is_empty()) {
            return Ok(None);
        }
        let mut values = [const { String::new() }; 4];
        for (zone, block) in zones.into_iter().zip(&self.blocks) {
            if let Some(value) = values.get_mut(zone) {
                *value = cell(block, 4);
            }
        }
        let day = self.blocks.iter().map(|block| cell(block, 5)).find(|day| !day.is_empty());
        let [t1, t2, t3, t4] = values;
        Ok(Some([
            account.to_owned(),
            names::name(resource).to_owned(),
            self.serial.to_owned(),
            t1,
            t2,
            t3,
            t4,
            day.unwrap_or_default(),
            String::new(),
        ]))
    }
}

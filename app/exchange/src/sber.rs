//! Sber's file of meters: no header, a line for each account, and in it seven cells for each register of a meter.
//!
//! `ЛС;ФИО;глоб. id ЛС;глоб. id адреса;адрес;` and then `тип;номер;название;поверка;значение;дата;инфо` once and again. A type is a resource
//! and a tariff zone: 1 gas, 2 electricity of one tariff, 3 and 4 day and night, 5, 6 and 7 peak, half-peak and night, 8 hot water, 9 cold
//! water, 10 heating.
mod lines;
mod unfold;

pub use lines::{Account, Register, lines};
pub(crate) use unfold::Rows;

use crate::{Column, FileProblem, Form, readings};
use domain::readings::Resource;
use std::{borrow::Cow, collections::BTreeSet};

/// Cells before the first register.
const HEAD: usize = 5;
/// Cells of a register.
const BLOCK: usize = 7;

/// The types of the registers of a meter, in the order of its zones Т1 … Т4. `None` for a meter that the layout cannot say: one of several
/// zones that does not measure electricity.
#[must_use]
pub const fn types(resource: Resource, zones: u8) -> Option<&'static [u8]> {
    let types: &'static [u8] = match (resource, zones) {
        (Resource::Gas, 1) => &[1],
        (Resource::Electricity, 1) => &[2],
        (Resource::Electricity, 2) => &[3, 4],
        // Day, night, half-peak.
        (Resource::Electricity, 3) => &[5, 7, 6],
        // Peak, day, night, half-peak.
        (Resource::Electricity, 4) => &[5, 3, 7, 6],
        (Resource::HotWater, 1) => &[8],
        (Resource::ColdWater, 1) => &[9],
        (Resource::Heat, 1) => &[10],
        _ => return None,
    };
    Some(types)
}

/// What a register of a type belongs to.
const fn resource(kind: u8) -> Option<Resource> {
    Some(match kind {
        1 => Resource::Gas,
        2..=7 => Resource::Electricity,
        8 => Resource::HotWater,
        9 => Resource::ColdWater,
        10 => Resource::Heat,
        _ => return None,
    })
}

/// Where the value of each type goes, Т1 … Т4 from 0; `None` where the types are of no one meter.
fn zones(kinds: &[u8]) -> Option<Vec<usize>> {
    let each: BTreeSet<&u8> = kinds.iter().collect();
    if each.len() < kinds.len() {
        return None;
    }
    let mut meters = [1, 2, 3, 4].into_iter().filter_map(|zones| types(resource(*kinds.first()?)?, zones));
    meters.find_map(|types| kinds.iter().map(|kind| types.iter().position(|of| of == kind)).collect())
}

/// The text of a file as it is; or, where readings are wanted and it is in Sber's layout, the table that was made of it.
pub(crate) fn unfolded<'t>(
    text: Cow<'t, str>,
    known: &'static [Column],
) -> Result<(Cow<'t, str>, Option<Rows>), FileProblem> {
    if known != readings::COLUMNS || !unfold::is_sber(&text) {
        return Ok((text, None));
    }
    let (text, rows) = unfold::unfold(&text).map_err(|open| FileProblem::QuoteNotClosed { row: open.row })?;
    Ok((Cow::Owned(text), Some(rows)))
}

pub(crate) const fn form(rows: Option<&Rows>) -> Form {
    if rows.is_some() { Form::Sber } else { Form::Table }
}

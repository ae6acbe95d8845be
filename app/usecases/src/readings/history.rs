use super::{open_account, words};
use crate::{Ctx, Error, Result};
use chrono::NaiveDate;
use domain::{
    Rejection, Rule,
    calendar::{Period, Span},
    readings::{History, HistoryCell, Meter},
};
use exchange::write::{Cell, csv};
use store::readings::{Sheet, View, sheet};

/// Months that the history shows when nobody asks for others.
const HALF_YEAR: u32 = 6;
/// The longest span of a history, in months.
const LONGEST: u32 = 120;

/// «История показаний» of the open account: two statements. Half a year where no dates are given; ten years at the most.
///
/// # Errors
/// `SignInRequired`, `NotFound`; a rejection of field `to` ([`domain::Rule::SpanBackwards`]) when the end is before the start.
pub async fn history(ctx: &Ctx, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<History> {
    let scope = ctx.actor.own()?;
    let account = open_account(ctx)?;
    let today = ctx.today();
    let due = account.window.due_period(today);
    let span = Span::or_default(from, to, to_the_end_of(due, today))
        .ok_or_else(|| Error::Rejected(Rejection::of("to", Rule::SpanBackwards)))?;
    let span = clipped(span, due);
    let view =
        View { from: Period::of(span.from), before: 1, to: Some(Period::of(span.to)), period: due, today };
    let sheet = sheet(&ctx.db.read(), &scope, account.id, view).await?.ok_or(Error::NotFound)?;
    let last = last_month(&sheet, due, today);
    let span =
        if to.is_none() { Span { to: span.to.min(last.last_day()).max(span.from), ..span } } else { span };
    let awaited = (!sheet.accepted).then_some(due);
    Ok(lay_out(sheet, span, last, awaited))
}

/// The same as a table for a spreadsheet, one line for each zone of a reading, newest month first.
///
/// # Errors
/// As [`history`].
pub async fn history_csv(ctx: &Ctx, from: Option<NaiveDate>, to: Option<NaiveDate>) -> Result<Vec<u8>> {
    const HEADER: [&str; 8] = ["Месяц", "Счётчик", "№", "Зона", "Показание", "Расход", "Дата", "Состояние"];
    let history = history(ctx, from, to).await?;
    let rows = history.months.iter().flat_map(|month| {
        let filled = history.meters.iter().zip(&month.cells);
        filled
            .filter_map(|(meter, cell)| Some((meter, cell.as_ref()?)))
            .flat_map(|(meter, cell)| (0..cell.reading.values.len()).map(move |zone| row(meter, cell, zone)))
    });
    Ok(csv(&HEADER, rows))
}

fn row(meter: &Meter, cell: &HistoryCell, zone: usize) -> Vec<Cell> {
    let reading = &cell.reading;
    let amount = |amounts: &[_]| {
        amounts.get(zone).map_or_else(String::new, |value| meter.dial.format(*value).replace('.', ","))
    };
    vec![
        Cell::Number(words::month(reading.period)),
        Cell::Text(words::resource(meter).to_owned()),
        Cell::Text(meter.serial.clone()),
        Cell::Text(meter.zones().get(zone).map_or("", |zone| words::zone(*zone)).to_owned()),
        Cell::Number(amount(&reading.values)),
        Cell::Number(cell.consumption.as_deref().map_or_else(String::new, amount)),
        Cell::Number(words::date(reading.taken_on)),
        Cell::Text(words::state(reading.state).to_owned()),
    ]
}

/// The history beside the table of `period`, from the readings that were loaded for the table.
pub(super) fn half_year(sheet: Sheet, period: Period, due: Period, today: NaiveDate) -> History {
    let last = last_month(&sheet, due, today);
    let span = Span { to: last.last_day(), ..to_the_end_of(due, today) };
    let awaited = Some(due).filter(|due| period != *due || !sheet.accepted);
    lay_out(sheet, span, last, awaited)
}

/// Six calendar months with the current one, and the next when readings are due for it already.
fn to_the_end_of(due: Period, today: NaiveDate) -> Span {
    Span { to: due.last_day(), ..Span::months_to(today, HALF_YEAR) }
}

/// The current month, or the next one once readings have been given for it.
fn last_month(sheet: &Sheet, due: Period, today: NaiveDate) -> Period {
    let given = sheet.rows.iter().flat_map(|row| &row.readings).any(|reading| reading.period == due);
    if given { due } else { due.min(Period::of(today)) }
}

/// Within the years that a calendar of the portal has, and not longer than the longest up to the month that is due.
fn clipped(span: Span, due: Period) -> Span {
    const FIRST: NaiveDate = NaiveDate::from_ymd_opt(1900, 1, 1).unwrap();
    const LAST: NaiveDate = NaiveDate::from_ymd_opt(2999, 12, 31).unwrap();
    let to = span.to.clamp(FIRST, LAST);
    let earliest = Period::of(to).min(due).minus(LONGEST - 1).first_day();
    Span { from: span.from.clamp(earliest, to), to }
}

fn lay_out(sheet: Sheet, span: Span, last: Period, awaited: Option<Period>) -> History {
    let meters = sheet.rows.into_iter().map(|row| (row.meter, row.readings)).collect();
    History::lay_out(meters, span, last, sheet.first, awaited)
}

//! Files of charges, as a company's accounting writes them.
use super::{
    services::{RECIPIENTS, SERVICES, Service},
    support::fill::{moment, number},
};
use anyhow::Result;
use domain::calendar::Period;
use std::{
    fs::File,
    io::{BufWriter, Write},
    path::{Path, PathBuf},
};

const HEADER: &str =
    "Период;Лицевой счёт;Получатель;Услуга;Ед. изм.;Объём;Источник объёма;Тариф;Начислено;К оплате\n";

/// The same month twice, and very little of the month before it.
pub struct Files {
    pub lines: usize,
    /// Accounts that are needed for all lines.
    pub accounts: usize,
    /// The lines of an account stand together.
    pub by_account: PathBuf,
    /// The lines of a service stand together, so that those of a bill are far from each other.
    pub by_service: PathBuf,
    /// Ten lines.
    pub few: PathBuf,
}

pub fn write(folder: &Path, lines: usize) -> Result<Files> {
    let due = Period::of(moment().date_naive());
    let accounts = lines.div_ceil(SERVICES.len());
    let files = Files {
        lines,
        accounts,
        by_account: folder.join("by-account.csv"),
        by_service: folder.join("by-service.csv"),
        few: folder.join("few.csv"),
    };
    let by_account = |at: usize| (at / SERVICES.len(), &SERVICES[at % SERVICES.len()]);
    let by_service = |at: usize| (at % accounts, &SERVICES[at / accounts]);
    table(&files.by_account, due.minus(1), (0..lines).map(by_account))?;
    table(&files.by_service, due.minus(1), (0..lines).map(by_service))?;
    table(&files.few, due.minus(2), (0..10).map(by_account))?;
    Ok(files)
}

fn table(file: &Path, period: Period, lines: impl Iterator<Item = (usize, &'static Service)>) -> Result<()> {
    let mut file = BufWriter::new(File::create(file)?);
    file.write_all(HEADER.as_bytes())?;
    for (account, service) in lines {
        let line = service.line(account);
        let (volume, tariff) =
            (line.volume.map_or(0, |v| v.0 / 1_000), line.tariff.map_or(0, |t| t.0 / 10_000));
        let charged = decimal(line.charged.0, 2);
        writeln!(
            file,
            "{:02}.{};{};{};{};{};{};{};{};{charged};{charged}",
            period.month(),
            period.year(),
            number(account),
            RECIPIENTS[service.recipient],
            line.service,
            line.unit,
            decimal(volume, 3),
            service.source,
            decimal(tariff, 2),
        )?;
    }
    Ok(file.flush()?)
}

/// A number in thousandths or hundredths, with a comma.
fn decimal(value: i64, digits: u32) -> String {
    let one = 10_i64.pow(digits);
    format!("{},{:0width$}", value / one, value % one, width = digits as usize)
}

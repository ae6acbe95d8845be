//! The words of receipts, for those who print them in another way.
use anyhow::Result;
use chrono::{Datelike, NaiveDate};
use domain::receipts::{PaymentCode, Receipt, okei};
use serde::Serialize;
use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

/// Files with the same content.
pub struct Sheets {
    pub folder: PathBuf,
    pub json: PathBuf,
    pub html: PathBuf,
    /// One receipt alone: what it costs to start.
    pub first: PathBuf,
}

#[derive(Serialize)]
struct Sheet {
    company: String,
    contacts: String,
    account: String,
    due_on: String,
    due: String,
    facts: Vec<[String; 4]>,
    meters: Vec<[String; 5]>,
    lines: Vec<[String; 6]>,
    total: String,
    reference: Vec<[String; 2]>,
    check: String,
    size: u16,
    path: String,
}

const METERS: [&str; 5] = ["Счётчик", "Поверка до", "Было", "Стало", "Расход"];
const LINES: [&str; 6] = ["Услуга", "Ед. (ОКЕИ)", "Объём", "Откуда объём", "Тариф, ₽", "Начислено, ₽"];

pub fn write(receipts: &[Receipt], folder: &Path) -> Result<Sheets> {
    let sheets: Vec<Sheet> = receipts.iter().map(sheet).collect();
    let [json, html, first] = ["receipts.json", "receipts.html", "first.html"].map(|name| folder.join(name));
    fs::write(&json, serde_json::to_vec(&sheets)?)?;
    fs::write(&html, page(&sheets))?;
    fs::write(&first, page(&sheets[..1]))?;
    Ok(Sheets { folder: folder.to_path_buf(), json, html, first })
}

fn date(day: NaiveDate) -> String {
    format!("{:02}.{:02}.{:04}", day.day(), day.month(), day.year())
}

fn sheet(receipt: &Receipt) -> Sheet {
    let (payer, requisites) = (&receipt.payer, &receipt.provider.requisites);
    let text = |texts: [&str; 4]| texts.map(str::to_owned);
    let code = receipt.payment_code.as_ref();
    Sheet {
        company: receipt.provider.company.clone(),
        contacts: receipt.provider.contacts.clone().unwrap_or_default(),
        account: payer.account.clone(),
        due_on: date(receipt.due_on),
        due: format!("{}\u{a0}₽", receipt.due()),
        facts: vec![
            text(["Плательщик", &payer.name, "Исполнитель", &receipt.provider.company]),
            text(["Адрес", &payer.address, "Получатель", &requisites.legal_name]),
            text(["Площадь", "55.2 м²", "ИНН, КПП", &requisites.inn]),
            text(["Проживает", "2", "Р/сч.", &requisites.bank_account]),
            text(["", "", "Банк", &requisites.bank_name]),
            text(["", "", "БИК, К/сч.", &format!("{}, {}", requisites.bic, requisites.corr_account)]),
        ],
        meters: receipt
            .meters
            .iter()
            .map(|line| {
                let value =
                    |value: Option<_>| value.map_or_else(String::new, |value| line.dial.format(value));
                [
                    format!("{:?} {} {:?}", line.resource, line.serial, line.zone),
                    line.verified_until.map_or_else(String::new, date),
                    value(line.before),
                    value(line.now),
                    value(line.used),
                ]
            })
            .collect(),
        lines: receipt
            .lines
            .iter()
            .map(|line| {
                [
                    line.service.clone(),
                    format!("{} ({})", line.unit, okei(&line.unit).unwrap_or_default()),
                    line.volume.map_or_else(String::new, |volume| volume.format(0)),
                    line.source.map_or_else(String::new, |source| format!("{source:?}")),
                    line.tariff.map_or_else(String::new, |tariff| tariff.format(2)),
                    line.due().to_string(),
                ]
            })
            .collect(),
        total: receipt.reference.amount.to_string(),
        reference: vec![
            ["Начислено за 12.2017".into(), receipt.reference.amount.to_string()],
            [
                format!("Аванс (на 01.12.2017: {})", receipt.reference.opening),
                receipt.reference.carried().to_string(),
            ],
            ["Пени".into(), receipt.reference.penalty.to_string()],
            [format!("К оплате до {}", date(receipt.due_on)), receipt.due().to_string()],
        ],
        check: format!("Подлинность: {}. Оплаты учтены по 31.12.2017.", receipt.check_url),
        size: code.map_or(0, |code| code.size),
        path: code.map_or_else(String::new, |code| code.path.clone()),
    }
}

const STYLE: &str = "@page { size: A4; margin: 12mm 14mm } \
    @font-face { font-family: D; src: url(DomovoySans-Regular.ttf) } \
    @font-face { font-family: D; font-weight: 700; src: url(DomovoySans-Bold.ttf) } \
    body { font: 8.5pt D; margin: 0 } article { break-after: page; position: relative } \
    h1 { font-size: 17pt } h2 { font-size: 9.5pt; border-bottom: 0.9pt solid } \
    table { width: 100%; border-collapse: collapse } tbody td { border-top: 0.4pt solid #aaa } \
    td:nth-child(n + 3) { text-align: right } svg { position: absolute; top: 0; right: 0; width: 38mm; height: 38mm }";

fn page(sheets: &[Sheet]) -> String {
    let mut page = format!(
        "<!doctype html><html lang=ru><meta charset=utf-8><title>Квитанции</title><style>{STYLE}</style>"
    );
    for sheet in sheets {
        let Sheet { company, contacts, account, due_on, due, total, check, size, path, .. } = sheet;
        let side = size + 2 * PaymentCode::QUIET;
        // A string takes everything.
        let _always = write!(
            page,
            "<article><b>{company}</b><br>{contacts}<h1>Квитанция за декабрь 2017</h1>\
             <p>К оплате до {due_on}: <b>{due}</b>, лицевой счёт <b>{account}</b></p>\
             <svg viewBox='-4 -4 {side} {side}'><path d='{path}'/></svg>\
             <h2>1. Плательщик и исполнитель</h2>{}<h2>2. Показания счётчиков</h2>{}<h2>3. Расчёт</h2>{}\
             <p>Итого <b>{total}</b></p><h2>4. Справочно</h2>{}<p>{check}</p><hr>\
             <p><b>Извещение об оплате за 12.2017</b> {account} <b>{due}</b></p>{}</article>",
            table(&[], &sheet.facts),
            table(&METERS, &sheet.meters),
            table(&LINES, &sheet.lines),
            table(&[], &sheet.reference),
            table(&[], &sheet.facts[1..4]),
        );
    }
    page
}

fn table<const COLUMNS: usize>(head: &[&str], rows: &[[String; COLUMNS]]) -> String {
    let rows: Vec<String> = rows.iter().map(|row| format!("<tr><td>{}</tr>", row.join("<td>"))).collect();
    let (head, rows) = (head.join("<th>"), rows.concat());
    format!("<table><thead><tr><th>{head}</thead><tbody>{rows}</tbody></table>")
}

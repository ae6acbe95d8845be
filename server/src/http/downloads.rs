//! Files made for one person.
use super::{problem::Problem, session};
use axum::{
    Extension,
    extract::{FromRequestParts, OriginalUri, Query, Request},
    middleware::Next,
    response::{IntoResponse, Redirect, Response},
};
use chrono::NaiveDate;
use domain::{
    calendar::Period,
    debtors::DebtorFilter,
    ids::{AccountId, BillId, BuildingId, RecipientId},
    money::Money,
    receipts::{PaymentCode, Receipt},
};
use http::{
    Uri,
    header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
    request::Parts,
};
use serde::{Deserialize, de::DeserializeOwned};
use usecases::{
    Ctx, Error, charges, debtors, orders, personal, ports::LaidOut, readings, receipts, tables::Format,
};

/// Report dates, as in the page's own address.
#[derive(Debug, Deserialize)]
pub struct Dates {
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

/// What the query asks for. One that cannot be read is no address.
pub struct Asked<T>(T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        let asked = Query::from_request_parts(parts, state).await;
        asked.map(|Query(asked)| Self(asked)).map_err(|_| Problem::NotFound)
    }
}

/// «История показаний» as a table for spreadsheets.
pub async fn history(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    Asked(Dates { from, to }): Asked<Dates>,
) -> Response {
    attachment(readings::history_csv(&ctx, from, to).await, &uri, ("История показаний", "history"), CSV)
}

/// «Скачать мои данные».
pub async fn own_data(Extension(ctx): Extension<Ctx>, OriginalUri(uri): OriginalUri) -> Response {
    attachment(personal::export(&ctx).await, &uri, ("Мои данные", "data"), ZIP)
}

/// «Начисления за ЖКУ» as CSV.
pub async fn charges_csv(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    Asked(Dates { from, to }): Asked<Dates>,
) -> Response {
    attachment(charges::export(&ctx, from, to, Format::Csv).await, &uri, CHARGES, CSV)
}

/// The same as XLSX.
pub async fn charges_xlsx(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    Asked(Dates { from, to }): Asked<Dates>,
) -> Response {
    attachment(charges::export(&ctx, from, to, Format::Xlsx).await, &uri, CHARGES, XLSX)
}

/// The month whose readings are taken away, and the house.
#[derive(Debug, Deserialize)]
pub struct OfMonth {
    period: Period,
    building: Option<BuildingId>,
}

/// What was given for a month, as CSV.
pub async fn readings_csv(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    Asked(OfMonth { period, building }): Asked<OfMonth>,
) -> Response {
    attachment(readings::export(&ctx, period, building, Format::Csv).await, &uri, READINGS, CSV)
}

/// The same as XLSX.
pub async fn readings_xlsx(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    Asked(OfMonth { period, building }): Asked<OfMonth>,
) -> Response {
    attachment(readings::export(&ctx, period, building, Format::Xlsx).await, &uri, READINGS, XLSX)
}

/// Those who owe, as CSV.
pub async fn debtors_csv(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    Asked(filter): Asked<DebtorFilter>,
) -> Response {
    attachment(debtors::export(&ctx, &filter, Format::Csv).await, &uri, DEBTORS, CSV)
}

/// The same as XLSX.
pub async fn debtors_xlsx(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    Asked(filter): Asked<DebtorFilter>,
) -> Response {
    attachment(debtors::export(&ctx, &filter, Format::Xlsx).await, &uri, DEBTORS, XLSX)
}

/// The house and the month whose receipts are printed.
#[derive(Debug, Deserialize)]
pub struct OfHouse {
    building: BuildingId,
    period: Period,
}

/// The receipts of a house as one PDF; where there are none, the form says so.
pub async fn receipts_pdf(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    Asked(OfHouse { building, period }): Asked<OfHouse>,
) -> Response {
    let receipts = match receipts::of_building(&ctx, building, period).await {
        Ok(receipts) if receipts.is_empty() => {
            let form = format!("/staff/charges?none=1&building={building}&period={period}#receipts");
            return Redirect::to(&form).into_response();
        }
        Ok(receipts) => receipts,
        Err(error) => return refused(error, &uri),
    };
    attachment(receipts::print(&ctx, receipts, LaidOut::unheard()).await, &uri, RECEIPTS, PDF)
}

/// The readings of a month in Sber's layout.
pub async fn readings_sber(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    Asked(OfMonth { period, building }): Asked<OfMonth>,
) -> Response {
    attachment(readings::export_sber(&ctx, period, building).await, &uri, SBER, TXT)
}

/// «Квитанция» as a PDF: `/receipts/{bill}.pdf`, beside the page of the same receipt. A router tells no endings apart.
pub async fn papers(Extension(ctx): Extension<Ctx>, request: Request, next: Next) -> Response {
    let path = request.uri().path().strip_prefix("/receipts/").and_then(|name| name.strip_suffix(".pdf"));
    match path.map(str::parse::<BillId>) {
        None => next.run(request).await,
        Some(Err(_)) => Problem::NotFound.into(),
        Some(Ok(bill)) => match receipts::printed(&ctx, bill).await {
            Ok((receipt, pdf)) => inline(&receipt, pdf),
            Err(error) => refused(error, request.uri()),
        },
    }
}

/// For whom and how much: `sum` in kopecks.
#[derive(Debug, Deserialize)]
pub struct Wanted {
    account: AccountId,
    to: RecipientId,
    sum: Money,
}

/// A payment code as a picture, black on white in every theme: cameras read no other.
pub async fn payment_code(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    Asked(Wanted { account, to, sum }): Asked<Wanted>,
) -> Response {
    match orders::code(&ctx, account, to, sum).await {
        Ok(PaymentCode { size, path, .. }) => {
            let (quiet, side) = (PaymentCode::QUIET, size + 2 * PaymentCode::QUIET);
            let svg = format!(
                "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"-{quiet} -{quiet} {side} {side}\" \
                 shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M-{quiet} -{quiet}h{side}v{side}h-{side}z\"/>\
                 <path d=\"{path}\"/></svg>"
            );
            ([(CONTENT_TYPE, "image/svg+xml"), (CACHE_CONTROL, "private, no-cache")], svg).into_response()
        }
        Err(error) => refused(error, &uri),
    }
}

/// A paper that the browser shows; nobody but this browser keeps it.
fn inline(receipt: &Receipt, pdf: Vec<u8>) -> Response {
    let (month, year) = (receipt.period.month(), receipt.period.year());
    let name = format!("Квитанция {} за {month:02}.{year}", receipt.payer.account);
    let plain = format!("receipt-{year}-{month:02}");
    let headers = [
        (CONTENT_TYPE, "application/pdf".to_owned()),
        (CONTENT_DISPOSITION, disposition("inline", &name, &plain, "pdf")),
        (CACHE_CONTROL, "private, no-cache".to_owned()),
        // The viewers of browsers are objects of the page that they make for it.
        (CONTENT_SECURITY_POLICY, "default-src 'none'; object-src 'self'; frame-ancestors 'none'".to_owned()),
    ];
    (headers, pdf).into_response()
}

pub(super) fn disposition(kind: &str, name: &str, plain: &str, ending: &str) -> String {
    let name = form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20");
    format!("{kind}; filename=\"{plain}.{ending}\"; filename*=UTF-8''{name}.{ending}")
}

const CHARGES: (&str, &str) = ("Начисления", "charges");
const READINGS: (&str, &str) = ("Показания", "readings");
const DEBTORS: (&str, &str) = ("Должники", "debtors");
const RECEIPTS: (&str, &str) = ("Квитанции дома", "receipts");
const SBER: (&str, &str) = ("Показания для Сбера", "readings-sber");
/// Ending and type.
pub(super) const CSV: (&str, &str) = ("csv", "text/csv; charset=utf-8");
const PDF: (&str, &str) = ("pdf", "application/pdf");
/// Its encoding is told by its bytes.
const TXT: (&str, &str) = ("txt", "text/plain");
const ZIP: (&str, &str) = ("zip", "application/zip");
pub(super) const XLSX: (&str, &str) =
    ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

/// A file to be saved, under a name in Russian and one for old browsers; or why there is none.
pub(super) fn attachment(
    file: Result<Vec<u8>, Error>,
    uri: &Uri,
    (name, plain): (&str, &str),
    (ending, kind): (&'static str, &'static str),
) -> Response {
    match file {
        Ok(file) => {
            let disposition = disposition("attachment", name, plain, ending);
            ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)], file).into_response()
        }
        Err(error) => refused(error, uri),
    }
}

pub(super) fn refused(error: Error, uri: &Uri) -> Response {
    match error {
        Error::SignInRequired => session::to_sign_in(uri.path_and_query().map_or("/", |path| path.as_str())),
        Error::NotFound | Error::Rejected(_) => Problem::NotFound.into(),
        error => {
            tracing::error!(error = ?error, "a download failed");
            Problem::Broken.into()
        }
    }
}

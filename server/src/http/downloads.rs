//! Files made for one person.
use super::{problem::Problem, session};
use axum::{
    Extension,
    extract::{OriginalUri, Query},
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use http::{
    Uri,
    header::{CONTENT_DISPOSITION, CONTENT_TYPE},
};
use serde::Deserialize;
use usecases::{Ctx, Error, charges, readings};

/// Report dates, as in the page's own address.
#[derive(Debug, Deserialize)]
pub struct Span {
    from: Option<NaiveDate>,
    to: Option<NaiveDate>,
}

/// «История показаний» as a table for spreadsheets.
pub async fn history(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    span: Result<Query<Span>, axum::extract::rejection::QueryRejection>,
) -> Response {
    let Ok(Query(Span { from, to })) = span else { return Problem::NotFound.into() };
    attachment(readings::history_csv(&ctx, from, to).await, &uri, ("История показаний", "history"), CSV)
}

/// «Начисления за ЖКУ» as CSV.
pub async fn charges_csv(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    span: Result<Query<Span>, axum::extract::rejection::QueryRejection>,
) -> Response {
    let Ok(Query(Span { from, to })) = span else { return Problem::NotFound.into() };
    attachment(charges::export(&ctx, from, to, charges::Format::Csv).await, &uri, CHARGES, CSV)
}

/// The same as XLSX.
pub async fn charges_xlsx(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    span: Result<Query<Span>, axum::extract::rejection::QueryRejection>,
) -> Response {
    let Ok(Query(Span { from, to })) = span else { return Problem::NotFound.into() };
    attachment(charges::export(&ctx, from, to, charges::Format::Xlsx).await, &uri, CHARGES, XLSX)
}

const CHARGES: (&str, &str) = ("Начисления", "charges");
/// Ending and type.
const CSV: (&str, &str) = ("csv", "text/csv; charset=utf-8");
const XLSX: (&str, &str) = ("xlsx", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet");

/// A file to be saved, under a name in Russian and one for old browsers; or why there is none.
fn attachment(
    file: Result<Vec<u8>, Error>,
    uri: &Uri,
    (name, plain): (&str, &str),
    (ending, kind): (&'static str, &'static str),
) -> Response {
    match file {
        Ok(file) => {
            let disposition = format!(
                "attachment; filename=\"{plain}.{ending}\"; filename*=UTF-8''{}.{ending}",
                form_urlencoded::byte_serialize(name.as_bytes()).collect::<String>().replace('+', "%20")
            );
            ([(CONTENT_TYPE, kind.to_owned()), (CONTENT_DISPOSITION, disposition)], file).into_response()
        }
        Err(Error::SignInRequired) => {
            session::to_sign_in(uri.path_and_query().map_or("/", |path| path.as_str()))
        }
        Err(Error::NotFound | Error::Rejected(_)) => Problem::NotFound.into(),
        Err(error) => {
            tracing::error!(error = ?error, "a download failed");
            Problem::Broken.into()
        }
    }
}

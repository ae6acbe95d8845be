//! Files made for one person.
use super::{problem::Problem, session};
use axum::{
    Extension,
    extract::{OriginalUri, Query},
    response::{IntoResponse, Response},
};
use chrono::NaiveDate;
use http::header::{CONTENT_DISPOSITION, CONTENT_TYPE};
use serde::Deserialize;
use usecases::{Ctx, Error, readings};

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
    match readings::history_csv(&ctx, from, to).await {
        Ok(table) => {
            let headers = [
                (CONTENT_TYPE, "text/csv; charset=utf-8"),
                (
                    CONTENT_DISPOSITION,
                    "attachment; filename=\"history.csv\"; filename*=UTF-8''%D0%98%D1%81%D1%82%D0%BE%D1%80%D0%B8%D1%8F%20%D0%BF%D0%BE%D0%BA%D0%B0%D0%B7%D0%B0%D0%BD%D0%B8%D0%B9.csv",
                ),
            ];
            (headers, table).into_response()
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

//! Spreadsheets of the company: `POST /imports/{id}` under the id that the form has; samples, and what was refused.
use super::{
    downloads::{CSV, XLSX, attachment},
    functions::{failure, send_back},
    observe::{RequestId, accepts_html},
    problem::Problem,
    uploads::arrival::{READ_ON, WITHIN, arrive, interrupted, place},
};
use crate::host::{Arrivals, Host, MEGABYTE};
use app::api::{ApiError, Posted};
use axum::{
    Extension, RequestExt, Router,
    extract::{DefaultBodyLimit, Multipart, OriginalUri, Path, Request, State},
    response::{IntoResponse, Redirect, Response},
    routing::{get, post},
};
use domain::{
    Rejection,
    files::{self, Refusal},
    ids::ImportId,
    imports::{Kind, Limits},
};
use http::StatusCode;
use std::sync::Arc;
use tower_http::timeout::TimeoutLayer;
use usecases::{
    Ctx,
    imports::{self, NewImport},
    tables::Format,
};

/// Where an import is seen.
const PAGE: &str = "/staff/imports";

/// Where the form for such a file stands.
const fn form_of(kind: Option<Kind>) -> &'static str {
    match kind {
        Some(Kind::Charges) => "/staff/charges",
        Some(Kind::Payments) => "/staff/payments",
        Some(Kind::Accounts | Kind::Meters | Kind::Readings | Kind::Debts) | None => PAGE,
    }
}

/// What of a form comes back with it.
#[derive(Default)]
struct Typed {
    kind: Option<Kind>,
    bank: String,
}

/// Where spreadsheets arrive.
pub fn uploads() -> Router<Arc<Host>> {
    let most = usize::try_from(Limits::default().bytes * READ_ON).unwrap_or(usize::MAX);
    Router::new()
        .route("/imports/{id}", post(receive))
        .layer(DefaultBodyLimit::max(most.saturating_add(MEGABYTE)))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, WITHIN))
}

/// What is saved of them.
pub fn downloads() -> Router<Arc<Host>> {
    Router::new()
        .route("/imports/samples/{name}", get(sample))
        .route("/imports/{id}/refused.csv", get(refused))
}

async fn receive(
    State(host): State<Arc<Host>>,
    Extension(ctx): Extension<Ctx>,
    Extension(RequestId(number)): Extension<RequestId>,
    Path(id): Path<String>,
    request: Request,
) -> Response {
    let plain = accepts_html(&request);
    let path = request.uri().path().to_owned();
    let mut typed = Typed::default();
    let told = match id.parse::<ImportId>() {
        Ok(id) => take(&host, &ctx, id, request, &mut typed).await,
        Err(_) => Err(ApiError::NotFound),
    };
    let error = match told {
        Ok(id) => return Redirect::to(&format!("{PAGE}/{id}")).into_response(),
        Err(ApiError::Incident(_)) => ApiError::Incident(number),
        Err(error) => error,
    };
    match (plain, &error) {
        (true, ApiError::NotFound) => Problem::NotFound.into(),
        (true, _) => {
            let kind = typed.kind.map(|kind| ("kind".to_owned(), kind.code().to_owned()));
            let fields = kind.into_iter().chain([("bank".to_owned(), typed.bank)]).collect();
            let posted = Posted { path, fields, error };
            send_back(&Response::default(), &host.portal.base_url, form_of(typed.kind), posted)
        }
        (false, _) => failure(error),
    }
}

async fn take(
    host: &Host,
    ctx: &Ctx,
    id: ImportId,
    request: Request,
    typed: &mut Typed,
) -> Result<ImportId, ApiError> {
    imports::may_start(ctx)?;
    let Arrivals { folder, desks, .. } = &host.arrivals;
    let _place = place(&host.arrivals).await?;
    let mut parts: Multipart = request.extract().await.map_err(|_| ApiError::BadRequest)?;
    let limits = files::Limits { bytes: Limits::default().bytes, ..ctx.portal.files };
    let mut file = None;
    while let Some(field) = parts.next_field().await.map_err(|_| interrupted())? {
        match field.name() {
            Some("kind") => typed.kind = Kind::from_code(&field.text().await.map_err(|_| interrupted())?),
            Some("bank") => typed.bank = field.text().await.map_err(|_| interrupted())?,
            Some("file") => {
                let name = field.file_name().unwrap_or_default().to_owned();
                file = Some((name, arrive(field, limits, folder).await?));
            }
            _ => {}
        }
    }
    let (name, arrived) = file.ok_or_else(|| Rejection::of("file", Refusal::Empty))?;
    let (contents, _desk) = arrived.read(desks).await?;
    imports::start(ctx, NewImport { id, kind: typed.kind, name, bank: typed.bank.clone(), contents }).await?;
    Ok(id)
}

/// A file to be filled in: `accounts.xlsx`.
async fn sample(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    Path(name): Path<String>,
) -> Response {
    let (kind, ending) = name.split_once('.').unwrap_or_default();
    let Some(kind) = Kind::from_code(kind) else { return Problem::NotFound.into() };
    let (format, shape) = match ending {
        "csv" => (Format::Csv, CSV),
        "xlsx" => (Format::Xlsx, XLSX),
        _ => return Problem::NotFound.into(),
    };
    let russian = match kind {
        Kind::Accounts => "Образец: счета",
        Kind::Meters => "Образец: счётчики",
        Kind::Readings => "Образец: показания",
        Kind::Debts => "Образец: долги",
        Kind::Charges => "Образец: начисления",
        Kind::Payments => "Образец: оплаты",
    };
    attachment(imports::sample(&ctx, kind, format), &uri, (russian, kind.code()), shape)
}

/// The rows that were refused, to correct the file by.
async fn refused(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    Path(id): Path<String>,
) -> Response {
    let Ok(id) = id.parse::<ImportId>() else { return Problem::NotFound.into() };
    attachment(imports::refused(&ctx, id).await, &uri, ("Отказанные строки", "refused"), CSV)
}

//! `POST /files/{what}/{id}`: files are added to what is being written, under the id that its form has.
pub(super) mod arrival;

use super::{
    functions::{failure, page_of, send_back},
    observe::{RequestId, accepts_html},
};
use crate::host::{Arrivals, Host, MEGABYTE};
use app::api::{ApiError, Posted};
use arrival::{READ_ON, WITHIN, arrive, interrupted, place};
use axum::{
    Extension, Json, RequestExt, Router,
    extract::{DefaultBodyLimit, Multipart, Path, Request, State, multipart::Field},
    response::{IntoResponse, Redirect, Response},
    routing::post,
};
use domain::{
    Rejection,
    appeals::Addition,
    files::{FileCard, Limits, Owner, Refusal, given_name},
    ids::{AppealId, FileId, TicketId},
    tickets::NewComment,
};
use http::StatusCode;
use std::{str::FromStr, sync::Arc};
use tower_http::timeout::TimeoutLayer;
use usecases::{
    Ctx, appeals,
    files::{self, NewFile},
    tickets,
};
use uuid::Uuid;

pub fn routes(host: &Arc<Host>) -> Router<Arc<Host>> {
    let Limits { bytes, files, .. } = host.portal.files;
    let most = usize::try_from(bytes * (u64::from(files) + READ_ON)).unwrap_or(usize::MAX);
    Router::new()
        .route("/files/{of}/{id}", post(receive))
        .layer(DefaultBodyLimit::max(most.saturating_add(MEGABYTE)))
        .layer(TimeoutLayer::with_status_code(StatusCode::SERVICE_UNAVAILABLE, WITHIN))
}

/// A script sends one file and is told of it; a form without scripts may send several, and says them to a ticket or an appeal.
async fn receive(
    State(host): State<Arc<Host>>,
    Extension(ctx): Extension<Ctx>,
    Extension(RequestId(number)): Extension<RequestId>,
    Path((of, id)): Path<(String, String)>,
    request: Request,
) -> Response {
    let base_url = &host.portal.base_url;
    let page = accepts_html(&request).then(|| page_of(request.headers(), base_url));
    let path = request.uri().path().to_owned();
    let told = match format!("{of}/{id}").parse::<Owner>() {
        Ok(form) => take(&host, &ctx, form, request, page.is_some()).await,
        Err(_) => Err(ApiError::NotFound),
    };
    let error = match (told, &page) {
        (Ok(cards), None) => return Json(cards.into_iter().next()).into_response(),
        (Ok(_), Some(page)) => return Redirect::to(&said(page)).into_response(),
        (Err(ApiError::Incident(_)), _) => ApiError::Incident(number),
        (Err(error), _) => error,
    };
    match page {
        None => failure(error),
        Some(page) => {
            send_back(&Response::default(), base_url, &page, Posted { path, fields: Vec::new(), error })
        }
    }
}

/// The page that a form came from says what was done; the desk of staff shows it.
fn said(page: &str) -> String {
    if page.starts_with("/staff/") {
        return page.to_owned();
    }
    format!("{}?done=said", page.split(['?', '#']).next().unwrap_or("/"))
}

async fn take(
    host: &Host,
    ctx: &Ctx,
    form: Owner,
    request: Request,
    plain: bool,
) -> Result<Vec<FileCard>, ApiError> {
    files::may_add(ctx, form).await?;
    let _place = place(&host.arrivals).await?;
    let mut parts: Multipart = request.extract().await.map_err(|_| ApiError::BadRequest)?;
    let mut form = Form { host, ctx, of: form, id: None, to: None, by_staff: false };
    let (mut cards, mut refused) = (Vec::new(), Rejection::default());
    while let Some(field) = parts.next_field().await.map_err(|_| interrupted())? {
        if field.name() != Some("file") {
            form.word(field).await?;
            continue;
        }
        let name = field.file_name().unwrap_or_default().to_owned();
        match form.file(field, &name).await {
            Ok(card) => cards.push(card),
            // A chooser in which nothing was chosen.
            Err(ApiError::Rejected(_)) if plain && name.is_empty() => {}
            Err(ApiError::Rejected(rejection)) if plain => {
                let rules = rejection.0.into_iter().map(|(_, rule)| (given_name(&name), rule));
                refused.0.extend(rules);
            }
            Err(error) => return Err(error),
        }
    }
    if cards.is_empty() && refused.0.is_empty() {
        return Err(Rejection::of("file", Refusal::Empty).into());
    }
    form.say(!cards.is_empty()).await?;
    if refused.0.is_empty() { Ok(cards) } else { Err(refused.into()) }
}

/// What is known of a form while its parts arrive: words come before files.
struct Form<'a> {
    host: &'a Host,
    ctx: &'a Ctx,
    of: Owner,
    /// Chosen by the page for the next file.
    id: Option<FileId>,
    /// Without scripts: the ticket or the appeal that the files are said to.
    to: Option<Uuid>,
    by_staff: bool,
}

impl Form<'_> {
    async fn word(&mut self, field: Field<'_>) -> Result<(), ApiError> {
        let name = field.name().unwrap_or_default().to_owned();
        let text = field.text().await.map_err(|_| interrupted())?;
        match name.as_str() {
            "id" => self.id = Some(read(&text)?),
            "to" => self.to = Some(read(&text)?),
            "side" => self.by_staff = text == "staff",
            _ => {}
        }
        Ok(())
    }

    async fn file(&mut self, field: Field<'_>, name: &str) -> Result<FileCard, ApiError> {
        let Arrivals { folder, desks, .. } = &self.host.arrivals;
        let arrived = arrive(field, self.ctx.portal.files, folder).await?;
        let (contents, _desk) = arrived.read(desks).await?;
        let new = NewFile { id: self.id.take(), form: self.of, name: name.to_owned(), contents };
        Ok(files::add(self.ctx, new).await?)
    }

    /// Without scripts there is nothing else to be sent: the files are a comment.
    async fn say(&self, with_files: bool) -> Result<(), ApiError> {
        let Some(to) = self.to.filter(|_| with_files) else { return Ok(()) };
        let text = String::new();
        match self.of {
            Owner::TicketComment(id) => {
                let comment = NewComment { id, ticket: TicketId(to), text, internal: false };
                if self.by_staff {
                    tickets::answer(self.ctx, comment).await?;
                } else {
                    tickets::comment(self.ctx, comment).await?;
                }
            }
            Owner::AppealEntry(id) => {
                appeals::add(self.ctx, Addition { id, appeal: AppealId(to), text }).await?;
            }
            Owner::Ticket(_) | Owner::News(_) => {}
        }
        Ok(())
    }
}

fn read<T: FromStr>(text: &str) -> Result<T, ApiError> {
    text.parse().map_err(|_| ApiError::BadRequest)
}

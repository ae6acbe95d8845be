//! `/files/…`: files that people have added, for those who may see what they belong to.
use super::{
    downloads::{disposition, refused},
    problem::Problem,
};
use axum::{
    Extension,
    body::Body,
    extract::{OriginalUri, Path},
    response::{IntoResponse, Response},
};
use domain::{
    files::{FileCard, FileKind},
    ids::FileId,
};
use http::{
    HeaderValue, Uri,
    header::{CACHE_CONTROL, CONTENT_DISPOSITION, CONTENT_LENGTH, CONTENT_SECURITY_POLICY, CONTENT_TYPE},
};
use usecases::{
    Ctx,
    files::{self, Version},
};

/// Nothing in a file does anything, even where a browser would show it.
const INERT: HeaderValue = HeaderValue::from_static("default-src 'none'; sandbox");

/// A file to be saved.
pub async fn whole(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    Path(of): Path<String>,
) -> Response {
    answer(&ctx, &uri, &of, Version::Whole).await
}

/// A picture in small, to be shown.
pub async fn preview(
    Extension(ctx): Extension<Ctx>,
    OriginalUri(uri): OriginalUri,
    Path(of): Path<String>,
) -> Response {
    answer(&ctx, &uri, &of, Version::Preview).await
}

async fn answer(ctx: &Ctx, uri: &Uri, id: &str, version: Version) -> Response {
    let Ok(id) = id.parse::<FileId>() else { return Problem::NotFound.into() };
    let (card, contents) = match files::open(ctx, id, version).await {
        Ok(opened) => opened,
        Err(error) => return refused(error, uri),
    };
    let body = Body::from_stream(contents);
    match version {
        Version::Whole => (described(&card), body).into_response(),
        Version::Preview => {
            let headers = [
                (CONTENT_TYPE, HeaderValue::from_static(FileKind::Jpeg.mime())),
                (CONTENT_DISPOSITION, HeaderValue::from_static("inline")),
                (CONTENT_SECURITY_POLICY, INERT),
                (CACHE_CONTROL, HeaderValue::from_static("private, max-age=600")),
            ];
            (headers, body).into_response()
        }
    }
}

fn described(card: &FileCard) -> impl axum::response::IntoResponseParts {
    let ending = card.kind.code();
    let name = card.name.rsplit_once('.').map_or(card.name.as_str(), |(name, _)| name);
    [
        (CONTENT_TYPE, card.kind.mime().to_owned()),
        (CONTENT_LENGTH, card.bytes.to_string()),
        (CONTENT_DISPOSITION, disposition("attachment", name, "file", ending)),
        (CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
        (CACHE_CONTROL, "private, no-cache".to_owned()),
    ]
}

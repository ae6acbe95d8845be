//! What most tests of files do.
use bytes::Bytes;
use domain::{
    files::{FileCard, Owner},
    ids::{CommentId, EntryId, FileId, TicketId},
};
use futures::TryStreamExt;
use image::{DynamicImage, ImageFormat};
use std::io::Cursor;
use usecases::{
    Ctx, Error,
    files::{self, NewFile, Version},
};
use uuid::Uuid;

pub const PDF: &[u8] = b"%PDF-1.4\n1 0 obj\n%%EOF\n";

pub fn photo() -> Bytes {
    let mut file = Cursor::new(Vec::new());
    DynamicImage::new_rgb8(40, 20).write_to(&mut file, ImageFormat::Jpeg).unwrap();
    file.into_inner().into()
}

pub fn of_ticket(form: TicketId) -> Owner {
    Owner::Ticket(form)
}

pub fn of_comment(form: CommentId) -> Owner {
    Owner::TicketComment(form)
}

pub fn of_entry(form: EntryId) -> Owner {
    Owner::AppealEntry(form)
}

pub fn new(form: Owner, name: &str, contents: impl Into<Bytes>) -> NewFile {
    NewFile { id: Some(FileId(Uuid::now_v7())), form, name: name.into(), contents: contents.into() }
}

/// Adds a document to a form.
pub async fn added(ctx: &Ctx, form: Owner, name: &str) -> FileCard {
    files::add(ctx, new(form, name, Bytes::from_static(PDF))).await.unwrap()
}

pub async fn read(ctx: &Ctx, id: FileId, version: Version) -> Result<Vec<u8>, Error> {
    let (_, contents) = files::open(ctx, id, version).await?;
    let pieces: Vec<Bytes> = contents.try_collect().await.unwrap();
    Ok(pieces.concat())
}

/// Whether somebody sees a file.
pub async fn sees(ctx: &Ctx, id: FileId) -> bool {
    match read(ctx, id, Version::Whole).await {
        Ok(_) => true,
        Err(Error::NotFound | Error::SignInRequired) => false,
        Err(error) => panic!("{error}"),
    }
}

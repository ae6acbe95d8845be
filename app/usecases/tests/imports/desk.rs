//! Imports on screen, as staff make them.
mod charges;
mod debts;
mod payments;
mod payments_undone;
mod readings;
mod registry;
mod sber;
mod steps;

use crate::support::World;
use domain::{
    ids::ImportId,
    imports::{ColumnsChoice, ImportPage, Kind, State, Verdict, View},
};
use usecases::{
    Ctx, Error,
    imports::{self, NewImport},
    jobs::run_due,
};
use uuid::Uuid;

pub async fn accountant(world: &World) -> Ctx {
    world.signed_in(world.cast.accountant).await
}

pub async fn manager(world: &World) -> Ctx {
    world.signed_in(world.cast.manager).await
}

/// A file that was sent and whose columns are to be chosen.
pub async fn sent(ctx: &Ctx, kind: Kind, file: impl Into<Vec<u8>>) -> Result<ImportId, Error> {
    let (id, contents): (_, Vec<u8>) = (ImportId(Uuid::now_v7()), file.into());
    let bank = "Сбербанк".to_owned();
    let new =
        NewImport { id, kind: Some(kind), name: "Счета.csv".into(), bank, contents: contents.into() };
    imports::start(ctx, new).await.map(|()| id)
}

pub async fn page(ctx: &Ctx, id: ImportId) -> ImportPage {
    imports::page(ctx, id, View::default()).await.unwrap()
}

/// The proposed columns.
pub fn proposed(page: &ImportPage) -> ColumnsChoice {
    let form = page.columns.as_ref().unwrap();
    ColumnsChoice {
        places: (form.known.iter())
            .map(|known| known.place.map(|place| place.to_string()).unwrap_or_default())
            .collect(),
        recipient: form.recipient.map(|id| id.to_string()).unwrap_or_default(),
        month: form.month.clone(),
    }
}

/// Lets the worker do what is due.
pub async fn work(world: &World) {
    while run_due(&world.system()).await.unwrap() > 0 {}
}

/// A file that was looked through.
pub async fn looked_through(world: &World, ctx: &Ctx, kind: Kind, file: impl Into<Vec<u8>>) -> ImportPage {
    let id = sent(ctx, kind, file).await.unwrap();
    let before = page(ctx, id).await;
    assert_eq!(before.card.state, State::Columns);
    imports::choose(ctx, id, before.version, &proposed(&before)).await.unwrap();
    work(world).await;
    page(ctx, id).await
}

/// A file that was written.
pub async fn written(world: &World, ctx: &Ctx, kind: Kind, file: impl Into<Vec<u8>>) -> ImportPage {
    let ready = looked_through(world, ctx, kind, file).await;
    assert_eq!(ready.card.state, State::Ready, "{:?}", ready.problems);
    imports::commit(ctx, ready.card.id, ready.version).await.unwrap();
    work(world).await;
    let done = page(ctx, ready.card.id).await;
    assert_eq!(done.card.state, State::Done);
    done
}

/// What became of an import that is to be taken back.
pub async fn undone(world: &World, ctx: &Ctx, done: &ImportPage) -> ImportPage {
    imports::undo(ctx, done.card.id, done.version, "Файл не тот").await.unwrap();
    work(world).await;
    page(ctx, done.card.id).await
}

/// New, changed, same, refused.
pub fn counts(page: &ImportPage) -> [i64; 4] {
    let counts = page.card.counts.unwrap();
    [counts.new, counts.changed, counts.same, counts.refused]
}

/// Rows of one verdict: number and reasons.
pub fn refused(page: &ImportPage) -> Vec<(i64, String)> {
    let lines = page.preview.as_ref().unwrap().lines.iter();
    let refused = lines.filter(|line| line.verdict == Verdict::Refused);
    refused.map(|line| (line.row, line.reasons.join("; "))).collect()
}

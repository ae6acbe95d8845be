use super::Shelf;
use bytes::Bytes;
use futures::TryStreamExt;
use usecases::ports::Shelf as _;

const KEY: &str = "5b/0190a1b2-c3d4-7e5f-8a9b-0c1d2e3f4a5b.preview";

async fn read(shelf: &Shelf, key: &str) -> Option<Vec<u8>> {
    let contents = shelf.open(key).await.unwrap()?;
    let pieces: Vec<Bytes> = contents.try_collect().await.unwrap();
    Some(pieces.concat())
}

async fn check(shelf: Shelf) {
    assert_eq!(read(&shelf, KEY).await, None);
    shelf.put(KEY, Bytes::from_static(b"first")).await.unwrap();
    shelf.put(KEY, Bytes::from_static(b"second")).await.unwrap();
    assert_eq!(read(&shelf, KEY).await.as_deref(), Some(&b"second"[..]));
    shelf.remove(KEY).await.unwrap();
    shelf.remove(KEY).await.unwrap();
    assert_eq!(read(&shelf, KEY).await, None);
}

#[tokio::test]
async fn a_folder_keeps_what_is_put_and_forgets_what_is_removed() {
    let folder = tempfile::tempdir().unwrap();
    let kept = folder.path().join("not/there/yet");
    check(Shelf::folder(&kept).unwrap()).await;
    let shelf = Shelf::folder(&kept).unwrap();
    shelf.put(KEY, Bytes::from_static(b"it stays")).await.unwrap();
    // Another process finds it.
    assert_eq!(read(&Shelf::folder(&kept).unwrap(), KEY).await.as_deref(), Some(&b"it stays"[..]));
    assert_eq!(std::fs::read(kept.join(KEY)).unwrap(), b"it stays");
}

#[tokio::test]
async fn memory_keeps_what_is_put_and_forgets_what_is_removed() {
    check(Shelf::memory()).await;
}

use bytes::Bytes;
use futures::stream;
use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex, MutexGuard},
};
use usecases::ports::{self, Contents, Keeping, ShelfError};

/// Keeps files for as long as the test, and refuses to when it is told to.
#[derive(Debug, Clone, Default)]
pub struct Shelf(Arc<Mutex<State>>);

#[derive(Debug, Default)]
pub struct State {
    pub kept: BTreeMap<String, Bytes>,
    pub is_full: bool,
}

impl Shelf {
    pub fn state(&self) -> MutexGuard<'_, State> {
        self.0.lock().unwrap()
    }
}

impl ports::Shelf for Shelf {
    fn put<'a>(&'a self, key: &'a str, contents: Bytes) -> Keeping<'a, ()> {
        Box::pin(async move {
            let mut state = self.state();
            if state.is_full {
                return Err(ShelfError("full".into()));
            }
            state.kept.insert(key.to_owned(), contents);
            Ok(())
        })
    }

    fn open<'a>(&'a self, key: &'a str) -> Keeping<'a, Option<Contents>> {
        Box::pin(async move {
            let found = self.state().kept.get(key).cloned();
            Ok(found.map(|contents| Box::pin(stream::iter([Ok(contents)])) as Contents))
        })
    }

    fn remove<'a>(&'a self, key: &'a str) -> Keeping<'a, ()> {
        Box::pin(async move {
            self.state().kept.remove(key);
            Ok(())
        })
    }
}

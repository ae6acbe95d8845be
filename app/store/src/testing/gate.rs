//! Where a test may stop a use case, to let it go on later or never. A task that runs without a [`Gate`] passes everywhere.
use std::{
    future::poll_fn,
    pin::Pin,
    sync::{
        Arc,
        atomic::{AtomicBool, AtomicI64, AtomicU8, Ordering},
    },
    task::Poll,
};

/// A place between two steps of a use case.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Point {
    /// A transaction is about to begin.
    Begin = 1,
    /// Everything is written and nothing is committed.
    Commit = 2,
    /// It is committed, and nobody knows yet.
    Committed = 3,
    /// The outside world is about to be asked, or has just done what it was asked.
    Outside = 4,
}

/// Stops a task at the n-th place that it comes to.
#[derive(Debug, Clone)]
pub struct Gate(Arc<State>);

#[derive(Debug)]
struct State {
    left: AtomicI64,
    /// The place where the task stands.
    stands_at: AtomicU8,
    open: AtomicBool,
}

tokio::task_local! {
    static GATE: Gate;
}

/// What became of a task.
#[derive(Debug)]
pub enum Went<T> {
    Done(T),
    /// It stands there until [`Gate::release`], or is dropped.
    Stopped(Point),
}

impl Gate {
    /// `places` from 1; 0 never stops.
    #[must_use]
    pub fn after(places: i64) -> Self {
        Self(Arc::new(State {
            left: AtomicI64::new(places),
            stands_at: AtomicU8::new(0),
            open: AtomicBool::new(false),
        }))
    }

    /// Lets the task go on, up to the n-th place from where it stands.
    pub fn release(&self, places: i64) {
        self.0.left.store(places, Ordering::SeqCst);
        self.0.stands_at.store(0, Ordering::SeqCst);
        self.0.open.store(true, Ordering::SeqCst);
    }

    /// A task that this gate watches.
    pub fn watch<'a, T>(
        &self,
        task: impl Future<Output = T> + Send + 'a,
    ) -> Pin<Box<dyn Future<Output = T> + Send + 'a>> {
        Box::pin(GATE.scope(self.clone(), task))
    }

    /// Runs a watched task until it is done or stands.
    pub async fn drive<T>(&self, task: &mut Pin<Box<dyn Future<Output = T> + Send + '_>>) -> Went<T> {
        poll_fn(|context| match task.as_mut().poll(context) {
            Poll::Ready(done) => Poll::Ready(Went::Done(done)),
            Poll::Pending => self.stopped().map_or(Poll::Pending, |point| Poll::Ready(Went::Stopped(point))),
        })
        .await
    }

    fn stopped(&self) -> Option<Point> {
        let point = self.0.stands_at.load(Ordering::SeqCst);
        [Point::Begin, Point::Commit, Point::Committed, Point::Outside]
            .into_iter()
            .find(|p| *p as u8 == point)
    }
}

/// Passes a place, or stands there.
pub async fn pass(point: Point) {
    let Ok(gate) = GATE.try_with(Clone::clone) else { return };
    if gate.0.left.fetch_sub(1, Ordering::SeqCst) != 1 {
        return;
    }
    gate.0.open.store(false, Ordering::SeqCst);
    gate.0.stands_at.store(point as u8, Ordering::SeqCst);
    poll_fn(|_| if gate.0.open.load(Ordering::SeqCst) { Poll::Ready(()) } else { Poll::Pending }).await;
}

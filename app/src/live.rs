//! Pages that change by themselves: they hear over one stream of events that something has changed, and ask for it again. Without scripts a
//! reload shows the same.
use crate::api::ApiError;
use domain::changes::Topic;
use leptos::prelude::*;

/// Calls `again` when one of the topics has changed, or may have, for as long as the page is there. It is called once the portal listens, too:
/// what has changed since the server wrote the page is not missed.
pub fn watch(
    topics: impl Fn() -> Vec<Topic> + Send + Sync + 'static,
    again: impl Fn() + Send + Sync + 'static,
) {
    let topics = Memo::new(move |_| topics());
    let again = Callback::new(move |()| again());
    Effect::new(move |_| {
        let topics = topics.get();
        #[cfg(feature = "hydrate")]
        if !topics.is_empty() {
            let key = browser::add(topics, again);
            on_cleanup(move || browser::remove(key));
        }
        #[cfg(not(feature = "hydrate"))]
        let _ = (topics, again);
    });
}

/// What `again` asked for did not come: everybody looks again in a while, and as soon as the network is back. A session that has ended has
/// nothing to come.
pub fn missed(error: &ApiError) {
    if matches!(error, ApiError::Offline | ApiError::Incident(_)) {
        #[cfg(feature = "hydrate")]
        browser::missed();
    }
}

#[cfg(feature = "hydrate")]
mod browser {
    use domain::changes::Topic;
    use leptos::prelude::{Callable as _, Callback, document, set_timeout, window};
    use std::{cell::RefCell, collections::BTreeSet, time::Duration};
    use wasm_bindgen::{JsCast, closure::Closure};
    use web_sys::{EventSource, MessageEvent};

    /// How long the portal waits after an answer that is no stream before it tries again.
    const AGAIN: Duration = Duration::from_secs(15);

    struct Watcher {
        key: u32,
        topics: Vec<Topic>,
        again: Callback<()>,
    }

    #[derive(Default)]
    struct Live {
        last_key: u32,
        watchers: Vec<Watcher>,
        stream: Option<Stream>,
        /// The stream is about to be opened anew.
        due: bool,
        hears_the_page: bool,
        /// Somebody has missed an answer.
        missed: bool,
    }

    struct Stream {
        source: EventSource,
        topics: BTreeSet<Topic>,
        /// Kept for as long as the browser may call them.
        _calls: [Closure<dyn FnMut(MessageEvent)>; 4],
    }

    impl Drop for Stream {
        fn drop(&mut self) {
            self.source.close();
        }
    }

    thread_local! {
        static LIVE: RefCell<Live> = RefCell::default();
    }

    pub(super) fn add(topics: Vec<Topic>, again: Callback<()>) -> u32 {
        let key = LIVE.with_borrow_mut(|live| {
            live.last_key += 1;
            live.watchers.push(Watcher { key: live.last_key, topics, again });
            live.last_key
        });
        soon(Duration::ZERO);
        key
    }

    pub(super) fn remove(key: u32) {
        LIVE.with_borrow_mut(|live| live.watchers.retain(|watcher| watcher.key != key));
        soon(Duration::ZERO);
    }

    /// Opens the stream for what is watched by then; several changes of one moment are one.
    fn soon(after: Duration) {
        let is_due = LIVE.with_borrow_mut(|live| std::mem::replace(&mut live.due, true));
        if !is_due {
            set_timeout(open, after);
        }
    }

    fn open() {
        let hears_the_page = LIVE.with_borrow_mut(|live| {
            live.due = false;
            std::mem::replace(&mut live.hears_the_page, true)
        });
        if !hears_the_page {
            hear_the_page();
        }
        let hidden = document().hidden();
        LIVE.with_borrow_mut(|live| {
            let topics: BTreeSet<Topic> =
                live.watchers.iter().flat_map(|watcher| watcher.topics.clone()).collect();
            if topics.is_empty() || hidden {
                live.stream = None;
            } else if live.stream.as_ref().is_none_or(|stream| stream.topics != topics) {
                live.stream = connect(topics);
            }
        });
    }

    pub(super) fn missed() {
        let is_due = LIVE.with_borrow_mut(|live| std::mem::replace(&mut live.missed, true));
        if !is_due {
            set_timeout(make_up, AGAIN);
        }
    }

    fn make_up() {
        if LIVE.with_borrow_mut(|live| std::mem::take(&mut live.missed)) {
            tell(None);
        }
    }

    /// A stream of before may be dead without a word; whoever opens one looks again.
    fn back_in_the_network() {
        LIVE.with_borrow_mut(|live| live.stream = None);
        soon(Duration::ZERO);
        make_up();
    }

    /// A page that nobody sees listens to nothing: browsers open few connections to one portal.
    fn hear_the_page() {
        let call = Closure::<dyn FnMut()>::new(|| soon(Duration::ZERO));
        let heard =
            document().add_event_listener_with_callback("visibilitychange", call.as_ref().unchecked_ref());
        if heard.is_ok() {
            call.forget();
        }
        let call = Closure::<dyn FnMut()>::new(back_in_the_network);
        if window().add_event_listener_with_callback("online", call.as_ref().unchecked_ref()).is_ok() {
            call.forget();
        }
    }

    fn connect(topics: BTreeSet<Topic>) -> Option<Stream> {
        let query = topics.iter().map(|topic| format!("watch={topic}")).collect::<Vec<_>>().join("&");
        let source = EventSource::new(&format!("/events?{query}")).ok()?;
        let everything = || Closure::<dyn FnMut(MessageEvent)>::new(|_| tell(None));
        let changed = Closure::<dyn FnMut(MessageEvent)>::new(|event: MessageEvent| {
            tell(event.data().as_string().and_then(|topic| topic.parse().ok()));
        });
        // The browser itself comes back after a connection that broke, but not after an answer that was no stream.
        let failed = {
            let source = source.clone();
            Closure::<dyn FnMut(MessageEvent)>::new(move |_| {
                if source.ready_state() == EventSource::CLOSED {
                    LIVE.with_borrow_mut(|live| live.stream = None);
                    soon(AGAIN);
                }
            })
        };
        let calls = [everything(), changed, everything(), failed];
        for (name, call) in ["open", "change", "all", "error"].iter().zip(&calls) {
            source.add_event_listener_with_callback(name, call.as_ref().unchecked_ref()).ok()?;
        }
        Some(Stream { source, topics, _calls: calls })
    }

    /// Has those look again who watch a topic, or everybody.
    fn tell(topic: Option<Topic>) {
        let calls: Vec<Callback<()>> = LIVE.with_borrow(|live| {
            let concerned = live
                .watchers
                .iter()
                .filter(|watcher| topic.is_none_or(|topic| watcher.topics.contains(&topic)));
            concerned.map(|watcher| watcher.again).collect()
        });
        for again in calls {
            again.try_run(());
        }
    }
}

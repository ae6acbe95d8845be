//! How files go: a request for each, which tells how far it is.
use super::{
    picker::{Files, Item, State},
    remove_file,
};
use crate::{api::ApiError, text};
use domain::{
    files::{FileCard, given_name},
    ids::FileId,
};
use leptos::{
    html,
    prelude::{
        Callable, Callback, Effect, Get, GetUntracked, NodeRef, RwSignal, Set, Update, WithUntracked,
        on_cleanup, set_timeout, untrack, window_event_listener_untyped,
    },
    task::spawn_local,
};
use std::{cell::RefCell, collections::HashMap, time::Duration};
use uuid::Uuid;
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use web_sys::{Event, File, FormData, HtmlInputElement, ProgressEvent, XmlHttpRequest};

thread_local! {
    /// What is needed to send a file again, and to stop one that is under way.
    static CHOSEN: RefCell<HashMap<FileId, (File, Option<Going>)>> = RefCell::default();
}

struct Going {
    request: XmlHttpRequest,
    /// Kept for as long as the browser may call them.
    _calls: [Closure<dyn FnMut(ProgressEvent)>; 2],
}

/// Holds the form around a chooser for as long as a file has not arrived, and sends such files once more when the network is back.
pub(super) fn guard(files: Files, chooser: NodeRef<html::Fieldset>, held: Callback<()>) {
    Effect::new(move |_| {
        let form = chooser.get().and_then(|chooser| chooser.closest("form").ok().flatten());
        let Some(form) = form else { return };
        let call = Closure::<dyn FnMut(Event)>::new(move |event: Event| {
            if untrack(|| files.lost()).is_some() {
                event.prevent_default();
                event.stop_immediate_propagation();
                held.run(());
            }
        });
        // Before those hear of it who send the form.
        let call_of = call.as_ref().unchecked_ref();
        if form.add_event_listener_with_callback_and_bool("submit", call_of, true).is_ok() {
            call.forget();
        }
    });
    let online = window_event_listener_untyped("online", move |_| {
        let lost: Vec<_> = files.items.with_untracked(|items| {
            let lost = items.iter().filter(|item| matches!(item.state.get_untracked(), State::Lost(_)));
            lost.map(|item| (item.id, item.state)).collect()
        });
        for (id, state) in lost {
            again(files, id, state);
        }
    });
    on_cleanup(move || online.remove());
}

/// Files were chosen: each goes at once, as far as that is of use.
pub(super) fn chosen(files: Files, event: &Event) {
    let Some(input) = event.target().and_then(|target| target.dyn_into::<HtmlInputElement>().ok()) else {
        return;
    };
    let list = input.files();
    let picked: Vec<File> =
        list.map(|list| (0..list.length()).filter_map(|at| list.get(at)).collect()).unwrap_or_default();
    // The same file may be chosen once more.
    input.set_value("");
    let room = u64::from(files.limits.files).saturating_sub(there(files));
    let room = usize::try_from(room).unwrap_or(usize::MAX);
    let beyond = picked.len().saturating_sub(room);
    // One that does not fit is told by its name.
    let named = if beyond > 1 { room } else { picked.len() };
    for file in picked.into_iter().take(named) {
        add(files, file);
    }
    if beyond > 1 {
        let (name, why) = text::files::beyond(beyond as u64, files.limits.files);
        let state = RwSignal::new(State::Refused(why));
        files.items.update(|items| items.push(Item { id: FileId(Uuid::now_v7()), name, state }));
    }
}

/// Files that are there or on their way.
fn there(files: Files) -> u64 {
    files.items.with_untracked(|items| {
        let counts = |item: &&Item| !matches!(item.state.get_untracked(), State::Refused(_));
        items.iter().filter(counts).count() as u64
    })
}

fn add(files: Files, file: File) {
    #[expect(
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "sizes of files are whole numbers"
    )]
    let bytes = file.size() as u64;
    let refusal = files.limits.check_count(there(files)).and_then(|()| files.limits.check_bytes(bytes)).err();
    let state = refusal.map_or(State::Going(0), |refusal| State::Refused(text::files::refusal(&refusal)));
    let goes = state == State::Going(0);
    let item =
        Item { id: FileId(Uuid::now_v7()), name: given_name(&file.name()), state: RwSignal::new(state) };
    let (id, state) = (item.id, item.state);
    files.items.update(|items| items.push(item));
    if goes {
        CHOSEN.with_borrow_mut(|chosen| chosen.insert(id, (file, None)));
        again(files, id, state);
    }
}

/// Sends a file, for the first time or once more.
pub(super) fn again(files: Files, id: FileId, state: RwSignal<State>) {
    state.set(State::Going(0));
    let file = CHOSEN.with_borrow(|chosen| chosen.get(&id).map(|(file, _)| file.clone()));
    let going = file.and_then(|file| send(files, id, &file, state, Way::Network).ok());
    match going {
        Some(going) => CHOSEN.with_borrow_mut(|chosen| {
            if let Some((_, before)) = chosen.get_mut(&id) {
                *before = Some(going);
            }
        }),
        None => state.set(State::Lost(ApiError::Offline)),
    }
}

/// Where a file goes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Way {
    Network,
    /// Without a network: the service worker keeps it on the device, and sends it later. Where there is none it goes nowhere new.
    Device,
}

fn send(files: Files, id: FileId, file: &File, state: RwSignal<State>, way: Way) -> Result<Going, JsValue> {
    let form = FormData::new()?;
    form.append_with_str("id", &id.to_string())?;
    form.append_with_blob_and_filename("file", file, &file.name())?;
    let request = XmlHttpRequest::new()?;
    request.open("POST", &format!("/files/{}", files.form.get_untracked()))?;
    request.set_request_header("accept", "application/json")?;
    if way == Way::Device {
        request.set_request_header("x-without-network", "1")?;
    }
    let progress = Closure::<dyn FnMut(ProgressEvent)>::new(move |event: ProgressEvent| {
        if let Some(percent) = percent(event.loaded(), event.total()) {
            // Its page may be gone.
            let _gone = state.try_set(State::Going(percent));
        }
    });
    let ended = {
        let (request, file) = (request.clone(), file.clone());
        Closure::<dyn FnMut(ProgressEvent)>::new(move |_| {
            // Whoever took the file away has asked for nothing.
            if !CHOSEN.with_borrow(|chosen| chosen.contains_key(&id)) {
                return;
            }
            let outcome = outcome(&request);
            if way == Way::Network && outcome == State::Lost(ApiError::Offline) {
                keep(files, id, &file, state);
            } else {
                let _gone = state.try_set(outcome);
            }
        })
    };
    request.upload()?.set_onprogress(Some(progress.as_ref().unchecked_ref()));
    request.set_onloadend(Some(ended.as_ref().unchecked_ref()));
    request.send_with_opt_form_data(Some(&form))?;
    Ok(Going { request, _calls: [progress, ended] })
}

/// The network does not take a file: the device is asked to.
fn keep(files: Files, id: FileId, file: &File, state: RwSignal<State>) {
    match send(files, id, file, state, Way::Device) {
        Ok(going) => {
            let before = CHOSEN
                .with_borrow_mut(|chosen| chosen.get_mut(&id).and_then(|(_, before)| before.replace(going)));
            // It is what calls just now.
            if let Some(before) = before {
                drop_later(before);
            }
        }
        Err(_) => drop(state.try_set(State::Lost(ApiError::Offline))),
    }
}

/// A file that has left the browser has not arrived yet: a hundred is for the answer.
#[expect(clippy::disallowed_types, reason = "the browser counts bytes so")]
fn percent(loaded: f64, total: f64) -> Option<u8> {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "bytes are whole numbers")]
    let (loaded, total) = (loaded as u64, total as u64);
    u8::try_from((loaded * 100).checked_div(total)?.min(99)).ok()
}

fn outcome(request: &XmlHttpRequest) -> State {
    let text = request.response_text().ok().flatten().unwrap_or_default();
    if request.status() == Ok(200)
        && let Ok(card) = serde_json::from_str::<FileCard>(&text)
    {
        return State::Here(card);
    }
    let error = match request.status() {
        Ok(1..) => serde_json::from_str(&text).unwrap_or(ApiError::Incident(String::new())),
        _ => ApiError::Offline,
    };
    match error {
        ApiError::Rejected(rejection) => {
            let rule = rejection.0.first().map(|(_, rule)| text::rule(rule));
            State::Refused(rule.unwrap_or_default())
        }
        other => State::Lost(other),
    }
}

/// A file was taken away: it stops, or the portal forgets it.
pub(super) fn removed(id: FileId, state: &State) {
    let chosen = CHOSEN.with_borrow_mut(|chosen| chosen.remove(&id));
    if let Some((_, Some(going))) = chosen {
        // It does nothing to one that has arrived.
        let _aborted = going.request.abort();
        drop_later(going);
    }
    if !matches!(state, State::Refused(_)) {
        spawn_local(async move {
            // What is not taken away now is forgotten in a day.
            let _removed = remove_file(id).await;
        });
    }
}

/// A file has arrived, and nothing more is asked of it here.
pub(super) fn settled(id: FileId) {
    if let Some((_, Some(going))) = CHOSEN.with_borrow_mut(|chosen| chosen.remove(&id)) {
        drop_later(going);
    }
}

/// The browser may be about to call what is dropped.
fn drop_later(going: Going) {
    set_timeout(move || drop(going), Duration::from_secs(1));
}

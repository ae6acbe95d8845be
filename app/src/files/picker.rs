//! «Снять или выбрать»: each file goes as soon as it is chosen.
use super::list::{picture, sheet};
use crate::{
    api::ApiError,
    text,
    text::files::{allowed, allowed_pictures, unsent},
    ui::{FieldError, Icon, IconName, use_live},
};
use domain::{
    files::{FileCard, FileKind, Limits, Owner},
    ids::FileId,
};
use leptos::{html, prelude::*};
use uuid::Uuid;

#[cfg(feature = "hydrate")]
use super::send::{again, chosen, guard, removed, settled};
#[cfg(not(feature = "hydrate"))]
use nowhere::{again, chosen, guard, removed, settled};

/// The files of one form. It lives as long as its page: what was added stays when the form comes back.
#[derive(Clone, Copy)]
pub struct Files {
    /// What is being written, under the id that its form sends.
    pub form: RwSignal<Owner>,
    pub(super) limits: Limits,
    pub(super) items: RwSignal<Vec<Item>>,
    /// Some are under way: the form waits for them.
    pub busy: Signal<bool>,
}

/// A file that was chosen.
#[derive(Debug, Clone)]
pub(super) struct Item {
    pub id: FileId,
    pub name: String,
    pub state: RwSignal<State>,
}

#[derive(Debug, Clone, PartialEq, Eq)]
#[cfg_attr(not(feature = "hydrate"), expect(dead_code, reason = "nothing is sent on the server"))]
pub(super) enum State {
    /// So many of a hundred.
    Going(u8),
    Here(FileCard),
    /// It is never taken.
    Refused(String),
    /// It may be sent again.
    Lost(ApiError),
}

/// Files for what is written in a form, under the id that the form has.
#[must_use]
pub fn use_files(form: Owner, limits: Limits) -> Files {
    let items = RwSignal::new(Vec::<Item>::new());
    let busy = Signal::derive(move || {
        items.with(|items| items.iter().any(|item| matches!(item.state.get(), State::Going(_))))
    });
    Files { form: RwSignal::new(form), limits, items, busy }
}

impl Files {
    /// The form was taken, and is there for something new.
    pub fn begin_anew(self) {
        self.items.set(Vec::new());
        self.form.update(|form| *form = form.with_id(Uuid::now_v7()));
    }

    /// The first that has not arrived and may be sent again.
    pub(super) fn lost(self) -> Option<String> {
        self.items.with(|items| {
            let lost = items.iter().find(|item| matches!(item.state.get(), State::Lost(_)));
            lost.map(|item| item.name.clone())
        })
    }

    /// Hands each file over that has arrived: it leaves the chooser, and is seen elsewhere.
    pub fn each_arrived(self, with: impl Fn(FileCard) + 'static) {
        Effect::new(move |_| {
            let arrived: Vec<FileCard> = self.items.with(|items| {
                let here = |item: &Item| match item.state.get() {
                    State::Here(card) => Some(card),
                    State::Going(_) | State::Refused(_) | State::Lost(_) => None,
                };
                items.iter().filter_map(here).collect()
            });
            for card in arrived {
                self.items.update(|items| items.retain(|item| item.id != card.id));
                settled(card.id);
                with(card);
            }
        });
    }
}

/// The chooser with what was chosen. Without scripts it is not there.
#[component]
pub fn FilePicker(files: Files) -> impl IntoView {
    let live = use_live();
    let told = Memo::new(move |_| {
        let items = files.items.get();
        items.iter().rev().find_map(|item| match item.state.get() {
            State::Here(card) => Some(format!("{}: добавлен", card.name)),
            State::Lost(_) | State::Refused(_) | State::Going(_) => None,
        })
    });
    let pictures = files.form.with_untracked(|form| form.only_pictures());
    let (legend, hint, accept) = if pictures {
        ("Добавить картинку", allowed_pictures(&files.limits), FileKind::ACCEPT_PICTURES)
    } else {
        ("Прикрепить файл", allowed(&files.limits), FileKind::ACCEPT)
    };
    // The form was sent before a file had arrived: it waits, and says for what.
    let (chooser, place, held) = (NodeRef::new(), NodeRef::<html::Div>::new(), RwSignal::new(false));
    guard(
        files,
        chooser,
        Callback::new(move |()| {
            held.set(true);
            request_animation_frame(move || {
                if let Some(place) = place.try_get_untracked().flatten() {
                    drop(place.focus());
                }
            });
        }),
    );
    let lost = Memo::new(move |_| files.lost());
    Effect::new(move |_| {
        if lost.with(Option::is_none) {
            held.set(false);
        }
    });
    let waits = move || {
        let name = lost.get().filter(|_| held.get())?;
        Some(view! { <FieldError text=unsent(&name) aloud=true /> })
    };
    let shown = view! {
        <For each=move || files.items.get() key=|item| item.id children=move |item| shown(files, item) />
    };
    view! {
        <fieldset class="field" node_ref=chooser hidden=move || !live.get()>
            <legend class="field__label">{legend}</legend>
            <p class="field__hint">{hint}</p>
            <ul class="files">
                {shown}
                <li>
                    <label class="file-add">
                        <Icon name=IconName::Camera />
                        "Снять или выбрать"
                        <input
                            class="visually-hidden"
                            type="file"
                            multiple
                            accept=accept
                            on:change=move |event| chosen(files, &event)
                        />
                    </label>
                </li>
            </ul>
            <div node_ref=place tabindex="-1">
                {waits}
            </div>
            <p class="visually-hidden" role="status">
                {told}
            </p>
        </fieldset>
    }
    .into_any()
}

fn shown(files: Files, item: Item) -> AnyView {
    let Item { id, name, state } = item;
    let label = format!("Убрать {name}");
    let remove = view! {
        <button
            class="file__remove"
            type="button"
            aria-label=label
            on:click=move |_| {
                let last = state.get_untracked();
                files.items.update(|items| items.retain(|item| item.id != id));
                removed(id, &last);
            }
        >
            <span>
                <Icon name=IconName::Close small=true />
            </span>
        </button>
    };
    // The tile stays while the file goes: only its bar moves.
    let stage = Memo::new(move |_| match state.get() {
        State::Going(_) => None,
        settled => Some(settled),
    });
    let percent = move || match state.get() {
        State::Going(percent) => percent.to_string(),
        _ => "100".to_owned(),
    };
    let body = {
        let name = name.clone();
        move || match stage.get() {
            None => {
                let label = format!("Загрузка {name}");
                view! {
                    {sheet(None)}
                    <progress max="100" value=percent aria-label=label></progress>
                }
                .into_any()
            }
            Some(State::Here(card)) => {
                let name = card.name.clone();
                (picture(&card), view! { <span class="file__name">{name}</span> }).into_any()
            }
            Some(State::Lost(error)) => view! {
                <p class="file__why" role="alert">
                    <b>{name.clone()}</b>
                    " "
                    {lost(&error)}
                </p>
                <button class="btn btn--line btn--sm" type="button" on:click=move |_| again(files, id, state)>
                    "Повторить"
                </button>
            }
            .into_any(),
            Some(State::Refused(why)) => view! {
                <p class="file__why" role="alert">
                    <b>{name.clone()}</b>
                    " "
                    {why}
                </p>
            }
            .into_any(),
            Some(State::Going(_)) => ().into_any(),
        }
    };
    let is_wide = move || matches!(stage.get(), Some(State::Lost(_) | State::Refused(_)));
    view! {
        <li class="file" class:file--no=is_wide>
            {body}
            {remove}
        </li>
    }
    .into_any()
}

/// Why a file has not arrived. Where the session has ended one signs in beside this page, and sends the file again.
fn lost(error: &ApiError) -> AnyView {
    match error {
        ApiError::Offline => "Нет связи, файл не отправлен.".into_any(),
        ApiError::SignInRequired => view! {
            "Вы вышли из кабинета. "
            <a href="/sign-in" target="_blank" rel="opener">
                "Войдите в новой вкладке"
            </a>
            ", потом нажмите «Повторить»."
        }
        .into_any(),
        other => text::error(other).into_any(),
    }
}

/// Files go from the browser alone.
#[cfg(not(feature = "hydrate"))]
mod nowhere {
    use super::{FileId, Files, RwSignal, State};
    use leptos::{
        html,
        prelude::{Callback, NodeRef},
    };

    pub(super) fn guard(files: Files, chooser: NodeRef<html::Fieldset>, held: Callback<()>) {
        let _ = (files, chooser, held);
    }

    pub(super) fn chosen(files: Files, event: &leptos::ev::Event) {
        let _ = (files, event);
    }

    pub(super) fn again(files: Files, id: FileId, state: RwSignal<State>) {
        let _ = (files, id, state);
    }

    pub(super) fn removed(id: FileId, last: &State) {
        let _ = (id, last);
    }

    pub(super) fn settled(id: FileId) {
        let _ = id;
    }
}

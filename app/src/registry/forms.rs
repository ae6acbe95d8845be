//! Fields of forms that stand on a page several times: their ids tell them apart.
use crate::{text::registry::kind as word, ui::FieldError};
use domain::residency::ResidencyKind;
use leptos::prelude::*;

/// What a field of a row is like.
pub(super) struct Row {
    pub id: String,
    pub name: &'static str,
    pub label: &'static str,
    /// The type of the input.
    pub kind: &'static str,
    pub value: String,
    pub error: Signal<Option<String>>,
}

pub(super) fn field(row: Row) -> AnyView {
    let Row { id, name, label, kind, value, error } = row;
    let error_id = format!("{id}-error");
    let described_by = {
        let error_id = error_id.clone();
        move || error.with(Option::is_some).then(|| error_id.clone())
    };
    view! {
        <div class="field">
            <label class="field__label small" for=id.clone()>
                {label}
            </label>
            <input
                class="input"
                id=id
                name=name
                type=kind
                value=value
                autocomplete="off"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described_by
            />
            {move || error.get().map(|text| view! { <FieldError text=text id=error_id.clone() /> })}
        </div>
    }
    .into_any()
}

/// Owner, tenant or registered.
pub(super) fn kinds(id: String, name: &'static str, chosen: &str, error: Signal<Option<String>>) -> AnyView {
    let options = ResidencyKind::ALL.map(|kind| {
        let selected = kind.code() == chosen;
        view! {
            <option value=kind.code() selected=selected>
                {word(kind)}
            </option>
        }
    });
    view! {
        <div class="field">
            <label class="field__label small" for=id.clone()>
                "Кто это"
            </label>
            <select class="select" id=id name=name aria-invalid=move || error.with(Option::is_some).then_some("true")>
                <option value="">"Выберите"</option>
                {options.collect_view()}
            </select>
            {move || error.get().map(|text| view! { <FieldError text=text /> })}
        </div>
    }
    .into_any()
}

/// What was typed before the form came back, or what is known.
pub(super) fn or(typed: String, known: impl FnOnce() -> String) -> String {
    if typed.is_empty() { known() } else { typed }
}

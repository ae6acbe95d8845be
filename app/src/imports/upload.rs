//! What begins a load: an ordinary form, so that a large file is sent by the browser itself.
use crate::{
    api::{ApiError, Posted},
    text,
    ui::{Banner, ButtonKind, FieldError, Icon, IconName, Tone},
};
use domain::{ids::ImportId, imports::Kind};
use leptos::prelude::*;

/// Tables, to be chosen from.
pub(crate) const TABLES: &str =
    ".xlsx,.csv,.txt,.tsv,text/csv,application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

/// The form of a load that this page chose the id of. `note` says what happens before anything is written.
pub(crate) fn upload_form(
    fresh: ImportId,
    title: &'static str,
    posted: Option<&Posted>,
    fields: AnyView,
    note: &'static str,
) -> AnyView {
    let error = posted.map(|posted| &posted.error);
    let whole = error.filter(|error| error.rejection().is_none_or(|rejection| rejection.field("").is_some()));
    let whole = whole.map(|error| view! { <Banner tone=Tone::No title=text::error(error) live=true /> });
    view! {
        <form class="card form" method="post" enctype="multipart/form-data" action=format!("/imports/{fresh}")>
            <h2>{title}</h2>
            {whole}
            {fields}
            <div class="actions">
                <button class=ButtonKind::Primary.class() type="submit">
                    <Icon name=IconName::Upload small=true />
                    "Загрузить файл"
                </button>
                <p class="small muted">{note}</p>
            </div>
        </form>
    }
    .into_any()
}

/// What is wrong with a field of the form that came back.
pub(crate) fn wrong(posted: Option<&Posted>, field: &str) -> Option<String> {
    posted.map(|posted| &posted.error).and_then(ApiError::rejection)?.field(field).map(text::rule)
}

/// The file itself; `accept` as in HTML.
pub(crate) fn file_field(
    label: &'static str,
    hint: AnyView,
    accept: &'static str,
    posted: Option<&Posted>,
) -> AnyView {
    let wrong = wrong(posted, "file");
    view! {
        <div class="field">
            <label class="field__label" for="file">
                {label}
            </label>
            <p class="field__hint" id="file-hint">
                {hint}
            </p>
            <input
                class="input"
                type="file"
                id="file"
                name="file"
                accept=accept
                aria-describedby="file-hint"
                aria-invalid=wrong.is_some().then_some("true")
            />
            {wrong.map(|text| view! { <FieldError text=text /> })}
        </div>
    }
    .into_any()
}

/// A link to a sample of such a file: `xlsx` or `csv`.
pub(crate) fn sample(of: Kind, ending: &'static str, label: &'static str) -> AnyView {
    view! {
        <a href=format!("/imports/samples/{}.{ending}", of.code()) rel="external" download>
            {label}
        </a>
    }
    .into_any()
}

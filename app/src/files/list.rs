use crate::{
    text::files::{kind_name, size},
    ui::{Icon, IconName},
};
use domain::files::{FileCard, FileKind};
use leptos::prelude::*;

/// Files that were added, each to be saved; nothing where there are none.
pub fn file_list(files: &[FileCard]) -> Option<AnyView> {
    if files.is_empty() {
        return None;
    }
    let files = files
        .iter()
        .map(|file| {
            let about = format!("{}, {}", kind_name(file.kind), size(file.bytes));
            let name = file.name.clone();
            view! {
                <li class="file">
                    <a href=file.path() rel="external" download>
                        {picture(file)}
                        <span class="file__name">{name}</span>
                        <small>{about}</small>
                    </a>
                </li>
            }
        })
        .collect_view();
    Some(view! { <ul class="files pad">{files}</ul> }.into_any())
}

/// The picture in small, or a sheet with the kind of the document.
pub(super) fn picture(file: &FileCard) -> AnyView {
    match file.preview() {
        Some(preview) => {
            view! { <img class="file__pic" src=preview alt="" width="96" height="96" loading="lazy" /> }
                .into_any()
        }
        None => sheet(Some(file.kind)),
    }
}

pub(super) fn sheet(kind: Option<FileKind>) -> AnyView {
    view! {
        <span class="file__pic" aria-hidden="true">
            <Icon name=IconName::Pdf />
            {kind.map(|kind| view! { <b>{kind_name(kind)}</b> })}
        </span>
    }
    .into_any()
}

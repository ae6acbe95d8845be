//! What has changed, the latest first.
use crate::{
    journal::happened,
    layout::may,
    text::registry::change,
    ui::{Badge, ButtonKind, Card, Icon, IconName, Tone, date_time},
};
use domain::{
    access::Permission,
    registry::{HistoryLine, LoadedFrom},
};
use leptos::prelude::*;

/// `older` leads to what was before.
pub(super) fn history(lines: &[HistoryLine], older: Option<String>) -> AnyView {
    if lines.is_empty() {
        return view! {
            <Card title="История изменений">
                <p class="muted">"Изменений на портале пока не было."</p>
            </Card>
        }
        .into_any();
    }
    let rows = lines.iter().map(row).collect_view();
    let older = older.map(|href| {
        view! {
            <div class="tablefoot">
                <a class=format!("{} btn--sm", ButtonKind::Line.class()) href=href>
                    "Показать раньше"
                </a>
            </div>
        }
    });
    view! {
        <Card title="История изменений" flush=true>
            <ol class="rows">{rows}</ol>
            {older}
        </Card>
    }
    .into_any()
}

fn row(line: &HistoryLine) -> AnyView {
    let who = line.who.clone().unwrap_or_else(|| "портал".to_owned());
    let about = vec![line.about.clone(), line.change.as_ref().map(change)];
    happened(IconName::Edit, &line.kind, (who, line.role), about, line.at)
}

/// The spreadsheets that a record comes from; nothing where there are none.
pub(super) fn spreadsheets(loaded: &[LoadedFrom]) -> Option<AnyView> {
    if loaded.is_empty() {
        return None;
    }
    let opens = may(Permission::ImportRegistries);
    let rows = loaded.iter().map(|loaded| spreadsheet(loaded, opens)).collect_view();
    let card = view! {
        <Card title="Из каких таблиц" flush=true>
            <ul class="rows">{rows}</ul>
        </Card>
    };
    Some(card.into_any())
}

fn spreadsheet(loaded: &LoadedFrom, opens: bool) -> AnyView {
    let name = loaded.file_name.clone();
    let name = if opens {
        view! { <a href=format!("/staff/imports/{}", loaded.id)>{name}</a> }.into_any()
    } else {
        view! { <span>{name}</span> }.into_any()
    };
    let undone = loaded.undone.then(|| view! { <Badge tone=Tone::Ask label="отменена" /> });
    view! {
        <li class="item">
            <span class="res res--home">
                <Icon name=IconName::Upload />
            </span>
            <div>
                <b class="journal__about">{name}</b>
                <span class="muted">{loaded.who.clone()}</span>
                <span class="row">{undone}</span>
            </div>
            <time class="muted small num">{date_time(loaded.at)}</time>
        </li>
    }
    .into_any()
}

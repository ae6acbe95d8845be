//! «Загрузки»: a new one, and those that were made.
use super::{
    load_imports,
    upload::{TABLES, file_field, sample, upload_form, wrong},
    words::{IMPORTS, kind, state_badge},
};
use crate::{
    api::{Posted, posted_under},
    desk,
    layout::{NotFound, Page, PageShape, loaded, may, once_ready},
    live,
    setup::FirstLoadsCard,
    ui::{Card, FieldError, Icon, IconName, Skeleton, date_time},
};
use domain::{
    access::Permission,
    changes::{Desk, Topic},
    ids::ImportId,
    imports::{ImportCard, ImportsPage as Data, Kind},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

#[component]
pub fn ImportsPage() -> impl IntoView {
    if !may(Permission::ImportRegistries) {
        return view! { <NotFound /> }.into_any();
    }
    let query = use_query_map();
    let after = Memo::new(move |_| query.with(|query| query.get("after")));
    let list = Resource::new(move || after.get(), load_imports);
    live::watch(|| vec![Topic::Desk(Desk::Imports)], move || list.refetch());
    // The form is drawn once: a file that was chosen is not lost when the list below it changes.
    let posted = StoredValue::new(posted_under("/imports/"));
    let fresh = Memo::new(move |first: Option<&Option<(ImportId, u64)>>| {
        let known = first.copied().flatten();
        known.or_else(|| list.get()?.ok().map(|page| (page.fresh, page.limits.bytes)))
    });
    let form = move || {
        let (id, bytes) = fresh.get().filter(|_| after.get().is_none())?;
        Some(posted.with_value(|posted| new_one(id, bytes, posted.as_ref())))
    };
    let cards = move || {
        let first = after.get_untracked().is_none();
        Some(loaded(list.get()?, move |page| listed(&page, first)))
    };
    view! {
        <Page title="Загрузки" shape=PageShape::Single>
            <FirstLoadsCard />
            <Transition>{once_ready(async move { list.ready().await }, form)}</Transition>
            <Transition fallback=Skeleton>{once_ready(async move { list.ready().await }, cards)}</Transition>
        </Page>
    }
    .into_any()
}

fn new_one(fresh: ImportId, bytes: u64, posted: Option<&Posted>) -> AnyView {
    let chosen = posted.and_then(|posted| posted.value("kind")).unwrap_or_default().to_owned();
    let kinds = Kind::FIRST.map(|of| {
        let (name, what) = kind(of);
        view! {
            <div class="kind">
                <label class="topic">
                    <input type="radio" name="kind" value=of.code() checked=chosen == of.code() />
                    <span>
                        <b>{name}</b>
                        <small>{what}</small>
                    </span>
                </label>
                <p class="small muted">
                    "Образец: " {sample(of, "xlsx", "XLSX")} ", " {sample(of, "csv", "CSV")}
                </p>
            </div>
        }
    });
    let no_kind = wrong(posted, "kind");
    let is_wrong = no_kind.is_some();
    let hint = format!(
        "Excel (.xlsx) или CSV до {} МБ. Столбцы портал узнает сам, вы их проверите",
        bytes / 1024 / 1024
    );
    let fields = view! {
        <fieldset class="field" aria-invalid=is_wrong.then_some("true")>
            <legend class="field__label">"Что в файле"</legend>
            <div class="kinds">{kinds}</div>
            {no_kind.map(|text| view! { <FieldError text=text /> })}
        </fieldset>
        {file_field("Таблица", hint.into_any(), TABLES, posted)}
    };
    let note = "Пока вы не подтвердите, в портале ничего не изменится";
    upload_form(fresh, "Новая загрузка", posted, fields.into_any(), note)
}

fn listed(page: &Data, first: bool) -> AnyView {
    if page.cards.is_empty() {
        return view! { <p class="muted">"Загрузок пока нет. Начните с помещений, счетов и собственников."</p> }
            .into_any();
    }
    let rows = page.cards.iter().map(row).collect_view();
    let start = (!first).then(|| IMPORTS.to_owned());
    let next =
        page.next.as_ref().map(|next| format!("{IMPORTS}{}", desk::query([("after", Some(next.clone()))])));
    view! {
        <Card title="Что загружали" flush=true>
            <ul class="rows">{rows}</ul>
            {desk::parts(start, next)}
        </Card>
    }
    .into_any()
}

fn row(card: &ImportCard) -> AnyView {
    let counts = card.counts.map(|counts| {
        format!(
            "новых {}, изменений {}, без изменений {}, отказов {}",
            counts.new, counts.changed, counts.same, counts.refused
        )
    });
    let href = format!("{IMPORTS}/{}", card.id);
    item(card, IconName::List, href, kind(card.kind).0.to_owned(), counts)
}

/// One import in a list, with what came of it.
pub(crate) fn item(
    card: &ImportCard,
    icon: IconName,
    href: String,
    title: String,
    outcome: Option<String>,
) -> AnyView {
    let file = (title != card.file_name).then(|| format!("{}, ", card.file_name));
    let by = card.by.clone().unwrap_or_default();
    view! {
        <li class="item">
            <span class="res res--home">
                <Icon name=icon />
            </span>
            <div>
                <a class="item__link" href=href>
                    {title}
                </a>
                <span class="small muted">{file} {date_time(card.created_at)} ", " {by}</span>
                {outcome.map(|outcome| view! { <span class="small muted num">{outcome}</span> })}
            </div>
            {state_badge(card.state)}
        </li>
    }
    .into_any()
}

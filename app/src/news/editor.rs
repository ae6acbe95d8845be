//! The editor of an item, with what residents will see beside it.
mod pictures;
mod places;
mod preview;
mod unsaved;

use super::{
    SaveNews,
    board::state_badge,
    load_news_sheet,
    sheet::{history, readers, removal, seen_by},
};
use crate::{
    api::{Posted, posted},
    form::{FormFailure, FormState, keep_draft, use_form_to},
    layout::{NotFound, Page, loaded, once_ready},
    ui::{Banner, Button, ButtonKind, Checkbox, Field, Skeleton, TextArea, Tone, date, date_iso, time},
};
use domain::{
    files::Owner,
    ids::NewsId,
    news::{MAX_TITLE, NewsSheet, NewsState, Target},
};
use leptos::{ev::Event, form::ActionForm, prelude::*};
use leptos_router::hooks::{use_params_map, use_query_map};
use pictures::{Pictures, pictures};
use places::{PLACES, audience};
use preview::{Seen, kind_named, kinds, listen, preview};
use unsaved::Unsaved;

/// A new item.
#[component]
pub fn NewNewsPage() -> impl IntoView {
    editor(|| Some(None))
}

/// An item that was written before.
#[component]
pub fn EditNewsPage() -> impl IntoView {
    let params = use_params_map();
    editor(move || params.with_untracked(|params| params.get_str("id")?.parse::<NewsId>().ok().map(Some)))
}

fn editor(id: impl Fn() -> Option<Option<NewsId>>) -> AnyView {
    let Some(id) = id() else { return view! { <NotFound /> }.into_any() };
    let sheet = Resource::new_blocking(|| (), move |()| load_news_sheet(id));
    let save = ServerAction::<SaveNews>::new();
    let unsaved = Unsaved::watch();
    let form = use_form_to(save, move |next| unsaved.saved(next));
    let typed = StoredValue::new(posted::<SaveNews>());
    let query = use_query_map();
    let done = move || {
        query.with(|query| {
            ["saved", "published", "withdrawn"].into_iter().find(|word| query.get_str(word).is_some())
        })
    };
    view! {
        <Suspense fallback=Skeleton>
            {once_ready(
                async move {
                    sheet.ready().await;
                },
                move || {
                    let done = untrack(done);
                    Some(
                        loaded(
                            sheet.get()?,
                            |sheet| {
                                let desk = Desk { save, form, unsaved, typed: typed.get_value() };
                                shown(&sheet, &desk, done)
                            },
                        ),
                    )
                },
            )}
        </Suspense>
    }
    .into_any()
}

/// The form with what was typed into it before it came back.
struct Desk {
    save: ServerAction<SaveNews>,
    form: FormState,
    unsaved: Unsaved,
    typed: Option<Posted>,
}

impl Desk {
    fn text(&self, name: &str, kept: &str) -> String {
        let typed = self.typed.as_ref().and_then(|typed| typed.value(name));
        typed.unwrap_or(kept).to_owned()
    }

    /// A tick that is not there was taken away, if the form has come back.
    fn ticked(&self, name: &str, kept: bool) -> bool {
        self.typed.as_ref().map_or(kept, |typed| typed.value(name) == Some("true"))
    }

    fn holds(&self, place: &Target, kept: &[Target]) -> bool {
        let code = place.to_string();
        self.typed.as_ref().map_or_else(
            || kept.contains(place),
            |typed| typed.fields.iter().any(|(name, value)| name == PLACES && *value == code),
        )
    }
}

fn shown(sheet: &NewsSheet, desk: &Desk, done: Option<&'static str>) -> AnyView {
    let kind =
        desk.typed.as_ref().and_then(|typed| kind_named(typed.value("draft[kind]")?)).unwrap_or(sheet.kind);
    let seen = Seen {
        kind: RwSignal::new(kind),
        title: RwSignal::new(desk.text("draft[title]", &sheet.title)),
        source: RwSignal::new(desk.text(SOURCE, &sheet.source)),
        html: RwSignal::new(sheet.html.clone()),
    };
    let title = match (sheet.version, sheet.title.as_str()) {
        (0, _) => "Новая новость".to_owned(),
        (_, "") => "Без заголовка".to_owned(),
        (_, title) => title.to_owned(),
    };
    let (form, unsaved) = (desk.form, desk.unsaved);
    // It was true until something else was typed, or refused.
    let told = move || done.filter(|_| !form.fails() && !unsaved.is_there()).map(answer);
    let head = view! {
        <p class="row">{state_badge(sheet.state)} <span class="muted small">{saved(sheet)}</span></p>
        {told}
    };
    let aside = view! {
        {seen_by(sheet)}
        {preview(seen)}
    };
    let body = view! {
        {fields(sheet, desk, seen)}
        {readers(sheet)}
        {history(sheet)}
        {removal(sheet)}
    };
    let body = body.into_any();
    view! {
        <Page title=title back=("/staff/news", "Новости") head=head.into_any() aside=aside.into_any()>
            {body}
        </Page>
    }
    .into_any()
}

/// «сохранено 25.01.2018 в 13:19»
fn saved(sheet: &NewsSheet) -> Option<String> {
    let at = sheet.saved_at?;
    let by = sheet.saved_by.as_ref().map(|by| format!(", {by}")).unwrap_or_default();
    Some(format!("сохранено {} в {}{by}", date(at.date()), time(at)))
}

fn answer(done: &'static str) -> AnyView {
    let words = match done {
        "published" => "Новость опубликована: жители увидят её по списку «Увидят».",
        "withdrawn" => "Новость снята: жители её больше не видят. Её можно исправить и опубликовать снова.",
        _ => "Сохранено.",
    };
    view! {
        <Banner tone=Tone::Ok slim=true live=true>
            <p>{words}</p>
        </Banner>
    }
    .into_any()
}

fn fields(sheet: &NewsSheet, desk: &Desk, seen: Seen) -> AnyView {
    let (form, unsaved, out) = (desk.form, desk.unsaved, sheet.state.is_out());
    let (id, version) = (desk.text("draft[id]", &sheet.id.to_string()), sheet.version.to_string());
    let typed = NodeRef::new();
    // What was typed over one version is nothing to add to another; a new item has an id of its own each time.
    let whose = if sheet.version == 0 { "new".to_owned() } else { id.clone() };
    keep_draft(typed, format!("/staff/news/{whose} {version}"), desk.save, form);
    let Pictures { chooser, busy, files } =
        pictures(id.parse().unwrap_or(sheet.id), sheet.limits, form, seen);
    // The pictures in the text are of its id: a draft that is filled in again brings it along.
    let of_draft = move |event: Event| {
        if let Ok(id) = event_target_value(&event).parse() {
            files.form.set(Owner::News(id));
        }
    };
    let parts =
        (words_of(sheet, desk, seen), chooser, audience(sheet, desk), days(sheet, desk), ticks(sheet, desk));
    view! {
        <ActionForm
            action=desk.save
            node_ref=typed
            attr:class="card form"
            attr:novalidate=true
            attr:autocomplete="off"
            on:input=move |_| unsaved.typed()
        >
            <FormFailure form />
            <input type="hidden" name="draft[id]" value=id data-kept="" on:input=of_draft />
            <input type="hidden" name="draft[version]" value=version />
            {parts}
            {buttons(busy, out)}
        </ActionForm>
    }
    .into_any()
}

/// What it is, title and text.
fn words_of(sheet: &NewsSheet, desk: &Desk, seen: Seen) -> AnyView {
    let form = desk.form;
    view! {
        <div class="form writing" on:input=listen(seen)>
            {kinds(seen.kind.get_untracked())}
            <Field
                name="draft[title]"
                label="Заголовок"
                autocomplete="off"
                hint=TITLE_HINT
                error=form.field("title")
                value=desk.text("draft[title]", &sheet.title)
            />
            <TextArea
                name=SOURCE
                label="Текст"
                hint="**жирный**, *курсив*, [ссылка](https://…), список с «-» в начале строки"
                error=form.field("source")
                value=seen.source.get_untracked()
                typed=seen.source
            />
        </div>
    }
    .into_any()
}

fn days(sheet: &NewsSheet, desk: &Desk) -> AnyView {
    let from = sheet.from.map(|from| format!("{}T{}", date_iso(from.date()), time(from))).unwrap_or_default();
    let to = sheet.to.map(date_iso).unwrap_or_default();
    view! {
        <div class="fields-2">
            <Field
                name="draft[from]"
                label="Показать с"
                kind="datetime-local"
                autocomplete="off"
                hint="Пусто: сразу после публикации"
                error=desk.form.field("from")
                value=desk.text("draft[from]", &from)
            />
            <Field
                name="draft[to]"
                label="Снять после"
                kind="date"
                autocomplete="off"
                hint="Последний день. Пусто: не снимать"
                error=desk.form.field("to")
                value=desk.text("draft[to]", &to)
            />
        </div>
    }
    .into_any()
}

fn ticks(sheet: &NewsSheet, desk: &Desk) -> AnyView {
    let again = (sheet.state.is_out() && sheet.state != NewsState::Scheduled).then(|| {
        view! {
            <Checkbox name="draft[again]" checked=desk.ticked("draft[again]", false)>
                "Показать и сообщить ещё раз, и тем, кто уже прочёл"
            </Checkbox>
        }
    });
    view! {
        <div>
            <Checkbox name="draft[pops_up]" checked=desk.ticked("draft[pops_up]", sheet.pops_up)>
                "Всплывёт при входе, один раз у каждого"
            </Checkbox>
            <Checkbox name="draft[must_read]" checked=desk.ticked("draft[must_read]", sheet.must_read)>
                "Попросить нажать «Ознакомлен», ещё и письмом"
            </Checkbox>
            {again}
        </div>
    }
    .into_any()
}

/// The field of the text.
const SOURCE: &str = "draft[source]";
const TITLE_HINT: &str = "До 80 знаков. На плитке видны первые 60";
const _: () = assert!(MAX_TITLE == 80, "the hint says so");

fn buttons(busy: Signal<bool>, out: bool) -> AnyView {
    let buttons = if out {
        view! { <Button label="Сохранить исправление" busy_label="Сохраняем" class="btn--phone-wide" busy=busy /> }.into_any()
    } else {
        view! {
            <Button
                label="Дальше: кто увидит"
                busy_label="Сохраняем"
                class="btn--phone-wide"
                busy=busy
                name="then"
                value="audience"
            />
            <Button
                label="Оставить черновиком"
                busy_label="Сохраняем"
                kind=ButtonKind::Plain
                class="btn--phone-wide"
                busy=busy
                name="then"
                value="draft"
            />
        }
        .into_any()
    };
    view! { <div class="actions">{buttons}</div> }.into_any()
}

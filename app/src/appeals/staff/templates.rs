//! «Шаблоны ответов».
use super::{RestoreTemplate, RetireTemplate, SaveTemplate, load_templates};
use crate::{
    form::{FormFailure, FormState, use_form},
    layout::{Page, PageShape, loaded, when_ready},
    ui::{Banner, Button, ButtonKind, Card, Field, Icon, IconName, TextArea, Tone},
};
use domain::appeals::{PLACEHOLDERS, TemplateCard, TemplatesPage as Data};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

const TEMPLATES: &str = "/staff/appeals/templates";

#[component]
pub fn TemplatesPage() -> impl IntoView {
    let list = Resource::new_blocking(|| (), |()| load_templates());
    let save = ServerAction::<SaveTemplate>::new();
    let state = use_form(save);
    let query = use_query_map();
    let edited = Memo::new(move |_| query.with(|query| query.get("edit")));
    view! {
        <Suspense>
            {when_ready(move || {
                let edited = edited.get();
                async move {
                    loaded(
                        list.await,
                        move |list| {
                            view! {
                                <Page
                                    title="Шаблоны ответов"
                                    shape=PageShape::Single
                                    back=("/staff/appeals", "Обращения")
                                    head=(move || done(query)).into_any()
                                >
                                    {editor(&list, edited.as_deref(), save, state)}
                                    {listed(list.cards)}
                                </Page>
                            }
                        },
                    )
                }
            })}
        </Suspense>
    }
    .into_any()
}

/// What has just been done; what was taken out of use may be taken back.
fn done(query: Memo<leptos_router::params::ParamsMap>) -> Option<AnyView> {
    if let Some(template) = query.with(|query| query.get("retired")) {
        return Some(
            view! {
                <Banner tone=Tone::Ok title="Шаблон убран" slim=true live=true>
                    <form method="post" action=RestoreTemplate::url()>
                        <input type="hidden" name="template" value=template />
                        <Button label="Вернуть" kind=ButtonKind::Plain class="btn--sm" />
                    </form>
                </Banner>
            }
            .into_any(),
        );
    }
    let title = match query.with(|query| query.get("done"))?.as_str() {
        "saved" => "Шаблон сохранён",
        "restored" => "Шаблон снова в списке",
        _ => return None,
    };
    Some(view! { <Banner tone=Tone::Ok title=title slim=true live=true /> }.into_any())
}

/// A new template, or the one that the address names.
fn editor(
    data: &Data,
    edited: Option<&str>,
    action: ServerAction<SaveTemplate>,
    state: FormState,
) -> AnyView {
    let edited = data.cards.iter().find(|card| edited == Some(card.id.to_string().as_str()));
    let id = edited.map_or(data.fresh, |card| card.id).to_string();
    // What came back is of the template that it was typed for.
    let came_back = state.value("template[id]") == id || (edited.is_none() && state.came_back());
    let value = |name: &str, kept: Option<&String>| {
        if came_back { state.value(name) } else { kept.cloned().unwrap_or_default() }
    };
    let name = value("template[name]", edited.map(|card| &card.name));
    let text = value("template[text]", edited.map(|card| &card.text));
    let known = PLACEHOLDERS.map(|name| format!("{{{name}}}")).join(", ");
    let cancel = edited.map(|_| {
        view! {
            <a class=ButtonKind::Plain.class() href=TEMPLATES rel="external">
                "Отмена"
            </a>
        }
    });
    let title = if edited.is_some() { "Изменить шаблон" } else { "Новый шаблон" };
    view! {
        <ActionForm action=action attr:class="card form form--close" attr:novalidate=true>
            <h2>{title}</h2>
            <FormFailure form=state />
            <input type="hidden" name="template[id]" value=id />
            <Field
                name="template[name]"
                label="Название"
                autocomplete="off"
                hint="По нему шаблон выбирают"
                error=state.field("name")
                value=name
            />
            <TextArea
                name="template[text]"
                label="Текст"
                hint="Слова в фигурных скобках заменятся сами"
                error=state.field("text")
                value=text
            />
            <p class="small muted">"Подстановки: " {known}</p>
            <div class="actions">
                <Button label="Сохранить" busy=state.busy />
                {cancel}
            </div>
        </ActionForm>
    }
    .into_any()
}

fn listed(cards: Vec<TemplateCard>) -> AnyView {
    if cards.is_empty() {
        return view! { <p class="muted">"Шаблонов пока нет: добавьте первый."</p> }.into_any();
    }
    let rows = cards.into_iter().map(|card| {
        let (edit, retire) = (format!("Изменить: {}", card.name), format!("Убрать: {}", card.name));
        view! {
            <li class="item template">
                <span class="res res--home">
                    <Icon name=IconName::Edit />
                </span>
                <div>
                    <b>{card.name}</b>
                    <span class="template__text muted">{card.text}</span>
                </div>
                <div class="row">
                    <a
                        class=format!("{} btn--sm", ButtonKind::Line.class())
                        href=format!("{TEMPLATES}?edit={}", card.id)
                        aria-label=edit
                        rel="external"
                    >
                        "Изменить"
                    </a>
                    <form method="post" action=RetireTemplate::url()>
                        <input type="hidden" name="template" value=card.id.to_string() />
                        <button class=format!("{} btn--sm", ButtonKind::Plain.class()) type="submit" aria-label=retire>
                            "Убрать"
                        </button>
                    </form>
                </div>
            </li>
        }
    });
    view! {
        <Card title="Готовые тексты" flush=true>
            <ul class="rows">{rows.collect_view()}</ul>
        </Card>
    }
    .into_any()
}

use super::SendReport;
use crate::{
    form::{FormFailure, use_form},
    layout::{Page, PageShape, use_frame},
    ui::{Button, ButtonKind, TextArea},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;

/// «Сообщить об ошибке»: takes along the page it is about, the build and the request.
#[component]
pub fn ReportPage() -> impl IntoView {
    let query = use_query_map();
    let sent = move || query.with(|query| query.get("sent").is_some());
    view! {
        <Page title="Сообщить об ошибке" shape=PageShape::Single>
            {move || {
                if sent() {
                    view! { <Thanks /> }.into_any()
                } else {
                    view! { <ReportForm /> }.into_any()
                }
            }}
        </Page>
    }
    .into_any()
}

#[component]
fn Thanks() -> impl IntoView {
    view! {
        <div class="stack" role="status">
            <p>"Спасибо, получили. Разберёмся и исправим."</p>
            <div class="actions">
                <a class=ButtonKind::Tonal.class() href="/">
                    "На главную"
                </a>
            </div>
        </div>
    }
}

#[component]
fn ReportForm() -> impl IntoView {
    let action = ServerAction::<SendReport>::new();
    let form = use_form(action);
    let frame = use_frame();
    let query = use_query_map();
    view! {
        <ActionForm action=action attr:class="card form" attr:novalidate=true>
            <FormFailure form />
            <TextArea
                name="text"
                label="Что случилось"
                hint="Что вы делали, чего ждали и что увидели"
                error=form.field("text")
                value=form.value("text")
            />
            <Suspense>
                {move || Suspend::new(async move {
                    let (build, rendered_by) = frame.await.map(|frame| (frame.build, frame.request)).unwrap_or_default();
                    let (page, request) = query
                        .with_untracked(|query| (query.get("page"), query.get("request").filter(|id| !id.is_empty())));
                    let (page, request) = (page.unwrap_or_else(|| "/".into()), request.unwrap_or(rendered_by));
                    view! {
                        <dl class="facts small">
                            {fact("Страница", "page", page)} {fact("Сборка", "build", build)}
                            {fact("Запрос", "request", request)}
                        </dl>
                    }
                })}
            </Suspense>
            <p class="muted small">"Эти сведения уйдут вместе с текстом. Пароли и показания мы не прикладываем."</p>
            <div class="actions">
                <Button label="Отправить" busy=form.busy />
            </div>
        </ActionForm>
    }
}

fn fact(label: &'static str, name: &'static str, value: String) -> impl IntoView {
    view! {
        <div>
            <dt>{label}</dt>
            <dd>{value.clone()} <input type="hidden" name=name value=value /></dd>
        </div>
    }
}

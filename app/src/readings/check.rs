//! `/check/{code}`: anyone learns that a notice is genuine, and nothing else.
use super::{load_paper, text};
use crate::{
    api::ApiError,
    layout::{Page, PageShape},
    text as errors,
    ui::{Banner, Button, Field, Skeleton, Tone, date, time},
};
use domain::readings::CheckedPaper;
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// The code is in the path, as notices have it, or in the query of the form.
#[component]
pub fn CheckPage() -> impl IntoView {
    let (params, query) = (use_params_map(), use_query_map());
    let code = Memo::new(move |_| {
        let code = params.with(|params| params.get("code")).or_else(|| query.with(|query| query.get("code")));
        code.map(|code| code.trim().to_owned()).filter(|code| !code.is_empty())
    });
    let paper = Resource::new(
        move || code.get(),
        |code| async move {
            match code {
                Some(code) => Some(load_paper(code).await),
                None => None,
            }
        },
    );
    view! {
        <Page title="Проверка извещения" shape=PageShape::Single>
            <form class="card form" action="/check" method="get">
                <Transition fallback=Skeleton>
                    {move || paper.get().flatten().map(|answer| verdict(answer, code.get_untracked()))}
                </Transition>
                <Field
                    name="code"
                    label="Код с извещения"
                    autocomplete="off"
                    hint="Десять букв и цифр. Например: 7K2QM-94XTD. Личных данных страница не показывает."
                />
                <Button label="Проверить" class="btn--phone-wide" />
            </form>
        </Page>
    }
    .into_any()
}

fn verdict(answer: Result<Option<CheckedPaper>, ApiError>, code: Option<String>) -> AnyView {
    match answer {
        Ok(Some(paper)) => genuine(&paper),
        Ok(None) | Err(ApiError::NotFound) => {
            #[cfg(feature = "ssr")]
            if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
                response.set_status(http::StatusCode::NOT_FOUND);
            }
            let title = format!("Извещения с кодом {} не нашли", code.unwrap_or_default());
            view! {
                <Banner tone=Tone::Ask title=title live=true>
                    <p>"Сверьте код с извещением: в нём нет букв I, L, O и U."</p>
                </Banner>
            }
            .into_any()
        }
        Err(error) => view! { <Banner tone=Tone::No title=errors::error(&error) live=true /> }.into_any(),
    }
}

fn genuine(paper: &CheckedPaper) -> AnyView {
    let title = format!("Показания приняты {} в {}", date(paper.at.date()), time(paper.at));
    let text = format!(
        "Извещение № {}, за {}, приборов: {}. {}.",
        paper.number,
        text::month_of(paper.period),
        paper.meters,
        paper.company
    );
    view! {
        <Banner tone=Tone::Ok title=title live=true>
            <p>{text}</p>
        </Banner>
    }
    .into_any()
}

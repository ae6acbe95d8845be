//! «Новости» of the open account.
use super::{Listed, View, card, load_news};
use crate::{
    api::ApiError,
    charges::Debt,
    layout::{Page, loaded, once_ready},
    live,
    readings::no_account,
    ui::{ButtonKind, Empty, Icon, IconName, Skeleton},
};
use domain::changes::Topic;
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const TITLE: &str = "Новости";

#[component]
pub fn NewsPage() -> impl IntoView {
    let query = use_query_map();
    let view = Memo::new(move |_| query.with(|query| View::from_code(query.get_str("view")?)));
    let before = Memo::new(move |_| query.with(|query| query.get("before")));
    let reloading = RwSignal::new(false);
    let data = Resource::new(
        move || (view.get(), before.get()),
        move |(view, before)| async move {
            reloading.try_set(true);
            let loaded = load_news(view, before).await;
            reloading.try_set(false);
            loaded
        },
    );
    let reload = Callback::new(move |()| data.refetch());
    live::watch(|| vec![Topic::News], move || data.refetch());
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move {
                    data.ready().await;
                },
                move || {
                    Some(
                        match data.get()? {
                            Err(ApiError::NotFound) => no_account(TITLE),
                            answer => {
                                loaded(
                                    answer,
                                    |listed: Listed| {
                                        view! {
                                            <Page
                                                title=TITLE
                                                reload=reload
                                                reloading=reloading
                                                head=switch(listed.view)
                                                debt=Debt::Beside
                                            >
                                                {body(&listed, untrack(|| before.get().is_some()))}
                                            </Page>
                                        }
                                    },
                                )
                            }
                        },
                    )
                },
            )}
        </Transition>
    }
    .into_any()
}

/// «Плитка» ↔ «Список».
fn switch(current: View) -> AnyView {
    let link = |view: View, icon, label| {
        view! {
            <a href=format!("/news?view={}", view.code()) aria-current=(view == current).then_some("true")>
                <Icon name=icon small=true />
                {label}
            </a>
        }
    };
    view! {
        <div class="segmented" role="group" aria-label="Вид">
            {link(View::Tiles, IconName::Tiles, "Плитка")}
            {link(View::List, IconName::List, "Список")}
        </div>
    }
    .into_any()
}

fn body(listed: &Listed, later_part: bool) -> AnyView {
    let cards = &listed.list.cards;
    if cards.is_empty() {
        return view! { <Empty title="Новостей пока нет" text="Здесь появятся объявления, отключения и аварии вашего дома." /> }
        .into_any();
    }
    let items = match listed.view {
        View::Tiles => {
            view! { <div class="tiles">{cards.iter().map(|item| card::tile(item, false)).collect_view()}</div> }.into_any()
        }
        View::List => view! {
            <section class="card card--flush">
                <ul class="rows">{cards.iter().map(card::row).collect_view()}</ul>
            </section>
        }
        .into_any(),
    };
    let older = listed.list.older.map(|older| {
        view! {
            <a class=ButtonKind::Line.class() href=format!("/news?before={older}")>
                "Более ранние"
            </a>
        }
    });
    let newest = later_part.then(|| {
        view! {
            <a class=ButtonKind::Plain.class() href="/news">
                "К последним"
            </a>
        }
    });
    let more =
        (older.is_some() || newest.is_some()).then(|| view! { <div class="actions">{older} {newest}</div> });
    view! {
        {items}
        {more}
    }
    .into_any()
}

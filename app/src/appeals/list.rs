//! «Обращения»: the list of their author.
use super::{card::card, load_appeals};
use crate::{
    api::ApiError,
    charges::Debt,
    layout::{Page, loaded, once_ready, use_frame},
    live,
    readings::no_account,
    tickets::clock::minutes_passed,
    ui::{ButtonKind, Empty, Icon, IconName, Skeleton},
};
use domain::{appeals::AppealsPage as Data, changes::Topic};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const TITLE: &str = "Обращения";

#[component]
pub fn AppealsPage() -> impl IntoView {
    let query = use_query_map();
    let before = Memo::new(move |_| query.with(|query| query.get_str("before")?.parse::<i64>().ok()));
    let frame = use_frame();
    let data = Resource::new(move || before.get(), load_appeals);
    let account = move || data.get().and_then(Result::ok).map(|data| Topic::Account(data.account));
    live::watch(move || account().into_iter().collect(), move || data.refetch());
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move {
                    frame.ready().await;
                    data.ready().await;
                },
                move || {
                    let (frame, data) = (frame.get(), data.get());
                    Some(match (frame?, data?) {
                        (Ok(frame), Err(ApiError::NotFound)) if frame.person.is_some() => no_account(TITLE),
                        (Err(error), _) => loaded(Err(error), |()| ()),
                        (Ok(_), answer) => {
                            let before = before.get_untracked();
                            loaded(answer, move |data| shown(&data, before))
                        }
                    })
                },
            )}
        </Transition>
    }
    .into_any()
}

fn shown(data: &Data, before: Option<i64>) -> AnyView {
    let create = view! {
        <a class=ButtonKind::Primary.class() href="/appeals/new">
            <Icon name=IconName::Plus small=true />
            "Создать"
        </a>
    };
    let head = view! {
        <p class="page__lead">
            "Справки, вопросы по квитанции, жалобы и предложения. Если нужен мастер, подайте заявку: так быстрее."
        </p>
    };
    let body = body(data, before);
    view! {
        <Page title=TITLE action=create.into_any() head=head.into_any() debt=Debt::Beside>
            {body}
        </Page>
    }
    .into_any()
}

fn body(data: &Data, before: Option<i64>) -> AnyView {
    if data.cards.is_empty() {
        let (title, text) = if before.is_some() {
            ("Более ранних обращений нет", "")
        } else {
            ("Обращений пока нет", "Напишите нам: ответ придёт сюда и на почту.")
        };
        return view! {
            <Empty title=title text=text>
                <a class=ButtonKind::Tonal.class() href="/appeals/new">
                    "Написать обращение"
                </a>
            </Empty>
        }
        .into_any();
    }
    let passed = minutes_passed();
    let cards = data.cards.iter().map(|appeal| card(appeal, passed)).collect_view();
    let link = |label: &'static str, href: String| {
        view! {
            <a class=ButtonKind::Line.class() href=href>
                {label}
            </a>
        }
    };
    let older = data.older.map(|older| link("Более ранние", format!("/appeals?before={older}")));
    let newest = before.map(|_| link("Самые новые", "/appeals".to_owned()));
    let pages = (older.is_some() || newest.is_some())
        .then(|| view! { <nav class="actions" aria-label="Части списка">{older} {newest}</nav> });
    view! {
        <section class="section">
            <h2 class="visually-hidden">"Ваши обращения"</h2>
            <ul class="card card--flush rows">{cards}</ul>
            {pages}
        </section>
    }
    .into_any()
}

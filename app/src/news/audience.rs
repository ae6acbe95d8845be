//! Who will see an item, account by account: looked at before it is published.
use super::{
    PublishNews, load_news_audience,
    sheet::{houses, silent_words},
};
use crate::{
    charges::head_cell,
    form::{FormFailure, use_form},
    layout::{NotFound, Page, PageShape, loaded, once_ready},
    text::{self, news as words},
    ui::{Banner, Button, ButtonKind, Card, Empty, Skeleton, Tone, date_time},
};
use domain::{
    ids::{AccountId, NewsId},
    news::{AudiencePage, NewsState},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn NewsAudiencePage() -> impl IntoView {
    let id = use_params_map().with_untracked(|params| params.get_str("id")?.parse::<NewsId>().ok());
    let Some(id) = id else { return view! { <NotFound /> }.into_any() };
    let query = use_query_map();
    let after = Memo::new(move |_| query.with(|query| query.get_str("after")?.parse::<AccountId>().ok()));
    let page = Resource::new(move || after.get(), move |after| load_news_audience(id, after));
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move {
                    page.ready().await;
                },
                move || Some(loaded(page.get()?, |page| shown(&page))),
            )}
        </Transition>
    }
    .into_any()
}

fn shown(page: &AudiencePage) -> AnyView {
    let unpublished = matches!(page.state, NewsState::Draft | NewsState::Withdrawn);
    let question = if unpublished { question(page) } else { back_to_text(page) };
    let title =
        if page.title.is_empty() { "Без заголовка".to_owned() } else { page.title.clone() };
    let accounts = accounts(page);
    view! {
        <Page
            title="Кто увидит"
            back=("/staff/news", "Новости")
            shape=PageShape::Single
            head=view! { <p class="page__lead">{title}</p> }.into_any()
        >
            {question}
            {accounts}
        </Page>
    }
    .into_any()
}

fn back_to_text(page: &AudiencePage) -> AnyView {
    let (numbers, text) = (numbers(page), format!("/staff/news/{}", page.id));
    view! {
        <Card title=words::people(page.reach.people)>
            {numbers}
            <div class="actions">
                <a class=ButtonKind::Line.class() href=text>
                    "К тексту"
                </a>
            </div>
        </Card>
    }
    .into_any()
}

fn numbers(page: &AudiencePage) -> AnyView {
    let reach = &page.reach;
    view! {
        <p class="muted">{format!("{} · {}", words::units(reach.accounts), houses(reach.houses))}</p>
        {(reach.silent > 0).then(|| view! { <p class="muted small">{silent_words(reach.silent)}</p> })}
    }
    .into_any()
}

/// «Опубликовать для 131 жителя?», or what is missing.
fn question(page: &AudiencePage) -> AnyView {
    let back = format!("/staff/news/{}", page.id);
    if let Some(missing) = &page.missing {
        let missing = missing.0.iter().map(|(_, rule)| view! { <li>{text::rule(rule)}</li> }).collect_view();
        return view! {
            <Card title="Ещё не всё готово">
                <Banner tone=Tone::Ask slim=true>
                    <ul class="stack stack--tight">{missing}</ul>
                </Banner>
                <div class="actions">
                    <a class=ButtonKind::Primary.class() href=back>
                        "Вернуться к тексту"
                    </a>
                </div>
            </Card>
        }
        .into_any();
    }
    let action = ServerAction::<PublishNews>::new();
    let form = use_form(action);
    let when = page.from.map_or_else(
        || "Новость появится сразу.".to_owned(),
        |from| format!("Новость появится {}.", date_time(from)),
    );
    let (id, version, numbers) = (page.id.to_string(), page.version.to_string(), numbers(page));
    view! {
        <Card title=format!("Опубликовать {}?", words::for_people(page.reach.people))>
            {numbers}
            <p>{when}</p>
            <ActionForm action=action attr:class="form">
                <FormFailure form />
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="version" value=version />
                <div class="actions">
                    <Button label="Опубликовать" busy_label="Публикуем" class="btn--phone-wide" busy=form.busy />
                    <a class=ButtonKind::Plain.class() href=back>
                        "Вернуться к тексту"
                    </a>
                </div>
            </ActionForm>
        </Card>
    }
    .into_any()
}

fn accounts(page: &AudiencePage) -> AnyView {
    if page.accounts.is_empty() {
        return view! { <Empty title="Пока никто" text="Выберите дома, подъезды или помещения." /> }
            .into_any();
    }
    let rows = page.accounts.iter().map(|account| {
        view! {
            <tr role="row">
                <th scope="row" role="rowheader">
                    {account.address.clone()}
                </th>
                <td role="cell" class="num" data-label="ЛС">
                    {account.number.clone()}
                </td>
                <td role="cell" class="end num" data-label="В кабинете">
                    {account.people}
                </td>
            </tr>
        }
    });
    let rows = rows.collect_view();
    let next = page.next.map(|next| {
        view! {
            <div class="actions">
                <a class=ButtonKind::Line.class() href=format!("/staff/news/{}/audience?after={next}", page.id)>
                    "Дальше"
                </a>
            </div>
        }
    });
    view! {
        <section class="card card--flush">
            <table class="table table--cards readers" role="table">
                <caption class="visually-hidden">"Кто увидит новость"</caption>
                <thead role="rowgroup">
                    <tr role="row">
                        {head_cell("Адрес", "")} {head_cell("Лицевой счёт", "")} {head_cell("Жителей в кабинете", "end")}
                    </tr>
                </thead>
                <tbody role="rowgroup">{rows}</tbody>
            </table>
        </section>
        {next}
    }
    .into_any()
}

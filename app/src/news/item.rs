//! One item, at an address that can be sent.
use super::{MarkNews, card::kind_badge, load_news_item};
use crate::{
    charges::Debt,
    form::{FormFailure, FormState, use_form},
    layout::{NotFound, Page, loaded, once_ready},
    live,
    ui::{Banner, Button, ButtonKind, Empty, Skeleton, Tone, date, date_iso, date_time},
};
use chrono::NaiveDateTime;
use domain::{
    changes::Topic,
    ids::NewsId,
    news::{NewsAtAddress, NewsItem},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_params_map;

#[component]
pub fn NewsItemPage() -> impl IntoView {
    let params = use_params_map();
    let id = Memo::new(move |_| params.with(|params| params.get_str("id")?.parse::<NewsId>().ok()));
    let item = Resource::new(
        move || id.get(),
        move |id| async move {
            match id {
                Some(id) => Some(load_news_item(id).await),
                None => None,
            }
        },
    );
    live::watch(|| vec![Topic::News], move || item.refetch());
    let mark = ServerAction::<MarkNews>::new();
    let form = use_form(mark);
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move {
                    item.ready().await;
                },
                move || {
                    Some(
                        match item.get()? {
                            Some(found) => {
                                loaded(
                                    found,
                                    |found| match found {
                                        NewsAtAddress::Item(item) => shown(&item, mark, form),
                                        NewsAtAddress::Withdrawn(at) => withdrawn(at),
                                    },
                                )
                            }
                            None => view! { <NotFound /> }.into_any(),
                        },
                    )
                },
            )}
        </Transition>
    }
    .into_any()
}

fn withdrawn(at: NaiveDateTime) -> AnyView {
    let title = format!("Новость сняли {}", date_time(at));
    view! {
        <Page title="Новость" back=("/news", "Новости") debt=Debt::Beside>
            <Empty title=title text="Управляющая компания убрала её. Остальные новости на месте.">
                <a class=ButtonKind::Tonal.class() href="/news">
                    "Все новости"
                </a>
            </Empty>
        </Page>
    }
    .into_any()
}

fn shown(item: &NewsItem, mark: ServerAction<MarkNews>, form: FormState) -> AnyView {
    let card = &item.card;
    let over = item.over_since.map(|day| {
        view! {
            <Banner tone=Tone::Ask slim=true>
                <p>{format!("Новость действовала по {}.", date(day))}</p>
            </Banner>
        }
    });
    let head = view! {
        <div class="stack stack--tight">
            <p>{kind_badge(card.kind)}</p>
            {facts(item)}
            {over}
        </div>
    };
    let (html, acknowledgement) =
        (item.html.clone(), card.must_read.then(|| acknowledgement(item, mark, form)));
    view! {
        <Page title=card.title.clone() back=("/news", "Новости") head=head.into_any() debt=Debt::Beside>
            <article class="card">
                <div class="prose" inner_html=html></div>
                {acknowledgement}
            </article>
        </Page>
    }
    .into_any()
}

/// Since when it is shown, and for which home where another one is open.
pub(super) fn facts(item: &NewsItem) -> AnyView {
    let day = item.card.at.date();
    let corrected = item.corrected_at.map(|at| format!(", исправлено {}", date_time(at)));
    view! {
        <p class="muted small">
            <time datetime=date_iso(day)>{date(day)}</time>
            {corrected}
        </p>
        {item.elsewhere.clone().map(|address| view! { <p class="muted small">{address}</p> })}
    }
    .into_any()
}

fn acknowledgement(item: &NewsItem, mark: ServerAction<MarkNews>, form: FormState) -> AnyView {
    if let Some(at) = item.acknowledged_at {
        return view! {
            <Banner tone=Tone::Ok slim=true>
                <p>{format!("Вы ознакомились {}.", date_time(at))}</p>
            </Banner>
        }
        .into_any();
    }
    let (id, next) = (item.card.id.to_string(), format!("/news/{}", item.card.id));
    view! {
        <ActionForm action=mark attr:class="form">
            <FormFailure form />
            <input type="hidden" name="id" value=id />
            <input type="hidden" name="acknowledged" value="true" />
            <input type="hidden" name="next" value=next />
            <div class="actions">
                <Button label="Ознакомлен" class="btn--phone-wide" busy=form.busy />
                <span class="muted small">"Управляющая компания просит подтвердить, что вы прочитали."</span>
            </div>
        </ActionForm>
    }
    .into_any()
}

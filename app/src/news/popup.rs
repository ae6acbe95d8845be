//! What is new pops up over the first page, once, the oldest first. Without scripts it stands there as a list.
use super::{MarkNews, card::kind_badge, item::facts};
use crate::{
    api::ApiError,
    form::failure,
    ui::{Banner, ButtonKind, Icon, IconName, Tone},
};
use domain::news::NewsItem;
use leptos::{html, prelude::*};

#[component]
pub fn NewsPopup(unread: Vec<NewsItem>) -> impl IntoView {
    if unread.is_empty() {
        return ().into_any();
    }
    let list = as_list(&unread);
    let count = unread.len();
    let unread = StoredValue::new(unread);
    let at = RwSignal::new(0_usize);
    let open = RwSignal::new(true);
    let mark = ServerAction::<MarkNews>::new();
    let (value, busy) = (mark.value(), mark.pending());
    let node = NodeRef::<html::Dialog>::new();
    let item = move |at: usize| unread.with_value(|unread| unread.get(at).cloned());
    let settle = move |item: &NewsItem| {
        mark.dispatch(MarkNews { id: item.card.id, acknowledged: item.card.must_read, next: String::new() });
    };

    Effect::new(move |_| {
        let Some(dialog) = node.get() else { return };
        match (open.get(), dialog.open()) {
            (true, false) => drop(dialog.show_modal()),
            (false, true) => dialog.close(),
            _ => {}
        }
    });
    Effect::new(move |_| {
        if matches!(value.get(), Some(Ok(_))) && open.get_untracked() {
            let next = at.get_untracked() + 1;
            if next < count {
                at.set(next);
                request_animation_frame(|| crate::layout::focus("#news-popup"));
            } else {
                open.set(false);
            }
        }
    });
    // ✕ and Escape: it was seen, and does not pop up again; what has to be acknowledged does.
    let closed = move |_| {
        if open.get_untracked() {
            open.set(false);
            if let Some(item) = item(at.get_untracked()).filter(|item| !item.card.must_read) {
                settle(&item);
            }
        }
    };
    let content = move || {
        item(at.get()).map(|item| {
            let is_last = at.get() + 1 == count;
            let label = match (item.card.must_read, is_last) {
                (true, _) => "Ознакомлен",
                (false, true) => "Понятно",
                (false, false) => "Дальше",
            };
            let html = item.html.clone();
            let (title, facts, counted) =
                (item.card.title.clone(), facts(&item), counted(&item, at.get(), count));
            view! {
                <div class="stack stack--tight">
                    <h2 id="news-popup" tabindex="-1" autofocus=true>
                        {title}
                    </h2>
                    {facts}
                </div>
                <div class="prose" inner_html=html></div>
                {move || trouble(value.get())}
                <div class="row row--between">
                    <button
                        class=format!("{} btn--phone-wide", ButtonKind::Primary.class())
                        type="button"
                        disabled=move || busy.get()
                        on:click=move |_| settle(&item)
                    >
                        {label}
                    </button>
                    <span class="muted small">{counted}</span>
                </div>
            }
        })
    };
    view! {
        {list}
        <dialog class="dialog" node_ref=node aria-labelledby="news-popup" on:close=closed>
            <div class="dialog__head">
                {move || item(at.get()).map(|item| kind_badge(item.card.kind))}
                <button
                    class="iconbtn"
                    type="button"
                    aria-label="Закрыть"
                    on:click=move |_| {
                        if let Some(dialog) = node.get_untracked() {
                            dialog.close();
                        }
                    }
                >
                    <Icon name=IconName::Close />
                </button>
            </div>
            {content}
        </dialog>
    }
    .into_any()
}

/// «1 из 2 новых, больше не всплывёт»
fn counted(item: &NewsItem, at: usize, count: usize) -> String {
    let once = if item.card.must_read {
        "всплывёт, пока не нажмёте"
    } else {
        "больше не всплывёт"
    };
    if count > 1 { format!("{} из {count} новых, {once}", at + 1) } else { once.to_owned() }
}

fn trouble(answer: Option<Result<String, ApiError>>) -> Option<AnyView> {
    let error = answer?.err()?;
    if error == ApiError::Offline {
        let title = "Нет связи. Нажмите ещё раз, когда сеть появится.";
        return Some(view! { <Banner tone=Tone::No title=title slim=true live=true /> }.into_any());
    }
    Some(failure(&error, true))
}

/// Only browsers without scripts see it, so it is no part of what comes to life.
fn as_list(unread: &[NewsItem]) -> AnyView {
    let html: String = unread.iter().map(plain).collect();
    view! { <noscript inner_html=html></noscript> }.into_any()
}

#[cfg(feature = "ssr")]
fn plain(item: &NewsItem) -> String {
    use crate::ui::escaped;
    use server_fn::ServerFn;
    let card = &item.card;
    let (kind, day) = (kind_badge(card.kind).to_html(), crate::ui::date(card.at.date()));
    let elsewhere =
        item.elsewhere.as_ref().map(|address| format!(". {}", escaped(address))).unwrap_or_default();
    let button = if card.must_read { "Ознакомлен" } else { "Понятно" };
    format!(
        "<section class=\"card unread\"><h2>{}</h2><p class=\"row\">{kind} <span class=\"muted small\">{day}{elsewhere}</span></p>\
         <div class=\"prose\">{}</div>\
         <form method=\"post\" action=\"{}\"><input type=\"hidden\" name=\"id\" value=\"{}\">\
         <input type=\"hidden\" name=\"acknowledged\" value=\"{}\"><input type=\"hidden\" name=\"next\" value=\"/\">\
         <button class=\"btn btn--primary\" type=\"submit\">{button}</button></form></section>",
        escaped(&card.title),
        item.html,
        MarkNews::url(),
        card.id,
        card.must_read,
    )
}

#[cfg(not(feature = "ssr"))]
fn plain(_: &NewsItem) -> String {
    String::new()
}

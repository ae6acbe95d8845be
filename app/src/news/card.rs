use crate::{
    text::news as words,
    ui::{Badge, Icon, IconName, Tone, date, date_iso},
};
use domain::news::{NewsCard, NewsKind};
use leptos::prelude::*;

/// What an item is, by word, shape and colour.
pub(super) fn kind_badge(kind: NewsKind) -> AnyView {
    let label = words::kind(kind);
    match kind {
        NewsKind::Ordinary => view! { <Badge icon=IconName::Info label=label /> }.into_any(),
        NewsKind::Planned => view! { <Badge tone=Tone::Ask icon=IconName::Alert label=label /> }.into_any(),
        NewsKind::Emergency => view! { <Badge tone=Tone::No label=label /> }.into_any(),
    }
}

pub(super) const fn kind_icon(kind: NewsKind) -> IconName {
    match kind {
        NewsKind::Ordinary => IconName::Info,
        NewsKind::Planned => IconName::Alert,
        NewsKind::Emergency => IconName::No,
    }
}

fn day(card: &NewsCard) -> AnyView {
    let day = card.at.date();
    view! { <time datetime=date_iso(day)>{date(day)}</time> }.into_any()
}

/// «новое для вас», «нужно ознакомиться»
fn mark(card: &NewsCard) -> Option<AnyView> {
    let word =
        if card.must_read { "нужно ознакомиться" } else { "новое для вас" };
    card.new.then(|| view! { <span class="newmark">{word}</span> }.into_any())
}

/// An item of «Плитка»; `small` below a heading of its own.
pub(super) fn tile(card: &NewsCard, small: bool) -> AnyView {
    let title = card.title.clone();
    let title =
        if small { view! { <h3>{title}</h3> }.into_any() } else { view! { <h2>{title}</h2> }.into_any() };
    view! {
        <a class="news" href=format!("/news/{}", card.id)>
            <span class="news__top">{kind_badge(card.kind)} {day(card)}</span>
            {title}
            <p>{card.excerpt.clone()}</p>
            {mark(card)}
        </a>
    }
    .into_any()
}

/// A row of «Список».
pub(super) fn row(card: &NewsCard) -> AnyView {
    let tone = match card.kind {
        NewsKind::Ordinary => "tone",
        NewsKind::Planned => "tone tone--ask",
        NewsKind::Emergency => "tone tone--no",
    };
    view! {
        <li>
            <a class="newsrow" href=format!("/news/{}", card.id)>
                <span class=tone>
                    <Icon name=kind_icon(card.kind) />
                </span>
                <span>
                    <b>{card.title.clone()}</b>
                    <small>{words::kind(card.kind)} {mark(card).map(|mark| view! { " · " {mark} })}</small>
                </span>
                {day(card)}
            </a>
        </li>
    }
    .into_any()
}

/// «Новости» on the first page; nothing where there are none.
#[must_use]
pub fn latest(cards: &[NewsCard]) -> Option<AnyView> {
    if cards.is_empty() {
        return None;
    }
    let tiles = cards.iter().map(|card| tile(card, true)).collect_view();
    let section = view! {
        <section class="section">
            <div class="section__head">
                <h2>"Новости"</h2>
                <a class="small" href="/news">
                    "Все новости"
                </a>
            </div>
            <div class="tiles">{tiles}</div>
        </section>
    };
    Some(section.into_any())
}

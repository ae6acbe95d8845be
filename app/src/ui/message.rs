//! Status is a word, a shape and a colour: a circle with a tick, a diamond with a question, an octagon with a cross.

use super::{Icon, IconName};
use leptos::prelude::*;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// Neutral news.
    #[default]
    Info,
    Ok,
    Ask,
    No,
}

impl Tone {
    const fn suffix(self) -> &'static str {
        match self {
            Self::Info => "go",
            Self::Ok => "ok",
            Self::Ask => "ask",
            Self::No => "no",
        }
    }

    const fn icon(self) -> IconName {
        match self {
            Self::Info => IconName::Info,
            Self::Ok => IconName::Ok,
            Self::Ask => IconName::Ask,
            Self::No => IconName::No,
        }
    }

    /// How a screen reader learns of it when it appears: a refusal at once, the rest in turn.
    const fn role(self) -> &'static str {
        match self {
            Self::No => "alert",
            _ => "status",
        }
    }
}

/// What happened (bold) and what to do. Stays until the cause is gone.
#[component]
pub fn Banner(
    #[prop(optional)] tone: Tone,
    #[prop(optional)] icon: Option<IconName>,
    #[prop(optional, into)] title: String,
    /// One line in a smaller size.
    #[prop(optional)]
    slim: bool,
    /// Announced when it appears.
    #[prop(optional)]
    live: bool,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    let class = format!("banner banner--{}{}", tone.suffix(), if slim { " banner--slim" } else { "" });
    view! {
        <div class=class role=live.then(|| tone.role())>
            <Icon name=icon.unwrap_or(tone.icon()) />
            {(!title.is_empty()).then(|| view! { <b>{title}</b> })}
            {children.map(|children| view! { <div>{children()}</div> })}
        </div>
    }
}

/// The verdict on one row, inside the row's own block.
#[component]
pub fn Answer(
    tone: Tone,
    #[prop(into)] title: String,
    /// For `aria-describedby` of the inputs it speaks of.
    #[prop(optional, into)]
    id: Option<String>,
    #[prop(optional)] children: Option<Children>,
) -> impl IntoView {
    view! {
        <div class=format!("answer answer--{}", tone.suffix()) id=id role=tone.role()>
            <Icon name=tone.icon() />
            <b>{title}</b>
            {children.map(|children| children())}
        </div>
    }
}

#[component]
pub fn Badge(
    #[prop(optional)] tone: Option<Tone>,
    #[prop(optional)] icon: Option<IconName>,
    #[prop(into)] label: String,
) -> impl IntoView {
    let class = tone.map_or_else(|| "badge".to_owned(), |tone| format!("badge badge--{}", tone.suffix()));
    let icon = icon.or(tone.map(Tone::icon));
    view! { <span class=class>{icon.map(|name| view! { <Icon name=name /> })} {label}</span> }
}

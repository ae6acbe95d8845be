use crate::{
    charges::Debt,
    ui::{Icon, IconName, ReloadButton},
};
use leptos::prelude::*;
use leptos_meta::Title;

#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum PageShape {
    /// The aside runs beside head and body.
    #[default]
    Aside,
    /// The aside is beside the head only: tables take the whole width below.
    Wide,
    Single,
}

impl PageShape {
    const fn class(self) -> &'static str {
        match self {
            Self::Aside => "page",
            Self::Wide => "page page--wide",
            Self::Single => "page page--single",
        }
    }
}

/// A page inside a frame: its title, what belongs to its head, an aside, and the body.
#[component]
pub fn Page(
    #[prop(into)] title: String,
    #[prop(optional)] shape: PageShape,
    /// Where the page belongs: path and label of the link above the title.
    #[prop(optional)]
    back: Option<(&'static str, &'static str)>,
    /// «↻» beside the title.
    #[prop(optional)]
    reload: Option<Callback<()>>,
    #[prop(optional, into)] reloading: Signal<bool>,
    /// What one comes to do, at the end of the title's line.
    #[prop(optional)]
    action: Option<AnyView>,
    /// Below the title: a lead, a banner, filters.
    #[prop(optional)]
    head: Option<AnyView>,
    /// «Текущий баланс», before the rest of the aside.
    #[prop(optional)]
    debt: Option<Debt>,
    #[prop(optional)] aside: Option<AnyView>,
    /// The title is for readers of the page aloud alone.
    #[prop(optional)]
    quiet: bool,
    children: Children,
) -> impl IntoView {
    let heading = if quiet {
        view! { <h1 class="visually-hidden">{title.clone()}</h1> }.into_any()
    } else {
        view! {
            <div class="page__title">
                <h1>{title.clone()}</h1>
                {reload.map(|reload| view! { <ReloadButton on_click=reload busy=reloading /> })} {action.map(|action| view! { <div class="row push">{action}</div> })}
            </div>
        }
        .into_any()
    };
    let beside = if debt == Some(Debt::Subject) { "page__aside page__aside--first" } else { "page__aside" };
    let has_aside = debt.is_some() || aside.is_some();
    view! {
        <Title text=title />
        {debt.and_then(Debt::strip)}
        <div class=shape.class()>
            <div class="page__head">{back.map(above)} {heading} {head}</div>
            {has_aside.then(|| view! { <div class=beside>{debt.map(Debt::card)} {aside}</div> })}
            <div class="page__body">{children()}</div>
        </div>
    }
}

fn above((href, label): (&'static str, &'static str)) -> AnyView {
    view! {
        <a class="back" href=href>
            <Icon name=IconName::Left small=true />
            {label}
        </a>
    }
    .into_any()
}

//! «О чём заявка»: a tile for each category. They fold once it is known, so that what follows is at hand.
use super::words::{category as named, category_icon};
use crate::{
    layout::focus,
    ui::{ButtonKind, Icon, IconName, use_live},
};
use domain::tickets::{Category, Kind};
use leptos::{prelude::*, wasm_bindgen::JsCast, web_sys::HtmlInputElement};

/// A category as its field sends it.
pub(super) fn value(category: Category) -> String {
    format!("{category:?}")
}

const CHOSEN: &str = "input[name='ticket[category]']:checked";

pub(super) fn categories(
    chosen: RwSignal<Option<Category>>,
    sorted: Memo<Option<(Category, Kind)>>,
) -> AnyView {
    let live = use_live();
    // It may have been chosen before the page came to life.
    Effect::new(move |_| {
        let field = document().query_selector(CHOSEN).ok().flatten();
        if let Some(field) = field.and_then(|field| field.dyn_into::<HtmlInputElement>().ok()) {
            let now = field.value();
            chosen.set(Category::ALL.into_iter().find(|category| value(*category) == now));
        }
    });
    // Asked for, or gone through with the keyboard: whoever does that still has the focus there.
    let open = RwSignal::new(false);
    let known = Memo::new(move |_| {
        let (category, _) = sorted.get()?;
        (live.get() && !open.get()).then(|| (category, chosen.get().is_some()))
    });
    let is_folded = move || known.with(Option::is_some);
    let tile = |of: Option<Category>| {
        let (name, example) = of.map_or(("По тексту", "Поймём сами"), named);
        view! {
            <label class="tile">
                <input
                    type="radio"
                    name="ticket[category]"
                    value=of.map(value).unwrap_or_default()
                    checked=chosen.get_untracked() == of
                    on:click=move |event| {
                        // Keys press nothing.
                        open.set(event.detail() == 0);
                        request_animation_frame(|| focus("#category-again"));
                    }
                    on:change=move |_| chosen.set(of)
                />
                <Icon name=of.map_or(IconName::Edit, category_icon) />
                <b>{name}</b>
                <small>{example}</small>
            </label>
        }
    };
    let tiles = std::iter::once(None).chain(Category::ALL.into_iter().map(Some)).map(tile).collect_view();
    let again = move |_| {
        open.set(true);
        request_animation_frame(|| focus(CHOSEN));
    };
    let folded = move || {
        known.get().map(|(category, by_hand)| {
            view! {
                <div class="row">
                    <Icon name=category_icon(category) />
                    <b>{named(category).0}</b>
                    {(!by_hand).then(|| view! { <span class="muted small">"поняли по тексту"</span> })}
                    <button
                        class=format!("{} btn--sm", ButtonKind::Line.class())
                        type="button"
                        id="category-again"
                        on:click=again
                    >
                        "Изменить"
                    </button>
                </div>
            }
        })
    };
    view! {
        <fieldset class="field">
            <legend class="field__label">"О чём заявка"</legend>
            <p class="field__hint" hidden=is_folded>
                "Необязательно: поймём и по тексту"
            </p>
            {folded}
            <div class="tiles tiles--pick" hidden=is_folded>
                {tiles}
            </div>
        </fieldset>
    }
    .into_any()
}

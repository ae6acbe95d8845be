//! What a form offers to choose from.
use super::words::category;
use domain::tickets::Category;
use leptos::prelude::*;

/// The categories as `<option>`s; `chosen` is one as a field sends it.
pub(crate) fn categories(chosen: &str) -> AnyView {
    Category::ALL
        .map(|of| {
            let value = format!("{of:?}");
            let selected = value == chosen;
            view! {
                <option value=value selected=selected>
                    {category(of).0}
                </option>
            }
        })
        .into_any()
}

use crate::layout::{Page, PageShape};
use domain::payments::{OFFER_TEXT, OFFER_VERSION};
use leptos::prelude::*;

/// «Договор-оферта»: the text that a payer accepts.
#[component]
pub fn OfferPage() -> impl IntoView {
    let paragraphs = OFFER_TEXT.lines().map(|paragraph| view! { <p>{paragraph}</p> }).collect_view();
    view! {
        <Page title="Договор-оферта" shape=PageShape::Single>
            <section class="card prose">
                {paragraphs} <p class="muted small">{format!("Редакция {OFFER_VERSION}")}</p>
            </section>
        </Page>
    }
    .into_any()
}

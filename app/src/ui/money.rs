use domain::money::Money;
use leptos::prelude::*;

/// «4 611.59 ₽», kept on one line.
pub fn rubles(sum: Money) -> String {
    format!("{sum}\u{a0}₽")
}

/// A sum that answers the question of its page: kopecks are quieter than roubles.
pub fn hero(sum: Money) -> AnyView {
    let text = sum.to_string();
    let (roubles, kopecks) = text.rsplit_once('.').unwrap_or((&text, "00"));
    let (roubles, kopecks) = (roubles.to_owned(), format!(".{kopecks}\u{a0}₽"));
    view! { <span class="money money--hero">{roubles}<small>{kopecks}</small></span> }.into_any()
}

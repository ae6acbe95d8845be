use crate::ui::rubles;
use domain::money::Money;
use leptos::prelude::*;

/// «Комиссия» and «Итого с учетом комиссии» below what is paid.
pub(super) fn sums(paid: impl IntoIterator<Item = (String, Money)>, fee: Money, total: Money) -> AnyView {
    let rows = paid.into_iter().chain([("Комиссия".to_owned(), fee)]).map(|(label, sum)| {
        view! {
            <div>
                <dt>{label}</dt>
                <dd class="num">{rubles(sum)}</dd>
            </div>
        }
    });
    view! {
        <dl class="total">
            {rows.collect_view()}
            <div class="total__sum">
                <dt>"Итого с учетом комиссии"</dt>
                <dd class="num">{rubles(total)}</dd>
            </div>
        </dl>
    }
    .into_any()
}

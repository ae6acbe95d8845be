use super::{Button, ButtonKind, Chips, Choice, FieldError, date_iso};
use chrono::NaiveDate;
use leptos::prelude::*;

/// «Параметры отчета»: presets and two dates, kept in the address as `?from=…&to=…`. An ordinary GET form.
#[component]
pub fn FilterBar(
    presets: Vec<Choice>,
    from: NaiveDate,
    to: NaiveDate,
    #[prop(optional_no_strip)] error: Option<String>,
) -> impl IntoView {
    let invalid = error.is_some().then_some("true");
    let described_by = error.is_some().then_some("period-error");
    view! {
        <form method="get" class="filters" aria-label="Параметры отчета">
            <h2 class="filters__title">"Параметры отчета"</h2>
            <Chips label="Период отчета" choices=presets />
            <div class="filters__dates">
                <div class="field">
                    <label class="field__label" for="from">
                        "Дата начала"
                    </label>
                    <input class="input" id="from" name="from" type="date" value=date_iso(from) />
                </div>
                <div class="field">
                    <label class="field__label" for="to">
                        "Дата конца"
                    </label>
                    <input
                        class="input"
                        id="to"
                        name="to"
                        type="date"
                        value=date_iso(to)
                        aria-invalid=invalid
                        aria-describedby=described_by
                    />
                </div>
                <Button label="Показать" kind=ButtonKind::Line />
            </div>
            {error
                .map(|text| {
                    view! { <FieldError text=text id="period-error" aloud=true /> }
                })}
        </form>
    }
    .into_any()
}

//! «История показаний» of any period, with charts.
use super::{chart::charts, load_history, table::table};
use crate::{
    charges::Debt,
    layout::{Asked, dated},
    ui::{ButtonKind, Card, Choice, Empty, FilterBar, Icon, IconName, date_iso},
};
use chrono::NaiveDate;
use domain::{
    calendar::{Period, Span},
    readings::History,
};
use leptos::prelude::*;

const TITLE: &str = "История показаний";
const HALF_YEAR: u32 = 6;
const YEAR: u32 = 12;

#[component]
pub fn HistoryPage() -> impl IntoView {
    let refused = |span, today, error| filters(span, span, today, error);
    dated(TITLE, Debt::Beside, load_history, refused, drawn)
}

#[expect(clippy::needless_pass_by_value, reason = "pages of reports own their data")]
fn drawn(history: History, Asked { from, to, today }: Asked) -> (AnyView, AnyView) {
    let asked = Span::or_default(from, to, Span::months_to(today, HALF_YEAR)).unwrap_or(history.span);
    let fields = in_sight(asked, &history, today);
    (filters(asked, fields, today, None), body(&history, today))
}

/// Everything there may be: earlier than any reading of any portal.
fn everything(today: NaiveDate) -> Span {
    let half = Span::months_to(today, HALF_YEAR);
    Span { from: Period::new(2000, 1).map_or(half.from, Period::first_day), ..half }
}

/// What the fields show: of «всё» the part that there is.
fn in_sight(asked: Span, history: &History, today: NaiveDate) -> Span {
    let first = history.months.last().map(|month| month.period.first_day());
    if asked == everything(today) { Span { from: first.unwrap_or(asked.from), ..asked } } else { asked }
}

fn address(span: Span) -> String {
    format!("from={}&to={}", date_iso(span.from), date_iso(span.to))
}

fn filters(asked: Span, fields: Span, today: NaiveDate, error: Option<String>) -> AnyView {
    let months = |count| Span::months_to(today, count);
    let presets = [("полгода", months(HALF_YEAR)), ("год", months(YEAR)), ("всё", everything(today))]
        .into_iter()
        .map(|(label, span)| Choice {
            label,
            href: format!("/readings/history?{}", address(span)),
            current: asked == span,
        })
        .collect();
    view! { <FilterBar presets=presets from=fields.from to=fields.to error=error /> }.into_any()
}

fn body(history: &History, today: NaiveDate) -> AnyView {
    if history.months.iter().all(|month| month.cells.iter().all(Option::is_none)) {
        return view! {
            <Empty title="За этот период показаний нет" text="Выберите другие даты или сдайте первое показание.">
                <a class=ButtonKind::Tonal.class() href="/readings">
                    "К показаниям"
                </a>
            </Empty>
        }
        .into_any();
    }
    let title = if history.span == Span::months_to(today, HALF_YEAR) {
        "История показаний последние полгода"
    } else {
        "Показания за период"
    };
    let (charts, table) = (charts(history), table(history, true));
    let download = view! {
        <a
            class=format!("{} btn--sm", ButtonKind::Plain.class())
            href=format!("/readings/history.csv?{}", address(history.span))
            rel="external"
            download
        >
            <Icon name=IconName::Pdf small=true />
            <span>"Скачать" <span class="visually-hidden">" CSV"</span></span>
        </a>
    };
    view! {
        {charts}
        <Card title=title aside=download.into_any() flush=true>
            {table}
        </Card>
    }
    .into_any()
}

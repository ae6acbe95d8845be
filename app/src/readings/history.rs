//! «История показаний» of any period, with charts.
use super::{chart::charts, load_history, page::no_account, table::table};
use crate::{
    api::ApiError,
    layout::{Page, PageShape, loaded, use_frame},
    text::rule,
    ui::{ButtonKind, Card, Choice, Empty, FilterBar, Icon, IconName, Skeleton, date_iso},
};
use chrono::NaiveDate;
use domain::{
    calendar::{Period, Span},
    readings::History,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

const TITLE: &str = "История показаний";
const HALF_YEAR: u32 = 6;
const YEAR: u32 = 12;

#[component]
pub fn HistoryPage() -> impl IntoView {
    let query = use_query_map();
    let day =
        move |name| Memo::new(move |_| query.with(|query| query.get_str(name)?.parse::<NaiveDate>().ok()));
    let (from, to) = (day("from"), day("to"));
    let frame = use_frame();
    let reloading = RwSignal::new(false);
    let history = Resource::new(move || (from.get(), to.get()), |(from, to)| load_history(from, to));
    let reload = Callback::new(move |()| history.refetch());
    let page = move |filters, body| {
        view! {
            <Page title=TITLE shape=PageShape::Single reload=reload reloading=reloading head=filters>
                {body}
            </Page>
        }
    };
    view! {
        <Transition fallback=Skeleton set_pending=reloading>
            {move || Suspend::new(async move {
                let (frame, history) = (frame.await, history.await);
                let frame = match frame {
                    Ok(frame) => frame,
                    Err(error) => return loaded(Err(error), |()| ()),
                };
                let today = frame.today;
                match history {
                    Err(ApiError::NotFound) if frame.person.is_some() => no_account(TITLE),
                    Err(ApiError::Rejected(rejection)) => {
                        let span = Span { from: from.get().unwrap_or(today), to: to.get().unwrap_or(today) };
                        let error = rejection.field("to").map(rule);
                        page(filters(span, span, today, error), ().into_any()).into_any()
                    }
                    answer => loaded(answer, |history| {
                        page(filters(history.span, in_sight(&history), today, None), body(&history, today))
                    }),
                }
            })}
        </Transition>
    }
    .into_any()
}

/// The span of the fields: what was asked for; of «всё» the part that there is.
fn in_sight(history: &History) -> Span {
    let Span { from, to } = history.span;
    let first = history.months.last().map(|month| month.period.first_day());
    Span { from: first.filter(|_| Some(from) == beginning()).unwrap_or(from), to }
}

/// Before any reading of any portal: «всё» starts here.
fn beginning() -> Option<NaiveDate> {
    Period::new(2000, 1).map(Period::first_day)
}

fn address(span: Span) -> String {
    format!("from={}&to={}", date_iso(span.from), date_iso(span.to))
}

fn filters(asked: Span, fields: Span, today: NaiveDate, error: Option<String>) -> AnyView {
    let half = Span::months_to(today, HALF_YEAR);
    let everything = Span { from: beginning().unwrap_or(half.from), to: half.to };
    let presets = [("полгода", half), ("год", Span::months_to(today, YEAR)), ("всё", everything)]
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
    let (charts, table) = (charts(history), table(history, today, true));
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

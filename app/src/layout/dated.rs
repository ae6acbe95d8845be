//! Pages of reports whose dates stand in the address: «Параметры отчета».
use super::{Page, PageShape, loaded, once_ready, use_frame};
use crate::{
    api::ApiError,
    charges::{Debt, use_balance},
    readings::no_account,
    text::rule,
    ui::Skeleton,
};
use chrono::NaiveDate;
use domain::calendar::{self, Span};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use serde::{Serialize, de::DeserializeOwned};

/// The dates of the address, and the day of the request.
#[derive(Clone, Copy)]
pub struct Asked {
    pub from: Option<NaiveDate>,
    pub to: Option<NaiveDate>,
    pub today: NaiveDate,
}

/// A page that loads its data anew whenever its dates change. `draw` makes its head and its body; `filters` its head where the dates are refused.
pub fn dated<Data, Loading>(
    title: &'static str,
    debt: Debt,
    load: impl Fn(Option<NaiveDate>, Option<NaiveDate>) -> Loading + Copy + Send + Sync + 'static,
    filters: fn(Span, NaiveDate, Option<String>) -> AnyView,
    draw: fn(Data, Asked) -> (AnyView, AnyView),
) -> AnyView
where
    Data: Clone + Serialize + DeserializeOwned + Send + Sync + 'static,
    Loading: Future<Output = Result<Data, ApiError>> + Send + 'static,
{
    let query = use_query_map();
    let day = move |name| Memo::new(move |_| query.with(|query| calendar::day(query.get_str(name)?)));
    let (from, to) = (day("from"), day("to"));
    let (frame, balance) = (use_frame(), use_balance());
    let reloading = RwSignal::new(false);
    let data = Resource::new(
        move || (from.get(), to.get()),
        move |(from, to)| async move {
            reloading.try_set(true);
            let loaded = load(from, to).await;
            reloading.try_set(false);
            loaded
        },
    );
    let reload = Callback::new(move |()| {
        data.refetch();
        if debt == Debt::Subject {
            balance.refetch();
        }
    });
    let page = move |head, body| {
        view! {
            <Page title=title shape=PageShape::Wide reload=reload reloading=reloading head=head debt=debt>
                {body}
            </Page>
        }
        .into_any()
    };
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move {
                    frame.ready().await;
                    data.ready().await;
                },
                move || {
                    let (frame, data) = (frame.get(), data.get());
                    let frame = match frame? {
                        Ok(frame) => frame,
                        Err(error) => return Some(loaded(Err(error), |()| ())),
                    };
                    let asked = untrack(|| Asked { from: from.get(), to: to.get(), today: frame.today });
                    Some(
                        match data? {
                            Err(ApiError::NotFound) if frame.person.is_some() => no_account(title),
                            Err(ApiError::Rejected(rejection)) => {
                                let span = Span {
                                    from: asked.from.unwrap_or(asked.today),
                                    to: asked.to.unwrap_or(asked.today),
                                };
                                page(filters(span, asked.today, rejection.field("to").map(rule)), ().into_any())
                            }
                            answer => {
                                loaded(
                                    answer,
                                    |data| {
                                        let (head, body) = draw(data, asked);
                                        page(head, body)
                                    },
                                )
                            }
                        },
                    )
                },
            )}
        </Transition>
    }
    .into_any()
}

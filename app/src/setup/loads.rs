use super::{load_first_loads, page::restart};
use crate::{
    imports::{sample, words::kind},
    layout::when_ready,
    ui::{Card, step},
};
use domain::{imports::Kind, setup::FirstLoads};
use leptos::prelude::*;

/// «С чего начать»: what a new company loads, in which order. Nothing once everything is there.
#[component]
pub fn FirstLoadsCard() -> impl IntoView {
    let loads = Resource::new_blocking(|| (), |()| load_first_loads());
    view! {
        <Suspense>
            {when_ready(move || async move { loads.await.ok().flatten().map(|loads| card(&loads)).into_any() })}
        </Suspense>
    }
    .into_any()
}

fn card(loads: &FirstLoads) -> AnyView {
    let next = Kind::FIRST.into_iter().find(|kind| !loads.done.contains(kind));
    let done = loads.done.clone();
    let steps = Kind::FIRST.into_iter().zip(1..).map(move |(of, number)| {
        let done = done.contains(&of);
        let state = if done { ": загружено" } else { "" };
        let label = view! {
            <span>
                {kind(of).0} {state} " " <span class="small">{sample(of, "xlsx", "образец XLSX")} ", "
                    {sample(of, "csv", "образец CSV")}</span>
            </span>
        };
        step(number, done, next == Some(of), label)
    });
    let steps = steps.collect_view();
    let restart = loads.restart.then(restart);
    view! {
        <Card title="С чего начать">
            <p>"Загрузите таблицы по порядку: каждая опирается на предыдущие. Образцы показывают, какие нужны столбцы."</p>
            <ol class="stepper stepper--down">{steps}</ol>
            {restart}
        </Card>
    }
    .into_any()
}

use super::{load_first_loads, page::restart};
use crate::{
    imports::{sample, words::kind},
    layout::when_ready,
    ui::{Card, Icon, IconName},
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
        let sign = if done {
            view! { <Icon name=IconName::Check small=true /> }.into_any()
        } else {
            number.to_string().into_any()
        };
        let state = if done { ": загружено" } else { "" };
        view! {
            <li class=done.then_some("is-done") aria-current=(next == Some(of)).then_some("step")>
                <span class="step">{sign}</span>
                <span>
                    {kind(of).0} {state} " " <span class="small">{sample(of, "xlsx", "образец XLSX")} ", "
                        {sample(of, "csv", "образец CSV")}</span>
                </span>
            </li>
        }
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

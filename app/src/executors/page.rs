use super::{AddExecutor, RetireExecutor, load_executors};
use crate::{
    form::{FormFailure, FormState, use_form},
    layout::{Page, PageShape, loaded, when_ready},
    ui::{Banner, Button, ButtonKind, Card, Field, Icon, IconName, Tone},
};
use domain::tickets::Executor;
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

/// «Исполнители»: craftsmen, brigades, other companies.
#[component]
pub fn ExecutorsPage() -> impl IntoView {
    let list = Resource::new_blocking(|| (), |()| load_executors());
    let add = ServerAction::<AddExecutor>::new();
    let state = use_form(add);
    let query = use_query_map();
    let done = move || {
        let words = match query.with(|query| query.get("done"))?.as_str() {
            "added" => "Исполнитель добавлен",
            "retired" => {
                "Исполнитель убран из списка. Его заявки остались за ним. Добавьте его снова, если это ошибка"
            }
            _ => return None,
        };
        Some(view! { <Banner tone=Tone::Ok title=words slim=true live=true /> })
    };
    view! {
        <Suspense>
            {when_ready(move || async move {
                loaded(
                    list.await,
                    |list| {
                        view! {
                            <Page title="Исполнители" shape=PageShape::Single head=done.into_any()>
                                {adding(add, state)}
                                {listed(list)}
                            </Page>
                        }
                    },
                )
            })}
        </Suspense>
    }
    .into_any()
}

fn adding(action: ServerAction<AddExecutor>, state: FormState) -> AnyView {
    view! {
        <ActionForm action=action attr:class="card form form--close" attr:novalidate=true>
            <FormFailure form=state />
            <Field
                name="name"
                label="Новый исполнитель"
                autocomplete="off"
                hint="Мастер, бригада или другая компания. Пример: Фёдоров И."
                error=state.field("name")
                value=state.value("name")
            />
            <div class="actions">
                <Button label="Добавить" busy=state.busy />
            </div>
        </ActionForm>
    }
    .into_any()
}

fn listed(list: Vec<Executor>) -> AnyView {
    if list.is_empty() {
        return view! { <p class="muted">"Исполнителей пока нет: добавьте первого."</p> }.into_any();
    }
    let rows = list.into_iter().map(|executor| {
        let label = format!("Больше не назначать: {}", executor.name);
        view! {
            <li class="item">
                <span class="res res--home">
                    <Icon name=IconName::User />
                </span>
                <div>
                    <b>{executor.name}</b>
                </div>
                <form method="post" action=RetireExecutor::url()>
                    <input type="hidden" name="executor" value=executor.id.to_string() />
                    <button class=format!("{} btn--sm", ButtonKind::Plain.class()) type="submit" aria-label=label>
                        "Больше не назначать"
                    </button>
                </form>
            </li>
        }
    });
    view! {
        <Card title="Кто берёт работу" flush=true>
            <ul class="rows">{rows.collect_view()}</ul>
        </Card>
    }
    .into_any()
}

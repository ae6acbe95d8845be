//! «Реестры»: a search as one types, and the list of houses.
use super::{ACCOUNTS, CLAIMS, HOUSES, find_in_registry, load_houses};
use crate::{
    api::ApiError,
    desk::parts,
    layout::{NotFound, Page, PageShape, encode, loaded, may, once_ready},
    ui::{Badge, Button, ButtonKind, Card, Empty, Icon, IconName, Skeleton, Tone, date, plural, use_live},
};
use domain::{
    access::Permission,
    addresses::{short_address, short_unit},
    registry::{FoundAccount, HouseRow, HousesPage, RegistryFinding},
};
use leptos::{html::Input, prelude::*};
use leptos_router::hooks::use_query_map;
use std::time::Duration;

/// After the last key.
const PAUSE: Duration = Duration::from_millis(250);

#[component]
pub fn RegistryPage() -> impl IntoView {
    if !may(Permission::SeeRegistries) {
        return view! { <NotFound /> }.into_any();
    }
    let query = use_query_map();
    let after = Memo::new(move |_| query.with(|query| query.get("after")));
    let typed = RwSignal::new(query.with_untracked(|query| query.get("q")).unwrap_or_default());
    let found = Resource::new(
        move || typed.get(),
        |text| async move {
            if text.trim().is_empty() { Ok(RegistryFinding::default()) } else { find_in_registry(text).await }
        },
    );
    let houses = Resource::new(move || after.get(), load_houses);
    let claims = may(Permission::ManageRegistries).then(|| {
        view! {
            <div class="row">
                <a class=format!("{} btn--sm", ButtonKind::Line.class()) href=CLAIMS>
                    <Icon name=IconName::Users small=true />
                    "Заявления жителей"
                </a>
            </div>
        }
        .into_any()
    });
    view! {
        <Page title="Реестры" shape=PageShape::Single head=claims.into_any()>
            {search(typed, found)}
            <Transition fallback=Skeleton>
                {once_ready(
                    async move { houses.ready().await },
                    move || {
                        let later = after.get_untracked().is_some();
                        Some(loaded(houses.get()?, |page| listed(&page, later)))
                    },
                )}
            </Transition>
        </Page>
    }
    .into_any()
}

/// Finds as one types; without scripts by its button.
fn search(typed: RwSignal<String>, found: Resource<Result<RegistryFinding, ApiError>>) -> AnyView {
    let live = use_live();
    let input = NodeRef::<Input>::new();
    let mut hear = debounce(PAUSE, move |text: String| typed.set(text));
    // What was typed before the page came to life.
    Effect::new(move |_| {
        if let Some(value) = input.get().map(|input| input.value())
            && value != typed.get_untracked()
        {
            typed.set(value);
        }
    });
    view! {
        <form method="get" action=HOUSES role="search" aria-label="Поиск по реестрам" class="card form form--close">
            <div class="field">
                <label class="field__label" for="registry-search">
                    "Найти"
                </label>
                <div class="row nowrap">
                    <input
                        class="input"
                        id="registry-search"
                        node_ref=input
                        name="q"
                        type="search"
                        autocomplete="off"
                        value=typed.get_untracked()
                        aria-describedby="registry-search-hint"
                        on:input=move |event| hear(event_target_value(&event))
                    />
                    <span hidden=move || live.get()>
                        <Button label="Найти" kind=ButtonKind::Line />
                    </span>
                </div>
                <p class="field__hint" id="registry-search-hint">
                    "№ лицевого счета, фамилия, адрес или заводской № счётчика. Пример: Авиаторов 6 кв 7"
                </p>
            </div>
        </form>
        <div class="stack" aria-live="polite">
            <Transition>
                {once_ready(
                    async move { found.ready().await },
                    move || {
                        let text = typed.get_untracked();
                        Some(loaded(found.get()?, |found| results(&found, &text)))
                    },
                )}
            </Transition>
        </div>
    }
    .into_any()
}

fn results(found: &RegistryFinding, text: &str) -> AnyView {
    if found.is_empty() {
        let enough = text.trim().chars().count() > 2;
        let nothing = enough.then(|| {
            view! { <p class="muted">"Ничего не нашли. Начните с начала номера или фамилии: хватит трёх знаков."</p> }
        });
        return nothing.into_any();
    }
    let accounts = (!found.accounts.is_empty()).then(|| {
        let rows = found.accounts.iter().map(account).collect_view();
        view! {
            <Card title="Лицевые счета" flush=true>
                <ul class="found">{rows}</ul>
            </Card>
        }
    });
    let houses = (!found.houses.is_empty()).then(|| {
        let rows = found.houses.iter().map(|house| {
            let label = short_address(&house.address);
            view! { <li>{link(format!("{HOUSES}/{}", house.id), label, "весь дом".to_owned(), None)}</li> }
        });
        let rows = rows.collect_view();
        view! {
            <Card title="Дома" flush=true>
                <ul class="found">{rows}</ul>
            </Card>
        }
    });
    (accounts, houses).into_any()
}

fn account(account: &FoundAccount) -> AnyView {
    let owner = account.owner.clone().unwrap_or_else(|| "Владелец не указан".to_owned());
    let about = format!("{}, ЛС {}", short_unit(&account.address), account.number);
    let closed = account.closed_on.map(|on| format!("закрыт {}", date(on)));
    view! { <li>{link(format!("{ACCOUNTS}/{}", account.id), owner, about, closed)}</li> }.into_any()
}

fn link(href: String, title: String, about: String, closed: Option<String>) -> AnyView {
    let closed = closed.map(|label| view! { <Badge tone=Tone::Ask label=label /> });
    view! {
        <a class="job found__row" href=href>
            <span>
                <b>{title}</b>
                <small>{about} " " {closed}</small>
            </span>
            <Icon name=IconName::Right small=true />
        </a>
    }
    .into_any()
}

fn listed(page: &HousesPage, later: bool) -> AnyView {
    if page.houses.is_empty() {
        return view! { <Empty title="Домов нет" text="Загрузите лицевые счета, и дома появятся здесь." /> }
            .into_any();
    }
    let rows = page.houses.iter().map(house).collect_view();
    let next = page.next.as_ref().map(|next| format!("{HOUSES}?after={}", encode(next)));
    view! {
        <Card title="Дома" flush=true>
            <ul class="found">{rows}</ul>
            {parts(later.then(|| HOUSES.to_owned()), next)}
        </Card>
    }
    .into_any()
}

fn house(house: &HouseRow) -> AnyView {
    let (units, accounts) = (house.units.unsigned_abs(), house.accounts.unsigned_abs());
    let about = format!(
        "{units} {}, {accounts} {}",
        plural(units, "помещение", "помещения", "помещений"),
        plural(accounts, "открытый счёт", "открытых счёта", "открытых счетов"),
    );
    view! { <li>{link(format!("{HOUSES}/{}", house.id), short_address(&house.address), about, None)}</li> }
        .into_any()
}

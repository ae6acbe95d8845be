//! The page: a card for each resource, and the common meters themselves.
use super::{
    change::{Forms, norms, owned},
    load_balance,
    table::months,
    text::{amount, concern, meaning, measured, part, percent, resource},
};
use crate::{
    api::ApiError,
    layout::{NotFound, Page, PageShape, loaded, may, once_ready},
    readings::{
        face::{tile, unit},
        staff::MONTHS,
    },
    registry::ACCOUNTS,
    ui::{Banner, ButtonKind, Card, Empty, Skeleton, Stat, Tone, fact, month_year},
};
use domain::{
    access::Permission,
    addresses::{short_address, unit_name},
    balance::{Balance, BalancePage as Data, DoubtfulUnit, Meaning, Month},
    calendar::Period,
    ids::BuildingId,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// Months that can be chosen at once; the tables lead to the others.
const CHOICES: u32 = 3;

#[component]
pub fn BalancePage() -> impl IntoView {
    if !may(Permission::ReviewReadings) {
        return view! { <NotFound /> }.into_any();
    }
    let (params, query) = (use_params_map(), use_query_map());
    let building =
        Memo::new(move |_| params.with(|params| params.get_str("building")?.parse::<BuildingId>().ok()));
    let period = Memo::new(move |_| query.with(|query| query.get_str("period")?.parse::<Period>().ok()));
    let done = Memo::new(move |_| query.with(|query| query.get("done")));
    let data = Resource::new(
        move || (building.get(), period.get()),
        |(building, period)| async move { load_balance(building.ok_or(ApiError::NotFound)?, period).await },
    );
    let forms = Forms::new();
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move { data.ready().await },
                move || Some(loaded(data.get()?, |data| shown(&data, done.get_untracked().as_deref(), forms))),
            )}
        </Transition>
    }
    .into_any()
}

fn shown(data: &Data, done: Option<&str>, forms: Forms) -> AnyView {
    let lead = format!("{}, {}", short_address(&data.address), month_year(data.period.first_day()));
    let done =
        done.and_then(told).map(|title| view! { <Banner tone=Tone::Ok title=title slim=true live=true /> });
    let head = view! {
        <p class="page__lead">{lead}</p>
        {chips(data)}
        {done}
    };
    let here = format!("{MONTHS}/{}?period={}", data.building, data.period);
    let house = view! {
        <a class=format!("{} btn--sm", ButtonKind::Line.class()) href=here>
            "Показания дома"
        </a>
    };
    let balances: Vec<AnyView> = data.balances.iter().map(|of| card(of, data)).collect();
    let nothing = balances.is_empty().then(|| {
        view! {
            <Empty
                title="Сравнивать пока нечего"
                text="В доме нет ни общедомовых счётчиков, ни счётчиков в помещениях. Загрузите счётчики или добавьте общедомовый ниже."
            />
        }
    });
    let (owned, norms) = (owned(data, forms), norms(data, forms));
    view! {
        <Page
            title="Баланс дома"
            shape=PageShape::Single
            back=(MONTHS, "Сдача по домам")
            head=head.into_any()
            action=house.into_any()
        >
            {nothing}
            {balances}
            {owned}
            {norms}
        </Page>
    }
    .into_any()
}

fn told(done: &str) -> Option<&'static str> {
    Some(match done {
        "added" => "Счётчик добавлен. Запишите его первое показание на странице дома",
        "removed" => "Счётчик снят: после этого дня его не ждём. Показания остались",
        "restored" => "Счётчик снова в работе",
        "norm" => "Норматив записан",
        _ => return None,
    })
}

fn chips(data: &Data) -> AnyView {
    let months = (0..CHOICES).map(|back| data.latest.minus(back)).map(|period| {
        let label = month_year(period.first_day());
        let href = format!("{MONTHS}/{}/balance?period={period}", data.building);
        (label, href, Signal::stored(period == data.period))
    });
    crate::desk::chips(months)
}

fn card(balance: &Balance, data: &Data) -> AnyView {
    let of = balance.resource;
    let Some(month) = balance.month() else { return ().into_any() };
    let (title, said) = meaning(balance, month);
    let tone = match month.meaning() {
        Meaning::Below => Tone::No,
        Meaning::NoMeter | Meaning::NotRead | Meaning::PartlyRead => Tone::Ask,
        Meaning::Above | Meaning::Even => Tone::Info,
    };
    let unknown = (balance.unknown > 0)
        .then(|| fact("Не посчитано", format!("{}: норматив не задан", balance.unknown)));
    let norm = balance
        .norm_of_one
        .map(|norm| fact("Норматив", format!("{} на человека в месяц", measured(of, norm))));
    let parts = [
        fact("По показаниям", part(of, balance.read)),
        fact("По среднему", part(of, balance.average)),
        fact("По нормативу", part(of, balance.norm)),
    ];
    let (figures, doubts, months) =
        (figures(balance, month), doubts(balance), months(balance, data.building));
    view! {
        <Card title=resource(of) aside=tile(of)>
            {figures}
            <Banner tone=tone title=title slim=true>
                <p>{said}</p>
            </Banner>
            <dl class="facts facts--2 small">
                {parts} {unknown} {norm}
            </dl>
            {doubts}
            {months}
        </Card>
    }
    .into_any()
}

fn figures(balance: &Balance, month: &Month) -> AnyView {
    let of = balance.resource;
    let house = match month.meaning() {
        Meaning::NoMeter | Meaning::NotRead => "—".to_owned(),
        _ => amount(of, month.house.volume),
    };
    let difference = month.difference().map_or_else(|| "—".to_owned(), |volume| amount(of, volume));
    let share = month.permille().map(percent).unwrap_or_default();
    view! {
        <div class="stats">
            <Stat label="Счётчик дома" value=house unit=unit(of) />
            <Stat label="Помещения" value=amount(of, month.units) unit=unit(of) />
            <Stat label="Разница" value=difference unit=unit(of) note=share />
        </div>
    }
    .into_any()
}

/// Who leaves most to guessing.
fn doubts(balance: &Balance) -> Option<AnyView> {
    if balance.doubts.is_empty() {
        return None;
    }
    let rows = balance.doubts.iter().map(|unit| doubtful(balance, unit)).collect_view();
    let more = (balance.more_doubts > 0).then(|| {
        view! { <p class="small muted">{format!("И ещё помещений: {}.", balance.more_doubts)}</p> }
    });
    let list = view! {
        <section class="stack stack--tight">
            <h3 class="small">"С кого начать"</h3>
            <ul class="doubts small">{rows}</ul>
            {more}
        </section>
    };
    Some(list.into_any())
}

fn doubtful(balance: &Balance, unit: &DoubtfulUnit) -> AnyView {
    let volume = (unit.volume.0 > 0).then(|| measured(balance.resource, unit.volume));
    let href = if may(Permission::EnterReadings) {
        format!("/staff/enter?account={}", unit.account)
    } else {
        format!("{ACCOUNTS}/{}", unit.account)
    };
    view! {
        <li>
            <span>
                <b>{unit_name(&unit.label)}</b>
                " "
                <a class="num" href=href>
                    "ЛС " {unit.number.clone()}
                </a>
                <span class="muted">{concern(unit.concern)}</span>
            </span>
            <span class="num">{volume}</span>
        </li>
    }
    .into_any()
}

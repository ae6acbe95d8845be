//! «Сдача по домам»: how far a month has come, and its end.
use super::{CloseMonth, load_month};
use crate::{
    form::{Form, FormFailure},
    layout::{NotFound, Page, PageShape, loaded, may, once_ready},
    ui::{
        Badge, Banner, Button, ButtonKind, Card, Empty, Icon, IconName, Skeleton, Tone, date, month_year,
        plural,
    },
};
use domain::{
    access::Permission,
    addresses::short_address,
    calendar::Period,
    ids::BuildingId,
    readings::{HouseProgress, MonthPage as Data},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::use_query_map;

pub const MONTHS: &str = "/staff/months";

#[component]
pub fn MonthPage() -> impl IntoView {
    if !may(Permission::ReviewReadings) {
        return view! { <NotFound /> }.into_any();
    }
    let query = use_query_map();
    let period = Memo::new(move |_| query.with(|query| query.get_str("period")?.parse::<Period>().ok()));
    let closed = Memo::new(move |_| query.with(|query| query.get_str("done") == Some("closed")));
    let data = Resource::new(move || (period.get(), closed.get()), |(period, _)| load_month(period));
    let close = Form::<CloseMonth>::leading_on();
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move { data.ready().await },
                move || Some(loaded(data.get()?, |data| shown(&data, closed.get_untracked(), close))),
            )}
        </Transition>
    }
    .into_any()
}

fn shown(data: &Data, closed: bool, close: Form<CloseMonth>) -> AnyView {
    let (meters, given): (i64, i64) = data
        .houses
        .iter()
        .fold((0, 0), |(meters, given), house| (meters + house.meters, given + house.given));
    let done = closed.then(|| {
        view! { <Banner tone=Tone::Ok title="Месяц закрыт: показания пошли в расчёт и больше не меняются" slim=true live=true /> }
    });
    let total = format!(
        "Сдано {given} из {meters} {}",
        plural(meters.unsigned_abs(), "счётчика", "счётчиков", "счётчиков")
    );
    let head = view! {
        {chips(data)}
        <p class="muted">{total}</p>
        {done}
        <FormFailure form=close.state />
    };
    let files = files(data.period, None);
    let all = ending_all(data, close);
    let rows: Vec<AnyView> = data.houses.iter().map(|house| row(house, data, close)).collect();
    let body = if rows.is_empty() {
        view! { <Empty title="Домов со счётчиками нет" text="Загрузите дома и счётчики, и здесь будет видно, кто сдал показания." /> }
            .into_any()
    } else {
        view! {
            <Card title="Дома" flush=true aside=files>
                <ul class="rows">{rows}</ul>
            </Card>
            {all}
        }
        .into_any()
    };
    view! {
        <Page title="Сдача по домам" shape=PageShape::Single back=("/staff/readings", "Разбор показаний") head=head.into_any()>
            {body}
        </Page>
    }
    .into_any()
}

fn chips(data: &Data) -> AnyView {
    let chosen = data.period;
    let months = (0..Data::CHOICES).map(|back| data.latest.minus(back)).map(|period| {
        let label = month_year(period.first_day());
        (label, format!("{MONTHS}?period={period}"), Signal::stored(period == chosen))
    });
    crate::desk::chips(months)
}

/// What was given, to be taken away: of all houses, or of one.
pub(super) fn files(period: Period, building: Option<BuildingId>) -> AnyView {
    let building = building.map(|building| format!("&building={building}")).unwrap_or_default();
    let file = |ending: &'static str, label: &'static str| {
        let href = format!("{MONTHS}/readings.{ending}?period={period}{building}");
        view! {
            <a class=format!("{} btn--sm", ButtonKind::Line.class()) href=href rel="external" download>
                <Icon name=IconName::Pdf small=true />
                <span>
                    <span class="visually-hidden">"Скачать "</span>
                    {label}
                </span>
            </a>
        }
    };
    view! {
        <div class="row">
            {file("csv", "CSV")} {file("xlsx", "XLSX")}
            {file("txt", "Сбер")}
        </div>
    }
    .into_any()
}

fn row(house: &HouseProgress, data: &Data, close: Form<CloseMonth>) -> AnyView {
    let (id, period) = (house.id, data.period);
    let missing = house.missing();
    let who = (missing > 0).then(|| {
        let label = format!("Не сдано {missing}");
        view! { <a href=format!("{MONTHS}/{id}?period={period}")>{label}</a> }
    });
    let waiting = (house.waiting > 0).then(|| {
        let label = format!("{} на проверке", house.waiting);
        view! { <a href="/staff/readings">{label}</a> }
    });
    let state = match house.closed_at {
        Some(at) => view! { <Badge tone=Tone::Ok label=format!("закрыт {}", date(at.date())) /> }.into_any(),
        None if data.may_close => {
            let (missing, waiting) = (house.missing(), house.waiting);
            ending("Закрыть месяц".to_owned(), missing, waiting, Some(house.id), data.period, close)
        }
        None => ().into_any(),
    };
    let address = short_address(&house.address);
    let label = format!("Сдано в доме {address}");
    view! {
        <li class="item progress">
            <div class="progress__house">
                <b title=house.address.clone()>{address}</b>
                <p class="row small">
                    <span class="num">{house.given} " из " {house.meters}</span>
                    {who}
                    {waiting}
                    <a href=format!("{MONTHS}/{id}/balance?period={period}")>"Баланс"</a>
                </p>
                <progress max="100" value=house.percent().to_string() aria-label=label></progress>
            </div>
            {state}
        </li>
    }
    .into_any()
}

/// Closes the month of all houses at once, where more than one is open.
fn ending_all(data: &Data, close: Form<CloseMonth>) -> Option<AnyView> {
    let open: Vec<&HouseProgress> = data.houses.iter().filter(|house| house.closed_at.is_none()).collect();
    (data.may_close && open.len() > 1).then(|| {
        let label = format!("Закрыть месяц по всем домам: {}", open.len());
        let missing = open.iter().map(|house| house.missing()).sum();
        let waiting = open.iter().map(|house| house.waiting).sum();
        ending(label, missing, waiting, None, data.period, close)
    })
}

/// Asks before it closes: nothing of the month changes any more.
fn ending(
    label: String,
    missing: i64,
    waiting: i64,
    building: Option<BuildingId>,
    period: Period,
    close: Form<CloseMonth>,
) -> AnyView {
    let what = match (missing, waiting) {
        (0, 0) => "Сдано всё. После закрытия показания не меняются.".to_owned(),
        (missing, 0) => format!(
            "Не сдано {missing}: по ним посчитаем среднее или норматив. После закрытия показания не меняются."
        ),
        (missing, waiting) => format!(
            "Не сдано {missing}, на проверке {waiting}: по ним посчитаем среднее или норматив. После закрытия показания не меняются."
        ),
    };
    let building = building.map(|id| view! { <input type="hidden" name="building" value=id.to_string() /> });
    view! {
        <details class="ask">
            <summary class="btn btn--line btn--sm">{label}</summary>
            <ActionForm action=close.action attr:class="stack stack--tight">
                <p class="small">{what}</p>
                <input type="hidden" name="period" value=period.to_string() />
                {building}
                <Button label="Да, закрыть" kind=ButtonKind::Danger class="btn--sm" busy=close.state.busy />
            </ActionForm>
        </details>
    }
    .into_any()
}

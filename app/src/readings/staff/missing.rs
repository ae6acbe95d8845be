//! «Кто не сдал»: accounts of a house, and what is counted for them instead.
use super::{
    load_missing,
    month::{MONTHS, files},
};
use crate::{
    api::ApiError,
    balance::{HouseForm, common_meters, load_house_meters},
    desk::parts,
    layout::{NotFound, Page, PageShape, loaded, may, once_ready},
    readings::face::{said, short_name, tile, unit},
    registry::ACCOUNTS,
    ui::{Banner, Card, Empty, Skeleton, Tone, date, month_year},
};
use domain::{
    access::Permission,
    addresses::{short_address, unit_name},
    calendar::Period,
    ids::BuildingId,
    readings::{Estimate, Meter, MissingAccount, MissingMeter, MissingPage as Data},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

#[component]
pub fn MissingPage() -> impl IntoView {
    if !may(Permission::ReviewReadings) {
        return view! { <NotFound /> }.into_any();
    }
    let (params, query) = (use_params_map(), use_query_map());
    let building =
        Memo::new(move |_| params.with(|params| params.get_str("building")?.parse::<BuildingId>().ok()));
    let period = Memo::new(move |_| query.with(|query| query.get_str("period")?.parse::<Period>().ok()));
    let after = Memo::new(move |_| query.with(|query| query.get("after")));
    let done = Memo::new(move |_| query.with(|query| query.get_str("done") == Some("house")));
    let house = HouseForm::leading_on();
    let data = Resource::new(
        move || (building.get(), period.get(), after.get()),
        |(building, period, after)| async move {
            let building = building.ok_or(ApiError::NotFound)?;
            let first = after.is_none();
            let missing = load_missing(building, period, after).await?;
            let meters = if first { Some(load_house_meters(building, period).await?) } else { None };
            Ok::<_, ApiError>((missing, meters))
        },
    );
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move { data.ready().await },
                move || {
                    let later = after.get_untracked().is_some();
                    Some(
                        loaded(
                            data.get()?,
                            |(data, meters)| {
                                let meters = meters.as_ref().map(|meters| common_meters(meters, house));
                                shown(&data, meters, later, done.get_untracked())
                            },
                        ),
                    )
                },
            )}
        </Transition>
    }
    .into_any()
}

fn shown(data: &Data, meters: Option<AnyView>, later: bool, done: bool) -> AnyView {
    let here = format!("{MONTHS}/{}?period={}", data.building, data.period);
    let lead = format!("{}, {}", short_address(&data.address), month_year(data.period.first_day()));
    let done = done.then(|| {
        view! { <Banner tone=Tone::Ok title="Показания дома записаны" slim=true live=true /> }
    });
    let head = view! {
        <p class="page__lead">{lead}</p>
        {done}
    };
    let files = files(data.period, Some(data.building));
    let rows: Vec<AnyView> = data.accounts.iter().map(account).collect();
    let body = if rows.is_empty() {
        view! {
            <Empty title="Сдали все" text="За этот месяц показания есть по каждому счётчику дома.">
                {files}
            </Empty>
        }
        .into_any()
    } else {
        let next = data.next.as_ref().map(|next| format!("{here}&after={next}"));
        view! {
            <Card title="Лицевые счета" flush=true aside=files>
                <ul class="rows">{rows}</ul>
                {parts(later.then(|| here.clone()), next)}
            </Card>
        }
        .into_any()
    };
    view! {
        <Page title="Кто не сдал" shape=PageShape::Single back=(MONTHS, "Сдача по домам") head=head.into_any()>
            {meters}
            {body}
        </Page>
    }
    .into_any()
}

fn account(account: &MissingAccount) -> AnyView {
    let meters: Vec<AnyView> = account.meters.iter().map(meter).collect();
    let href = if may(Permission::EnterReadings) {
        format!("/staff/enter?account={}", account.id)
    } else {
        format!("{ACCOUNTS}/{}", account.id)
    };
    view! {
        <li class="item missing">
            <p class="missing__who">
                <b>{unit_name(&account.label)}</b>
                <a class="num" href=href>
                    "ЛС " {account.number.clone()}
                </a>
            </p>
            <ul class="missing__meters">{meters}</ul>
        </li>
    }
    .into_any()
}

fn meter(missing: &MissingMeter) -> AnyView {
    let meter = &missing.meter;
    let last = missing.previous.as_ref().map_or_else(
        || "показаний ещё не было".to_owned(),
        |previous| format!("последнее {} от {}", said(meter, &previous.values), date(previous.taken_on)),
    );
    view! {
        <li class="named">
            {tile(meter.resource)}
            <span>
                <b>{short_name(meter)} " " <span class="num">{meter.serial.clone()}</span></b>
                <span class="muted">{last} ", " {instead(meter, &missing.estimate)}</span>
            </span>
        </li>
    }
    .into_any()
}

/// «посчитаем среднее 11.6 м³»
fn instead(meter: &Meter, estimate: &Estimate) -> String {
    match estimate {
        Estimate::Average { total, months } => {
            let averages: Vec<String> =
                total.iter().map(|total| meter.dial.format_average(*total, *months)).collect();
            format!("посчитаем среднее {}\u{a0}{}", averages.join(" / "), unit(meter.resource))
        }
        Estimate::Norm => "посчитаем по нормативу".to_owned(),
    }
}

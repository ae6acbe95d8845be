//! A meter: what it showed, what happened to it, and what can be done with it.
use super::{
    ACCOUNTS, HOUSES, RemoveMeter, ReplaceMeter, VerifyMeter,
    history::{history, spreadsheets},
    load_meter, meter_forms,
};
use crate::{
    api::ApiError,
    form::Form,
    layout::{NotFound, Page, PageShape, loaded, may, once_ready},
    readings::{
        face::{said, short_name},
        term::term,
    },
    ui::{Badge, Banner, Card, Skeleton, Tone, date, fact, month_year},
};
use domain::{
    access::Permission,
    addresses::{short_address, unit_name},
    ids::MeterId,
    readings::{Reading, ReadingState},
    registry::MeterPage as Data,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// What can be done with a meter.
#[derive(Clone, Copy)]
pub(super) struct Forms {
    pub replace: Form<ReplaceMeter>,
    pub verify: Form<VerifyMeter>,
    pub remove: Form<RemoveMeter>,
}

#[component]
pub fn MeterPage() -> impl IntoView {
    if !may(Permission::SeeRegistries) {
        return view! { <NotFound /> }.into_any();
    }
    let (params, query) = (use_params_map(), use_query_map());
    let meter = Memo::new(move |_| params.with(|params| params.get_str("meter")?.parse::<MeterId>().ok()));
    let verified = Memo::new(move |_| query.with(|query| query.get_str("done") == Some("verified")));
    let data = Resource::new(
        move || meter.get(),
        |meter| async move { load_meter(meter.ok_or(ApiError::NotFound)?).await },
    );
    let forms = Forms { replace: Form::leading_on(), verify: Form::leading_on(), remove: Form::leading_on() };
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move { data.ready().await },
                move || {
                    let verified = verified.get_untracked();
                    let data = data.get()?;
                    Some(untrack(|| loaded(data, |data| shown(&data, verified, forms))))
                },
            )}
        </Transition>
    }
    .into_any()
}

fn shown(data: &Data, verified: bool, forms: Forms) -> AnyView {
    let meter = &data.meter;
    let place = format!("{}, {}", short_address(&data.address), unit_name(&data.label));
    let done =
        verified.then(|| view! { <Banner tone=Tone::Ok title="Поверка записана" slim=true live=true /> });
    let state = match meter.removed_on {
        Some(on) => Some(view! { <Badge label=format!("снят {}", date(on)) /> }.into_any()),
        None => term(meter, data.today),
    };
    let head = view! {
        <p class="row">
            <a href=format!("{ACCOUNTS}/{}", data.account)>"ЛС " {data.number.clone()}</a>
            <span class="muted">{place}</span>
            {state}
        </p>
        {done}
    };
    let changes = (data.may_change && meter.removed_on.is_none()).then(|| meter_forms::changes(data, forms));
    let left = (facts(data), changes).into_any();
    let right = (readings(data), history(&data.history, None), spreadsheets(&data.imports)).into_any();
    view! {
        <Page
            title=format!("{} {}", short_name(meter), meter.serial)
            shape=PageShape::Single
            back=(HOUSES, "Реестры")
            head=head.into_any()
        >
            <div class="split split--even">
                <div class="stack">{left}</div>
                <div class="stack">{right}</div>
            </div>
        </Page>
    }
    .into_any()
}

fn facts(data: &Data) -> AnyView {
    let meter = &data.meter;
    let day = |label, day: Option<chrono::NaiveDate>| day.map(|day| fact(label, date(day)));
    let dial = format!("{} цифр, {} после запятой", meter.dial.digits, meter.dial.decimals);
    let facts = [
        Some(fact("Заводской №", meter.serial.clone())),
        Some(fact("Шкала", dial)),
        (meter.zones > 1).then(|| fact("Тарифов", meter.zones.to_string())),
        meter.place.clone().map(|place| fact("Место", place)),
        day("Установлен", meter.installed_on),
        day("Снят", meter.removed_on),
        day("Поверка до", meter.verified_until),
        meter.automatic.then(|| fact("Показания", "передаёт сам".to_owned())),
    ];
    let facts = facts.into_iter().flatten().collect_view();
    view! {
        <Card title="Счётчик">
            <dl class="facts facts--2 small">{facts}</dl>
        </Card>
    }
    .into_any()
}

fn readings(data: &Data) -> AnyView {
    let row = |reading: &Reading| {
        let note = match reading.state {
            ReadingState::ForReview => " (ждёт проверки)",
            ReadingState::Refused => " (не учтено)",
            ReadingState::Given | ReadingState::Accepted => "",
        };
        let said = format!("{}, снято {}{note}", said(&data.meter, &reading.values), date(reading.taken_on));
        view! {
            <div>
                <dt>{month_year(reading.period.first_day())}</dt>
                <dd class="num">{said}</dd>
            </div>
        }
    };
    if data.readings.is_empty() {
        return view! {
            <Card title="Показания">
                <p class="muted">"За два года показаний нет."</p>
            </Card>
        }
        .into_any();
    }
    let rows = data.readings.iter().map(row).collect_view();
    view! {
        <Card title="Показания">
            <dl class="facts small">{rows}</dl>
        </Card>
    }
    .into_any()
}

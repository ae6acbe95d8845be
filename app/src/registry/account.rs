//! The card of an account.
use super::{
    ACCOUNTS, CloseAccount, DateOwner, DateResidency, HOUSES, METERS, OpenAccount,
    closing::closing,
    history::{history, spreadsheets},
    house::area,
    load_account,
    owners::owners,
    residents::residents,
};
use crate::{
    api::ApiError,
    form::{Form, FormState, plain_form},
    layout::{NotFound, Page, PageShape, loaded, may, once_ready},
    readings::{
        face::{said, short_name, tile},
        term::term,
    },
    ui::{Badge, Banner, ButtonKind, Card, Icon, IconName, Skeleton, Tone, date, fact, rubles},
};
use domain::{
    access::Permission,
    addresses::{short_address, unit_name},
    ids::AccountId,
    journal::JournalKey,
    ledger::Balance,
    readings::Reading,
    registry::{AccountPage as Data, MeterCard},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

/// What can be changed on the card.
#[derive(Clone, Copy)]
pub(super) struct Forms {
    pub close: Form<CloseAccount>,
    pub open: Form<OpenAccount>,
    pub dates: FormState,
    pub owners: FormState,
}

#[component]
pub fn AccountPage() -> impl IntoView {
    if !may(Permission::SeeRegistries) {
        return view! { <NotFound /> }.into_any();
    }
    let (params, query) = (use_params_map(), use_query_map());
    let account =
        Memo::new(move |_| params.with(|params| params.get_str("account")?.parse::<AccountId>().ok()));
    let before = Memo::new(move |_| query.with(|query| query.get_str("before")?.parse::<JournalKey>().ok()));
    let done = Memo::new(move |_| query.with(|query| query.get("done")).unwrap_or_default());
    let data = Resource::new(
        move || (account.get(), before.get()),
        |(account, before)| async move { load_account(account.ok_or(ApiError::NotFound)?, before).await },
    );
    let forms = Forms {
        close: Form::leading_on(),
        open: Form::leading_on(),
        dates: plain_form::<DateResidency>(),
        owners: plain_form::<DateOwner>(),
    };
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move { data.ready().await },
                move || {
                    let done = done.get_untracked();
                    let data = data.get()?;
                    Some(untrack(|| loaded(data, |data| shown(&data, &done, forms))))
                },
            )}
        </Transition>
    }
    .into_any()
}

fn notice(done: &str) -> Option<AnyView> {
    let title = match done {
        "replaced" => "Счётчик заменён: житель сдаёт показания по новому",
        "removed" => "Счётчик снят: показания по нему больше не нужны",
        "closed" => "Лицевой счёт закрыт",
        "opened" => "Лицевой счёт открыт",
        "owned" => "Записано, с какого и по какой день владеет собственник",
        "dated" => "Записано, кто и с какого дня живёт",
        _ => return None,
    };
    Some(view! { <Banner tone=Tone::Ok title=title slim=true live=true /> }.into_any())
}

fn shown(data: &Data, done: &str, forms: Forms) -> AnyView {
    let place = format!("{}, {}", short_address(&data.address), unit_name(&data.label));
    let closed = data.closed_on.map(|on| {
        view! { <Badge tone=Tone::Ask label=format!("закрыт {}", date(on)) /> }
    });
    let head = view! {
        <p class="row">
            <b>{place}</b>
            {closed}
        </p>
        {notice(done)}
        {ways(data)}
    };
    let older = data.older.map(|older| format!("{ACCOUNTS}/{}?before={older}", data.id));
    let closing = data.may_change.then(|| closing(data, forms.close, forms.open));
    let left = (facts(data), owners(data, forms.owners), data.debt.as_ref().map(debt), closing).into_any();
    let changes = (history(&data.history, older), spreadsheets(&data.imports));
    let right = (meters(data), residents(data, forms), changes).into_any();
    view! {
        <Page
            title=format!("ЛС {}", data.number)
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

/// What else one may do for the account.
fn ways(data: &Data) -> AnyView {
    let way = |grant: Permission, href: String, icon: IconName, label: &'static str| {
        may(grant).then(|| {
            view! {
                <a class=format!("{} btn--sm", ButtonKind::Line.class()) href=href>
                    <Icon name=icon small=true />
                    {label}
                </a>
            }
        })
    };
    let id = data.id;
    view! {
        <div class="row">
            {way(Permission::EnterReadings, format!("/staff/enter?account={id}"), IconName::Gauge, "Записать показания")}
            {way(
                Permission::HandleTickets,
                format!("/staff/tickets/new?account={id}"),
                IconName::Phone,
                "Заявка по звонку",
            )}
        </div>
    }
    .into_any()
}

fn facts(data: &Data) -> AnyView {
    let day = |label, day: Option<chrono::NaiveDate>| day.map(|day| fact(label, date(day)));
    let word = |label, word: Option<&String>| word.map(|word| fact(label, word.clone()));
    let facts = [
        Some(fact("Помещение", unit_name(&data.label))),
        word("Подъезд", data.entrance.as_ref()),
        data.area_hundredths.map(|hundredths| fact("Площадь", area(hundredths))),
        data.inhabitants.map(|count| fact("Проживает", count.to_string())),
        word("ЕЛС", data.unified_number.as_ref()),
        day("Открыт", data.opened_on),
        day("Закрыт", data.closed_on),
        word("Телефон", data.phone.as_ref()),
        word("Эл. почта", data.email.as_ref()),
    ];
    let facts = facts.into_iter().flatten().collect_view();
    let (href, address) = (format!("{HOUSES}/{}", data.building), data.address.clone());
    view! {
        <Card title="Счёт">
            <dl class="facts facts--2 small">
                <div>
                    <dt>"Дом"</dt>
                    <dd>
                        <a href=href>{address}</a>
                    </dd>
                </div>
                {facts}
            </dl>
        </Card>
    }
    .into_any()
}

fn debt(balance: &Balance) -> AnyView {
    let rows = balance.recipients.iter().map(|of| {
        view! {
            <div>
                <dt>{of.recipient.name.clone()}</dt>
                <dd class="num">{rubles(of.owed())}</dd>
            </div>
        }
    });
    let (rows, total) = (rows.collect_view(), balance.total());
    let title = if total.is_positive() { "Долг" } else { "Долга нет" };
    view! {
        <Card title=title>
            <dl class="facts facts--2 small">
                <div>
                    <dt>"Всего"</dt>
                    <dd class="num">
                        <b>{rubles(total)}</b>
                    </dd>
                </div>
                {rows}
            </dl>
        </Card>
    }
    .into_any()
}

fn meters(data: &Data) -> AnyView {
    if data.meters.is_empty() {
        return view! {
            <Card title="Счётчики">
                <p class="muted">"Счётчиков нет: начисляют по нормативу."</p>
            </Card>
        }
        .into_any();
    }
    let rows = data.meters.iter().map(|card| meter(card, data)).collect_view();
    view! {
        <Card title="Счётчики" flush=true>
            <ul class="rows">{rows}</ul>
        </Card>
    }
    .into_any()
}

fn meter(card: &MeterCard, data: &Data) -> AnyView {
    let meter = &card.meter;
    let name = format!("{} {}", short_name(meter), meter.serial);
    let last = card.last.as_ref().map_or_else(
        || "показаний ещё не было".to_owned(),
        |last: &Reading| format!("{} от {}", said(meter, &last.values), date(last.taken_on)),
    );
    let place = meter.place.as_ref().map(|place| format!("{place}, "));
    let state = match meter.removed_on {
        Some(on) => Some(view! { <Badge label=format!("снят {}", date(on)) /> }.into_any()),
        None => term(meter, data.today),
    };
    let (href, aloud) = (format!("{METERS}/{}", meter.id), format!("Открыть счётчик {name}"));
    view! {
        <li class="item">
            {tile(meter.resource)}
            <div>
                <b>{name}</b>
                <span class="muted">{place} {last}</span>
                <span class="row">{state}</span>
            </div>
            <a class=format!("{} btn--sm", ButtonKind::Line.class()) href=href aria-label=aloud>
                "Открыть"
            </a>
        </li>
    }
    .into_any()
}

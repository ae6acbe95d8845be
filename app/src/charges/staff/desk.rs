//! «Начисления»: a new file, those that were loaded, and the receipts of a house.
use super::load_charges_desk;
use crate::{
    api::{Posted, posted_under},
    imports::{IMPORTS, TABLES, file_field, item, sample, upload_form},
    layout::{NotFound, Page, PageShape, loaded, may, once_ready},
    ui::{ButtonKind, Card, Empty, FieldError, Icon, IconName, Skeleton, month_year},
};
use domain::{
    access::Permission,
    addresses::short_address,
    calendar::Period,
    charges::ChargesDesk,
    ids::BuildingId,
    imports::{ImportCard, Kind, State},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

pub(super) const CHARGES: &str = "/staff/charges";

#[component]
pub fn ChargesDeskPage() -> impl IntoView {
    if !may(Permission::PrintReceipts) {
        return view! { <NotFound /> }.into_any();
    }
    let desk = Resource::new(|| (), |()| load_charges_desk());
    let posted = StoredValue::new(posted_under("/imports/"));
    let none = no_receipts();
    view! {
        <Page title="Начисления" shape=PageShape::Single>
            <Transition fallback=Skeleton>
                {once_ready(
                    async move { desk.ready().await },
                    move || {
                        Some(loaded(desk.get()?, move |desk| posted.with_value(|posted| shown(&desk, posted.as_ref(), none))))
                    },
                )}
            </Transition>
        </Page>
    }
    .into_any()
}

fn shown(desk: &ChargesDesk, posted: Option<&Posted>, none: Option<NoReceipts>) -> AnyView {
    if !may(Permission::PublishCharges) {
        return printing(desk, none).unwrap_or_else(|| {
            view! { <Empty title="Квитанций ещё нет" text="Как только бухгалтер опубликует начисления, квитанции дома можно будет скачать здесь одним файлом." /> }
                .into_any()
        });
    }
    let rows = desk.loads.iter().map(load).collect_view();
    let list = if desk.loads.is_empty() {
        view! {
            <Empty
                title="Начислений ещё не загружали"
                text="Загрузите файл из бухгалтерии: портал проверит суммы, покажет разницу с прошлым месяцем и опубликует по вашему слову."
            />
        }
        .into_any()
    } else {
        view! {
            <Card title="Файлы начислений" flush=true>
                <ul class="rows">{rows}</ul>
            </Card>
        }
        .into_any()
    };
    view! {
        {new_one(desk, posted)}
        {list}
        {printing(desk, none)}
    }
    .into_any()
}

fn new_one(desk: &ChargesDesk, posted: Option<&Posted>) -> AnyView {
    let of = Kind::Charges;
    let hint = view! {
        {format!("Excel (.xlsx) или CSV до {} МБ, строка на услугу. Образец: ", desk.limits.bytes / 1024 / 1024)}
        {sample(of, "xlsx", "XLSX")} ", " {sample(of, "csv", "CSV")}
    };
    let fields = view! {
        <input type="hidden" name="kind" value=of.code() />
        {file_field("Таблица из бухгалтерии", hint.into_any(), TABLES, posted)}
    };
    let note = "Жители ничего не увидят, пока вы не опубликуете. Исправить опубликованное можно новым файлом за тот же месяц";
    upload_form(desk.fresh, "Начисления за месяц", posted, fields.into_any(), note)
}

fn load(card: &ImportCard) -> AnyView {
    // What was looked through is shown beside the month before; what is not, with its columns or rows.
    let href = match card.state {
        State::Ready | State::Done => format!("{CHARGES}/{}", card.id),
        _ => format!("{IMPORTS}/{}", card.id),
    };
    let counts = card.counts.map(|counts| {
        format!(
            "новых {}, исправлений {}, без изменений {}, отказов {}",
            counts.new, counts.changed, counts.same, counts.refused
        )
    });
    item(card, IconName::Receipt, href, card.file_name.clone(), counts)
}

/// What was asked of the form of receipts, where there are none.
#[derive(Clone, Copy)]
struct NoReceipts {
    building: BuildingId,
    period: Period,
}

/// See the route of the file.
fn no_receipts() -> Option<NoReceipts> {
    use_query_map().with_untracked(|query| {
        query.get_str("none")?;
        let (building, period) =
            (query.get_str("building")?.parse().ok()?, query.get_str("period")?.parse().ok()?);
        Some(NoReceipts { building, period })
    })
}

/// «Квитанции дома»: an ordinary form that leads to the file.
fn printing(desk: &ChargesDesk, none: Option<NoReceipts>) -> Option<AnyView> {
    if desk.houses.is_empty() || desk.months.is_empty() {
        return None;
    }
    let houses = desk.houses.iter().map(|(id, address)| {
        let selected = none.is_some_and(|none| none.building == *id);
        view! {
            <option value=id.to_string() selected=selected>
                {short_address(address)}
            </option>
        }
    });
    let houses = houses.collect_view();
    let months = desk.months.iter().map(|month| {
        let selected = none.is_some_and(|none| none.period == *month);
        view! {
            <option value=month.to_string() selected=selected>
                {month_year(month.first_day())}
            </option>
        }
    });
    let months = months.collect_view();
    let error = none.map(|NoReceipts { period, .. }| {
        let text = format!(
            "За {:02}.{} по этому дому квитанций нет. Выберите другой месяц или дом.",
            period.month(),
            period.year()
        );
        view! { <FieldError text=text id="period-error" aloud=true /> }
    });
    let (invalid, described) = (none.is_some().then_some("true"), none.is_some().then_some("period-error"));
    Some(
        view! {
            <form class="card form" id="receipts" method="get" action=format!("{CHARGES}/receipts.pdf")>
                <h2>"Квитанции дома"</h2>
                <div class="columns">
                    <div class="field">
                        <label class="field__label" for="building">
                            "Дом"
                        </label>
                        <select class="select" id="building" name="building">
                            {houses}
                        </select>
                    </div>
                    <div class="field">
                        <label class="field__label" for="period">
                            "Месяц"
                        </label>
                        <select
                            class="select"
                            id="period"
                            name="period"
                            aria-invalid=invalid
                            aria-describedby=described
                        >
                            {months}
                        </select>
                        {error}
                    </div>
                </div>
                <div class="actions">
                    <button class=ButtonKind::Line.class() type="submit">
                        <Icon name=IconName::Print small=true />
                        "Скачать PDF"
                    </button>
                    <p class="small muted">"Все квитанции дома одним файлом, по номерам помещений"</p>
                </div>
            </form>
        }
        .into_any(),
    )
}

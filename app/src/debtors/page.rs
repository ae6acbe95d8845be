use super::{WriteToDebtors, load_debtors};
use crate::{
    desk,
    form::{FormFailure, plain_form},
    layout::{NotFound, Page, PageShape, encode, loaded, may, once_ready},
    text,
    ui::{
        Banner, ButtonKind, Card, Empty, FieldError, Icon, IconName, Skeleton, Stat, Tone, date, month_year,
        plural, rubles,
    },
};
use domain::{
    Rule,
    access::Permission,
    accounts::short_name,
    addresses::{short_address, unit_name},
    debtors::{Debtor, DebtorFilter, DebtorsPage as Data},
    ids::BuildingId,
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

const DEBTORS: &str = "/staff/debtors";

#[component]
pub fn DebtorsPage() -> impl IntoView {
    if !may(Permission::SeeDebtors) {
        return view! { <NotFound /> }.into_any();
    }
    let query = use_query_map();
    let asked = Memo::new(move |_| {
        query.with(|query| {
            let text = |name: &str| query.get_str(name).unwrap_or_default().to_owned();
            let filter = DebtorFilter {
                building: text("building").parse::<BuildingId>().ok(),
                least: text("least"),
                months: text("months"),
            };
            (filter, query.get("after"))
        })
    });
    let sent = Memo::new(move |_| {
        query.with(|query| {
            let count = |name: &str| query.get_str(name).and_then(|count| count.parse::<u64>().ok());
            Some((count("letters")?, count("before")?, count("nobody")?))
        })
    });
    let data = Resource::new(
        move || (asked.get(), sent.get()),
        |((filter, after), _)| async move {
            // What cannot be read is told beside the field, and the list is the whole one.
            let readable =
                if filter.check().is_ok() { filter } else { DebtorFilter { least: String::new(), ..filter } };
            load_debtors(readable, after).await
        },
    );
    let failed = plain_form::<WriteToDebtors>();
    let head = view! {
        {move || sent.get().map(notice)}
        <FormFailure form=failed />
    };
    view! {
        <Page title="Должники" shape=PageShape::Single head=head.into_any()>
            <Transition fallback=Skeleton>
                {once_ready(
                    async move { data.ready().await },
                    move || {
                        let (filter, after) = asked.get_untracked();
                        Some(loaded(data.get()?, move |data| shown(&data, &filter, after.is_some())))
                    },
                )}
            </Transition>
        </Page>
    }
    .into_any()
}

fn notice((sent, before, nobody): (u64, u64, u64)) -> AnyView {
    let mut words = format!("Писем: {sent}");
    if before > 0 {
        words = format!("{words}. Сегодня уже писали: {before}");
    }
    if nobody > 0 {
        words = format!("{words}. Нет кабинета или долга: {nobody}");
    }
    let tone = if sent > 0 { Tone::Ok } else { Tone::Info };
    view! { <Banner tone=tone title=words slim=true live=true /> }.into_any()
}

/// The query of a filter.
fn of(filter: &DebtorFilter) -> Vec<(&'static str, Option<String>)> {
    let text = |text: &str| (!text.is_empty()).then(|| encode(text));
    vec![
        ("building", filter.building.map(|id| id.to_string())),
        ("least", text(&filter.least)),
        ("months", text(&filter.months)),
    ]
}

fn shown(data: &Data, filter: &DebtorFilter, later: bool) -> AnyView {
    let query = desk::query(of(filter));
    let file = |ending: &'static str| {
        view! {
            <a
                class=format!("{} btn--sm", ButtonKind::Line.class())
                href=format!("{DEBTORS}/list.{ending}{query}")
                rel="external"
                download
            >
                <Icon name=IconName::List small=true />
                <span class="visually-hidden">"Скачать "</span>
                {ending.to_uppercase()}
            </a>
        }
    };
    let files = view! { <div class="row">{file("xlsx")} {file("csv")}</div> };
    let rows = data.debtors.iter().map(row).collect_view();
    let next = data.next.as_ref().map(|next| {
        let mut fields = of(filter);
        fields.push(("after", Some(next.clone())));
        format!("{DEBTORS}{}", desk::query(fields))
    });
    let start = later.then(|| format!("{DEBTORS}{query}"));
    let list = if data.debtors.is_empty() {
        view! { <Empty title="Должников нет" text="Никто не должен столько и так давно." /> }.into_any()
    } else {
        view! {
            <form method="post" action=WriteToDebtors::url()>
                <Card title="Кто должен" flush=true aside=files.into_any()>
                    <ul class="rows">{rows}</ul>
                    {desk::parts(start, next)}
                    {letters()}
                </Card>
            </form>
        }
        .into_any()
    };
    view! {
        <div class="stats">
            <Stat label="Должников" value=data.count.to_string() />
            <Stat label="Долг" value=rubles(data.sum) />
        </div>
        {chosen(data, filter)}
        {list}
    }
    .into_any()
}

/// Asks before it sends.
fn letters() -> AnyView {
    view! {
        <div class="tablefoot">
            <details class="ask">
                <summary class="btn btn--tonal btn--sm">"Написать выбранным"</summary>
                <div class="stack stack--tight">
                    <p class="small">
                        "Письмо с суммой долга и ссылкой на оплату уйдёт всем жителям выбранных помещений, у кого есть кабинет. Одному счёту пишем не чаще раза в день."
                    </p>
                    <button class=format!("{} btn--sm", ButtonKind::Primary.class()) type="submit">
                        "Да, отправить"
                    </button>
                </div>
            </details>
        </div>
    }
    .into_any()
}

fn chosen(data: &Data, filter: &DebtorFilter) -> AnyView {
    let houses = data.houses.iter().map(|house| {
        (house.id.to_string(), short_address(&house.address), filter.building == Some(house.id))
    });
    let wrong = filter.check().err().map(|error| text::rule(&Rule::Sum(error)));
    let field = |name: &'static str, label: &'static str, value: String, error: Option<String>| {
        let id = format!("filter-{name}");
        view! {
            <div class="field">
                <label class="field__label small" for=id.clone()>
                    {label}
                </label>
                <input
                    class="input"
                    id=id
                    name=name
                    value=value
                    inputmode="decimal"
                    autocomplete="off"
                    aria-invalid=error.is_some().then_some("true")
                />
                {error.map(|text| view! { <FieldError text=text /> })}
            </div>
        }
    };
    let fields = view! {
        {desk::select("building", "Дом", "Все дома", houses)}
        {field("least", "Долг от, ₽", filter.least.clone(), wrong)}
        {field("months", "Месяцев от", filter.months.clone(), None)}
    };
    let is_chosen = [filter.building.is_some(), !filter.least.is_empty(), !filter.months.is_empty()];
    desk::filter(DEBTORS, "Отбор должников", &is_chosen, false, fields.into_any())
}

fn row(debtor: &Debtor) -> AnyView {
    let id = debtor.account.to_string();
    let place = format!("{}, {}", short_address(&debtor.address), unit_name(&debtor.label));
    let owner = debtor.owner.as_deref().map(short_name).unwrap_or_default();
    let months = debtor.oldest.filter(|_| debtor.months > 0).map(|oldest| {
        let count = debtor.months.unsigned_abs();
        let word = plural(count, "месяц", "месяца", "месяцев");
        format!("{count} {word}, с {}, ", month_year(oldest.first_day()))
    });
    let written = match (debtor.written_on, debtor.readers) {
        (Some(on), _) => format!("писали {}", date(on)),
        (None, 0) => "кабинета нет, письмо не дойдёт".to_owned(),
        (None, _) => "ещё не писали".to_owned(),
    };
    let label = format!("Выбрать ЛС {}", debtor.number);
    view! {
        <li class="item debtor">
            <label class="check">
                <input type="checkbox" name="accounts[]" value=id aria-label=label disabled=debtor.readers == 0 />
            </label>
            <div>
                <b>"ЛС " {debtor.number.clone()}</b>
                <span class="small">{owner} ", " {place}</span>
                <span class="small muted">{months} {written}</span>
            </div>
            <b class="num">{rubles(debtor.owed)}</b>
        </li>
    }
    .into_any()
}

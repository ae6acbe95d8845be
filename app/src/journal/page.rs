use super::load_journal;
use crate::{
    desk,
    layout::{NotFound, Page, PageShape, encode, loaded, may, once_ready},
    text::{
        self,
        staff::{HAPPENINGS, details, happening},
    },
    ui::{ButtonKind, Card, Empty, FieldError, Icon, IconName, Skeleton, date_time, plural},
};
use chrono::NaiveDateTime;
use domain::{
    access::{Permission, Role},
    addresses::short_address,
    journal::{JournalFilter, JournalKey, JournalLine, JournalPage as Data, Seen},
};
use leptos::prelude::*;
use leptos_router::{hooks::use_query_map, params::ParamsMap};

const JOURNAL: &str = "/staff/audit";

type Asked = (JournalFilter, Option<JournalKey>);

/// «Журнал»: who did what, and who saw whose data.
#[component]
pub fn JournalPage() -> impl IntoView {
    if !may(Permission::ReadJournal) {
        return view! { <NotFound /> }.into_any();
    }
    let address = use_query_map();
    let asked = Memo::new(move |_| address.with(read));
    let data = Resource::new(move || asked.get(), |(filter, after)| load_journal(filter, after));
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move {
                    data.ready().await;
                },
                move || {
                    let asked = asked.get_untracked();
                    Some(loaded(data.get()?, move |page| shown(&page, &asked)))
                },
            )}
        </Transition>
    }
    .into_any()
}

fn read(query: &ParamsMap) -> Asked {
    let text = |name| query.get(name).unwrap_or_default();
    let filter = JournalFilter {
        who: text("who"),
        whose: text("whose"),
        what: text("what"),
        from: text("from"),
        to: text("to"),
    };
    (filter, query.get("after").and_then(|after| after.parse().ok()))
}

fn address(filter: &JournalFilter, after: Option<JournalKey>) -> String {
    let JournalFilter { who, whose, what, from, to } = filter;
    let fields = [("who", who), ("whose", whose), ("what", what), ("from", from), ("to", to)];
    let fields = fields.map(|(name, value)| (name, (!value.is_empty()).then(|| encode(value))));
    let after = ("after", after.map(|after| after.to_string()));
    format!("{JOURNAL}{}", desk::query(fields.into_iter().chain([after])))
}

fn shown(page: &Data, (filter, after): &Asked) -> AnyView {
    let all = JournalFilter { what: String::new(), ..filter.clone() };
    let of = |what: &str| JournalFilter { what: what.to_owned(), ..all.clone() };
    let chips = [("Всё", all.clone()), ("Изменения", of("changes")), ("Просмотры данных", of("looks"))];
    let chips = desk::chips(chips.map(|(label, chosen)| {
        (label.to_owned(), address(&chosen, None), Signal::stored(chosen == *filter))
    }));
    let head = view! {
        {chips}
        {fields(page, filter)}
    };
    let (seen, lines) = (page.seen.as_ref().map(|seen| summary(seen, filter)), lines(page, filter, *after));
    view! {
        <Page title="Журнал" shape=PageShape::Single head=head.into_any()>
            {seen}
            {lines}
        </Page>
    }
    .into_any()
}

fn fields(page: &Data, filter: &JournalFilter) -> AnyView {
    let typed = [&filter.who, &filter.whose, &filter.from, &filter.to].map(|value| !value.is_empty());
    let kinds = HAPPENINGS
        .iter()
        .map(|(kind, words)| ((*kind).to_owned(), (*words).to_owned(), filter.what == *kind))
        .chain([
            ("changes".to_owned(), "все изменения".to_owned(), filter.what == "changes"),
            ("looks".to_owned(), "все просмотры данных".to_owned(), filter.what == "looks"),
        ]);
    let people = page.employees.iter().map(|email| view! { <option value=email.clone()></option> });
    let field = |name: &'static str, label: &'static str, kind: &'static str, value: &str| {
        let wrong = page.refused.field(name).map(text::rule);
        let invalid = wrong.is_some().then_some("true");
        let error_id = format!("journal-{name}-error");
        let described_by = wrong.is_some().then(|| error_id.clone());
        let list = (name == "who").then_some("journal-people");
        let id = format!("journal-{name}");
        view! {
            <div class="field">
                <label class="field__label small" for=id.clone()>
                    {label}
                </label>
                <input
                    class="input"
                    id=id
                    name=name
                    type=kind
                    value=value.to_owned()
                    list=list
                    autocomplete="off"
                    aria-invalid=invalid
                    aria-describedby=described_by
                />
                {wrong.map(|text| view! { <FieldError text=text id=error_id aloud=true /> })}
            </div>
        }
        .into_any()
    };
    let fields = view! {
        {field("who", "Кто: e-mail", "text", &filter.who)}
        {field("whose", "Чьи данные: № ЛС или e-mail", "text", &filter.whose)}
        {desk::select("what", "Что", "всё", kinds)}
        {field("from", "С", "datetime-local", &filter.from)}
        {field("to", "До", "datetime-local", &filter.to)}
        <datalist id="journal-people">{people.collect_view()}</datalist>
    };
    desk::filter(JOURNAL, "Отбор журнала", &typed, false, fields.into_any())
}

/// Whose data one person saw.
fn summary(seen: &Seen, filter: &JournalFilter) -> AnyView {
    let count = seen.accounts.len();
    if count == 0 {
        return view! {
            <Card title="Чьи данные видел">
                <p>"За это время данных лицевых счетов не видел."</p>
            </Card>
        }
        .into_any();
    }
    let rows = seen.accounts.iter().map(|account| {
        let only = JournalFilter { whose: account.number.clone(), ..filter.clone() };
        let times = plural(account.times.unsigned_abs(), "раз", "раза", "раз");
        let when = if account.times == 1 {
            date_time(account.last)
        } else {
            format!(
                "{} {times}, с {} по {}",
                account.times,
                date_time(account.first),
                date_time(account.last)
            )
        };
        view! {
            <li class="item">
                <span class="res res--home">
                    <Icon name=IconName::Home />
                </span>
                <div>
                    <b>
                        <a href=address(&only, None)>"ЛС " {account.number.clone()}</a>
                    </b>
                    <span class="muted">{short_address(&account.address)} ", " {when}</span>
                </div>
            </li>
        }
    });
    let rows = rows.collect_view();
    let word = plural(count as u64, "лицевой счёт", "лицевых счёта", "лицевых счетов");
    let more = if seen.more { "больше чем " } else { "" };
    view! {
        <Card title=format!("Чьи данные видел: {more}{count} {word}") flush=true>
            <ul class="rows">{rows}</ul>
        </Card>
    }
    .into_any()
}

fn lines(page: &Data, filter: &JournalFilter, after: Option<JournalKey>) -> AnyView {
    if page.lines.is_empty() {
        return view! {
            <Empty title="Таких записей нет" text="Измените отбор: человека, счёт или время.">
                <a class=ButtonKind::Tonal.class() href=JOURNAL>
                    "Весь журнал"
                </a>
            </Empty>
        }
        .into_any();
    }
    let rows = page.lines.iter().map(row).collect_view();
    let parts =
        desk::parts(after.map(|_| address(filter, None)), page.next.map(|next| address(filter, Some(next))));
    view! {
        <div class="card card--flush">
            <ol class="rows">{rows}</ol>
            {parts}
        </div>
    }
    .into_any()
}

fn row(line: &JournalLine) -> AnyView {
    let icon = if line.look { IconName::Eye } else { IconName::Edit };
    let who = line.who.clone().unwrap_or_else(|| "портал или гость".to_owned());
    let account =
        line.account.as_ref().map(|(number, address)| format!("ЛС {number}, {}", short_address(address)));
    let about = vec![account, line.subject.clone(), line.details.as_deref().map(details)];
    happened(icon, &line.kind, (who, line.role), about, line.at)
}

/// A line of what has happened: what, by whom in which role, and what about it.
pub(crate) fn happened(
    icon: IconName,
    kind: &str,
    (who, role): (String, Option<Role>),
    about: Vec<Option<String>>,
    at: NaiveDateTime,
) -> AnyView {
    let role = role.map(|role| format!(", {}", text::role(role).to_lowercase()));
    let about = about.into_iter().flatten().collect::<Vec<_>>().join(" · ");
    view! {
        <li class="item">
            <span class="res res--home">
                <Icon name=icon />
            </span>
            <div>
                <b>{happening(kind)}</b>
                <span class="muted">{who} {role}</span>
                <span class="journal__about">{about}</span>
            </div>
            <time class="muted small num">{date_time(at)}</time>
        </li>
    }
    .into_any()
}

//! «Обращения»: the inbox, by the time that is left.
use super::{
    filter::{INBOX, assignee, query, read},
    load_inbox,
};
use crate::{
    appeals::words::{kind, state_badge},
    desk::{self, Face, left, select},
    layout::{NotFound, Page, PageShape, loaded, may, once_ready, part_of},
    live,
    text::{
        self,
        appeals::{employee, state as state_word},
    },
    tickets::clock::minutes_passed,
    ui::{ButtonKind, Empty, Icon, IconName, Skeleton, date},
};
use chrono::NaiveDate;
use domain::{
    access::Permission,
    addresses::{short_address, unit_name},
    appeals::{AssigneeFilter, Colleague, Inbox, InboxFilter, InboxRow, Kind, State},
    changes::{Desk, Topic},
    tickets::{BoardKey, House, Standing},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;

type Asked = (InboxFilter, Option<BoardKey>);

#[component]
pub fn InboxPage() -> impl IntoView {
    if !may(Permission::AnswerAppeals) {
        return view! { <NotFound /> }.into_any();
    }
    let address = use_query_map();
    let asked = Memo::new(move |_| address.with(read));
    let list = Resource::new(move || asked.get(), |(filter, after)| load_inbox(filter, after));
    live::watch(|| vec![Topic::Desk(Desk::Appeals)], move || list.refetch());
    let choices = part_of(list, move |inbox| (asked.get().0, inbox.houses, inbox.colleagues));
    let templates = view! {
        <a class=format!("{} btn--sm", ButtonKind::Line.class()) href="/staff/appeals/templates">
            <Icon name=IconName::Edit small=true />
            "Шаблоны ответов"
        </a>
    };
    let head = view! {
        <Transition>
            {once_ready(
                async move { list.ready().await },
                move || Some(list.get()?.ok().map(|inbox| chips(&inbox, asked.get_untracked().0)).into_any()),
            )}
            {once_ready(async move { list.ready().await }, move || choices.with(|choices| choices.as_ref().map(filters)))}
        </Transition>
    };
    view! {
        <Page title="Обращения" shape=PageShape::Single action=templates.into_any() head=head.into_any()>
            <Transition fallback=Skeleton>
                {once_ready(
                    async move { list.ready().await },
                    move || {
                        let asked = asked.get_untracked();
                        Some(loaded(list.get()?, move |inbox| rows(&inbox, asked)))
                    },
                )}
            </Transition>
        </Page>
    }
    .into_any()
}

fn chips(inbox: &Inbox, asked: InboxFilter) -> AnyView {
    let counts = inbox.counts;
    let all = InboxFilter::default();
    let me = inbox.colleagues.iter().find(|colleague| colleague.me);
    let mine = me.map(|me| {
        (format!("Мои {}", counts.mine), InboxFilter { assignee: Some(AssigneeFilter::Is(me.id)), ..all })
    });
    let nobody = InboxFilter { assignee: Some(AssigneeFilter::Nobody), ..all };
    let chips = [
        Some((format!("Ждут ответа {}", counts.waiting), all)),
        mine,
        Some((format!("Никто не ведёт {}", counts.unassigned), nobody)),
        Some(("Отвеченные".to_owned(), InboxFilter { ended: true, ..all })),
    ];
    desk::chips(chips.into_iter().flatten().map(|(label, filter)| {
        (label, format!("{INBOX}{}", query(&filter, None)), Signal::stored(asked == filter))
    }))
}

/// What the filter shows: what is asked for, and the houses and employees to choose from.
type Choices = (InboxFilter, Vec<House>, Vec<Colleague>);

/// Type, state, house and employee: an ordinary form that leads to the inbox.
fn filters((asked, houses, colleagues): &Choices) -> AnyView {
    let chosen =
        [asked.building.is_some(), asked.kind.is_some(), asked.state.is_some(), asked.assignee.is_some()];
    let kinds = Kind::ALL.iter();
    let kinds = kinds.map(|of| (of.code().to_owned(), kind(*of).0.to_owned(), asked.kind == Some(*of)));
    let states = State::ALL.iter().filter(|state| state.is_waiting() != asked.ended);
    let states = states
        .map(|state| (state.code().to_owned(), state_word(*state).to_owned(), asked.state == Some(*state)));
    let houses = houses.iter();
    let houses = houses
        .map(|house| (house.id.to_string(), short_address(&house.address), asked.building == Some(house.id)));
    let nobody = AssigneeFilter::Nobody;
    let nobody = (assignee(nobody), "никто".to_owned(), asked.assignee == Some(nobody));
    let people = colleagues.iter().map(|known| {
        let is = AssigneeFilter::Is(known.id);
        (assignee(is), employee(known.role, &known.email), asked.assignee == Some(is))
    });
    let fields = view! {
        {select("kind", "Тип", "все типы", kinds)}
        {select("state", "Состояние", "любое", states)}
        {select("building", "Дом", "все дома", houses)}
        {select("assignee", "Кто ведёт", "любой", std::iter::once(nobody).chain(people))}
    };
    desk::filter(INBOX, "Отбор обращений", &chosen, asked.ended, fields.into_any())
}

/// A group of the inbox.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Late,
    Today,
    Week,
    Later,
    Over,
}

impl Group {
    const ALL: [Self; 5] = [Self::Late, Self::Today, Self::Week, Self::Later, Self::Over];

    fn of(row: &InboxRow, today: NaiveDate) -> Self {
        match row.clock.as_ref().map(|clock| (clock.standing, (clock.due.date() - today).num_days())) {
            _ if !row.state.is_waiting() => Self::Over,
            Some((Standing::Breached { .. }, _)) => Self::Late,
            Some((_, ..=0)) => Self::Today,
            Some((_, ..=6)) => Self::Week,
            _ => Self::Later,
        }
    }

    const fn face(self) -> Face {
        match self {
            Self::Late => ("Просрочено", IconName::No, "group__head tone--no"),
            Self::Today => ("Сегодня", IconName::Clock, "group__head tone--ask"),
            Self::Week => ("В ближайшие дни", IconName::Calendar, "group__head"),
            Self::Later => ("Позже", IconName::Calendar, "group__head"),
            Self::Over => ("Отвечены и закрыты", IconName::Check, "group__head"),
        }
    }
}

fn rows(inbox: &Inbox, (filter, after): Asked) -> AnyView {
    if inbox.rows.is_empty() {
        return nothing(filter);
    }
    let passed = minutes_passed();
    let today = inbox.now.date();
    let groups = desk::groups(
        &inbox.rows,
        Group::ALL.map(|group| (group, group.face())),
        |row| Group::of(row, today),
        |row| job(row, today, passed),
    );
    let part = |after| format!("{INBOX}{}", query(&filter, after));
    let parts = desk::parts(after.map(|_| part(None)), inbox.next.map(|next| part(Some(next))));
    view! {
        <div class="card card--flush board">{groups} {parts}</div>
    }
    .into_any()
}

fn nothing(filter: InboxFilter) -> AnyView {
    if filter == InboxFilter::default() {
        return view! { <Empty title="Все обращения отвечены" text="Новые появятся здесь сами." /> }
            .into_any();
    }
    view! {
        <Empty title="Таких обращений нет" text="Измените отбор.">
            <a class=ButtonKind::Tonal.class() href=INBOX>
                "Все, что ждут ответа"
            </a>
        </Empty>
    }
    .into_any()
}

fn job(row: &InboxRow, today: NaiveDate, passed: Signal<i64>) -> AnyView {
    let href = format!("{INBOX}/{}", row.number);
    let place = format!("{}, {}", short_address(&row.address), unit_name(&row.label));
    let who = row.assignee.as_ref().map_or_else(
        || "никто не ведёт".to_owned(),
        |assignee| if assignee.me { "вы".to_owned() } else { text::role(assignee.role).to_lowercase() },
    );
    let state = row.state;
    let side = if let Some(clock) = row.clock.filter(|_| state.is_waiting()) {
        left(clock, today, passed)
    } else {
        let at = date(row.state_at.date());
        view! { <span class="job__left"><small>{at}</small></span> }.into_any()
    };
    view! {
        <a class="job" href=href>
            {side}
            <span class="job__main">
                <span class="job__text">{row.text.clone()}</span>
                <span class="job__meta">{kind(row.kind).0} ", " {place}</span>
            </span>
            <span class="job__side">
                <span class="num">"№ " {row.number}</span>
                <span>{who}</span>
                {state_badge(state, None)}
            </span>
        </a>
    }
    .into_any()
}

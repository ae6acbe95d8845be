//! The list of the board, in groups by the time that is left.
use super::{
    desk::Desk,
    filter::{BOARD, executor, query},
};
use crate::{
    desk::{self, Face, left, select},
    text::tickets::state as state_word,
    tickets::{
        clock::minutes_passed,
        words::{category, households, kind},
    },
    ui::{ButtonKind, Empty, IconName, date, time},
};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use domain::{
    addresses::{short_address, unit_name},
    tickets::{
        Board, BoardFilter, BoardRow, Category, Executor, ExecutorFilter, House, Kind, Standing, State,
    },
};
use leptos::prelude::*;

/// Day and time, and the lists that are asked for often.
pub(super) fn head(board: &Board, screen: Desk) -> AnyView {
    let now = moment(board.now);
    view! {
        <p class="muted small">{now}</p>
        {chips(board, screen)}
    }
    .into_any()
}

/// «25.01.2018, четверг, 13:20»
fn moment(now: NaiveDateTime) -> String {
    const DAYS: [&str; 7] =
        ["понедельник", "вторник", "среда", "четверг", "пятница", "суббота", "воскресенье"];
    let day = DAYS[now.weekday().num_days_from_monday() as usize % 7];
    format!("{}, {day}, {}", date(now.date()), time(now))
}

fn chips(board: &Board, screen: Desk) -> AnyView {
    let counts = board.counts;
    let all = BoardFilter::default();
    let nobody = BoardFilter { executor: Some(ExecutorFilter::Nobody), ..all };
    let emergencies = BoardFilter { kind: Some(Kind::Emergency), ..all };
    let ended = BoardFilter { ended: true, ..all };
    let chips = [
        (format!("Открытые {}", counts.waiting), all),
        (format!("Не назначены {}", counts.unassigned), nobody),
        (format!("Аварии {}", counts.emergencies), emergencies),
        ("Завершённые".to_owned(), ended),
    ];
    desk::chips(chips.map(|(label, filter)| {
        let current = move || screen.asked.with(|(asked, _)| *asked == filter);
        (label, format!("{BOARD}{}", query(&filter, None)), Signal::derive(current))
    }))
}

/// What the filter shows: what is asked for, and the houses and executors to choose from.
pub(super) type Choices = (BoardFilter, Vec<House>, Vec<Executor>);

/// House, category, kind, state and executor: an ordinary form that leads to the board.
pub(super) fn filters((asked, houses, executors): &Choices) -> AnyView {
    let chosen = [
        asked.building.is_some(),
        asked.category.is_some(),
        asked.kind.is_some(),
        asked.state.is_some(),
        asked.executor.is_some(),
    ];
    let houses = houses
        .iter()
        .map(|house| (house.id.to_string(), short_address(&house.address), asked.building == Some(house.id)));
    let categories = Category::ALL
        .iter()
        .map(|of| (of.code().to_owned(), category(*of).0.to_owned(), asked.category == Some(*of)));
    let kinds =
        Kind::ALL.iter().map(|of| (of.code().to_owned(), kind(*of).to_owned(), asked.kind == Some(*of)));
    let states = State::ALL.iter().filter(|state| state.is_active() != asked.ended);
    let states = states
        .map(|state| (state.code().to_owned(), state_word(*state).to_owned(), asked.state == Some(*state)));
    let nobody = ExecutorFilter::Nobody;
    let nobody = (executor(nobody), "не назначен".to_owned(), asked.executor == Some(nobody));
    let executors = executors.iter().map(|known| {
        let is = ExecutorFilter::Is(known.id);
        (executor(is), known.name.clone(), asked.executor == Some(is))
    });
    let fields = view! {
        {select("building", "Дом", "все дома", houses)}
        {select("category", "Категория", "все категории", categories)}
        {select("kind", "Вид", "все виды", kinds)}
        {select("state", "Состояние", "любое", states)}
        {select("executor", "Исполнитель", "любой", std::iter::once(nobody).chain(executors))}
    };
    desk::filter(BOARD, "Отбор заявок", &chosen, asked.ended, fields.into_any())
}

/// A group of the board.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Group {
    Late,
    Soon,
    Today,
    Later,
    PutOff,
    Over,
}

impl Group {
    const ALL: [Self; 6] = [Self::Late, Self::Soon, Self::Today, Self::Later, Self::PutOff, Self::Over];

    fn of(row: &BoardRow, today: NaiveDate) -> Self {
        match row.clock.as_ref().map(|clock| (clock.standing, clock.due)) {
            None if !row.state.is_active() => Self::Over,
            Some((Standing::Breached { .. }, _)) => Self::Late,
            _ if row.state == State::Deferred => Self::PutOff,
            Some((Standing::Running { minutes_left: 0..=60 }, _)) => Self::Soon,
            Some((_, due)) if due.date() <= today => Self::Today,
            _ => Self::Later,
        }
    }

    const fn face(self) -> Face {
        match self {
            Self::Late => ("Просрочено", IconName::No, "group__head tone--no"),
            Self::Soon => ("Меньше часа", IconName::Clock, "group__head tone--ask"),
            Self::Today => ("Сегодня", IconName::Calendar, "group__head"),
            Self::Later => ("Позже", IconName::Calendar, "group__head"),
            Self::PutOff => ("Отложены", IconName::Calendar, "group__head"),
            Self::Over => ("Завершены", IconName::Check, "group__head"),
        }
    }
}

pub(super) fn board(board: &Board, screen: Desk) -> AnyView {
    let (filter, after) = screen.asked.get_untracked();
    if board.rows.is_empty() {
        return nothing(filter);
    }
    let passed = minutes_passed();
    let today = board.now.date();
    let groups = desk::groups(
        &board.rows,
        Group::ALL.map(|group| (group, group.face())),
        |row| Group::of(row, today),
        |row| job(row, today, passed, screen),
    );
    let part = |after| format!("{BOARD}{}", query(&filter, after));
    let parts = desk::parts(after.map(|_| part(None)), board.next.map(|next| part(Some(next))));
    view! {
        <div class="card card--flush board">{groups} {parts}</div>
    }
    .into_any()
}

fn nothing(filter: BoardFilter) -> AnyView {
    if filter == BoardFilter::default() {
        return view! { <Empty title="Открытых заявок нет" text="Новые появятся здесь сами." /> }.into_any();
    }
    view! {
        <Empty title="Таких заявок нет" text="Измените отбор.">
            <a class=ButtonKind::Tonal.class() href=BOARD>
                "Все открытые"
            </a>
        </Empty>
    }
    .into_any()
}

fn job(row: &BoardRow, today: NaiveDate, passed: Signal<i64>, screen: Desk) -> AnyView {
    let number = row.number;
    let href =
        move || screen.asked.with(|(filter, after)| format!("{BOARD}/{number}{}", query(filter, *after)));
    let current = move || (screen.number.get() == Some(number)).then_some("true");
    let unit = row.label.as_deref().map(|label| format!(", {}", unit_name(label))).unwrap_or_default();
    let others = (row.households > 0).then(|| format!(", ещё {}", households(row.households)));
    let place = format!("{}{unit}{}", short_address(&row.address), others.unwrap_or_default());
    let executor = row.executor.clone().unwrap_or_else(|| "не назначен".to_owned());
    let (state, at) = (state_word(row.state), date(row.state_at.date()));
    let left = match row.clock {
        Some(clock) => left(clock, today, passed),
        None => view! { <span class="job__left"><small>{state} " " {at}</small></span> }.into_any(),
    };
    view! {
        <a class="job" href=href aria-current=current>
            {left}
            <span class="job__main">
                <span class="job__text">{row.text.clone()}</span>
                <span class="job__meta">{place}</span>
            </span>
            <span class="job__side">
                <span class="num">"№ " {number}</span>
                <span>{executor}</span>
            </span>
        </a>
    }
    .into_any()
}

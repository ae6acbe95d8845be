//! The list of the board, in groups by the time that is left.
use super::{
    desk::Desk,
    filter::{BOARD, executor, query},
};
use crate::{
    text::tickets::state as state_word,
    tickets::{
        clock::{Urgency, after, minutes_passed, standing_words, urgency},
        words::{category, households, kind},
    },
    ui::{Button, ButtonKind, Empty, Icon, IconName, date, time},
};
use chrono::{Datelike, NaiveDate, NaiveDateTime};
use domain::{
    addresses::{short_address, unit_name},
    tickets::{Board, BoardFilter, BoardRow, Category, Clock, ExecutorFilter, Kind, Standing, State},
};
use leptos::prelude::*;

/// Day and time, and the filters.
pub(super) fn head(board: &Board, desk: Desk) -> AnyView {
    let now = moment(board.now);
    view! {
        <p class="muted small">{now}</p>
        {chips(board, desk)}
        {filters(board, desk)}
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

fn chips(board: &Board, desk: Desk) -> AnyView {
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
    let chips = chips.map(|(label, filter)| {
        let current = move || desk.asked.with(|(asked, _)| *asked == filter).then_some("true");
        view! {
            <a class="chip" href=format!("{BOARD}{}", query(&filter, None)) aria-current=current>
                {label}
            </a>
        }
    });
    view! {
        <div class="chips chips--scroll" role="group" aria-label="Отбор">
            {chips}
        </div>
    }
    .into_any()
}

/// House, category, kind, state and executor: an ordinary form that leads to the board.
fn filters(board: &Board, desk: Desk) -> AnyView {
    let (asked, _) = desk.asked.get_untracked();
    let chosen = [
        asked.building.is_some(),
        asked.category.is_some(),
        asked.kind.is_some(),
        asked.state.is_some(),
        asked.executor.is_some(),
    ];
    let count = chosen.into_iter().filter(|chosen| *chosen).count();
    let is_open = count > 0;
    let label = if count == 0 { "Отбор".to_owned() } else { format!("Отбор: {count}") };
    let houses = board
        .houses
        .iter()
        .map(|house| (house.id.to_string(), short_address(&house.address), asked.building == Some(house.id)));
    let categories = Category::ALL.iter().map(|of| {
        (of.code().to_owned(), category(*of).0.to_owned(), asked.category == Some(*of))
    });
    let kinds =
        Kind::ALL.iter().map(|of| (of.code().to_owned(), kind(*of).to_owned(), asked.kind == Some(*of)));
    let states = State::ALL.iter().filter(|state| state.is_active() != asked.ended);
    let states = states
        .map(|state| (state.code().to_owned(), state_word(*state).to_owned(), asked.state == Some(*state)));
    let nobody = ExecutorFilter::Nobody;
    let nobody = (executor(nobody), "не назначен".to_owned(), asked.executor == Some(nobody));
    let executors = board.executors.iter().map(|known| {
        let is = ExecutorFilter::Is(known.id);
        (executor(is), known.name.clone(), asked.executor == Some(is))
    });
    let ended = asked.ended.then(|| view! { <input type="hidden" name="ended" value="true" /> });
    view! {
        <details class="filter" open=is_open>
            <summary class="chip">
                <Icon name=IconName::Filter small=true />
                {label}
            </summary>
            <form method="get" action=BOARD class="filter__form" aria-label="Отбор заявок">
                {ended} {select("building", "Дом", "все дома", houses.collect())}
                {select("category", "Категория", "все категории", categories.collect())}
                {select("kind", "Вид", "все виды", kinds.collect())}
                {select("state", "Состояние", "любое", states.collect())}
                {select("executor", "Исполнитель", "любой", std::iter::once(nobody).chain(executors).collect())}
                <div class="actions">
                    <Button label="Показать" kind=ButtonKind::Line />
                    <a class=ButtonKind::Plain.class() href=BOARD>
                        "Сбросить"
                    </a>
                </div>
            </form>
        </details>
    }
    .into_any()
}

pub(crate) fn select(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    options: Vec<(String, String, bool)>,
) -> AnyView {
    let id = format!("filter-{name}");
    let options = options.into_iter().map(|(value, label, selected)| {
        view! {
            <option value=value selected=selected>
                {label}
            </option>
        }
    });
    view! {
        <div class="field">
            <label class="field__label small" for=id.clone()>
                {label}
            </label>
            <select class="select" id=id name=name>
                <option value="">{any}</option>
                {options.collect_view()}
            </select>
        </div>
    }
    .into_any()
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

    const fn face(self) -> (&'static str, IconName, &'static str) {
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

pub(super) fn board(board: &Board, desk: Desk) -> AnyView {
    let (filter, after) = desk.asked.get_untracked();
    if board.rows.is_empty() {
        return nothing(filter);
    }
    let passed = minutes_passed();
    let today = board.now.date();
    let groups = Group::ALL.into_iter().filter_map(|group| {
        let rows: Vec<&BoardRow> = board.rows.iter().filter(|row| Group::of(row, today) == group).collect();
        if rows.is_empty() {
            return None;
        }
        let (label, icon, class) = group.face();
        let count = rows.len();
        let rows = rows.into_iter().map(|row| job(row, today, passed, desk)).collect_view();
        Some(view! {
            <section>
                <h2 class=class>
                    <Icon name=icon small=true />
                    {label}
                    <span class="count count--quiet">{count}</span>
                </h2>
                {rows}
            </section>
        })
    });
    let first = after.map(|_| (format!("{BOARD}{}", query(&filter, None)), "К началу"));
    let next = board.next.map(|next| (format!("{BOARD}{}", query(&filter, Some(next))), "Следующие"));
    let parts = [first, next].into_iter().flatten().map(|(href, label)| {
        view! {
            <a class=format!("{} btn--sm", ButtonKind::Line.class()) href=href>
                {label}
            </a>
        }
    });
    let parts = (after.is_some() || board.next.is_some())
        .then(|| view! { <nav class="tablefoot" aria-label="Части списка">{parts.collect_view()}</nav> });
    view! {
        <div class="card card--flush board">{groups.collect_view()} {parts}</div>
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

fn job(row: &BoardRow, today: NaiveDate, passed: Signal<i64>, desk: Desk) -> AnyView {
    let number = row.number;
    let href =
        move || desk.asked.with(|(filter, after)| format!("{BOARD}/{number}{}", query(filter, *after)));
    let current = move || (desk.number.get() == Some(number)).then_some("true");
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

/// «0:12 до 13:32», in words for readers aloud.
pub(crate) fn left(clock: Clock, today: NaiveDate, passed: Signal<i64>) -> AnyView {
    let standing = Memo::new(move |_| after(clock.standing, passed.get()));
    let class = move || match urgency(&clock, standing.get()) {
        Urgency::Late => "job__left job__left--late num",
        Urgency::Soon => "job__left job__left--soon num",
        Urgency::Calm | Urgency::Still => "job__left num",
    };
    let due = if clock.due.date() == today {
        time(clock.due)
    } else {
        let day = date(clock.due.date());
        day.get(..5).map(str::to_owned).unwrap_or(day)
    };
    let due = move || match standing.get() {
        Standing::Breached { .. } => format!("срок {due}"),
        Standing::Paused { .. } => "часы стоят".to_owned(),
        _ => format!("до {due}"),
    };
    view! {
        <span class=class>
            <span aria-hidden="true">{move || figures(standing.get())}</span>
            <span class="visually-hidden">{move || standing_words(standing.get())}</span>
            <small>{due}</small>
        </span>
    }
    .into_any()
}

/// «−0:25», «3:20», «2 дн.»
fn figures(standing: Standing) -> String {
    const DAY: i64 = 24 * 60;
    let (sign, minutes) = match standing {
        Standing::Running { minutes_left } | Standing::Paused { minutes_left } => ("", minutes_left),
        Standing::Breached { minutes_over } => ("−", minutes_over),
        Standing::Met { .. } | Standing::MetLate { .. } => return "✓".to_owned(),
    };
    if minutes >= DAY {
        format!("{sign}{}\u{a0}дн.", minutes / DAY)
    } else {
        format!("{sign}{}:{:02}", minutes / 60, minutes % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_left_is_short() {
        for (standing, short) in [
            (Standing::Running { minutes_left: 12 }, "0:12"),
            (Standing::Running { minutes_left: 200 }, "3:20"),
            (Standing::Breached { minutes_over: 25 }, "−0:25"),
            (Standing::Running { minutes_left: 3000 }, "2\u{a0}дн."),
        ] {
            assert_eq!(figures(standing), short);
        }
    }
}

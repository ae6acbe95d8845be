//! What the lists of staff have in common: chips, a filter that is an ordinary form, groups by the time that is left, parts.
use crate::{
    tickets::clock::{Urgency, after, standing_words, urgency},
    ui::{Button, ButtonKind, FieldError, Icon, IconName, date, raw_text, time},
};
use chrono::NaiveDate;
use domain::tickets::{Clock, Standing};
use leptos::prelude::*;

/// Lists that are asked for often: label, address, and whether it is the one in sight.
pub fn chips(chips: impl IntoIterator<Item = (String, String, Signal<bool>)>) -> AnyView {
    let chips = chips.into_iter().map(|(label, href, current)| {
        view! {
            <a class="chip" href=href aria-current=move || current.get().then_some("true")>
                {label}
            </a>
        }
    });
    view! {
        <div class="chips chips--scroll" role="group" aria-label="Отбор">
            {chips.collect_view()}
        </div>
    }
    .into_any()
}

/// The filter of a list: a form that leads to `action`, folded while nothing is `chosen`. Chips choose what is over: it stays so.
pub fn filter(
    action: &'static str,
    label: &'static str,
    chosen: &[bool],
    ended: bool,
    fields: AnyView,
) -> AnyView {
    let count = chosen.iter().filter(|chosen| **chosen).count();
    let summary = if count == 0 { "Отбор".to_owned() } else { format!("Отбор: {count}") };
    let ended = ended.then(|| view! { <input type="hidden" name="ended" value="true" /> });
    view! {
        <details class="filter" open=count != 0>
            <summary class="chip">
                <Icon name=IconName::Filter small=true />
                {summary}
            </summary>
            <form method="get" action=action class="filter__form" aria-label=label>
                {ended} {fields} <div class="actions">
                    <Button label="Показать" kind=ButtonKind::Line />
                    <a class=ButtonKind::Plain.class() href=action>
                        "Сбросить"
                    </a>
                </div>
            </form>
        </details>
    }
    .into_any()
}

/// A field of the filter: value, label, and whether it is chosen.
pub fn select(
    name: &'static str,
    label: &'static str,
    any: &'static str,
    options: impl IntoIterator<Item = (String, String, bool)>,
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

/// Words with a field of their own: several forms of a sheet have one of the same name.
pub fn area(
    id: String,
    name: &'static str,
    label: &'static str,
    hint: &'static str,
    error: Signal<Option<String>>,
    value: String,
) -> impl IntoView {
    let (hint_id, error_id) = (format!("{id}-hint"), format!("{id}-error"));
    let described_by = {
        let (hint_id, error_id) = (hint_id.clone(), error_id.clone());
        move || if error.with(Option::is_some) { format!("{error_id} {hint_id}") } else { hint_id.clone() }
    };
    view! {
        <div class="field">
            <label class="field__label small" for=id.clone()>
                {label}
            </label>
            <textarea
                class="textarea textarea--short"
                id=id
                name=name
                rows="2"
                aria-invalid=move || error.with(Option::is_some).then_some("true")
                aria-describedby=described_by
            >
                {raw_text(value)}
            </textarea>
            {move || error.get().map(|text| view! { <FieldError text=text id=error_id.clone() /> })}
            <p class="field__hint" id=hint_id>
                {hint}
            </p>
        </div>
    }
}

/// «?kind=emergency&after=…», or nothing.
pub fn query(fields: impl IntoIterator<Item = (&'static str, Option<String>)>) -> String {
    let known = fields.into_iter().filter_map(|(name, value)| Some(format!("{name}={}", value?)));
    let query = known.collect::<Vec<_>>().join("&");
    if query.is_empty() { query } else { format!("?{query}") }
}

/// A group of a list: its title, its sign, and the class of its title.
pub type Face = (&'static str, IconName, &'static str);

/// Rows in those groups that are not empty.
pub fn groups<R, G: Copy + PartialEq>(
    rows: &[R],
    groups: impl IntoIterator<Item = (G, Face)>,
    of: impl Fn(&R) -> G,
    row: impl Fn(&R) -> AnyView,
) -> AnyView {
    let groups = groups.into_iter().filter_map(|(group, (label, icon, class))| {
        let rows: Vec<AnyView> = rows.iter().filter(|row| of(row) == group).map(&row).collect();
        let count = rows.len();
        (count > 0).then(|| {
            view! {
                <section>
                    <h2 class=class>
                        <Icon name=icon small=true />
                        {label}
                        <span class="count count--quiet">{count}</span>
                    </h2>
                    {rows}
                </section>
            }
        })
    });
    groups.collect_view().into_any()
}

/// The ways to other parts of a list: its beginning, and what follows.
pub fn parts(start: Option<String>, next: Option<String>) -> Option<AnyView> {
    let ways = [(start, "К началу"), (next, "Следующие")];
    let links: Vec<_> = ways
        .into_iter()
        .filter_map(|(href, label)| {
            let href = href?;
            Some(view! {
                <a class=format!("{} btn--sm", ButtonKind::Line.class()) href=href>
                    {label}
                </a>
            })
        })
        .collect();
    (!links.is_empty())
        .then(|| view! { <nav class="tablefoot" aria-label="Части списка">{links}</nav> }.into_any())
}

/// «0:12 до 13:32», in words for readers aloud.
pub fn left(clock: Clock, today: NaiveDate, passed: Signal<i64>) -> AnyView {
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
        let days = minutes / DAY;
        // Years late is a number that nobody needs.
        if days > 999 { "год+".to_owned() } else { format!("{sign}{days}\u{a0}дн.") }
    } else {
        format!("{sign}{}:{:02}", minutes / 60, minutes % 60)
    }
}

/// Beside the list, while nothing of it is open.
pub fn nothing_open(text: &'static str) -> AnyView {
    view! {
        <section class="card only-wide">
            <p class="muted">{text}</p>
        </section>
    }
    .into_any()
}

/// Beside the list, where its address leads to nothing: answers 404.
pub fn missing(title: &'static str, text: &'static str) -> AnyView {
    #[cfg(feature = "ssr")]
    if let Some(response) = use_context::<leptos_axum::ResponseOptions>() {
        response.set_status(http::StatusCode::NOT_FOUND);
    }
    view! {
        <section class="card">
            <h2>{title}</h2>
            <p class="muted">{text}</p>
        </section>
    }
    .into_any()
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

    #[test]
    fn an_address_names_what_is_chosen() {
        assert_eq!(query([("kind", None), ("after", None)]), "");
        assert_eq!(
            query([("kind", Some("a".into())), ("x", None), ("after", Some("1-2".into()))]),
            "?kind=a&after=1-2"
        );
    }
}

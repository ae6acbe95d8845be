//! One card for each kind of work.
use crate::{
    desk::left,
    jobs::{JOBS, failure},
    setup::{START, step_name},
    text::setup::houses,
    ui::{Badge, ButtonKind, Card, Tone, date, date_time, month_name, plural, rubles},
};
use chrono::NaiveDate;
use domain::{
    addresses::{short_address, unit_name},
    appeals::{InboxCounts, InboxRow},
    jobs::{FailedJob, FailureCounts},
    overview::{Card as Of, Drafts, Progress, Queue, Suspended},
    readings::HouseProgress,
    setup::Step,
    tickets::{BoardCounts, BoardRow, Clock},
};
use leptos::prelude::*;

pub(super) fn card(of: &Of, today: NaiveDate, passed: Signal<i64>) -> AnyView {
    match of {
        Of::Tickets { counts, nearest } => tickets(*counts, nearest, today, passed),
        Of::Appeals { counts, nearest } => appeals(*counts, nearest, today, passed),
        Of::Failures { counts, latest } => failures(*counts, latest),
        Of::Setup { next } => setup(*next),
        Of::Suspended(suspended) => unplaced(*suspended),
        Of::Review(queue) => review(*queue),
        Of::Month(month) => progress(month),
        Of::Invitations { open, expired } => invitations(*open, *expired),
        Of::Drafts(of) => drafts(*of),
    }
}

/// A card: its title, the way to the work, how much there is, and the work itself.
fn framed(
    title: &'static str,
    way: Option<(&'static str, &'static str)>,
    counts: Vec<AnyView>,
    body: AnyView,
) -> AnyView {
    let aside = way.map(|(href, label)| {
        view! {
            <a class="small" href=href>
                {label}
            </a>
        }
        .into_any()
    });
    let counts = (!counts.is_empty()).then_some(counts);
    view! {
        <Card title=title flush=true aside=aside.into_any()>
            {counts.map(|counts| view! { <p class="card__part row">{counts}</p> })}
            {body}
        </Card>
    }
    .into_any()
}

/// «просрочено 2», unless there is none.
fn count(tone: Option<Tone>, words: &str, number: i64) -> Option<AnyView> {
    let label = format!("{words} {number}");
    let badge = match tone {
        Some(tone) => view! { <Badge tone=tone label=label /> }.into_any(),
        None => view! { <Badge label=label /> }.into_any(),
    };
    (number > 0).then_some(badge)
}

fn words(text: String) -> AnyView {
    view! { <p class="card__part">{text}</p> }.into_any()
}

fn tickets(counts: BoardCounts, nearest: &[BoardRow], today: NaiveDate, passed: Signal<i64>) -> AnyView {
    let badges = [
        count(Some(Tone::No), "просрочено", counts.overdue),
        count(Some(Tone::Ask), "аварийных", counts.emergencies),
        count(None, "без исполнителя", counts.unassigned),
        count(None, "всего", counts.waiting),
    ];
    let rows = nearest.iter().map(|row| {
        let unit = row.label.as_deref().map(|label| format!(", {}", unit_name(label))).unwrap_or_default();
        let place = format!("{}{unit}", short_address(&row.address));
        job(format!("/staff/tickets/{}", row.number), row.clock, &row.text, place, today, passed)
    });
    let badges = badges.into_iter().flatten().collect();
    framed("Заявки", Some(("/staff/tickets", "Все заявки")), badges, rows.collect_view().into_any())
}

fn appeals(counts: InboxCounts, nearest: &[InboxRow], today: NaiveDate, passed: Signal<i64>) -> AnyView {
    let badges = [
        count(Some(Tone::No), "просрочено", counts.overdue),
        count(None, "никто не ведёт", counts.unassigned),
        count(None, "ваших", counts.mine),
        count(None, "без ответа", counts.waiting),
    ];
    let rows = nearest.iter().map(|row| {
        let place = format!("{}, {}", short_address(&row.address), unit_name(&row.label));
        job(format!("/staff/appeals/{}", row.number), row.clock, &row.text, place, today, passed)
    });
    let badges = badges.into_iter().flatten().collect();
    framed("Обращения", Some(("/staff/appeals", "Все обращения")), badges, rows.collect_view().into_any())
}

fn job(
    href: String,
    clock: Option<Clock>,
    text: &str,
    place: String,
    today: NaiveDate,
    passed: Signal<i64>,
) -> AnyView {
    let left = clock.map(|clock| left(clock, today, passed));
    view! {
        <a class="job" href=href>
            {left.unwrap_or_else(|| view! { <span class="job__left"></span> }.into_any())}
            <span class="job__main">
                <span class="job__text">{text.to_owned()}</span>
                <span class="job__meta">{place}</span>
            </span>
        </a>
    }
    .into_any()
}

fn failures(counts: FailureCounts, latest: &[FailedJob]) -> AnyView {
    let badges = [
        count(Some(Tone::No), "не удалось", counts.dead),
        count(Some(Tone::Ask), "пробуем снова", counts.failing),
    ];
    let rows = latest.iter().map(failure).collect_view();
    let list = view! { <ul class="rows">{rows}</ul> };
    let badges = badges.into_iter().flatten().collect();
    framed("Письма и задания", Some((JOBS, "Все сбои")), badges, list.into_any())
}

fn setup(next: Step) -> AnyView {
    let body = view! {
        <div class="card__part stack">
            <p>"Следующий шаг: " {step_name(next).to_lowercase()} ". Введённое раньше сохранено."</p>
            <div class="actions">
                <a class=ButtonKind::Primary.class() href=START>
                    "Продолжить"
                </a>
            </div>
        </div>
    };
    framed("Первый запуск не закончен", None, Vec::new(), body.into_any())
}

fn unplaced(suspended: Suspended) -> AnyView {
    let count = suspended.count.unsigned_abs();
    let word = plural(count, "платёж", "платежа", "платежей");
    let since = suspended.oldest.map(|day| format!(", самый ранний от {}", date(day))).unwrap_or_default();
    let text = format!(
        "{count} {word} на {}{since}. Банк прислал деньги, а чей это счёт, портал не понял.",
        rubles(suspended.total)
    );
    framed("Невыясненные платежи", Some(("/staff/payments", "Разобрать")), Vec::new(), words(text))
}

fn review(queue: Queue) -> AnyView {
    let count = queue.waiting.unsigned_abs();
    let waits = plural(count, "показание ждёт решения", "показания ждут решения", "показаний ждут решения");
    let since = queue.oldest.map(|at| format!(", самое раннее с {}", date_time(at))).unwrap_or_default();
    let way = Some(("/staff/readings", "Разобрать"));
    framed("Показания на проверке", way, Vec::new(), words(format!("{count} {waits}{since}.")))
}

fn progress(month: &Progress) -> AnyView {
    let meters = plural(month.meters.unsigned_abs(), "счётчика", "счётчиков", "счётчиков");
    let given = format!("Сдано {} из {} {meters}.", month.given, month.meters);
    let end = match month.open {
        0 => "Месяц закрыт во всех домах.".to_owned(),
        open => format!("Приём до {}, не закрыт: {}.", date(month.last_day), houses(open)),
    };
    let behind = month.behind.iter().map(|house| behind(house, month)).collect_view();
    let title = match month_name(month.period.first_day()) {
        name if month.open == 0 => format!("Показания за {name}: готово"),
        name => format!("Показания за {name}"),
    };
    let way = view! {
        <a class="small" href=format!("/staff/months?period={}", month.period)>
            "Все дома"
        </a>
    };
    view! {
        <Card title=title flush=true aside=way.into_any()>
            <p class="card__part">{given} " " {end}</p>
            <ul class="rows">{behind}</ul>
        </Card>
    }
    .into_any()
}

fn behind(house: &HouseProgress, month: &Progress) -> AnyView {
    let address = short_address(&house.address);
    let label = format!("Сдано в доме {address}");
    let href = format!("/staff/months/{}?period={}", house.id, month.period);
    view! {
        <li class="behind">
            <span class="row row--between">
                <a href=href title=house.address.clone()>
                    {address}
                </a>
                <span class="small num">{house.given} " из " {house.meters}</span>
            </span>
            <progress max="100" value=house.percent().to_string() aria-label=label></progress>
        </li>
    }
    .into_any()
}

fn invitations(open: i64, expired: i64) -> AnyView {
    let badges = [count(Some(Tone::Ask), "срок вышел", expired), count(None, "ждут ответа", open - expired)];
    let text = "Сотрудники, которые ещё не нажали кнопку в письме.".to_owned();
    let badges = badges.into_iter().flatten().collect();
    framed("Приглашения", Some(("/staff/people", "Сотрудники")), badges, words(text))
}

fn drafts(of: Drafts) -> AnyView {
    let badges =
        [count(Some(Tone::Ask), "черновиков", of.drafts), count(None, "запланировано", of.scheduled)];
    let text = of.next.map_or_else(
        || "Начатое и не опубликованное: жители его ещё не видят.".to_owned(),
        |at| format!("Ближайшая выйдет сама {}.", date_time(at)),
    );
    let badges = badges.into_iter().flatten().collect();
    framed("Новости", Some(("/staff/news", "Все новости")), badges, words(text))
}

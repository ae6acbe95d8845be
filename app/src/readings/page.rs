//! «Показания приборов учета»: one form for all meters.
use super::{
    answer::Place,
    desk::{Desk, are_kept},
    face::name_among,
    moment::{Mode, Moment},
    row::{Row, body},
    silence::silence,
    table::table,
    text,
};
use crate::{
    api::ApiError,
    charges::Debt,
    form::failure,
    layout::{Page, PageShape, loaded, once_ready, use_frame},
    text as errors,
    ui::{Badge, Banner, Button, ButtonKind, Card, Empty, IconName, Skeleton, Tone, date, time},
};
use domain::{
    calendar::Period,
    readings::{ReadingState, ReadingsPage as Data, SubmissionAnswer, SubmissionWindow, WindowState},
    session::Frame,
};
use leptos::{ev, prelude::*};

const TITLE: &str = "Показания приборов учета";

#[component]
pub fn ReadingsPage() -> impl IntoView {
    let desk = Desk::new();
    let frame = use_frame();
    let source = move || (desk.period.get(), desk.answer.get());
    let page = Resource::new(source, move |(period, answer)| desk.load(period, answer));
    let reload = Callback::new(move |()| page.refetch());
    view! {
        <Transition fallback=Skeleton>
            {once_ready(async move { (frame.ready().await, page.ready().await).1 }, move || {
                let (frame, page) = (frame.get(), page.get());
                Some(match (frame?, page?) {
                    (Ok(frame), Err(ApiError::NotFound)) if has_no_account(&frame) => no_account(TITLE),
                    (Err(error), _) => loaded(Err(error), |()| ()),
                    (Ok(frame), page) => loaded(page, move |page| shown(page, &frame, desk, reload)),
                })
            })}
        </Transition>
    }
    .into_any()
}

fn has_no_account(frame: &Frame) -> bool {
    frame.person.as_ref().is_some_and(|person| person.account().is_none())
}

/// The page of somebody who lives nowhere yet.
pub(crate) fn no_account(title: &'static str) -> AnyView {
    view! {
        <Page title=title shape=PageShape::Single>
            <Empty title="Помещений пока нет" text="Добавьте своё по № лицевого счета из квитанции, и здесь появятся его счётчики.">
                <a class=ButtonKind::Primary.class() href="/units/add">
                    "Добавить помещение"
                </a>
            </Empty>
        </Page>
    }
    .into_any()
}

fn shown(page: Data, frame: &Frame, desk: Desk, reload: Callback<()>) -> AnyView {
    let person = frame.person.as_ref();
    let account = person.and_then(|person| person.accounts.iter().find(|account| account.id == page.account));
    let window = account.map_or(SubmissionWindow::DEFAULT, |account| account.window);
    desk.keep(&page, window);

    let email = person.map(|person| person.email.clone()).unwrap_or_default();
    let head = head(&page, window, desk, &email);
    let history = (!page.history.months.is_empty()).then(|| {
        let aside = view! {
            <a class="small" href="/readings/history">
                "Открыть с графиком"
            </a>
        };
        let table = table(&page.history, false);
        view! {
            <Card title="История показаний последние полгода" aside=aside.into_any()>
                {table}
            </Card>
        }
    });
    let silence = silence(&page);
    let body = if page.rows.is_empty() { no_meters() } else { form(page, window, desk) };
    view! {
        <Page title=TITLE shape=PageShape::Wide reload=reload reloading=desk.reloading head=head debt=Debt::Beside>
            {body}
            {silence}
            {history}
        </Page>
    }
    .into_any()
}

pub(super) fn no_meters() -> AnyView {
    view! {
        <Empty
            title="Счётчиков нет"
            text="Если они стоят, сообщите в управляющую компанию: как только она внесёт их в список, они появятся здесь."
        />
    }
    .into_any()
}

fn head(page: &Data, window: SubmissionWindow, desk: Desk, email: &str) -> AnyView {
    let earlier = earlier(page, window).map(|period| {
        view! {
            " "
            <a href=format!("/readings?period={period}")>{format!("Исправить показания за {}", text::month_of(period))}</a>
        }
    });
    let answer = page.answer.as_ref().map(|answer| notice(answer, email));
    let offline = move || {
        desk.offline.get().then(|| {
            let (title, words) = if are_kept() {
                (
                    "Нет связи. Можно вводить: показания сохранятся на этом устройстве",
                    "Отправим сами и один раз, как только появится сеть. Закрывать страницу не страшно.",
                )
            } else {
                (
                    "Нет связи. Вводить можно: всё останется в полях",
                    "Нажмите «Сдать показания», когда появится сеть. Дважды они не уйдут.",
                )
            };
            view! {
                <Banner tone=Tone::Ask icon=IconName::NoSignal title=title live=true>
                    <p>{words}</p>
                </Banner>
            }
        })
    };
    // A form that came back without scripts opens at its top.
    let came_back =
        desk.posted.with_value(|posted| posted.as_ref().map(|posted| errors::error(&posted.error)));
    let came_back = came_back.map(|title| view! { <Banner tone=Tone::No title=title live=true /> });
    view! {
        <p class="page__lead">{text::lead(page.period, page.accepted, window, page.today)} {earlier}</p>
        {offline}
        {came_back}
        {answer}
    }
    .into_any()
}

/// The month that has just closed, while its readings may still be corrected.
fn earlier(page: &Data, window: SubmissionWindow) -> Option<Period> {
    let WindowState::Closed { next, .. } = window.state(page.today) else { return None };
    let last = next.minus(1);
    let mut cells =
        page.history.months.iter().filter(|month| month.period == last).flat_map(|month| &month.cells);
    let open =
        cells.any(|cell| cell.as_ref().is_some_and(|cell| cell.reading.state != ReadingState::Accepted));
    (page.period == next && open).then_some(last)
}

/// «Сдано 25.01.2018 в 13:20, № 2018-01-0417. Принято 1 из 3»
pub(super) fn notice(answer: &SubmissionAnswer, email: &str) -> AnyView {
    let (taken, all) = (answer.taken(), answer.lines.len());
    let Some((number, code)) = &answer.notice else {
        let waiting = text::waiting(all);
        return view! {
            <Banner tone=Tone::Ask title="Новых показаний не записано" live=true>
                <p>{waiting} "Там сказано, что не так; всё введённое осталось в полях."</p>
            </Banner>
        }
        .into_any();
    };
    let title = format!(
        "Сдано {} в {}, № {number}. Принято {taken} из {all}",
        date(answer.at.date()),
        time(answer.at)
    );
    let tone = if taken == all { Tone::Ok } else { Tone::Info };
    let waiting = text::waiting(all - taken);
    let (href, code) = (format!("/check/{code}"), code.to_string());
    let sent = (!email.is_empty()).then(|| format!("Извещение отправлено на {email}. "));
    view! {
        <Banner tone=tone title=title live=true>
            <p>
                {waiting} {sent} "Код для проверки: "
                <a href=href>{code}</a>
            </p>
        </Banner>
    }
    .into_any()
}

pub(super) fn form(page: Data, window: SubmissionWindow, desk: Desk) -> AnyView {
    let moment = Moment::of(&page, window);
    let lines = page.answer.map(|answer| answer.lines).unwrap_or_default();
    let answered =
        |row: &domain::readings::MeterRow| lines.iter().find(|line| line.meter == row.meter.id).cloned();

    let rows = page.rows.clone();
    let lines_of = lines.clone();
    let modes = Memo::new(move |_| {
        let correct = desk.correct.get();
        rows.iter().fold((false, false), |(open, taken), row| {
            let line = lines_of.iter().find(|line| line.meter == row.meter.id);
            match moment.mode(row, line, correct) {
                Mode::Open => (true, taken),
                Mode::Taken => (open, true),
                Mode::Closed(_) => (open, taken),
            }
        })
    });
    let names: Vec<String> =
        page.rows.iter().map(|row| name_among(&row.meter, page.rows.iter().map(|row| &row.meter))).collect();
    let bodies: Vec<AnyView> = page
        .rows
        .into_iter()
        .zip(names)
        .enumerate()
        .map(|(i, (row, name))| {
            let place = Place { id: format!("r{i}"), name: format!("submission[lines][{i}]") };
            let answered = answered(&row);
            body(Row { of: row, name, place, moment, answered, desk })
        })
        .collect();

    view! {
        <form
            class="stack"
            method="post"
            action=desk.action()
            on:submit=move |event: ev::SubmitEvent| {
                event.prevent_default();
                desk.send();
            }
        >
            <input type="hidden" name="submission[id]" value=page.fresh.to_string() />
            <input type="hidden" name="submission[account]" value=page.account.to_string() />
            <input type="hidden" name="submission[period]" value=page.period.to_string() />
            <table class="meters" role="table">
                <caption class="visually-hidden">"Счётчики"</caption>
                <thead role="rowgroup">
                    <tr role="row">{labels()}</tr>
                </thead>
                {bodies}
            </table>
            {move || modes.get().0.then(|| submit_bar(desk, modes.get().1))}
        </form>
    }
    .into_any()
}

fn labels() -> Vec<AnyView> {
    [
        ("Счётчик", ""),
        ("Предыдущие показания", "end"),
        ("Дата предыдущих показаний", "end"),
        ("Текущие показания", "meter__inputs"),
        ("Дата сдачи показаний", "end"),
        ("Средний расход", "end"),
        ("Срок поверки", "end"),
    ]
    .into_iter()
    .map(|(label, class)| {
        view! {
            <th scope="col" role="columnheader" class=class>
                {label}
            </th>
        }
        .into_any()
    })
    .collect()
}

fn submit_bar(desk: Desk, some_taken: bool) -> AnyView {
    let error = move || desk.error.get().map(|error| failure(&error, true));
    let hint = move || match (desk.offline.get(), some_taken) {
        (true, _) => {
            let label = "ждёт связи";
            let words = if are_kept() {
                " Нажмите «Сдать показания»: уйдут сами, когда появится сеть."
            } else {
                " Введённое осталось в полях. Нажмите ещё раз, когда появится сеть."
            };
            view! {
                <Badge tone=Tone::Ask icon=IconName::NoSignal label=label />
                {words}
            }
            .into_any()
        }
        (false, true) => "Принятые строки повторно не отправятся.".into_any(),
        (false, false) => "Заполните одну строку или все: каждая ответит за себя.".into_any(),
    };
    view! {
        {error}
        <div class="submitbar">
            <p class="muted small" role="status">
                {hint}
            </p>
            <Button label="Сдать показания" class="btn--phone-wide" busy=Signal::derive(move || desk.busy()) />
        </div>
    }
    .into_any()
}

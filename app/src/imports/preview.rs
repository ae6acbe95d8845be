//! «Проверка»: what the rows of a file do, counted and one by one.
use super::words::{IMPORTS, tab, verdict_badge};
use crate::{
    desk,
    ui::{Banner, ButtonKind, Icon, IconName, Stat, Tone},
};
use domain::imports::{Change, Counts, ImportPage, Line, Preview, Spot, State, Verdict};
use leptos::prelude::*;

pub(super) fn counts(counts: Counts) -> AnyView {
    view! {
        <div class="stats">
            <Stat label="Новых" value=counts.new.to_string() />
            <Stat label="Изменятся" value=counts.changed.to_string() />
            <Stat label="Без изменений" value=counts.same.to_string() />
            {(counts.waits > 0).then(|| view! { <Stat label="В очередь" value=counts.waits.to_string() /> })}
            <Stat label="Отказано" value=counts.refused.to_string() />
        </div>
    }
    .into_any()
}

pub(super) fn preview(page: &ImportPage, preview: &Preview, counts: Counts, after: Option<i64>) -> AnyView {
    let address = format!("{IMPORTS}/{}", page.card.id);
    let of = |verdict: Option<Verdict>, after: Option<i64>| {
        let query = [
            ("verdict", verdict.map(|verdict| verdict.code().to_owned())),
            ("after", after.map(|row| row.to_string())),
        ];
        format!("{address}{}", desk::query(query))
    };
    let all = Verdict::ALL.into_iter().map(|verdict| counts.of(verdict)).sum::<i64>();
    // Only payments wait.
    let shown = Verdict::ALL.into_iter().filter(|of| *of != Verdict::Waits || counts.waits > 0);
    let tabs = std::iter::once((format!("Все {all}"), None))
        .chain(shown.map(|of| (format!("{} {}", tab(of), counts.of(of)), Some(of))));
    let tabs =
        tabs.map(|(label, verdict)| (label, of(verdict, None), Signal::stored(preview.verdict == verdict)));
    let tabs = desk::chips(tabs);
    let download = (counts.refused > 0).then(|| {
        view! {
            <a
                class=format!("{} btn--sm", ButtonKind::Plain.class())
                href=format!("/imports/{}/refused.csv", page.card.id)
                rel="external"
                download
            >
                <Icon name=IconName::List small=true />
                "Скачать отказы"
            </a>
        }
    });
    let undone = page.card.state == State::Undone;
    let rows = preview.lines.iter().map(|row| line(row, undone)).collect_view();
    let body = if preview.lines.is_empty() {
        view! { <p class="card__empty muted">"Таких строк нет."</p> }.into_any()
    } else {
        view! {
            <table class="table table--cards import">
                <caption class="visually-hidden">"Строки файла"</caption>
                <thead>
                    <tr>
                        <th class="end" scope="col">
                            "Строка"
                        </th>
                        <th scope="col">"Что будет"</th>
                        <th scope="col">"Счёт"</th>
                        <th scope="col">"Было и станет, причина отказа"</th>
                    </tr>
                </thead>
                <tbody>{rows}</tbody>
            </table>
        }
        .into_any()
    };
    let more = preview.unlisted;
    let tells = more > 0 && preview.verdict.is_none_or(|of| of == Verdict::Refused);
    let unlisted = tells.then(|| {
        let title = format!(
            "Здесь первые из отказанных строк. Не показано ещё: {more}. Исправьте эти и загрузите файл снова."
        );
        view! { <Banner tone=Tone::Ask title=title slim=true /> }
    });
    let start = after.map(|_| of(preview.verdict, None));
    let next = preview.next.map(|row| of(preview.verdict, Some(row)));
    view! {
        <section class="card card--flush">
            <div class="card__head">{tabs} {download}</div>
            {unlisted}
            {body}
            {desk::parts(start, next)}
        </section>
    }
    .into_any()
}

fn line(line: &Line, undone: bool) -> AnyView {
    let changes = line.changes.iter().map(change).collect_view();
    let reasons = line.reasons.iter().map(|reason| view! { <p class="tone--no">{reason.clone()}</p> });
    view! {
        <tr>
            <td class="end num muted" data-label="строка">
                {Spot::of(line.row.unsigned_abs()).to_string()}
            </td>
            <td>{verdict_badge(line.verdict, undone)}</td>
            <th scope="row" class="num">
                {line.subject.clone()}
            </th>
            <td class="import__what">{changes} {reasons.collect_view()}</td>
        </tr>
    }
    .into_any()
}

fn change(change: &Change) -> AnyView {
    let was = change.was.clone().map(|was| view! { <del class="was">{was}</del> });
    let now = change.now.clone().map(|now| view! { <b>{now}</b> });
    view! {
        <span class="import__change">
            <span class="muted">{change.name.clone()} ":"</span>
            " "
            {was}
            " "
            {now}
        </span>
    }
    .into_any()
}

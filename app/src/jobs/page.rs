use super::{RetryAllJobs, RetryJob, load_failed_jobs};
use crate::{
    layout::{NotFound, OVERVIEW, Page, PageShape, loaded, may, when_ready},
    text::jobs::kind,
    ui::{Banner, ButtonKind, Empty, Icon, IconName, Tone, date_time, plural},
};
use domain::{
    access::Permission,
    jobs::{FailedJob, FailedJobs},
};
use leptos::prelude::*;
use leptos_router::hooks::use_query_map;
use server_fn::ServerFn;

/// «Сбои»: what could not be sent or done, why, and a button that tries again.
#[component]
pub fn JobsPage() -> impl IntoView {
    if !may(Permission::TendJobs) {
        return view! { <NotFound /> }.into_any();
    }
    let data = Resource::new_blocking(|| (), |()| load_failed_jobs());
    let query = use_query_map();
    let done = move || {
        let words = match query.with(|query| query.get("done"))?.as_str() {
            "one" => "Пробуем ещё раз. Если снова не выйдет, строка вернётся сюда с новой причиной",
            "all" => "Пробуем всё ещё раз. Что не выйдет снова, вернётся сюда с новой причиной",
            _ => return None,
        };
        Some(view! { <Banner tone=Tone::Info title=words slim=true live=true /> })
    };
    view! {
        <Suspense>
            {when_ready(move || async move {
                loaded(
                    data.await,
                    |data: FailedJobs| {
                        view! {
                            <Page
                                title="Сбои"
                                shape=PageShape::Single
                                back=(OVERVIEW, "Обзор")
                                action=all(&data)
                                head=done.into_any()
                            >
                                {listed(&data)}
                            </Page>
                        }
                    },
                )
            })}
        </Suspense>
    }
    .into_any()
}

fn all(data: &FailedJobs) -> AnyView {
    if data.jobs.len() < 2 {
        return ().into_any();
    }
    view! {
        <form method="post" action=RetryAllJobs::url()>
            <button class=format!("{} btn--sm", ButtonKind::Tonal.class()) type="submit">
                <Icon name=IconName::Refresh small=true />
                "Повторить все"
            </button>
        </form>
    }
    .into_any()
}

fn listed(data: &FailedJobs) -> AnyView {
    if data.jobs.is_empty() {
        return view! {
            <Empty
                title="Всё отправлено"
                text="Если письмо или задание не получится, оно появится здесь с причиной."
            />
        }
        .into_any();
    }
    let rows = data.jobs.iter().map(failure).collect_view();
    let total = data.counts.dead + data.counts.failing;
    let more = data.more.then(|| {
        let shown = data.jobs.len();
        view! { <p class="card__part muted small">{format!("Показаны {shown} из {total}, остальные повторит «Повторить все».")}</p> }
    });
    view! {
        <section class="card card--flush" aria-label="Что не получилось">
            <ul class="rows">{rows}</ul>
            {more}
        </section>
    }
    .into_any()
}

/// One that failed: what it is, why, and a button.
pub(crate) fn failure(job: &FailedJob) -> AnyView {
    let what = kind(&job.kind);
    let icon = if job.kind.contains("letter") { IconName::Mail } else { IconName::Gear };
    let letter = job.to.clone().map(|to| {
        let subject = job.subject.clone().unwrap_or_default();
        view! { <span class="journal__about">{to} ": " {subject}</span> }
    });
    let attempts = job.attempts.unsigned_abs();
    let tried = format!("{attempts} {}", plural(attempts, "попытка", "попытки", "попыток"));
    let next = match job.again_at {
        Some(at) => format!("следующая {}", date_time(at)),
        None => "больше не пробуем".to_owned(),
    };
    let about = format!("{}, {tried}, {next}", date_time(job.promised_at));
    let aloud = format!("Повторить: {what}, {}", date_time(job.promised_at));
    view! {
        <li class="item">
            <span class="res res--home">
                <Icon name=icon />
            </span>
            <div>
                <b>{what}</b>
                {letter}
                <span class="journal__about small">{job.reason.clone()}</span>
                <span class="muted">{about}</span>
            </div>
            <form method="post" action=RetryJob::url()>
                <input type="hidden" name="job" value=job.id.to_string() />
                <button class=format!("{} btn--sm", ButtonKind::Line.class()) type="submit" aria-label=aloud>
                    "Повторить"
                </button>
            </form>
        </li>
    }
    .into_any()
}

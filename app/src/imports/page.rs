//! One import, from its columns to its undo.
use super::{
    CancelImport, ChooseColumns, CommitImport, UndoImport,
    columns::columns,
    load_import,
    preview::{counts, preview},
    undo::take_back,
    words::{self, IMPORTS, home, kind, things},
};
use crate::{
    api::ApiError,
    form::{FormFailure, FormState, use_form},
    layout::{NotFound, Page, PageShape, loaded, may, once_ready},
    live,
    ui::{Banner, Button, ButtonKind, Icon, IconName, Skeleton, Stat, Tone, date_time, rubles, step},
};
use domain::{
    access::Permission,
    changes::Topic,
    ids::ImportId,
    imports::{ImportPage as Data, Kind, State, Step, Verdict, View},
};
use leptos::{form::ActionForm, prelude::*};
use leptos_router::hooks::{use_params_map, use_query_map};

/// The forms of the page.
#[derive(Clone, Copy)]
struct Forms {
    choose: (ServerAction<ChooseColumns>, FormState),
    commit: (ServerAction<CommitImport>, FormState),
    undo: (ServerAction<UndoImport>, FormState),
    cancel: (ServerAction<CancelImport>, FormState),
}

#[component]
pub fn ImportPage() -> impl IntoView {
    if !may(Permission::ImportRegistries) {
        return view! { <NotFound /> }.into_any();
    }
    let id = use_params_map()
        .with_untracked(|params| params.get_str("id").and_then(|id| id.parse::<ImportId>().ok()));
    let query = use_query_map();
    let view = Memo::new(move |_| {
        query.with(|query| View {
            columns: query.get_str("columns").is_some(),
            verdict: query.get_str("verdict").and_then(Verdict::from_code),
            after: query.get_str("after").and_then(|row| row.parse().ok()),
        })
    });
    let page = Resource::new(
        move || view.get(),
        move |view| async move {
            match id {
                Some(id) => load_import(id, view).await,
                None => Err(ApiError::NotFound),
            }
        },
    );
    // What is being chosen, or asked, stays as it is.
    let moves = RwSignal::new(false);
    live::watch(
        move || id.filter(|_| moves.get()).map(Topic::Import).into_iter().collect(),
        move || page.refetch(),
    );
    let (choose, commit) = (ServerAction::<ChooseColumns>::new(), ServerAction::<CommitImport>::new());
    let (undo, cancel) = (ServerAction::<UndoImport>::new(), ServerAction::<CancelImport>::new());
    let forms = Forms {
        choose: (choose, use_form(choose)),
        commit: (commit, use_form(commit)),
        undo: (undo, use_form(undo)),
        cancel: (cancel, use_form(cancel)),
    };
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move { page.ready().await },
                move || {
                    let asked = view.get_untracked();
                    let page = page.get()?;
                    let alive = page.as_ref().is_ok_and(|page| {
                        let state = page.card.state;
                        page.columns.is_none() && (state.is_working() || state == State::Ready)
                    });
                    moves.set(alive);
                    // What forms say of themselves must not draw them anew, without what was chosen in them.
                    Some(loaded(page, move |page| untrack(|| shown(&page, asked, &forms))))
                },
            )}
        </Transition>
    }
    .into_any()
}

fn shown(page: &Data, asked: View, forms: &Forms) -> AnyView {
    let body = match (&page.columns, page.card.state) {
        (Some(form), _) => {
            let (action, state) = forms.choose;
            view! {
                {problems(page, "Файл не прочитан")}
                {columns(page, form, action, state)}
                {give_up(page, forms)}
            }
            .into_any()
        }
        (None, State::Preparing) => view! {
            {working(page)}
            {give_up(page, forms)}
        }
        .into_any(),
        (None, _) => view! {
            {outcome(page)}
            {sums(page)}
            {problems(page, "Отменить загрузку нельзя")}
            {rows(page, asked)}
            {confirm(page, forms)}
            {take_back(page, forms.undo)}
        }
        .into_any(),
    };
    let (refresh, file) = (refresh(page), file(page));
    view! {
        <Page
            title=format!("Загрузка: {}", kind(page.card.kind).0.to_lowercase())
            shape=PageShape::Single
            back=home(page.card.kind)
            head=steps(page)
        >
            {refresh}
            {file}
            {body}
        </Page>
    }
    .into_any()
}

/// «Файл», «Столбцы», «Проверка», «Готово».
fn steps(page: &Data) -> AnyView {
    let at = match page.card.state {
        _ if page.columns.is_some() => 1,
        State::Columns | State::Failed => 1,
        State::Preparing | State::Ready => 2,
        State::Committing | State::Done | State::Undoing | State::Undone | State::Cancelled => 3,
    };
    let steps = ["Файл", "Столбцы", "Проверка", "Готово"].into_iter().enumerate();
    let steps = steps.map(|(before, label)| step(before + 1, before < at, before == at, label));
    view! { <ol class="stepper">{steps.collect_view()}</ol> }.into_any()
}

fn file(page: &Data) -> AnyView {
    let by = page.card.by.clone().unwrap_or_default();
    let again = (page.columns.is_none() && page.card.state.after(Step::Choose).is_some()).then(|| {
        view! {
            <a class=format!("{} btn--sm", ButtonKind::Plain.class()) href=format!("{IMPORTS}/{}?columns=1", page.card.id)>
                "Исправить столбцы"
            </a>
        }
    });
    view! {
        <section class="card">
            <div class="row">
                <span class="res res--home">
                    <Icon name=IconName::List />
                </span>
                <div class="grow">
                    <b>{page.card.file_name.clone()}</b>
                    <br />
                    <span class="muted small">
                        {format!("Строк: {}. {} ", page.rows, page.recognised)}
                        {date_time(page.card.created_at)} ", " {by}
                    </span>
                </div>
                {again}
            </div>
        </section>
    }
    .into_any()
}

/// Without scripts the page looks again by itself while a job is at it.
fn refresh(page: &Data) -> Option<AnyView> {
    let refresh = "<meta http-equiv=\"refresh\" content=\"3\">";
    page.card.state.is_working().then(|| view! { <noscript inner_html=refresh></noscript> }.into_any())
}

fn working(page: &Data) -> AnyView {
    let words = format!("Проверяем строки: {} из {}", page.done, page.rows);
    view! {
        <section class="card" role="status">
            <p>
                <b>{words.clone()}</b>
            </p>
            <progress class="import__progress" max=page.rows.max(1).to_string() value=page.done.to_string() aria-label=words></progress>
            <p class="muted small">"Страницу можно закрыть: проверка закончится без неё."</p>
        </section>
    }
    .into_any()
}

fn problems(page: &Data, title: &'static str) -> Option<AnyView> {
    let lines = page.problems.iter().map(|problem| view! { <p>{problem.clone()}</p> }).collect_view();
    let banner = || view! { <Banner tone=Tone::No title=title live=true>{lines}</Banner> }.into_any();
    (!page.problems.is_empty()).then(banner)
}

/// What became of it.
fn outcome(page: &Data) -> Option<AnyView> {
    let at = date_time(page.changed_at);
    let counts = page.card.counts.unwrap_or_default();
    let written = format!("{} {}", counts.writes(), things(page.card.kind, counts.writes()));
    let (tone, title) = match page.card.state {
        State::Committing => (Tone::Info, "Записываем. Страницу можно закрыть".to_owned()),
        State::Undoing => (Tone::Info, "Отменяем загрузку. Страницу можно закрыть".to_owned()),
        State::Done if counts.writes() == 0 => (Tone::Ok, format!("Готово: всё было и так, {at}")),
        State::Done => (Tone::Ok, format!("Загружено: {written}, {at}")),
        State::Undone if page.card.kind == Kind::Payments => {
            (Tone::Info, format!("Загрузка отменена {at}: её оплаты сняты со счетов"))
        }
        State::Undone => (Tone::Info, format!("Загрузка отменена {at}: всё как до неё")),
        State::Cancelled => {
            (Tone::Info, format!("Не загружена: от неё отказались {at}. Ничего не изменилось"))
        }
        State::Columns | State::Preparing | State::Ready | State::Failed => return None,
    };
    let why = page.why.as_ref().filter(|_| page.card.state == State::Undone);
    let why = why.map(|why| view! { <p>{why.clone()}</p> });
    Some(match why {
        Some(why) => view! { <Banner tone=tone title=title live=true>{why}</Banner> }.into_any(),
        None => view! { <Banner tone=tone title=title live=true /> }.into_any(),
    })
}

/// What payments come to, and where those are that wait.
fn sums(page: &Data) -> Option<AnyView> {
    let sums = page.card.sums?;
    let waits = (page.card.state == State::Done && sums.waiting.is_positive()).then(|| {
        view! {
            <a class=format!("{} btn--sm", ButtonKind::Line.class()) href="/staff/payments">
                "Разнести то, что ждёт"
            </a>
        }
    });
    Some(
        view! {
            <div class="stats">
                <Stat label="Пришло" value=rubles(sums.came) />
                <Stat label="На счета" value=rubles(sums.credited) />
                <Stat label="Ждёт" value=rubles(sums.waiting) />
            </div>
            {waits}
        }
        .into_any(),
    )
}

fn rows(page: &Data, asked: View) -> Option<AnyView> {
    let (shown, known) = (page.preview.as_ref()?, page.card.counts?);
    Some(
        view! {
            {counts(known)}
            {preview(page, shown, known, asked.after)}
        }
        .into_any(),
    )
}

/// «Загрузить»: nothing is written before it.
fn confirm(page: &Data, forms: &Forms) -> Option<AnyView> {
    let counts = page.card.counts.filter(|_| page.card.state == State::Ready)?;
    let (action, state) = forms.commit;
    let writes = counts.writes();
    let words = match (writes, counts.refused) {
        (0, 0) if counts.same == 0 => "В файле нет строк под заголовком: загружать нечего.".to_owned(),
        (0, 0) => "Всё в файле уже есть в портале: загружать нечего.".to_owned(),
        (0, refused) => format!(
            "Загружать нечего, отказано строк: {refused}. Исправьте их в файле и загрузите его снова."
        ),
        (_, 0) => "Отказанных строк нет.".to_owned(),
        (_, refused) => format!("Отказанные строки ({refused}) останутся в файле для исправления."),
    };
    let verb =
        if page.card.kind == Kind::Charges { "Опубликовать" } else { "Загрузить" };
    let label = format!("{verb} {writes} {}", words::loaded(page.card.kind, writes));
    let beside = (page.card.kind == Kind::Charges).then(|| {
        view! {
            <a class=ButtonKind::Line.class() href=format!("/staff/charges/{}", page.card.id)>
                "Разница с прошлым месяцем"
            </a>
        }
    });
    let (id, version) = (page.card.id.to_string(), page.version.to_string());
    let button = (writes > 0).then(|| {
        view! {
            <ActionForm action=action>
                <input type="hidden" name="id" value=id />
                <input type="hidden" name="version" value=version />
                <button
                    class=ButtonKind::Primary.class()
                    type="submit"
                    disabled=move || state.busy.get()
                    aria-busy=move || state.busy.get().then_some("true")
                >
                    {label}
                </button>
            </ActionForm>
        }
    });
    Some(
        view! {
            <FormFailure form=state />
            <div class="submitbar submitbar--sticky">
                <p class="small">
                    <b>"Пока ничего не записано."</b>
                    " "
                    <span class="muted">{words}</span>
                </p>
                <div class="actions">{give_up(page, forms)} {beside} {button}</div>
            </div>
        }
        .into_any(),
    )
}

/// «Отказаться»: of an import of which nothing was written.
fn give_up(page: &Data, forms: &Forms) -> Option<AnyView> {
    page.card.state.after(Step::Cancel)?;
    let (action, state) = forms.cancel;
    let id = page.card.id.to_string();
    Some(
        view! {
            <ActionForm action=action>
                <FormFailure form=state />
                <input type="hidden" name="id" value=id />
                <Button label="Не загружать" kind=ButtonKind::Plain busy=state.busy />
            </ActionForm>
        }
        .into_any(),
    )
}

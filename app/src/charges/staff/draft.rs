//! «Разница с прошлым месяцем»: what is odd on top, and the publication.
use super::{desk::CHARGES, load_draft};
use crate::{
    api::ApiError,
    desk::parts,
    form::{FormFailure, FormState, plain_form},
    imports::{CancelImport, CommitImport, IMPORTS},
    layout::{NotFound, Page, PageShape, loaded, may, once_ready},
    ui::{
        Badge, Banner, ButtonKind, Card, Empty, Icon, IconName, Skeleton, Stat, Tone, date_time, month_year,
        plural, rubles,
    },
};
use domain::{
    access::Permission,
    addresses::{short_address, unit_name},
    charges::{DraftLine, DraftPage as Data, Odd, odd},
    ids::ImportId,
    imports::State,
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};
use server_fn::ServerFn;

#[component]
pub fn DraftPage() -> impl IntoView {
    if !may(Permission::PublishCharges) {
        return view! { <NotFound /> }.into_any();
    }
    let id = use_params_map()
        .with_untracked(|params| params.get_str("id").and_then(|id| id.parse::<ImportId>().ok()));
    let query = use_query_map();
    let skip = Memo::new(move |_| query.with(|query| query.get_str("skip")?.parse::<i64>().ok()));
    let data = Resource::new(
        move || skip.get(),
        move |skip| async move { load_draft(id.ok_or(ApiError::NotFound)?, skip).await },
    );
    let forms = (plain_form::<CommitImport>(), plain_form::<CancelImport>());
    view! {
        <Transition fallback=Skeleton>
            {once_ready(
                async move { data.ready().await },
                move || {
                    let later = skip.get_untracked().is_some();
                    Some(loaded(data.get()?, move |data| shown(&data, later, forms)))
                },
            )}
        </Transition>
    }
    .into_any()
}

/// Of the publication, and of giving it up.
type Forms = (FormState, FormState);

fn shown(data: &Data, later: bool, forms: Forms) -> AnyView {
    let here = format!("{CHARGES}/{}", data.card.id);
    let draft = &data.draft;
    let difference = draft.sum - draft.before;
    let rows = data.lines.iter().map(line).collect_view();
    let next = data.next.map(|skip| format!("{here}?skip={skip}"));
    let list = if data.lines.is_empty() {
        view! { <Empty title="Новых и исправленных начислений нет" text="Всё, что в файле, уже опубликовано." /> }.into_any()
    } else {
        view! {
            <Card title="Счета: необычные наверху" flush=true>
                <ul class="rows">{rows}</ul>
                {parts(later.then(|| here.clone()), next)}
            </Card>
        }
        .into_any()
    };
    let stats = view! {
        <div class="stats">
            <Stat label="Счетов" value=draft.bills.to_string() />
            <Stat label="Начислено" value=rubles(draft.sum) />
            <Stat label="К прошлому месяцу" value=rubles(difference) />
            <Stat label="Необычных" value=draft.odd.to_string() />
        </div>
    };
    let (checked, gone, publish) = (checked(data), gone(data), publish(data, forms));
    view! {
        <Page
            title="Разница с прошлым месяцем"
            shape=PageShape::Single
            back=(CHARGES, "Начисления")
            head=head(data)
        >
            {stats}
            {checked}
            {gone}
            {list}
            {publish}
        </Page>
    }
    .into_any()
}

fn head(data: &Data) -> AnyView {
    let rows = format!("{IMPORTS}/{}", data.card.id);
    let state = match data.card.state {
        State::Done => {
            Some((Tone::Ok, "Опубликовано: жители видят начисления. Исправить можно новым файлом"))
        }
        State::Ready => None,
        _ => Some((Tone::Info, "Файл ещё обрабатывается")),
    };
    view! {
        <p class="page__lead">
            {data.card.file_name.clone()} ", " {date_time(data.card.created_at)} ". " <a href=rows>"Все строки файла"</a>
        </p>
        {state.map(|(tone, title)| view! { <Banner tone=tone title=title slim=true /> })}
    }
    .into_any()
}

/// What the arithmetic check says.
fn checked(data: &Data) -> AnyView {
    let refused = data.card.counts.map_or(0, |counts| counts.refused);
    let slight = data.draft.slight;
    let (tone, title) = match (refused, slight) {
        (0, 0) => (Tone::Ok, "Суммы сходятся до копейки".to_owned()),
        (0, slight) => (Tone::Info, format!("Расходятся на копейку и взяты как есть: {slight}")),
        (refused, _) => (
            Tone::Ask,
            format!("Отказано строк: {refused}. Их счета не будут опубликованы, пока вы не исправите файл"),
        ),
    };
    view! { <Banner tone=tone title=title slim=true /> }.into_any()
}

fn gone(data: &Data) -> Option<AnyView> {
    let count = data.draft.gone;
    let more = usize::try_from(count).unwrap_or(0).saturating_sub(data.gone.len());
    let more = if more > 0 { format!(" и ещё {more}") } else { String::new() };
    let listed = format!("{}{more}", data.gone.join(", "));
    let title = format!(
        "В прошлом месяце начисляли, в этом нет: {count} {}",
        plural(count.unsigned_abs(), "счёт", "счёта", "счетов")
    );
    (count > 0).then(|| {
        view! {
            <Banner tone=Tone::Ask title=title>
                <p class="num">{listed}</p>
            </Banner>
        }
        .into_any()
    })
}

fn line(line: &DraftLine) -> AnyView {
    let place = format!("{}, {}", short_address(&line.address), unit_name(&line.label));
    let badge = odd(line.was, line.now).map(|odd| {
        let label = match odd {
            Odd::Negative => "меньше нуля",
            Odd::Doubled => "вдвое больше",
            Odd::Halved => "вдвое меньше",
            Odd::First => "впервые",
        };
        view! { <Badge tone=Tone::Ask label=label /> }
    });
    let was = line.was.map(|was| view! { <del class="was">{rubles(was)}</del> });
    let difference = line.was.map(|was| {
        let difference = line.now - was;
        let sign = if difference.is_positive() { "+" } else { "" };
        format!("{sign}{}", rubles(difference))
    });
    view! {
        <li class="item draft">
            <span class="res res--home">
                <Icon name=IconName::Receipt />
            </span>
            <div>
                <b>"ЛС " {line.number.clone()}</b>
                <span class="small muted">
                    {place} ", " {line.recipient.clone()} ", " {month_year(line.period.first_day())}
                </span>
                <span class="num">{was} " " <b>{rubles(line.now)}</b> " " <span class="muted">{difference}</span></span>
            </div>
            {badge}
        </li>
    }
    .into_any()
}

/// Asks before it publishes: residents hear of it at once.
fn publish(data: &Data, (publish, cancel): Forms) -> Option<AnyView> {
    let writes = data.card.counts.map_or(0, |counts| counts.writes());
    if data.card.state != State::Ready || writes == 0 {
        return None;
    }
    let (id, version) = (data.card.id.to_string(), data.version.to_string());
    let words = format!(
        "Будет опубликовано счетов: {writes}. Жители увидят их в кабинете и получат уведомление. Отменить публикацию нельзя, исправить можно новым файлом."
    );
    Some(
        view! {
            <FormFailure form=publish />
            <FormFailure form=cancel />
            <div class="submitbar submitbar--sticky">
                <details class="ask">
                    <summary class=ButtonKind::Primary.class()>"Опубликовать"</summary>
                    <form method="post" action=CommitImport::url() class="stack stack--tight">
                        <p class="small">{words}</p>
                        <input type="hidden" name="id" value=id.clone() />
                        <input type="hidden" name="version" value=version />
                        <button class=ButtonKind::Primary.class() type="submit">
                            "Да, опубликовать"
                        </button>
                    </form>
                </details>
                <form method="post" action=CancelImport::url()>
                    <input type="hidden" name="id" value=id />
                    <button class=ButtonKind::Plain.class() type="submit">
                        "Не публиковать"
                    </button>
                </form>
            </div>
        }
        .into_any(),
    )
}

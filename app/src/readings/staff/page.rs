//! The list of what waits, and beside it the reading that is open.
use super::{DecideReading, load_reading, load_review, queue, sheet::sheet};
use crate::{
    api::ApiError,
    desk::{missing, nothing_open},
    form::Form,
    layout::{NotFound, Page, PageShape, anew, loaded, may, once_ready},
    live,
    ui::{Banner, ButtonKind, Icon, IconName, Skeleton, Tone},
};
use domain::{
    access::Permission,
    changes::{Desk as Shared, Topic},
    ids::ReadingId,
    readings::{Concern, Decision},
};
use leptos::prelude::*;
use leptos_router::hooks::{use_params_map, use_query_map};

pub(super) const REVIEW: &str = "/staff/readings";

/// What the page holds between two answers of the server.
#[derive(Clone, Copy)]
pub(super) struct Desk {
    pub open: Memo<Option<ReadingId>>,
    /// The concern that the list is held to.
    pub asked: Memo<Option<Concern>>,
    forms: StoredValue<[Form<DecideReading>; 3]>,
}

impl Desk {
    pub fn form(self, decision: Decision) -> Form<DecideReading> {
        self.forms.with_value(|[count, refuse, shift]| match decision {
            Decision::Count => *count,
            Decision::Refuse => *refuse,
            Decision::Move => *shift,
        })
    }
}

#[component]
pub fn ReviewPage() -> impl IntoView {
    if !may(Permission::ReviewReadings) {
        return view! { <NotFound /> }.into_any();
    }
    let (params, query) = (use_params_map(), use_query_map());
    let named = move || params.with(|params| params.get("reading"));
    let open = Memo::new(move |_| named()?.parse::<ReadingId>().ok());
    let asked = Memo::new(move |_| query.with(|query| Concern::from_code(query.get_str("concern")?)));
    let done = Memo::new(move |_| query.with(|query| query.get("done")));
    let list = Resource::new(|| (), |()| load_review());
    let opened = Resource::new(
        move || open.get(),
        |open| async move {
            match open {
                Some(id) => load_reading(id).await.map(Some),
                None => Ok(None),
            }
        },
    );
    let form = |decision: Decision| {
        let form = Form::<DecideReading>::leading_on();
        Form { state: form.state.only_with("review[decision]", decision.code()), ..form }
    };
    let forms = [form(Decision::Count), form(Decision::Refuse), form(Decision::Move)];
    let desk = Desk { open, asked, forms: StoredValue::new(forms) };
    // Another reading begins with empty forms.
    Effect::new(move |before: Option<Option<ReadingId>>| {
        let now = open.get();
        if before.is_some_and(|before| before != now) {
            desk.forms.with_value(|forms| forms.iter().for_each(|form| form.clear()));
        }
        now
    });
    live::watch(|| vec![Topic::Desk(Shared::Readings)], move || list.refetch());
    let head = view! {
        <div class=move || if open.get().is_some() { "stack only-wide" } else { "stack" }>
            {move || done.get().as_deref().and_then(notice)}
            <Transition>
                {once_ready(
                    async move { list.ready().await },
                    move || Some(list.get()?.ok().map(|page| queue::head(&page, desk)).into_any()),
                )}
            </Transition>
        </div>
        {move || open.get().map(|_| back())}
    };
    view! {
        <Page title="Разбор показаний" shape=PageShape::Single head=head.into_any() action=by_house()>
            <div class=move || if open.get().is_some() { "split split--open" } else { "split" }>
                <div class="split__list">
                    <Transition fallback=Skeleton>
                        {once_ready(
                            async move { list.ready().await },
                            move || Some(loaded(list.get()?, |page| queue::queue(&page, desk))),
                        )}
                    </Transition>
                </div>
                <div class="split__item">
                    <Transition fallback=Skeleton>
                        {once_ready(
                            async move { opened.ready().await },
                            move || {
                                Some(
                                    match opened.get()? {
                                        Ok(Some(reading)) => anew(move || sheet(&reading, desk)),
                                        Ok(None) if untrack(named).is_none() => nothing_open(
                                            "Выберите показание слева: здесь будет история счётчика и что с ним можно сделать.",
                                        ),
                                        Ok(None) | Err(ApiError::NotFound) => missing(
                                            "Этого показания в очереди нет",
                                            "Его уже разобрали, или житель сдал другое, или оно из другого дома.",
                                        ),
                                        Err(error) => loaded(Err(error), |()| ()),
                                    },
                                )
                            },
                        )}
                    </Transition>
                </div>
            </div>
        </Page>
    }
    .into_any()
}

fn by_house() -> AnyView {
    view! {
        {may(Permission::EnterReadings)
            .then(|| {
                view! {
                    <a class=format!("{} btn--sm", ButtonKind::Line.class()) href="/staff/enter">
                        <Icon name=IconName::Phone small=true />
                        "По звонку"
                    </a>
                }
            })}
        <a class=format!("{} btn--sm", ButtonKind::Line.class()) href="/staff/months">
            <Icon name=IconName::Build small=true />
            "Сдача по домам"
        </a>
    }
    .into_any()
}

fn back() -> AnyView {
    view! {
        <a class="back only-phone" href=REVIEW>
            <Icon name=IconName::Left small=true />
            "Все вопросы"
        </a>
    }
    .into_any()
}

fn notice(done: &str) -> Option<AnyView> {
    let title = match done {
        "count" => "Принято: житель увидит это в кабинете",
        "refuse" => "Отклонено: житель прочтёт причину и сможет сдать другое",
        "move" => "Записано на другой счётчик, житель узнает об этом",
        _ => return None,
    };
    Some(view! { <Banner tone=Tone::Ok title=title slim=true live=true /> }.into_any())
}
